"""References with the same id."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus, Place
from build_tools.core.problems import Problem, error


def check_duplicate_id(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for reference in sorted(corpus.references, key=lambda r: r.source.place()):
        place = reference.source.place()
        if reference.id in first:
            path, line, _ = first[reference.id]
            message = f"there is already a reference `{reference.id}` in {path}, line {line}"
            yield error("duplicate-id", place, message, "delete one of the two, or give one another id")
        else:
            first[reference.id] = place
