"""The bibliography: every reference, and what cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from build_tools.site.addresses import EXPLORE, SOURCES, Linker, article_uri
from build_tools.site.citations import render_note, render_reference, sort_key
from build_tools.site.pieces import Page, count_of
from build_tools.site.site import Site
from build_tools.text.weave import attributes, link_name


def render_sources(site: Site) -> Iterator[Page]:
    linker = site.linker(SOURCES)
    cited = _citing(site, linker)
    parts = [
        "# Sources",
        f"{_count(len(site.references))}\n{attributes('meta')}",
    ]
    for reference in sorted(site.references.values(), key=sort_key):
        note = render_note(reference)
        said = f' <bdi class="remark">{note}</bdi>' if note else ""
        by = f' <bdi class="cited">Cited by {", ".join(cited[reference.id])}</bdi>' if cited[reference.id] else ""
        parts.append(f"{render_reference(reference)}{said}{by}\n{attributes('source', reference.id, dir='auto')}")
    yield Page(SOURCES, "Sources", parts, section=EXPLORE)


def _count(references: int) -> str:
    return f"{count_of(references, 'source')} cited by notes, entries and events." if references else "No sources yet."


def _citing(site: Site, linker: Linker) -> dict[str, list[str]]:
    """Reference id -> links to the notes, entries and events that cite it."""
    citing: dict[str, list[str]] = defaultdict(list)
    for slug in site.crosslinks.order:
        annotated = site.articles[slug]
        for number, note in enumerate(annotated.notes, 1):
            target = linker.to(f"{article_uri(slug)}#note-{note.annotation.id}")
            for cited in note.annotation.cites:
                citing[cited].append(link_name(annotated.article.title, target, after=f", note {number}"))
    for entity in site.entities.values():
        for cited in entity.cites:
            citing[cited].append(link_name(entity.name, linker.to_entity(entity.id)))
    for event in site.events.values():
        for cited in event.cites:
            citing[cited].append(link_name(event.title, linker.to(site.event_places[event.id])))
    return citing
