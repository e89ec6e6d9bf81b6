"""What front matter may hold: pydantic models, and from them the JSON schemas that editors complete from."""

from __future__ import annotations

import enum
import os
import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, ErrorDetails

from build_tools.core.model import AnnotationKind, Edition, EntityKind, Place
from build_tools.core.problems import Problem, error
from build_tools.sources.front_matter import Document
from build_tools.sources.plain_keys import KeyPath
from build_tools.text.characters import control_characters
from build_tools.text.dates import parse_edtf
from build_tools.text.fold import normalise
from build_tools.text.likeness import did_you_mean

# A plugin of whatever else is installed has no say in what front matter may hold, nor need it be looked for.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PASSAGE_PATTERN = rf"article:{ID_PATTERN}#(?:p[1-9][0-9]{{0,5}}|note-{ID_PATTERN})"
_REFERENCE_ID = r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$"
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_RIGHTS = r"^[A-Za-z0-9][A-Za-z0-9.+-]*$"
_SHA256 = r"^[0-9a-f]{64}$"
_EDTF_HINT = "such as 2016, 2016-12, 2016-12-22, 2016-12~ (about), 2015-09/2017-12, 2015-09/.. or [2016-11..2017-01]"


def _to_text(value: Any) -> Any:
    """A year, or a word such as `yes`, that YAML took for a number or a truth value is text where text is asked for."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class _UnfitError(ValueError):
    """Why a value can't be used, and what to write instead."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class _ControlError(ValueError):
    """Which control character stands in a value."""


def _without_controls(value: str) -> str:
    if offsets := control_characters(value):
        raise _ControlError(f"an invisible control character (U+{ord(value[offsets[0]]):04X})")
    return value


def _not_empty(value: str) -> str:
    if not value.strip():
        raise _UnfitError("it is empty", "write something between the quotes")
    return value


def _edtf(value: str) -> str:
    if parse_edtf(value) is None:
        raise _UnfitError(f"`{value[:60]}` is no date", f"write it as EDTF, {_EDTF_HINT}")
    return value


def _web_address(value: str) -> str:
    """The address as it was written: in another Unicode form it would be another."""
    value = value.strip()
    if not re.fullmatch(r"https?://[^\s/<>\"']+[^\s<>\"]*", value):
        raise _UnfitError("it is no address", "it must begin with https:// or http:// and hold no space")
    return value


MAX_LENGTH = 500
"""Code points of a name, or of the words before or after a quote. Longer ones are slips, and slow to look for."""


def _not_too_long(value: str) -> str:
    if len(value) > MAX_LENGTH:
        raise _UnfitError(f"it has {len(value):,} characters", f"write at most {MAX_LENGTH}")
    return value


def _sentence(value: str) -> str:
    if len(value) > 200:
        raise _UnfitError(f"it has {len(value)} characters", "make it one sentence of at most 200, to fit on a card")
    return value


