"""Glossary entries that refer to themselves."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus, Entity, Place
from build_tools.core.problems import Problem, warning


def check_self_reference(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for entity in corpus.entities:
        for place in _find_own(entity):
            yield warning(
                "self-reference", place, f"`{entity.id}` refers to itself", "delete it, or name another entry"
            )


def _find_own(entity: Entity) -> Iterator[Place]:
    for number, other in enumerate(entity.see_also):
        if other == entity.id:
            yield entity.source.place("see_also", number)
    for block in entity.description:
        for link in block.links:
            if link.href == f"entity:{entity.id}":
                yield (entity.source.path, *block.position(link.start))
