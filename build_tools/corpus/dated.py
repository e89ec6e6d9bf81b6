"""What is dated: events, entries of the glossary, articles, and every passage that names a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.core.model import AnnotatedArticle, Block, Corpus, EntityKind
from build_tools.text.date_words import NamedDate, find_dates
from build_tools.text.dates import EARLIEST, Day, Edtf, parse_edtf

_DATED_KINDS = frozenset({EntityKind.EVENT, EntityKind.AGREEMENT})
"""Kinds of entries that happen. The dates of a person or an alliance are in the glossary only."""
_RANK = {"event": 0, "entity": 1, "article": 2, "named": 3}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a note that names a date."""

    article: str
    paragraph: int
    """0 for a note."""
    note: str
    """Id; "" for a paragraph."""
    number: int
    """Which note of its article it is, from 1; 0 for a paragraph."""
    text: str
    date: NamedDate


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the timeline, with the passages that name its date."""

    date: Edtf
    edtf: str
    kind: str
    """`event`, `entity`, `article`, or `named` for a date that only passages give."""
    id: str
    """Of the event, entity or article; of a `named` date the date itself."""
    passages: tuple[Passage, ...] = ()

    @property
    def year(self) -> int:
        """The year that lists it: the first, or the last if nobody knows the first."""
        return self._begin[0][0]

    @property
    def month(self) -> int:
        """The month in which it begins; 0 if only the year is known."""
        return min((date.first_month for date in self.date.dates if date.lower[0] == self.year), default=0)

    @property
    def sort_key(self) -> tuple[int, int, Day, Day, int, str]:
        """What is dated to a year or longer comes before the year's months."""
        return (self.year, self.month, *self._begin, _RANK[self.kind], self.id)

    @property
    def _begin(self) -> tuple[Day, Day]:
        if self.date.lower == EARLIEST:
            return (self.date.upper, self.date.upper)
        return (self.date.lower, self.date.upper)


def collect_items(corpus: Corpus, order: Sequence[str]) -> list[Item]:
    """Everything dated, in order of date; `order` is the articles' slugs in reading order.

    A passage goes to the first event or entry of its date. If there is none, it makes an item of its own.
    """
    items = list(_find_dated(corpus))
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in _find_passages(corpus, order):
        passages[passage.date.edtf].append(passage)
    collected = []
    for item in sorted(items, key=lambda item: _RANK[item.kind]):
        named = () if item.kind == "article" else passages.pop(item.edtf, ())
        collected.append(replace(item, passages=tuple(named)))
    for edtf, named in passages.items():
        date = parse_edtf(edtf)
        assert date is not None, "find_dates returns only dates that exist"
        collected.append(Item(date, edtf, "named", edtf, tuple(named)))
    return sorted(collected, key=lambda item: item.sort_key)


def _find_dated(corpus: Corpus) -> Iterator[Item]:
    dated = [("event", event.id, event.date) for event in corpus.events]
    of_events = {(entity, event.date) for event in corpus.events for entity in event.entities}
    dated += [
        ("entity", entity.id, entity.dates)
        for entity in corpus.entities
        if entity.kind in _DATED_KINDS and entity.dates and (entity.id, entity.dates) not in of_events
    ]
    dated += [("article", a.slug, a.article.published) for a in corpus.articles if a.article.published]
    for kind, identifier, edtf in dated:
        if date := parse_edtf(edtf):
            yield Item(date, edtf, kind, identifier)


def _find_passages(corpus: Corpus, order: Sequence[str]) -> Iterator[Passage]:
    articles = {article.slug: article for article in corpus.articles}
    for slug in order:
        yield from _in_text(articles[slug])
        for number, note in enumerate(articles[slug].notes, 1):
            for block in note.annotation.body:
                for date in _dates_in(block):
                    yield Passage(slug, 0, note.annotation.id, number, block.text, date)


def _in_text(annotated: AnnotatedArticle) -> Iterator[Passage]:
    if not annotated.article.language.startswith("en"):
        return
    for block in annotated.blocks:
        for date in _dates_in(block) if block.paragraph else ():
            yield Passage(annotated.slug, block.paragraph or 0, "", 0, block.text, date)


def _dates_in(block: Block) -> Iterator[NamedDate]:
    """Each date that a block names, where it first names it."""
    seen = set()
    for date in find_dates(block.text):
        if date.edtf not in seen:
            seen.add(date.edtf)
            yield date
