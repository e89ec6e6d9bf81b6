"""The search index over the built pages."""

from __future__ import annotations

from pathlib import Path

from build_tools.render import Site


def build_index(site_dir: Path, site: Site) -> None:
    """Index the pages in `site_dir`."""
