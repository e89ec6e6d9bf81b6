"""The way annotation tools find a quote again: approximate string matching, scored by quote, contexts and place.

A reimplementation of what Hypothesis's matcher does in principle, to compare with. The quote is sought with up to half
of its letters wrong; the places with the fewest errors are kept, and the best of them by quote, prefix, suffix and
place is taken, however bad that is. The errors of a place are counted with the bit-parallel algorithm of Myers (1999);
Python's long integers hold the whole column of any quote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

WEIGHTS = {"quote": 50, "prefix": 20, "suffix": 20, "place": 2}
MOST_ERRORS = 256


def find_approximately(text: str, exact: str, prefix: str, suffix: str, hint: int | None) -> tuple[int, int] | None:
    """The best place, `[start, end)`; None where half of the quote's letters or more are wrong everywhere."""
    if not exact:
        return None
    places = [(i, i + len(exact), 0) for i in _verbatim(text, exact)] or _with_errors(text, exact)
    if not places:
        return None

    def score(place: tuple[int, int, int]) -> float:
        start, end, errors = place
        parts = {
            "quote": 1 - errors / len(exact),
            "prefix": _likeness(text[max(start - len(prefix), 0) : start], prefix),
            "suffix": _likeness(text[end : end + len(suffix)], suffix),
            "place": 1.0 if hint is None else 1 - abs(start - hint) / len(text),
        }
        return sum(WEIGHTS[name] * part for name, part in parts.items())

    start, end, _ = max(places, key=score)
    return start, end


def _verbatim(text: str, exact: str) -> Iterator[int]:
    at = text.find(exact)
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def _with_errors(text: str, exact: str) -> list[tuple[int, int, int]]:
    """(start, end, errors) of the places with the fewest errors."""
    ends = list(_ends(text, exact))
    fewest = min((errors for _, errors in ends), default=MOST_ERRORS + 1)
    if fewest > min(MOST_ERRORS, len(exact) // 2):
        return []
    places = []
    for end, errors in ends:
        if errors == fewest:
            # The same backwards from the end tells where it began; the longest such piece is taken.
            piece = text[max(end - len(exact) - errors, 0) : end][::-1]
            length = max(
                (stop for stop, count in _ends(piece, exact[::-1], anchored=True) if count == errors), default=0
            )
            places.append((end - length, end, errors))
    return [place for place in places if place[0] < place[1]]


def _likeness(text: str, context: str) -> float:
    """How well a context agrees with what stands in its place: 0 to 1; 1 for no context."""
    if not context:
        return 1.0
    return 1 - min((errors for _, errors in _ends(text, context)), default=len(context)) / len(context)


def _ends(text: str, pattern: str, *, anchored: bool = False) -> Iterator[tuple[int, int]]:
    """For every end in the text the fewest errors of the pattern up to there; `anchored`: from the text's begin."""
    masks: dict[str, int] = defaultdict(int)
    for n, letter in enumerate(pattern):
        masks[letter] |= 1 << n
    full = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    above, below, errors = full, 0, len(pattern)  # where the column rises by one, and where it falls
    for end, letter in enumerate(text, start=1):
        same = masks.get(letter, 0)
        diagonal = (((same & above) + above) ^ above) | same | below
        rises = below | ~(diagonal | above) & full
        falls = above & diagonal
        errors += bool(rises & last) - bool(falls & last)
        rises = (rises << 1 | anchored) & full
        falls = falls << 1 & full
        same |= below
        above = (falls | ~(same | rises)) & full
        below = rises & same
        yield end, errors
