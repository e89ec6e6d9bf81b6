"""A source file's bytes -> its front matter with the place of every value, and its body.

YAML is read event by event (libyaml's scanner), not composed: the composer of PyYAML's C loader
recurses without a limit and kills the process on `[[[[…` (tried with libyaml 0.2.5).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from build_tools.core.model import Place
from build_tools.core.problems import MAX_PER_FILE, Problem, error, first_of_each, warning, with_remaining_count
from build_tools.sources.plain_keys import KeyPath, read_plain_keys, resolve
from build_tools.sources.schema import holds_prose
from build_tools.sources.yaml_faults import (
    PUT_QUOTES,
    REPORTED_AT_THE_START,
    UNEVEN_ITEM,
    explain_fault,
    say_no_end,
    say_no_start,
)
from build_tools.text.characters import control_characters
from build_tools.text.directions import find_direction_faults, has_direction_mark, say_direction_fault
from build_tools.text.file_formats import FileFormat, recognise_format

_MAX_DEPTH = 20
_MAX_VALUES = 20_000
_LINE_ENDS = {0x2028: " ", 0x2029: " "}
"""YAML ends a line at these, and nothing else does: its line numbers would differ from the file's."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """One source file, taken apart."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    """The front matter: dicts, lists, str, int, float, bool, None. Dates stay strings."""
    marks: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Key path -> (line, column) of the value, and of the key under the path with "?" put before it."""
    body: str = ""
    body_line: int = 1
    lines: list[str] = field(default_factory=list)
    name: str = "the front matter"
    """What its keys are in, in words."""
    is_faulty: bool = False
    """Whether some keys can't be used, and the values made of the others have stand-ins."""

    def place(self, path: KeyPath) -> Place:
        while path and path not in self.marks:
            path = path[:-1]
        return (self.path, *self.marks.get(path, (1, 1)))

    def rename(self, names: Mapping[str, str]) -> None:
        """Give keys other names; old name -> new name."""
        self.data = {names.get(key, key): value for key, value in self.data.items()}
        self.marks = {_rename(path, names): place for path, place in self.marks.items()}

    def key_place(self, path: KeyPath) -> Place:
        """Where the key itself is, not its value."""
        return (self.path, *self.marks[("?", *path)]) if ("?", *path) in self.marks else self.place(path)


def _rename(path: KeyPath, names: Mapping[str, str]) -> KeyPath:
    """The path with another name for its first key, which may have a "?" before it."""
    if path[:1] == ("?",):
        return ("?", *_rename(path[1:], names))
    return (names.get(str(path[0]), path[0]), *path[1:]) if path else path


