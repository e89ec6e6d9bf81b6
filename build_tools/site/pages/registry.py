"""Model -> Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module

from build_tools.core.model import Event
from build_tools.corpus.dated import collect_items
from build_tools.site.pages.article import render_article
from build_tools.site.pages.articles import render_articles
from build_tools.site.pages.entity import render_entity
from build_tools.site.pages.glossary import render_glossary
from build_tools.site.pages.home import render_home
from build_tools.site.pages.sources import render_sources
from build_tools.site.pages.timeline import find_events, render_timeline
from build_tools.site.site import Site

Page = tuple[str, str]
"""(src_uri, text) of a generated page, Markdown, or of a script that holds data for one."""


def render_pages(site: Site) -> Iterator[Page]:
    """Every generated page."""
    for make in find_makers(site):
        yield from make()


def find_makers(site: Site) -> list[Callable[[], Iterable[Page]]]:
    """What makes the pages, some each. None needs another, so they may run in any order and side by side."""
    dated = collect_items(site.corpus, site.crosslinks.order)
    places = find_events(dated)
    taking_part: dict[str, list[tuple[Event, str]]] = defaultdict(list)
    for identifier, place in places.items():
        for entity_id in site.events[identifier].entities:
            taking_part[entity_id].append((site.events[identifier], place))
    return [
        *(partial(_render_view, name, site) for name in _VIEWS),
        *(partial(render, site) for render in (render_home, render_articles, render_glossary)),
        partial(render_sources, site, places),
        partial(render_timeline, site, dated),
        *(partial(render_article, site, site.articles[slug]) for slug in site.crosslinks.order),
        *(partial(render_entity, site, entity, taking_part[entity.id]) for entity in site.entities.values()),
    ]


_VIEWS = ("coverage", "notes", "compare", "network", "map", "explore", "concordance")
"""Modules here, each with a function of its name that makes its page or pages, out of the whole corpus at once."""


def _render_view(name: str, site: Site) -> Iterable[Page]:
    """Imported where it is made, which is in one process only: all together would hold up the start of each."""
    pages: Iterable[Page] = getattr(import_module(f"{__package__}.{name}"), f"render_{name}")(site)
    return pages
