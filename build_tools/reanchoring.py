"""Finding the place of a quote in an edited text.

Short runs of words from prefix, quote and suffix are sought in the text as they are: each place of one tells where the
quote would begin. Where several agree, quote and contexts are laid along the text (see `alignment`), and two things
must hold: that the place is the right one (quote and contexts together), and that the quote itself is still there and
its contexts do not meet without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from build_tools.alignment import WORD, Finding, Piece, Quote, align, context_evidence, judge, weigh
from build_tools.text import fold

LOCATED = 8.0
"""Nats by which quote and contexts must be likelier here than by chance: the logarithm of 3,000 places to choose."""
PRESENT = 0.0
"""Nats by which the words between the contexts must be likelier the quote's than others."""
CERTAIN = 30.0
"""Nats of the quote's own words from which on it needs no witness."""
FLOOR = 0.4
FLOOR_ALONE = 0.6
"""Share of words, by weight, that quote and place must have in common: between its contexts, and without them."""
SEED = 5.0
"""Nats that a run of words must be worth to be sought: two short words, or one of seven letters."""
SEEDS = 12
"""Runs sought at the most."""
COMMON = 32
"""Places from which on a run of words says nothing of where the quote stands."""
CANDIDATES = 4
"""Places looked at closely."""
LONGEST = 20_000
"""Words in a quote from which on it is sought exactly, or not at all: to align it would take too much memory."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the quote stands, `[start, end)`."""

    start: int
    end: int
    likeness: float
    """Share of words, by weight, that quote and place have in common: 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Vote:
    """One place of a run of words."""

    at: int
    """Where the quote would begin, or its contexts meet."""
    weight: float


@dataclass(frozen=True, slots=True)
class _Heap:
    """Votes for nearly the same place."""

    weight: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    finding: Finding
    nearness: float


def find_edited(text: str, exact: str, prefix: str, suffix: str, hint: int | None) -> Place | None:
    """The place of an edited quote, or None where there is none worth the name."""
    quote = Quote.of(exact, prefix, suffix)
    if not quote.last > quote.first or len(quote.words) > LONGEST:
        return None
    starts, joins = _vote(text, prefix, exact, suffix)
    if not starts:
        starts, joins = _vote_folded(text, exact, prefix, suffix)
    width = 20 + len(exact) // 3
    heaps = _heaps(starts, width, hint, 50 + len(text) // 50)
    best = _best(text, quote, (len(prefix), len(exact), len(suffix)), heaps, hint)
    if best is None:
        return None
    if not _is_certain(best.finding) and _is_removed(
        text, quote, best, _heaps(joins, 20, hint, 50 + len(text) // 50), (len(prefix), len(suffix)), hint
    ):
        return None
    return _with_signs(text, exact, best.place)


def _with_signs(text: str, exact: str, place: Place) -> Place:
    """The place with the signs that the quote has before its first word and after its last."""
    start, end = place.start, place.end
    words = list(WORD.finditer(exact))
    if not words:
        return place
    for sign in reversed(exact[: words[0].start()]):
        if start and text[start - 1] == sign:
            start -= 1
    for sign in exact[words[-1].end() :]:
        if end < len(text) and text[end] == sign:
            end += 1
    return Place(start, end, place.likeness)


def _is_certain(finding: Finding) -> bool:
    return finding.likeness > 0.9 and finding.present > CERTAIN


def _seeds(before: str, middle: str, after: str) -> list[tuple[int, str, float]]:
    """Runs of words to seek: offset from the quote's begin, the run, and what it is worth; the quote itself first."""
    whole = before + middle + after
    words = [(m.start(), m.end(), weigh(m[0])) for m in WORD.finditer(whole)]
    runs: list[tuple[int, str, float]] = []
    end, worth = 0, 0.0  # of the run that begins with this word
    for begin, _, own in words:
        while worth < SEED and end < len(words):
            worth += words[end][2]
            end += 1
        if worth >= SEED:
            runs.append((begin - len(before), whole[begin : words[end - 1][1]], worth))
        worth -= own
    step = max(len(runs) / SEEDS, 1)
    chosen = [runs[int(k * step)] for k in range(min(len(runs), SEEDS))]
    return [(0, middle, 2 * SEED), *chosen]


