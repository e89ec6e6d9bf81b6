"""Compare an article before and after: its paragraphs and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.anchoring.sentences import find_sentence_change
from build_tools.anchoring.wording import find_change
from build_tools.changes.difference import follow, show_place
from build_tools.changes.fields import fields_of, find_differences, show_detail
from build_tools.changes.prose import compare_markup, compare_prose
from build_tools.changes.values import Detail, NoteChange, ParagraphChange, What
from build_tools.core.model import AnchoredNote, AnnotatedArticle, Annotation, Block
from build_tools.corpus.paragraphs import Pair, align, find_moved
from build_tools.text.fold import fold


class Texts:
    """An article before and after; either may be None."""

    def __init__(self, slug: str, before: AnnotatedArticle | None, after: AnnotatedArticle | None) -> None:
        self.slug, self.before, self.after = slug, before, after
        shown = after or before
        self.language = shown.article.language if shown else "en"
        self.pairs: list[Pair] = align(before.blocks if before else (), after.blocks if after else ())
        self.now = {b.number: a for b, a in self.pairs if b}
        """Number of a block in the earlier text -> the block that it became, or None."""
        self.old_blocks, self.new_blocks = (
            {b.number: b for b in side.blocks} if side else {} for side in (before, after)
        )

    def compare_paragraphs(self) -> Iterator[ParagraphChange]:
        if not self.before or not self.after:
            return  # reported as a new or removed article instead
        moved = find_moved(self.pairs)
        for b, a in self.pairs:
            if b and a:
                change = self._compare_pair(b, a, moved=b.number in moved)
                if change.what is What.MOVED or change.old or change.details:
                    yield change
            elif b:
                yield ParagraphChange(What.REMOVED, self.slug, b.paragraph, None, old=b.text)
            elif a:
                links = tuple(compare_markup([], [a]))
                yield ParagraphChange(What.ADDED, self.slug, None, a.paragraph, new=a.text, details=links)

    def _compare_pair(self, b: Block, a: Block, *, moved: bool) -> ParagraphChange:
        what = What.MOVED if moved else What.CHANGED
        words = show_detail("", b.text, a.text) if b.text != a.text else Detail("", "", a.text if moved else "")
        details = tuple(compare_markup([b], [a]))
        return ParagraphChange(what, self.slug, b.paragraph, a.paragraph, words.before, words.after, details)

    def compare_notes(self) -> Iterator[NoteChange]:
        old, new = ({n.annotation.id: n for n in side.notes} if side else {} for side in (self.before, self.after))
        for identifier in sorted(old.keys() | new.keys()):
            was, now = old.get(identifier), new.get(identifier)
            if was and now:
                yield from self._compare_note(was, now)
            elif was:
                a = was.annotation
                yield NoteChange(What.REMOVED, self.slug, identifier, a.exact, a.paragraph, None)
            elif now:
                a = now.annotation
                what = What.ORPHANED if now.orphan else What.ADDED
                details = tuple(compare_prose("note", (), a.body))
                yield NoteChange(what, self.slug, identifier, a.exact, None, a.paragraph, details)

    def _compare_note(self, old: AnchoredNote, new: AnchoredNote) -> Iterator[NoteChange]:
        was, now = old.annotation, new.annotation
        stays = old.orphan or new.orphan or self._stays(old, new)
        details = (
            *find_differences(_fields_of_note(was), _fields_of_note(now)),
            *(() if stays else (Detail("place", _show(old, self.old_blocks), _show(new, self.new_blocks)),)),
            *compare_prose("note", was.body, now.body),
        )
        what = self._what_became(old, new, stays=stays) or (What.CHANGED if details else None)
        if what:
            yield NoteChange(what, self.slug, now.id, now.exact, was.paragraph, now.paragraph, details)

    def _what_became(self, old: AnchoredNote, new: AnchoredNote, *, stays: bool) -> What | None:
        """What happened to a note's place; None if nothing did."""
        was, now = old.annotation, new.annotation
        if old.orphan != new.orphan:
            return What.ORPHANED if new.orphan else What.PLACED
        if not stays and _selector(was) == _selector(now):
            return What.STRAYED
        if not new.orphan:
            before, after = self.old_blocks[old.block].text, self.new_blocks[new.block].text
            its, place = (old.start, old.end), (new.start, new.end)
            if find_change(was.exact, now.exact, self.language):
                return What.REWORDED
            if find_change(before[old.start : old.end], after[new.start : new.end], self.language):
                return What.REWORDED  # the note's words fold like the text's, as schon does like schön
            moved = was.paragraph != now.paragraph
            if moved and find_sentence_change(before, its, after, place, self.language):
                return What.STRAYED
        moved = not stays or was.paragraph != now.paragraph or (was.exact != now.exact and not new.orphan)
        return What.MOVED if moved else None

    def _stays(self, old: AnchoredNote, new: AnchoredNote) -> bool:
        """Whether a note is still at the same place, in the block that its paragraph became."""
        block = self.now.get(old.block)
        if block is None or block.number != new.block:
            return False
        text = self.old_blocks[old.block].text
        exact, other = fold(old.annotation.exact).text, fold(new.annotation.exact).text
        if text == block.text and exact == other:
            return (old.start, old.end) == (new.start, new.end)
        if exact == other and fold(text).text.count(exact) == fold(block.text).text.count(exact) == 1:
            return True
        start, end = follow(text, block.text, old.start, old.end)
        return new.start < end and start < new.end


def _selector(annotation: Annotation) -> tuple[int, str, str, str]:
    return annotation.paragraph, annotation.exact, annotation.prefix, annotation.suffix


def _show(note: AnchoredNote, blocks: Mapping[int, Block]) -> str:
    return show_place(blocks[note.block].text, note.start, note.end)


def _fields_of_note(annotation: Annotation) -> dict[str, str]:
    """Of `original` the model has only the words. `paragraph` and the context are compared as the note's place."""
    others = fields_of("annotation", annotation, {"paragraph", "exact", "prefix", "suffix", "original"})
    return {"exact": annotation.exact, "original.exact": annotation.original_exact, **others}
