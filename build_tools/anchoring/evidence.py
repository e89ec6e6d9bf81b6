"""What an alignment says: whether the quote stands there, edited.

Evidence is counted in nats: the logarithm of how much likelier the words are where the quote stands, edited, than
where they agree by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from build_tools.anchoring.alignment import Alignment, Quote, weigh

MISSING = -1.6
"""Nats for a word of a context that isn't there: the logarithm of a fifth, the most that is edited in practice."""
LOST = -2.5
"""The same for a word of the quote: more, for what has lost half of its words is hardly the quote any more."""
REPLACED = -0.5
"""The same for one in whose place, between quote and context, another stands."""
VANISHED = -5.0
"""Nats for a context of which nothing is left, the most that one can cost: whole sentences do go."""
SHORT = 4
"""Words in a quote up to which what stands in its place between its contexts is likelier it, edited, than another."""
INSERTED = -0.7
"""Nats for a word that has come in between ours."""


class Finding(NamedTuple):
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
    pinned: bool
    """Whether it is short, and their innermost words stand right beside it."""

    @property
    def evidence(self) -> float:
        return self.context + self.present


def judge(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> Finding | None:
    """What speaks for the quote; None where fewer than half of its words are there."""
    kept = _kept(quote, alignment)
    if not kept or 2 * len(kept) < quote.last - quote.first:
        return None
    begin, stop = min(alignment.partner[n] for n in kept), max(alignment.partner[n] for n in kept)
    lost_before, lost_after = kept[0] - quote.first, quote.last - 1 - kept[-1]
    before = _beside(quote, alignment, range(quote.first - 1, -1, -1), begin, lost_before)
    after = _beside(quote, alignment, range(quote.last, len(quote.words)), stop, lost_after)
    short = quote.last - quote.first <= SHORT
    enclosed = before.adjacent and after.adjacent
    pinned = short and before.touches and after.touches
    lost = quote.last - quote.first - len(kept)
    strange = stop - begin + 1 - len(kept)
    replaced = lost if pinned else min(before.taken + after.taken + strange, lost) if short and enclosed else 0
    worth = sum(quote.weights[n] * _worth(alignment.likeness[n]) for n in kept)
    return Finding(
        first=begin - before.taken,
        last=stop + after.taken,
        context=before.evidence + after.evidence,
        present=worth + REPLACED * replaced + LOST * (lost - replaced) + INSERTED * max(strange - lost, 0),
        likeness=_likeness(quote, alignment, kept, theirs[begin : stop + 1]),
        enclosed=enclosed,
        pinned=pinned,
    )


def _likeness(quote: Quote, alignment: Alignment, kept: Sequence[int], theirs: Sequence[str]) -> float:
    """Share of words, by weight, that the quote and what stands for it, `theirs`, have in common."""
    common = sum(quote.weights[n] * alignment.likeness[n] for n in kept)
    return 2 * common / (quote.own + sum(map(weigh, theirs)))


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


class _Side(NamedTuple):
    """What stands on one side of the quote's words."""

    evidence: float
    """Of the context there, in nats."""
    taken: int
    """Words between them and the context that stand for lost ones of the quote."""
    adjacent: bool
    """Whether the context begins where it should."""
    touches: bool
    """Whether its innermost word is there, and right beside, but for what may stand for the quote's."""


def _beside(quote: Quote, alignment: Alignment, context: range, edge: int, lost: int) -> _Side:
    """`context`: indexes of its words, the innermost first; `edge`: that of the quote's outermost word in the text;
    `lost`: how many of the quote's words on that side are not there.
    """
    partner = alignment.partner
    gain = best = 0.0
    at, skipped, near = edge, lost, -1
    for k, n in enumerate(context):
        p = partner[n]
        if p < 0 or (p < edge) != (context.step < 0):
            skipped += 1
            continue
        gain += quote.weights[n] * _worth(alignment.likeness[n]) - MISSING
        if (p < at) == (context.step < 0):
            if near < 0:
                near, gap = k, abs(p - edge) - 1
            gain += INSERTED * max(abs(p - at) - 1 - skipped, 0)
            at, skipped = p, 0
        best = max(best, gain)
    evidence = max(MISSING * len(context) + best, VANISHED)
    if near < 0:
        return _Side(evidence, 0, adjacent=False, touches=False)
    taken = min(lost, round(gap * lost / (lost + near))) if lost else 0
    return _Side(evidence, taken, adjacent=gap <= lost + near + 2, touches=near == 0 and gap <= lost)


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
