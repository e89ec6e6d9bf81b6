"""Compare keys and their values before and after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from build_tools.changes.difference import is_typographic, show_difference, show_exactly
from build_tools.changes.values import TYPOGRAPHIC, Detail
from build_tools.core.model import DateRule, MentionRule
from build_tools.core.names import Name
from build_tools.sources.schema import MODELS
from build_tools.sources.value_types import is_prose

_PARTED = "; "
_LONG = 160
"""Lists of up to this many code points are shown whole."""

N = TypeVar("N", bound=Hashable)


class Exact(str):
    """A value in which every character counts: an address, an id, a date."""

    __slots__ = ()


class Listed(Exact):
    """A list of values as one text, separated by `_PARTED`."""

    __slots__ = ()


def joined(values: Iterable[object]) -> Listed:
    return Listed(_PARTED.join(map(str, values)))


def fields_of(sort: str, value: object, leave_out: Collection[str] = ()) -> dict[str, str]:
    """Key -> value as text, for every key that front matter may have in this sort of document, a key of `MODELS`.

    `value` is the document in the model. Keys under a key are named with a point: `original.sha256`.
    """
    found: dict[str, str] = {}
    for key, field in MODELS[sort].model_fields.items():
        if key != "ignore" and key not in leave_out:
            found |= _to_texts(key, getattr(value, key), prose=is_prose(field))
    return found


def _describe_name(name: Name) -> str:
    """A name and what it is said to be: "Public, Jane Q. (a person)", "Crisis Group (an institution)", "J. Public"."""
    return f"{name.inverted}{' (a person)' if name.is_person else ' (an institution)' if name.is_institution else ''}"


def _to_texts(key: str, value: Any, *, prose: bool) -> dict[str, str]:
    if is_dataclass(value) and not isinstance(value, Name):
        return {
            name: text
            for part in fields(value)
            for name, text in _to_texts(f"{key}.{part.name}", getattr(value, part.name), prose=prose).items()
        }
    return {key: _to_text(value, prose=prose)}


def _to_text(value: Any, *, prose: bool) -> str:
    match value:
        case None:
            return ""
        case Name():
            return _describe_name(value)
        case (Name(), *_):
            return _PARTED.join(map(_describe_name, value))
        case (float(), float()):
            return Exact(", ".join(map(str, value)))
        case tuple():
            texts = map(_to_entry, value)
            return _PARTED.join(texts) if prose else joined(texts)
    return str(value) if prose else Exact(value)


def _to_entry(value: object) -> str:
    match value:
        case MentionRule(exact=exact, entity=means, paragraph=paragraph):
            return f"{exact} = {means or 'no entity'}{_in_paragraph(paragraph)}"
        case DateRule(exact=exact, date=means, paragraph=paragraph):
            return f"{exact} = {means or 'no date'}{_in_paragraph(paragraph)}"
    return str(value)


def _in_paragraph(number: int | None) -> str:
    return f" (¶ {number})" if number else ""


def find_differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Detail]:
    """A detail for each key whose values differ; a missing key counts as empty."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            exactly = isinstance(old or new, Exact)
            yield Detail(key, *show_exactly(*_shorten(old, new))) if exactly else show_detail(key, old, new)


def _shorten(before: str, after: str) -> tuple[str, str]:
    """The two values; for long lists an ellipsis, then the items that only one of them has."""
    if not (isinstance(before, Listed) and isinstance(after, Listed)) or max(len(before), len(after)) <= _LONG:
        return before, after
    old, new = (Counter(value.split(_PARTED)) for value in (before, after))
    if old == new:
        return before, after
    return _PARTED.join(["…", *(old - new).elements()]), _PARTED.join(["…", *(new - old).elements()])


def show_detail(key: str, before: str, after: str) -> Detail:
    """What differs between two texts; either may be empty."""
    if not before or not after:
        return Detail(key, before, after)
    if is_typographic(before, after):
        return Detail(key, TYPOGRAPHIC, TYPOGRAPHIC)
    return Detail(key, *show_difference(before, after))


def pair_named(before: Iterable[tuple[N, str]], after: Iterable[tuple[N, str]]) -> Iterator[tuple[N, str, str]]:
    """(name, before, after) for what changed; "" for no value.

    Each (name, value) that only `before` has is joined with one of that name that only `after` has, in the order of
    `before`. Then comes what is left of `after`, in its order.
    """
    old, new = Counter(before), Counter(after)
    waiting: dict[N, list[str]] = defaultdict(list)
    for name, value in (new - old).elements():
        waiting[name].append(value)
    for name, value in (old - new).elements():
        yield (name, value, waiting[name].pop(0) if waiting[name] else "")
    for name, values in waiting.items():
        yield from ((name, "", value) for value in values)
