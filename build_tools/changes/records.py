"""Compare front matter, references, the home page and the settings, key by key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from build_tools.changes.fields import Exact, fields_of, find_differences, joined, pair_named
from build_tools.changes.prose import compare_prose
from build_tools.changes.values import AliasChange, Detail, RecordChange, What
from build_tools.core.corpus_settings import Bounds, Part
from build_tools.core.kinds import Kind
from build_tools.core.model import Alias, Block, Corpus
from build_tools.text.csl_markup import plain


@dataclass(frozen=True, slots=True)
class Record:
    id: str
    name: str
    fields: Mapping[str, str]
    """Key -> value as text."""
    text: tuple[Block, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    """(name, its language and whether case counts, as text), in order."""


def compare_records(before: Iterable[Record], after: Iterable[Record]) -> tuple[RecordChange, ...]:
    old, new = ({record.id: record for record in side} for side in (before, after))
    changes = []
    for identifier in sorted(old.keys() | new.keys()):
        was, now = old.get(identifier), new.get(identifier)
        if was and now:
            details = (*find_differences(was.fields, now.fields), *_compare_rest(was, now))
            aliases = tuple(_compare_aliases(was, now))
            if details or aliases:
                changes.append(RecordChange(What.CHANGED, identifier, now.name, details, aliases))
        elif record := now or was:
            changes.append(RecordChange(What.ADDED if now else What.REMOVED, identifier, record.name))
    return tuple(changes)


def _compare_rest(was: Record, now: Record) -> Iterator[Detail]:
    if was.aliases != now.aliases and sorted(was.aliases) == sorted(now.aliases):
        yield Detail("order of aliases", *(", ".join(name for name, _ in record.aliases) for record in (was, now)))
    yield from compare_prose("text", was.text, now.text)


def _compare_aliases(was: Record, now: Record) -> Iterator[AliasChange]:
    """New names, then names that now match differently, then removed names."""
    old, new = dict(was.aliases), dict(now.aliases)
    yield from (AliasChange(What.ADDED, name, after=after) for name, after in new.items() if name not in old)
    for name, before, after in pair_named(was.aliases, now.aliases):
        if name in old and name in new:
            yield AliasChange(What.CHANGED, name, before, after)
    yield from (AliasChange(What.REMOVED, name, before=before) for name, before in old.items() if name not in new)


def records_of_articles(corpus: Corpus) -> Iterator[Record]:
    for annotated in corpus.articles:
        yield Record(annotated.slug, annotated.article.title, fields_of("article", annotated.article))


def records_of_entities(corpus: Corpus) -> Iterator[Record]:
    for e in corpus.entities:
        aliases = tuple((a.name, _matching_of(a)) for a in e.aliases)
        case = {"name": e.name, "name.case": "only in exactly this case" if e.case else ""}
        yield Record(e.id, e.name, case | fields_of("entity", e, {"aliases"}), e.description, aliases)


def _matching_of(alias: Alias) -> str:
    """How an alias matches, as text: its language, and whether case counts."""
    return ", ".join(filter(None, [alias.lang, "only in exactly this case" if alias.case else ""]))


def records_of_events(corpus: Corpus) -> Iterator[Record]:
    for e in corpus.events:
        yield Record(e.id, e.title, fields_of("event", e), e.body)


def records_of_references(corpus: Corpus) -> Iterator[Record]:
    for r in corpus.references:
        yield Record(r.id, plain(str(r.data["title"])), {key: Exact(_to_text(r.data[key])) for key in sorted(r.data)})


def _to_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def record_of_home(corpus: Corpus) -> Record:
    return Record("home.md", "", {}, corpus.home)


def record_of_settings(corpus: Corpus) -> Record:
    language = {"language": Exact(corpus.settings.language)}
    return Record("corpus.yml", "", {**language, **dict(_flatten("", corpus.settings))})


def _flatten(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """(dotted key, value as text) of each setting that isn't the default."""
    if isinstance(value, Mapping):
        if key == "contributors":
            yield key, joined(sorted(value))
        for name in sorted(value):
            yield from _flatten(_under(key, name), value[name])
    elif isinstance(value, tuple) and value and isinstance(value[0], Kind):
        yield key, joined(kind.id for kind in value)
        for kind in value:
            yield from _flatten(_under(key, kind.id), kind)
    elif is_dataclass(value) and not isinstance(value, Bounds | Part):
        for one in fields(value):
            held = getattr(value, one.name)
            if one.name != "id" and held != (one.default if one.default_factory is MISSING else one.default_factory()):
                yield from _flatten(_under(key, one.name), held)
    elif isinstance(value, tuple):
        yield key, joined(map(_name_part, value)) if value else Exact("none")
    else:
        yield key, Exact("true" if value is True else value)


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _name_part(value: object) -> object:
    """A part of the order of articles as text; other values as they are."""
    if not isinstance(value, Part):
        return value
    return f"{value.title}: {', '.join(value.articles)}" if value.title else value.articles[0]
