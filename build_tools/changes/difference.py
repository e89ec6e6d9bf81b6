"""Two forms of a text -> the words that differ, with a few around them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from build_tools.text import fold

_AROUND = 5
"""Words shown on either side of a difference."""
_MOST = 3
"""Differences of one text that are shown."""
_WORDS = 40
"""Words of one difference that are shown."""
_WORD = re.compile(r"\S+\s*")

Range = tuple[int, int]
Hunk = tuple[Range, Range]
"""Words that differ, of the one text and of the other, half-open."""


def is_typographic(before: str, after: str) -> bool:
    """Whether two texts differ in quotation marks, hyphens, capitals, accents or white space alone."""
    return fold(before).text.strip() == fold(after).text.strip()


def show_difference(before: str, after: str) -> tuple[str, str]:
    """What differs, on either side: the first few differences with the words around them, an ellipsis for the rest."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    hunks = _find_hunks(old, new)
    kept = hunks[:_MOST]
    return _show(old, [hunk[0] for hunk in kept]), _show(new, [hunk[1] for hunk in kept])


def _find_hunks(old: list[str], new: list[str]) -> list[Hunk]:
    """Differences in words, not in mere signs; those so near that the words around them would meet are joined."""
    folded = [[fold(word).text.strip() for word in words] for words in (old, new)]
    hunks: list[Hunk] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(a=folded[0], b=folded[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if hunks and i - hunks[-1][0][1] <= 2 * _AROUND:
            (first, _), (other, _) = hunks.pop()
            hunks.append(((first, i_end), (other, j_end)))
        else:
            hunks.append(((i, i_end), (j, j_end)))
    return hunks


def _show(words: list[str], ranges: list[Range]) -> str:
    pieces = []
    stop = 0
    for start, end in ranges:
        begin, stop = max(start - _AROUND, 0), min(end + _AROUND, len(words))
        chosen = words[begin:stop]
        if len(chosen) > _WORDS:
            chosen = [*chosen[: _WORDS // 2], "… ", *chosen[-_WORDS // 2 :]]
        pieces.append(("… " if begin else "") + "".join(chosen).strip())
    return " ".join(pieces) + (" …" if 0 < stop < len(words) else "")
