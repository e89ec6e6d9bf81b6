"""Did you mean: the known word or id nearest to one that is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

CUTOFF = 60
_CUTOFF_OF_IDS = 70
_MOST = 200
"""Look up at most this many unknown ids: each is compared with every known one, and nobody reads that many hints."""


def find_nearest(word: str, known: Sequence[str], cutoff: float) -> tuple[str, float] | None:
    """The nearest of `known` with its score, from the letters that both share in order; None below `cutoff`.

    Scores go from 0 to 100. The cost grows with the number of `known`.
    """
    from rapidfuzz import fuzz, process  # its import takes as long as reading a hundred files, and is seldom needed

    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=cutoff)
    return (found[0], found[1]) if found else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint naming the nearest of `known`, or "" if none is near."""
    near = find_nearest(word, known, CUTOFF)
    return f"did you mean `{near[0]}`?" if near else ""


class Nearest:
    """Known ids, among which the one that was meant is found. Each unknown id is looked up once."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)
        self._hints: dict[str, str] = {}
        self._by_part: dict[str, list[str]] = defaultdict(list)

    def hint(self, word: str, otherwise: str) -> str:
        """A hint naming the nearest ids, or `otherwise` if none is near."""
        if word not in self._hints and len(self._hints) < _MOST:
            self._hints[word] = self._find(word)
        return self._hints.get(word) or otherwise

    def _find(self, word: str) -> str:
        found = find_nearest(word, self._known, _CUTOFF_OF_IDS)
        near = [found[0]] if found else self._holding(word)
        return f"did you mean {' or '.join(f'`{known}`' for known in near)}?" if near else ""

    def _holding(self, word: str) -> list[str]:
        """The ids of which `word` is a part, as `assad` is of `bashar-al-assad`; none if there are more than three."""
        if not self._by_part:
            for known in self._known:
                for part in known.split("-"):
                    self._by_part[part].append(known)
        near = self._by_part.get(word, [])
        return near if len(near) <= 3 else []
