"""EDTF (ISO 8601-2) read: level 0 without times of day, level 1, and of level 2 what corpora need.

Level 2 has more: significant digits and exponents aren't read, X only as the last digits of a part, and a qualifier of
one part is taken for the whole date.
The `edtf` package reads all of EDTF, but takes 5 to 40 ms a date (measured) and gives no bounds for open intervals; a
corpus has tens of thousands of dates.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from functools import lru_cache

from build_tools.text.date_values import OPEN, UNKNOWN, Edtf, Single, Span

_MARK = "[?~%]?"
_DATE = re.compile(
    rf"{_MARK}(-?[0-9X]{{4}}|Y-?[0-9]{{5,12}}){_MARK}"
    rf"(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?"
)
_LAST_DIGITS = re.compile(r"-?[0-9]*X*")
_SEASONS = {
    **dict(zip(range(21, 29), [(3, 5), (6, 8), (9, 11), (12, 2)] * 2, strict=True)),
    **dict(zip(range(29, 33), [(9, 11), (12, 2), (3, 5), (6, 8)], strict=True)),
    **{33 + n: (1 + 3 * n, 3 + 3 * n) for n in range(4)},
    **{37 + n: (1 + 4 * n, 4 + 4 * n) for n in range(3)},
    **{40 + n: (1 + 6 * n, 6 + 6 * n) for n in range(2)},
}
"""Number -> first and last month. The seasons of no hemisphere, 21 to 24, are taken for the northern ones."""


class _DateError(Exception):
    """What is wrong with a date."""


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf | None:
    """The date that `text` writes, or None if it isn't one."""
    try:
        return _parse(text)
    except _DateError:
        return None


@lru_cache(maxsize=1 << 12)  # the dates of notes are the same few
def find_date_fault(text: str) -> str:
    """Which part of `text` keeps it from being a date, and why; "" if it is one."""
    try:
        _parse(text)
    except _DateError as fault:
        return str(fault)
    return ""


def _parse(text: str) -> Edtf:
    if not text:
        raise _DateError("it is empty")
    for opening, closing, form in (("[", "]", "one"), ("{", "}", "all")):
        if text.startswith(opening):
            if not text.endswith(closing):
                raise _DateError(f"the bracket `{opening}` isn’t closed")
            return _parse_list(text[1:-1], "one" if form == "one" else "all")
    if "/" in text:
        return Edtf("interval", (_parse_interval(text),))
    date = _parse_date(text)
    return Edtf("date", (Span(date, date),))


def _parse_interval(text: str) -> Span:
    first, _, second = text.partition("/")
    if "/" in second:
        raise _DateError("an interval has one `/`")
    start = first if first in {OPEN, UNKNOWN} else _parse_date(first)
    end = second if second in {OPEN, UNKNOWN} else _parse_date(second)
    if isinstance(start, str) and isinstance(end, str):
        raise _DateError("an interval needs a date on one side of its `/`")
    return _in_order(Span(start, end))


def _parse_list(text: str, form: str) -> Edtf:
    members = [_parse_member(part.strip()) for part in text.split(",")]
    if len(members) == 1 and members[0].single:
        raise _DateError("brackets need two dates or more, or `..` before or after one")
    return Edtf("one" if form == "one" else "all", tuple(members))


def _parse_member(text: str) -> Span:
    if OPEN not in text:
        date = _parse_date(text)
        return Span(date, date)
    first, _, second = text.partition(OPEN)
    start = _parse_date(first) if first else OPEN
    end = _parse_date(second) if second else OPEN
    if isinstance(start, str) and isinstance(end, str):
        raise _DateError("`..` needs a date before or after it")
    return _in_order(Span(start, end))


def _in_order(span: Span) -> Span:
    if span.upper < span.lower:
        raise _DateError("it ends before it begins")
    return span


def _parse_date(text: str) -> Single:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _DateError(_why_no_date(text))
    date = _parse_parts(tuple(part for part in match.groups() if part))
    return replace(date, approximate="~" in text or "%" in text, uncertain="?" in text or "%" in text)


