"""Find the place of a quote in an edited text.

Short runs of words from prefix, quote and suffix are searched for in the unfolded text. Each place of a run is a vote
for where the quote begins. Where several votes agree, quote and contexts are aligned with the text (`alignment`) and
judged (`evidence`). Two things must hold: the place is the right one (quote and contexts together), and the quote is
still there, so that its contexts aren't next to each other without it.

Only the pieces that are aligned are folded, since folding a text takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf

from rapidfuzz.distance import OSA

from build_tools.anchoring.alignment import TYPO, WORD, Piece, Quote, align, weigh
from build_tools.anchoring.evidence import Finding, context_evidence, judge
from build_tools.anchoring.exact import find_places
from build_tools.text.characters import is_word_character
from build_tools.text.fold import fold

LOCATED = 1 / 3
"""Minimum share of the total evidence of quote and contexts. Editing a fifth of the words leaves about half. A lower
share would accept similar passages, which have more words in common with a quote the longer it is.
"""
SURROUNDED = 10.0
"""Contexts with this evidence, in nats, show that a place is the right one: the logarithm of 20,000 possible places."""
PRESENT = 0.0
"""Minimum evidence, in nats, that the words between the contexts are the quote's."""
CERTAIN = 30.0
"""If the quote's own words have this evidence, in nats, and nearly all are found, contexts elsewhere don't count."""
NEARLY_ALL = 0.8
FLOOR = 0.4
FLOOR_ALONE = 0.65
"""Share of words, by weight, that quote and place must have in common: `FLOOR` if the contexts show that the place is
the right one, else `FLOOR_ALONE`.
"""
SEED = 5.0
"""Minimum weight, in nats, of a run of words to search for: two short words, or one word of seven letters."""
SINGLE = 2.0
"""The same if such runs aren't enough: a word of three letters."""
SEEDS = 12
"""At most this many runs are searched for."""
COMMON = 16
"""A run with more places than this says nothing about where the quote is."""
CANDIDATES = 3
"""At most this many places are aligned."""
LIGHT = 0.2
"""A place with less than this share of the heaviest place's votes isn't aligned."""
SLACK = 24
"""Code points by which words may have shifted beyond the range of the votes."""
RIVAL = 0.5
"""Nats by which an edited place must beat every other: with less, nothing is left that tells it from the other."""
LONGEST = 20_000
"""Quotes with more words than this are only found unchanged: to align them would take too much memory."""


@dataclass(frozen=True, slots=True)
class EditedPlace:
    """The place of the quote, `[start, end)`."""

    start: int
    end: int
    likeness: float
    """Share of words, by weight, that quote and place have in common: 0 to 1."""


_Vote = tuple[int, float]
"""(where the quote would begin, or its contexts would join, according to one place of a run of words; weight)."""


