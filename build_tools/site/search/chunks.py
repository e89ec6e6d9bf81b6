"""Pagefind's chunks of words cut into smaller ones, so that a query reads little more than the words it asks for.

A chunk is CBOR: `[[[word, pages, variants], …]]`, where `pages` and a variant's are arrays of integers and arrays, and
a variant is `[text, pages]`. Within an entry nothing has to be understood, so that one is passed over at the speed of a
pattern; `decode_cbor` takes ten times as long, 5 s for 1,000 articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.site.search.cbor import read_text

_PIECE = 16_000
"""Bytes of a piece at most, before it is compressed, unless one word's places are more."""
_NUMBERS = re.compile(
    rb"(?:[\x00-\x17\x20-\x37\x80-\x97]|[\x18\x38\x98].|[\x19\x39\x99].{2}|[\x1a\x3a\x9a].{4}|[\x1b\x3b\x9b].{8})*+",
    re.DOTALL,
)
"""Integers and beginnings of arrays, which are all that stands between two texts."""
_ENTRY = 0x83
"""The beginning of an array of three, which stands right before a text only where an entry begins."""


def cut_chunk(chunk: bytes) -> Iterator[tuple[str, str, bytes]]:
    """(first word, last word, piece) of each piece; a piece is CBOR, `[[word, pages, variants], …]`."""
    words: list[str] = []
    begin = end = 0
    for word, start, stop in _find_entries(chunk):
        if words and stop - begin > _PIECE:
            yield words[0], words[-1], _array(len(words), chunk[begin:end])
            words = []
        if not words:
            begin = start
        words.append(word)
        end = stop
    if words:
        yield words[0], words[-1], _array(len(words), chunk[begin:end])


def _find_entries(chunk: bytes) -> Iterator[tuple[str, int, int]]:
    """(word, start, end) of each entry."""
    word, start = "", -1
    at = _after_numbers(chunk, 0)
    while at < len(chunk):
        text, behind = read_text(chunk, at)
        if chunk[at - 1] == _ENTRY:
            if start >= 0:
                yield word, start, at - 1
            word, start = text, at - 1
        at = _after_numbers(chunk, behind)
    if start >= 0:
        yield word, start, len(chunk)


def _after_numbers(chunk: bytes, at: int) -> int:
    match = _NUMBERS.match(chunk, at)
    assert match  # of nothing, at least
    return match.end()


def _array(length: int, entries: bytes) -> bytes:
    return b"\x9a" + length.to_bytes(4, "big") + entries


def shortest_after(last: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `last`."""
    return next(first[:n] for n in range(1, len(first) + 1) if first[:n] > last)
