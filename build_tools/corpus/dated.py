"""What is dated: events, entries of the glossary, articles, and every passage that names a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from build_tools.anchoring.exact import find_exact
from build_tools.core.model import AnnotatedArticle, Article, Block, Corpus
from build_tools.text.dates import EARLIEST, Day, Edtf, parse_edtf
from build_tools.text.dates_in_text import ORDINARY_YEARS, NamedDate, find_dates

_RANK = {"event": 0, "entity": 1, "article": 2, "named": 3}
_BEFORE, _AFTER = 150, 21
"""Years before and after an article's publication that it may well speak of."""
_NEAR = 50
"""Years from a certain date in an article that others in it may well be of."""


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
        if corpus.kinds.entity(entity.kind).happens and entity.dates and (entity.id, entity.dates) not in of_events
    ]
    dated += [("article", a.slug, a.article.published) for a in corpus.articles if a.article.published]
    for kind, identifier, edtf in dated:
        if date := parse_edtf(edtf):
            yield Item(date, edtf, kind, identifier)


def _find_passages(corpus: Corpus, order: Sequence[str]) -> Iterator[Passage]:
    articles = {article.slug: article for article in corpus.articles}
    for slug in order:
        annotated = articles[slug]
        years = _Years(annotated)
        for block in annotated.blocks:
            if block.paragraph:
                for date in _dates_in(block, block.paragraph, annotated.article, years):
                    yield Passage(slug, block.paragraph, "", 0, block.text, date)
        for number, note in enumerate(annotated.notes, 1):
            for block in note.annotation.body:
                for date in _dates_in(block, note.annotation.paragraph, annotated.article, years, in_note=True):
                    yield Passage(slug, 0, note.annotation.id, number, block.text, date)


class _Years:
    """The years that an article may well speak of: those around its publication, and those around its certain dates."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._annotated = annotated
        published = parse_edtf(annotated.article.published)
        year = (published.upper if published.lower == EARLIEST else published.lower)[0] if published else 0
        self._around = range(year - _BEFORE, year + _AFTER) if published else ORDINARY_YEARS

    def __contains__(self, year: object) -> bool:
        assert isinstance(year, int)
        return year in self._around or any(abs(year - known) <= _NEAR for known in self._named)

    @cached_property
    def _named(self) -> frozenset[int]:
        dates = (date for block in self._annotated.blocks for date in find_dates(block.text, ()))
        return frozenset(known.lower[0] for date in dates if (known := parse_edtf(date.edtf)))


def _dates_in(
    block: Block, paragraph: int, article: Article, years: _Years, *, in_note: bool = False
) -> Iterator[NamedDate]:
    """Each date that a block names, where it first names it; the article's `dates:` take precedence."""
    found = find_dates(block.text, years) if in_note or article.language.startswith("en") else []
    seen = set()
    for date in apply_date_rules(article, block.text, paragraph, found) if article.dates else found:
        if date.edtf not in seen:
            seen.add(date.edtf)
            yield date


def apply_date_rules(article: Article, text: str, paragraph: int, found: Sequence[NamedDate]) -> list[NamedDate]:
    """The dates found in a text, with those in the words of a rule replaced by its date, or left out."""
    decided: list[NamedDate] = []
    for rule in sorted(article.dates, key=lambda rule: rule.paragraph is None):
        if rule.paragraph in {None, paragraph}:
            places = [NamedDate(place.start, place.end, rule.date) for place in find_exact(text, rule.exact)]
            decided += [place for place in places if not _overlaps(place, decided)]
    kept = [date for date in found if not _overlaps(date, decided)]
    return sorted([*kept, *(date for date in decided if date.edtf)], key=lambda date: date.start)


def _overlaps(date: NamedDate, others: Iterable[NamedDate]) -> bool:
    return any(date.start < other.end and other.start < date.end for other in others)
