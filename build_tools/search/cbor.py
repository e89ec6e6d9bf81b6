"""The little of CBOR (RFC 8949) that Pagefind's index is made of: integers, texts, arrays."""

from __future__ import annotations

from typing import Any

_NEGATIVE, _TEXT, _ARRAY = 1, 3, 4


def decode_cbor(data: bytes) -> Any:
    """The one value in `data`; raises ValueError for what isn't an integer, a text or an array."""
    value, _ = _decode(data, 0)
    return value


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    major, info = data[at] >> 5, data[at] & 31
    at += 1
    if info < 24:
        number = info
    elif info < 28:
        size = 1 << (info - 24)
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    else:
        raise ValueError(f"no CBOR length of kind {info}")
    if major == _TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if major == _ARRAY:
        items = []
        for _ in range(number):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    if major > _NEGATIVE:
        raise ValueError(f"no CBOR type {major} is looked for")
    return (number if major == 0 else -1 - number), at
