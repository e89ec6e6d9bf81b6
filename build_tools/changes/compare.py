"""Two corpora -> what differs for readers."""

from __future__ import annotations

import enum
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_tools.changes.align import Pair, align
from build_tools.changes.difference import is_typographic, show_difference
from build_tools.model import (
    AnchoredNote,
    AnnotatedArticle,
    Annotation,
    Block,
    Corpus,
    Mention,
)
from build_tools.text import context, fold

_WIDTH = 40
TYPOGRAPHIC = "\0typographic"
"""Stands for either side of a text that differs in quotation marks, hyphens, capitals, accents or spaces alone."""


class What(enum.StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    STRAYED = "strayed"
    """A note that nobody touched, and that stands in another passage than before."""
    ORPHANED = "orphaned"
    PLACED = "placed again"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Detail:
    """A key, or a text, that differs."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    what: What
    article: str
    id: str
    words: str
    """Those it speaks of: now, or before where it was removed."""
    before: int | None
    after: int | None
    """Numbers of its paragraph."""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """An article's front matter, an entity, an event or a reference."""

    what: What
    id: str
    name: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    what: What
    article: str
    before: int | None
    """Number; None where it had none, or wasn't there."""
    after: int | None
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A mention in context."""

    article: str
    paragraph: int | None
    left: str
    node: str
    right: str
    other: str = ""
    """The entity that these words name on the other side of the change, "" for none."""


@dataclass(frozen=True, slots=True)
class MentionChange:
    """What an entity gains and loses in the texts."""

    entity: str
    name: str
    before: int
    after: int
    gained: tuple[Line, ...]
    lost: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    notes: tuple[NoteChange, ...] = ()
    entities: tuple[RecordChange, ...] = ()
    mentions: tuple[MentionChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    articles: tuple[RecordChange, ...] = ()
    events: tuple[RecordChange, ...] = ()
    references: tuple[RecordChange, ...] = ()

    def __bool__(self) -> bool:
        parts = (self.notes, self.entities, self.mentions, self.paragraphs, self.articles, self.events)
        return any(parts) or bool(self.references)


def compare(before: Corpus, after: Corpus) -> Changes:
    """Everything that differs, sorted by article and id."""
    old, new = ({a.slug: a for a in corpus.articles} for corpus in (before, after))
    texts = [_Texts(slug, old.get(slug), new.get(slug)) for slug in sorted(old.keys() | new.keys())]
    names = {entity.id: entity.name for entity in (*before.entities, *after.entities)}
    return Changes(
        notes=tuple(change for text in texts for change in text.compare_notes()),
        entities=_compare_records(_entities(before), _entities(after)),
        mentions=_compare_mentions(texts, names),
        paragraphs=tuple(change for text in texts for change in text.compare_paragraphs()),
        articles=_compare_records(_articles(before), _articles(after)),
        events=_compare_records(_events(before), _events(after)),
        references=_compare_records(_references(before), _references(after)),
    )


class _Texts:
    """An article before and after; either may be None."""

    def __init__(self, slug: str, before: AnnotatedArticle | None, after: AnnotatedArticle | None) -> None:
        self.slug, self.before, self.after = slug, before, after
        self.pairs: list[Pair] = align(before.blocks if before else (), after.blocks if after else ())
        self.now = {b.number: a for b, a in self.pairs if b}
        """Number of a block -> what became of it."""

    def compare_paragraphs(self) -> Iterator[ParagraphChange]:
        if not self.before or not self.after:
            return  # told as one, as an article that is new or gone
        for b, a in self.pairs:
            if b and a and b.text != a.text:
                d = _detail("", b.text, a.text)
                yield ParagraphChange(What.CHANGED, self.slug, b.paragraph, a.paragraph, d.before, d.after)
            elif b and not a:
                yield ParagraphChange(What.REMOVED, self.slug, b.paragraph, None, old=b.text)
            elif a and not b:
                yield ParagraphChange(What.ADDED, self.slug, None, a.paragraph, new=a.text)

    def compare_notes(self) -> Iterator[NoteChange]:
        old, new = ({n.annotation.id: n for n in side.notes} if side else {} for side in (self.before, self.after))
        for identifier in sorted(old.keys() | new.keys()):
            change = self._compare_note(identifier, old.get(identifier), new.get(identifier))
            if change:
                yield change

    def _compare_note(self, identifier: str, old: AnchoredNote | None, new: AnchoredNote | None) -> NoteChange | None:
        before, after = old.annotation if old else None, new.annotation if new else None
        if before and after and old and new:
            details = tuple(_differences(_note_fields(before), _note_fields(after)))
            what = self._what_became(old, new) or (What.CHANGED if details else None)
        else:
            details = _first(after) if after else ()
            what = What.REMOVED if new is None else What.ORPHANED if new.orphan else What.ADDED
        only = after or before
        if what is None or only is None:
            return None
        numbers = (before.paragraph if before else None, after.paragraph if after else None)
        return NoteChange(what, self.slug, identifier, only.exact, *numbers, details)

    def _what_became(self, old: AnchoredNote, new: AnchoredNote) -> What | None:
        """What became of a note's place."""
        if old.orphan != new.orphan:
            return What.ORPHANED if new.orphan else What.PLACED
        if new.orphan:
            return None
        block = self.now.get(old.block)
        if (block is None or block.number != new.block) and _selector(old.annotation) == _selector(new.annotation):
            return What.STRAYED
        return What.MOVED if _selector(old.annotation) != _selector(new.annotation) else None


def _selector(annotation: Annotation) -> tuple[int, str]:
    return annotation.paragraph, annotation.exact


def _first(annotation: Annotation) -> tuple[Detail, ...]:
    return (Detail("note", "", text),) if (text := _body(annotation.body)) else ()


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Detail]:
    for key, old in before.items():
        if old != after[key]:
            yield _detail(key, old, after[key])


