"""Addresses of the same thing elsewhere that two entries have."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, warning


def check_same_thing(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entity in corpus.entities:
        for number, address in enumerate(entity.same_as):
            other = seen.setdefault(address, entity.id)
            if other != entity.id:
                message = f"`{other}` is said to be the same as {address} too"
                hint = "one of the two is wrong, or the entries should be one: look at the page, and correct it"
                yield warning("same-thing", entity.source.place("same_as", number), message, hint)
