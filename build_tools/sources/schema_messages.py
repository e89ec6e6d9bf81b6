"""Front matter checked by the schema, its faults in words for people who write notes, not Python."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from build_tools.core.kinds import BUILT_IN, Kinds, ids_of
from build_tools.core.model import Place
from build_tools.core.problems import Problem, error
from build_tools.sources.front_matter import Document
from build_tools.sources.name_hints import ONE_NAME, hint_key_of_name, hint_names
from build_tools.sources.plain_keys import KeyPath
from build_tools.sources.schema import Fields, NameFields
from build_tools.sources.value_types import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    PASSAGE_PATTERN,
    REFERENCE_ID_PATTERN,
    RIGHTS_PATTERN,
    SHA256_PATTERN,
    DirectionError,
    UnfitError,
    UnknownKindError,
)
from build_tools.text.directions import DIRECTION_MARKS, say_direction_fault
from build_tools.text.likeness import CUTOFF, did_you_mean, find_nearest

M = TypeVar("M", bound=Fields)


def validate(model: type[M], document: Document, kinds: Kinds = BUILT_IN) -> tuple[M | None, list[Problem]]:
    """The front matter of a file as `model`, or None and the problems with it; user data raises nothing.

    `kinds` are those that notes and entries may have.
    """
    try:
        return model.model_validate(document.data, context=kinds), []
    except ValidationError as exc:
        misspelt = {(key,) for key in find_meant_keys(model, document.data).values()}
        details = [d for d in exc.errors(include_url=False) if d["type"] != "missing" or d["loc"] not in misspelt]
        found = [_to_problem(model, document, detail, kinds) for detail in details]
        return None, [problem for problem in found if not _is_known(document, problem)]


def find_meant_keys(model: type[Fields], data: Mapping[str, Any]) -> dict[str, str]:
    """Misspelt key -> the key that was probably meant, which is in no other line."""
    missing = [key for key in model.model_fields if key not in data]
    near = {key: find_nearest(str(key), missing, CUTOFF) for key in data if key not in model.model_fields}
    return {key: found[0] for key, found in near.items() if found}


def _is_known(document: Document, problem: Problem) -> bool:
    """Whether it was found when the file was read: here only characters written as escapes are new."""
    return problem.code == "direction-mark" and not DIRECTION_MARKS.isdisjoint(document.lines[problem.line - 1])


def _to_problem(model: type[Fields], document: Document, detail: ErrorDetails, kinds: Kinds) -> Problem:
    """A validation error as a problem with its place in the file."""
    path: KeyPath = detail["loc"]
    name = _name_key(document, path)
    if detail["input"] is None:
        hint = "write a value after the colon, or delete the line"
        if re.match(r"[^#]*:[ \t]+#", document.lines[document.place(path)[1] - 1]):
            hint = "a `#` after a space begins a comment: put quotes around the value, if it begins with `#`"
        return error("wrong-type", document.place(path), f"{name} is empty", hint)
    match detail["type"]:
        case "extra_forbidden":
            known = _keys_at(model, path[:-1])
            hint = did_you_mean(str(path[-1]), known) or f"known keys: {', '.join(known)}"
            if _model_at(model, path[:-1]) is NameFields:
                hint = hint_key_of_name(str(path[-1]), known)
            return error("bad-key", document.key_place(path), f"the key `{path[-1]}` is unknown", hint)
        case "missing" if isinstance(path[-1], str):
            hint = f"add `{path[-1]}: …`{_describe(model, path, kinds)}"
            place = document.place(path[:-1]) if len(path) > 1 else (document.path, 1, 1)
            return error("missing-key", place, f"the key `{path[-1]}` is missing", hint)
        case "enum" | "literal_error":
            known = [word.strip(" '") for word in re.split(r",| or ", detail["ctx"]["expected"])]
            return _unknown_word(document, path, name, detail["input"], known)
        case "value_error":
            return _unfit(document, path, name, detail)
        case "string_pattern_mismatch":
            hint = _PATTERN_HINTS[detail["ctx"]["pattern"]]
            return error("bad-value", document.place(path), f"{name} can't be `{detail['input'][:60]}`", hint)
        case "greater_than_equal" | "less_than_equal":
            (key, limit), *_ = detail["ctx"].items()
            message = f"{name} must be at {'least' if key == 'ge' else 'most'} {limit:.10g}, not {detail['input']:.10g}"
            return error("bad-value", document.place(path), message)
    return _wrong_type(model, document, path, name, detail)


def _unfit(document: Document, path: KeyPath, name: str, detail: ErrorDetails) -> Problem:
    place, reason = document.place(path), detail["ctx"]["error"]
    if isinstance(reason, UnknownKindError):
        return _unknown_word(document, path, name, detail["input"], reason.known)
    if isinstance(reason, UnfitError):
        return error("bad-value", place, f"{name} can't be used: {reason}", reason.hint)
    if isinstance(reason, DirectionError):
        message, hint = say_direction_fault(str(reason))
        return error("direction-mark", place, f"in {name} {message}", hint)
    return error("control-character", place, f"{reason} is in {name}", "delete it")


def _hint_name(document: Document, place: Place, given: object, *, is_list: bool) -> str:
    """How to write a name, or a list of names if `is_list`, where another type of value is given."""
    if isinstance(given, str):
        return hint_names(given)
    if isinstance(given, dict):
        written = document.lines[place[1] - 1][place[2] - 1 :].rstrip()
        in_line = re.fullmatch(r"\{[^{}#]{1,100}\}", written)
        return f"put brackets around it: `[{written}]`" if in_line else f"begin each name with `- `: {ONE_NAME}"
    if isinstance(given, list):
        return f"this is one name, without brackets: {ONE_NAME}"
    written = _as_written(document, place)
    return hint_names(written) if is_list else f'put quotes around it: "{written[:60]}"'


def _wrong_type(model: type[Fields], document: Document, path: KeyPath, name: str, detail: ErrorDetails) -> Problem:
    expected, hint = _EXPECTED.get(detail["type"], (detail["msg"], ""))
    above = path if detail["type"] == "list_type" else path[:-1] if path[-1] == "name" else None
    is_name = above is not None and _model_at(model, above) is NameFields
    if detail["type"] in {"missing", "too_long"}:
        return error("wrong-type", document.place(path), f"{name} should be {expected}", hint)
    place = document.place(path)
    message = f"{name} should be {expected}, not {_TYPES.get(type(detail['input']), 'that')}"
    if is_name:
        return error("wrong-type", place, message, _hint_name(document, place, detail["input"], is_list=above == path))
    if isinstance(detail["input"], list | dict):
        hint = "put quotes around the whole value" if detail["type"] == "string_type" else ""
    given = detail["input"] if isinstance(detail["input"], str) else _as_written(document, place)
    return error("wrong-type", place, message, hint.format(given=given[:60]))


def _as_written(document: Document, place: Place) -> str:
    """A value without quotes as it is in the file: YAML reads `No` as a truth value, and `3.50` as `3.5`."""
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
"""Type of pydantic's error -> the value that is expected, and how to write it."""
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
    REFERENCE_ID_PATTERN: "an id has letters, digits and hyphens, such as `un-s-res-2254-2015`",
    LANGUAGE_PATTERN: "write a language code, such as en, ar or zh-Hant",
    RIGHTS_PATTERN: "write restricted, public-domain, or an SPDX id such as CC-BY-4.0",
    SHA256_PATTERN: "the SHA-256 of a file has 64 of the characters 0–9 and a–f",
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
    inner = ".".join(part for part in path[number + 1 :] if isinstance(part, str))
    if inner and isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of `{inner}` in {entry}"
    return f"`{inner}` in {entry}" if inner else entry