@dataclass(frozen=True, slots=True)
class _Heap:
    """Votes for nearly the same place."""

    weight: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: EditedPlace
    finding: Finding
    total: float
    """All evidence for it, its nearness to the hint included, in nats."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """The quote that is searched for, and the text."""

    text: str
    exact: str
    prefix: str
    suffix: str
    hint: int | None

    def nearness(self, at: int) -> float:
        """Evidence of the hint for a place, in nats: edits may have moved it by a few hundredths of the text."""
        return 0.0 if self.hint is None else max(2 - abs(at - self.hint) / self.drift, -2.0)

    @property
    def drift(self) -> float:
        return 50 + 0.02 * len(self.text)


def find_edited(text: str, exact: str, prefix: str, suffix: str, hint: int | None) -> EditedPlace | None:
    """The place of an edited quote, or None if no place is likely enough (see `_is_good` and `_is_removed`).

    `hint` is the offset in `text` where the quote is expected.
    """
    sought = _Sought(text, exact, prefix, suffix, hint)
    quote = Quote.of(exact, prefix, suffix)
    if quote.first == quote.last or len(quote.words) > LONGEST:
        return None
    at = text.find(exact) if quote.own > CERTAIN else -1
    if at >= 0 and text.find(exact, at + 1) < 0:
        return EditedPlace(at, at + len(exact), 1.0)  # the same result as below, but faster
    starts, joins = _vote(text, prefix, exact, suffix, SEED)
    if sum(weight for _, weight in starts) < 2 * SEED:
        starts, joins = _vote_folded(sought)
    best = _best(sought, quote, _heaps(sought, starts, SLACK + len(exact) // 8))
    if best is None or _is_removed(sought, quote, best, joins):
        return None
    return _with_punctuation(sought, _with_edges(sought, quote, best.place))


# --- Votes ------------------------------------------------------------------------------------------------------------


def _vote(text: str, before: str, middle: str, after: str, least: float) -> tuple[list[_Vote], list[_Vote]]:
    """(votes for where the quote would begin, votes for where its contexts would join without it)."""
    starts: list[_Vote] = []
    joins: list[_Vote] = []
    for shift, run, worth in _seeds(before, middle, after, least):
        places = list(islice(find_places(text, run), COMMON + 1))
        if not 0 < len(places) <= COMMON:
            continue
        weight = worth / len(places)
        starts += [(i - shift, weight) for i in places]
        if shift + len(run) <= 0:
            joins += [(i - shift, weight) for i in places]
        elif shift >= len(middle):
            joins += [(i - shift + len(middle), weight) for i in places]
    return starts, joins


def _seeds(before: str, middle: str, after: str, least: float) -> Iterator[tuple[int, str, float]]:
    """(offset from the quote's beginning, run, weight) of the runs of words to search for; the quote itself first."""
    yield 0, middle, 2 * SEED
    whole = before + middle + after
    begin = -1
    for k in range(SEEDS):
        offset = _next_word(whole, max(k * len(whole) // SEEDS, begin + 1))
        worth = 0.0
        for word in WORD.finditer(whole, offset):
            begin = begin if worth else word.start()
            worth += weigh(word[0])
            if worth >= least:
                yield begin - len(before), whole[begin : word.end()], worth
                break


def _next_word(text: str, offset: int) -> int:
    """Where the next word may begin: `offset`, or if that is inside a word, the word's end."""
    inside = 0 < offset < len(text) and is_word_character(text[offset - 1])
    word = WORD.match(text, offset) if inside else None
    return word.end() if word else offset


def _vote_folded(sought: _Sought) -> tuple[list[_Vote], list[_Vote]]:
    """The votes of single words in folded text: for quotes in capitals, without vowel marks, or with few words."""
    folded = fold(sought.text)
    before, middle, after = (fold(part).text for part in (sought.prefix, sought.exact, sought.suffix))
    starts, joins = _vote(folded.text, before, middle, after, SINGLE)
    end = len(folded.text)

    def unfold(votes: list[_Vote]) -> list[_Vote]:
        return [(folded.start(min(max(at, 0), end)), weight) for at, weight in votes]

    return unfold(starts), unfold(joins)


def _heaps(sought: _Sought, votes: list[_Vote], width: int) -> list[_Heap]:
    """The heaviest heaps of votes within `width` code points, the heaviest first. Votes near the hint count twice."""
    votes = sorted(votes)
    spans: list[tuple[float, int, int]] = []  # (minus the weight, index of the first vote, of the last)
    weights = [weight for _, weight in votes]
    if sought.hint is not None:
        weights = [weight * (1 + (sought.nearness(at) > 1)) for at, weight in votes]
    total, last = 0.0, 0
    for first, (at, _) in enumerate(votes):
        while last < len(votes) and votes[last][0] - at <= width:
            total += weights[last]
            last += 1
        spans.append((-total, first, last - 1))
        total -= weights[first]
    heaps: list[_Heap] = []
    for negative, first, last in sorted(spans):
        low, high = votes[first][0], votes[last][0]
        if all(high < heap.low or heap.high < low for heap in heaps):
            heaps.append(_Heap(-negative, low, high))
            if len(heaps) == CANDIDATES:
                break
    return heaps


# --- Decisions --------------------------------------------------------------------------------------------------------


def _best(sought: _Sought, quote: Quote, heaps: Sequence[_Heap]) -> _Candidate | None:
    """The best of the places that are good enough; None if there is none, or another is as good."""
    whole = sum(quote.weights)
    best: _Candidate | None = None
    rival = -inf
    for heap in heaps:
        # A place with nearly all the words needs no rival with half the votes.
        enough = 0.5 if best and best.finding.evidence > 0.7 * whole else LIGHT
        if heap.weight < enough * heaps[0].weight:
            break
        candidate = _look(sought, quote, heap, LOCATED * whole)
        if candidate is None or (best and candidate.place == best.place):
            continue
        if best is None:
            best = candidate
        else:
            best, second = sorted((best, candidate), key=lambda c: -c.total)
            rival = max(rival, second.total)
    return best if best is None or _is_intact(best) or best.total >= rival + RIVAL else None


def _is_intact(candidate: _Candidate) -> bool:
    """Whether the quote's words are all there and no others; the hint then decides between several such places."""
    return candidate.finding.likeness > 1 - 1e-9


def _look(sought: _Sought, quote: Quote, heap: _Heap, needed: float) -> _Candidate | None:
    """The place of a heap after alignment; None if it isn't good enough."""
    slack = SLACK + len(sought.exact) // 16
    begin = heap.low - len(sought.prefix) - slack
    stop = heap.high + len(sought.exact) + len(sought.suffix) + slack
    piece = Piece.of(sought.text, begin, stop, quote.pattern)
    finding = judge(quote, piece.words, align(quote, piece.words))
    if finding is None or not _is_good(finding, needed):
        return None
    start, end = piece.span(finding.first, finding.last)
    if quote.lead + quote.trail < end - start:
        start, end = start + quote.lead, end - quote.trail
    return _Candidate(EditedPlace(start, end, finding.likeness), finding, finding.evidence + sought.nearness(start))


def _is_good(finding: Finding, needed: float) -> bool:
    if finding.pinned:
        floor = 0.0
    elif finding.enclosed or finding.context >= SURROUNDED:
        floor = FLOOR
    else:
        floor = FLOOR_ALONE
    return finding.present >= PRESENT and finding.evidence >= needed and finding.likeness >= floor


def _is_removed(sought: _Sought, quote: Quote, best: _Candidate, joins: list[_Vote]) -> bool:
    """Whether it is more likely than `best` that the contexts join somewhere without the quote.

    If they join elsewhere, the quote's own words don't count, since such words may well occur again.
    """
    if best.finding.present > CERTAIN and best.finding.likeness > NEARLY_ALL:
        return False
    bare = quote.without_itself()
    ours = set(quote.words[quote.first : quote.last])
    elsewhere = best.total - best.finding.present
    for heap in _heaps(sought, joins, SLACK):
        begin, stop = heap.low - len(sought.prefix) - SLACK, heap.high + len(sought.suffix) + SLACK
        piece = Piece.of(sought.text, begin, stop, quote.pattern)
        alignment = align(bare, piece.words)
        join = (heap.low + heap.high) // 2
        gone = (
            context_evidence(bare, alignment) - _strange(piece.words, alignment.partner, ours) + sought.nearness(join)
        )
        here = best.place.start - SLACK < join < best.place.end + SLACK
        if gone > max(0.0, best.total if here else elsewhere):
            return True
    return False


def _strange(words: Sequence[str], partner: Sequence[int], ours: set[str]) -> float:
    """Evidence, in nats, of other words between the words of the contexts; the quote's own words count most."""
    begin = min((p for p in partner if p >= 0), default=0)
    strange = set(range(begin, max(partner, default=-1) + 1)).difference(partner)
    return sum(1 + weigh(words[b]) * (words[b] in ours) for b in strange)


_EDGE = 4
"""At most this many words at either end may be missing from the place because one of them is misspelt."""


def _with_edges(sought: _Sought, quote: Quote, place: EditedPlace) -> EditedPlace:
    """The place, extended by the quote's outermost words if they are right beside it, the same or misspelt."""
    words = quote.words[quote.first : quote.last]
    found = quote.pattern.findall(fold(sought.text[place.start : place.end]).text)
    if not found:
        return place
    before = words[: words.index(found[0])] if found[0] in words[: _EDGE + 1] else []
    tail = words[::-1][: _EDGE + 1]
    after = words[len(words) - tail.index(found[-1]) :] if found[-1] in tail else []
    start, end = place.start, place.end
    reach = 2 * sum(map(len, words[:_EDGE] + words[-_EDGE:])) + SLACK
    if before:
        piece = Piece.of(sought.text, start - reach, start, quote.pattern)
        if _are_alike(before, piece.words[-len(before) :]):
            start = piece.span(len(piece.words) - len(before), len(piece.words) - 1)[0]
    if after:
        piece = Piece.of(sought.text, end, end + reach, quote.pattern)
        if _are_alike(after, piece.words[: len(after)]):
            end = piece.span(0, len(after) - 1)[1]
    return EditedPlace(start, end, place.likeness)


def _are_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return len(ours) == len(theirs) and all(
        a == b or OSA.normalized_similarity(a, b) >= TYPO for a, b in zip(ours, theirs, strict=True)
    )


def _with_punctuation(sought: _Sought, place: EditedPlace) -> EditedPlace:
    """The place, extended by the characters that the quote has before its first word and after its last."""
    text, exact, start, end = sought.text, sought.exact, place.start, place.end
    first, last = WORD.search(exact), WORD.search(exact[::-1])
    if not first or not last:
        return place
    for character in reversed(exact[: first.start()]):
        start -= start > 0 and text[start - 1] == character
    for character in exact[len(exact) - last.start() :]:
        end += text[end : end + 1] == character
    return EditedPlace(start, end, place.likeness)
