"""Front matter and references: key by key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.changes.difference import is_typographic, show_difference
from build_tools.changes.values import TYPOGRAPHIC, Detail, RecordChange, What
from build_tools.model import Block, Corpus


@dataclass(frozen=True, slots=True)
class Record:
    id: str
    name: str
    fields: Mapping[str, str]
    """Key -> value as text."""


def compare_records(before: Iterable[Record], after: Iterable[Record]) -> tuple[RecordChange, ...]:
    old, new = ({record.id: record for record in side} for side in (before, after))
    changes = []
    for identifier in sorted(old.keys() | new.keys()):
        was, now = old.get(identifier), new.get(identifier)
        if was and now:
            if details := tuple(find_differences(was.fields, now.fields)):
                changes.append(RecordChange(What.CHANGED, identifier, now.name, details))
        elif record := now or was:
            changes.append(RecordChange(What.ADDED if now else What.REMOVED, identifier, record.name))
    return tuple(changes)


def records_of_articles(corpus: Corpus) -> Iterator[Record]:
    for annotated in corpus.articles:
        a = annotated.article
        rules = [
            f"{m.exact} = {m.entity or 'none'}" + (f" (¶ {m.paragraph})" if m.paragraph else "") for m in a.mentions
        ]
        yield Record(
            a.slug,
            a.title,
            {
                "title": a.title,
                "summary": a.summary,
                "author": ", ".join(a.author),
                "publisher": a.publisher,
                "dateline": a.dateline,
                "published": a.published,
                "language": a.language,
                "url": a.url,
                "rights": a.rights,
                "edition": a.edition.value,
                "mentions": ", ".join(rules),
            },
        )


def records_of_entities(corpus: Corpus) -> Iterator[Record]:
    for e in corpus.entities:
        aliases = [alias.name + (f" ({alias.lang})" if alias.lang else "") for alias in e.aliases]
        yield Record(
            e.id,
            e.name,
            {
                "name": e.name,
                "kind": e.kind.value,
                "aliases": "\n".join(aliases),
                "gloss": e.gloss,
                "coordinates": "{}, {}".format(*e.coordinates) if e.coordinates else "",
                "dates": e.dates,
                "see_also": ", ".join(e.see_also),
                "cites": ", ".join(e.cites),
                "description": text_of(e.description),
            },
        )


def records_of_events(corpus: Corpus) -> Iterator[Record]:
    for e in corpus.events:
        lists = {"entities": e.entities, "passages": e.passages, "cites": e.cites}
        joined = {key: ", ".join(values) for key, values in lists.items()}
        yield Record(e.id, e.title, {"title": e.title, "date": e.date, **joined, "text": text_of(e.body)})


def records_of_references(corpus: Corpus) -> Iterator[Record]:
    for r in corpus.references:
        shown = json.dumps(r.data, ensure_ascii=False, sort_keys=True)
        yield Record(r.id, str(r.data.get("title") or r.id), {"reference": shown})


def find_differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Detail]:
    for key, old in before.items():
        if old != after[key]:
            yield show_detail(key, old, after[key])


def show_detail(key: str, before: str, after: str) -> Detail:
    if not before or not after:
        return Detail(key, before, after)
    if is_typographic(before, after):
        return Detail(key, TYPOGRAPHIC, TYPOGRAPHIC)
    return Detail(key, *show_difference(before, after))


def text_of(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)
