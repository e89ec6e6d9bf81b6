"""Problems as text for people, as JSON for programs, and as commands for GitHub, which shows them beside the lines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from build_tools.core.files import read_inside
from build_tools.core.problems import Problem, Severity
from build_tools.sources.front_matter import decode
from build_tools.text.excerpts import ellipses
from build_tools.text.terminal import columns, shown

_WIDTH = 100
"""At most this many code points of a source line are shown; a whole paragraph of an article is one line."""
_BEFORE = 50
"""This many of them are before the column of the problem, if the line is cut."""
_INDENT = "    "


def format_problems(problems: Sequence[Problem], root: Path, style: str = "text", *, prefix: str = "") -> str:
    """All problems of the project at `root`; `style` is text, json or github.

    `prefix` is the project's folder in its repository, with a slash after it; GitHub needs it before each path.
    """
    if style == "json":
        return format_json(problems)
    return format_github(problems, prefix) if style == "github" else format_text(problems, root)


def format_text(problems: Sequence[Problem], root: Path, held: Mapping[str, Sequence[str]] | None = None) -> str:
    """For each problem `path:line:column: code severity: message`, the line with a caret and the hint; then the counts.

    `held` is path -> lines, for files that aren't read from disk.
    """
    held = held or {}
    read_lines = lru_cache(maxsize=1)(_read_lines)  # problems come sorted by path
    parts = []
    for problem in problems:
        lines = (held.get(problem.path) or read_lines(root, problem.path)) if problem.line else []
        parts.append(_format_problem(problem, lines[problem.line - 1] if problem.line <= len(lines) and lines else ""))
    return "\n".join([*parts, summarise(problems)])


def format_json(problems: Sequence[Problem]) -> str:
    """A JSON list of objects with the fields of `Problem`, in ASCII, so that nothing can steer a terminal."""
    return json.dumps([asdict(problem) for problem in problems], indent=2)


def format_github(problems: Sequence[Problem], prefix: str = "") -> str:
    """Workflow commands. https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    return "\n".join(_format_command(problem, prefix) for problem in problems)


def summarise(problems: Iterable[Problem]) -> str:
    """The counts, such as "3 errors, 1 warning", or "no problems"."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity) for severity in Severity]
    return ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in counts if n) or "no problems"


def _read_lines(root: Path, path: str) -> list[str]:
    """The lines of a file, split as for the line numbers of its problems; none if it can't be read."""
    try:
        return decode(path, read_inside(root, path))[0].split("\n")
    except (OSError, ValueError):
        return []


def _format_problem(problem: Problem, source: str) -> str:
    # Editors and terminals make path:line:column a link only if both numbers are given and count from 1.
    place = f"{problem.path}:{max(problem.line, 1)}:{max(problem.column, 1)}"
    lines = [shown(f"{place}: {problem.code} {problem.severity}: {problem.message}")]
    if source.strip():
        lines += _format_source(source, problem.column)
    if problem.hint:
        lines.append(shown(f"  hint: {problem.hint}"))
    return "\n".join(lines) + "\n"


def _format_source(source: str, column: int) -> Iterator[str]:
    """A line of a file, and a caret under the code point `column`, from 1; no caret for 0."""
    at = min(column - 1, len(source)) if column else 0
    start = _find_start(source, at)
    end = start + _WIDTH
    left, right = ellipses(source, start, end)
    yield f"{_INDENT}{left}{shown(source[start:end])}{right}".rstrip()
    if column:
        yield _INDENT + " " * (len(left) + columns(shown(source[start:at]))) + "^"


def _find_start(source: str, at: int) -> int:
    """Where the shown piece of a line begins: never at a combining mark, which belongs to the letter before it."""
    if len(source) <= _WIDTH:
        return 0
    start = max(min(at - _BEFORE, len(source) - _WIDTH), 0)
    while 0 < start < at and unicodedata.combining(source[start]):
        start += 1
    return start


def _format_command(problem: Problem, prefix: str) -> str:
    fields = {"file": prefix + problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    shown_fields = ",".join(f"{key}={_escape_property(str(value))}" for key, value in fields.items() if value)
    text = "\n".join(filter(None, [shown(problem.message), problem.hint and shown(f"hint: {problem.hint}")]))
    return f"::{problem.severity} {shown_fields}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(shown(text)).replace(":", "%3A").replace(",", "%2C")
