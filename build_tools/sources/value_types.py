"""What a value of front matter may be: words, an id, a date, an address; and what is wrong if it isn't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic.fields import FieldInfo

from build_tools.text.authorities import find_authority, usual_address
from build_tools.text.characters import control_characters, shows_nothing
from build_tools.text.date_hints import suggest_edtf
from build_tools.text.dates import find_date_fault
from build_tools.text.directions import find_direction_faults
from build_tools.text.fold import normalise
from build_tools.text.web_addresses import HOST
from build_tools.text.words import count_short

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PASSAGE_PATTERN = rf"article:{ID_PATTERN}#(?:p[1-9][0-9]{{0,5}}|note-{ID_PATTERN})"
REFERENCE_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
RIGHTS_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9.+-]*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
EDTF_HINT = (
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
    if value.isascii() and value.isprintable():  # as nearly always; the searches take ten times as long
        return value
    if offsets := control_characters(value):
        raise ControlError(f"an invisible control character (U+{ord(value[offsets[0]]):04X})")
    if faults := find_direction_faults(value):
        raise DirectionError(value[faults[0]])
    return value


def _not_empty(value: str) -> str:
    if not (value[:1].isascii() and value[:1].isalnum()) and shows_nothing(value):
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
        hint = f"write `{meant}`" if meant else f"write it as EDTF, {EDTF_HINT}"
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


def _same_as(value: str) -> str:
    """An address by which programs know a thing: each register has one form for it, and anything else is another."""
    if authority := find_authority(value):
        usual = usual_address(authority, value)
        if not usual:
            form = authority.address.format("…")
            raise UnfitError(f"it is no address of a thing in {authority.name}", f"the form is {form}")
        if usual != value:
            raise UnfitError(f"it isn't the form that {authority.name} has for it", f"write {usual}")
    if not value.startswith("https://"):
        raise UnfitError("it doesn't begin with https://", "write https:// at its beginning")
    return value


def _no_bare_number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"Q[1-9][0-9]*", value):
        raise UnfitError("it is a number of Wikidata, and no address", f"write https://www.wikidata.org/entity/{value}")
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


MAX_SHORT = 30
"""Words of a note's short form; with more it no longer fits where it is shown."""


def _short_form(value: str) -> str:
    if (length := count_short(value)) > MAX_SHORT:
        raise UnfitError(f"it has {length:,} words", f"say it in at most {MAX_SHORT} words, better in 25")
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
]
Context = Annotated[Verbatim, Prose(), AfterValidator(_not_too_long), Field(max_length=MAX_LENGTH)]
Quote = Annotated[Verbatim, Prose(), AfterValidator(_not_empty), Field(min_length=1)]
WebAddress = Annotated[Verbatim, AfterValidator(_not_empty), AfterValidator(_web_address), Field(min_length=1)]
SameAs = Annotated[WebAddress, BeforeValidator(_no_bare_number), AfterValidator(_same_as)]
Date = Annotated[
    Text,
    BeforeValidator(_bracketed),
    AfterValidator(_edtf),
    WithJsonSchema(
        {
            "type": ["string", "integer", "array", "object"],
            "description": f"EDTF, {EDTF_HINT}",
            "examples": ["2016-12"],
        }
    ),
]
"""YAML, and so an editor, reads a year as an integer, and EDTF's brackets as a list or keys."""
Sentence = Annotated[Words, AfterValidator(_sentence), Field(max_length=200)]
ShortForm = Annotated[Words, AfterValidator(_short_form)]
Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$"), BeforeValidator(_to_text)]
ReferenceId = Annotated[str, Field(pattern=REFERENCE_ID_PATTERN), BeforeValidator(_to_text)]
PassageAddress = Annotated[str, Field(pattern=f"^{PASSAGE_PATTERN}$")]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Rights = Annotated[str, Field(pattern=RIGHTS_PATTERN)]
BlockNumber = Annotated[int, Field(ge=1, le=999_999, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Latitude = Annotated[float, Field(ge=-90, le=90, strict=True)]
Longitude = Annotated[float, Field(ge=-180, le=180, strict=True)]
