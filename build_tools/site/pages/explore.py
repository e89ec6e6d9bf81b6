"""The page that leads to every other way into the corpus."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.site.addresses import (
    COMPARE,
    CONCORDANCE,
    EXPLORE,
    KINDS,
    MAP,
    NETWORK,
    NOTES,
    SOURCES,
    TIMELINE,
    Linker,
)
from build_tools.site.pieces import count_of, page_text
from build_tools.site.site import Site
from build_tools.text.weave import attributes, escape, link


def render_explore(site: Site) -> Iterator[tuple[str, str]]:
    """(src_uri, text) of the page."""
    linker = site.linker(EXPLORE)
    parts = [
        "# Explore",
        f"Other ways into the texts than from their first line.\n{attributes('lead')}",
        _list(site, linker),
    ]
    yield EXPLORE, page_text("Explore", parts, kind="explore", description="Other ways into the texts.")


def _list(site: Site, linker: Linker) -> str:
    places = sum(entity.coordinates is not None for entity in site.entities.values())
    notes = sum(len(article.notes) for article in site.articles.values())
    rows = [
        (
            TIMELINE,
            "Timeline",
            "What happened when, with the passages that date it",
            count_of(len(site.events), "event"),
        ),
        (MAP, "Map", "Where the places are that the texts name", count_of(places, "place")),
        (NETWORK, "Network", "Who is named with whom", ""),
        (COMPARE, "Compare", "One name, and what each article says of it", count_of(len(site.compared), "name")),
        (CONCORDANCE, "Concordance", "Any word in every context, sorted as you like", ""),
        (NOTES, "Notes", "All notes by kind, article and contributor", count_of(notes, "note")),
        (
            KINDS,
            "Glossary by kind",
            "People, places, units, agreements",
            count_of(len(site.entities), "entry", "entries"),
        ),
        (SOURCES, "Sources", "The bibliography, with what cites each item", count_of(len(site.references), "source")),
    ]
    lines = [
        f'- {link(title, linker.to(target), classes="title")} <span class="summary">{escape(says)}</span>'
        + (f' <span class="count">{count}</span>' if count else "")
        for target, title, says, count in rows
    ]
    return '<div class="ways" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"