def _parse_parts(written: tuple[str, ...]) -> Single:
    """Year, month and day as they are written, as far as they are."""
    if any("X" in part for part in written):
        return _parse_masked(written)
    number = _to_year(written[0])
    if len(written) == 1:
        return Single((number,), (number, 1, 1), (number, 12, 31))
    month = int(written[1])
    if month in _SEASONS:
        return _to_season(number, month, written)
    if not 1 <= month <= 12:
        raise _DateError(f"there is no month {written[1]}")
    if len(written) == 2:
        return Single((number, month), (number, month, 1), (number, month, _length(number, month)))
    day = int(written[2])
    if not 1 <= day <= _length(number, month):
        name = calendar.month_name[month]
        raise _DateError(f"there is no {day} {name} {written[0]}" if day else "there is no day 00")
    return Single((number, month, day), (number, month, day), (number, month, day))


def _to_year(text: str) -> int:
    if text == "-0000":
        raise _DateError("the year 0000, 1 BCE, has no minus")
    return int(text.removeprefix("Y"))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _to_season(year: int, season: int, written: tuple[str, ...]) -> Single:
    if len(written) > 2:
        raise _DateError(f"`{written[1]}` is a season or a part of a year, which has no day {written[2]}")
    first, last = _SEASONS[season]
    final = year + (last < first)
    return Single((year,), (year, first, 1), (final, last, _length(final, last)), season=season)


def _parse_masked(written: tuple[str, ...]) -> Single:
    for part in written:
        if not _LAST_DIGITS.fullmatch(part):
            raise _DateError(f"in `{part}` only the last digits can be X")
    if written[0].endswith("XXXX"):
        raise _DateError("it says nothing of its year")
    first, last = sorted(int(written[0].replace("X", digit)) for digit in "09")
    last = -1 if written[0].startswith("-") and not last else last
    months = _fitting(written[1], 1, 12, "month") if len(written) > 1 else range(1, 13)
    days = _masked_days(written, last, months)
    known: tuple[int, ...] = (first,) if "X" not in written[0] else ()
    if known and "X" not in "".join(written[1:2]) and len(written) > 1:
        known += (months[0],)
    upper = (last, months[-1], min(days[-1], _length(last, months[-1])))
    return Single(known, (first, months[0], days[0]), upper, masks=written)


def _masked_days(written: tuple[str, ...], year: int, months: range) -> range:
    if len(written) < 3:
        return range(1, 32)
    if "X" in written[1] and "X" in written[2] and written[2] != "XX":
        raise _DateError(f"the day `{written[2]}` needs a month that is known")
    days = _fitting(written[2], 1, 31, "day")
    longest = max(29 if month == 2 and "X" in written[0] else _length(year, month) for month in months)
    if days[0] > longest:
        raise _DateError(f"there is no day {written[2]} in the month {written[1]}")
    return days


def _fitting(mask: str, first: int, last: int, what: str) -> range:
    """The numbers from `first` to `last` that a mask such as `1X` can mean."""
    low, high = max(int(mask.replace("X", "0")), first), min(int(mask.replace("X", "9")), last)
    if low > high:
        raise _DateError(f"there is no {what} {mask}")
    return range(low, high + 1)


_FAULTS = (
    (r".*?(T[0-9].*)", "the time of day, `{0}`, isn’t supported"),
    (r".*?(S[0-9]+).*", "significant digits, `{0}`, aren’t supported"),
    (r"(Y?-?[0-9]+E[0-9]+).*", "an exponent, `{0}`, isn’t supported"),
    (r".*?([?~%]{2,}).*", "`{0}`: write one of `?` (uncertain), `~` (about) and `%` (both)"),
    (r"(-?[0-9]{0,3}[xu*]+)(?:-.*)?", "`{0}`: an unknown digit is a capital X"),
    (r"Y(-?[0-9]*)(?:-.*)?", "`Y{0}`: Y is for years of five to twelve digits"),
    (r"(-?[0-9]{5,})(?:-.*)?", "`{0}`: a year of more than four digits has a Y before it"),
    (r"(-?[0-9]{1,3})(?:-.*)?", "`{0}`: a year has four digits, such as 0044"),
    (r"-?[0-9X]{4}-([0-9])(?:-.*)?", "`{0}`: a month has two digits"),
    (r"-?[0-9X]{4}-[0-9X]{2}-([0-9])", "`{0}`: a day has two digits"),
    (r"", "a date is missing"),
)
"""Pattern -> what it shows to be wrong."""


def _why_no_date(text: str) -> str:
    for pattern, message in _FAULTS:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            return message.format(*match.groups())
    return f"`{text[:60]}` is no date"
