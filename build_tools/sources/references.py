"""CSL-JSON, what Zotero exports: a file's items with the place of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from build_tools.core.model import Place, Reference, Source
from build_tools.core.problems import Problem, error
from build_tools.sources.front_matter import decode, find_conflicts
from build_tools.text.characters import control_characters

_BLANK = re.compile(r"[ \t\n]*")
_DATE_PART = re.compile(r"-?[0-9]{1,4}")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"]+", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
# https://github.com/citation-style-language/schema, csl-types.rng of CSL 1.0.2
_TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()  # noqa: SIM905, a list of 45 is not easier to read
)


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
        if problem := _find_fault(item, place):
            problems.append(problem)
        else:
            references.append(Reference(item["id"], item, Source(path, {(): place[1:], **urls})))
    return references, problems


_COMMA = ("there is a comma too many here", "delete it")
_FAULTS = {
    "Expecting value": ("a value should stand here", "is there a comma too many before it?"),
    "Expecting property name enclosed in double quotes": (
        'a key in double quotes, `"…"`, should stand here',
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
    "Invalid control character at": ("a line end or tab stands within quotation marks", "put a space in its place"),
    "Invalid \\escape": ("a backslash within quotation marks is a command", "write it twice"),
}
"""What `json` says -> message and hint."""


def _items(text: str) -> tuple[list[tuple[int, Any]], bool]:
    """(offset, value) of each item of the array that the file should be, and whether a key stands in an object twice.

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
        raise json.JSONDecodeError("a list of references should stand here: `[{…}, {…}]`", text, at)
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

    A second reading, since `json` doesn't tell where keys stand; it takes three times as long as the first.
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
        yield error("duplicate-key", place, f"the key `{key[:60]}` stands here twice", "delete one of the two")


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


def _find_fault(item: Any, place: Place) -> Problem | None:
    if not isinstance(item, dict):
        hint = 'such as {"id": "…", "type": "book", "title": "…"}'
        return error("bad-reference", place, "no reference stands here", hint)
    for key in ("id", "type", "title"):
        if not isinstance(item.get(key), str) or not item[key].strip():
            return error("bad-reference", place, f"the reference has no `{key}`", f'add `"{key}": "…"`')
    if not _ID.fullmatch(item["id"]):
        return error("bad-reference", place, f"`{item['id'][:60]}` can't be an id", "use letters, digits and hyphens")
    if _is_nested_deep(item):
        return error("bad-reference", place, f"`{item['id']}` is nested too deep", "a reference is a list of keys")
    if control := _find_control(item):
        message = f"an invisible control character (U+{ord(control):04X}) stands in `{item['id']}`"
        return error("control-character", place, message, "delete it")
    if item["type"] not in _TYPES:
        hint = "CSL's types are article-journal, book, report, treaty, legislation, speech, webpage …"
        return error("bad-reference", place, f"`{item['type'][:60]}` is no CSL type", hint)
    return _find_bad_part(item, place)


def _find_bad_part(item: dict[str, Any], place: Place) -> Problem | None:
    for role in ("author", "editor", "translator"):
        names = item.get(role, [])
        if not isinstance(names, list) or not all(isinstance(n, dict) and _is_name(n) for n in names):
            hint = 'such as [{"family": "…", "given": "…"}] or [{"literal": "…"}]'
            return error("bad-reference", place, f"`{role}` of `{item['id']}` must be a list of names", hint)
    issued = item.get("issued")
    if issued is not None and not _is_date(issued):
        hint = 'such as {"date-parts": [[2015, 12, 18]]}'
        return error("bad-reference", place, f"`issued` of `{item['id']}` must be a CSL date", hint)
    url = item.get("URL")
    if url is not None and not (isinstance(url, str) and re.fullmatch(r"https?://[^\s<>\"]+", url)):
        hint = "write it with https:// or http:// before it, and without spaces"
        return error("bad-reference", place, f"`URL` of `{item['id']}` is no address", hint)
    doi = item.get("DOI")
    if doi is not None and not (isinstance(doi, str) and _DOI.fullmatch(doi.strip())):
        hint = 'such as "10.1000/182", without spaces'
        return error("bad-reference", place, f"`DOI` of `{item['id']}` is no DOI", hint)
    for key in _TEXTS:
        if not isinstance(item.get(key, ""), str | int):
            return error("bad-reference", place, f"`{key}` of `{item['id']}` must be text", f'write `"{key}": "…"`')
    return None


_TEXTS = (
    *("number", "publisher", "publisher-place", "container-title", "authority", "note", "volume", "issue", "page"),
    *("title-short", "collection-title", "event-title", "edition", "genre", "archive", "ISBN", "language"),
)


_MAX_DEPTH = 10
"""CSL's own values are four deep."""


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


_NAME_FLAGS = ("comma-suffix", "static-ordering", "parse-names")


def _is_name(name: dict[str, Any]) -> bool:
    said = [name[key] for key in ("family", "literal") if key in name]
    flags = {key: value for key, value in name.items() if key in _NAME_FLAGS}
    texts = [value for key, value in name.items() if key not in _NAME_FLAGS]
    return (
        any(isinstance(v, str) and v.strip() for v in said)
        and all(isinstance(v, str) for v in texts)
        and all(isinstance(v, str | int) for v in flags.values())
    )


def _is_date(date: Any) -> bool:
    if not isinstance(date, dict):
        return False
    parts = date.get("date-parts")
    if parts is None:
        return isinstance(date.get("raw", date.get("literal")), str)
    return isinstance(parts, list) and 1 <= len(parts) <= 2 and all(_is_day(part) for part in parts)


def _is_day(parts: Any) -> bool:
    """Whether it is [year], [year, month] or [year, month, day]; Zotero writes them as text, too."""
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        return False
    if not all(_DATE_PART.fullmatch(str(part)) for part in parts):
        return False
    month, day = ([int(part) for part in parts] + [1, 1])[1:3]
    return 1 <= month <= 12 and 1 <= day <= 31
