"""Every kind of page, by one page of it: what tests that hold for all pages go through."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from build_tools.site.addresses import built
from build_tools.site.pages.registry import PAGES

WAYS = tuple(built(kind.way.target) for kind in PAGES if kind.way)
"""The pages that Explore leads to. A new one is in the registry only; a new kind of another sort is added below."""

_EVERYWHERE = (
    "index.html",
    "articles/index.html",
    "glossary/index.html",
    "explore.html",
    *WAYS,
    "about.html",
    "guides/index.html",
    "contributing.html",
    "coverage.html",
    "404.html",
)

PAGE_KINDS = (
    *_EVERYWHERE,
    "articles/reef-2016.html",
    "glossary/eddystone.html",
    "compare/eddystone.html",
    "notes/by_article.html",
    "notes/by_contributor.html",
    "method.html",
    "guides/names-and-spellings.html",
)
"""Addresses from the root of the site of tests/support/reading_corpus."""

REAL_PAGES = (
    *_EVERYWHERE,
    "guides/four-writers.html",
    "commands.html",
    "checks.html",
    "benchmarks.html",
    "writing.html",
)
"""The same of the site of this repository, without those that an article or an entry has: see `largest_page`."""

EACH_HAS_ONE = ("article", "entity", "comparison")
"""Kinds of which each article or entry has a page."""


def kind_of(path: Path) -> str:
    """The kind of a built page."""
    return re.search(r'<body data-kind="([^"]+)"', path.read_text("utf-8"))[1]


@cache
def largest_page(site: Path, kind: str) -> str:
    """The address of the page of a kind on which most can be wrong: whatever a corpus has, none is named here."""
    pages = [path for path in site.rglob("*.html") if kind_of(path) == kind]
    return max(pages, key=lambda path: (path.stat().st_size, path.as_posix())).relative_to(site).as_posix()
