"""The site as it is searched: records, each cut into segments whose ids say what follows.

An article's text is a record, its notes together are one, and so is each entry, event, source and other page. The kinds
have a letter each, with which the name of a record begins:

    a  an article's text        t  the title
                                b  who wrote and published it
                                l  the summary
                                p14  a paragraph
                                s12  a heading, block 12
    n  an article's notes       kind/id  a note
    g  an entry of the glossary n0, n1, …  its names, the preferred one first
                                g  its gloss
                                d  a piece of its description
    e  an event                 t  the title
                                w  when
                                d  a piece of what the event’s file says
    s  a source                 d  the whole
    u  a guide
    p  another page             t  the title
                                l  what is said before the first heading
                                #id  a heading, and what is said below it
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.core.model import AnnotatedArticle, Block, BlockKind, Entity, Event, Reference
from build_tools.site.addresses import SOURCES, article_uri, built, entity_uri
from build_tools.site.citations import render_note, render_reference
from build_tools.site.search.page_texts import PageText
from build_tools.site.site import Site
from build_tools.text.csl_markup import plain
from build_tools.text.dates import format_date

GUIDES = "guides/"
"""The folder of the pages that are guides."""
KINDS = "angesup"
"""In this order."""
_LINK = re.compile(r"\[([^\]]*)\]\((?:<[^>]*>|[^()<>]*)\)")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Record:
    kind: str
    """One of `KINDS`."""
    name: str
    """Unique within its kind: a slug, an id, the address of a page."""
    href: str
    """The address of the page that it is on, from the site's root; of an event and a source, with the place there."""
    title: str
    segments: tuple[tuple[str, str], ...]
    """(id, plain text) in order."""
    filters: frozenset[str] = frozenset()
    """Kinds of the notes or of the entity."""

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.name}"


def find_records(site: Site, pages: Iterable[PageText] = ()) -> Iterator[Record]:
    """By kind; texts and notes in the order of the articles, so that both have the same number in it."""
    articles = [site.articles[slug] for slug in site.crosslinks.order]
    yield from map(_of_text, articles)
    yield from map(_of_notes, articles)
    yield from map(_of_entity, site.entities.values())
    yield from (_of_event(event, built(site.event_places[event.id])) for event in site.events.values())
    yield from map(_of_reference, site.references.values())
    known = list(pages)
    yield from (_of_page("u", page) for page in known if page.href.startswith(GUIDES))
    yield from (_of_page("p", page) for page in known if not page.href.startswith(GUIDES))


def _of_text(annotated: AnnotatedArticle) -> Record:
    article = annotated.article
    written = " · ".join([*(name.text for name in article.author), *([article.publisher] if article.publisher else [])])
    by = (("b", written),) if written else ()
    segments = (("t", article.title), *by, ("l", article.summary), *_segments(annotated.blocks))
    return Record("a", article.slug, built(article_uri(article.slug)), article.title, segments)


def _of_notes(annotated: AnnotatedArticle) -> Record:
    article = annotated.article
    kinds = frozenset(note.annotation.kind for note in annotated.notes)
    segments = tuple(
        (f"{note.annotation.kind}/{note.annotation.id}", _joined(note.annotation.exact, note.annotation.body))
        for note in annotated.notes
    )
    return Record("n", article.slug, built(article_uri(article.slug)), article.title, segments, kinds)


def _segments(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """A caption has no address of its own and goes with what is before it."""
    identifier, texts = "l", list[str]()
    for block in blocks:
        if block.paragraph or block.kind is BlockKind.HEADING:
            if texts:
                yield identifier, " ".join(texts)
            identifier = f"p{block.paragraph}" if block.paragraph else f"s{block.number}"
            texts = []
        texts.append(block.text)
    if texts:
        yield identifier, " ".join(texts)


def _of_entity(entity: Entity) -> Record:
    names = dict.fromkeys([entity.name, *(alias.name for alias in entity.aliases)])
    segments = (
        *((f"n{index}", name) for index, name in enumerate(names)),
        ("g", entity.gloss),
        *(("d", block.text) for block in entity.description),
    )
    href = built(entity_uri(entity.id))
    return Record("g", entity.id, href, entity.name, segments, frozenset({entity.kind}))


def _of_event(event: Event, href: str) -> Record:
    segments = (("t", event.title), ("w", format_date(event.date)), *(("d", block.text) for block in event.body))
    return Record("e", event.id, href, event.title, segments)


def _of_reference(reference: Reference) -> Record:
    href = built(f"{SOURCES}#{reference.id}")
    whole = _plain(f"{render_reference(reference)} {render_note(reference)}".strip())
    return Record("s", reference.id, href, plain(str(reference.data["title"])), (("d", whole),))


def _plain(markdown: str) -> str:
    """The text of a line that `render_reference` made: what is escaped in it is so by number."""
    return html.unescape(_TAG.sub("", _LINK.sub(r"\1", markdown)))


def _of_page(kind: str, page: PageText) -> Record:
    segments = (("t", page.title), *((f"#{anchor}" if anchor else "l", text) for anchor, text in page.parts))
    return Record(kind, page.href.removesuffix(".html"), page.href, page.title, segments)


def _joined(head: str, blocks: Iterable[Block]) -> str:
    return " · ".join([head, *(block.text for block in blocks)])
