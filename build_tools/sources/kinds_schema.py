"""Kinds of notes and entries that one corpus has, as `corpus.yml` gives them.

What a kind means for the program is optional. For a kind that takes the place of a built-in one, what isn't given stays
as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field

from build_tools.core.kinds import BUILT_IN, Ends, EntityKind, Kinds, NoteKind, ids_of
from build_tools.sources.schema import Fields
from build_tools.sources.value_types import Id, UnfitError, Words


class KindFields(Fields):
    """What both sorts of kinds have."""

    id: Id = Field(description="As `kind:` has it")
    label: Words = Field(description="One of the kind, as it is written within a sentence")
    plural: Words = Field(description="Several of the kind, as they are written within a sentence")
    meaning: Words = Field(description="What it is, in a few words that may follow the label and a colon")


SourceNeed = Annotated[int, Field(ge=0, le=9, strict=True, description="How much it calls for a source: 0 not at all")]


class NoteKindFields(KindFields):
    """A kind of note."""

    source_need: SourceNeed | None = None

    def to_model(self) -> NoteKind:
        known = {kind.id: kind for kind in BUILT_IN.notes}
        before = known.get(self.id, NoteKind(self.id, "", "", ""))
        need = before.source_need if self.source_need is None else self.source_need
        return replace(before, label=self.label, plural=self.plural, meaning=self.meaning, source_need=need)


class EndsFields(Fields):
    """Words for the two ends of the time that something lasted."""

    began: Words = Field(description="Such as founded")
    ended: Words = Field(description="Such as dissolved")

    def to_model(self) -> Ends:
        return Ends(self.began, self.ended)


class EntityKindFields(KindFields):
    """A kind of entry."""

    ends: EndsFields | None = None
    has_everyday_names: bool | None = Field(None, description="Whether many of its names are words of the language")
    happens: bool | None = Field(None, description="Whether `dates:` say when it happened, for the timeline")

    def to_model(self) -> EntityKind:
        known = {kind.id: kind for kind in BUILT_IN.entities}
        given: dict[str, Any] = {
            "ends": self.ends and self.ends.to_model(),
            "has_everyday_names": self.has_everyday_names,
            "happens": self.happens,
        }
        return replace(
            known.get(self.id, EntityKind(self.id, "", "", "")),
            label=self.label,
            plural=self.plural,
            meaning=self.meaning,
            **{key: value for key, value in given.items() if value is not None},
        )


K = TypeVar("K", bound=KindFields)


def _each_once(kinds: list[K]) -> list[K]:
    ids = [kind.id for kind in kinds]
    for kind_id in ids:
        if ids.count(kind_id) > 1:
            raise UnfitError(f"`{kind_id}` is there twice", "give each kind an id of its own")
    return kinds


NoteKindRows = Annotated[list[NoteKindFields], AfterValidator(_each_once)]
EntityKindRows = Annotated[list[EntityKindFields], AfterValidator(_each_once)]


def name_kinds(data: Mapping[str, Any], known: Kinds) -> Kinds:
    """`known` and the ids that settings give under `note_kinds` and `entity_kinds`, sound or not.

    Other keys of the settings name kinds, and are validated together with the kinds. An id that is known already keeps
    its kind.
    """
    notes, entities = _ids(data.get("note_kinds")), _ids(data.get("entity_kinds"))
    return known.extended(
        [NoteKind(kind_id, kind_id, kind_id, "") for kind_id in notes if kind_id not in ids_of(known.notes)],
        [EntityKind(kind_id, kind_id, kind_id, "") for kind_id in entities if kind_id not in ids_of(known.entities)],
    )


def _ids(rows: object) -> Sequence[str]:
    found = [row.get("id") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [kind_id for kind_id in found if isinstance(kind_id, str)]
