"""Write what there is into `at_least:` of `corpus.yml`, and leave the rest of the file as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from build_tools.sources.front_matter import parse_settings

_KEYS = ("checks", "at_least")


def set_minimum(raw: bytes, counts: Mapping[str, int]) -> bytes | None:
    """The file with these counts: for the keys that it has, or for all if it has none. None if it can't be changed by
    lines, since it is written in braces.
    """
    text = raw.decode("utf-8").rstrip("\n")
    document, _ = parse_settings("", raw)
    marks = document.marks
    known = [key for key in counts if (*_KEYS, key) in marks]
    lines = text.split("\n") if text else []
    for key in known:
        line, column = marks[(*_KEYS, key)]
        head = lines[line - 1][: column - 1]
        lines[line - 1] = head + re.sub(r"[0-9]+", str(counts[key]), lines[line - 1][column - 1 :], count=1)
    if not known:
        at, new = _place_for(document.data, marks, len(lines))
        lines[at:at] = [*new, *(f"    {key}: {count}" for key, count in counts.items())]
    after = "\n".join(lines).rstrip("\n").encode() + b"\n"
    said = parse_settings("", after)[0].data
    wanted = {key: counts[key] for key in known or counts}
    return after if dict(_flatten(said)) == {**dict(_flatten(document.data)), **_under(wanted)} else None


def _place_for(
    data: Mapping[str, object], marks: Mapping[tuple[str | int, ...], tuple[int, int]], end: int
) -> tuple[int, list[str]]:
    """(number of the line, from 0, before which `at_least:` goes; the lines above its own keys)"""
    if isinstance(data.get("checks"), dict):
        return marks["?", "checks"][0], ["  at_least:"]
    return end, ["checks:", "  at_least:"]


def _under(counts: Mapping[str, int]) -> dict[tuple[str, ...], object]:
    return {(*_KEYS, key): count for key, count in counts.items()}


def _flatten(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """(keys, value) of everything that isn't keys itself."""
    if not isinstance(value, dict):
        yield path, value
        return
    for key, inner in value.items():
        yield from _flatten(inner, (*path, key))
