"""Dates as pages show them, in English words: "about December 2016" for `2016-12~`."""

from __future__ import annotations

import calendar

from build_tools.core.kinds import Ends
from build_tools.text.date_values import OPEN, Edtf, Single, Span
from build_tools.text.phrases import join_words

_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_NUMBERED = ((33, "quarter"), (37, "third"), (40, "half"))
"""First number of each kind of part of a year, and its name."""


def format_edtf(date: Edtf, about: str = "about") -> str:
    """The date in words; `about` is said of what is approximate."""
    if date.form == "interval":
        return _format_interval(date.members[0], about)
    words = [_format_member(member, date.form, about) for member in date.members]
    return join_words(words, "or" if date.form == "one" else "and")


def format_ends(date: Edtf, ends: Ends) -> str:
    """An interval in the words for its ends, such as "born 1939, died 2026"; another date as it is."""
    if date.form != "interval":
        return format_edtf(date)
    span = date.members[0]
    said = [
        f"{word} {format_single(end) if isinstance(end, Single) else ends.unknown}"
        for word, end in ((ends.began, span.start), (ends.ended, span.end))
        if end != OPEN
    ]
    return ends.between.join(said)


def format_single(date: Single, about: str = "about") -> str:
    """One date in words, with what is doubtful about it."""
    doubt = ["perhaps"] * date.uncertain + [about] * date.approximate
    return " ".join([*doubt, _format_whole(date)])


def format_year(year: int) -> str:
    """2016, 44 CE; 44 BCE for -43: years count through 0. Long numbers have commas."""
    if year <= 0:
        return f"{_digits(1 - year)} BCE"
    return f"{_digits(year)} CE" if year < 1000 else _digits(year)


def _digits(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)


def _format_interval(span: Span, about: str) -> str:
    start, end = (format_single(date, about) if isinstance(date, Single) else date for date in (span.start, span.end))
    if span.end == OPEN:
        return f"since {start}"
    return f"until {end}" if span.start == OPEN else f"{start or '?'} – {end or '?'}"


def _format_member(span: Span, form: str, about: str) -> str:
    if single := span.single:
        return format_single(single, about)
    start, end = (format_single(date, about) if isinstance(date, Single) else "" for date in (span.start, span.end))
    if start and end:
        return f"between {start} and {end}" if form == "one" else f"{start} to {end}"
    if form == "one":
        return f"{start} or later" if start else f"{end} or earlier"
    return f"all from {start}" if start else f"all until {end}"


def _format_whole(date: Single) -> str:
    if date.masks:
        return _format_masked(date)
    if date.season:
        return f"{format_season(date.season)} {format_year(date.parts[0])}"
    year, month, day = (*date.parts, 0, 0)[:3]
    return " ".join(filter(None, [str(day) if day else "", calendar.month_name[month], format_year(year)]))


def format_season(season: int) -> str:
    """Such as "spring", or "second quarter of"; what comes before the year."""
    if season <= 24:
        return _SEASONS[season - 21]
    if season <= 32:
        return f"{'northern' if season <= 28 else 'southern'} {_SEASONS[(season - 25) % 4]}"
    first, name = next(kind for kind in reversed(_NUMBERED) if season >= kind[0])
    return f"{_ORDINALS[season - first]} {name} of"


def _format_masked(date: Single) -> str:
    year, month, day = (*date.masks, "", "")[:3]
    of_year = _format_masked_year(date, year)
    if not month:
        return of_year
    if "X" in year:
        of_year = f"a year {of_year}" if of_year.startswith("between") else f"a year in the {of_year}"
    if month == "XX":
        unit = {"": "some month of", "XX": "some day of"}.get(day, f"day {day.lstrip('0')} of some month of")
        return f"{unit} {of_year}"
    if "X" in month:
        first, last = calendar.month_name[date.lower[1]], calendar.month_name[date.upper[1]]
        return f"{'some day ' if day else ''}between {first} and {last} {of_year}"
    of_month = f"{calendar.month_name[int(month)]} {'of ' if 'X' in year else ''}{of_year}"
    if "X" not in day:
        return f"{int(day)} {of_month}" if day else of_month
    return f"some day in {of_month}" if day == "XX" else f"between {date.lower[2]} and {date.upper[2]} {of_month}"


def _format_masked_year(date: Single, mask: str) -> str:
    first, last = date.lower[0], date.upper[0]
    if "X" not in mask:
        return format_year(first)
    if mask[-2] != "X" and first > 0:
        return f"{first}s{' CE' if first < 1000 else ''}"
    if first <= 0 and last <= 0:
        return f"between {_digits(1 - first)} and {_digits(1 - last)} BCE"
    return f"between {format_year(first)} and {format_year(last)}"
