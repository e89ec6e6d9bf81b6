"""Model -> Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.render.addresses import article_uri
from build_tools.render.article import render_article
from build_tools.render.coverage import COVERAGE, render_coverage
from build_tools.render.entity import render_entity
from build_tools.render.indexes import render_articles, render_glossary, render_home, render_sources
from build_tools.render.pages import Site
from build_tools.render.repository import Repository

__all__ = ["Repository", "Site", "render_pages"]


def render_pages(site: Site) -> Iterator[tuple[str, str]]:
    """(src_uri, Markdown) of every generated page."""
    yield from render_home(site)
    yield from render_articles(site)
    for slug in site.crosslinks.order:
        yield article_uri(slug), render_article(site, site.articles[slug])
    yield from render_glossary(site)
    for entity in site.entities.values():
        yield from render_entity(site, entity)
    yield from render_sources(site)
    yield COVERAGE, render_coverage(site)
