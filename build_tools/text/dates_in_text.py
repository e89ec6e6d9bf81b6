"""Finds dates in English prose: `18 December 2015`, `December 18, 2015`, `December 2015`, `March 44 BCE`.

A year alone is left out: a text is full of them, and few date anything. So is a day without its year, and a number that
counts something: "In May 1500 fighters left".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Container
from dataclasses import dataclass

from build_tools.text.dates import edtf_year, parse_edtf

_NUMBER_OF = {name: number for number, name in enumerate(calendar.month_name) if number}
_MONTH = "|".join(_NUMBER_OF)
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])"
_YEAR = r"[12][0-9]{3}"
_BEFORE_OUR_ERA = r"[1-9][0-9]{0,3}(?=[ \u00a0]B\.?C)"
_WRITTEN = re.compile(
    rf"\b(?:(?P<day>{_DAY})(?:st|nd|rd|th)?[ \u00a0](?:of )?)?(?P<month>{_MONTH})"
    rf"(?:[ \u00a0](?P<late>{_DAY})(?:st|nd|rd|th)?,)?,?[ \u00a0]"
    rf"(?:(?P<bce>{_BEFORE_OUR_ERA})[ \u00a0](?:BCE?\b|B\.C\.(?:E\.)?)|(?P<year>{_YEAR})\b)"
)

ORDINARY_YEARS = range(1800, 2100)
"""Years that need no second look where nothing is known of a text's time."""
_NEXT = re.compile(r"[ \u00a0-]([A-Za-z]+(?:-[a-z]+)*)(?![\w’'])")
_WITHIN = 4
"""Words after a number, the last of which it may count: 1500 well-armed Syrian rebel fighters."""
_ROUND = 50
"""Numbers that this divides are more often counts than others."""
_COUNTED = frozenset(
    """cattle children clergy crew cavalry dead families feet fish folk horse infantry men more of or others people
    personnel police poor sheep strong troops were women wounded km tonnes tons""".split()  # noqa: SIM905
)
"""Words that a number counts though they don't end in s, or that follow no year."""
_NOT_COUNTED = frozenset(
    """across afterwards always as besides does has his is its marks news perhaps plus sees series says this thus
    towards us versus was yes""".split()  # noqa: SIM905, a list is harder to read
)
"""Words that end as plurals do."""
_STOPS = frozenset(
    """a an and at but by for from he her his in it its on she that the their they this to we when with
    """.split()  # noqa: SIM905
)
"""Words after which nothing is counted any more: May 1453 the walls."""
_HAS_YEAR = re.compile(rf"{_YEAR}|{_BEFORE_OUR_ERA}")


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date in a text."""

    start: int
    """Code points, half-open."""
    end: int
    edtf: str


def find_dates(text: str, years: Container[int] = ORDINARY_YEARS) -> list[NamedDate]:
    """The dates that a text names to the month or the day, in its order; what no calendar has is left out.

    A number that isn't one of the `years` that the text may well speak of is no year if it counts what follows it.
    """
    found: list[NamedDate] = []
    if not _HAS_YEAR.search(text):  # most paragraphs; the look for months takes ten times as long
        return found
    for match in _WRITTEN.finditer(text):
        year = match["year"] or edtf_year(1 - int(match["bce"]))
        month = f"{year}-{_NUMBER_OF[match['month']]:02}"
        day = match["day"] or match["late"]
        edtf = f"{month}-{int(day):02}" if day else month
        if parse_edtf(edtf) and not (match["year"] and _is_count(int(year), years, text, match.end())):
            found.append(NamedDate(match.start(), match.end(), edtf))
    return found


def _is_count(number: int, years: Container[int], text: str, end: int) -> bool:
    """Whether a number that ends at `end` counts what follows: at once, or with other words between if it is round."""
    if number in years:
        return False
    for _ in range(_WITHIN if number % _ROUND == 0 else 1):
        word = _NEXT.match(text, end)
        if not word or word[1].lower() in _STOPS:
            return False
        if _is_counted(word[1]):
            return True
        end = word.end()
    return False


def _is_counted(word: str) -> bool:
    if word in _COUNTED:
        return True
    return len(word) > 3 and word.islower() and word[-1] == "s" and word[-2] != "s" and word not in _NOT_COUNTED
