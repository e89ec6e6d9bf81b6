"""What can differ between two corpora."""

from __future__ import annotations

import enum
from typing import NamedTuple

TYPOGRAPHIC = "\0typographic"
"""Stands for either side of a text that differs in quotation marks, hyphens, capitals, accents or spaces alone."""


class What(enum.StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    STRAYED = "strayed"
    """A note that nobody touched, and that stands in another passage than before."""
    REWORDED = "reworded"
    """A note whose quote says something else than before."""
    ORPHANED = "orphaned"
    PLACED = "placed again"
    REMOVED = "removed"


class Detail(NamedTuple):
    """A key, or a text, that differs."""

    key: str
    before: str
    after: str


class NoteChange(NamedTuple):
    what: What
    article: str
    id: str
    words: str
    """Those it speaks of: now, or before where it was removed."""
    before: int | None
    after: int | None
    """Numbers of its paragraph."""
    details: tuple[Detail, ...] = ()


class AliasChange(NamedTuple):
    """A name that an entity gains or loses, or that is met otherwise than before."""

    what: What
    name: str
    before: str = ""
    after: str = ""
    """Its language, and whether case counts."""


class RecordChange(NamedTuple):
    """An article's front matter, an entity, an event, a reference, the home page or the record."""

    what: What
    id: str
    name: str
    details: tuple[Detail, ...] = ()
    aliases: tuple[AliasChange, ...] = ()


class ParagraphChange(NamedTuple):
    what: What
    article: str
    before: int | None
    """Number; None where it had none, or wasn't there."""
    after: int | None
    old: str = ""
    new: str = ""
    """Its words, both "" where those are as they were."""
    details: tuple[Detail, ...] = ()
    """What differs over the words."""


class Line(NamedTuple):
    """A mention in context."""

    article: str
    paragraph: int | None
    left: str
    node: str
    right: str
    other: str = ""
    """The entity that these words name on the other side of the change, "" for none."""


class MentionChange(NamedTuple):
    """What an entity gains and loses in the texts."""

    entity: str
    name: str
    before: int
    after: int
    gained: tuple[Line, ...]
    lost: tuple[Line, ...]


class Changes(NamedTuple):
    notes: tuple[NoteChange, ...] = ()
    entities: tuple[RecordChange, ...] = ()
    mentions: tuple[MentionChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    articles: tuple[RecordChange, ...] = ()
    events: tuple[RecordChange, ...] = ()
    references: tuple[RecordChange, ...] = ()
    home: tuple[RecordChange, ...] = ()
    record: tuple[RecordChange, ...] = ()
    pages: tuple[RecordChange, ...] = ()
    """Of docs/, by hand."""
