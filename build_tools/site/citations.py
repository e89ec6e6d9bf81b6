"""References as a reader sees them: a short label in a note, a full line in the list of sources."""

from __future__ import annotations

import calendar
import re
from typing import Any

from build_tools.core.model import Reference
from build_tools.text.weave import escape, link

_IN_ITALICS = frozenset({"book", "report", "thesis", "map", "classic", "periodical"})


def format_label(reference: Reference) -> str:
    """What a note calls it: a person's work by author and year, a document by its number, else by its title."""
    data = reference.data
    by_persons = any(n.get("family") for n in data.get("author", []))
    if (number := data.get("number")) and not (by_persons and data["type"] in _IN_ITALICS):
        return str(number)
    names = [_surname(n) or n.get("literal", "") for n in data.get("author", [])]
    year = _date_parts(data)[:1]
    if names and names[0] and data["type"] in _IN_ITALICS | {"article-journal", "chapter", "paper-conference"}:
        return " ".join([" and ".join(names[:2]) + (" et al." if len(names) > 2 else ""), *map(str, year)])
    title = str(data.get("title-short") or data["title"])
    return f"{title} ({year[0]})" if year and str(year[0]) not in title else title


def render_reference(reference: Reference) -> str:
    """The full line, Markdown."""
    data = reference.data
    title = escape(str(data["title"]))
    if url := data.get("URL") or _format_doi(data):
        title = link(str(data["title"]), str(url))
    if data["type"] in _IN_ITALICS:
        title = f"<em>{title}</em>"
    authors, editors = data.get("author") or [], data.get("editor") or []
    by = _format_names(authors) or (
        f"{_format_names(editors)} ({'eds' if len(editors) > 1 else 'ed.'})" if editors else ""
    )
    parts = [
        by,
        title,
        _format_container(data, editors if authors else []),
        _format_edition(data),
        _format_number(data),
        _format_imprint(data),
    ]
    shown = [part if part is title else escape(part) for part in parts if part]
    return ". ".join(part.rstrip(".") for part in shown) + "."


def _format_doi(data: Any) -> str:
    """The address that a DOI stands for, which may be written as one; "" without a DOI."""
    doi = str(data.get("DOI", "")).strip()
    name = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s?)", "", doi, flags=re.IGNORECASE)
    return f"https://doi.org/{name}" if name.startswith("10.") else ""


def _format_container(data: Any, editors: list[dict[str, Any]]) -> str:
    """In what it stands, and where in it: "A Journal 12(2), 1–30"."""
    volume, issue = str(data.get("volume", "")), str(data.get("issue", ""))
    where = f"{volume}({issue})" if volume and issue else volume or issue
    if volume and data["type"] != "article-journal":
        where = f"vol. {where}"
    edited = f"ed. {_format_names(editors, inverted=False)}" if editors else ""
    pages = str(data.get("page", "")).replace("-", "–")
    name = str(data.get("container-title", ""))
    if [name] == [author.get("literal") for author in data.get("author") or []]:  # it stands in the author's place
        name = ""
    whole = " ".join(filter(None, [name, where]))
    return ", ".join(filter(None, [whole, edited, pages]))


def _format_edition(data: Any) -> str:
    edition = str(data.get("edition", "")).strip()
    return f"Edition {edition}" if edition.isdecimal() else edition


def _format_imprint(data: Any) -> str:
    place = ": ".join(filter(None, [str(data.get("publisher-place", "")), str(data.get("publisher", ""))]))
    return ", ".join(filter(None, [place, _format_date(data)]))


def _surname(name: dict[str, Any]) -> str:
    """With the particle that goes with it: "van Dam"; "" for a body."""
    return _joined(name.get("non-dropping-particle", ""), name.get("family", ""))


def _joined(before: str, behind: str) -> str:
    """Two parts of a name, with a space between them but for such as "al-" and "d’"."""
    space = "" if before.endswith(("-", "'", "’")) else " "
    return f"{before}{space}{behind}".strip()


def _format_number(data: Any) -> str:
    """A document's number, after the name of its series; "" where the title tells it."""
    number = str(data.get("number", ""))
    series = str(data.get("collection-title", ""))
    return " ".join(filter(None, [series, "" if number in str(data["title"]) else number]))


def _format_names(names: list[dict[str, Any]], *, inverted: bool = True) -> str:
    """All of them, the first with the surname in front, as lists are sorted, if `inverted`."""
    shown = []
    for index, name in enumerate(names):
        family = _surname(name)
        given = " ".join(filter(None, [name.get("given", ""), name.get("dropping-particle", "")]))
        whole = name.get("literal", "")
        if family:
            whole = f"{family}, {given}" if inverted and index == 0 and given else _joined(given, family)
        shown.append(", ".join(filter(None, [whole, name.get("suffix", "")])))
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _date_parts(data: Any, which: int = 0) -> list[int]:
    """Year, month, day, as far as they are said, of the first date or of the one up to which it reaches."""
    parts = (data.get("issued") or {}).get("date-parts") or [[]]
    return [int(part) for part in parts[which]] if which < len(parts) else []


def _format_date(data: Any) -> str:
    issued = data.get("issued") or {}
    dates = [_format_day(parts) for which in (0, 1) if (parts := _date_parts(data, which))]
    return "–".join(dates) or str(issued.get("literal") or issued.get("raw") or "")


def _format_day(parts: list[int]) -> str:
    month = calendar.month_name[parts[1]] if len(parts) > 1 else ""
    return " ".join(filter(None, [str(parts[2]) if len(parts) > 2 else "", month, str(parts[0])]))
