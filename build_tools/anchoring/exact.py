"""Finding the words that a quote names: exactly, or, in an edited text, as nearly as can be.

Offsets count code points; spans are half-open, `[start, end)`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.text.characters import is_word_boundary
from build_tools.text.fold import Folded, fold

FOLDED_SCORE = 0.99
"""Of a place that agrees but for case, diacritics, quotes, hyphens or white space."""
EDITED_SCORE = 0.98
"""Of an edited place at the most."""


class Anchor(NamedTuple):
    """A place in a text, `[start, end)`."""

    start: int
    end: int
    score: float = 1.0
    """How well it agrees with the quote, wherever it stands: 1 where it is verbatim, FOLDED_SCORE where it is so when
    folded, else the share of words, by weight, that quote and place have in common.
    """


def find_exact(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[Anchor, ...]:
    """All places of `exact` that stand after `prefix` and before `suffix`, in order.

    Verbatim places where there are any, else those equal when folded; places that cut a word in two only where there is
    no other. None is an orphan; several are ambiguous.
    """
    if not exact.strip():
        return ()
    verbatim = [Anchor(i, i + len(exact)) for i in find_places(text, exact) if not _is_mark(text, i + len(exact))]
    kept = [a for a in verbatim if _agrees(text, a, prefix, suffix)]
    if not kept:
        kept = [a for a in _folded_places(fold(text), exact) if _agrees(text, a, prefix, suffix)]
    whole = [a for a in kept if is_word_boundary(text, a.start) and is_word_boundary(text, a.end)]
    return tuple(whole or kept)


def _is_mark(text: str, i: int) -> bool:
    """Whether a combining mark stands at offset `i`, which would be cut off the letter before it."""
    return i < len(text) and unicodedata.category(text[i])[0] == "M"


def find_places(text: str, wanted: str) -> Iterator[int]:
    """Offsets of `wanted` in `text`, overlapping ones included."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _folded_places(folded: Folded, exact: str) -> list[Anchor]:
    wanted = fold(exact).text.strip()
    if not wanted:
        return []
    return [
        Anchor(folded.start(i), folded.end(i + len(wanted)), FOLDED_SCORE) for i in find_places(folded.text, wanted)
    ]


_NEAR = 500
"""Code points of a context that are compared: they are folded for each place where the quote is."""


def _agrees(text: str, anchor: Anchor, prefix: str, suffix: str) -> bool:
    """Whether `prefix` stands before the anchor and `suffix` after it: folded, and white space at the joint aside."""
    prefix, suffix = prefix[-_NEAR:], suffix[:_NEAR]
    before, after = fold(prefix).text.strip(), fold(suffix).text.strip()
    # Folding may drop marks and join spaces, so look at somewhat more than the context's own length.
    left = text[max(anchor.start - 4 * len(prefix) - 16, 0) : anchor.start] if before else ""
    right = text[anchor.end : anchor.end + 4 * len(suffix) + 16] if after else ""
    return fold(left).text.rstrip().endswith(before) and fold(right).text.lstrip().startswith(after)


def reanchor(text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None) -> Anchor | None:
    """The best place for a quote in an edited text, or None where there is none worth the name.

    `prefix` and `suffix` are the words that stood around the quote, `hint` the offset where it is expected to begin;
    both decide between places that are equally good, and bear witness where the quote is damaged or gone.
    """
    if not exact.strip():
        return None
    if as_it_was := _undisturbed(text, exact, prefix, suffix, hint):
        return as_it_was
    if not prefix.strip() and not suffix.strip() and (anchors := find_exact(text, exact)):
        return nearest(anchors, hint)
    from build_tools.anchoring.edited import find_edited  # with RapidFuzz, as long to import as a hundred files to read

    place = find_edited(text, exact, prefix, suffix, hint)
    if place is None:
        return None
    return Anchor(place.start, place.end, _score(text[place.start : place.end], exact, place.likeness))


def _score(found: str, exact: str, likeness: float) -> float:
    if found == exact:
        return 1.0
    return FOLDED_SCORE if fold(found).text.strip() == fold(exact).text.strip() else min(likeness, EDITED_SCORE)


def nearest(anchors: Sequence[Anchor], hint: int | None) -> Anchor | None:
    """The anchor that begins nearest to `hint`, the first where there is none; None for no anchors."""
    return min(anchors, key=lambda a: (abs(a.start - (hint or 0)), a.start), default=None)


def _undisturbed(text: str, exact: str, prefix: str, suffix: str, hint: int | None) -> Anchor | None:
    """The place nearest to the hint where quote and contexts stand as they were; one that splits no word, if any."""
    best: tuple[bool, int, int] | None = None
    for i in find_places(text, prefix + exact + suffix):
        start = i + len(prefix)
        splits = not (is_word_boundary(text, start) and is_word_boundary(text, start + len(exact)))
        rank = (splits, abs(start - (hint or 0)), start)
        best = rank if best is None else min(best, rank)
        if start >= (hint or 0) and not best[0]:
            break
    return best and Anchor(best[2], best[2] + len(exact))


def suggest(text: str, exact: str) -> Anchor | None:
    """The nearest place for a quote that isn't found, for a "did you mean"; None where nothing comes near."""
    return reanchor(text, exact)