class _StopError(Exception):
    """Ends the reading of one front matter with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def decode(path: str, raw: bytes) -> tuple[str, list[Problem]]:
    """Text of a file with "\\n" line ends; UTF-16 is a problem, and bytes that are neither become U+FFFD and one."""
    if encoding := _find_utf_16(raw):
        message = "the file is in UTF-16, which some editors call “Unicode”, not in UTF-8"
        text = raw.decode(encoding, "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return text, [error("bad-encoding", (path, 1, 1), message, _SAVE_AS_UTF_8)]
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as exc:
        before = raw[: exc.start].decode("utf-8", "replace")
        place = (path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = f"the file isn't in UTF-8: byte 0x{raw[exc.start]:02x} is here"
        return raw.decode("utf-8", "replace"), [error("bad-encoding", place, message, _SAVE_AS_UTF_8)]


_SAVE_AS_UTF_8 = "save it as UTF-8; most editors ask for it under “Save as”"


def _find_utf_16(raw: bytes) -> str:
    """Which UTF-16 a file is in, by the mark at its head, or its first two characters if they are in ASCII; or ""."""
    zeros = [byte == 0 for byte in raw[:4]]
    if raw.startswith(codecs.BOM_UTF16_LE) or zeros == [False, True, False, True]:
        return "utf-16-le"
    if raw.startswith(codecs.BOM_UTF16_BE) or zeros == [True, False, True, False]:
        return "utf-16-be"
    return ""


def parse_document(path: str, raw: bytes) -> tuple[Document, list[Problem]]:
    """Take a file apart; whatever bytes it holds, a `Document` comes back."""
    if found := recognise_format(raw, is_markdown=True):
        return Document(path, lines=raw.decode("utf-8", "replace").split("\n")), [say_other_format(path, found)]
    text, problems = decode(path, raw)
    start, end = _fences(text.split("\n"))
    problems += find_conflicts(path, text)
    text, controls = find_controls(path, text, 1)
    problems += controls
    document = Document(path, lines=text.split("\n"))
    if start is None:
        document.body = text
        return document, [*problems, error("no-front-matter", (path, 1, 1), *say_no_start(document.lines))]
    if end is None:
        number, message, hint = say_no_end(document.lines)
        return document, [*problems, error("no-front-matter", (path, number, 1), message, hint)]
    if has_direction_mark(text):
        for number, line in enumerate(document.lines[: end + 1], 1):
            problems += find_direction_marks(path, line, number)
    document.body = "\n".join(document.lines[end + 1 :])
    document.body_line = min(end + 2, len(document.lines))  # the last line may have no end
    if plain := read_plain_keys(document.lines[start + 1 : end], start + 2):
        document.data, document.marks = plain.data, plain.marks
        return document, problems
    front = "\n".join(document.lines[start + 1 : end]) + "\n"
    try:
        _read_yaml(document, front, start + 1, problems)
    except _StopError as stop:
        problems = [p for p in problems if (p.code, p.line) != ("cut-value", stop.problem.line)]  # said more exactly
        problems.append(stop.problem)
    return document, problems


def say_other_format(path: str, found: FileFormat) -> Problem:
    return error("other-format", (path, 1, 1), f"the file is {found.name}, not text", found.hint)


_CONFLICT = re.compile(r"^[ \t]*(?:(<{7,}|>{7,})(?:[ \t].*)?|(\|{7,}|={7,})(?:[ \t].*)?)$", re.MULTILINE)
"""The first two end the versions; the others are between them."""
_MARKS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")


def find_conflicts(path: str, text: str) -> list[Problem]:
    """A problem for each mark that an unfinished merge leaves; readers would see it, and perhaps both versions."""
    if not any(mark in text for mark in _MARKS):
        return []
    marks = list(_CONFLICT.finditer(text))
    lengths = {len(mark[1]) for mark in marks if mark[1]}
    message = "a merge left this mark: two versions of the text are here"
    hint = "keep one version and delete the marks"
    if path.endswith(".md"):
        hint += ", or put a `\\` before it if it is meant"
    problems = []
    for mark in marks:
        if mark[1] or (len(mark[2]) in lengths if lengths else _is_left_alone(text, mark)):
            start = mark.start(mark.lastindex or 0)
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            problems.append(error("conflict-mark", (path, line, column), message, hint))
    return problems


def _is_left_alone(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark between the versions was meant as one, though those that end them are gone.

    Seven `=` may underline a heading, unless a blank line is before them.
    """
    return (mark[0] == "=======" and text[: mark.start()].endswith("\n\n")) or mark[0].startswith("||||||| ")


def parse_settings(path: str, raw: bytes) -> tuple[Document, list[Problem]]:
    """A file that is all keys, without a body; whatever bytes it holds, a `Document` comes back."""
    text, problems = decode(path, raw)
    problems += find_conflicts(path, text)
    text, controls = find_controls(path, text, 1)
    problems += controls
    document = Document(path, lines=text.split("\n"), name="the file")
    for number, line in enumerate(document.lines, 1):
        problems += find_direction_marks(path, line, number)
    try:
        _read_yaml(document, text, 0, problems)
    except _StopError as stop:
        problems.append(stop.problem)
    return document, problems


def find_controls(path: str, text: str, first_line: int) -> tuple[str, list[Problem]]:
    """`text` with U+FFFD for each control character, and a problem for each of the first `MAX_PER_FILE`."""
    offsets = control_characters(text)
    if not offsets:
        return text, []
    problems = []
    for offset in offsets[:MAX_PER_FILE]:  # a film saved as a text has millions
        line, column = text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)
        place = (path, first_line + line, column + 1)
        message = f"an invisible control character (U+{ord(text[offset]):04X}) is here"
        problems.append(error("control-character", place, message, "delete it"))
    problems[-1] = with_remaining_count(problems[-1], len(offsets) - MAX_PER_FILE)
    drop = frozenset(offsets)
    return "".join("\ufffd" if i in drop else c for i, c in enumerate(text)), problems


def find_direction_marks(path: str, text: str, first_line: int = 1) -> list[Problem]:
    """A problem for each character that turns the direction of a text beyond its paragraph, or reverses letters."""
    if not has_direction_mark(text):
        return []
    problems, line = [], first_line
    for part in re.split(r"(\n[ \t]*(?=\n))", text):
        for offset in find_direction_faults(part):
            at = (line + part.count("\n", 0, offset), offset - part.rfind("\n", 0, offset))
            problems.append(error("direction-mark", (path, *at), *say_direction_fault(part[offset])))
        line += part.count("\n")
    return first_of_each(problems)


def _fences(lines: list[str]) -> tuple[int | None, int | None]:
    if not lines or lines[0].rstrip() != "---":
        return None, None
    return 0, next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)


