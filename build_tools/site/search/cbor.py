"""The little of CBOR (RFC 8949) that Pagefind's index is made of: integers, texts, arrays."""

from __future__ import annotations

from typing import Any

_NEGATIVE, _TEXT, _ARRAY = 1, 3, 4


def decode_cbor(data: bytes) -> Any:
    """The one value in `data`; raises ValueError for what isn't an integer, a text or an array."""
    value, _ = _decode(data, 0)
    return value


def read_text(data: bytes, at: int) -> tuple[str, int]:
    """The text at `at` and where it ends; raises ValueError where none stands."""
    major, number, start = _read_head(data, at)
    if major != _TEXT:
        raise ValueError(f"no CBOR text stands at byte {at}")
    return data[start : start + number].decode("utf-8"), start + number


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """(type, number or length, what follows)."""
    major, info = data[at] >> 5, data[at] & 31
    at += 1
    if info < 24:
        return major, info, at
    if info < 28:
        size = 1 << (info - 24)
        return major, int.from_bytes(data[at : at + size], "big"), at + size
    raise ValueError(f"no CBOR length of kind {info}")


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    major, number, start = _read_head(data, at)
    if major == _TEXT:
        return read_text(data, at)
    at = start
    if major == _ARRAY:
        items = []
        for _ in range(number):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    if major > _NEGATIVE:
        raise ValueError(f"no CBOR type {major} is looked for")
    return (number if major == 0 else -1 - number), at
