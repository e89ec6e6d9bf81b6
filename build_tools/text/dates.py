"""What the rest of the program asks about dates, which sources write as EDTF (ISO 8601-2).

A date is read once into values; everything here takes its text, so that the model stays text.
"""

from __future__ import annotations

from build_tools.text.date_labels import format_edtf, format_ends, format_year
from build_tools.text.date_parsing import find_date_fault, parse_edtf
from build_tools.text.date_values import EARLIEST, LATEST, OPEN, Day, Edtf, Single, edtf_year

__all__ = [
    "EARLIEST",
    "LATEST",
    "OPEN",
    "Day",
    "Edtf",
    "Single",
    "calendar_date",
    "date_parts",
    "date_sort_key",
    "edtf_year",
    "find_date_fault",
    "format_date",
    "format_edtf",
    "format_ends",
    "format_year",
    "is_exact",
    "parse_edtf",
]


def format_date(text: str) -> str:
    """`text` in English words, such as "about April 2017"; unchanged if it is no EDTF."""
    parsed = parse_edtf(text)
    return format_edtf(parsed) if parsed else text


def date_sort_key(text: str) -> tuple[Day, Day]:
    """Sorts by the first day, then the last; what has no date comes last."""
    parsed = parse_edtf(text)
    return parsed.sort_key if parsed else (LATEST, LATEST)


def date_parts(text: str) -> tuple[tuple[int, ...], ...]:
    """Every date that `text` names, in the order written, each as far as it is known: (2016, 12) for `2016-12`."""
    parsed = parse_edtf(text)
    return tuple(date.parts for date in parsed.dates) if parsed else ()


def is_exact(text: str) -> bool:
    """Whether it is one year, month or day without doubt: `2016-12`, not `2016-12~`, `2016/2017` or `2016-21`."""
    parsed = parse_edtf(text)
    return parsed is not None and parsed.whole is not None


def calendar_date(text: str) -> str:
    """`text` if HTML, schema.org and reference managers have such dates too, else "".

    They have years, months and days of the years 1 to 9999, without doubt.
    """
    parsed = parse_edtf(text)
    whole = parsed.whole if parsed else None
    return text if whole and 1 <= whole.parts[0] <= 9999 else ""
