"""What `source_texts/corpus.yml` may hold. Every key may be left out.

A new setting is a field here and one of the same name in `core/corpus_settings.py`; `diff` finds it by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema

from build_tools.core.corpus_settings import (
    ArticleDemands,
    Bounds,
    CheckSettings,
    Contributor,
    CorpusEdition,
    CorpusSettings,
    EntryDemands,
    GuideDemands,
    Licence,
    Part,
)
from build_tools.core.kinds import BUILT_IN, Kind, Kinds, ids_of
from build_tools.sources.kinds_schema import EntityKindRows, NoteKindRows
from build_tools.sources.schema import Fields
from build_tools.sources.value_types import (
    ID_PATTERN,
    Count,
    Date,
    Id,
    Language,
    Rights,
    UnfitError,
    UnknownKindError,
    WebAddress,
    Words,
)

_HOST = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z0-9-]+")
_FOLDER = re.compile(r"[\w-]+(?:/[\w-]+)*")


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise UnfitError(
            f"`{value[:60]}` is no host", "write what is between `https://` and the next `/`, in lowercase"
        )
    return value


def _folder(value: str) -> str:
    if not _FOLDER.fullmatch(value):
        raise UnfitError(f"`{value[:60]}` is no folder of the project", "such as `docs/guides`")
    return value


def _four_marks(value: list[str]) -> list[str]:
    if len(value) != 4 or any(len(mark) != 1 or mark.isalnum() or mark.isspace() for mark in value):
        hint = "write four characters: double opening and closing, single opening and closing, as in `[“, ”, ‘, ’]`"
        raise UnfitError("these aren't the four quotation marks", hint)
    return value


def _require_kind(value: object, known: Sequence[Kind]) -> object:
    if value not in ids_of(known):
        raise UnknownKindError(ids_of(known))
    return value


def _note_kind(value: object, info: ValidationInfo) -> object:
    kinds: Kinds = info.context or BUILT_IN
    return _require_kind(value, kinds.notes)


def _entity_kind(value: object, info: ValidationInfo) -> object:
    kinds: Kinds = info.context or BUILT_IN
    return _require_kind(value, kinds.entities)


NoteKindId = Annotated[str, BeforeValidator(_note_kind)]
EntityKindId = Annotated[str, BeforeValidator(_entity_kind)]


class BoundsFields(Fields):
    """How many there may be, both ends included."""

    min: Count | None = None
    max: Count | None = None

    def to_model(self) -> Bounds:
        return Bounds(**self.to_values())


def _in_order(value: BoundsFields) -> BoundsFields:
    if value.min is not None and value.max is not None and value.min > value.max:
        raise UnfitError(f"nothing is at least {value.min} and at most {value.max}", "exchange the two numbers")
    return value


BoundsInOrder = Annotated[BoundsFields, AfterValidator(_in_order)]


class LicenceFields(Fields):
    """SPDX ids, such as CC-BY-SA-4.0."""

    texts: Rights | None = Field(None, description="Of the editors' own editions and of the glossary")
    notes: Rights | None = Field(None, description="Of the notes")

    def to_model(self) -> Licence:
        return Licence(**self.to_values())


class EditionFields(Fields):
    """Which state of the corpus this is."""

    date: Date | None = None
    version: Words | None = None

    def to_model(self) -> CorpusEdition:
        return CorpusEdition(**self.to_values())


class PartFields(Fields):
    """A part of the corpus: its title, and its articles in order."""

    part: Words = Field(description="Its title")
    articles: list[Id] = Field(description="Names of the articles' folders")

    def to_model(self) -> Part:
        return Part(self.part, tuple(self.articles))


def _slug_to_part(value: Any) -> Any:
    """An article that is in no part, as a part without a title."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return value
    if not re.fullmatch(ID_PATTERN, value):
        raise UnfitError(f"`{value[:60]}` is no article's folder", "write a folder's name, or `part:` and `articles:`")
    return PartFields.model_construct(part="", articles=[value])


