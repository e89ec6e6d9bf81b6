"""CSL-JSON, what Zotero exports: a file's items with the place of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from build_tools.core.model import Place, Reference, Source
from build_tools.core.problems import Problem, error
from build_tools.sources.csl_faults import find_fault, find_unpaired_tags
from build_tools.sources.csl_items import use_item
from build_tools.sources.front_matter import decode, find_conflicts

_BLANK = re.compile(r"[ \t\n]*")


def parse_references(path: str, raw: bytes) -> tuple[list[Reference], list[Problem]]:
    """References of one file; items that can't be used are left out, each with a problem."""
    text, problems = decode(path, raw)
    problems += find_conflicts(path, text)
    references: list[Reference] = []
    try:
        items, has_doubled_keys = _items(text)
    except json.JSONDecodeError as exc:
        message, hint = _FAULTS.get(exc.msg, (exc.msg, "export the references from Zotero as CSL JSON"))
        return [], [*problems, error("bad-json", (path, exc.lineno, exc.colno), message, hint)]
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        message = "the file is nested too deep, or a number in it is too long"
        return [], [*problems, error("bad-json", (path, 1, 1), message)]
    if has_doubled_keys:
        problems += _find_doubled_keys(path, text)
    offsets = [offset for offset, _ in items]
    places = _places(path, text, offsets)
    for (_, item), place, urls in zip(items, places, _url_places(path, text, offsets), strict=True):
        if problem := find_fault(item, place):
            problems.append(problem)
        else:
            problems += find_unpaired_tags(item, place)
            used = use_item(item)
            references.append(Reference(used["id"], used, Source(path, {(): place[1:], **urls})))
    return references, problems


_COMMA = ("there is a comma too many here", "delete it")
_FAULTS = {
    "Expecting value": ("a value is missing here", "is there a comma too many before it?"),
    "Expecting property name enclosed in double quotes": (
        'a key in double quotes, `"…"`, is missing here',
        "is there a comma too many before it?",
    ),
    "Illegal trailing comma before end of object": _COMMA,
    "Illegal trailing comma before end of array": _COMMA,
    "Expecting ',' delimiter": ("a comma is missing before this", "put one after each entry but the last"),
    "Expecting ':' delimiter": ("a colon is missing before this", 'write `"key": value`'),
    "Unterminated string starting at": (
        "the quotation mark isn't closed",
        'close it; `"` within a text is written `\\"`',
    ),
    "Invalid control character at": ("a line end or tab is within quotation marks", "put a space in its place"),
    "Invalid \\escape": ("a backslash within quotation marks is a command", "write it twice"),
}
"""What `json` says -> message and hint."""


def _items(text: str) -> tuple[list[tuple[int, Any]], bool]:
    """(offset, value) of each item of the array that the file should be, and whether an object has a key twice.

    Of such keys the first counts.
    """
    has_doubled_keys = False

    def to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_doubled_keys
        values = dict(pairs)
        if len(values) == len(pairs):
            return values
        has_doubled_keys = True
        return dict(reversed(pairs))

    decoder = json.JSONDecoder(object_pairs_hook=to_dict)
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        raise json.JSONDecodeError("this should be a list of references: `[{…}, {…}]`", text, at)
    at = _skip(text, at + 1)
    items: list[tuple[int, Any]] = []
    while text[at : at + 1] != "]":
        value, end = decoder.raw_decode(text, at)
        items.append((at, value))
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            comma, at = at, _skip(text, at + 1)
            if text[at : at + 1] == "]":
                raise json.JSONDecodeError("Illegal trailing comma before end of array", text, comma)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    if (end := _skip(text, at + 1)) < len(text):
        raise json.JSONDecodeError("nothing should follow the list", text, end)
    return items, has_doubled_keys


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"(?P<key>[ \t\r\n]*:)?|[{}]')


def _find_doubled_keys(path: str, text: str) -> Iterator[Problem]:
    """A problem for each key that its object has already; `text` is JSON.

    A second reading, since `json` doesn't say where keys are; it takes three times as long as the first.
    """
    found: list[tuple[int, str]] = []
    open_objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            open_objects.append(set())
        elif token[0] == "}":
            open_objects.pop()
        elif token["key"]:
            key = json.loads(f'"{token[1]}"')
            if key in open_objects[-1]:
                found.append((token.start(), key))
            open_objects[-1].add(key)
    places = _places(path, text, [offset for offset, _ in found])
    for (_, key), place in zip(found, places, strict=True):
        yield error("duplicate-key", place, f"the key `{key[:60]}` is here twice", "delete one of the two")


def _places(path: str, text: str, offsets: list[int]) -> Iterator[Place]:
    """The place of each offset; they ascend."""
    line, line_start, at = 1, 0, 0
    for offset in offsets:
        line += text.count("\n", at, offset)
        line_start = text.rfind("\n", at, offset) + 1 or line_start
        at = offset
        yield (path, line, offset - line_start + 1)


_URL = re.compile(r'"URL"[ \t\n]*:[ \t\n]*')


def _url_places(path: str, text: str, offsets: list[int]) -> Iterator[dict[tuple[str | int, ...], tuple[int, int]]]:
    """For each item the place of its address, as marks of a source; the items begin at `offsets`."""
    found = [_URL.search(text, start, end) for start, end in pairwise([*offsets, len(text)])]
    places = _places(path, text, [match.end() for match in found if match])
    for match in found:
        yield {("URL",): next(places)[1:]} if match else {}
