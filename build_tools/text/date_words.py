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


_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-]?(\d{1,2})(?:[./-]?(\d{1,2}))?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})")
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around) ?(\d{4})", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4}) ?[-–—] ?(\d{4})")


def suggest_edtf(text: str) -> str:
    """The EDTF of a date that people wrote in another way, such as 28.11.2026; "" if it can't be known which it is."""
    words = " ".join(text.strip(" \"'“”„‘’«»").split())
    found = next(filter(None, (read(words) for read in (_of_figures, _of_words, _of_years))), "")
    return found if found and parse_edtf(found) else ""


def _of_figures(text: str) -> str:
    if match := _NUMERIC.fullmatch(text):
        first, separator, second, year = int(match[1]), match[2], int(match[3]), match[4]
        if separator == "." or first > 12 or first == second:
            return f"{year}-{second:02}-{first:02}"
        return f"{year}-{first:02}-{second:02}" if second > 12 else ""  # either could be the month
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if (match := _YEAR_FIRST.fullmatch(text)) and (match[3] or not text.isdigit()):
        return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
    return ""


def _of_words(text: str) -> str:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match[1], _number_of(match[2]), match[3]
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = _number_of(match[1]), match[2], match[3]
    else:
        return ""
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "") if month else ""


def _number_of(month: str) -> int:
    """1 to 12, from a name or its first three letters; 0 for any other word."""
    wanted = month.lower().removesuffix("t") if month.lower() == "sept" else month.lower()
    return next((number for name, number in _NUMBER_OF.items() if name.lower().startswith(wanted)), 0)


def _of_years(text: str) -> str:
    if match := _ABOUT.fullmatch(text):
        return f"{match[1]}~"
    match = _YEARS.fullmatch(text)
    return f"{match[1]}/{match[2]}" if match else ""
