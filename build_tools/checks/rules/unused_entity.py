"""Glossary entries that no text names or links to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, warning
from build_tools.corpus.documents import Document, find_links


def check_unused_entity(corpus: Corpus, context: Context) -> Iterator[Problem]:
    if context.has_unread_texts:
        return  # the texts that name it may be the ones that can't be read
    used = _find_used(corpus, context.documents)
    for entity in corpus.entities:
        if entity.id not in used:
            hint = "add the spelling that the texts use to `aliases:`, or delete the file"
            message = f"no text names `{entity.id}`, and no entry has it under `see_also:`"
            yield warning("unused-entity", entity.source.place("name"), message, hint)


def _find_used(corpus: Corpus, documents: Iterable[Document]) -> set[str]:
    used = {link.href.removeprefix("entity:") for link in find_links(documents, "entity:")}
    for annotated in corpus.articles:
        used.update(mention.entity for mention in annotated.mentions)
        used.update(name[2] for blocks in annotated.note_names.values() for names in blocks for name in names)
    used.update(name[2] for blocks in corpus.description_names.values() for names in blocks for name in names)
    used.update(name[2] for blocks in corpus.event_names.values() for names in blocks for name in names)
    used.update(entity for event in corpus.events for entity in event.entities)
    for entity in corpus.entities:
        used.update(other for other in entity.see_also if other != entity.id)
    return used
