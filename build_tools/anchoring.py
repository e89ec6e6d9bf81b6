"""Finding the words that a quote names, exactly or, in an edited text, as nearly as can be.

Offsets count code points; spans are half-open, `[start, end)`.

An exact place is one of `find_exact`. Otherwise the words of prefix, quote and suffix are sought together: short runs
of them seed candidate places, each is aligned word by word, and evidence is added up as log-likelihood ratios, in nats,
of "the quote stands here, edited" to "these words agree by chance". Two things must hold: that the place is the right
one (quote and contexts together), and that the quote itself is still there (what stands between the contexts).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from rapidfuzz.distance import OSA, Indel

from build_tools.text import Folded, fold, is_word_boundary, is_word_character

FOLDED_SCORE = 0.99
"""Of a place that agrees but for case, diacritics, quotes, hyphens or white space."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in a text, `[start, end)`."""

    start: int
    end: int
    score: float = 1.0
    """How well it agrees with the quote: 0 to 1; 1 where it is verbatim."""


def find_exact(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[Anchor, ...]:
    """All places of `exact` that stand after `prefix` and before `suffix`, in order.

    Verbatim places where there are any, else those equal when folded; places that cut a word in two only where there is
    no other. None is an orphan; several are ambiguous.
    """
    if not exact.strip():
        return ()
    verbatim = [Anchor(i, i + len(exact)) for i in _places(text, exact)]
    kept = [a for a in verbatim if _agrees(text, a, prefix, suffix)]
    if not kept:
        kept = [a for a in _folded_places(fold(text), exact) if _agrees(text, a, prefix, suffix)]
    whole = [a for a in kept if is_word_boundary(text, a.start) and is_word_boundary(text, a.end)]
    return tuple(whole or kept)


def _places(text: str, wanted: str) -> Iterator[int]:
    """Offsets of `wanted` in `text`, overlapping ones included."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _folded_places(folded: Folded, exact: str) -> list[Anchor]:
    wanted = fold(exact).text.strip()
    if not wanted:
        return []
    return [Anchor(folded.start(i), folded.end(i + len(wanted)), FOLDED_SCORE) for i in _places(folded.text, wanted)]


def _agrees(text: str, anchor: Anchor, prefix: str, suffix: str) -> bool:
    """Whether `prefix` stands before the anchor and `suffix` after it: folded, and white space at the joint aside."""
    before, after = fold(prefix).text.strip(), fold(suffix).text.strip()
    # Folding may drop marks and join spaces, so look at somewhat more than the context's own length.
    left = text[max(anchor.start - 4 * len(prefix) - 16, 0) : anchor.start] if before else ""
    right = text[anchor.end : anchor.end + 4 * len(suffix) + 16] if after else ""
    return fold(left).text.rstrip().endswith(before) and fold(right).text.lstrip().startswith(after)


# --- Re-anchoring -----------------------------------------------------------------------------------------------------

LOCATED = 8.0
"""Nats by which quote and contexts must be likelier here than by chance: the logarithm of 3,000 places to choose."""
PRESENT = 0.0
"""Nats by which the words between the contexts must be likelier the quote's than others."""
FLOOR = 0.4
FLOOR_ALONE = 0.6
"""Share of words, by weight, that quote and place must have in common, contexts aside."""
MISSING = -1.6
"""Nats for a word of a context that isn't there: the logarithm of a fifth, the most that is edited in practice."""
LOST = -2.0
"""The same for a word of the quote, or where a context stands right beside, and others stand for it: PINNED."""
PINNED = -0.5
INSERTED = -0.7
TYPO = 0.7
"""Likeness from which on a word is taken for another one misspelt."""
MOVED = 3
"""Words by which a word may have changed its place."""
SEEDS = 28
CANDIDATES = 4
COMMON = 32
"""Places from which on a run of words says nothing of where the quote stands."""

_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"\w+|[^\w\s]+")


