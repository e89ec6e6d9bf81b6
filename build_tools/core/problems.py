"""A problem is something that a contributor can fix, with its place and, if possible, a hint how to fix it."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

MAX_PER_FILE = 50
"""Report at most this many problems with the same code per file; the rest usually have the same fix."""


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    """What an editor decides. It stops no build, so that a pull request can be looked at on its site."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    path: str
    """POSIX path, relative to the project."""
    line: int
    """From 1; 0 if the problem is with the whole file."""
    column: int
    """From 1, in code points; 0 if the problem is with the whole line or file."""
    code: str
    """Stable kebab-case name of the rule, of its folder of test cases and of its section in docs/checks.md."""
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.severity}: {self.message}"


def error(code: str, place: tuple[str, int, int], message: str, hint: str = "") -> Problem:
    """A problem that fails the build; `place` is (path, line, column)."""
    return Problem(*place, code, Severity.ERROR, message, hint)


def warning(code: str, place: tuple[str, int, int], message: str, hint: str = "") -> Problem:
    """A problem that fails only a strict build; `place` is (path, line, column)."""
    return Problem(*place, code, Severity.WARNING, message, hint)


def notice(code: str, place: tuple[str, int, int], message: str, hint: str = "") -> Problem:
    """Where a text differs from what its corpus asks for; `place` is (path, line, column)."""
    return Problem(*place, code, Severity.NOTICE, message, hint)


def with_remaining_count(problem: Problem, count: int) -> Problem:
    """The problem with "(and N more like this)" appended to its message, unless `count` is 0 or less."""
    return replace(problem, message=f"{problem.message} (and {count:,} more like this)") if count > 0 else problem


def first_of_each(problems: Sequence[Problem]) -> list[Problem]:
    """The first `MAX_PER_FILE` problems of each code and file, in order; the last of them gives the number left out."""
    if len(problems) <= MAX_PER_FILE:
        return list(problems)
    counts = Counter((problem.path, problem.code) for problem in problems)
    if all(count <= MAX_PER_FILE for count in counts.values()):
        return list(problems)
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for problem in problems:
        key = (problem.path, problem.code)
        seen[key] += 1
        if seen[key] == MAX_PER_FILE < counts[key]:
            kept.append(with_remaining_count(problem, counts[key] - MAX_PER_FILE))
        elif seen[key] <= MAX_PER_FILE:
            kept.append(problem)
    return kept
