"""Where the words of notes went when a text was edited.

A place is certain only where hardly anything else can be meant and the words there say the same; `reader check --fix`
moves notes to those alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.anchoring.edited import reanchor
from build_tools.anchoring.exact import Anchor, find_exact, find_places
from build_tools.anchoring.selectors import Selector, select
from build_tools.anchoring.wording import find_change, find_context_change
from build_tools.core.model import AnchoredNote, Annotation, Block

_WORD = re.compile(r"\w+")
_TELLING = 4
"""Words, contexts included, from which on a text hardly has them twice by chance, if they aren't all short."""
_TELLING_ALONE = 6
"""The same where contexts or some of the words were edited."""
_TELLING_AGAINST = 10
"""The same where the notes around went elsewhere."""
_NEARLY = 0.9
"""Score from which on edited words are still these words."""
_RIVAL = 0.6
"""Score of another place that makes one doubt."""
_SLACK = 40
"""Code points beside a place that are read beyond the length of a context, for words that got longer."""
_GAP = "\n\n"
Move = tuple[int, int]
"""(paragraph named, paragraph now)."""


class NewPlace(NamedTuple):
    """The best place for a note that isn't where it says."""

    block: Block
    start: int
    """Offset in the block's text; `[start, end)` counts code points."""
    end: int
    score: float
    """How well its words agree with the note's: 0 to 1; 1 where they are verbatim."""
    certain: bool
    """Whether hardly anything else can be meant."""
    change: str = ""
    """What the words there, or those around them, say otherwise than the note's; "" for nothing."""

    @property
    def words(self) -> str:
        return self.block.text[self.start : self.end]

    def selector_for(self, annotation: Annotation) -> Selector:
        """What the note should say: its own words as far as they find the place."""
        own = Selector(annotation.exact, annotation.prefix, annotation.suffix)
        for kept in (own, Selector(annotation.exact)):
            found = find_exact(self.block.text, kept.exact, kept.prefix, kept.suffix)
            if [(a.start, a.end) for a in found] == [(self.start, self.end)]:
                return kept
        return select(self.block.text, self.start, self.end)


def find_new_places(
    blocks: Sequence[Block], lost: Sequence[Annotation], standing: Sequence[AnchoredNote], language: str = "en"
) -> dict[str, NewPlace]:
    """Annotation id -> the best place, for those of `lost` that have one; `standing` are the article's other notes.

    `language` is the article's, a BCP 47 tag.

    A standing note is in it too where its few words stand in the paragraph that it names by chance, for the paragraphs
    around were renumbered, and the one that it was written on has them as well.
    """
    text = _Text(blocks, language)
    found = {annotation.id: place for annotation in lost if (place := text.find_place(annotation))}
    witnesses = text.find_witnesses(standing)
    certain = {a.id: (a.paragraph, _number(found[a.id].block)) for a in lost if a.id in found and found[a.id].certain}
    for annotation in _find_contradicted(lost, certain, list(witnesses.values())):
        found[annotation.id] = found[annotation.id]._replace(certain=False)
        del certain[annotation.id]
    shifts = _Shifts([*witnesses.values(), *certain.values()])
    for annotation in lost:
        shift = shifts.at(annotation.paragraph)
        if shift and not (annotation.id in found and found[annotation.id].certain):
            found |= text.find_shifted(annotation, shift)
    for annotation in (note.annotation for note in standing if note.annotation.id not in witnesses):
        if shift := shifts.behind(annotation.paragraph):
            found |= text.find_shifted(annotation, shift)
    return found


