"""The best place for a quote in an edited text. `reanchor` is public, also as `build_tools.anchoring.reanchor`.

Offsets count code points; spans are half-open, `[start, end)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.anchoring.exact import FOLDED_SCORE, Anchor, find_exact, find_places
from build_tools.text.characters import is_word_boundary
from build_tools.text.fold import fold

EDITED_SCORE = 0.98
"""The highest score of a place whose words differ from the quote's."""


def reanchor(text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None) -> Anchor | None:
    """The best place for a quote in an edited text, or None if nothing in it is likely enough to be the quote.

    `prefix` and `suffix` are the text around the quote when it was made, `hint` is the offset where it is expected to
    begin. They decide between equally good places, and are evidence if the quote itself was edited or deleted.
    """
    if not exact.strip():
        return None
    if as_it_was := _undisturbed(text, exact, prefix, suffix, hint):
        return as_it_was
    if not prefix.strip() and not suffix.strip() and (anchors := find_exact(text, exact)):
        return nearest(anchors, hint)
    from build_tools.anchoring.candidates import find_edited  # importing RapidFuzz takes as long as reading 100 files

    place = find_edited(text, exact, prefix, suffix, hint)
    if place is None:
        return None
    return Anchor(place.start, place.end, _score(text[place.start : place.end], exact, place.likeness))


def _score(found: str, exact: str, likeness: float) -> float:
    if found == exact:
        return 1.0
    return FOLDED_SCORE if fold(found).text.strip() == fold(exact).text.strip() else min(likeness, EDITED_SCORE)


def nearest(anchors: Sequence[Anchor], hint: int | None) -> Anchor | None:
    """The anchor that begins nearest to `hint`, or without a hint the first; None if there are no anchors."""
    return min(anchors, key=lambda a: (abs(a.start - (hint or 0)), a.start), default=None)


def _undisturbed(text: str, exact: str, prefix: str, suffix: str, hint: int | None) -> Anchor | None:
    """The place nearest to the hint where quote and contexts are unchanged, preferably one that divides no word."""
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
    """The place most similar to a quote that wasn't found, for a "did you mean"; None if nothing is similar."""
    return reanchor(text, exact)
