"""Find where the words of notes are after a text was edited.

A place is certain only if hardly any other place is possible and its words say the same; `reader check --fix` moves
notes only to certain places.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.anchoring.edited import reanchor
from build_tools.anchoring.exact import Anchor, find_exact, find_places
from build_tools.anchoring.selectors import Selector, select
from build_tools.anchoring.wording import find_change, find_context_change
from build_tools.core.model import AnchoredNote, Annotation, Block

_WORD = re.compile(r"\w+")
_TELLING = 4
"""A text hardly has this many words, including contexts, twice by chance, if they aren't all short."""
_TELLING_ALONE = 6
"""The same number if contexts or some of the words were edited."""
_TELLING_AGAINST = 10
"""The same number if the notes around it moved elsewhere."""
_NEARLY = 0.9
"""Edited words with at least this score still count as the note's words."""
_RIVAL = 0.6
"""Another place with at least this score makes a place uncertain."""
_SLACK = 40
"""Code points beside a place that are compared beyond the length of a context, in case words became longer."""
_GAP = "\n\n"
Move = tuple[int, int]
"""(paragraph named, paragraph now)."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """The best place for a note that isn't where it says."""

    block: Block
    start: int
    """Offset in the block's text; `[start, end)` counts code points."""
    end: int
    score: float
    """How well its words agree with the note's: 0 to 1; 1 if they are the same characters."""
    certain: bool
    """Whether hardly any other place is possible."""
    change: str = ""
    """How the words there, or those around them, differ in meaning from the note's; "" for no difference."""

    @property
    def words(self) -> str:
        return self.block.text[self.start : self.end]

    def selector_for(self, annotation: Annotation) -> Selector:
        """The selector that the note should have: its own words, if they find the place."""
        own = Selector(annotation.exact, annotation.prefix, annotation.suffix)
        for kept in (own, Selector(annotation.exact)):
            found = find_exact(self.block.text, kept.exact, kept.prefix, kept.suffix)
            if [(a.start, a.end) for a in found] == [(self.start, self.end)]:
                return kept
        return select(self.block.text, self.start, self.end)


def find_new_places(
    blocks: Sequence[Block], lost: Sequence[Annotation], placed: Sequence[AnchoredNote], language: str = "en"
) -> dict[str, NewPlace]:
    """Annotation id -> the best place, for the notes of `lost` that have one; `placed` are the article's other notes.

    `language` is the article's, a BCP 47 tag.

    The result also has notes of `placed` whose few words are in the paragraph that they name only by chance: the
    paragraphs around it were renumbered, and the paragraph that the note was written on has the words too.
    """
    text = _Text(blocks, language)
    found = {annotation.id: place for annotation in lost if (place := text.find_place(annotation))}
    witnesses = text.find_witnesses(placed)
    certain = {a.id: (a.paragraph, _number(found[a.id].block)) for a in lost if a.id in found and found[a.id].certain}
    for annotation in _find_contradicted(lost, certain, list(witnesses.values())):
        found[annotation.id] = replace(found[annotation.id], certain=False)
        del certain[annotation.id]
    shifts = _Shifts([*witnesses.values(), *certain.values()])
    for annotation in lost:
        shift = shifts.at(annotation.paragraph)
        if shift and not (annotation.id in found and found[annotation.id].certain):
            found |= text.find_shifted(annotation, shift)
    for annotation in (note.annotation for note in placed if note.annotation.id not in witnesses):
        if shift := shifts.after_first(annotation.paragraph):
            found |= text.find_shifted(annotation, shift)
    return found


def _find_contradicted(
    lost: Sequence[Annotation], certain: Mapping[str, Move], witnesses: Sequence[Move]
) -> list[Annotation]:
    """Notes whose moves in `certain` neighbouring notes contradict: a name occurs in many places, so the paragraph may
    be unchanged except for these words.
    """
    found = []
    counted = Counter([*witnesses, *certain.values()])
    shifts = _Shifts(counted)
    for annotation in lost:
        if annotation.id not in certain:
            continue
        named, now = certain[annotation.id]
        shift = shifts.between(named, without=(named, now) if counted[named, now] == 1 else None)
        telling = _is_telling(f"{annotation.prefix} {annotation.exact} {annotation.suffix}", _TELLING_AGAINST)
        if shift is not None and now != named + shift and not telling:
            found.append(annotation)
    return found


