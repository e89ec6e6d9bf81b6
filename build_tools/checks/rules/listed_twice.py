"""Ids that are twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus, Source
from build_tools.core.problems import Problem, warning
from build_tools.corpus.documents import find_ordered


def check_listed_twice(corpus: Corpus, context: Context) -> Iterator[Problem]:
    for document in context.documents:
        yield from _check_list(document.source, "cites", document.cites)
    for entity in corpus.entities:
        yield from _check_list(entity.source, "see_also", entity.see_also)
        yield from _check_list(entity.source, "same_as", entity.same_as)
    for event in corpus.events:
        yield from _check_list(event.source, "entities", event.entities)
        yield from _check_list(event.source, "passages", event.passages)
    yield from _check_order(corpus)


def _check_order(corpus: Corpus) -> Iterator[Problem]:
    seen: set[str] = set()
    for link in find_ordered(corpus):
        slug = link.href.removeprefix("article:")
        if slug in seen:
            yield warning("listed-twice", link.place, f"`{slug}` is twice under `order`", "delete one of the two")
        seen.add(slug)


def _check_list(source: Source, key: str, ids: tuple[str, ...]) -> Iterator[Problem]:
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for number, listed in enumerate(ids):
        if listed in seen:
            message = f"`{listed}` is twice under `{key}`"
            yield warning("listed-twice", source.place(key, number), message, "delete one of the two")
        seen.add(listed)
