"""Count the words of a text, in any script, and say how many of something there are.

`theme/assets/js/annotate/note-style.js` counts in the same way.
"""

from __future__ import annotations

import re

from build_tools.text.characters import UNSPACED

_PIECE = re.compile(f"[{UNSPACED}]|[^\\s{UNSPACED}]+")
_LETTER = re.compile(f"[{UNSPACED}]")


def count_words(text: str) -> int:
    """The number of words, without pieces that have no letter or digit, such as a dash.

    In a script that puts no space between words, each letter counts, as in word processors.
    """
    return sum(any(map(str.isalnum, piece)) for piece in _PIECE.findall(text))


def count_short(text: str) -> int:
    """The words of a text that has to fit into a small space.

    In a script that puts no space between words, two letters count as one: they take about as much room as a word.
    """
    pieces = [piece for piece in _PIECE.findall(text) if any(map(str.isalnum, piece))]
    letters = sum(bool(_LETTER.match(piece)) for piece in pieces)
    return len(pieces) - letters // 2


def count_of(number: int, one: str, many: str = "") -> str:
    """`3 notes`, `1 note`, `no notes`."""
    return f"{f'{number:,}' if number else 'no'} {one if number == 1 else many or one + 's'}"
