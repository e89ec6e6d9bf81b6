"""Sources that were published before what they are cited for, where the corpus asks for later ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.checks.rule import Context
from build_tools.core.model import Block, Corpus, Event, Link
from build_tools.core.problems import Problem, notice
from build_tools.corpus.documents import Document
from build_tools.text.csl_dates import format_csl_date, read_csl_date
from build_tools.text.dates import Day, format_date, parse_edtf
from build_tools.text.dates_in_text import NamedDate, find_dates

Parts = tuple[int, ...]
"""A year, a month or a day: (2017, 12)."""


def check_older_source(corpus: Corpus, context: Context) -> Iterator[Problem]:
    """One problem for each text: the first date that is later than all sources."""
    if not corpus.settings.checks.no_older_sources:
        return
    published = {r.id: issued for r in corpus.references if (issued := _read_issued(r.data.get("issued")))}
    own = {parts for annotated in corpus.articles if (parts := _parts_of(annotated.article.published))}
    for document in context.documents:
        newest = _find_newest(document, published)
        if newest and (found := _find_later(document, newest.last, own)):
            place, words = found
            message = f"“{words}” is later than every source that is cited; the newest is of {newest.words}"
            hint = "cite a source for this as well, or leave it out"
            yield notice("older-source", place, message, hint)


@dataclass(frozen=True, slots=True)
class _Issued:
    """When a source was published."""

    last: Day
    """The last day that it can have been."""
    words: str


def _read_issued(issued: object) -> _Issued | None:
    date = read_csl_date(issued) if issued else ""
    return None if isinstance(date, str) else _Issued(date.upper, format_csl_date(issued))


def _find_newest(document: Document, published: Mapping[str, _Issued]) -> _Issued | None:
    """When the newest of its sources was published; None if that isn't known of all of them."""
    web = any(link.href.startswith("http") for block in document.blocks for link in block.links)
    if web or not document.cites or not published.keys() >= set(document.cites):
        return None
    return max((published[cited] for cited in document.cites), key=lambda issued: issued.last)


def _find_later(document: Document, newest: Day, own: set[Parts]) -> tuple[tuple[str, int, int], str] | None:
    """(place, words) of the first date after `newest`, unless it only says which article is meant."""
    event = document.value
    if isinstance(event, Event) and _is_later(event.date, newest):
        return event.source.place("date"), format_date(event.date)
    for block in document.blocks:
        for date in find_dates(block.text):
            if _is_later(date.edtf, newest) and _parts_of(date.edtf) not in own and not _is_linked(date, block):
                return (document.source.path, *block.position(date.start)), block.text[date.start : date.end]
    return None


def _is_later(edtf: str, day: Day) -> bool:
    date = parse_edtf(edtf)
    return date is not None and date.lower > day


def _is_linked(date: NamedDate, block: Block) -> bool:
    """Whether it is in a link to an article: “in [December 2017](article:…)”."""
    return any(_is_around(link, date) and link.href.startswith("article:") for link in block.links)


def _is_around(link: Link, date: NamedDate) -> bool:
    return link.start <= date.start and date.end <= link.end


def _parts_of(edtf: str) -> Parts:
    """The year, month or day that a date is, in doubt or not; () if it is several."""
    date = parse_edtf(edtf) if edtf else None
    return date.dates[0].parts if date and date.form == "date" else ()
