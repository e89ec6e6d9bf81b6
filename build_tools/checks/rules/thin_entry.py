"""Glossary entries with less, or more, than the corpus asks for."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.corpus_settings import EntryDemands
from build_tools.core.model import Corpus, Entity
from build_tools.core.problems import Problem, notice
from build_tools.text.words import count_of, count_words


def check_thin_entry(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    demands = corpus.settings.checks.each_entry
    for entity in corpus.entities:
        for key, lack in _find_lacks(entity, demands):
            hint = "an editor can help; entries that are right as they are say so under `ignore:`"
            yield notice("thin-entry", entity.source.place(key), lack, hint)


def _find_lacks(entity: Entity, demands: EntryDemands) -> Iterator[tuple[str, str]]:
    """(key to point at, what is lacking)"""
    words = sum(count_words(block.text) for block in entity.description) if demands.words else 0
    if demands.words and not demands.words.fits(words):
        yield "name", f"the description has {count_of(words, 'word')}; this corpus asks for {demands.words}"
    if not demands.see_also.fits(len(entity.see_also)):
        entries = count_of(len(entity.see_also), "entry", "entries")
        yield "see_also", f"the entry has {entries} under `see_also:`; this corpus asks for {demands.see_also}"
    if entity.kind in demands.coordinates and not entity.coordinates:
        yield "kind", f"an entry of the kind `{entity.kind}` has `coordinates:` in this corpus"
    if entity.kind in demands.dates and not entity.dates:
        yield "kind", f"an entry of the kind `{entity.kind}` has `dates:` in this corpus"
