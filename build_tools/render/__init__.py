"""Model -> Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from build_tools.model import Event
from build_tools.render.addresses import article_uri
from build_tools.render.article import render_article
from build_tools.render.compare import render_compare
from build_tools.render.concordance import render_concordance
from build_tools.render.coverage import COVERAGE, render_coverage
from build_tools.render.entity import render_entity
from build_tools.render.explore import render_explore
from build_tools.render.indexes import render_articles, render_glossary, render_home, render_sources
from build_tools.render.map import render_map
from build_tools.render.network import render_network
from build_tools.render.notes import render_notes
from build_tools.render.pages import Site
from build_tools.render.repository import Repository
from build_tools.render.timeline import collect_items, find_events, render_timeline

__all__ = ["Repository", "Site", "render_pages"]


def render_pages(site: Site) -> Iterator[tuple[str, str]]:
    """(src_uri, text) of every generated page, Markdown, and of the scripts that hold data for one."""
    yield from render_home(site)
    yield from render_articles(site)
    for slug in site.crosslinks.order:
        yield article_uri(slug), render_article(site, site.articles[slug])
    yield from render_glossary(site)
    dated = collect_items(site)
    places = find_events(dated)
    taking_part: dict[str, list[tuple[Event, str]]] = defaultdict(list)
    for identifier, place in places.items():
        for entity_id in site.events[identifier].entities:
            taking_part[entity_id].append((site.events[identifier], place))
    for entity in site.entities.values():
        yield from render_entity(site, entity, taking_part[entity.id])
    yield from render_sources(site, places)
    yield COVERAGE, render_coverage(site)
    yield from render_explore(site)
    yield from render_timeline(site, dated)
    for render in (render_map, render_network, render_compare, render_concordance, render_notes):
        yield from render(site)
