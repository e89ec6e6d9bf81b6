"""What front matter may hold, as pydantic models. What `corpus.yml` may hold is in `corpus_schema.py`.

A new key is a field here and a field of the same name in `core/model.py`. `Fields.to_values` hands the value from here
to the model, and `reader diff` compares every field.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from build_tools.core.kinds import BUILT_IN, Kind, Kinds, ids_of
from build_tools.core.model import Alias, DateRule, Edition, MentionRule, OriginalRecord
from build_tools.core.names import Name, plain_name
from build_tools.text.characters import control_characters, shows_nothing
from build_tools.text.date_hints import suggest_edtf
from build_tools.text.dates import find_date_fault
from build_tools.text.directions import find_direction_faults
from build_tools.text.fold import normalise
from build_tools.text.web_addresses import HOST

# Plugins of other installed packages must not change what front matter may hold, and looking for them takes time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PASSAGE_PATTERN = rf"article:{ID_PATTERN}#(?:p[1-9][0-9]{{0,5}}|note-{ID_PATTERN})"
REFERENCE_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
RIGHTS_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9.+-]*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
_EDTF_HINT = (
    "such as 2016, 2016-12, 2016-12-22, 2016-12~ (about), 156X, -0043 (44 BCE), 2015-09/.. or [2016-11..2017-01]"
)


def _to_text(value: Any) -> Any:
    """Text again for a year, which YAML reads as a number, where a field asks for text; other values as they are."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class UnfitError(ValueError):
    """Why a value can't be used, and what to write instead."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class ControlError(ValueError):
    """Names the control character that a value contains."""


class DirectionError(ValueError):
    """Is about the character of this message that turns the direction of the text."""


def _without_controls(value: str) -> str:
    if offsets := control_characters(value):
        raise ControlError(f"an invisible control character (U+{ord(value[offsets[0]]):04X})")
    if faults := find_direction_faults(value):
        raise DirectionError(value[faults[0]])
    return value


def _not_empty(value: str) -> str:
    if shows_nothing(value):
        reason = "it has only invisible characters" if value.strip() else "it is empty"
        raise UnfitError(reason, "write something between the quotes")
    return value


def _bracketed(value: Any) -> Any:
    """Text again for a date in brackets, which YAML reads as a list, or as keys without values."""
    for kind, form in ((list, "[{}]"), (dict, "{{{}}}")):
        if isinstance(value, kind) and value and all(type(part) in {str, int} for part in value):
            is_plain = isinstance(value, list) or not any(held is not None for held in value.values())
            return form.format(",".join(map(str, value))) if is_plain else value
    return value


def _edtf(value: str) -> str:
    if fault := find_date_fault(value):
        meant = suggest_edtf(value)
        hint = f"write `{meant}`" if meant else f"write it as EDTF, {_EDTF_HINT}"
        whole = f"`{value[:60]}` is no date"
        raise UnfitError(whole if fault == whole else f"{whole}: {fault}", hint)
    return value


def _web_address(value: str) -> str:
    """The address as it was written: in another Unicode form it would be a different one."""
    value = value.strip()
    if not re.fullmatch(rf"{HOST}[^\s<>\"]*", value):
        hint = "it must begin with https:// or http:// and a host, and hold no space; nothing may be before an `@`"
        raise UnfitError("it is no address", hint)
    return value


class UnknownKindError(ValueError):
    """Names the kinds that there are."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__("no such kind")
        self.known = known


MAX_LENGTH = 500
"""Code points of a name, or of the words before or after a quote. Longer ones are mistakes, and slow to search for."""


def _not_too_long(value: str) -> str:
    if len(value) > MAX_LENGTH:
        raise UnfitError(f"it has {len(value):,} characters", f"write at most {MAX_LENGTH}")
    return value


def _sentence(value: str) -> str:
    if len(value) > 200:
        raise UnfitError(f"it has {len(value)} characters", "make it one sentence of at most 200, to fit on a card")
    return value


class Prose:
    """Marks text that people write in words: other quotation marks, hyphens or spaces mean the same, and a `#` is no
    comment. Elsewhere every character counts: in ids, dates and addresses.
    """


