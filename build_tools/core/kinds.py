"""The kinds of notes and of glossary entries: a row each, which everything that knows kinds reads.

The field `kind` of a note or an entry holds a row's id. What a kind means for the program is in the row too, so nothing
depends on what a label says. Pages, the search, the form for a note, the JSON schemas and `reader new` ask a `Kinds`
value. `BUILT_IN` are the kinds of every corpus; `Kinds.extended` adds those of one corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Kind:
    """What both sorts of kinds have."""

    id: str
    """As `kind:` has it: letters a–z, digits and hyphens."""
    label: str
    """One of the kind, as it is written within a sentence."""
    plural: str
    """Several of the kind, as they are written within a sentence."""
    meaning: str
    """What it is, in a few words that may follow the label and a colon."""

    @property
    def title(self) -> str:
        """The label at the beginning of a line."""
        return _capitalised(self.label)

    @property
    def heading(self) -> str:
        """The plural at the beginning of a line."""
        return _capitalised(self.plural)


@dataclass(frozen=True, slots=True)
class NoteKind(Kind):
    source_need: int = 0
    """How much a note of this kind calls for a source, since it states facts: 0 for not at all. Of notes without a
    source, those with the highest number are listed first.
    """

    @property
    def needs_source(self) -> bool:
        """Whether readers and editors should see that a note of this kind has none."""
        return self.source_need > 0


@dataclass(frozen=True, slots=True)
class Ends:
    """Words for the two ends of the time that something lasted."""

    began: str
    ended: str
    between: str = ", "
    unknown: str = "on an unknown date"


LASTED = Ends("from", "until", " ", "an unknown date")
FOUNDED = Ends("founded", "dissolved")


@dataclass(frozen=True, slots=True)
class EntityKind(Kind):
    ends: Ends = LASTED
    """How pages say its `dates:`."""
    has_everyday_names: bool = False
    """Whether many names of the kind are words that the language has anyway, such as "Siege"."""
    happens: bool = False
    """Whether its `dates:` say when it happened, so that it is on the timeline. Those of other kinds say how long it
    lived or lasted.
    """


K = TypeVar("K", bound=Kind)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that a corpus may use, in the order in which lists show them; the first is what `reader new` offers."""

    notes: tuple[NoteKind, ...]
    entities: tuple[EntityKind, ...]

    def note(self, identifier: str) -> NoteKind:
        """The kind with this id. Raises KeyError if there is none; the schema lets none into the model."""
        return _find(self.notes, identifier)

    def entity(self, identifier: str) -> EntityKind:
        """Like `note`, for entries of the glossary."""
        return _find(self.entities, identifier)

    def extended(self, notes: Iterable[NoteKind] = (), entities: Iterable[EntityKind] = ()) -> Kinds:
        """These and some more. One with an id that is already here takes its place, so a corpus can reword it."""
        return Kinds(_joined(self.notes, notes), _joined(self.entities, entities))


def ids_of(kinds: Iterable[Kind]) -> list[str]:
    return [kind.id for kind in kinds]


def _find(kinds: Sequence[K], identifier: str) -> K:
    for kind in kinds:
        if kind.id == identifier:
            return kind
    raise KeyError(identifier)


def _joined(known: Iterable[K], more: Iterable[K]) -> tuple[K, ...]:
    return tuple({kind.id: kind for kind in (*known, *more)}.values())


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


BUILT_IN = Kinds(
    notes=(
        NoteKind("context", "context", "context", "what was happening", source_need=2),
        NoteKind("gloss", "gloss", "glosses", "what a word or a role means"),
        NoteKind("source", "source", "sources", "who speaks, and how they would know", source_need=1),
        NoteKind("dispute", "dispute", "disputes", "what others say", source_need=3),
        NoteKind("correction", "correction", "corrections", "an error of fact in the article", source_need=4),
        NoteKind("translation", "translation", "translations", "the words in another language"),
        NoteKind("question", "question", "questions", "something to discuss"),
    ),
    entities=(
        EntityKind("person", "person", "people", "somebody with a name", Ends("born", "died")),
        EntityKind("place", "place", "places", "a town, a region, a base, a river"),
        EntityKind("organisation", "organisation", "organisations", "a state, a party or a company", FOUNDED),
        EntityKind("unit", "unit", "military units", "an armed force, or a part of one", FOUNDED),
        EntityKind("event", "event", "events", "something that happened", happens=True),
        EntityKind("agreement", "agreement", "agreements", "what parties signed or adopted", happens=True),
        EntityKind("weapon", "weapon", "weapons", "a type of arms, of aircraft, of ships", has_everyday_names=True),
        EntityKind(
            "concept", "concept", "concepts", "an idea, or a term that needs explaining", has_everyday_names=True
        ),
    ),
)