def read_events(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML text, whose marks have the file's line numbers; reading on may raise yaml.YAMLError."""
    return iter(yaml.parse(text.translate(_LINE_ENDS), Loader=_Loader))


def _read_yaml(document: Document, text: str, offset: int, problems: list[Problem]) -> None:
    reader = _YamlReader(document, offset, problems)
    try:
        data = reader.read(read_events(text))
    except yaml.MarkedYAMLError as exc:
        raise _StopError(_to_problem(document, exc, offset)) from None
    except yaml.reader.ReaderError as exc:  # it counts bytes, so the column isn't known
        place = (document.path, offset + 1, 1)
        raise _StopError(error("bad-yaml", place, f"YAML can't have this character: {exc.reason}")) from None
    if data is None:
        return
    if not isinstance(data, dict):
        place = (document.path, offset + 1, 1)
        raise _StopError(error("bad-yaml", place, f"{document.name} must be lines of `key: value`"))
    document.data = data


def _to_problem(document: Document, exc: yaml.MarkedYAMLError, offset: int) -> Problem:
    problem = exc.problem or ""
    mark = (exc.context_mark if problem in REPORTED_AT_THE_START else None) or exc.problem_mark
    line, column = (min(offset + mark.line, len(document.lines) - 1), mark.column) if mark else (offset, 0)
    message, hint, at = explain_fault(problem, document.lines, line, column)
    return error("bad-yaml", (document.path, at[0] + 1, at[1] + 1), message, hint)


class _YamlReader:
    """Builds plain values from YAML events, noting where each began."""

    def __init__(self, document: Document, offset: int, problems: list[Problem]) -> None:
        self.document, self.offset, self.problems = document, offset, problems
        self.count = 0

    def read(self, events: Iterator[yaml.Event]) -> Any:
        self.events = events
        for event in events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return None
            value = self._value(event, (), 0)
            for _ in events:  # what follows is an error of syntax, and raised as such
                pass
            return value
        return None

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None
        return (self.offset + mark.line + 1, mark.column + 1)

    def _stop(self, event: yaml.Event, message: str, hint: str = "") -> _StopError:
        return _StopError(error("bad-yaml", (self.document.path, *self._place(event)), message, hint))

    def _value(self, event: yaml.Event, path: KeyPath, depth: int) -> Any:
        self.count += 1
        if depth > _MAX_DEPTH or self.count > _MAX_VALUES:
            message = f"more than {_MAX_DEPTH} lists within each other" if depth > _MAX_DEPTH else "too many values"
            raise self._stop(event, f"{message} can't be read", "is a bracket opened by mistake?")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._stop(event, "a value can't begin with `&` or `*`", PUT_QUOTES)
        self.document.marks[path] = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            self._check_end(event, path)
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        raise self._stop(event, f"{self.document.name} can have only one set of keys")

    def _sequence(self, path: KeyPath, depth: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values)), depth + 1))
        return values

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(event, "a key must be a word", PUT_QUOTES)
            key, place = event.value, self._place(event)
            known = key in values
            value = self._value(next(self.events), (*path, key), depth + 1)
            if known:
                hint = "delete one of the two"
                where = (self.document.path, *place)
                self.problems.append(error("duplicate-key", where, f"the key `{key}` is here twice", hint))
                continue
            self.document.marks["?", *path, key] = place
            values[key] = value
        return values

    def _check_end(self, event: yaml.ScalarEvent, path: KeyPath) -> None:
        """Problems where a value without quotes ends at a `#`, or goes on in what seems another item."""
        start, end = event.start_mark, event.end_mark
        if not event.value or event.style or event.tag or start is None or end is None:
            return
        lines = self.document.lines
        number, column = self.offset + end.line, end.column
        if not lines[number][column:].strip() and number + 1 < len(lines):  # its next line may begin with a `#`
            number, column = number + 1, 0
        rest = lines[number][column:]
        at = len(rest) - len(rest.lstrip(" \t"))
        least = 0 if column else _indent(lines[self.offset + start.line])
        if rest[at : at + 1] == "#" and at > least and holds_prose(path):
            message = f"the value ends before `{rest.strip()[:60]}`: a `#` after a space begins a comment"
            hint = "put quotes around the whole value, or move the comment to a line of its own"
            place = (self.document.path, number + 1, column + at + 1)
            self.problems.append(warning("cut-value", place, message, hint))
        for number in range(self.offset + start.line + 1, self.offset + end.line + 1):
            if lines[number].lstrip(" ").startswith("- ") and path and isinstance(path[-1], int):
                place = (self.document.path, number + 1, len(lines[number]) - len(lines[number].lstrip(" ")) + 1)
                self.problems.append(error("bad-yaml", place, *UNEVEN_ITEM))

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.tag and event.tag not in {"!", "tag:yaml.org,2002:str"}:
            raise self._stop(event, f"tags such as `{event.tag}` can't be used here", PUT_QUOTES)
        if not event.implicit[0] or event.tag:
            return event.value
        return resolve(event.value)


def _indent(line: str) -> int:
    """How many spaces or tabs it begins with."""
    return len(line) - len(line.lstrip(" \t"))