def _find_contradicted(
    lost: Sequence[Annotation], certain: Mapping[str, Move], witnesses: Sequence[Move]
) -> list[Annotation]:
    """Those of `certain` that the notes around them don't follow: a name stands in many places, so that the paragraph
    may have kept its number and lost just these words.
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
        """The best place, certain only where it says what the note's words say, between the same words."""
        anchor, likely = self._find_likely(annotation)
        if anchor is None:
            return None
        change = self._find_change(annotation, anchor)
        return self._place(anchor, certain=likely and not change, change=change)

    def _find_likely(self, annotation: Annotation) -> tuple[Anchor | None, bool]:
        """The best place, and whether no other comes into question."""
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
        """What the text says otherwise than the note's quote, prefix or suffix; "" for nothing."""
        before, after = self.text[: anchor.start], self.text[anchor.end :]
        near_before = before[-2 * len(annotation.prefix) - _SLACK :] if annotation.prefix else ""
        near_after = after[: 2 * len(annotation.suffix) + _SLACK] if annotation.suffix else ""
        return (
            find_change(annotation.exact, self.text[anchor.start : anchor.end], self.language)
            or find_context_change(annotation.prefix, near_before, self.language, is_prefix=True)
            or find_context_change(annotation.suffix, near_after, self.language, is_prefix=False)
        )

    def find_shifted(self, annotation: Annotation, shift: int) -> dict[str, NewPlace]:
        """The certain place of the very words in the paragraph that they are expected in, by the note's id."""
        for block in self.blocks:
            if block.paragraph == annotation.paragraph + shift:
                found = find_exact(block.text, annotation.exact, annotation.prefix, annotation.suffix)
                if len(found) == 1:
                    place = NewPlace(block, found[0].start, found[0].end, found[0].score, certain=True)
                    return {annotation.id: place}
        return {}

    def find_witnesses(self, notes: Sequence[AnchoredNote]) -> dict[str, Move]:
        """Annotation id -> (paragraph, the same), of notes whose words are telling and stand nowhere else."""
        telling = [n.annotation for n in notes if _is_telling(n.annotation.exact, _TELLING)]
        return {a.id: (a.paragraph, a.paragraph) for a in telling if len(self._find_all(a.exact)) == 1}

    def _find_all(self, exact: str, prefix: str = "", suffix: str = "") -> list[Anchor]:
        """Verbatim places where there are any, else folded ones; to look for those everywhere takes far longer."""
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
        """Whether the paragraph that the note names has words nearly like its own, which may be what they became."""
        start = self._hint(annotation.paragraph)
        if start is None:
            return False
        number = bisect_right(self.starts, start) - 1
        if number == bisect_right(self.starts, anchor.start) - 1:
            return False
        likeness = reanchor(self.blocks[number].text, annotation.exact, annotation.prefix, annotation.suffix)
        return likeness is not None and likeness.score >= _RIVAL

    def _is_alone(self, anchor: Anchor, annotation: Annotation) -> bool:
        """Whether edited words are so nearly the note's, and so many, that no other place comes into question."""
        if anchor.score < _NEARLY or not _is_telling(annotation.exact, _TELLING_ALONE):
            return False
        blank = " " * (anchor.end - anchor.start)
        rival = reanchor(self.text[: anchor.start] + blank + self.text[anchor.end :], annotation.exact)
        return rival is None or rival.score < _RIVAL

    def _place(self, anchor: Anchor, *, certain: bool, change: str) -> NewPlace | None:
        """The place in its block; None where it runs over the block's end."""
        number = bisect_right(self.starts, anchor.start) - 1
        block, begin = self.blocks[number], self.starts[number]
        if anchor.end > begin + len(block.text):
            return None
        return NewPlace(block, anchor.start - begin, anchor.end - begin, anchor.score, certain, change)


class _Shifts:
    """By how much paragraphs were renumbered, from notes whose place is certain."""

    def __init__(self, witnesses: Iterable[Move]) -> None:
        self.witnesses = sorted(set(witnesses))

    def at(self, paragraph: int, without: Move | None = None) -> int | None:
        """The shift on which the nearest witnesses on both sides agree; None where they don't, or there are none.

        A witness of the paragraph itself may be left `without` a say.
        """
        here, before, after = self._around(paragraph, without)
        shifts = set(here or before + after)
        return shifts.pop() if len(shifts) == 1 else None

    def between(self, paragraph: int, without: Move | None = None) -> int | None:
        """The same, but only where there is a witness in the paragraph, or one on each side."""
        here, before, after = self._around(paragraph, without)
        return self.at(paragraph, without) if here or (before and after) else None

    def behind(self, paragraph: int) -> int | None:
        """The same, but only where there is a witness in the paragraph or before it.

        What stands before the first that moved may have stayed: the cause may lie between them.
        """
        here, before, _ = self._around(paragraph, None)
        return self.at(paragraph) if here or before else None

    def _around(self, paragraph: int, without: Move | None) -> tuple[list[int], list[int], list[int]]:
        """The shifts of the witnesses in a paragraph, of the last before it, of the first after it."""
        first, behind = (bisect_left(self.witnesses, (number,)) for number in (paragraph, paragraph + 1))
        here = [move for move in self.witnesses[first:behind] if move != without]
        before, after = self.witnesses[max(first - 1, 0) : first], self.witnesses[behind : behind + 1]
        return _shifts_of(here), _shifts_of(before), _shifts_of(after)


def _shifts_of(moves: Iterable[Move]) -> list[int]:
    return [now - named for named, now in moves]


def _is_telling(text: str, count: int) -> bool:
    """Whether a text has so many words, of as many letters as words have on average: "one of the most" tells little."""
    words = _WORD.findall(text)
    return len(words) >= count and sum(map(len, words)) >= 4 * count
