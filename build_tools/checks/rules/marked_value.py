"""Titles, names, short forms and other plain text with Markdown or HTML in it, which readers would see as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus, Source
from build_tools.core.problems import Problem, warning
from build_tools.corpus.documents import annotations_of
from build_tools.text.excerpts import shortened

_MARKUP = re.compile(
    r"(?<![\w*])(?P<mark>\*{1,3}|_{1,3}|`+|~~|==)(?=[^\s*_`~=])(?P<words>[^*_`~=]*[^\s*_`~=])(?P=mark)(?![\w*])"
    r"|\[(?P<linked>[^\[\]]+)\]\([^()\s]+\)"
    r"|<(?P<tag>[a-z][a-z0-9]*)(?: [^<>]*)?>(?P<inside>[^<>]*)</(?P=tag)>"
)


def check_marked_value(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        article = annotated.article
        for key in ("title", "summary", "publisher", "dateline"):
            yield from _check(article.source, (key,), getattr(article, key))
        if article.original:
            yield from _check(article.source, ("original", "title"), article.original.title)
        for annotation in annotations_of(annotated):
            yield from _check(annotation.source, ("short",), annotation.short)
    for entity in corpus.entities:
        yield from _check(entity.source, ("name",), entity.name)
        yield from _check(entity.source, ("gloss",), entity.gloss)
        for number, alias in enumerate(entity.aliases):
            yield from _check(entity.source, ("aliases", number), alias.name)
    for event in corpus.events:
        yield from _check(event.source, ("title",), event.title)


def _check(source: Source, keys: tuple[str | int, ...], value: str) -> Iterator[Problem]:
    if found := _MARKUP.search(value):
        words = found["words"] or found["linked"] or found["inside"] or ""
        name = next(key for key in reversed(keys) if isinstance(key, str))
        message = f"readers will see the marks in `{shortened(found[0], 60)}`: `{name}` is plain text"
        yield warning("marked-value", source.place(*keys), message, f"write the words alone: {shortened(words, 60)}")