class _OrSlug:
    """Lets an editor accept a plain slug, too."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": f"^{ID_PATTERN}$"}, handler(schema)]}


PartOrSlug = Annotated[PartFields, BeforeValidator(_slug_to_part), _OrSlug()]


class ContributorFields(Fields):
    """Facts about somebody who writes notes."""

    url: WebAddress | None = Field(None, description="Their page; their name under a note links to it")

    def to_model(self) -> Contributor:
        return Contributor(**self.to_values())


ContributorOrNothing = Annotated[ContributorFields, BeforeValidator(lambda value: {} if value is None else value)]


class AtLeastFields(Fields):
    """How many there must be, so that no loss goes unnoticed; `reader export record` writes today's here."""

    annotations: Count | None = None
    sourced_annotations: Count | None = Field(None, description="Notes with a source")
    entities: Count | None = None
    events: Count | None = None
    mentions: Count | None = Field(None, description="Names of the glossary in the articles")
    cross_links: Count | None = Field(None, description="Links from an article or its notes to another article")

    def to_model(self) -> dict[str, Any]:
        return self.to_values()


class EachArticleFields(Fields):
    """What each article should have."""

    notes: Count | None = None
    kinds: list[NoteKindId] = Field([], description="Kinds of notes, at least one of each")
    paragraphs_with_notes: Annotated[int, Field(ge=0, le=100, strict=True, description="Per cent")] | None = None
    links_to_others: Count | None = Field(None, description="Notes that link to another article")
    events: Count | None = Field(None, description="Events that name a passage of it")

    def to_model(self) -> ArticleDemands:
        return ArticleDemands(**self.to_values())


class EachEntryFields(Fields):
    """What each entry of the glossary should have."""

    words: BoundsInOrder | None = Field(None, description="Of its description")
    see_also: BoundsInOrder | None = None
    coordinates: list[EntityKindId] = Field([], description="Kinds of entries that have them")
    dates: list[EntityKindId] = Field([], description="Kinds of entries that have them")

    def to_model(self) -> EntryDemands:
        return EntryDemands(**self.to_values())


class GuidesFields(Fields):
    """What each hand-written page of a folder should have."""

    folder: Annotated[str, AfterValidator(_folder)] = Field(description="Such as docs/guides")
    index: Words | None = Field(None, description="The page in it that links to every guide, such as index.md")
    words: BoundsInOrder | None = None
    passages: Count | None = Field(None, description="Links to paragraphs and notes")
    every_article: bool = Field(False, description="Links to a paragraph or note of every article")
    questions_under: Words | None = Field(None, description="Heading of the list of questions at its end")
    questions: Count | None = Field(None, description="How many items that list has at least")

    def to_model(self) -> GuideDemands:
        return GuideDemands(**self.to_values())


class ChecksFields(Fields):
    """What this corpus asks for; `reader check` reports what differs, and the page's form helps with it."""

    note_words: BoundsInOrder | None = Field(None, description="Words of a note")
    quotation_marks: Annotated[list[str], AfterValidator(_four_marks)] | None = Field(
        None, description="What straight ones become: double opening and closing, single opening and closing"
    )
    hosts: list[Annotated[Words, AfterValidator(_host)]] | None = Field(
        None, description="Web sites whose pages may be cited, each with its subdomains"
    )
    at_least: AtLeastFields | None = None
    each_article: EachArticleFields | None = None
    each_entry: EachEntryFields | None = None
    only_cited_references: bool = Field(False, description="Every reference is cited somewhere")
    no_older_sources: bool = Field(False, description="No text dates something later than the newest source it cites")
    guides: GuidesFields | None = None

    def to_model(self) -> CheckSettings:
        return CheckSettings(**self.to_values())


class CorpusFields(Fields):
    """source_texts/corpus.yml: what a corpus says of itself."""

    language: Language = Field("en", description="Of articles that don't give their own")
    licence: LicenceFields | None = None
    edition: EditionFields | None = None
    order: list[PartOrSlug] = Field([], description="The articles in order, alone or in parts with titles")
    note_kinds: NoteKindRows = Field([], description="Kinds of notes beside the built-in ones, or in place of one")
    entity_kinds: EntityKindRows = Field([], description="The same for entries")
    contributors: dict[str, ContributorOrNothing] = Field({}, description="Name, as notes give it, and optional facts")
    checks: ChecksFields | None = None

    def to_model(self) -> CorpusSettings:
        return CorpusSettings(**self.to_values())
