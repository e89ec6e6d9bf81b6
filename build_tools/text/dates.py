"""Dates as EDTF (ISO 8601-2): the part of it that a corpus of modern texts needs.

Read: `2016`, `2016-12`, `2016-12-22`, each with `~` (about), `?` (uncertain) or `%` (both); intervals
`2015-09/2017-12`, `2015-09/..`, `../2015`, with an empty end for "not known"; and "one of"
`[2016-11..2017-01]`, `[2016,2018]`. The `edtf` package reads all of EDTF but takes 5 to 40 ms a
date (measured) and gives no bounds for open intervals; a corpus has tens of thousands of dates.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_EARLIEST = (0, 0, 0)
_LATEST = (9999, 12, 31)
_DOUBT = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
Day = tuple[int, int, int]


class Edtf(NamedTuple):
    """A date that may be a span of time or one of several."""

    lower: Day
    """First day it can mean, (year, month, day)."""
    upper: Day
    """Last day it can mean."""
    label: str
    """In English words: "about April 2017"."""

    @property
    def sort_key(self) -> tuple[Day, Day]:
        return (self.lower, self.upper)


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf | None:
    """The date that `text` writes, or None where it isn't one of the forms above."""
    if text.startswith("[") and text.endswith("]"):
        return _parse_set(text[1:-1])
    if "/" in text:
        return _parse_interval(text)
    return _parse_date(text)


def format_date(text: str) -> str:
    """`text` in English words; as it stands where it is no EDTF."""
    parsed = parse_edtf(text)
    return parsed.label if parsed else text


def date_sort_key(text: str) -> tuple[Day, Day]:
    """Sorts by the first day, then the last; what has no date comes last."""
    parsed = parse_edtf(text)
    return parsed.sort_key if parsed else (_LATEST, _LATEST)


def date_parts(text: str) -> tuple[tuple[int, ...], ...]:
    """Every date that `text` names, in the order written, each as far as it goes: (2016, 12) for `2016-12`."""
    if parse_edtf(text) is None:
        return ()
    return tuple(tuple(int(part) for part in match.groups()[:3] if part) for match in _DATE.finditer(text))


def is_exact(text: str) -> bool:
    """Whether it is one date, as far as it goes without doubt: `2016-12`, not `2016-12~` or `2016/2017`."""
    match = _DATE.fullmatch(text)
    return match is not None and not match[4] and parse_edtf(text) is not None


def _parse_date(text: str) -> Edtf | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups()[:3])
    if not year or (match[2] and not 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month or 12)[1]
    if match[3] and not 1 <= day <= last:
        return None
    words = " ".join(filter(None, [str(day) if day else "", calendar.month_name[month], str(year)]))
    return Edtf((year, month or 1, day or 1), (year, month or 12, day or last), _DOUBT[match[4]] + words)


def _parse_interval(text: str) -> Edtf | None:
    first, _, second = text.partition("/")
    start, end = _parse_date(first), _parse_date(second)
    if (start is None and first not in {"", ".."}) or (end is None and second not in {"", ".."}):
        return None
    if start and end:
        return None if end.upper < start.lower else Edtf(start.lower, end.upper, f"{start.label} – {end.label}")
    if start:
        return Edtf(start.lower, _LATEST, f"since {start.label}" if second == ".." else f"{start.label} – ?")
    if end:
        return Edtf(_EARLIEST, end.upper, f"until {end.label}" if first == ".." else f"? – {end.label}")
    return None


def _parse_set(text: str) -> Edtf | None:
    if ".." in text:
        first, _, second = text.partition("..")
        start, end = _parse_date(first), _parse_date(second)
        if start is None or end is None or end.upper < start.lower:
            return None
        return Edtf(start.lower, end.upper, f"between {start.label} and {end.label}")
    members = [_parse_date(part.strip()) for part in text.split(",")]
    dates = [member for member in members if member]
    if len(dates) < 2 or len(dates) < len(members):
        return None
    words = ", ".join(date.label for date in dates[:-1]) + f" or {dates[-1].label}"
    return Edtf(min(d.lower for d in dates), max(d.upper for d in dates), words)
