"""Did you mean: the known id nearest to one that is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from build_tools.text.likeness import find_nearest

_CUTOFF = 70
_MOST = 200
"""Unknown ids looked up at most: each costs a look at every known one, and nobody reads so many hints."""


class Nearest:
    """Known ids, ready to be asked for the one that was meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)
        self._hints: dict[str, str] = {}
        self._by_part: dict[str, list[str]] = defaultdict(list)

    def hint(self, word: str, otherwise: str) -> str:
        """A question, did you mean …?, or `otherwise` where nothing is near."""
        if word not in self._hints and len(self._hints) < _MOST:
            self._hints[word] = self._find(word)
        return self._hints.get(word) or otherwise

    def _find(self, word: str) -> str:
        found = find_nearest(word, self._known, _CUTOFF)
        near = [found[0]] if found else self._holding(word)
        return f"did you mean {' or '.join(f'`{known}`' for known in near)}?" if near else ""

    def _holding(self, word: str) -> list[str]:
        """The ids of which `word` is a part, as `assad` is of `bashar-al-assad`; none where it is one of many."""
        if not self._by_part:
            for known in self._known:
                for part in known.split("-"):
                    self._by_part[part].append(known)
        near = self._by_part.get(word, [])
        return near if len(near) <= 3 else []
