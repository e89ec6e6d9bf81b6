"""Do the sentences that the same words are in say the same? The words may be quoted elsewhere, and denied there."""

from __future__ import annotations

import re

from build_tools.anchoring.wording import find_change

_END = re.compile(r"[.!?…؟۔।。！？][\"”’»)\]]*(?:\s+|$)|[。！？]")
"""Where a sentence ends. After an abbreviation none does, but then only less of it is compared."""
_FAR = 300
"""Code points on either side of the words that are searched for the ends of their sentence."""


def find_sentence_change(
    before: str, place: tuple[int, int], after: str, new_place: tuple[int, int], language: str = "en"
) -> str:
    """How the sentence around a place of the text `after` differs in meaning from that of `before`; "" if it doesn't.

    A place is `[start, end)` in code points.
    """
    return find_change(_sentence_at(before, *place), _sentence_at(after, *new_place), language)


def _sentence_at(text: str, start: int, end: int) -> str:
    """The sentence, or the sentences, that `[start, end)` is in."""
    far = max(start - _FAR, 0)
    ends = [found.end() for found in _END.finditer(text, far, start)]
    following = _END.search(text, max(end - 1, start), min(end + _FAR, len(text)))
    return text[ends[-1] if ends else far : following.end() if following else end + _FAR]
