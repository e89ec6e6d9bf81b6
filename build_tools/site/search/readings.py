"""The words of a record with their places: what it adds to the index, and what of that an earlier build has left."""

from __future__ import annotations

import hashlib
import marshal
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from build_tools.site.search.varints import add_number
from build_tools.site.search.words import places_of, tokens_of

GAP = 32
"""Places between two segments, so that nothing seems to be near what is in another paragraph."""

Parted = Mapping[str, Mapping[str, str]]
"""The words that are also written as two: first half -> second half -> word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a record adds to the lists of its words."""

    words: tuple[str, ...]
    counts: tuple[int, ...]
    """How often the record has each of them."""
    places: tuple[bytes, ...]
    """Where: the first place, then how far each is from the one before it, as `varints` writes numbers."""
    length: int
    """How many places the record has."""


def read_texts(texts: Iterable[str], parted: Parted) -> Reading:
    """Places count the pieces of the texts."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    at = gaps = 0
    for text in texts:
        halves: Mapping[str, str] = {}  # of the words that the piece before it may begin
        for piece in text.split():
            places, first, last = _read_piece(piece)
            if halves and first in halves:
                found[halves[first]].append(at - 1)
            for words in places:
                for word in words:
                    found[word].append(at)
                at += 1
            halves = parted.get(last, {})
        at += GAP
        gaps += GAP
    counts = tuple(map(len, found.values()))
    return Reading(tuple(found), counts, tuple(map(_to_steps, found.values())), at - gaps)


def _to_steps(places: list[int]) -> bytes:
    target = bytearray()
    before = 0
    for place in places:
        step = place - before
        before = place
        if step < 128:  # nearly always; a call for each takes as long as all the rest
            target.append(step)
        else:
            add_number(target, step)
    return bytes(target)


@lru_cache(maxsize=1 << 16)
def _read_piece(piece: str) -> tuple[tuple[tuple[str, ...], ...], str, str]:
    """The words at each place of a piece, and those with which it begins and ends; "" where punctuation does."""
    tokens = tokens_of(piece)
    first = tokens[0].word if tokens and piece[0].isalnum() else ""
    last = tokens[-1].word if tokens and piece[-1].isalnum() else ""
    return places_of(tokens), first, last


@dataclass(slots=True)
class Readings:
    """The readings of a whole index, for the next build."""

    parted: Parted = field(default_factory=dict)
    """What they were made with."""
    kept: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """Path of a record -> (digest of its texts, its reading, which takes a fifth of the memory when it is packed)."""


class Reader:
    """Reads records, except those that an earlier build has read."""

    def __init__(self, parted: Parted, before: Readings | None = None) -> None:
        self.after = Readings(parted)
        self._before = before or Readings()
        self._changed = _find_changed(self._before.parted, parted)

    def read(self, path: str, texts: Iterable[str]) -> Reading:
        """The reading of a record."""
        texts = list(texts)
        digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()
        kept, packed = self._before.kept.get(path, (b"", b""))
        reading = _unpack(packed) if kept == digest else None
        if reading is None or self._may_differ(reading):
            reading = read_texts(texts, self.after.parted)
            packed = _pack(reading)
        self.after.kept[path] = digest, packed
        return reading

    def _may_differ(self, reading: Reading) -> bool:
        """Whether a record has both halves of a word that only one of the two builds has as two words."""
        if not self._changed:
            return False
        words = set(reading.words)
        return any(not self._changed[word].isdisjoint(words) for word in words & self._changed.keys())


def _pack(reading: Reading) -> bytes:
    return marshal.dumps((reading.words, reading.counts, reading.places, reading.length))


def _unpack(packed: bytes) -> Reading:
    return Reading(*marshal.loads(packed))  # noqa: S302 (from the cache, which is signed)


def _find_changed(before: Parted, after: Parted) -> dict[str, set[str]]:
    """First half -> second halves, of the pairs that aren't in both, or mean another word in one."""
    changed: dict[str, set[str]] = {}
    for first in before.keys() | after.keys():
        differing = {second for second, _ in set(before.get(first, {}).items()) ^ set(after.get(first, {}).items())}
        if differing:
            changed[first] = differing
    return changed