def reanchor(text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None) -> Anchor | None:
    """The best place for a quote in an edited text, or None where there is none worth the name.

    `prefix` and `suffix` are the words that stood around the quote, `hint` the offset where it is expected to begin;
    both decide between places that are equally good, and bear witness where the quote is damaged or gone.
    """
    if not exact.strip():
        return None
    anchors: Sequence[Anchor] = _undisturbed(text, exact, prefix, suffix)
    if anchors:
        return nearest(anchors, hint)
    folded = _folded(text)
    quote = _Quote.of(exact, prefix, suffix)
    if not quote.words or (len(quote.words) == quote.last - quote.first and (anchors := find_exact(text, exact))):
        return nearest(anchors, hint)
    placement = _best(folded.text, quote, None if hint is None else folded.index(hint))
    return None if placement is None else _anchor(text, folded, exact, quote, placement)


_folded = lru_cache(maxsize=4)(fold)  # many quotes are sought in one text


def nearest(anchors: Sequence[Anchor], hint: int | None) -> Anchor | None:
    """The anchor that begins nearest to `hint`, the first where there is none; None for no anchors."""
    return min(anchors, key=lambda a: (abs(a.start - (hint or 0)), a.start), default=None)


def _undisturbed(text: str, exact: str, prefix: str, suffix: str) -> list[Anchor]:
    """The places where quote and contexts stand as they were; of those that split no word, if there are such."""
    starts = [i + len(prefix) for i in _places(text, prefix + exact + suffix)]
    anchors = [Anchor(i, i + len(exact)) for i in starts]
    return [a for a in anchors if is_word_boundary(text, a.start) and is_word_boundary(text, a.end)] or anchors


@dataclass(frozen=True, slots=True)
class _Quote:
    """Prefix, quote and suffix, folded and cut into words."""

    text: str
    """The folded quote."""
    words: list[str]
    """Of prefix, quote and suffix."""
    starts: list[int]
    """Of each word from the quote's begin; negative in the prefix."""
    first: int
    """Index in `words` of the quote's first."""
    last: int
    """Index after the quote's last."""
    weights: list[float]
    """What it is worth to meet each word, in nats."""
    pattern: re.Pattern[str]
    """Of a word; of signs too where the quote has no words."""
    whole: str
    """Prefix, quote and suffix, folded."""
    begin: int
    """Of the quote in `whole`."""

    @classmethod
    def of(cls, exact: str, prefix: str, suffix: str) -> _Quote:
        before, middle, after = fold(prefix).text.rstrip(), fold(exact).text.strip(), fold(suffix).text.lstrip()
        pattern = _WORD if _WORD.search(middle) else _SIGN
        parts = ((before, -len(before) - 1), (middle, 0), (after, len(middle) + 1))
        found = [[(m[0], m.start() + shift) for m in pattern.finditer(part)] for part, shift in parts]
        first, last = len(found[0]), len(found[0]) + len(found[1])
        words = [word for part in found for word, _ in part]
        starts = [start for part in found for _, start in part]
        return cls(
            middle,
            words,
            starts,
            first,
            last,
            [_weight(word) for word in words],
            pattern,
            f"{before} {middle} {after}",
            len(before) + 1,
        )


def _weight(word: str) -> float:
    """About minus the logarithm of how often a word is met: the long ones are the rare ones."""
    return 0.75 * min(len(word), 9)


def _worth(likeness: float) -> float:
    return 1.0 if likeness >= 0.9 else likeness - 0.4


@dataclass(frozen=True, slots=True)
class _Placement:
    """A place in the folded text, and what speaks for it, in nats."""

    start: int
    end: int
    context: float
    present: float
    likeness: float
    enclosed: bool
    """Whether prefix and suffix stand right beside it."""


def _best(text: str, quote: _Quote, hint: int | None) -> _Placement | None:
    """The best placement that is good enough."""
    starts, removal = _candidates(text, quote, hint)
    needed = min(LOCATED, 0.4 * sum(quote.weights))
    good = []
    for start in starts:
        p = _place(text, quote, start)
        if (
            p
            and p.present >= PRESENT
            and p.context + p.present >= needed
            and p.likeness >= (FLOOR if p.enclosed else FLOOR_ALONE)
        ):
            good.append((p.context + p.present + _nearness(p.start, hint, len(text)), p))
    if not good:
        return None
    best = max(good, key=lambda g: (g[0], -g[1].start))[1]
    if best.likeness > 0.9 and best.present > 30 and best.context <= 0:
        return best
    near = _nearness(best.start, hint, len(text))
    for join in removal:
        gone = _removed(text, quote, join) + _nearness(join, hint, len(text))
        if gone > 0 and gone > best.context + near + (best.present if -40 < best.start - join < 40 else -1):
            return None
    return best


