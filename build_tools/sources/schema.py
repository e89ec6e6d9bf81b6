"""What front matter may hold, as pydantic models of the values in `value_types.py`; for `corpus.yml` see
`corpus_schema.py`.

A new key is a field here and a field of the same name in `core/model.py`. `Fields.to_values` hands the value from here
to the model, and `reader diff` compares every field.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema

from build_tools.core.kinds import BUILT_IN, Kind, Kinds, ids_of
from build_tools.core.model import Alias, DateRule, Edition, MentionRule, OriginalRecord
from build_tools.core.names import Name, plain_name
from build_tools.sources.value_types import (
    EDTF_HINT,
    SHA256_PATTERN,
    BlockNumber,
    Context,
    Date,
    Id,
    Language,
    Latitude,
    Longitude,
    PassageAddress,
    Prose,
    Quote,
    ReferenceId,
    Rights,
    SameAs,
    Sentence,
    ShortForm,
    UnfitError,
    UnknownKindError,
    WebAddress,
    Words,
    is_prose,
)

# Plugins of other installed packages must not change what front matter may hold, and looking for them takes time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def to_values(self) -> dict[str, Any]:
        """Field -> value as the classes of `core.model` have it; a key that isn't given is left to their default.

        `ignore` is left out, which is about the file.
        """
        return {
            key: value if type(value) is str else _to_value(value)
            for key, value in self.__dict__.items()  # pydantic's own iterator takes twice as long
            if value is not None and key != "ignore"
        }

    @property
    def ignores(self) -> tuple[tuple[str, str], ...]:
        """(code, reason) of the warnings that the file gives on purpose."""
        return tuple((entry.code, entry.reason) for entry in getattr(self, "ignore", ()))

    @classmethod
    def kinds_in(cls, _kinds: Kinds, /) -> Sequence[Kind]:
        """Those of the kinds that the key `kind` may name; none where there is no such key."""
        return ()

    @field_validator("kind", mode="before", check_fields=False)
    @classmethod
    def _require_known_kind(cls, value: object, info: ValidationInfo) -> object:
        """The context of a validation is the `Kinds` of the corpus."""
        known = cls.kinds_in(info.context or BUILT_IN)
        for kind in known:
            if kind.id == value:
                return value
        raise UnknownKindError(ids_of(known))

    def to_model(self) -> object:
        """The value of `core.model` that these keys of another key are; a class that becomes one has its own."""
        raise NotImplementedError


def _to_value(value: Any) -> Any:
    """A list as a tuple, keys under a key as what they are in the model, anything else as it is."""
    if isinstance(value, list):
        return tuple([_to_value(entry) for entry in value])
    if isinstance(value, dict):
        return {key: _to_value(held) for key, held in value.items()}
    return value.to_model() if isinstance(value, Fields) else value


class IgnoreFields(Fields):
    """A warning that this file gives on purpose."""

    code: Id = Field(description="Code of the warning, as the message has it")
    reason: Words = Field(description="Why it is right as it is")


Ignores = Annotated[list[IgnoreFields], Field(description="Warnings that this file gives on purpose")]


def _name_to_keys(value: Any) -> Any:
    """A plain name as the keys that it is short for."""
    return value if isinstance(value, dict) or value is None else {"name": value}


class _OrName(Prose):
    """Lets an editor accept a plain name, too."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


class OriginalFields(Fields):
    """What is recorded of the document that a study edition retells; its text stays out of the repository."""

    sha256: Annotated[str, Field(pattern=SHA256_PATTERN, description="SHA-256 of the original's file")] | None = None
    skip: list[BlockNumber] = Field(
        default_factory=list, description="Numbers of the original's blocks that are boilerplate"
    )
    headings: list[BlockNumber] = Field(
        default_factory=list, description="Numbers of the original's blocks that are headings"
    )
    captions: list[BlockNumber] = Field(
        default_factory=list, description="Numbers of the original's blocks that are picture captions"
    )
    title: Words | None = Field(None, description="The title that it was published under")
    probable: list[Literal["author", "publisher"]] = Field(
        default_factory=list, description="Keys of the article whose values are probable only"
    )

    def to_model(self) -> OriginalRecord:
        return OriginalRecord(**self.to_values())


