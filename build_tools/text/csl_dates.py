"""CSL's dates: `{"date-parts": [[-44, 3, 15]], "circa": true}`, and EDTF both ways.

CSL's years have no 0: -44 is 44 BCE, which EDTF counts as -0043.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from build_tools.text.date_labels import format_edtf, format_single, format_year
from build_tools.text.date_parsing import find_date_fault, parse_edtf
from build_tools.text.date_values import OPEN, Edtf, edtf_year

CslDate = Mapping[str, Any]
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_LAST_SEASON = 24
"""EDTF's number of winter; those after it are seasons of a hemisphere, quarters, thirds and halves."""
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def to_csl_date(edtf: str) -> dict[str, Any]:
    """A date of CSL: its first and its last day, month or year, "circa" unless it is just so.

    What has no end, and a part of a year that isn't one of the four seasons, is in words.
    """
    date = parse_edtf(edtf)
    if date is None:
        return {"literal": edtf}
    seasons = {single.season for single in date.dates}
    has_season = seasons != {0}
    if _is_open(date) or (has_season and (len(date.dates) > 1 or max(seasons) > _LAST_SEASON)):
        return {"literal": format_edtf(date)}
    first, last = min(date.dates, key=lambda d: d.lower), max(date.dates, key=lambda d: d.upper)
    ends = [_csl_parts(first.parts or first.lower[:1]), _csl_parts(last.parts or last.upper[:1])]
    parts: dict[str, Any] = {"date-parts": ends[:1] if ends[0] == ends[1] else ends}
    if has_season:
        parts["season"] = first.season - 20
    is_just_so = date.whole or (has_season and not (date.approximate or date.uncertain))
    return parts if is_just_so else {**parts, "circa": True}


def _is_open(date: Edtf) -> bool:
    return any(isinstance(end, str) for member in date.members for end in (member.start, member.end))


def _csl_parts(parts: Sequence[int]) -> list[int]:
    year, *others = parts
    return [year if year > 0 else year - 1, *others]


def find_csl_fault(value: Any) -> str:
    """What keeps a value from being a date of CSL; "" if it is one."""
    if isinstance(value, str):
        return find_date_fault(value.strip())
    if not isinstance(value, Mapping):
        return "it is no object"
    parts = value.get("date-parts")
    if parts is None:
        return "" if isinstance(value.get("raw", value.get("literal")), str) else "it has no `date-parts`"
    if not (isinstance(parts, list) and 1 <= len(parts) <= 2 and all(_is_day(part) for part in parts)):
        return "its `date-parts` aren't one or two lists of year, month and day"
    return find_date_fault(_to_edtf(value)) if int(parts[0][0]) else "CSL has no year 0: 1 BCE is -1"


_NUMBER = re.compile(r"-?[0-9]{1,12}")


def _is_day(parts: Any) -> bool:
    """Whether it is [year], [year, month] or [year, month, day]; Zotero writes them as text, too."""
    numbers = isinstance(parts, list) and 1 <= len(parts) <= 3
    return numbers and all(type(part) in {int, str} and _NUMBER.fullmatch(str(part)) for part in parts)


def read_csl_date(value: Any) -> Edtf | str:
    """The date, or its words where it is in words only."""
    if isinstance(value, str):
        return parse_edtf(value.strip()) or value.strip()
    if "date-parts" in value:
        season = str(value.get("season") or "").strip()
        date = parse_edtf(_to_edtf(value))
        if date and season and not _season_number(season):
            return f"{season} {format_edtf(date, 'c.')}"
        return date or ""
    if literal := str(value.get("literal") or "").strip():
        return literal
    raw = str(value.get("raw") or "").strip()
    return parse_edtf(raw) or raw


def format_csl_date(value: Any) -> str:
    """The date as sources have it: "c. 1500", "3–5 May 1900" is "3 May 1900–5 May 1900"."""
    date = read_csl_date(value) if value else ""
    if isinstance(date, str):
        return date
    span = date.members[0]
    if date.form == "interval" and len(date.dates) == 2:
        return "–".join(format_single(single, "c.") for single in date.dates)
    if date.form == "interval" and span.end == OPEN:
        return f"{format_single(date.dates[0], 'c.')}–"
    return format_edtf(date, "c.")


def csl_year(value: Any) -> str:
    """The year as a label has it, "c. 1500" or "44 BCE"; of a date in words the year that it names, if it names one."""
    date = read_csl_date(value) if value else ""
    if isinstance(date, str):
        years = set(_YEAR.findall(date))
        return years.pop() if len(years) == 1 else ""
    first = date.dates[0]
    about = "c. " if first.approximate or (first.masks[:1] and not first.parts) else ""
    return f"{about}{format_year(first.lower[0])}"


def _to_edtf(value: CslDate) -> str:
    """The EDTF of `date-parts`, with its season and "circa"."""
    season = _season_number(str(value.get("season") or "").strip())
    doubt = "~" if str(value.get("circa") or "false").lower() not in {"false", "0"} else ""
    first, *last = (_day_to_edtf(parts, season, doubt) for parts in value["date-parts"])
    return f"{first}/{last[0]}" if last else first


def _day_to_edtf(parts: Sequence[Any], season: int, doubt: str) -> str:
    """[0] or [0, 0, 0] is the end of what goes on."""
    numbers = [int(part) for part in parts]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    year, *others = numbers
    if not year:
        return OPEN
    if not others and season:
        others = [20 + season]
    return "-".join([edtf_year(year if year > 0 else year + 1), *(f"{part:02}" for part in others)]) + doubt


def _season_number(season: str) -> int:
    """1 to 4, or 0 for a season of another name."""
    return int(season) if season in {"1", "2", "3", "4"} else _SEASONS.get(season.lower(), 0)
