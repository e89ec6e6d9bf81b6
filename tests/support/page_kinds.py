"""Every kind of page, by one page of it: what tests that hold for all pages go through."""

from __future__ import annotations

from build_tools.site.addresses import built
from build_tools.site.pages.registry import PAGES

WAYS = tuple(built(kind.way.target) for kind in PAGES if kind.way)
"""The pages that Explore leads to. A new one is in the registry only; a new kind of another sort is added below."""

PAGE_KINDS = (
    "index.html",
    "articles/index.html",
    "articles/aleppo-2016.html",
    "glossary/index.html",
    "glossary/khmeimim.html",
    "explore.html",
    *WAYS,
    "compare/khmeimim.html",
    "about.html",
    "guides/index.html",
    "guides/four-writers.html",
    "contributing.html",
    "writing.html",
    "commands.html",
    "checks.html",
    "benchmarks.html",
    "coverage.html",
    "404.html",
)
"""Addresses from the site's root."""
