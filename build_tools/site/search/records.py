"""The corpus as Pagefind is to index it: an article's text a record, its notes together one, a glossary entry one.

A record is a small HTML page of our own making, not the page that readers see: nothing but what is to be found, cut
into segments by empty elements whose ids say what follows. Pagefind keeps ids and word counts, so the search page
knows of every hit in which paragraph or note it lies.

    t           the title                     n0, n1, …   an entity's names, the preferred one first
    b           who wrote and published it    g           its gloss
    l           the summary                   d           a piece of its description
    p14         a paragraph
    s12         a heading, block 12
    kind/id     a note

Before the first comes one whose id is the title, percent-encoded, for the search page to show.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from build_tools.core.model import AnnotatedArticle, Block, BlockKind, Entity
from build_tools.site.addresses import article_uri, built, entity_uri, notes_record
from build_tools.site.site import Site
from build_tools.text.characters import INVISIBLE, TATWEEL, TRANSLITERATION_LETTERS, is_spaced, spread

GLUE = "\u2060 "
"""Parts what Pagefind would take for one word; the search page takes it out again."""

_INSIDE = re.compile(r"(?<=\w)([^\w\s!-/:-@\[-`{-~\u00ad\u200b-\u200f\u2060\ufeff]+)(?=\w)")
"""Punctuation between two words without a space; Pagefind itself parts words at ASCII's."""
_HIDDEN = 0xF0000
"""Added to a character's code point it is of private use: Pagefind sees no letter there, and leaves it where it is."""
_LETTERS = {ord(letter): ord(letter) + _HIDDEN for letter in TRANSLITERATION_LETTERS + TATWEEL}
TYPESET = {ord(c): unicodedata.normalize("NFKD", c) for c in "ſﬀﬁﬂﬃﬄﬅﬆ"}
"""Typesetters' letters, which nobody types."""
_ASCII = {
    **dict.fromkeys(map(ord, INVISIBLE)),
    0x2010: "-",
    0x2011: "-",
    0x2019: "'",
    **TYPESET,
}


@dataclass(frozen=True, slots=True)
class Record:
    path: str
    """`articles/x.html`, `notes/x.html` for the notes of that article, `glossary/y.html`."""
    title: str
    filters: tuple[tuple[str, str], ...]
    """(name, value), values of one name one after another."""
    segments: tuple[tuple[str, str], ...]
    """(id, plain text) in order."""


def entity_path(entity: str) -> str:
    """The record of an entity is named as its page."""
    return built(entity_uri(entity))


def find_records(site: Site) -> Iterator[Record]:
    """Of every article and every entry, in the site's order."""
    for slug in site.crosslinks.order:
        annotated = site.articles[slug]
        yield _of_text(annotated)
        if annotated.notes:
            yield _of_notes(annotated)
    for entity in site.entities.values():
        yield _of_entity(entity)


def render_record(record: Record, hidden: re.Pattern[str] | None = None) -> str:
    """The page that Pagefind reads; words that match `hidden` are in it to be shown, not to be found."""
    filters = "".join(
        f'<i data-pagefind-filter="{html.escape(f"{name}:{value}")}"></i>' for name, value in record.filters
    )
    segments = [(quote(record.title, safe=""), ""), *record.segments]
    body = "\n".join(f'<i id="{html.escape(i)}"></i>{html.escape(prepare(text, hidden))}' for i, text in segments)
    return f"<html><body data-pagefind-body>{filters}{body}</body></html>"


def prepare(text: str, hidden: re.Pattern[str] | None = None) -> str:
    """`text` such that Pagefind finds the words in it that readers would, but for those that match `hidden`."""
    if not text.isascii():
        text = _INSIDE.sub(rf"\1{GLUE}", text.translate(_ASCII)).translate(_LETTERS)
    if not is_spaced(text):
        text = spread(text, GLUE)[0]
    return hidden.sub(_hide, text) if hidden else text


def words_pattern(words: Collection[str]) -> re.Pattern[str] | None:
    """What matches just these words, also at a sentence's beginning, but not US for us; None if there are none."""
    if not words:
        return None
    forms = sorted({*words, *(word.capitalize() for word in words)})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


def _hide(match: re.Match[str]) -> str:
    return "".join(chr(ord(c) + _HIDDEN) if ord(c) < _HIDDEN else c for c in match[0])


def _of_text(annotated: AnnotatedArticle) -> Record:
    article = annotated.article
    written = " · ".join([*(name.text for name in article.author), *([article.publisher] if article.publisher else [])])
    by = (("b", written),) if written else ()
    segments = (("t", article.title), *by, ("l", article.summary), *_segments(annotated.blocks))
    return Record(built(article_uri(article.slug)), article.title, (("article", article.slug),), segments)


def _of_notes(annotated: AnnotatedArticle) -> Record:
    article = annotated.article
    kinds = sorted({note.annotation.kind.value for note in annotated.notes})
    segments = [
        (f"{note.annotation.kind.value}/{note.annotation.id}", _joined(note.annotation.exact, note.annotation.body))
        for note in annotated.notes
    ]
    filters = (("article", article.slug), *(("note", kind) for kind in kinds))
    return Record(notes_record(article.slug), article.title, filters, tuple(segments))


def _segments(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """A caption has no address of its own and goes with what stands before it."""
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
    return Record(
        entity_path(entity.id),
        entity.name,
        (("entity", entity.kind.value),),
        (
            *((f"n{index}", name) for index, name in enumerate(names)),
            ("g", entity.gloss),
            *(("d", block.text) for block in entity.description),
        ),
    )


def _joined(head: str, blocks: Iterable[Block]) -> str:
    return " · ".join([head, *(block.text for block in blocks)])
