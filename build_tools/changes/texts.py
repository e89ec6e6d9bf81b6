"""One article before and after: its paragraphs and notes."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.changes.align import Pair, align
from build_tools.changes.records import find_differences, show_detail, text_of
from build_tools.changes.values import Detail, NoteChange, ParagraphChange, What
from build_tools.model import AnchoredNote, AnnotatedArticle, Annotation


class Texts:
    """An article before and after; either may be None."""

    def __init__(self, slug: str, before: AnnotatedArticle | None, after: AnnotatedArticle | None) -> None:
        self.slug, self.before, self.after = slug, before, after
        self.pairs: list[Pair] = align(before.blocks if before else (), after.blocks if after else ())
        self.now = {b.number: a for b, a in self.pairs if b}
        """Number of a block -> what became of it."""

    def compare_paragraphs(self) -> Iterator[ParagraphChange]:
        if not self.before or not self.after:
            return  # told as one, as an article that is new or gone
        for b, a in self.pairs:
            if b and a and b.text != a.text:
                d = show_detail("", b.text, a.text)
                yield ParagraphChange(What.CHANGED, self.slug, b.paragraph, a.paragraph, d.before, d.after)
            elif b and not a:
                yield ParagraphChange(What.REMOVED, self.slug, b.paragraph, None, old=b.text)
            elif a and not b:
                yield ParagraphChange(What.ADDED, self.slug, None, a.paragraph, new=a.text)

    def compare_notes(self) -> Iterator[NoteChange]:
        old, new = ({n.annotation.id: n for n in side.notes} if side else {} for side in (self.before, self.after))
        for identifier in sorted(old.keys() | new.keys()):
            change = self._compare_note(identifier, old.get(identifier), new.get(identifier))
            if change:
                yield change

    def _compare_note(self, identifier: str, old: AnchoredNote | None, new: AnchoredNote | None) -> NoteChange | None:
        before, after = old.annotation if old else None, new.annotation if new else None
        if before and after and old and new:
            details = tuple(find_differences(_note_fields(before), _note_fields(after)))
            what = self._what_became(old, new) or (What.CHANGED if details else None)
        else:
            details = _first(after) if after else ()
            what = What.REMOVED if new is None else What.ORPHANED if new.orphan else What.ADDED
        only = after or before
        if what is None or only is None:
            return None
        numbers = (before.paragraph if before else None, after.paragraph if after else None)
        return NoteChange(what, self.slug, identifier, only.exact, *numbers, details)

    def _what_became(self, old: AnchoredNote, new: AnchoredNote) -> What | None:
        """What became of a note's place."""
        if old.orphan != new.orphan:
            return What.ORPHANED if new.orphan else What.PLACED
        if new.orphan:
            return None
        block = self.now.get(old.block)
        if (block is None or block.number != new.block) and _selector(old.annotation) == _selector(new.annotation):
            return What.STRAYED
        return What.MOVED if _selector(old.annotation) != _selector(new.annotation) else None


def _selector(annotation: Annotation) -> tuple[int, str]:
    return annotation.paragraph, annotation.exact


def _first(annotation: Annotation) -> tuple[Detail, ...]:
    return (Detail("note", "", text),) if (text := text_of(annotation.body)) else ()


def _note_fields(a: Annotation) -> dict[str, str]:
    return {
        "exact": a.exact,
        "kind": a.kind.value,
        "contributor": a.contributor,
        "as_of": a.as_of,
        "confidence": a.confidence,
        "cites": ", ".join(a.cites),
        "note": text_of(a.body),
    }
