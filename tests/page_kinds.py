"""Every kind of page, by one page of it: what tests that hold for all pages go through. A new kind is added here."""

from __future__ import annotations

PAGE_KINDS = (
    "index.html",
    "articles/index.html",
    "articles/aleppo-2016.html",
    "glossary/index.html",
    "glossary/by_kind.html",
    "glossary/khmeimim.html",
    "sources.html",
    "explore.html",
    "timeline.html",
    "map.html",
    "network.html",
    "compare.html",
    "compare/khmeimim.html",
    "concordance.html",
    "notes.html",
    "about.html",
    "guides/index.html",
    "guides/four-writers.html",
    "contributing.html",
    "commands.html",
    "checks.html",
    "benchmarks.html",
    "coverage.html",
    "404.html",
)
"""Addresses from the site's root."""
