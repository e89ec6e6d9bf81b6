"""The inverted index: for each word the records that have it, how often, and at which places.

A word's records are a list of numbers: how far a record's number is from that of the one before it, doubled, plus 1 if
the word is there more than once; then the count follows. Its places are another list, record after record, as
`readings` has them. All numbers are written as in `varints`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from build_tools.site.search.readings import Reading
from build_tools.site.search.varints import add_number


class Postings:
    """Collects the lists of all words, record by record."""

    def __init__(self) -> None:
        self.records: dict[str, bytearray] = {}
        self.places: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, record: int, reading: Reading) -> None:
        """Add a record, whose number is higher than those before it."""
        for word, count, places in zip(reading.words, reading.counts, reading.places, strict=True):
            records = self.records.get(word)
            if records is None:
                records, self.places[word] = bytearray(), bytearray()
                self.records[word] = records
            step = (record - self._last.get(word, 0)) << 1 | (count > 1)
            if step < 128:  # nearly always; a call for each takes a quarter of the time
                records.append(step)
            else:
                add_number(records, step)
            if count > 1:
                add_number(records, count)
            self._last[word] = record
            self.places[word] += places


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