def _detail(key: str, before: str, after: str) -> Detail:
    if not before or not after:
        return Detail(key, before, after)
    if is_typographic(before, after):
        return Detail(key, TYPOGRAPHIC, TYPOGRAPHIC)
    return Detail(key, *show_difference(before, after))


@dataclass(frozen=True, slots=True)
class _Record:
    id: str
    name: str
    fields: Mapping[str, str]
    """Key -> value as text."""


def _compare_records(before: Iterable[_Record], after: Iterable[_Record]) -> tuple[RecordChange, ...]:
    old, new = ({record.id: record for record in side} for side in (before, after))
    changes = []
    for identifier in sorted(old.keys() | new.keys()):
        was, now = old.get(identifier), new.get(identifier)
        if was and now:
            if details := tuple(_differences(was.fields, now.fields)):
                changes.append(RecordChange(What.CHANGED, identifier, now.name, details))
        elif record := now or was:
            changes.append(RecordChange(What.ADDED if now else What.REMOVED, identifier, record.name))
    return tuple(changes)


def _articles(corpus: Corpus) -> Iterator[_Record]:
    for annotated in corpus.articles:
        a = annotated.article
        rules = [
            f"{m.exact} = {m.entity or 'none'}" + (f" (¶ {m.paragraph})" if m.paragraph else "") for m in a.mentions
        ]
        yield _Record(
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


def _entities(corpus: Corpus) -> Iterator[_Record]:
    for e in corpus.entities:
        aliases = [alias.name + (f" ({alias.lang})" if alias.lang else "") for alias in e.aliases]
        yield _Record(
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
                "description": _body(e.description),
            },
        )


def _events(corpus: Corpus) -> Iterator[_Record]:
    for e in corpus.events:
        lists = {"entities": e.entities, "passages": e.passages, "cites": e.cites}
        joined = {key: ", ".join(values) for key, values in lists.items()}
        yield _Record(e.id, e.title, {"title": e.title, "date": e.date, **joined, "text": _body(e.body)})


def _references(corpus: Corpus) -> Iterator[_Record]:
    for r in corpus.references:
        shown = json.dumps(r.data, ensure_ascii=False, sort_keys=True)
        yield _Record(r.id, str(r.data.get("title") or r.id), {"reference": shown})


def _note_fields(a: Annotation) -> dict[str, str]:
    return {
        "exact": a.exact,
        "kind": a.kind.value,
        "contributor": a.contributor,
        "as_of": a.as_of,
        "confidence": a.confidence,
        "cites": ", ".join(a.cites),
        "note": _body(a.body),
    }


def _body(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


class _Mentions:
    """Gathers, entity by entity, the mentions that only one side has."""

    def __init__(self) -> None:
        self.gained: dict[str, list[Line]] = defaultdict(list)
        self.lost: dict[str, list[Line]] = defaultdict(list)

    def add(self, text: _Texts) -> None:
        """What an article gains and loses."""
        old, new = (_by_block(side.mentions if side else ()) for side in (text.before, text.after))
        for b, a in text.pairs:
            was, now = old.get(b.number, []) if b else [], new.get(a.number, []) if a else []
            if was or now:
                self._add_block(b, a, was, now)

    def _add_block(self, b: Block | None, a: Block | None, was: list[Mention], now: list[Mention]) -> None:
        same = b is not None and a is not None and b.text == a.text
        old, new = ([_key(m, exactly=same) for m in mentions] for mentions in (was, now))
        if old == new:
            return
        for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for mention in was[i:i_end]:
                assert b
                self.lost[mention.entity].append(_line(b, mention, now if same else []))
            for mention in now[j:j_end]:
                assert a
                self.gained[mention.entity].append(_line(a, mention, was if same else []))


def _by_block(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.block].append(mention)
    return found


def _key(mention: Mention, *, exactly: bool) -> tuple[object, ...]:
    """What makes a mention the same: in an unchanged text its place, in an edited one its words."""
    place = (mention.start, mention.end) if exactly else (fold(mention.exact).text,)
    return (mention.entity, *place)


def _line(block: Block, mention: Mention, others: Iterable[Mention]) -> Line:
    other = next((o.entity for o in others if o.start < mention.end and mention.start < o.end), "")
    left, node, right = context(block.text, mention.start, mention.end, _WIDTH)
    left = f"…{left}" if mention.start > len(left) else left
    right = f"{right}…" if mention.end + len(right) < len(block.text) else right
    return Line(mention.article, block.paragraph, left, node, right, "" if other == mention.entity else other)


def _compare_mentions(texts: Iterable[_Texts], names: Mapping[str, str]) -> tuple[MentionChange, ...]:
    found = _Mentions()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for text in texts:
        found.add(text)
        before.update(m.entity for m in (text.before.mentions if text.before else ()))
        after.update(m.entity for m in (text.after.mentions if text.after else ()))
    return tuple(
        MentionChange(e, names.get(e, e), before[e], after[e], tuple(found.gained[e]), tuple(found.lost[e]))
        for e in sorted(found.gained.keys() | found.lost.keys())
    )
