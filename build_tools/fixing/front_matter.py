"""Change front matter as lines of text, so that comments, quotes and order stay as they were written.

Lines have no "\\n"; a "\\r" at their end is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from build_tools.sources.drafting import quote_if_needed
from build_tools.sources.front_matter import read_events


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key with its value; lines count from 0, half-open, columns count code points from 0."""

    key: str
    head: int
    """Line of the first of the comments right above the key."""
    line: int
    """Line of the key."""
    start: tuple[int, int]
    """(line, column) where the value begins."""
    end: tuple[int, int]
    """(line, column) where it ends; column 0 if nothing follows it on its line."""
    in_block: bool
    """Whether the value is a text indented below the key."""


def sort_keys(lines: Sequence[str], order: Sequence[str]) -> list[str]:
    """The lines with the keys in this order, each with its value and the comments right above it.

    As for all functions here, `lines` must be front matter that can be read without a fault.
    """
    entries = _find_entries(lines)
    stops = [entry.head for entry in entries[1:]] + [_stop(lines, entry) for entry in entries[-1:]]
    groups = {entry.key: lines[entry.head : stop] for entry, stop in zip(entries, stops, strict=True)}
    if not entries or not groups.keys() <= set(order):
        return list(lines)
    wanted = sorted(groups, key=list(order).index)
    in_order = [line for key in wanted for line in groups[key]]
    return [*lines[: entries[0].head], *in_order, *lines[stops[-1] :]]


def set_keys(lines: Sequence[str], values: Mapping[str, str | int | None], order: Sequence[str]) -> list[str]:
    """The lines with new values for some keys, each on one line; None removes a key but keeps its comments."""
    changed = list(lines)
    for key, value in values.items():
        entry = next((entry for entry in _find_entries(changed) if entry.key == key), None)
        if entry is not None:
            changed[entry.line : _stop(changed, entry)] = _rewritten(changed, entry, value)
        elif value is not None:
            at, end = _place_for(changed, key, order)
            changed.insert(at, f"{key}: {_to_yaml(value)}{end}")
    return changed


def find_texts(lines: Sequence[str]) -> frozenset[int]:
    """Numbers, from 0, of the lines that end inside a value of several lines, where white space may matter."""
    found: set[int] = set()
    for event in _parse(lines):
        if isinstance(event, yaml.ScalarEvent):
            assert event.start_mark
            assert event.end_mark
            is_in_block = event.style in {"|", ">"}  # it begins on the line after the `|` or `>`
            found.update(range(event.start_mark.line + is_in_block, event.end_mark.line))
    return frozenset(found)


def _rewritten(lines: Sequence[str], entry: _Entry, value: str | int | None) -> list[str]:
    first = lines[entry.line]
    end = "\r" if first.endswith("\r") else ""
    rest = lines[entry.end[0]][entry.end[1] :].removesuffix("\r") if entry.end[1] else ""
    if entry.in_block or entry.start[0] != entry.line:  # a comment may be between the key and its value
        _, mark, comment = first.removesuffix("\r").partition("#")
        rest += f" {mark}{comment}" if mark else ""
    if value is None:
        return [rest.strip() + end] if rest.strip() else []
    lead = first[: entry.start[1]] if entry.start[0] == entry.line else f"{entry.key}: "
    return [f"{lead}{_to_yaml(value)}{rest}".rstrip() + end]


def _to_yaml(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return f'"{value}"' if value.isdigit() else quote_if_needed(value)  # a year alone would be a number


def _place_for(lines: Sequence[str], key: str, order: Sequence[str]) -> tuple[int, str]:
    """(line before which a new key goes, after those that precede it in `order`; how lines end there)."""
    entries = _find_entries(lines)
    before = [entry for entry in entries if order.index(entry.key) < order.index(key)]
    at = _stop(lines, before[-1]) if before else 0
    return at, "\r" if lines and lines[0].endswith("\r") else ""


def _parse(lines: Sequence[str]) -> Iterator[yaml.Event]:
    return read_events("\n".join(line.removesuffix("\r") for line in lines) + "\n")


def _find_entries(lines: Sequence[str]) -> list[_Entry]:
    """The keys of the outermost mapping, in order; none if it is written in braces."""
    entries: list[_Entry] = []
    depth, key, first = 0, None, None
    previous = 0
    for event in _parse(lines):
        opens = isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
        closes = isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)
        if depth == 0:
            if isinstance(event, yaml.MappingStartEvent) and event.flow_style:
                return []
        elif depth == 1 and key is None and isinstance(event, yaml.ScalarEvent):
            key = event
        elif key is not None:
            first = first or event
            if depth - closes == 1 and not opens:
                entry = _to_entry(lines, key, first, event, previous)
                entries.append(entry)
                previous = _stop(lines, entry)
                key = first = None
        depth += opens - closes
    return entries


def _to_entry(
    lines: Sequence[str], key: yaml.ScalarEvent, first: yaml.Event, last: yaml.Event, previous: int
) -> _Entry:
    assert key.start_mark
    assert first.start_mark
    assert last.end_mark
    line = head = key.start_mark.line
    while head > previous and _is_between(lines[head - 1]):
        head -= 1
    start = (first.start_mark.line, first.start_mark.column)
    end = (last.end_mark.line, last.end_mark.column)
    return _Entry(key.value, head, line, start, end, isinstance(first, yaml.ScalarEvent) and first.style in {"|", ">"})


def _stop(lines: Sequence[str], entry: _Entry) -> int:
    """Number of the line after an entry's last line."""
    if entry.end[1] or entry.end[0] <= entry.line:
        return max(entry.end[0], entry.line) + 1
    stop = entry.end[0]
    while stop > entry.line + 1 and _is_between(lines[stop - 1]):
        stop -= 1
    return stop


def _is_between(line: str) -> bool:
    """Whether a line is between entries: an unindented comment or an empty line. White space may be part of a text."""
    return line.startswith("#") or not line.removesuffix("\r")
