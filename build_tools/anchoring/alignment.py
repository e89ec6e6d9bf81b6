"""A quote and its contexts laid word by word along a piece of an edited text.

Words are those of folded text; what they are worth to whoever looks for them grows with their length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extractOne

from build_tools.text.characters import UNSPACED
from build_tools.text.fold import Folded, fold

TYPO = 0.7
"""Likeness from which on a word is taken for another one misspelt."""
MOVED = 3
"""Words by which a word may have changed its place."""
NEAR = 8
"""Words among which a misspelt one is sought."""

WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
"""Of a script that puts no space between words, each character counts as a word."""
SIGN = re.compile(r"\w|[^\w\s]")
"""For quotes that have no words."""


@lru_cache(1 << 14)
def weigh(word: str) -> float:
    """About minus the logarithm of how often a word is met, in nats."""
    return 0.75 * min(len(word), 9) if word < UNSPACED[0] else 0.75 * min(3 * len(word), 9)


@dataclass(frozen=True, slots=True)
class Quote:
    """Prefix, quote and suffix, folded and cut into words."""

    words: list[str]
    """Of prefix, quote and suffix."""
    first: int
    """Index in `words` of the quote's first."""
    last: int
    """Index after the quote's last."""
    pattern: re.Pattern[str]
    """Of a word."""
    lead: int
    """Code points by which the quote's first word begins before the quote."""
    trail: int
    """Those by which its last word ends after it."""
    weights: list[float] = field(init=False)
    """What it is worth to meet each word."""
    own: float = field(init=False)
    """What the quote's words are worth together."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", list(map(weigh, self.words)))
        object.__setattr__(self, "own", sum(self.weights[self.first : self.last]))

    @classmethod
    def of(cls, exact: str, prefix: str, suffix: str) -> Quote:
        """A word that the quote's begin or end cuts in two is counted the quote's."""
        pattern = WORD if WORD.search(fold(exact).text) else SIGN
        lead = trail = 0
        if pattern is WORD:
            lead = _cut(prefix[::-1], exact[:1])
            trail = _cut(suffix, exact[-1:])
        before = prefix[: len(prefix) - lead]
        middle = prefix[len(prefix) - lead :] + exact + suffix[:trail]
        parts = [pattern.findall(fold(part).text) for part in (before, middle, suffix[trail:])]
        first = len(parts[0])
        return cls([*parts[0], *parts[1], *parts[2]], first, first + len(parts[1]), pattern, lead, trail)

    def without_itself(self) -> Quote:
        """The contexts alone, as they meet where the quote was taken out."""
        return Quote(self.words[: self.first] + self.words[self.last :], self.first, self.first, self.pattern, 0, 0)


def _cut(context: str, edge: str) -> int:
    """How many code points next to the quote belong to a word that its edge cuts in two."""
    if not WORD.fullmatch(edge):
        return 0
    length = 0
    while length < len(context) and WORD.fullmatch(edge + context[length]):
        length += 1
    return length


class Piece(NamedTuple):
    """A piece of the text, cut into words."""

    folded: Folded
    begin: int
    """Offset of the piece in the text."""
    pattern: re.Pattern[str]
    words: list[str]

    @classmethod
    def of(cls, text: str, begin: int, stop: int, pattern: re.Pattern[str]) -> Piece:
        begin = max(begin, 0)
        folded = fold(text[begin : max(stop, begin)])
        return cls(folded, begin, pattern, pattern.findall(folded.text))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where in the text the words from `first` to `last` stand."""
        spans = [word.span() for word in islice(self.pattern.finditer(self.folded.text), last + 1)]
        return self.begin + self.folded.start(spans[first][0]), self.begin + self.folded.end(spans[last][1])


class Alignment(NamedTuple):
    """Which word of the quote and its contexts is which of the text's."""

    partner: list[int]
    """For each of ours the index of theirs, -1 for none."""
    likeness: list[float]
    """1 for the same word."""


def align(quote: Quote, theirs: Sequence[str]) -> Alignment:
    """Lays the words along `theirs`, a piece of the text about the place in question."""
    alignment = Alignment([-1] * len(quote.words), [0.0] * len(quote.words))
    _pair(quote.words, theirs, alignment)
    _gather(quote, theirs, alignment.partner)
    _pair_cut(quote, theirs, alignment)
    _pair_moved(quote, theirs, alignment)
    return alignment


def _pair(ours: Sequence[str], theirs: Sequence[str], alignment: Alignment) -> None:
    """Pairs the same words in the same order, as many as can be, and what is misspelt between them."""
    a = b = 0
    for block in Indel.editops(ours, theirs).as_matching_blocks():
        if block.a > a and block.b > b:
            _pair_misspelt(ours, theirs, alignment, range(a, block.a), range(b, block.b))
        for k in range(block.size):
            alignment.partner[block.a + k] = block.b + k
            alignment.likeness[block.a + k] = 1.0
        a, b = block.a + block.size, block.b + block.size


_similarity = OSA.normalized_similarity


def _pair_misspelt(
    ours: Sequence[str], theirs: Sequence[str], alignment: Alignment, some: range, others: range
) -> None:
    at = others.start
    for a in some:
        found = extractOne(ours[a], theirs[at : min(others.stop, at + NEAR)], scorer=_similarity, score_cutoff=TYPO)
        if found:
            alignment.partner[a], alignment.likeness[a] = at + found[2], found[1]
            at += found[2] + 1


def _gather(quote: Quote, theirs: Sequence[str], partner: list[int]) -> None:
    """Of words that could be paired in more than one place, chooses the ones next to their neighbours."""
    for n in range(quote.last - 2, -1, -1):
        b = partner[n + 1] - 1
        if 0 <= partner[n] < b and theirs[b] == quote.words[n]:
            partner[n] = b
    for n in range(quote.first + 1, len(partner)):
        b = partner[n - 1] + 1
        if 0 < b < partner[n] and theirs[b] == quote.words[n]:
            partner[n] = b


def _pair_cut(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> None:
    """Pairs the outermost words of the contexts, which may have been cut."""
    partner, words = alignment.partner, quote.words
    if quote.first > 1 and partner[0] < 0 < partner[1] and theirs[partner[1] - 1].endswith(words[0]):
        partner[0], alignment.likeness[0] = partner[1] - 1, 1.0
    n = len(words) - 1
    if quote.last < n and partner[n] < 0 <= partner[n - 1] < len(theirs) - 1:
        b = partner[n - 1] + 1
        if theirs[b].startswith(words[n]):
            partner[n], alignment.likeness[n] = b, 1.0


def _pair_moved(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> None:
    """Pairs words that stand nearly, but not quite, where they should."""
    partner = alignment.partner
    used = set(partner)
    expected = -1
    for n, word in enumerate(quote.words):
        if partner[n] >= 0:
            expected = partner[n] + 1
        elif expected >= 0:
            near = max(expected - MOVED, 0)
            for b, other in enumerate(theirs[near : expected + MOVED], near):
                if other == word and b not in used:
                    partner[n], alignment.likeness[n] = b, 0.9
                    used.add(b)
                    break
            expected += 1
