"""The parts of a corpus: frozen values, plain text with spans over it.

Every offset counts Unicode code points in a block's `text`, and every span is half-open, `[start, end)`.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from build_tools.core.corpus_settings import CorpusSettings
from build_tools.core.folders import SETTINGS
from build_tools.core.kinds import BUILT_IN, Kinds, NoteKind
from build_tools.core.names import Name

Place = tuple[str, int, int]
"""(path, line, column): POSIX path relative to the project; line and column from 1, in code points."""


class _Packed:
    """Pickles as its class and values, in half the time that a dataclass with slots takes by default.

    Processes send each other hundreds of thousands of these: without this, `reader check --jobs 2` of 12,000 notes
    takes 2.36 s instead of 2.06 s.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return (type(self), tuple([getattr(self, name) for name in self.__slots__]))


RESTRICTED = "restricted"
"""`rights:` of an article whose original is in copyright: none of its sentences may be published."""
PUBLIC_DOMAIN = "public-domain"
"""`rights:` of an article that anybody may use."""


@dataclass(frozen=True, slots=True)
class Source(_Packed):
    """Where a value was written, so that a problem can point at it."""

    path: str
    marks: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)
    """Key path in the front matter, such as ("original", "exact") or ("cites", 0) -> (line, column) of its value."""
    body_line: int = 1
    """Line of the first line after the front matter."""
    ignores: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """(code, reason) of the warnings that the file says are on purpose."""
    faulty: bool = field(default=False, compare=False)
    """Whether some keys couldn't be used and have a stand-in, so that the others can be checked; never published."""

    def place(self, *keys: str | int) -> Place:
        """The place of a key's value, or of the nearest enclosing key that is in the file."""
        while keys and keys not in self.marks:
            keys = keys[:-1]
        line, column = self.marks.get(keys, (1, 1))
        return (self.path, line, column)


class StyleKind(enum.StrEnum):
    EMPHASIS = "em"
    STRONG = "strong"


@dataclass(frozen=True, slots=True, order=True)
class Style(_Packed):
    start: int
    end: int
    kind: StyleKind


@dataclass(frozen=True, slots=True, order=True)
class Link(_Packed):
    """A link that the text's author wrote; `href` is http(s), `article:slug#pN` or `entity:id`."""

    start: int
    end: int
    href: str


class BlockKind(enum.StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Block(_Packed):
    """One blank-line block of a text: plain text, with spans over it."""

    number: int
    """Counts the blank-line blocks of its edition from 1, headings and skipped ones included."""
    paragraph: int | None
    """The number that readers see; None for headings and captions."""
    kind: BlockKind
    text: str
    """Plain text; "\\n" separates the items of a list and the paragraphs of a quote."""
    styles: tuple[Style, ...] = ()
    links: tuple[Link, ...] = ()
    first: int | None = None
    """The number of a list's first item; None if its items have none."""
    positions: tuple[tuple[int, int, int], ...] = field(default=((0, 1, 1),), repr=False, compare=False)
    """(offset, line, column) of the start of each stretch that source and `text` share; ascending, the first at 0."""
    escaped: tuple[int, ...] = field(default=(), repr=False, compare=False)
    """Offsets, ascending, of the characters that have a backslash before them in the source."""

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) in the source file of a code point of `text`."""
        index = bisect_right(self.positions, (offset, 1 << 60, 0)) - 1
        start, line, column = self.positions[max(index, 0)]
        return (line, column + offset - start)


class Edition(enum.StrEnum):
    STUDY = "study"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class OriginalRecord:
    """Facts about the original document of a study edition."""

    sha256: str = ""
    skip: tuple[int, ...] = ()
    """Numbers (from 1) of the original's blocks that are boilerplate."""
    headings: tuple[int, ...] = ()
    captions: tuple[int, ...] = ()
    title: str = ""
    """The title that it was published under."""
    probable: tuple[str, ...] = ()
    """Which of the article's `author` and `publisher` are probable only."""


@dataclass(frozen=True, slots=True)
class MentionRule:
    """What a surface means in an article; an `entity` of None says that it names no entity."""

    exact: str
    entity: str | None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class DateRule:
    """What words of an article date; a `date` of "" says that they date nothing."""

    exact: str
    date: str
    """EDTF."""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    slug: str
    title: str
    source: Source
    summary: str = ""
    author: tuple[Name, ...] = ()
    publisher: str = ""
    dateline: str = ""
    published: str = ""
    """EDTF, or "" if unknown."""
    language: str = "en"
    url: str = ""
    rights: str = RESTRICTED
    edition: Edition = Edition.STUDY
    original: OriginalRecord | None = None
    mentions: tuple[MentionRule, ...] = ()
    blocks: tuple[Block, ...] = ()
    original_blocks: tuple[Block, ...] = ()
    """The imported original's blocks, skipped ones left out; empty if there is no original on this machine."""
    dates: tuple[DateRule, ...] = ()

    def is_probable(self, key: str) -> bool:
        """Whether the value of `author` or `publisher` is probable only, of the original that the article retells."""
        return self.original is not None and key in self.original.probable


