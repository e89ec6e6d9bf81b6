"""Pair the blocks of a text with those of its edited version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from build_tools.core.model import Block

Pair = tuple[Block | None, Block | None]
"""(before, after); None if the block was inserted or deleted."""

_LIKE = 50.0
"""Blocks of at least this likeness, of 100, can be a pair."""
_MOST = 2500
"""At most this many pairs of edited blocks are compared; with more, a text was rewritten, and order decides."""


def align(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Pairs with each block of either text once, in order of the edited text; deleted blocks are where they were."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, [b.text for b in before], [b.text for b in after], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(before[i:i_end], after[j:j_end], strict=True)
        else:
            pairs += _align_edited(before[i:i_end], after[j:j_end])
    return _rejoin_moved(pairs)


def _align_edited(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Pair changed blocks in order, so that the sum of their likenesses is the greatest."""
    rows, columns = len(before), len(after)
    if rows * columns > _MOST:
        both: list[Pair] = list(zip(before, after, strict=False))
        return [*both, *((b, None) for b in before[columns:]), *((None, a) for a in after[rows:])]
    likeness = [[fuzz.ratio(b.text, a.text, score_cutoff=_LIKE) for a in after] for b in before]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return _walk(before, after, likeness, best)


def _walk(
    before: Sequence[Block], after: Sequence[Block], likeness: list[list[float]], best: list[list[float]]
) -> list[Pair]:
    pairs: list[Pair] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((before[i], after[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((before[i], None))
            i += 1
        else:
            pairs.append((None, after[j]))
            j += 1
    return [*pairs, *((b, None) for b in before[i:]), *((None, a) for a in after[j:])]


def _rejoin_moved(pairs: list[Pair]) -> list[Pair]:
    """Join blocks that were deleted and inserted elsewhere, word for word, into pairs."""
    gone: dict[str, list[Block]] = defaultdict(list)
    for before, after in pairs:
        if before and not after:
            gone[before.text].append(before)
    moved: set[int] = set()
    joined: list[Pair] = []
    for before, after in pairs:
        source = before
        if after and not before and gone[after.text]:
            source = gone[after.text].pop(0)
            moved.add(source.number)
        joined.append((source, after))
    return [pair for pair in joined if pair[1] or not (pair[0] and pair[0].number in moved)]


def find_moved(pairs: Sequence[Pair]) -> set[int]:
    """Numbers, in the earlier text, of the blocks that are now in another order."""
    numbers = [before.number for before, after in pairs if before and after]
    kept = SequenceMatcher(None, sorted(numbers), numbers, autojunk=False).get_matching_blocks()
    return set(numbers).difference(*(numbers[match.b : match.b + match.size] for match in kept))