def _number(block: Block) -> int:
    assert block.paragraph is not None
    return block.paragraph


class _Text:
    """An article's numbered paragraphs, one after the other."""

    def __init__(self, blocks: Sequence[Block], language: str) -> None:
        self.language = language
        self.blocks = [block for block in blocks if block.paragraph is not None]
        self.text = _GAP.join(block.text for block in self.blocks)
        self.starts: list[int] = []
        at = 0
        for block in self.blocks:
            self.starts.append(at)
            at += len(block.text) + len(_GAP)

    def find_place(self, annotation: Annotation) -> NewPlace | None:
        """The best place; certain only if its words, and the words around it, say the same as the note's."""
        anchor, likely = self._find_likely(annotation)
        if anchor is None:
            return None
        change = self._find_change(annotation, anchor)
        return self._place(anchor, certain=likely and not change, change=change)

    def _find_likely(self, annotation: Annotation) -> tuple[Anchor | None, bool]:
        """(the best place, whether no other place is possible)."""
        prefix, suffix = annotation.prefix, annotation.suffix
        places = self._find_all(annotation.exact, prefix, suffix)
        if len(places) == 1:
            likely = _is_telling(f"{prefix} {annotation.exact} {suffix}", _TELLING)
            return places[0], likely and not self._has_likeness(annotation, places[0])
        if not places and len(alone := self._find_all(annotation.exact)) == 1:
            likely = _is_telling(annotation.exact, _TELLING_ALONE)
            return alone[0], likely and not self._has_likeness(annotation, alone[0])
        anchor = reanchor(self.text, annotation.exact, prefix, suffix, self._hint(annotation.paragraph))
        return anchor, anchor is not None and not places and self._is_alone(anchor, annotation)

    def _find_change(self, annotation: Annotation, anchor: Anchor) -> str:
        """How the text differs in meaning from the note's quote, prefix or suffix; "" for no difference."""
        before, after = self.text[: anchor.start], self.text[anchor.end :]
        near_before = before[-2 * len(annotation.prefix) - _SLACK :] if annotation.prefix else ""
        near_after = after[: 2 * len(annotation.suffix) + _SLACK] if annotation.suffix else ""
        return (
            find_change(annotation.exact, self.text[anchor.start : anchor.end], self.language)
            or find_context_change(annotation.prefix, near_before, self.language, is_prefix=True)
            or find_context_change(annotation.suffix, near_after, self.language, is_prefix=False)
        )

    def find_shifted(self, annotation: Annotation, shift: int) -> dict[str, NewPlace]:
        """Annotation id -> the certain place of the same words in the expected paragraph; empty if there is none."""
        for block in self.blocks:
            if block.paragraph == annotation.paragraph + shift:
                found = find_exact(block.text, annotation.exact, annotation.prefix, annotation.suffix)
                if len(found) == 1:
                    place = NewPlace(block, found[0].start, found[0].end, found[0].score, certain=True)
                    return {annotation.id: place}
        return {}

    def find_witnesses(self, notes: Sequence[AnchoredNote]) -> dict[str, Move]:
        """Annotation id -> (paragraph, the same paragraph), for notes with telling words that occur nowhere else."""
        telling = [n.annotation for n in notes if _is_telling(n.annotation.exact, _TELLING)]
        return {a.id: (a.paragraph, a.paragraph) for a in telling if len(self._find_all(a.exact)) == 1}

    def _find_all(self, exact: str, prefix: str = "", suffix: str = "") -> list[Anchor]:
        """Places with the same characters, or if there are none, the same folded text, whose search is far slower."""
        holding = sorted({bisect_right(self.starts, at) - 1 for at in find_places(self.text, exact)})
        verbatim = [a for a in self._find_in(holding, exact, prefix, suffix) if a.score == 1.0]
        return verbatim or list(self._find_in(range(len(self.blocks)), exact, prefix, suffix))

    def _find_in(self, numbers: Iterable[int], exact: str, prefix: str, suffix: str) -> Iterator[Anchor]:
        for number in numbers:
            start = self.starts[number]
            for a in find_exact(self.blocks[number].text, exact, prefix, suffix):
                yield Anchor(start + a.start, start + a.end, a.score)

    def _hint(self, paragraph: int) -> int | None:
        return next((s for s, b in zip(self.starts, self.blocks, strict=True) if b.paragraph == paragraph), None)

    def _has_likeness(self, annotation: Annotation, anchor: Anchor) -> bool:
        """Whether the paragraph that the note names has similar words, which may be what its words became."""
        start = self._hint(annotation.paragraph)
        if start is None:
            return False
        number = bisect_right(self.starts, start) - 1
        if number == bisect_right(self.starts, anchor.start) - 1:
            return False
        likeness = reanchor(self.blocks[number].text, annotation.exact, annotation.prefix, annotation.suffix)
        return likeness is not None and likeness.score >= _RIVAL

    def _is_alone(self, anchor: Anchor, annotation: Annotation) -> bool:
        """Whether the edited words are so similar to the note's, and so numerous, that no other place is possible."""
        if anchor.score < _NEARLY or not _is_telling(annotation.exact, _TELLING_ALONE):
            return False
        blank = " " * (anchor.end - anchor.start)
        rival = reanchor(self.text[: anchor.start] + blank + self.text[anchor.end :], annotation.exact)
        return rival is None or rival.score < _RIVAL

    def _place(self, anchor: Anchor, *, certain: bool, change: str) -> NewPlace | None:
        """The place in its block; None if it extends beyond the block's end."""
        number = bisect_right(self.starts, anchor.start) - 1
        block, begin = self.blocks[number], self.starts[number]
        if anchor.end > begin + len(block.text):
            return None
        return NewPlace(block, anchor.start - begin, anchor.end - begin, anchor.score, certain, change)


