"""Compare two corpora: find what differs for readers."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.changes.links import compare_links
from build_tools.changes.mentions import compare_mentions
from build_tools.changes.pages import compare_pages
from build_tools.changes.records import (
    compare_records,
    record_of_home,
    record_of_settings,
    records_of_articles,
    records_of_entities,
    records_of_events,
    records_of_references,
)
from build_tools.changes.texts import Texts
from build_tools.changes.values import Changes
from build_tools.core.model import Corpus
from build_tools.sources.hand_written import HandWritten


def compare(
    before: Corpus, after: Corpus, pages_before: Sequence[HandWritten] = (), pages_after: Sequence[HandWritten] = ()
) -> Changes:
    """Everything that differs, including hand-written pages, sorted by article and id."""
    old, new = ({a.slug: a for a in corpus.articles} for corpus in (before, after))
    texts = [Texts(slug, old.get(slug), new.get(slug)) for slug in sorted(old.keys() | new.keys())]
    names = {entity.id: entity.name for entity in (*before.entities, *after.entities)}
    return Changes(
        notes=tuple(change for text in texts for change in text.compare_notes()),
        entities=compare_records(records_of_entities(before), records_of_entities(after)),
        mentions=compare_mentions(texts, names),
        paragraphs=tuple(change for text in texts for change in text.compare_paragraphs()),
        articles=compare_records(records_of_articles(before), records_of_articles(after)),
        events=compare_records(records_of_events(before), records_of_events(after)),
        references=compare_records(records_of_references(before), records_of_references(after)),
        home=compare_records([record_of_home(before)], [record_of_home(after)]),
        settings=compare_records([record_of_settings(before)], [record_of_settings(after)]),
        pages=compare_pages(pages_before, pages_after),
        links=compare_links(before, after, pages_before, pages_after),
    )
