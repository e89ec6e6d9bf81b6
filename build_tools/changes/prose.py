"""Compare blocks before and after: their words, links, emphasis and layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.changes.difference import show_exactly, show_place
from build_tools.changes.fields import pair_named, show_detail
from build_tools.changes.values import Detail
from build_tools.core.model import Block, StyleKind
from build_tools.text.excerpts import shortened
from build_tools.text.fold import fold

_LONG = 60
"""At most this many code points of a link's words are shown."""
_STYLES = {StyleKind.EMPHASIS: "emphasis", StyleKind.STRONG: "strong emphasis"}

Span = tuple[int, int, str]
"""(start, end, value), half-open, in code points of the text of all blocks."""


def text_of(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def compare_prose(key: str, before: Sequence[Block], after: Sequence[Block]) -> Iterator[Detail]:
    """What differs between two texts; a difference in words is under `key`."""
    old, new = text_of(before), text_of(after)
    if old != new:
        yield show_detail(key, old, new)
    yield from compare_markup(before, after)


def compare_markup(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Detail]:
    """What differs in links, emphasis and layout; for a new or removed text only links, which its words don't show."""
    old, new = text_of(before), text_of(after)
    yield from _compare_spans("link on ", (old, _links_of(before)), (new, _links_of(after)))
    if before and after:
        yield from _compare_spans("", (old, _styles_of(before)), (new, _styles_of(after)))
        was, now = (_layout(blocks, exactly=old == new) for blocks in (before, after))
        if was != now:
            yield Detail("set as", was, now)


def _links_of(blocks: Sequence[Block]) -> list[Span]:
    return [(at + link.start, at + link.end, link.href) for at, block in _placed(blocks) for link in block.links]


def _styles_of(blocks: Sequence[Block]) -> list[Span]:
    return [(at + s.start, at + s.end, _STYLES[s.kind]) for at, block in _placed(blocks) for s in block.styles]


def _placed(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    at = 0
    for block in blocks:
        yield at, block
        at += len(block.text) + 1


def _compare_spans(label: str, before: tuple[str, list[Span]], after: tuple[str, list[Span]]) -> Iterator[Detail]:
    """Spans that differ between two texts: compared by place in an unchanged text, by words in an edited one."""
    exactly = before[0] == after[0]
    labels: dict[str, str] = {}
    sides = []
    for text, spans in (before, after):
        named = []
        for start, end, value in spans:
            name = f"{start} {end}" if exactly else fold(text[start:end]).text
            labels[name] = _label(text, start, end, alone=not exactly)
            named.append((name, value))
        sides.append(named)
    for name, old, new in pair_named(*sides):
        yield Detail(f"{label}“{labels[name]}”", *show_exactly(old, new))


def _label(text: str, start: int, end: int, *, alone: bool) -> str:
    """The words of a span; if they occur more than once, with the words around them, unless `alone`."""
    words = text[start:end]
    if not alone and words and text.count(words) > 1:
        return show_place(text, start, end)
    return shortened(words, _LONG)


def _layout(blocks: Sequence[Block], *, exactly: bool) -> str:
    """The kinds of a text's blocks; with `exactly` every block, and the number of its lines."""
    if not exactly:
        return ", ".join(kind for kind, _ in groupby(map(_kind, blocks)))
    lines = [block.text.count("\n") + 1 for block in blocks]
    kinds = [_kind(b) + (f" of {n}" if n > 1 else "") for b, n in zip(blocks, lines, strict=True)]
    return ", ".join(kinds)


def _kind(block: Block) -> str:
    if block.first is None:
        return block.kind.value
    return "numbered list" if block.first == 1 else f"list numbered from {block.first}"
