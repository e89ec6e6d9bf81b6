"""Ids of glossary entries that don't exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.rule import Context
from build_tools.core.folders import GLOSSARY
from build_tools.core.model import Corpus, Place
from build_tools.core.problems import Problem, error
from build_tools.corpus.documents import Document, find_links
from build_tools.text.likeness import Nearest


def check_unknown_entity(corpus: Corpus, context: Context) -> Iterator[Problem]:
    ids = {entity.id for entity in corpus.entities}
    known = ids | context.unread_ids(GLOSSARY)
    nearest = Nearest(ids)
    for entity, place in _find_named(corpus, context.documents):
        if entity not in known:
            hint = nearest.hint(entity, f"write {GLOSSARY}/{entity}.md, or name an existing entry")
            yield error("unknown-entity", place, f"the glossary has no entry `{entity}`", hint)


def _find_named(corpus: Corpus, documents: Iterable[Document]) -> Iterator[tuple[str, Place]]:
    """(id, place) for each place that names an entity by its id."""
    for entity in corpus.entities:
        for number, other in enumerate(entity.see_also):
            yield other, entity.source.place("see_also", number)
    for annotated in corpus.articles:
        article = annotated.article
        for number, rule in enumerate(article.mentions):
            if rule.entity is not None:
                yield rule.entity, article.source.place("mentions", number, "entity")
    for event in corpus.events:
        for number, entity_id in enumerate(event.entities):
            yield entity_id, event.source.place("entities", number)
    for link in find_links(documents, "entity:"):
        yield link.href.removeprefix("entity:"), link.place
