"""What keeps an item of CSL-JSON from being a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.core.model import Place
from build_tools.core.problems import Problem, error
from build_tools.sources.csl_variables import DATES, FORMER_NAMES, NAMES, TEXTS, TYPES
from build_tools.text.characters import control_characters
from build_tools.text.csl_dates import find_csl_fault
from build_tools.text.csl_markup import find_unpaired
from build_tools.text.directions import find_direction_faults, say_direction_fault
from build_tools.text.web_addresses import HOST

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"]+", re.IGNORECASE)
_URL = re.compile(rf"{HOST}[^\s<>\"]*")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
_MAX_DEPTH = 10
"""CSL's own values are four deep."""
_NAME_FLAGS = ("comma-suffix", "static-ordering", "parse-names")


def find_fault(item: Any, place: Place) -> Problem | None:
    if not isinstance(item, dict):
        hint = 'such as {"id": "…", "type": "book", "title": "…"}'
        return error("bad-reference", place, "this is no reference", hint)
    for key in ("id", "type", "title"):
        may_be_number = key == "id" and _is_text(item.get(key))
        if not (isinstance(item.get(key), str) or may_be_number) or not str(item[key]).strip():
            return error("bad-reference", place, f"the reference has no `{key}`", f'add `"{key}": "…"`')
    identifier = str(item["id"])
    if not _ID.fullmatch(identifier):
        return error("bad-reference", place, f"`{identifier[:60]}` can't be an id", "use letters, digits and hyphens")
    if _is_nested_deep(item):
        return error("bad-reference", place, f"`{identifier}` is nested too deep", "a reference is a list of keys")
    if control := _find_control(item):
        message = f"an invisible control character (U+{ord(control):04X}) is in `{identifier}`"
        return error("control-character", place, message, "delete it")
    for text in find_texts(item):
        if faults := find_direction_faults(text):
            message, hint = say_direction_fault(text[faults[0]])
            return error("direction-mark", place, f"in `{identifier}` {message}", hint)
    if item["type"] not in TYPES:
        hint = "CSL's types are article-journal, book, report, treaty, legislation, speech, webpage …"
        return error("bad-reference", place, f"`{item['type'][:60]}` is no CSL type", hint)
    return _find_bad_part(item, place)


def _find_bad_part(item: dict[str, Any], place: Place) -> Problem | None:
    identifier = item["id"]
    for role in NAMES:
        names = item.get(role, [])
        if not isinstance(names, list) or not all(isinstance(n, dict) and _is_name(n) for n in names):
            hint = 'such as [{"family": "…", "given": "…"}] or [{"literal": "…"}]'
            return error("bad-reference", place, f"`{role}` of `{identifier}` must be a list of names", hint)
    for key in DATES:
        if item.get(key) is not None and (fault := find_csl_fault(item[key])):
            hint = f'{fault}; write it such as {{"date-parts": [[2015, 12, 18]]}}'
            return error("bad-reference", place, f"`{key}` of `{identifier}` must be a CSL date", hint)
    url = item.get("URL")
    if url is not None and not is_fitting("URL", url):
        hint = "write it with https:// or http:// before it, without spaces, and with nothing before an `@`"
        return error("bad-reference", place, f"`URL` of `{identifier}` is no address", hint)
    doi = item.get("DOI")
    if doi is not None and not is_fitting("DOI", doi):
        hint = 'such as "10.1000/182", without spaces'
        return error("bad-reference", place, f"`DOI` of `{identifier}` is no DOI", hint)
    for key in (*TEXTS, *FORMER_NAMES):
        if not _is_text(item.get(key, "")):
            return error("bad-reference", place, f"`{key}` of `{identifier}` must be text", f'write `"{key}": "…"`')
    return None


def is_fitting(key: str, value: object) -> bool:
    """Whether a text can be the value of a variable of which not any text can."""
    pattern = {"URL": _URL, "DOI": _DOI}.get(key)
    return pattern is None or (isinstance(value, str) and bool(pattern.fullmatch(value.strip())))


def find_unpaired_tags(item: dict[str, Any], place: Place) -> Iterator[Problem]:
    """A problem for each text with a tag of CSL that is opened and not closed, or closed and not opened."""
    for key in TEXTS:
        value = item.get(key)
        if key not in {"abstract", "annote"} and isinstance(value, str) and (tag := find_unpaired(value)):
            message = f"`{tag[:40]}` in `{key}` of `{item['id']}` has no partner: readers would see it"
            yield error(
                "bad-reference", place, message, "close it or delete it; CSL has <i> <b> <sub> <sup> and <span>"
            )


def _is_text(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _is_nested_deep(item: dict[str, Any]) -> bool:
    level: list[Any] = [item]
    for _ in range(_MAX_DEPTH):
        level = [part for value in level for part in _parts(value)]
    return bool(level)


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def find_texts(value: Any) -> Iterator[str]:
    """Every text in a reference's value, in order."""
    if isinstance(value, str):
        yield value
    for part in _parts(value):
        yield from find_texts(part)


def _find_control(item: dict[str, Any]) -> str:
    """A control character in any of the texts of a reference, or ""."""
    return next((text[at] for text in find_texts(item) for at in control_characters(text)[:1]), "")


def _is_name(name: dict[str, Any]) -> bool:
    said = [name[key] for key in ("family", "literal", "given") if key in name]
    flags = {key: value for key, value in name.items() if key in _NAME_FLAGS}
    texts = [value for key, value in name.items() if key not in _NAME_FLAGS]
    return (
        any(isinstance(v, str) and v.strip() for v in said)
        and all(isinstance(v, str) for v in texts)
        and all(isinstance(v, str | int) for v in flags.values())
    )