class MentionFields(Fields):
    """What a name means in this article."""

    exact: Words = Field(description="The name as the article writes it")
    entity: Id | None = Field(description="Id of the glossary entry, or null for none")
    paragraph: BlockNumber | None = Field(None, description="Only in this paragraph")

    def to_model(self) -> MentionRule:
        return MentionRule(self.exact, self.entity, self.paragraph)


class DateFields(Fields):
    """What words of this article date, for the timeline."""

    exact: Words = Field(description="The words as the article or a note has them")
    date: Date | None = Field(description="Their date, or null for none")
    paragraph: BlockNumber | None = Field(None, description="Only in this paragraph, or in the notes on it")

    def to_model(self) -> DateRule:
        return DateRule(self.exact, self.date or "", self.paragraph)


class NameFields(Fields):
    """A person with a family name, an institution as `literal`, or a plain name of which nobody says which it is."""

    name: Words | None = Field(None, description="A plain name, which is never taken apart")
    family: Words | None = Field(None, description="Family name of a person")
    given: Words | None = Field(None, description="Given names of a person")
    suffix: Words | None = Field(None, description="What comes after a person's name, such as Jr.")
    literal: Words | None = Field(None, description="Whole name of an institution")

    @model_validator(mode="after")
    def _is_one_name(self) -> NameFields:
        forms = [self.name, self.family or self.given, self.literal]
        if sum(map(bool, forms)) != 1 or (self.suffix and not self.family):
            hint = "write {family: Public, given: Jane Q.} for a person, {literal: Crisis Group} for an institution"
            raise UnfitError("it is neither a person's name nor an institution's", hint)
        return self

    def to_model(self) -> Name:
        return _to_name(self.name or "", self.family or "", self.given or "", self.suffix or "", self.literal or "")


@lru_cache
def _to_name(name: str, family: str, given: str, suffix: str, literal: str) -> Name:
    """The same value for the same name, since processes send each other thousands of notes by few contributors."""
    if name:
        return plain_name(name)
    return Name(literal=literal) if literal else Name(family or given, given if family else "", suffix)


NameOrText = Annotated[NameFields, BeforeValidator(_name_to_keys), _OrName()]


class ArticleFields(Fields):
    """Front matter of source_texts/articles/SLUG/article.md."""

    title: Words
    summary: Sentence | None = Field(None, description="One sentence for the home page")
    author: list[NameOrText] = Field(
        default_factory=list, description="Who wrote it, each as a person, an institution or a plain name"
    )
    publisher: Words | None = None
    dateline: Words | None = Field(None, description="Where it was reported from")
    published: Date | None = None
    language: Language | None = Field(None, description="Where it isn't that of the corpus")
    url: WebAddress | None = Field(None, description="Where the publisher has it")
    rights: Rights = Field(description="restricted, public-domain, or an SPDX id such as CC-BY-4.0")
    edition: Edition = Field(description="study: retold in our own words; original: the text itself")
    original: OriginalFields | None = None
    mentions: list[MentionFields] = Field(default_factory=list)
    dates: list[DateFields] = Field(default_factory=list)
    ignore: Ignores = []


class TargetFields(Fields):
    """The same target in the original's words."""

    exact: Quote

    def to_model(self) -> str:
        return self.exact


