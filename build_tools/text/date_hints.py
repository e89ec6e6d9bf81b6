"""The EDTF of dates that people write in other ways, for the hint of a message."""

from __future__ import annotations

import re

from build_tools.text.dates import parse_edtf

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
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
    wanted = month.lower()
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(wanted)), 0)


def _of_years(text: str) -> str:
    if match := _ABOUT.fullmatch(text):
        return f"{match[1]}~"
    match = _YEARS.fullmatch(text)
    return f"{match[1]}/{match[2]}" if match else ""
