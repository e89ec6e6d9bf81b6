"""Judge from an alignment whether the quote is at a place, edited.

Evidence is measured in nats: the logarithm of how much likelier the words are if the quote is there, edited, than if
they agree by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.anchoring.alignment import Alignment, Quote, weigh

MISSING = -1.6
"""Nats for a missing word of a context: the logarithm of a fifth, the largest share that is edited in practice."""
LOST = -2.5
"""Nats for a missing word of the quote: more, since a passage that lost half of its words is hardly the quote. Where
both contexts are right beside a longer quote, a missing word counts as one of theirs."""
REPLACED = -1.1
"""Nats for a word of a short quote that another word replaced, between the quote's other words and a context."""
VANISHED = -5.0
"""Nats for a context without any word left; no context can cost more, since whole sentences are sometimes deleted."""
SHORT = 4
"""For quotes of up to this many words: what is now between the contexts is likelier the quote, edited, than not."""
INSERTED = -0.7
"""Nats for a word inserted between ours."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The evidence of an alignment for the quote."""

    first: int
    """Index of the first word in the text that corresponds to the quote."""
    last: int
    """Index of the last such word."""
    context: float
    """Evidence of prefix and suffix, in nats."""
    present: float
    """Evidence that the quote's own words are there, in nats."""
    likeness: float
    """Share of words, by weight, that quote and place have in common: 0 to 1."""
    enclosed: bool
    """Whether prefix and suffix are right beside it."""
    pinned: bool
    """Whether it is short, and the innermost words of prefix and suffix are right beside it."""

    @property
    def evidence(self) -> float:
        return self.context + self.present


def judge(quote: Quote, theirs: Sequence[str], alignment: Alignment) -> Finding | None:
    """The evidence for the quote; None if fewer than half of its words are there. `theirs` are the text's words."""
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
    missing = MISSING if enclosed and not short else LOST
    worth = sum(quote.weights[n] * _worth(alignment.likeness[n]) for n in kept)
    return Finding(
        first=begin - before.taken,
        last=stop + after.taken,
        context=before.evidence + after.evidence,
        present=worth + REPLACED * replaced + missing * (lost - replaced) + INSERTED * max(strange - lost, 0),
        likeness=_likeness(quote, alignment, kept, theirs[begin : stop + 1]),
        enclosed=enclosed,
        pinned=pinned,
    )


def _likeness(quote: Quote, alignment: Alignment, kept: Sequence[int], theirs: Sequence[str]) -> float:
    """Share of words, by weight, that the quote and `theirs`, the words in its place, have in common: 0 to 1."""
    common = sum(quote.weights[n] * alignment.likeness[n] for n in kept)
    return 2 * common / (quote.own + sum(map(weigh, theirs)))


def _worth(likeness: float) -> float:
    """Factor for a word's weight, given its likeness: a misspelt word may be a different word."""
    return 1.0 if likeness >= 0.9 else likeness - 0.4


def context_evidence(quote: Quote, alignment: Alignment) -> float:
    """Evidence of prefix and suffix, in nats."""
    return sum(
        max(sum(_word_evidence(quote, alignment, n) for n in side), VANISHED)
        for side in (range(quote.first), range(quote.last, len(quote.words)))
    )


def _word_evidence(quote: Quote, alignment: Alignment, n: int) -> float:
    """Evidence of a word of a context, in nats."""
    return quote.weights[n] * _worth(alignment.likeness[n]) if alignment.partner[n] >= 0 else MISSING


@dataclass(frozen=True, slots=True)
class _Side:
    """The words on one side of the quote's words."""

    evidence: float
    """Evidence of the context there, in nats."""
    taken: int
    """Number of words between quote and context that count as replacements of lost words of the quote."""
    adjacent: bool
    """Whether the context begins where it should."""
    touches: bool
    """Whether the context's innermost word is right beside the quote, except for replaced words."""


def _beside(quote: Quote, alignment: Alignment, context: range, edge: int, lost: int) -> _Side:
    """Judge one side. `context` has the indexes of its words, the innermost first; `edge` is the index in the text of
    the quote's outermost word; `lost` is the number of the quote's words missing on that side.
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
    """Indexes of the quote's words that are still there: the paired ones, except stray ones beyond a gap at an end."""
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
