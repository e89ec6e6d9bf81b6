"""Ids that are names of the site's own pages."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error

RESERVED = frozenset({"index"})


def check_reserved_name(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        if annotated.slug in RESERVED:
            yield _to_problem(annotated.article.source.path, annotated.slug, "the list of articles", "folder")
    for entity in corpus.entities:
        if entity.id in RESERVED:
            yield _to_problem(entity.source.path, entity.id, "the glossary's list", "file")


def _to_problem(path: str, name: str, owner: str, what: str) -> Problem:
    message = f"the name `{name}` belongs to the page with {owner}"
    return error("reserved-name", (path, 0, 0), message, f"give the {what} another name")