SOURCE_LINES = ("Source: ", "Sources: ")
"""How a note's last paragraph begins that names its source in words, as the form on a page writes it."""


@dataclass(frozen=True, slots=True)
class Annotation(_Packed):
    """A note on some words of an article: `body` is about its target, which a text quote selector names."""

    id: str
    article: str
    paragraph: int
    exact: str
    kind: str
    """Id of a row of `Kinds.notes`."""
    contributor: Name
    created: str
    source: Source
    prefix: str = ""
    suffix: str = ""
    original_exact: str = ""
    """The target's words in the original, if the study edition has other words."""
    as_of: str = ""
    confidence: str = ""
    cites: tuple[str, ...] = ()
    short: str = ""
    """What the note says in a sentence or two, plain text, for places that have no room for all of it."""
    body: tuple[Block, ...] = ()

    @property
    def is_sourced(self) -> bool:
        """Whether it names a source: a reference, a web page that its body links to, or words at its end."""
        return (
            bool(self.cites)
            or any(link.href.lower().startswith("http") for block in self.body for link in block.links)
            or bool(self.body and self.body[-1].text.startswith(SOURCE_LINES))
        )

    def lacks_source(self, kind: NoteKind) -> bool:
        """Whether it names no source although notes of its kind should."""
        return kind.needs_source and not self.is_sourced


@dataclass(frozen=True, slots=True)
class Alias:
    name: str
    lang: str = ""
    """BCP 47 tag, or "" for the corpus's own language."""
    case: bool = False
    """Whether it matches only in exactly this case."""


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    name: str
    kind: str
    """Id of a row of `Kinds.entities`."""
    gloss: str
    source: Source
    aliases: tuple[Alias, ...] = ()
    coordinates: tuple[float, float] | None = None
    """(latitude, longitude) in degrees."""
    dates: str = ""
    see_also: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    """Addresses of the same thing elsewhere, such as https://www.wikidata.org/entity/Q858."""
    cites: tuple[str, ...] = ()
    description: tuple[Block, ...] = ()
    case: bool = False
    """Whether `name` matches only in exactly this case."""


@dataclass(frozen=True, slots=True)
class Reference:
    id: str
    data: Mapping[str, Any] = field(hash=False)
    """The CSL-JSON item."""
    source: Source


@dataclass(frozen=True, slots=True, order=True)
class Mention(_Packed):
    """A name of an entity found in a block of an article."""

    article: str
    block: int
    start: int
    end: int
    entity: str
    exact: str
    """The surface, `text[start:end]`."""
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class AnchoredNote(_Packed):
    """An annotation with its place in a block; `start` == `end` for an orphan, which sits at its paragraph's end."""

    annotation: Annotation
    block: int
    start: int
    end: int
    orphan: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for the timeline."""

    id: str
    title: str
    date: str
    """EDTF."""
    source: Source
    entities: tuple[str, ...] = ()
    """Ids of the entities that took part in it, or that it is about."""
    passages: tuple[str, ...] = ()
    """Addresses of paragraphs and notes about it: `article:slug#pN`, `article:slug#note-id`."""
    cites: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()


NameSpan = tuple[int, int, str]
"""(start, end, entity id) of a name found in a note, a description or an event."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One edition of an article with its notes and the names found in it."""

    article: Article
    edition: Edition
    blocks: tuple[Block, ...]
    notes: tuple[AnchoredNote, ...] = ()
    """In reading order."""
    mentions: tuple[Mention, ...] = ()
    """In reading order, disjoint within a block."""
    note_names: Mapping[str, tuple[tuple[NameSpan, ...], ...]] = field(default_factory=dict, hash=False)
    """Annotation id -> the names found in each block of its body."""

    @property
    def slug(self) -> str:
        return self.article.slug


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything under `source_texts/`, annotated; each part sorted by id."""

    articles: tuple[AnnotatedArticle, ...] = ()
    entities: tuple[Entity, ...] = ()
    references: tuple[Reference, ...] = ()
    home: tuple[Block, ...] = ()
    """The text of `source_texts/home.md`, for the home page."""
    description_names: Mapping[str, tuple[tuple[NameSpan, ...], ...]] = field(default_factory=dict, hash=False)
    """Entity id -> the names found in each block of its description, its own left out."""
    events: tuple[Event, ...] = ()
    event_names: Mapping[str, tuple[tuple[NameSpan, ...], ...]] = field(default_factory=dict, hash=False)
    """Event id -> the names found in each block of its body."""
    settings: CorpusSettings = field(default_factory=CorpusSettings)
    settings_source: Source = field(default_factory=lambda: Source(SETTINGS))
    """Where they are written; a project without the file has the defaults."""
    kinds: Kinds = BUILT_IN
    """The kinds that its notes and entries may have."""