def _place(text: str, quote: _Quote, start: int) -> _Placement | None:
    close = _weigh(quote, _align(text, quote, start, 10 + len(quote.text) // 16))
    if close and close.context + close.present > 0.7 * sum(quote.weights):
        return close
    wide = _weigh(quote, _align(text, quote, start, 32 + len(quote.text) // 4))
    if close is None or wide is None:
        return close or wide
    return max(close, wide, key=lambda p: p.context + p.present)


def _nearness(start: int, hint: int | None, length: int) -> float:
    if hint is None:
        return 0
    return max(2 - abs(start - hint) / (50 + 0.02 * length), -2)


def _candidates(text: str, quote: _Quote, hint: int | None) -> tuple[list[int], list[int]]:
    """Offsets at which the quote may begin, the likeliest first; and where its contexts may meet without it."""
    seeds = _seeds(quote)
    votes: list[tuple[int, float]] = []
    joins: list[tuple[int, float]] = []
    hits: dict[int, list[int]] = defaultdict(list)
    runs = list(seeds)
    if runs:
        automaton = AhoCorasick(runs, MatchKind.LeftmostFirst, implementation=Implementation.NoncontiguousNFA)
        for number, i, _ in automaton.find_matches_as_indexes(text):
            hits[number].append(i)
    end = len(quote.text)
    for number, places in hits.items():
        if len(places) > COMMON:
            continue
        weight = len(runs[number]) / len(places)
        for shift in seeds[runs[number]]:
            votes += [(i - shift, weight) for i in places]
            if shift < 0:
                joins += [(i - shift, weight) for i in places]
            elif shift >= end:
                joins += [(i - shift + end + 1, weight) for i in places]
    whole = list(islice(_places(text, quote.text), COMMON + 1))
    if len(whole) <= COMMON:
        votes += [(i, end / len(whole)) for i in whole]
    near = None if hint is None else (hint - 50 - len(text) // 50, hint + 50 + len(text) // 50)
    return _peaks(votes, 20 + end // 3, near)[:CANDIDATES], _peaks(joins, 20, near)[:3]


def _peaks(votes: list[tuple[int, float]], width: int, near: tuple[int, int] | None) -> list[int]:
    """The votes (offset, weight) gathered where they stand less than `width` apart; of each heap its heaviest's offset,
    the heaviest heap first.
    """
    heaps: list[tuple[float, int]] = []
    votes.sort()
    total = heaviest = 0.0
    last = best = 0
    for at, weight in votes:
        if total and at - last > width:
            heaps.append((-total, best))
            total = heaviest = 0.0
        total += weight
        last = at
        if weight > heaviest:
            heaviest, best = weight, at
            if near is not None and near[0] <= at <= near[1]:
                total += weight
    if total:
        heaps.append((-total, best))
    return [at for _, at in sorted(heaps)]


def _seeds(quote: _Quote) -> dict[str, list[int]]:
    """Runs of two words, and single long ones of the quote, with their offsets from the quote's begin."""
    words, starts, whole, begin = quote.words, quote.starts, quote.whole, quote.begin
    runs = [
        (whole[begin + starts[n] : begin + starts[n + 1] + len(words[n + 1])], starts[n]) for n in range(len(words) - 1)
    ]
    runs += [(words[n], starts[n]) for n in range(quote.first, quote.last) if len(words[n]) > 6]
    runs = [run for run in runs if len(run[0]) > 6]
    step = max(len(runs) / SEEDS, 1)
    seeds: dict[str, list[int]] = defaultdict(list)
    for k in range(min(len(runs), SEEDS)):
        run, start = runs[int(k * step)]
        seeds[run].append(start)
    return seeds


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Which of our words (prefix, quote, suffix) is which of the text's."""

    tokens: list[tuple[str, int, int]]
    """(word, start, end) in the folded text."""
    partner: list[int]
    """For each of our words the index of its token, -1 for none."""
    likeness: list[float]
    """1 for the same word."""


def _align(text: str, quote: _Quote, start: int, reach: int) -> _Alignment:
    """Prefix, quote and suffix laid along the text about `start`."""
    begin = max(start + quote.starts[0] - reach, 0)
    stop = start + quote.starts[-1] + len(quote.words[-1]) + reach
    tokens = [(m[0], m.start(), m.end()) for m in quote.pattern.finditer(text, begin, stop)]
    alignment = _Alignment(tokens, [-1] * len(quote.words), [0.0] * len(quote.words))
    _pair(quote.words, alignment)
    _gather(quote, alignment)
    _pair_cut(quote, alignment)
    _pair_moved(quote, alignment)
    return alignment


def _pair(words: Sequence[str], alignment: _Alignment) -> None:
    """Pairs the same words in the same order, as many as can be, and what is misspelt between them."""
    theirs = [token[0] for token in alignment.tokens]
    a = b = 0
    for block in Indel.editops(words, theirs).as_matching_blocks():
        if block.a > a and block.b > b:
            _pair_misspelt(words, alignment, range(a, block.a), range(b, block.b))
        for k in range(block.size):
            alignment.partner[block.a + k] = block.b + k
            alignment.likeness[block.a + k] = 1.0
        a, b = block.a + block.size, block.b + block.size


def _pair_misspelt(words: Sequence[str], alignment: _Alignment, ours: range, theirs: range) -> None:
    at = theirs.start
    for a in ours:
        for b in range(at, min(theirs.stop, at + 8)):
            likeness = OSA.normalized_similarity(words[a], alignment.tokens[b][0], score_cutoff=TYPO)
            if likeness:
                alignment.partner[a], alignment.likeness[a] = b, likeness
                at = b + 1
                break


def _pair_moved(quote: _Quote, alignment: _Alignment) -> None:
    """Pairs words of the quote that stand nearly, but not quite, where they should."""
    partner, tokens = alignment.partner, alignment.tokens
    used = set(partner)
    expected = None
    for n, word in enumerate(quote.words):
        if partner[n] >= 0:
            expected = partner[n] + 1
        elif expected is not None:
            for b in range(max(expected - MOVED, 0), min(expected + MOVED, len(tokens))):
                if b not in used and tokens[b][0] == word:
                    partner[n], alignment.likeness[n] = b, 0.9
                    used.add(b)
                    break
            expected += 1


def _weigh(quote: _Quote, alignment: _Alignment) -> _Placement | None:
    """What speaks for an alignment; None where nothing of the quote is there."""
    first, last, weights, partner = quote.first, quote.last, quote.weights, alignment.partner
    kept = _kept(quote, alignment)
    if not kept:
        return None
    tokens = alignment.tokens
    b0 = min(partner[n] for n in kept)
    b1 = max(partner[n] for n in kept)
    prefix = _side([b0 - p if 0 <= p < b0 else 0 for p in reversed(partner[:first])], kept[0] - first)
    suffix = _side([p - b1 if p > b1 else 0 for p in partner[last:]], last - 1 - kept[-1])
    met = sum(weights[n] * alignment.likeness[n] for n in kept)
    worth = sum(weights[n] * _worth(alignment.likeness[n]) for n in kept)
    lost = last - first - len(kept)
    enclosed = prefix.adjacent and suffix.adjacent
    pinned = min(prefix.taken + suffix.taken + (b1 - b0 + 1 - len(kept)), lost) if last - first <= 4 and enclosed else 0
    inner = b1 - b0 + 1 - len(kept)
    outer = max(partner) - min(p for p in partner if p >= 0) + 1 - inner - sum(p >= 0 for p in partner)
    present = worth + INSERTED * max(inner - lost, 0) + PINNED * pinned + LOST * (lost - pinned)
    theirs = sum(_weight(token[0]) for token in tokens[b0 : b1 + 1])
    likeness = 2 * met / (sum(weights[first:last]) + theirs)
    if pinned:
        likeness = max(likeness, FLOOR)
    return _Placement(
        tokens[b0 - prefix.taken][1],
        tokens[b1 + suffix.taken][2],
        _context(quote, alignment) + INSERTED * max(outer, 0),
        present,
        likeness,
        enclosed,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands between the words kept and the context on one side of them."""

    taken: int
    """Words there that stand for lost ones of the quote."""
    adjacent: bool
    """Whether the context begins where it should."""


def _side(distances: Sequence[int], lost: int) -> _Side:
    """One side of the words kept: `distances` of the context's words from them, the innermost first, 0 for one unmet.

    `lost` of the quote's words on that side are unmet.
    """
    near = next((k for k, d in enumerate(distances) if d), None)
    if near is None:
        return _Side(0, adjacent=False)
    gap = distances[near] - 1
    taken = min(lost, round(gap * lost / (lost + near))) if lost else 0
    return _Side(taken, adjacent=gap <= lost + near + 2)


def _kept(quote: _Quote, alignment: _Alignment) -> list[int]:
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


def _context(quote: _Quote, alignment: _Alignment) -> float:
    """Evidence of prefix and suffix, in nats."""
    total = 0.0
    partner = alignment.partner
    for n in (*range(quote.first), *range(quote.last, len(partner))):
        if partner[n] >= 0:
            total += quote.weights[n] * _worth(alignment.likeness[n])
        else:
            total += MISSING
    return total


def _gather(quote: _Quote, alignment: _Alignment) -> None:
    """Of words that could be paired in more than one place, chooses the ones next to their neighbours."""
    partner, tokens, words = alignment.partner, alignment.tokens, quote.words
    for n in range(quote.last - 2, -1, -1):
        b = partner[n + 1] - 1
        if 0 <= partner[n] < b and tokens[b][0] == words[n]:
            partner[n] = b
    for n in range(quote.first + 1, len(words)):
        b = partner[n - 1] + 1
        if 0 < b < partner[n] and tokens[b][0] == words[n]:
            partner[n] = b


def _pair_cut(quote: _Quote, alignment: _Alignment) -> None:
    """The contexts' outer words, which may be cut."""
    partner, tokens, words = alignment.partner, alignment.tokens, quote.words
    if quote.first > 1 and partner[0] < 0 < partner[1] and tokens[partner[1] - 1][0].endswith(words[0]):
        partner[0], alignment.likeness[0] = partner[1] - 1, 1.0
    n = len(words) - 1
    if (
        quote.last < n
        and partner[n] < 0 <= partner[n - 1] < len(tokens) - 1
        and tokens[partner[n - 1] + 1][0].startswith(words[n])
    ):
        partner[n], alignment.likeness[n] = partner[n - 1] + 1, 1.0


def _removed(text: str, quote: _Quote, join: int) -> float:
    """Evidence, in nats, that prefix and suffix meet at `join` without the quote between them."""
    words = quote.words[: quote.first] + quote.words[quote.last :]
    shift = len(quote.text) + 1
    starts = quote.starts[: quote.first] + [start - shift for start in quote.starts[quote.last :]]
    weights = quote.weights[: quote.first] + quote.weights[quote.last :]
    bare = _Quote("", words, starts, quote.first, quote.first, weights, quote.pattern, "", 0)
    alignment = _align(text, bare, join, 24)
    partner = alignment.partner
    begin = min((p for p in partner if p >= 0), default=0)
    stop = max(partner, default=-1) + 1
    strange = set(range(begin, stop)).difference(partner)
    ours = set(quote.words[quote.first : quote.last])
    tokens = alignment.tokens
    return _context(bare, alignment) - sum(1 + _weight(tokens[b][0]) * (tokens[b][0] in ours) for b in strange)


def _anchor(text: str, folded: Folded, exact: str, quote: _Quote, placement: _Placement) -> Anchor:
    i, j = _with_signs(folded.text, quote.text, placement)
    start, end = folded.start(i), folded.end(j)
    if text[start:end] == exact:
        return Anchor(start, end)
    if folded.text[i:j] == quote.text:
        return Anchor(start, end, FOLDED_SCORE)
    return Anchor(start, end, min(placement.likeness, 0.98))


def _with_signs(text: str, quote: str, placement: _Placement) -> tuple[int, int]:
    """The placement with the signs that the quote has before its first word and after its last."""
    i, j = placement.start, placement.end
    lead = quote[: len(quote) - len(quote.lstrip(_signs(quote)))]
    trail = quote[len(quote.rstrip(_signs(quote))) :]
    while lead and i > 0 and text[i - 1] == lead[-1]:
        lead, i = lead[:-1], i - 1
    while trail and j < len(text) and text[j] == trail[0]:
        trail, j = trail[1:], j + 1
    return i, j


def _signs(text: str) -> str:
    return "".join({c for c in text if not is_word_character(c)})


def suggest(text: str, exact: str) -> Anchor | None:
    """The nearest place for a quote that isn't found, for a "did you mean"; None where nothing comes near."""
    return reanchor(text, exact)
