"""A sound item of CSL-JSON as the rest of the program uses it: today's names of variables, and the note taken apart."""

from __future__ import annotations

from typing import Any

from build_tools.sources.csl_faults import is_fitting
from build_tools.sources.csl_notes import read_note
from build_tools.sources.csl_variables import DATES, FORMER_NAMES, NAMES, TYPES
from build_tools.text.csl_dates import to_csl_date
from build_tools.text.dates import parse_edtf


def use_item(item: dict[str, Any]) -> dict[str, Any]:
    """The item with its id as text. What `note` says of a variable counts more than the variable, as in Zotero."""
    used = {FORMER_NAMES.get(key, key): value for key, value in item.items()} | item
    used = {key: value for key, value in used.items() if key not in FORMER_NAMES and value is not None}
    used["id"] = str(item["id"])
    if isinstance(note := used.pop("note", None), str | int | float):
        _use_note(used, str(note))
    return used


def _use_note(used: dict[str, Any], text: str) -> None:
    note = read_note(text)
    custom = dict(note.custom)
    names: dict[str, list[dict[str, str]]] = {}
    for key, value in note.variables:
        if not is_fitting(key, value) or (key == "type" and value not in TYPES):
            custom[key] = value
        elif key in NAMES:
            names.setdefault(key, []).append(_to_name(value))
        elif key in DATES:
            used[key] = to_csl_date(value) if parse_edtf(value) else {"raw": value}
        else:
            used[key] = value
    used |= names
    if custom:
        given = used.get("custom")
        used["custom"] = custom | given if isinstance(given, dict) else custom
    if note.prose:
        used["note"] = note.prose


def _to_name(text: str) -> dict[str, str]:
    """`Public || Jane Q.` is a person, anything else an institution."""
    family, is_person, given = text.partition("||")
    return {"family": family.strip(), "given": given.strip()} if is_person else {"literal": text.strip()}
