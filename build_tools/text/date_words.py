"""Dates as English prose writes them: `18 December 2015`, `December 18, 2015`, `December 2015`, `March 44 BCE`.

A year alone is left out: a text is full of them, and few date anything. So is a day without its year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.text.dates import edtf_year, parse_edtf

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBER_OF = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH = "|".join(_MONTHS)
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])"
_YEAR = r"[12][0-9]{3}"
_BEFORE_OUR_ERA = r"[1-9][0-9]{0,3}(?=[ \u00a0]B\.?C)"
_WRITTEN = re.compile(
    rf"\b(?:(?P<day>{_DAY})(?:st|nd|rd|th)?[ \u00a0](?:of )?)?(?P<month>{_MONTH})"
    rf"(?:[ \u00a0](?P<late>{_DAY})(?:st|nd|rd|th)?,)?,?[ \u00a0]"
    rf"(?:(?P<bce>{_BEFORE_OUR_ERA})[ \u00a0](?:BCE?\b|B\.C\.(?:E\.)?)|(?P<year>{_YEAR})\b)"
)

_HAS_YEAR = re.compile(rf"{_YEAR}|{_BEFORE_OUR_ERA}")


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date met in a text."""

    start: int
    """Code points, half-open."""
    end: int
    edtf: str


def find_dates(text: str) -> list[NamedDate]:
    """The dates that a text names to the month or the day, in its order; what no calendar has is left out."""
    found: list[NamedDate] = []
    if not _HAS_YEAR.search(text):  # most paragraphs; the look for months takes ten times as long
        return found
    for match in _WRITTEN.finditer(text):
        year = match["year"] or edtf_year(1 - int(match["bce"]))
        month = f"{year}-{_NUMBER_OF[match['month']]:02}"
        day = match["day"] or match["late"]
        edtf = f"{month}-{int(day):02}" if day else month
        if parse_edtf(edtf):
            found.append(NamedDate(match.start(), match.end(), edtf))
    return found
