"""Find a quote in a text, unchanged or differing only in case, accents, quotation marks, hyphens or spaces.

Offsets count code points; spans are half-open, `[start, end)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.anchoring.wording import has_same_figures
from build_tools.text.characters import DASHES, is_word_boundary
from build_tools.text.fold import fold

FOLDED_SCORE = 0.99
"""Score of a place that differs only in case, accents, quotation marks, hyphens or white space."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text, `[start, end)`."""

    start: int
    end: int
    score: float = 1.0
    """How well it agrees with the quote: 1 for the same characters, FOLDED_SCORE for the same folded text, else the
    share of words, by weight, that quote and place have in common (at most `edited.EDITED_SCORE`).
    """


def find_exact(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[Anchor, ...]:
    """All places of `exact` after `prefix` and before `suffix`, in order.

    These are the places with the same characters, or if there are none, those with the same folded text. A place that
    divides a word counts only if there is no other. A note without a place is an orphan; with several it is ambiguous.
    """
    if not exact.strip():
        return ()
    verbatim = [Anchor(i, i + len(exact)) for i in find_places(text, exact) if not _is_mark(text, i + len(exact))]
    kept = [a for a in verbatim if _agrees(text, a, prefix, suffix)]
    if not kept:
        kept = [a for a in _folded_places(text, exact) if _agrees(text, a, prefix, suffix)]
    whole = [a for a in kept if is_word_boundary(text, a.start) and is_word_boundary(text, a.end)]
    return tuple(whole or kept)


def _is_mark(text: str, i: int) -> bool:
    """Whether there is a combining mark at offset `i`, so that an end there would cut it off its letter."""
    return i < len(text) and unicodedata.category(text[i])[0] == "M"


def find_places(text: str, wanted: str) -> Iterator[int]:
    """Offsets of `wanted` in `text`, including overlapping ones."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _folded_places(text: str, exact: str) -> list[Anchor]:
    folded = fold(text)
    wanted = fold(exact).text.strip()
    if not wanted:
        return []
    places = [(folded.start(i), folded.end(i + len(wanted))) for i in find_places(folded.text, wanted)]
    return [Anchor(start, end, FOLDED_SCORE) for start, end in places if has_same_figures(exact, text[start:end])]


_NEAR = 500
"""At most this many code points of a context are compared: it is folded again for each place of the quote."""


def _agrees(text: str, anchor: Anchor, prefix: str, suffix: str) -> bool:
    """Whether `prefix` is before the anchor and `suffix` after it, both folded; white space next to it is ignored."""
    prefix, suffix = prefix[-_NEAR:], suffix[:_NEAR]
    if text.endswith(prefix, 0, anchor.start) and text.startswith(suffix, anchor.end):
        return True  # nearly always, in a tenth of the time of folding
    before, after = fold(prefix).text.strip(), fold(suffix).text.strip()
    # Folding may drop marks and join spaces, so compare with somewhat more text than the context's length.
    left = text[max(anchor.start - 4 * len(prefix) - 16, 0) : anchor.start] if before else ""
    right = text[anchor.end : anchor.end + 4 * len(suffix) + 16] if after else ""
    return _ends_with(fold(left).text.rstrip(), before) and _begins_with(fold(right).text.lstrip(), after)


_LAST_DASH = re.compile(rf"(?<=\w)[{DASHES}]\Z")
_FIRST_DASH = re.compile(rf"\A[{DASHES}](?=\w)")


def _ends_with(folded: str, context: str) -> bool:
    """Whether the folded text ends with a folded prefix; the dash that joins it to the place may be of any kind."""
    return folded.endswith(context) or _LAST_DASH.sub("", folded).endswith(_LAST_DASH.sub("", context))


def _begins_with(folded: str, context: str) -> bool:
    return folded.startswith(context) or _FIRST_DASH.sub("", folded).startswith(_FIRST_DASH.sub("", context))
