"""The little of CBOR (RFC 8949) that Pagefind's index is made of: integers, texts, arrays."""

from __future__ import annotations

from typing import Any

_NEGATIVE, _TEXT, _ARRAY = 1, 3, 4


def decode(data: bytes) -> Any:
    """The one value in `data`; raises ValueError for what isn't an integer, a text or an array."""
    value, _ = _decode(data, 0)
    return value


def encode(value: Any) -> bytes:
    """The shortest form; raises ValueError for any other value."""
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        data = value.encode("utf-8")
        return _head(_TEXT, len(data)) + data
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
    raise ValueError(f"no CBOR for {type(value).__name__}")


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


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << (8 * size):
            return bytes([major << 5 | info]) + number.to_bytes(size, "big")
    raise ValueError(f"{number} is too large for CBOR")
