"""A problem is something a contributor can mend, told with its place and, where there is one, the fix."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

TOLD = 50
"""Problems of one code that are told of one file: whoever has more of them mends them all in the same way."""


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    path: str
    """POSIX path, relative to the project."""
    line: int
    """From 1; 0 where the problem is with the whole file."""
    column: int
    """From 1, in code points; 0 where the problem is with the whole line or file."""
    code: str
    """Stable kebab-case name of the rule, the name of its test case and its paragraph in docs/checks.md."""
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.severity}: {self.message}"


def error(code: str, place: tuple[str, int, int], message: str, hint: str = "") -> Problem:
    """A problem that fails the build; `place` is (path, line, column)."""
    return Problem(*place, code, Severity.ERROR, message, hint)


def warning(code: str, place: tuple[str, int, int], message: str, hint: str = "") -> Problem:
    """A problem that is shown but fails nothing by itself."""
    return Problem(*place, code, Severity.WARNING, message, hint)


def speak_for(problem: Problem, count: int) -> Problem:
    """The problem, saying how many more there are that aren't told."""
    return problem._replace(message=f"{problem.message} (and {count:,} more of this sort)") if count > 0 else problem


def first_of_each(problems: Sequence[Problem]) -> list[Problem]:
    """The problems in their order, of each code the first `TOLD` of a file, the last of these with the number left."""
    if len(problems) <= TOLD:
        return list(problems)
    counts = Counter((problem.path, problem.code) for problem in problems)
    if all(count <= TOLD for count in counts.values()):
        return list(problems)
    met: Counter[tuple[str, str]] = Counter()
    told = []
    for problem in problems:
        key = (problem.path, problem.code)
        met[key] += 1
        if met[key] == TOLD < counts[key]:
            told.append(speak_for(problem, counts[key] - TOLD))
        elif met[key] <= TOLD:
            told.append(problem)
    return told