class _Shifts:
    """By how much paragraphs were renumbered, according to notes whose place is certain (witnesses)."""

    def __init__(self, witnesses: Iterable[Move]) -> None:
        self.witnesses = sorted(set(witnesses))

    def at(self, paragraph: int, without: Move | None = None) -> int | None:
        """The shift on which the nearest witnesses on both sides agree; None if they don't, or there are none.

        The witness `without`, one of the paragraph itself, is ignored.
        """
        here, before, after = self._around(paragraph, without)
        shifts = set(here or before + after)
        return shifts.pop() if len(shifts) == 1 else None

    def between(self, paragraph: int, without: Move | None = None) -> int | None:
        """Like `at`, but None unless there is a witness in the paragraph, or one on each side."""
        here, before, after = self._around(paragraph, without)
        return self.at(paragraph, without) if here or (before and after) else None

    def after_first(self, paragraph: int) -> int | None:
        """Like `at`, but None unless there is a witness in the paragraph or before it.

        Paragraphs before the first moved witness may have kept their numbers: the edit may be between them.
        """
        here, before, _ = self._around(paragraph, None)
        return self.at(paragraph) if here or before else None

    def _around(self, paragraph: int, without: Move | None) -> tuple[list[int], list[int], list[int]]:
        """The shifts of the witnesses in a paragraph, of the last one before it, and of the first one after it."""
        first, stop = (bisect_left(self.witnesses, (number,)) for number in (paragraph, paragraph + 1))
        here = [move for move in self.witnesses[first:stop] if move != without]
        before, after = self.witnesses[max(first - 1, 0) : first], self.witnesses[stop : stop + 1]
        return _shifts_of(here), _shifts_of(before), _shifts_of(after)


def _shifts_of(moves: Iterable[Move]) -> list[int]:
    return [now - named for named, now in moves]


def _is_telling(text: str, count: int) -> bool:
    """Whether a text has `count` words with at least 4 letters on average: "one of the most" says little."""
    words = _WORD.findall(text)
    return len(words) >= count and sum(map(len, words)) >= 4 * count
