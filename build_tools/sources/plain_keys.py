"""Front matter of plain lines, as nearly every file has it, read without YAML; what a plain scalar of YAML means.

YAML's events take half as long again, some 17 µs a file: a fifth of a second where 12,000 notes are checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

KeyPath = tuple[str | int, ...]


def _scalar(end: str) -> str:
    """A pattern for a scalar. Unless it is in quotes, the characters `end`, `: ` and ` #` end it. Its groups are the
    text in double quotes, the text in single quotes, and the text without quotes, with the spaces after it.
    """
    return rf"""(?:"([^"\\]*+)"|'([^']*+)'|([^\W_][^:#{end}]*+(?:(?::(?=[^ {end}])|(?<! )\#)[^:#{end}]*+)*+))"""


_KEY = re.compile(r"([a-z_]+):(?: +(?=\S)|$)")
_VALUE = re.compile(rf"{_scalar('')} *")
_ENTRY = re.compile(r"( *)- +(?=\S)")
_INNER_KEY = re.compile(r"( +)([a-z_]+): +(?=\S)")
_ITEM = re.compile(_scalar(r",?\[\]{}"))
_LIST = re.compile(rf"\[ *{_ITEM.pattern}(?: *, *{_ITEM.pattern})* *\] *")
_PAIR = re.compile(rf"([a-z_]+)(: +){_ITEM.pattern}")
_PAIRS = re.compile(rf"\{{ *{_PAIR.pattern}(?: *, *{_PAIR.pattern})* *\}} *")
_resolve_tag: Callable[[type, str, tuple[bool, bool]], str] = yaml.resolver.Resolver().resolve


@dataclass(slots=True)
class PlainKeys:
    """What front matter holds, and where."""

    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Key path -> (line, column) of the value, and of the key under the path with "?" put before it."""


def read_plain_keys(lines: Sequence[str], first_line: int) -> PlainKeys | None:
    """Front matter of nothing but keys with a scalar, scalars in brackets, or a list or keys of such values on the
    lines below; None for any other, which is YAML's to read.
    """
    reader = _Reader(lines, first_line)
    try:
        while reader.at < len(lines):
            reader.read_key()
    except _UnlikeError:
        return None
    return reader.found if reader.found.data else None


class _UnlikeError(Exception):
    """A line isn't plain."""


class _Reader:
    """Goes down the lines; its methods raise _UnlikeError."""

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.lines, self.first_line = lines, first_line
        self.at = 0
        self.found = PlainKeys(marks={(): (first_line, 1)})

    def read_key(self) -> None:
        """A key, and its value here or below."""
        line = self.lines[self.at]
        match = _KEY.match(line)
        if match is None or match[1] in self.found.data:
            raise _UnlikeError
        self._mark(("?", match[1]), 0)
        if match.end() < len(line):
            value = self._read_value((match[1],), match.end())
        else:
            self.at += 1
            value = self._read_below(match[1])
        self.found.data[match[1]] = value

    def _read_below(self, key: str) -> list[Any] | dict[str, Any]:
        form = _ENTRY if self.at < len(self.lines) and _ENTRY.match(self.lines[self.at]) else _INNER_KEY
        values: dict[Any, Any] = {}
        indent = ""
        while self.at < len(self.lines) and (match := form.match(self.lines[self.at])):
            if not values:
                indent = match[1]
                self._mark((key,), len(indent))
            part = match[2] if form is _INNER_KEY else len(values)
            if match[1] != indent or part in values:
                raise _UnlikeError
            if form is _INNER_KEY:
                self._mark(("?", key, part), len(indent))
            values[part] = self._read_value((key, part), match.end())
        if not values:
            raise _UnlikeError
        return values if form is _INNER_KEY else list(values.values())

    def _read_value(self, path: KeyPath, start: int) -> Any:
        """What fills the rest of the line from `start` on; goes on to the next line."""
        line = self.lines[self.at]
        if not line.isprintable():
            raise _UnlikeError
        self._mark(path, start)
        value: Any
        if scalar := _VALUE.fullmatch(line, start):
            value = _value_of(*scalar.groups())
        elif _LIST.fullmatch(line, start):
            value = []
            for item in _ITEM.finditer(line, start + 1):
                self._mark((*path, len(value)), item.start())
                value.append(_value_of(*item.groups()))
        elif _PAIRS.fullmatch(line, start):
            value = {}
            for pair in _PAIR.finditer(line, start + 1):
                key, _, *forms = pair.groups()
                if key in value:
                    raise _UnlikeError
                self._mark(("?", *path, key), pair.start())
                self._mark((*path, key), pair.end(2))
                value[key] = _value_of(*forms)
        else:
            raise _UnlikeError
        self.at += 1
        return value

    def _mark(self, path: KeyPath, offset: int) -> None:
        self.found.marks[path] = (self.first_line + self.at, offset + 1)


def _value_of(double: str | None, single: str | None, plain: str | None) -> Any:
    """A scalar in double quotes, in single quotes or plain, whichever is there."""
    if plain is not None:
        return resolve(plain.rstrip(" "))
    return double if double is not None else single


def resolve(text: str) -> Any:
    """A plain scalar's value: a number, a truth value, nothing, or else text, which `010` and dates are too."""
    if (len(text) > 5 and text[0].isalpha()) or (text[4:5] == "-" and text[:4].isdigit()):  # no `false`; a date
        return text
    tag = _resolve_tag(yaml.ScalarNode, text, (True, False)).rsplit(":", 1)[-1]
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() in {"true", "yes", "on"}
    if tag == "int" and text.lstrip("+-").isdigit() and len(text) < 19 and not text.startswith(("0", "-0", "+0")):
        return int(text)
    if tag == "int" and text == "0":
        return 0
    if tag == "float" and any(c.isdigit() for c in text) and ":" not in text:
        return float(text.replace("_", ""))
    return text
