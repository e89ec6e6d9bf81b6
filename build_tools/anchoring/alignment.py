"""Align a quote and its contexts, word by word, with a piece of an edited text.

Words are those of folded text. The longer a word, the stronger its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extractOne

from build_tools.text.characters import UNSPACED
from build_tools.text.fold import Folded, fold

TYPO = 0.7
"""Words of at least this likeness (0 to 1) count as the same word, misspelt."""
MOVED = 3
"""A word may have moved by fewer words than this."""
NEAR = 8
"""A misspelt word is searched for among this many words."""

WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
"""In scripts without spaces between words, each character counts as a word."""
CHARACTER = re.compile(r"\w|[^\w\s]")
"""Used instead of `WORD` for quotes that have no words."""


@lru_cache(1 << 14)
def weigh(word: str) -> float:
    """About minus the logarithm of a word's frequency, in nats."""
    return 0.75 * min(len(word), 9) if word < UNSPACED[0] else 0.75 * min(3 * len(word), 9)


@dataclass(frozen=True, slots=True)
class Quote:
    """Prefix, quote and suffix, folded and split into words."""

    words: list[str]
    """The words of prefix, quote and suffix."""
    first: int
    """Index in `words` of the quote's first word."""
    last: int
    """Index after the quote's last word."""
    pattern: re.Pattern[str]
    """Matches a word."""
    lead: int
    """Code points of the quote's first word that are before the quote."""
    trail: int
    """Code points of the quote's last word that are after the quote."""
    weights: list[float] = field(init=False)
    """For each of `words` the evidence of finding it, in nats."""
    own: float = field(init=False)
    """Sum of the weights of the quote's own words."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", list(map(weigh, self.words)))
        object.__setattr__(self, "own", sum(self.weights[self.first : self.last]))

    @classmethod
    def of(cls, exact: str, prefix: str, suffix: str) -> Quote:
        """The words of a quote; a word that the quote's beginning or end divides belongs to the quote."""
        pattern = WORD if WORD.search(fold(exact).text) else CHARACTER
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
        """The contexts alone, one right after the other, as they are if the quote was deleted."""
        return Quote(self.words[: self.first] + self.words[self.last :], self.first, self.first, self.pattern, 0, 0)


def _cut(context: str, edge: str) -> int:
    """Number of code points of `context`, next to the quote, that belong to a word which `edge` divides."""
    if not WORD.fullmatch(edge):
        return 0
    length = 0
    while length < len(context) and WORD.fullmatch(edge + context[length]):
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, split into words."""

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
        """(start, end) in the text of the words from index `first` to index `last`, inclusive."""
        spans = [word.span() for word in islice(self.pattern.finditer(self.folded.text), last + 1)]
        return self.begin + self.folded.start(spans[first][0]), self.begin + self.folded.end(spans[last][1])


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which word of the quote and its contexts is paired with which word of the text."""

    partner: list[int]
    """For each word of the quote and its contexts the index of its partner in the text, or -1."""
    likeness: list[float]
    """For each of these words its likeness to the partner: 0 to 1, 1 for the same word."""


def align(quote: Quote, theirs: Sequence[str]) -> Alignment:
    """Align the quote's words with `theirs`, the folded words of a piece of the text around a possible place."""
    alignment = Alignment([-1] * len(quote.words), [0.0] * len(quote.words))
    _pair(quote.words, theirs, alignment)
    _gather(quote, theirs, alignment.partner)
    _pair_cut(quote, theirs, alignment)
    _pair_moved(quote, theirs, alignment)
    return alignment


def _pair(ours: Sequence[str], theirs: Sequence[str], alignment: Alignment) -> None:
    """Pair as many equal words as possible, in order, and misspelt ones between them."""
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
    """Move words that have several possible partners next to the partners of their neighbours."""
    for n in range(quote.last - 2, -1, -1):
        b = partner[n + 1] - 1
        if 0 <= partner[n] < b and theirs[b] == quote.words[n]:
            partner[n] = b
    for n in range(quote.first + 1, len(partner)):
        b = partner[n - 1] + 1
        if 0 < b < partner[n] and theirs[b] == quote.words[n]:
            partner[n] = b


def _pair_cut(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> None:
    """Pair the outermost words of the contexts, which may be only parts of words."""
    partner, words = alignment.partner, quote.words
    if quote.first > 1 and partner[0] < 0 < partner[1] and theirs[partner[1] - 1].endswith(words[0]):
        partner[0], alignment.likeness[0] = partner[1] - 1, 1.0
    n = len(words) - 1
    if quote.last < n and partner[n] < 0 <= partner[n - 1] < len(theirs) - 1:
        b = partner[n - 1] + 1
        if theirs[b].startswith(words[n]):
            partner[n], alignment.likeness[n] = b, 1.0


def _pair_moved(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> None:
    """Pair words that are near the expected place, but not at it."""
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
