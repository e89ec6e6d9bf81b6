"""A quote and its contexts laid word by word along a piece of an edited text, and what the agreement is worth.

Evidence is counted in nats: the logarithm of how much likelier the words are where the quote stands, edited, than
where they agree by chance. Words are those of folded text; what they are worth grows with their length, for the long
ones are the rare ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA, Indel

from build_tools.text import Folded, fold

MISSING = -1.6
"""Nats for a word of a context that isn't there: the logarithm of a fifth, the most that is edited in practice."""
LOST = -2.0
"""The same for a word of the quote."""
REPLACED = -0.5
"""The same for one in whose place, between quote and context, another stands."""
VANISHED = -3.0
"""Nats for a context of which nothing is left: a twentieth, for whole sentences do go."""
INSERTED = -0.7
"""Nats for a word that has come in between ours."""
TYPO = 0.7
"""Likeness from which on a word is taken for another one misspelt."""
MOVED = 3
"""Words by which a word may have changed its place."""

# Scripts that part no words: each character is taken for one. Kana, Han, Thai to Tibetan, Myanmar, Khmer.
_UNPARTED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(f"[{_UNPARTED}]|[^\\W_{_UNPARTED}]+")
SIGN = re.compile(r"\w|[^\w\s]")
"""For quotes that have no words."""


def weigh(word: str) -> float:
    """About minus the logarithm of how often a word is met, in nats."""
    return 0.75 * min(len(word), 9) if word < _UNPARTED[0] else 0.75 * min(3 * len(word), 9)


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
        object.__setattr__(self, "weights", [weigh(word) for word in self.words])
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, cut into words."""

    folded: Folded
    begin: int
    """Offset of the piece in the text."""
    words: list[str]
    spans: list[tuple[int, int]]
    """Of the words in the folded piece."""

    @classmethod
    def of(cls, text: str, begin: int, stop: int, pattern: re.Pattern[str]) -> Piece:
        begin = max(begin, 0)
        folded = fold(text[begin : max(stop, begin)])
        found = list(pattern.finditer(folded.text))
        return cls(folded, begin, [m[0] for m in found], [m.span() for m in found])


@dataclass(frozen=True, slots=True)
class Alignment:
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


def _pair_misspelt(
    ours: Sequence[str], theirs: Sequence[str], alignment: Alignment, some: range, others: range
) -> None:
    at = others.start
    for a in some:
        for b in range(at, min(others.stop, at + 8)):
            likeness = OSA.normalized_similarity(ours[a], theirs[b], score_cutoff=TYPO)
            if likeness:
                alignment.partner[a], alignment.likeness[a] = b, likeness
                at = b + 1
                break


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
            for b in range(max(expected - MOVED, 0), min(expected + MOVED, len(theirs))):
                if theirs[b] == word and b not in used:
                    partner[n], alignment.likeness[n] = b, 0.9
                    used.add(b)
                    break
            expected += 1


@dataclass(frozen=True, slots=True)
class Finding:
    """What an alignment says of the quote."""

    first: int
    """Index of the first word of the text that stands for the quote."""
    last: int
    """Index of the last one."""
    context: float
    """Evidence of prefix and suffix, in nats."""
    present: float
    """Evidence that the quote's own words are there, in nats."""
    likeness: float
    """Share of words, by weight, that quote and place have in common: 0 to 1."""
    enclosed: bool
    """Whether prefix and suffix stand right beside it."""

    @property
    def evidence(self) -> float:
        return self.context + self.present


def judge(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> Finding | None:
    """What speaks for the quote; None where no word of it is there."""
    partner, likeness = alignment.partner, alignment.likeness
    kept = _kept(quote, alignment)
    if not kept:
        return None
    begin, stop = min(partner[n] for n in kept), max(partner[n] for n in kept)
    before = _beside(
        [begin - p if 0 <= p < begin else 0 for p in reversed(partner[: quote.first])], kept[0] - quote.first
    )
    after = _beside([p - stop if p > stop else 0 for p in partner[quote.last :]], quote.last - 1 - kept[-1])
    lost = quote.last - quote.first - len(kept)
    inner = stop - begin + 1 - len(kept)
    enclosed = before.adjacent and after.adjacent
    replaced = min(before.taken + after.taken + inner, lost) if enclosed and quote.last - quote.first <= 4 else 0
    present = sum(quote.weights[n] * _worth(likeness[n]) for n in kept)
    present += INSERTED * max(inner - lost, 0) + REPLACED * replaced + LOST * (lost - replaced)
    paired = [p for p in partner if p >= 0]
    outer = max(paired) - min(paired) + 1 - inner - len(paired)
    common = 2 * sum(quote.weights[n] * likeness[n] for n in kept)
    common /= quote.own + sum(weigh(word) for word in theirs[begin : stop + 1])
    return Finding(
        begin - before.taken,
        stop + after.taken,
        context_evidence(quote, alignment) + INSERTED * max(outer, 0),
        present,
        common,
        enclosed,
    )


def _worth(likeness: float) -> float:
    """Share of a word's weight that a likeness is worth: a misspelt one may be another word."""
    return 1.0 if likeness >= 0.9 else likeness - 0.4


def context_evidence(quote: Quote, alignment: Alignment) -> float:
    """Evidence of prefix and suffix, in nats."""
    return sum(
        max(sum(_word_evidence(quote, alignment, n) for n in side), VANISHED)
        for side in (range(quote.first), range(quote.last, len(quote.words)))
    )


def _word_evidence(quote: Quote, alignment: Alignment, n: int) -> float:
    """Of a context's word."""
    return quote.weights[n] * _worth(alignment.likeness[n]) if alignment.partner[n] >= 0 else MISSING


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands between the words kept and the context on one side of them."""

    taken: int
    """Words there that stand for lost ones of the quote."""
    adjacent: bool
    """Whether the context begins where it should."""


def _beside(distances: Iterable[int], lost: int) -> _Side:
    """`distances` of the context's words from those kept, the innermost first, 0 for one unmet; `lost` of the quote's
    words on that side are unmet.
    """
    for near, distance in enumerate(distances):
        if distance:
            gap = distance - 1
            taken = min(lost, round(gap * lost / (lost + near))) if lost else 0
            return _Side(taken, adjacent=gap <= lost + near + 2)
    return _Side(0, adjacent=False)


def _kept(quote: Quote, alignment: Alignment) -> list[int]:
    """The words of the quote that are still there: those paired, but for stray ones beyond a gap at either end."""
    partner = alignment.partner
    paired = [n for n in range(quote.first, quote.last) if partner[n] >= 0]
    if len(paired) < 2:
        return paired
    best = total = 0.0
    begin = best_begin = best_end = 0
    for k, n in enumerate(paired):
        if k:
            total -= max(abs(partner[n] - partner[paired[k - 1]]), n - paired[k - 1]) - 1
        if total <= 0:
            total, begin = 0.0, k
        total += quote.weights[n] * _worth(alignment.likeness[n])
        if total > best:
            best, best_begin, best_end = total, begin, k + 1
    return paired[best_begin:best_end]
