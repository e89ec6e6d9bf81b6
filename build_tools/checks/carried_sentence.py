"""Sentences of an original in copyright, carried into what is published.

The words of all originals at hand go into one table of runs of `RUN` words, and each text is read past it once: the
cost grows with the words, not with the pairs. Words are counted as the rest of the world would: letters and digits,
case set aside, whatever stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.checks.places import annotations_of, find_bodies
from build_tools.checks.rule import Context, Rule
from build_tools.model import RESTRICTED, AnnotatedArticle, Corpus, Place, Source
from build_tools.problems import Problem, error

RUN = 8
"""So many words in a row count as carried."""
_ARTICLE = ("title", "summary", "dateline", "publisher")
_ANNOTATION = ("exact", "prefix", "suffix", "contributor")
_ENTITY = ("name", "gloss")
_EVENT = ("title",)
_TITLES = frozenset({"title", "title-short", "container-title", "container-title-short", "collection-title"})
_WORD = re.compile(r"[^\W_]+")
Run = tuple[str, ...]
Value = tuple[Source, tuple[str | int, ...], str]
"""(source, keys, text) of a value."""
Runs = dict[Run, str]
"""A run of words -> slug of the article in whose original it stands."""


class Word(NamedTuple):
    """A word of a source text."""

    text: str
    block: int
    """Index of its block."""
    offset: int


def _check(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    yield from _find_long_quotes(corpus)
    runs = _collect_runs(corpus.articles)
    if not runs:
        return
    for body in find_bodies(corpus):
        for found, slug in _find_runs([block.text for block in body.blocks], runs):
            line, column = body.blocks[found[0].block].position(found[0].offset)
            yield _to_problem((body.path, line, column), found, slug)
    for source, keys, value in _find_values(corpus):
        for found, slug in _find_runs([value], runs):
            yield _to_problem(source.place(*keys), found, slug)


def _find_long_quotes(corpus: Corpus) -> Iterator[Problem]:
    """`original.exact` is the original's words by what it says, whether that is at hand or not."""
    for annotated in corpus.articles:
        if annotated.article.rights != RESTRICTED:
            continue
        for annotation in annotations_of(annotated):
            amount = sum(1 for _ in _WORD.finditer(annotation.original_exact))
            if amount >= RUN:
                message = f"{amount} words of the original are quoted here; fewer than {RUN} in a row may be"
                place = annotation.source.place("original", "exact")
                yield error("carried-sentence", place, message, "a few words are enough to find the place")


def _collect_runs(articles: Iterable[AnnotatedArticle]) -> Runs:
    runs: Runs = {}
    for annotated in articles:
        article = annotated.article
        if article.original_blocks and article.rights == RESTRICTED:
            texts = [block.text for block in article.original_blocks]
            runs |= dict.fromkeys(_runs_of(_folded_words(texts)), article.slug)
    return runs


def _folded_words(texts: Iterable[str]) -> list[str]:
    """The words of several texts as of one: a run may go over the end of a block."""
    return [word.casefold() for text in texts for word in _WORD.findall(text)]


def _runs_of(words: list[str]) -> Iterator[Run]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def _find_runs(texts: list[str], runs: Runs) -> Iterator[tuple[list[Word], str]]:
    """Each run that is carried, at its full length, and the slug of its article."""
    folded = _folded_words(texts)
    if runs.keys().isdisjoint(_runs_of(folded)):  # nearly always; the loop below takes five times as long
        return
    words = [Word(m[0], number, m.start()) for number, text in enumerate(texts) for m in _WORD.finditer(text)]
    start = end = 0
    slug = ""
    for i, run in enumerate(_runs_of(folded)):
        if run not in runs:
            continue
        if end and i > end - RUN + 1:
            yield words[start:end], slug
            end = 0
        if not end:
            start, slug = i, runs[run]
        end = i + RUN
    yield words[start:end], slug


def _find_values(corpus: Corpus) -> Iterator[Value]:
    """Whatever of front matter and references may hold a phrase, but for titles of works: they are names."""
    for annotated in corpus.articles:
        article = annotated.article
        yield from _find_texts(article.source, _ARTICLE, article)
        yield from ((article.source, ("author", i), author) for i, author in enumerate(article.author))
        for annotation in annotations_of(annotated):
            yield from _find_texts(annotation.source, _ANNOTATION, annotation)
    for entity in corpus.entities:
        yield from _find_texts(entity.source, _ENTITY, entity)
        yield from ((entity.source, ("aliases", i), alias.name) for i, alias in enumerate(entity.aliases))
    for event in corpus.events:
        yield from _find_texts(event.source, _EVENT, event)
    for reference in corpus.references:
        for key, value in reference.data.items():
            if key not in _TITLES:
                yield from ((reference.source, (key,), text) for text in _find_strings(value))


def _find_texts(source: Source, keys: Iterable[str], holder: object) -> Iterator[Value]:
    for key in keys:
        yield source, (key,), getattr(holder, key)
    for i, (_, reason) in enumerate(source.ignores):
        yield source, ("ignore", i, "reason"), reason


def _find_strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _find_strings(held)
    elif isinstance(value, Sequence):
        for held in value:
            yield from _find_strings(held)


def _to_problem(place: Place, found: list[Word], slug: str) -> Problem:
    shown = " ".join(word.text for word in found)
    shown = shown if len(shown) <= 100 else shown[:99] + "…"
    message = f"{len(found)} words stand like this in the original of `{slug}`: “{shown}”"
    return error("carried-sentence", place, message, "say it in other words: the original is in copyright")


RULE = Rule("carried-sentence", "No sentence of an original in copyright is carried into the corpus", _check)
