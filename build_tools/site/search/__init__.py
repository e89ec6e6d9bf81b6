"""The search index: the words of the corpus, as scripts that a page loads from disk or from a server."""

from __future__ import annotations

from build_tools.site.search.index import build_index

__all__ = ["build_index"]
