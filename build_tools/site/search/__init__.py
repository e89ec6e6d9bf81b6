"""The search index: the corpus as records, indexed by Pagefind, kept as scripts that a page loads from disk too."""

from __future__ import annotations

from build_tools.site.search.index import build_index

__all__ = ["build_index"]