Verbatim = Annotated[str, BeforeValidator(_to_text), AfterValidator(_without_controls)]
Text = Annotated[Verbatim, AfterValidator(normalise)]
Words = Annotated[
    Text,
    AfterValidator(_not_empty),
    AfterValidator(_not_too_long),
    Field(min_length=1, max_length=MAX_LENGTH),
]
Context = Annotated[Verbatim, AfterValidator(_not_too_long), Field(max_length=MAX_LENGTH)]
Quote = Annotated[Verbatim, AfterValidator(_not_empty), Field(min_length=1)]
Date = Annotated[
    Text,
    AfterValidator(_edtf),
    WithJsonSchema({"type": ["string", "integer"], "description": f"EDTF, {_EDTF_HINT}", "examples": ["2016-12"]}),
]
"""A year is an integer to YAML, and so to an editor."""
Sentence = Annotated[Words, AfterValidator(_sentence), Field(max_length=200)]
Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$"), BeforeValidator(_to_text)]
ReferenceId = Annotated[str, Field(pattern=_REFERENCE_ID), BeforeValidator(_to_text)]
PassageAddress = Annotated[str, Field(pattern=f"^{PASSAGE_PATTERN}$")]
Language = Annotated[str, Field(pattern=_LANGUAGE)]
Rights = Annotated[str, Field(pattern=_RIGHTS)]
BlockNumber = Annotated[int, Field(ge=1, le=999_999, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Latitude = Annotated[float, Field(ge=-90, le=90, strict=True)]
Longitude = Annotated[float, Field(ge=-180, le=180, strict=True)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class IgnoreFields(_Model):
    """A warning that this file gives on purpose."""

    code: Id = Field(description="Code of the warning, as the message has it")
    reason: Words = Field(description="Why it is right as it is")


Ignores = Annotated[list[IgnoreFields], Field(description="Warnings that this file gives on purpose")]


class OriginalFields(_Model):
    """What is recorded of the document that a study edition retells; its text stays out of the repository."""

    sha256: Annotated[str, Field(pattern=_SHA256, description="SHA-256 of the original's file")] | None = None
    skip: list[BlockNumber] = Field([], description="Numbers of the original's blocks that are boilerplate")
    headings: list[BlockNumber] = Field([], description="Numbers of the original's blocks that are headings")
    captions: list[BlockNumber] = Field([], description="Numbers of the original's blocks that are picture captions")


class MentionFields(_Model):
    """What a name means in this article."""

    exact: Words = Field(description="The name as the article writes it")
    entity: Id | None = Field(description="Id of the glossary entry, or null for none")
    paragraph: BlockNumber | None = Field(None, description="Only in this paragraph")


class ArticleFields(_Model):
    """Front matter of source_texts/articles/SLUG/article.md."""

    title: Words
    summary: Sentence | None = Field(None, description="One sentence for the home page")
    author: list[Words] = []
    publisher: Words | None = None
    dateline: Words | None = Field(None, description="Where it was reported from")
    published: Date | None = None
    language: Language = "en"
    url: Annotated[Quote, AfterValidator(_web_address)] | None = Field(None, description="Where the publisher has it")
    rights: Rights = Field(description="restricted, public-domain, or an SPDX id such as CC-BY-4.0")
    edition: Edition = Field(description="study: retold in our own words; original: the text itself")
    original: OriginalFields | None = None
    mentions: list[MentionFields] = []
    ignore: Ignores = []


class TargetFields(_Model):
    """The same target in the original's words."""

    exact: Quote


class AnnotationFields(_Model):
    """Front matter of source_texts/articles/SLUG/annotations/ID.md."""

    paragraph: BlockNumber = Field(description="Number of the paragraph, as readers see it")
    exact: Quote = Field(description="The words the note speaks of, as the paragraph has them")
    prefix: Context | None = Field(None, description="What stands right before, where `exact` is there more than once")
    suffix: Context | None = Field(None, description="What stands right after")
    original: TargetFields | None = None
    kind: AnnotationKind
    contributor: Words = Field(description="Who wrote the note")
    created: Date = Field(description=f"When it was written, {_EDTF_HINT}")
    as_of: Date | None = Field(None, description="How things stood when; for facts that age")
    confidence: Literal["high", "medium", "low"] | None = None
    cites: list[ReferenceId] = Field([], description="Ids of references")
    ignore: Ignores = []


class AliasFields(_Model):
    """Another name or spelling."""

    name: Words
    lang: Language | None = None
    case: bool = Field(False, description="Met only in exactly this case")


def _name_to_alias(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


class _OrName:
    """Lets an editor take a plain name, too."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


AliasOrName = Annotated[AliasFields, BeforeValidator(_name_to_alias), _OrName()]


class EntityFields(_Model):
    """Front matter of source_texts/glossary/ID.md."""

    name: Words = Field(description="The name that it is best known by")
    kind: EntityKind
    aliases: list[AliasOrName] = []
    gloss: Sentence = Field(description="One sentence, for the card")
    coordinates: tuple[Latitude, Longitude] | None = Field(None, description="Latitude, longitude in degrees")
    dates: Date | None = None
    see_also: list[Id] = []
    cites: list[ReferenceId] = []
    ignore: Ignores = []


class EventFields(_Model):
    """Front matter of source_texts/events/ID.md."""

    title: Words = Field(description="What happened, in a few words")
    date: Date = Field(description=f"When it happened, {_EDTF_HINT}")
    entities: list[Id] = Field([], description="Ids of the glossary entries that it is about")
    passages: list[PassageAddress] = Field([], description="Paragraphs and notes that bear on it")
    cites: list[ReferenceId] = Field([], description="Ids of references")
    ignore: Ignores = []


class RecordFields(_Model):
    """Front matter of source_texts/record.md: how much the corpus must at least hold."""

    annotations: Count | None = None
    entities: Count | None = None
    events: Count | None = None
    mentions: Count | None = Field(None, description="Names of the glossary met in the articles")
    cross_links: Count | None = Field(None, description="Links from an article or its notes to another article")


MODELS: dict[str, type[_Model]] = {
    "article": ArticleFields,
    "annotation": AnnotationFields,
    "entity": EntityFields,
    "event": EventFields,
    "record": RecordFields,
}

M = TypeVar("M", bound=_Model)


def validate(model: type[M], document: Document) -> tuple[M | None, list[Problem]]:
    """The front matter as a model, or None and the problems with it."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as exc:
        return None, [_to_problem(model, document, detail) for detail in exc.errors(include_url=False)]


def json_schemas() -> dict[str, dict[str, Any]]:
    """File name -> JSON schema, for `source_texts/schema/`."""
    return {
        f"{name}.json": {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        for name, model in MODELS.items()
    }


def _to_problem(model: type[_Model], document: Document, detail: ErrorDetails) -> Problem:
    """A validation error in the words of someone who writes notes, not Python."""
    path: KeyPath = detail["loc"]
    name = _name_key(document, path)
    if detail["input"] is None:
        hint = "write a value after the colon, or delete the line"
        return error("wrong-type", document.place(path), f"{name} is empty", hint)
    match detail["type"]:
        case "extra_forbidden":
            known = _keys_at(model, path[:-1])
            hint = did_you_mean(str(path[-1]), known) or f"keys that can stand here: {', '.join(known)}"
            return error("bad-key", document.key_place(path), f"the key `{path[-1]}` is unknown", hint)
        case "missing" if isinstance(path[-1], str):
            hint = f"add `{path[-1]}: …`{_describe(model, path)}"
            place = document.place(path[:-1]) if len(path) > 1 else (document.path, 1, 1)
            return error("missing-key", place, f"the key `{path[-1]}` is missing", hint)
        case "enum" | "literal_error":
            return _unknown_word(document, path, name, detail)
        case "value_error":
            return _unfit(document.place(path), name, detail["ctx"]["error"])
        case "string_pattern_mismatch":
            hint = _PATTERN_HINTS[detail["ctx"]["pattern"]]
            return error("bad-value", document.place(path), f"{name} can't be `{detail['input'][:60]}`", hint)
        case "greater_than_equal" | "less_than_equal":
            (key, limit), *_ = detail["ctx"].items()
            message = f"{name} must be at {'least' if key == 'ge' else 'most'} {limit:.10g}, not {detail['input']:.10g}"
            return error("bad-value", document.place(path), message)
    return _wrong_type(document, path, name, detail)


def _unfit(place: Place, name: str, reason: ValueError) -> Problem:
    if isinstance(reason, _UnfitError):
        return error("bad-value", place, f"{name} can't be used: {reason}", reason.hint)
    return error("control-character", place, f"{reason} stands in {name}", "delete it")


def _wrong_type(document: Document, path: KeyPath, name: str, detail: ErrorDetails) -> Problem:
    expected, hint = _EXPECTED.get(detail["type"], (detail["msg"], ""))
    if detail["type"] in {"missing", "too_long"}:
        return error("wrong-type", document.place(path), f"{name} should be {expected}", hint)
    place = document.place(path)
    message = f"{name} should be {expected}, not {_TYPES.get(type(detail['input']), 'that')}"
    if isinstance(detail["input"], list | dict):
        hint = "put quotes around the whole value" if detail["type"] == "string_type" else ""
    given = detail["input"] if isinstance(detail["input"], str) else _as_written(document, place)
    return error("wrong-type", place, message, hint.format(given=given[:60]))


def _as_written(document: Document, place: Place) -> str:
    """A value without quotes as it stands in the file: `No` is a truth value to YAML, and `3.50` is `3.5`."""
    written = re.match(r"[^\n#,\]}]*", document.lines[place[1] - 1][place[2] - 1 :])
    return written[0].strip() if written else ""


_EXPECTED = {
    "string_type": ("text", 'put quotes around it: "{given}"'),
    "int_type": ("a whole number", "write digits, without quotes"),
    "float_type": ("a number", "write digits, without quotes"),
    "bool_type": ("true or false", ""),
    "bool_parsing": ("true or false", ""),
    "list_type": ("a list", "put brackets around it: `[{given}]`"),
    "tuple_type": ("a list of two numbers", "such as `[35.4, 35.95]`"),
    "missing": ("a list of two numbers", "such as `[35.4, 35.95]`"),
    "too_long": ("a list of two numbers", "such as `[35.4, 35.95]`"),
    "model_type": ("keys with values", "write its keys on the lines below, each indented by two spaces"),
}
"""What pydantic finds wrong -> what should stand there, and how to write it."""
_TYPES: dict[type, str] = {
    str: "text",
    int: "a number",
    float: "a number with a point",
    bool: "true or false",
    list: "a list",
    dict: "keys with values",
}
_PATTERN_HINTS = {
    f"^{ID_PATTERN}$": "an id has small letters a–z, digits and hyphens, such as `liwa-al-quds`",
    f"^{PASSAGE_PATTERN}$": "write `article:SLUG#p3` for a paragraph, `article:SLUG#note-ID` for a note",
    _REFERENCE_ID: "an id has letters, digits and hyphens, such as `un-s-res-2254-2015`",
    _LANGUAGE: "write a language code, such as en, ar or zh-Hant",
    _RIGHTS: "write restricted, public-domain, or an SPDX id such as CC-BY-4.0",
    _SHA256: "the SHA-256 of a file has 64 of the signs 0–9 and a–f",
}


def _name_key(document: Document, path: KeyPath) -> str:
    """A key path in words: `original.exact`, entry 2 of `cites`, `lang` in entry 1 of `aliases`."""
    while len(path) > 1 and path not in document.marks:  # an alias that is a plain name has no key `name`
        path = path[:-1]
    keys = ".".join(part for part in path if isinstance(part, str))
    number = next((i for i, part in enumerate(path) if isinstance(part, int)), None)
    if number is None:
        return f"`{keys}`"
    outer = ".".join(str(part) for part in path[:number])
    entry = f"entry {int(path[number]) + 1} of `{outer}`"
    inner = ".".join(str(part) for part in path[number + 1 :])
    return f"`{inner}` in {entry}" if inner else entry


def _unknown_word(document: Document, path: KeyPath, name: str, detail: ErrorDetails) -> Problem:
    known = [word.strip(" '") for word in re.split(r",| or ", detail["ctx"]["expected"])]
    hint = did_you_mean(str(detail["input"]), known) or f"one of: {', '.join(known)}"
    return error("bad-value", document.place(path), f"{name} can't be `{str(detail['input'])[:60]}`", hint)


def _keys_at(model: type[_Model], path: KeyPath) -> list[str]:
    """The keys that a model takes under a key path."""
    return list(_model_at(model, path).model_fields)


def _describe(model: type[_Model], path: KeyPath) -> str:
    field = _model_at(model, path[:-1]).model_fields[str(path[-1])]
    described = field.description
    if isinstance(field.annotation, type) and issubclass(field.annotation, enum.Enum):
        described = described or ", ".join(member.value for member in field.annotation)
    return f" ({described})" if described else ""


def _model_at(model: type[_Model], path: KeyPath) -> type[_Model]:
    for part in path:
        if isinstance(part, str):
            model = _NESTED[model, part]
    return model


_NESTED: dict[tuple[type[_Model], str], type[_Model]] = {
    (ArticleFields, "original"): OriginalFields,
    (ArticleFields, "mentions"): MentionFields,
    (AnnotationFields, "original"): TargetFields,
    (EntityFields, "aliases"): AliasFields,
    **{(model, "ignore"): IgnoreFields for model in MODELS.values()},
}