def is_prose(field: FieldInfo) -> bool:
    return any(isinstance(mark, Prose) for mark in (*field.metadata, *_marks_in(field.annotation)))


def _marks_in(annotation: Any) -> Iterator[object]:
    """What `Annotated` says of a type, and of the types that it is made of."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks_in(part)


Verbatim = Annotated[str, BeforeValidator(_to_text), AfterValidator(_without_controls)]
Text = Annotated[Verbatim, AfterValidator(normalise)]
Words = Annotated[
    Text,
    Prose(),
    AfterValidator(_not_empty),
    AfterValidator(_not_too_long),
    Field(min_length=1, max_length=MAX_LENGTH),
    Prose(),
]
Context = Annotated[Verbatim, Prose(), AfterValidator(_not_too_long), Field(max_length=MAX_LENGTH)]
Quote = Annotated[Verbatim, Prose(), AfterValidator(_not_empty), Field(min_length=1)]
WebAddress = Annotated[Verbatim, AfterValidator(_not_empty), AfterValidator(_web_address), Field(min_length=1)]
Date = Annotated[
    Text,
    BeforeValidator(_bracketed),
    AfterValidator(_edtf),
    WithJsonSchema(
        {
            "type": ["string", "integer", "array", "object"],
            "description": f"EDTF, {_EDTF_HINT}",
            "examples": ["2016-12"],
        }
    ),
]
"""YAML, and so an editor, reads a year as an integer, and EDTF's brackets as a list or keys."""
Sentence = Annotated[Words, AfterValidator(_sentence), Field(max_length=200)]
Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$"), BeforeValidator(_to_text)]
ReferenceId = Annotated[str, Field(pattern=REFERENCE_ID_PATTERN), BeforeValidator(_to_text)]
PassageAddress = Annotated[str, Field(pattern=f"^{PASSAGE_PATTERN}$")]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Rights = Annotated[str, Field(pattern=RIGHTS_PATTERN)]
BlockNumber = Annotated[int, Field(ge=1, le=999_999, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Latitude = Annotated[float, Field(ge=-90, le=90, strict=True)]
Longitude = Annotated[float, Field(ge=-180, le=180, strict=True)]


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
    skip: list[BlockNumber] = Field([], description="Numbers of the original's blocks that are boilerplate")
    headings: list[BlockNumber] = Field([], description="Numbers of the original's blocks that are headings")
    captions: list[BlockNumber] = Field([], description="Numbers of the original's blocks that are picture captions")

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
    author: list[NameOrText] = Field([], description="Who wrote it, each as a person, an institution or a plain name")
    publisher: Words | None = None
    dateline: Words | None = Field(None, description="Where it was reported from")
    published: Date | None = None
    language: Language | None = Field(None, description="Where it isn't that of the corpus")
    url: WebAddress | None = Field(None, description="Where the publisher has it")
    rights: Rights = Field(description="restricted, public-domain, or an SPDX id such as CC-BY-4.0")
    edition: Edition = Field(description="study: retold in our own words; original: the text itself")
    original: OriginalFields | None = None
    mentions: list[MentionFields] = []
    dates: list[DateFields] = []
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
    created: Date = Field(description=f"When it was written, {_EDTF_HINT}")
    as_of: Date | None = Field(None, description="The date for which it is true; for facts that age")
    confidence: Literal["high", "medium", "low"] | None = None
    cites: list[ReferenceId] = Field([], description="Ids of references")
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
    aliases: list[AliasOrName] = []
    gloss: Sentence = Field(description="One sentence, for the card")
    coordinates: tuple[Latitude, Longitude] | None = Field(None, description="Latitude, longitude in degrees")
    dates: Date | None = None
    see_also: list[Id] = []
    cites: list[ReferenceId] = []
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
    date: Date = Field(description=f"When it happened, {_EDTF_HINT}")
    entities: list[Id] = Field([], description="Ids of the glossary entries that it is about")
    passages: list[PassageAddress] = Field([], description="Paragraphs and notes that bear on it")
    cites: list[ReferenceId] = Field([], description="Ids of references")
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
