"""The inverted index: for each word the records that have it, how often, and at which places.

A word's records are a list of numbers: how far a record's number is from that of the one before it, doubled, plus 1 if
the word is there more than once; then the count follows. Its places are another list, record after record: the first
place, then how far each is from the one before it. All are written as `varint` does. Places count the pieces of a
record; between two segments some are left out, so that nothing seems to be near what is in another paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from build_tools.site.search.words import places_of, tokens_of

GAP = 32
"""Places between two segments."""


class Postings:
    """Collects the lists of all words, record by record."""

    def __init__(self, parted: Mapping[str, Mapping[str, str]]) -> None:
        """`parted` has the words that are also written as two: first half -> second half -> word."""
        self.records: dict[str, bytearray] = {}
        self.places: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}
        self._parted = parted

    def add(self, record: int, texts: Iterable[str]) -> int:
        """Add a record, whose number is higher than those before it; returns how many places it has."""
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
                halves = self._parted.get(last, {})
            at += GAP
            gaps += GAP
        for word, its_places in found.items():
            self._append(word, record, its_places)
        return at - gaps

    def _append(self, word: str, record: int, places: list[int]) -> None:
        records = self.records.get(word)
        if records is None:
            records, self.places[word] = bytearray(), bytearray()
            self.records[word] = records
        target = self.places[word]
        count = len(places)
        _add_number(records, (record - self._last.get(word, 0)) << 1 | (count > 1))
        if count > 1:
            _add_number(records, count)
        self._last[word] = record
        before = 0
        for place in places:
            step = place - before
            before = place
            if step < 128:  # nearly always; a call for each takes as long as all the rest
                target.append(step)
            else:
                _add_number(target, step)


@lru_cache(maxsize=1 << 16)
def _read_piece(piece: str) -> tuple[tuple[tuple[str, ...], ...], str, str]:
    """The words at each place of a piece, and those with which it begins and ends; "" where punctuation does."""
    tokens = tokens_of(piece)
    first = tokens[0].word if tokens and piece[0].isalnum() else ""
    last = tokens[-1].word if tokens and piece[-1].isalnum() else ""
    return places_of(tokens), first, last


def find_parted(known: Collection[str], apart: Iterable[str]) -> dict[str, dict[str, str]]:
    """The words that a text may also have as two: first half -> second half -> word.

    They are those that some text has, also without an s at their end or with one more. `apart` are words that are no
    halves: what is meant by "in to" is not "into".
    """
    halves = set(known).difference(apart)
    parted: dict[str, dict[str, str]] = defaultdict(dict)
    forms = {form for whole in known for form in (whole, f"{whole}s", whole.removesuffix("s")) if form.isalpha()}
    for word in sorted(forms):
        for cut in range(1, len(word)):
            if word[:cut] in halves and word[cut:] in halves:
                parted[word[:cut]][word[cut:]] = word
    return parted


def varint(number: int) -> bytes:
    """A number in bytes of seven bits, the lowest first; all but the last have the eighth bit, too."""
    written = bytearray()
    _add_number(written, number)
    return bytes(written)


def _add_number(target: bytearray, number: int) -> None:
    while number > 127:
        target.append(number & 127 | 128)
        number >>= 7
    target.append(number)
