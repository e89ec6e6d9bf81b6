"""Dates as EDTF (ISO 8601-2): the part of it that a corpus of modern texts needs.

Read: `2016`, `2016-12`, `2016-12-22`, each with `~` (about), `?` (uncertain) or `%` (both); intervals
`2015-09/2017-12`, `2015-09/..`, `../2015`, with an empty end for "not known"; and "one of"
`[2016-11..2017-01]`, `[2016,2018]`. The `edtf` package reads all of EDTF but takes 5 to 40 ms a
date (measured) and gives no bounds for open intervals; a corpus has tens of thousands of dates.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_EARLIEST = (0, 0, 0)
_LATEST = (9999, 12, 31)
Day = tuple[int, int, int]
OPEN = ".."
"""The end of an interval that goes on."""


@dataclass(frozen=True, slots=True)
class Single:
    """One date, as exact as it is written."""

    parts: tuple[int, ...]
    """(2016, 12) for `2016-12`."""
    approximate: bool = False
    """`~` or `%`."""
    uncertain: bool = False
    """`?` or `%`."""

    @property
    def lower(self) -> Day:
        year, month, day = (*self.parts, 1, 1)[:3]
        return (year, month, day)

    @property
    def upper(self) -> Day:
        year, month = (*self.parts, 12)[:2]
        return (year, month, self.parts[2] if len(self.parts) > 2 else calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date that may be a span of time or one of several."""

    lower: Day
    """First day it can mean, (year, month, day)."""
    upper: Day
    """Last day it can mean."""
    form: Literal["date", "interval", "range", "choice"]
    """`range` is one day of a span, `[a..b]`; `choice` is one of a list, `[a,b]`."""
    dates: tuple[Single, ...]
    """Every date written, in order."""
    missing: str = ""
    """Of an interval with one end: the other as written, `OPEN` or "" for not known."""
    starts: bool = True
    """Whether an interval's first end is written."""

    @property
    def sort_key(self) -> tuple[Day, Day]:
        return (self.lower, self.upper)

    @property
    def approximate(self) -> bool:
        return any(date.approximate for date in self.dates)

    @property
    def uncertain(self) -> bool:
        return any(date.uncertain for date in self.dates)

    @property
    def is_day(self) -> bool:
        """Whether it is one day without doubt."""
        return self.lower == self.upper and not (self.approximate or self.uncertain)


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf | None:
    """The date that `text` writes, or None where it isn't one of the forms above."""
    if text.startswith("[") and text.endswith("]"):
        return _parse_set(text[1:-1])
    if "/" in text:
        return _parse_interval(text)
    date = _parse_date(text)
    return Edtf(date.lower, date.upper, "date", (date,)) if date else None


def format_date(text: str) -> str:
    """`text` in English words, such as "about April 2017"; unchanged if it is no EDTF."""
    parsed = parse_edtf(text)
    return format_edtf(parsed) if parsed else text


def format_edtf(date: Edtf) -> str:
    """The date in English words."""
    words = [_format_single(single) for single in date.dates]
    match date.form:
        case "range":
            return f"between {words[0]} and {words[1]}"
        case "choice":
            return f"{', '.join(words[:-1])} or {words[-1]}"
        case "interval" if len(words) == 1 and date.starts:
            return f"since {words[0]}" if date.missing == OPEN else f"{words[0]} – ?"
        case "interval" if len(words) == 1:
            return f"until {words[0]}" if date.missing == OPEN else f"? – {words[0]}"
    return " – ".join(words)


def _format_single(date: Single) -> str:
    year, month, day = (*date.parts, 0, 0)[:3]
    words = [
        "perhaps" if date.uncertain else "",
        "about" if date.approximate else "",
        str(day) if day else "",
        calendar.month_name[month],
        str(year),
    ]
    return " ".join(filter(None, words))


def date_sort_key(text: str) -> tuple[Day, Day]:
    """Sorts by the first day, then the last; what has no date comes last."""
    parsed = parse_edtf(text)
    return parsed.sort_key if parsed else (_LATEST, _LATEST)


def date_parts(text: str) -> tuple[tuple[int, ...], ...]:
    """Every date that `text` names, in the order written, each as far as it goes: (2016, 12) for `2016-12`."""
    parsed = parse_edtf(text)
    return tuple(date.parts for date in parsed.dates) if parsed else ()


def is_exact(text: str) -> bool:
    """Whether it is one date, as far as it goes without doubt: `2016-12`, not `2016-12~` or `2016/2017`."""
    parsed = parse_edtf(text)
    return parsed is not None and parsed.form == "date" and not (parsed.approximate or parsed.uncertain)


def _parse_date(text: str) -> Single | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = tuple(int(part) for part in match.groups()[:3] if part)
    year, month, day = (*parts, 1, 1)[:3]
    if not year or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Single(parts, match[4] in {"~", "%"}, match[4] in {"?", "%"})


def _parse_interval(text: str) -> Edtf | None:
    first, _, second = text.partition("/")
    start, end = _parse_date(first), _parse_date(second)
    if (start is None and first not in {"", OPEN}) or (end is None and second not in {"", OPEN}):
        return None
    if start and end:
        return None if end.upper < start.lower else Edtf(start.lower, end.upper, "interval", (start, end))
    if start:
        return Edtf(start.lower, _LATEST, "interval", (start,), second)
    if end:
        return Edtf(_EARLIEST, end.upper, "interval", (end,), first, starts=False)
    return None


def _parse_set(text: str) -> Edtf | None:
    if OPEN in text:
        first, _, second = text.partition(OPEN)
        start, end = _parse_date(first), _parse_date(second)
        if start is None or end is None or end.upper < start.lower:
            return None
        return Edtf(start.lower, end.upper, "range", (start, end))
    members = [_parse_date(part.strip()) for part in text.split(",")]
    dates = tuple(member for member in members if member)
    if len(dates) < 2 or len(dates) < len(members):
        return None
    return Edtf(min(d.lower for d in dates), max(d.upper for d in dates), "choice", dates)