def _unknown_word(document: Document, path: KeyPath, name: str, given: object, known: Sequence[str]) -> Problem:
    hint = did_you_mean(str(given), known) or f"one of: {', '.join(known)}"
    return error("bad-value", document.place(path), f"{name} can't be `{str(given)[:60]}`", hint)


def _keys_at(model: type[Fields], path: KeyPath) -> list[str]:
    """The keys that a model accepts under a key path."""
    return list(_model_at(model, path).model_fields)


def _describe(model: type[Fields], path: KeyPath, kinds: Kinds) -> str:
    if path[-1] == "kind":
        return f" ({', '.join(ids_of(model.kinds_in(kinds)))})"
    field = _model_at(model, path[:-1]).model_fields[str(path[-1])]
    described = field.description
    if isinstance(field.annotation, type) and issubclass(field.annotation, enum.Enum):
        described = described or ", ".join(member.value for member in field.annotation)
    return f" ({described})" if described else ""


def _model_at(model: type[Fields], path: KeyPath) -> type[Fields]:
    """The keys under a key path. A key of a mapping with free keys, such as a contributor's name, leads nowhere."""
    has_free_keys = False
    for part in path:
        if has_free_keys or not isinstance(part, str):
            has_free_keys = False
            continue
        annotation = model.model_fields[part].annotation
        has_free_keys = get_origin(annotation) is dict
        model = _find_nested(annotation) or model
    return model


def _find_nested(annotation: Any) -> type[Fields] | None:
    """The model within the type of a field, such as a list of it."""
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    return next((found for part in get_args(annotation) if (found := _find_nested(part))), None)
