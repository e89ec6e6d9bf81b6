"""The commonest word of a corpus that occurs with an ending: an example for readers that they can try at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from build_tools.text.characters import is_spaced
from build_tools.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
"""Letters of a word that isn't found within the most unlike ones."""
_LONGEST_ENDING = 3


def find_word_with_endings(texts: Iterable[str]) -> str:
    """A word that the texts have both as it is and with one to three more letters, folded; "" if they have none.

    Of several it is the one that occurs most often, with and without endings.
    """
    counts = Counter(word for text in texts for word in _WORD.findall(fold(text).text) if len(word) >= _SHORTEST)
    together: Counter[str] = Counter()
    for word, count in counts.items():
        for ending in range(1, _LONGEST_ENDING + 1):
            begun = word[:-ending]
            if begun in counts:
                together[begun] += count
    spaced = [word for word in together if is_spaced(word)]
    return min(spaced, key=lambda word: (-together[word] - counts[word], word), default="")
