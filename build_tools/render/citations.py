"""References as a reader sees them: a short label in a note, a full line in the list of sources."""

from __future__ import annotations

import calendar
from typing import Any

from build_tools.model import Reference
from build_tools.render.weave import escape, link

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
    if url := data.get("URL"):
        title = link(str(data["title"]), str(url))
    if data["type"] in _IN_ITALICS:
        title = f"<em>{title}</em>"
    parts = [
        _format_names(data.get("author") or data.get("editor") or []),
        title,
        str(data.get("container-title", "")),
        _format_number(data),
        ", ".join(filter(None, [str(data.get("publisher", "")), _format_date(data)])),
    ]
    shown = [part if part is title else escape(part) for part in parts if part]
    return ". ".join(part.rstrip(".") for part in shown) + "."


def _surname(name: dict[str, Any]) -> str:
    """With the particle that goes with it: "van Dam"; "" for a body."""
    return " ".join(filter(None, [name.get("non-dropping-particle", ""), name.get("family", "")]))


def _format_number(data: Any) -> str:
    """A document's number, after the name of its series; "" where the title tells it."""
    number = str(data.get("number", ""))
    series = str(data.get("collection-title", ""))
    return " ".join(filter(None, [series, "" if number in str(data["title"]) else number]))


def _format_names(names: list[dict[str, Any]]) -> str:
    shown = []
    for index, name in enumerate(names):
        family, given = _surname(name), name.get("given", "")
        whole = name.get("literal", "")
        if family:
            whole = f"{family}, {given}" if index == 0 and given else f"{given} {family}".strip()
        shown.append(whole)
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _date_parts(data: Any) -> list[int]:
    parts = (data.get("issued") or {}).get("date-parts") or [[]]
    return [int(part) for part in parts[0]]


def _format_date(data: Any) -> str:
    issued = data.get("issued") or {}
    parts = _date_parts(data)
    if not parts:
        return str(issued.get("literal") or issued.get("raw") or "")
    month = calendar.month_name[parts[1]] if len(parts) > 1 and 1 <= parts[1] <= 12 else ""
    return " ".join(filter(None, [str(parts[2]) if len(parts) > 2 else "", month, str(parts[0])]))
