"""What a corpus says of itself in `source_texts/corpus.yml`: facts, the order of its articles, and what it demands.

Every value has a default that asks for nothing, so that a corpus without the file works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.core.kinds import EntityKind, NoteKind


@dataclass(frozen=True, slots=True)
class Licence:
    """SPDX ids, or "" if nothing is said."""

    texts: str = ""
    """Of the editions that are the editors' own, and of the glossary."""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CorpusEdition:
    """Which state of the corpus this is."""

    date: str = ""
    """EDTF."""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles in order."""

    title: str
    """"" for an article that is in no part."""
    articles: tuple[str, ...]
    """Slugs."""


@dataclass(frozen=True, slots=True)
class Contributor:
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of something there may be, both ends included; None for no limit."""

    min: int | None = None
    max: int | None = None

    def fits(self, count: int) -> bool:
        return (self.min is None or count >= self.min) and (self.max is None or count <= self.max)

    def __bool__(self) -> bool:
        return self.min is not None or self.max is not None

    def __str__(self) -> str:
        """`40 to 120`, `at least 40` or `at most 120`."""
        if self.min is not None and self.max is not None:
            return f"{self.min:,} to {self.max:,}"
        return f"at least {self.min:,}" if self.min is not None else f"at most {self.max or 0:,}"


@dataclass(frozen=True, slots=True)
class ArticleDemands:
    """What each article should have; 0 and () ask for nothing."""

    notes: int = 0
    kinds: tuple[str, ...] = ()
    """Kinds of notes that it should have at least one of."""
    paragraphs_with_notes: int = 0
    """Per cent of its paragraphs."""
    links_to_others: int = 0
    """Notes that link to another article."""
    events: int = 0
    """Events that name a passage of it."""


@dataclass(frozen=True, slots=True)
class EntryDemands:
    """What each entry of the glossary should have."""

    words: Bounds = field(default_factory=Bounds)
    """Of its description."""
    see_also: Bounds = field(default_factory=Bounds)
    coordinates: tuple[str, ...] = ()
    """Kinds of entries that should have them."""
    dates: tuple[str, ...] = ()
    """The same."""


@dataclass(frozen=True, slots=True)
class GuideDemands:
    """What each hand-written page of a folder should have."""

    folder: str = ""
    """Relative to the project; "" for no such folder."""
    words: Bounds = field(default_factory=Bounds)
    passages: int = 0
    """Links to paragraphs and notes."""
    every_article: bool = False
    """Whether it should link to a paragraph or note of every article."""
    questions_under: str = ""
    """The heading of its list of questions; "" for none."""
    questions: int = 0
    index: str = ""
    """The page, relative to the folder, that should link to every guide; "" for none."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What this corpus asks for beyond what any corpus must have."""

    note_words: Bounds = field(default_factory=Bounds)
    quotation_marks: tuple[str, ...] = ()
    """What straight ones should be: double opening and closing, single opening and closing; () if they may stay."""
    hosts: tuple[str, ...] | None = None
    """Web sites whose pages may be cited, each with its subdomains; None if any may."""
    at_least: Mapping[str, int] = field(default_factory=dict, hash=False)
    """What is counted -> how many of it there must be. The keys are those of `corpus.counts.count_outputs`."""
    each_article: ArticleDemands = field(default_factory=ArticleDemands)
    each_entry: EntryDemands = field(default_factory=EntryDemands)
    only_cited_references: bool = False
    """Whether every reference should be cited somewhere."""
    no_older_sources: bool = False
    """Whether what a text dates should be no later than the newest source that it cites."""
    guides: GuideDemands = field(default_factory=GuideDemands)


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """The file as a whole."""

    language: str = "en"
    """BCP 47 tag of articles that don't give their own."""
    licence: Licence = field(default_factory=Licence)
    edition: CorpusEdition = field(default_factory=CorpusEdition)
    order: tuple[Part, ...] = ()
    """The articles in order; those that it leaves out come after them, by date."""
    note_kinds: tuple[NoteKind, ...] = ()
    """Kinds of notes beside the built-in ones; one with the id of a built-in one takes its place."""
    entity_kinds: tuple[EntityKind, ...] = ()
    """The same for entries of the glossary."""
    contributors: Mapping[str, Contributor] = field(default_factory=dict, hash=False)
    """Name, as notes give it -> facts about them."""
    checks: CheckSettings = field(default_factory=CheckSettings)

    @property
    def ordered_slugs(self) -> tuple[str, ...]:
        return tuple(slug for part in self.order for slug in part.articles)
