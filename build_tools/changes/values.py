"""The changes that there can be between two corpora."""

from __future__ import annotations

import enum
from dataclasses import dataclass

TYPOGRAPHIC = "\0typographic"
"""Replaces both sides of a text that differs only in quotation marks, hyphens, capitals, accents or spaces."""


class What(enum.StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    STRAYED = "strayed"
    """A note that nobody edited, but that is now in another passage."""
    REWORDED = "reworded"
    """A note whose quote now says something else."""
    ORPHANED = "orphaned"
    PLACED = "placed again"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Detail:
    """A key or a text that differs."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    what: What
    article: str
    id: str
    words: str
    """The words that it is about now, or if it was removed, before."""
    before: int | None
    """Number of its paragraph before; None if there was no note."""
    after: int | None
    """Number of its paragraph now; None if there is no note."""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasChange:
    """A name that an entity gains or loses, or that now matches differently."""

    what: What
    name: str
    before: str = ""
    after: str = ""
    """Like `before`, its language and whether case counts, as text."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """An article's front matter, an entity, an event, a reference, the home page or the settings."""

    what: What
    id: str
    name: str
    details: tuple[Detail, ...] = ()
    aliases: tuple[AliasChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    what: What
    article: str
    before: int | None
    """Its number before; None if it had none or didn't exist."""
    after: int | None
    old: str = ""
    new: str = ""
    """Like `old`, its words; both are "" if they didn't change."""
    details: tuple[Detail, ...] = ()
    """What differs in links, emphasis and layout."""


@dataclass(frozen=True, slots=True)
class Line:
    """A mention in context."""

    article: str
    paragraph: int | None
    left: str
    node: str
    right: str
    other: str = ""
    """The entity that these words name on the other side of the change; "" for none."""


@dataclass(frozen=True, slots=True)
class MentionChange:
    """The mentions that an entity gains and loses in the texts."""

    entity: str
    name: str
    before: int
    after: int
    gained: tuple[Line, ...]
    lost: tuple[Line, ...]


@dataclass(frozen=True, slots=True, order=True)
class LinkChange:
    """A reference to a paragraph, kept or changed, whose number has other words than before."""

    path: str
    line: int
    article: str
    words: str
    """The link's words; "" for an address under a key."""
    numbers: tuple[int, int]
    """Its number before and now."""
    old: str
    """The words that it led to."""
    new: str
    """The words that it leads to now; "" if there is no such paragraph."""
    what: str
    """What became of the paragraph that it led to."""
    in_place: bool
    """Whether it leads to the same paragraph, which was reworded."""


@dataclass(frozen=True, slots=True)
class Changes:
    notes: tuple[NoteChange, ...] = ()
    entities: tuple[RecordChange, ...] = ()
    mentions: tuple[MentionChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    articles: tuple[RecordChange, ...] = ()
    events: tuple[RecordChange, ...] = ()
    references: tuple[RecordChange, ...] = ()
    home: tuple[RecordChange, ...] = ()
    settings: tuple[RecordChange, ...] = ()
    pages: tuple[RecordChange, ...] = ()
    """The hand-written pages of docs/."""
    links: tuple[LinkChange, ...] = ()
    """The references to paragraphs that lead to other words."""
