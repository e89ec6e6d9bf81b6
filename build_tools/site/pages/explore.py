"""The page that leads to every other way into the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from build_tools.site.addresses import (
    EXPLORE,
    Linker,
)
from build_tools.site.pieces import Page
from build_tools.site.site import Site
from build_tools.text.weave import attributes, escape, link


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the page."""

    target: str
    """`src_uri`."""
    title: str
    blurb: str
    count: Callable[[Site], str] = lambda _: ""
    """How many things are there, in words."""


def render_explore(site: Site, ways: Iterable[Way]) -> Iterator[Page]:
    linker = site.linker(EXPLORE)
    parts = [
        "# Explore",
        f"Other ways into the texts than from their first line.\n{attributes('lead')}",
        _list(site, ways, linker),
    ]
    yield Page(EXPLORE, "Explore", parts, "Other ways into the texts.")


def _list(site: Site, ways: Iterable[Way], linker: Linker) -> str:
    lines = []
    for way in ways:
        count = way.count(site)
        lines.append(
            f"- {link(way.title, linker.to(way.target), classes='title')}"
            f' <span class="summary">{escape(way.blurb)}</span>'
            + (f' <span class="count">{count}</span>' if count else "")
        )
    return '<div class="ways" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"
