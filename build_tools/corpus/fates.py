"""What became of a paragraph in an edited text, and whether its number still leads to it.

A number leads elsewhere only if there is evidence for it: the paragraph's words are now somewhere else, or the words at
its number were those of another one, or nearly all of them are new. Else the paragraph was reworded in its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from build_tools.anchoring.wording import find_change
from build_tools.core.model import Block
from build_tools.text.fold import fold

_ENOUGH = 20
"""Code points of a text that may be found again within another: with fewer it may be there by chance."""
_ALIKE = 85.0
"""Likeness, of 100, of texts that may differ only in typing errors; telling whether they do takes a hundred times as
long."""
_KEPT = 0.3
"""A reworded paragraph keeps this part of its words; with less of them, it is another one."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a paragraph whose number leads to other words now."""

    what: str
    """In words, after "paragraph 5"."""
    number: int | None = None
    """Its number now, if that is certain; the words still say the same."""
    is_here: bool = False
    """Whether the number still leads to the paragraph, but that was reworded."""


class Fates:
    """An earlier version of a text beside the present one."""

    def __init__(self, before: Sequence[Block], after: Sequence[Block], language: str) -> None:
        self.before, self.after, self.language = before, after, language
        self.old = {block.paragraph: block for block in before if block.paragraph}
        self.new = {block.paragraph: block for block in after if block.paragraph}
        self._known: dict[int, Fate | None] = {}

    @cached_property
    def words(self) -> dict[int, str]:
        """Of each block by its identity; not made unless a number leads to another text."""
        return {id(block): to_words(block) for block in (*self.before, *self.after)}

    @cached_property
    def words_before(self) -> Mapping[str, list[Block]]:
        return self._by_words(self.before)

    @cached_property
    def words_after(self) -> Mapping[str, list[Block]]:
        return self._by_words(self.after)

    def _by_words(self, blocks: Sequence[Block]) -> Mapping[str, list[Block]]:
        found: dict[str, list[Block]] = defaultdict(list)
        for block in blocks:
            found[self.words[id(block)]].append(block)
        return found

    def find(self, number: int) -> Fate | None:
        """What became of a paragraph; None if its number leads to the same words, or if there was no such number."""
        if number not in self._known:
            self._known[number] = self._find(self.old[number]) if number in self.old else None
        return self._known[number]

    def _find(self, block: Block) -> Fate | None:
        here = self.new.get(block.paragraph or 0)
        if here and here.text == block.text:
            return None
        words = self.words[id(block)]
        same = self.words_after.get(words, ())
        if here and here in same:
            return None
        if len(same) == 1 == len(self.words_before[words]):
            return _to_moved(same[0])
        if same:
            return Fate(f"has the same words as {_list(same)} now")
        alike = [other for other in self.after if self._says_the_same(block, other)]
        if len(alike) == 1 and sum(self._says_the_same(other, alike[0]) for other in self.before) == 1:
            return None if alike[0] is here else _to_moved(alike[0])
        return self._find_edited(block, words, here)

    def _says_the_same(self, block: Block, other: Block) -> bool:
        likeness = fuzz.ratio(block.text, other.text, score_cutoff=_ALIKE)
        return likeness > 0 and not find_change(block.text, other.text, self.language)

    def _find_edited(self, block: Block, words: str, here: Block | None) -> Fate:
        texts = [(other, self.words[id(other)]) for other in self.after]
        parts = [other for other, text in texts if len(text) >= _ENOUGH and text in words]
        if len(parts) > 1:
            return Fate(f"is now divided into {_list(parts)}")
        whole = [other for other, text in texts if words in text] if len(words) >= _ENOUGH else []
        if here and here in whole:
            return Fate("was joined with others", is_here=True)
        if whole:
            return Fate(f"is now part of {_list(whole)}")
        if here is None:
            return Fate("is no longer there as it was")
        if others := self.words_before.get(self.words[id(here)]):
            return Fate(f"is no longer there as it was, and what was {_list(others)} has its number")
        if _share_kept(block, here) < _KEPT:
            return Fate("has nearly all other words now")
        return Fate("was reworded", is_here=True)


def _to_moved(block: Block) -> Fate:
    if block.paragraph is None:
        return Fate("is now a heading or a caption, which has no number")
    return Fate(f"is now paragraph {block.paragraph}", block.paragraph)


def _share_kept(before: Block, after: Block) -> float:
    """How many of a text's words are in the other; short ones don't count, since every text has them."""
    old, new = (set(_WORD.findall(fold(block.text).text)) for block in (before, after))
    old = {word for word in old if len(word) > 3} or old
    return len(old & new) / len(old) if old else 1.0


def to_words(block: Block) -> str:
    return " ".join(fold(block.text).text.split())


def _list(blocks: Sequence[Block]) -> str:
    """Their numbers in words, such as "paragraphs 5 and 6"."""
    names = [str(block.paragraph) for block in blocks if block.paragraph]
    if not names:
        return "a heading or a caption"
    *first, last = names[:4]
    return f"paragraphs {', '.join(first)} and {last}" if first else f"paragraph {last}"
