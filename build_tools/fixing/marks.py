"""Straight quotation marks in a source file become those that its corpus asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from build_tools.core.model import Block
from build_tools.corpus.quotation import find_straight
from build_tools.fixing.reading import read_text, says

_MARKS = str.maketrans(dict.fromkeys("‘’‚‛‹›'", "'") | dict.fromkeys('“”„‟«»"', '"'))


def with_marks(text: str, kind: str, marks: Sequence[str]) -> str:
    """The file's text with `marks` in place of straight ones; keys and addresses stay as they are."""
    if not marks:
        return text
    lines = [list(line) for line in text.split("\n")]
    for block in read_text(text.encode(), kind):
        for at, mark in find_straight(block, marks):
            line, column = block.position(at)
            if lines[line - 1][column - 1 : column] == [block.text[at]]:
                lines[line - 1][column - 1] = mark
    return "\n".join("".join(line) for line in lines)


def says_the_same_in_other_marks(before: bytes, after: bytes, kind: str) -> bool:
    """Whether keys, markup and addresses are the same, and the texts differ only in marks."""
    (keys, blocks), (keys_after, blocks_after) = says(before, kind), says(after, kind)
    return keys == keys_after and list(map(_without_marks, blocks)) == list(map(_without_marks, blocks_after))


def _without_marks(block: Block) -> tuple[Any, ...]:
    return (block.kind, block.paragraph, block.first, block.text.translate(_MARKS), block.styles, block.links)
