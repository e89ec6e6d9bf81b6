"""The known word that comes nearest to one that isn't known."""

from __future__ import annotations

from collections.abc import Sequence

_CUTOFF = 60


def find_nearest(word: str, known: Sequence[str], cutoff: float) -> tuple[str, float] | None:
    """The nearest of `known` with its score, by the letters that both share in order; None below `cutoff`.

    Scores go from 0 to 100. The cost grows with the number of `known`.
    """
    from rapidfuzz import fuzz, process  # as long to import as a hundred files to read, and seldom is anything wrong

    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=cutoff)
    return (found[0], found[1]) if found else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint naming the nearest of `known`, or "" where none is near."""
    near = find_nearest(word, known, _CUTOFF)
    return f"did you mean `{near[0]}`?" if near else ""