class AnnotationFields(Fields):
    """Front matter of source_texts/articles/SLUG/annotations/ID.md."""

    paragraph: BlockNumber = Field(description="Number of the paragraph, as readers see it")
    exact: Quote = Field(description="The words the note speaks of, as the paragraph has them")
    prefix: Context | None = Field(None, description="The text right before, where `exact` is there more than once")
    suffix: Context | None = Field(None, description="The text right after")
    original: TargetFields | None = None
    kind: str
    contributor: NameOrText = Field(description="Who wrote the note")
    created: Date = Field(description=f"When it was written, {EDTF_HINT}")
    as_of: Date | None = Field(None, description="The date for which it is true; for facts that age")
    confidence: Literal["high", "medium", "low"] | None = None
    cites: list[ReferenceId] = Field(default_factory=list, description="Ids of references")
    short: ShortForm | None = Field(None, description="What the note says, in a sentence or two that need nothing else")
    ignore: Ignores = []

    @classmethod
    def kinds_in(cls, kinds: Kinds, /) -> Sequence[Kind]:
        return kinds.notes

    def to_values(self) -> dict[str, Any]:
        values = super().to_values()
        values["original_exact"] = values.pop("original", "")
        return values


class AliasFields(Fields):
    """Another name or spelling."""

    name: Words
    lang: Language | None = None
    case: bool = Field(False, description="Found only in exactly this case")

    def to_model(self) -> Alias:
        return Alias(self.name, self.lang or "", self.case)


AliasOrName = Annotated[AliasFields, BeforeValidator(_name_to_keys), _OrName()]


class PreferredFields(Fields):
    """The preferred name, with how it matches."""

    name: Words
    case: bool = Field(False, description="Matched only in exactly these capitals")

    def to_model(self) -> str:
        return self.name


def _name_or_keys(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    return PreferredFields.model_validate(value) if isinstance(value, dict) else handler(value)


class _OrKeys:
    """Lets an editor accept keys in place of a plain name, too."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(schema), PreferredFields.model_json_schema()]}


NameOrKeys = Annotated[Words, WrapValidator(_name_or_keys), _OrKeys()]


class EntityFields(Fields):
    """Front matter of source_texts/glossary/ID.md."""

    name: NameOrKeys = Field(description="The name that it is best known by")
    kind: str
    aliases: list[AliasOrName] = Field(default_factory=list)
    gloss: Sentence = Field(description="One sentence, for the card")
    coordinates: tuple[Latitude, Longitude] | None = Field(None, description="Latitude, longitude in degrees")
    dates: Date | None = None
    see_also: list[Id] = Field(default_factory=list)
    same_as: list[SameAs] = Field(
        default_factory=list, description="Addresses of the same thing elsewhere, such as in Wikidata"
    )
    cites: list[ReferenceId] = Field(default_factory=list)
    ignore: Ignores = []

    @classmethod
    def kinds_in(cls, kinds: Kinds, /) -> Sequence[Kind]:
        return kinds.entities

    def to_values(self) -> dict[str, Any]:
        values = super().to_values()
        if isinstance(self.name, PreferredFields):
            values["case"] = self.name.case
        return values


class EventFields(Fields):
    """Front matter of source_texts/events/ID.md."""

    title: Words = Field(description="What happened, in a few words")
    date: Date = Field(description=f"When it happened, {EDTF_HINT}")
    entities: list[Id] = Field(default_factory=list, description="Ids of the glossary entries that it is about")
    passages: list[PassageAddress] = Field(default_factory=list, description="Paragraphs and notes that bear on it")
    cites: list[ReferenceId] = Field(default_factory=list, description="Ids of references")
    ignore: Ignores = []


MODELS: dict[str, type[Fields]] = {
    "article": ArticleFields,
    "annotation": AnnotationFields,
    "entity": EntityFields,
    "event": EventFields,
}


@lru_cache(maxsize=1)
def prose_keys() -> frozenset[str]:
    """The keys whose values are words, such as `title`; `paragraph`, `cites` and dates aren't among them."""
    nested = (IgnoreFields, OriginalFields, MentionFields, TargetFields, AliasFields, NameFields)
    models: list[type[Fields]] = [*MODELS.values(), *nested]
    return frozenset(key for model in models for key, field in model.model_fields.items() if is_prose(field))


def holds_prose(path: Sequence[str | int]) -> bool:
    """Whether a key path is that of a value in words: the last key in it counts."""
    keys = [part for part in path if isinstance(part, str)]
    return bool(keys) and keys[-1] in prose_keys()
