"""Numbers in bytes of seven bits, the lowest first; all but the last have the eighth bit, too."""

from __future__ import annotations


def varint(number: int) -> bytes:
    written = bytearray()
    add_number(written, number)
    return bytes(written)


def add_number(target: bytearray, number: int) -> None:
    """Append a number to what is written already."""
    while number > 127:
        target.append(number & 127 | 128)
        number >>= 7
    target.append(number)