def _vote(text: str, before: str, middle: str, after: str) -> tuple[list[_Vote], list[_Vote]]:
    """Where the quote would begin, and where its contexts would meet without it."""
    starts: list[_Vote] = []
    joins: list[_Vote] = []
    for shift, run, worth in _seeds(before, middle, after):
        places = list(islice(_places(text, run), COMMON + 1))
        if not 0 < len(places) <= COMMON:
            continue
        weight = worth / len(places)
        starts += [_Vote(i - shift, weight) for i in places]
        if shift + len(run) <= 0:
            joins += [_Vote(i - shift, weight) for i in places]
        elif shift >= len(middle):
            joins += [_Vote(i - shift + len(middle), weight) for i in places]
    return starts, joins


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _vote_folded(text: str, exact: str, prefix: str, suffix: str) -> tuple[list[_Vote], list[_Vote]]:
    """The same in folded text: for words that stand in capitals now, or without their vowel signs."""
    folded = fold(text)
    starts, joins = _vote(folded.text, fold(prefix).text, fold(exact).text, fold(suffix).text)
    end = len(folded.text)

    def back(votes: list[_Vote]) -> list[_Vote]:
        return [_Vote(folded.start(min(max(vote.at, 0), end)), vote.weight) for vote in votes]

    return back(starts), back(joins)


def _heaps(votes: list[_Vote], width: int, hint: int | None, near: int) -> list[_Heap]:
    """Votes less than `width` apart gathered, the heaviest heap first; near the hint they count twice."""
    heaps: list[_Heap] = []
    total = 0.0
    low = high = 0
    for vote in sorted(votes, key=lambda v: v.at):
        if total and vote.at - high > width:
            heaps.append(_Heap(total, low, high))
            total = 0.0
        low, high = vote.at if not total else low, vote.at
        total += vote.weight * (2 if hint is not None and abs(vote.at - hint) <= near else 1)
    if total:
        heaps.append(_Heap(total, low, high))
    return sorted(heaps, key=lambda h: (-h.weight, h.low))


def _best(
    text: str, quote: Quote, lengths: tuple[int, int, int], heaps: list[_Heap], hint: int | None
) -> _Candidate | None:
    """The best place that is good enough."""
    whole = sum(quote.weights)
    needed = min(LOCATED, 0.4 * whole)
    best: _Candidate | None = None
    best_total = 0.0
    for heap in heaps[:CANDIDATES]:
        if best and best.finding.evidence > 0.7 * whole and heap.weight < 0.5 * heaps[0].weight:
            break
        piece = _piece(text, quote, heap, lengths)
        finding = judge(quote, piece.words, align(quote, piece.words))
        if not finding or not _is_good(finding, needed):
            continue
        place = _place(piece, quote, finding)
        near = _nearness(place.start, hint, len(text))
        if best is None or finding.evidence + near > best_total:
            best, best_total = _Candidate(place, finding, near), finding.evidence + near
    return best


def _is_good(finding: Finding, needed: float) -> bool:
    return (
        finding.present >= PRESENT
        and finding.evidence >= needed
        and finding.likeness >= (FLOOR if finding.enclosed else FLOOR_ALONE)
    )


def _piece(text: str, quote: Quote, heap: _Heap, lengths: tuple[int, int, int]) -> Piece:
    """As much of the text as quote and contexts may take up there."""
    prefix, exact, suffix = lengths
    slack = 12 + exact // 16
    return Piece.of(text, heap.low - prefix - slack, heap.high + exact + suffix + slack, quote.pattern)


def _nearness(start: int, hint: int | None, length: int) -> float:
    if hint is None:
        return 0
    return max(2 - abs(start - hint) / (50 + 0.02 * length), -2)


def _place(piece: Piece, quote: Quote, finding: Finding) -> Place:
    start = piece.begin + piece.folded.start(piece.spans[finding.first][0])
    end = piece.begin + piece.folded.end(piece.spans[finding.last][1])
    if quote.lead + quote.trail < end - start:
        start, end = start + quote.lead, end - quote.trail
    return Place(start, end, finding.likeness)


def _is_removed(
    text: str, quote: Quote, best: _Candidate, heaps: list[_Heap], lengths: tuple[int, int], hint: int | None
) -> bool:
    """Whether the contexts meet somewhere without the quote, and that is likelier than what was found."""
    bare = quote.without_itself()
    ours = set(quote.words[quote.first : quote.last])
    start = best.place.start
    for heap in heaps[:3]:
        piece = Piece.of(text, heap.low - lengths[0] - 24, heap.high + lengths[1] + 24, quote.pattern)
        alignment = align(bare, piece.words)
        join = (heap.low + heap.high) // 2
        gone = (
            context_evidence(bare, alignment)
            - _strange(piece.words, alignment.partner, ours)
            + _nearness(join, hint, len(text))
        )
        here = best.finding.present if abs(start - join) < 40 else -1
        if gone > 0 and gone > best.finding.context + best.nearness + here:
            return True
    return False


def _strange(words: list[str], partner: list[int], ours: set[str]) -> float:
    """What stands between words of the contexts that is none of them; the quote's own words count most."""
    begin = min((p for p in partner if p >= 0), default=0)
    strange = set(range(begin, max(partner, default=-1) + 1)).difference(partner)
    return sum(1 + weigh(words[b]) * (words[b] in ours) for b in strange)
