"""The EDTF of dates that people write in other ways, for the hint of a message."""

from __future__ import annotations

import re
import unicodedata

from build_tools.text.dates import parse_edtf

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?|(\d{4})(\d\d)(\d\d)")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})")
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around) ?(\d{4})", re.IGNORECASE)
_OURS = (1500, 2100)
_YEARS = re.compile(r"(\d{4}) ?[-–—] ?(\d{4})")
_BEFORE = (
    r"BCE?|b\.? ?c\.?(?: ?e\.?)?|v\. ?Chr\.|av\. ?J\.-?C\.|до н\. ?э\.|p\.n\.e\.|MÖ|M\.Ö\.|π\.Χ\.|ق\.? ?م\.?|TCN|a\.C\."
)
_SINCE = r"CE|AD|a\.? ?d\.?|c\.? ?e\.?|n\. ?Chr\.|н\. ?э\.|n\.e\.|MS|μ\.Χ\."
_ERA = re.compile(
    rf"(?:(?P<before>\d{{1,4}}) ?(?:{_BEFORE})|(?:AD ?(?P<ad>\d{{1,4}})|(?P<since>\d{{1,4}}) ?(?:{_SINCE})))",
    re.IGNORECASE,
)
_CHINESE_BEFORE = re.compile(r"(?:公元前|紀元前|前) ?(\d{1,4}) ?年?")


def suggest_edtf(text: str) -> str:
    """The EDTF of a date that people wrote in another way, such as 28.11.2026; "" if it can't be known which it is."""
    words = " ".join(_with_ascii_digits(text).strip(" \"'“”„‘’«»").split())
    if words != text and parse_edtf(words):
        return words
    found = (read(words) for read in (_of_figures, _of_words, _of_years, _of_era))
    return next((edtf for edtf in found if edtf and parse_edtf(edtf)), "")


def _of_figures(text: str) -> str:
    if match := _NUMERIC.fullmatch(text):
        first, separator, second, year = int(match[1]), match[2], int(match[3]), match[4]
        if separator == "." or first > 12 or first == second:
            return f"{year}-{second:02}-{first:02}"
        return f"{year}-{first:02}-{second:02}" if second > 12 else ""  # either could be the month
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, *together = match.groups()
        return "-".join(together if together[0] else [year, *(f"{int(part):02}" for part in (month, day) if part)])
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


def _of_era(text: str) -> str:
    """A year before or since the beginning of our era. EDTF has a year 0, so 44 BCE is -0043."""
    if match := _CHINESE_BEFORE.fullmatch(text):
        return _before_ce(int(match[1]))
    if not (match := _ERA.fullmatch(text)):
        return ""
    if match["before"]:
        return _before_ce(int(match["before"]))
    return f"{int(match['ad'] or match['since']):04}"


def _before_ce(year: int) -> str:
    return f"-{year - 1:04}" if year > 1 else "0000" if year else ""


def _with_ascii_digits(text: str) -> str:
    """The digits of any script as EDTF has them, unless the year may be one of another calendar: ۱۳۵۷, ๒๕๔๐."""
    plain = "".join(str(unicodedata.digit(c, c)) for c in text)
    years = [int(year) for year in re.findall(r"[0-9]{4}", plain)]
    return plain if plain == text or all(_OURS[0] <= year <= _OURS[1] for year in years) else text


def _of_years(text: str) -> str:
    if match := _ABOUT.fullmatch(text):
        return f"{match[1]}~"
    match = _YEARS.fullmatch(text)
    return f"{match[1]}/{match[2]}" if match else ""
