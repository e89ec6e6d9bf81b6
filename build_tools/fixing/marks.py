"""Straight quotation marks in a source file become those that its corpus asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from build_tools.core.model import Block
from build_tools.corpus.quotation import SENTENCES, find_straight
from build_tools.fixing.front_matter import set_keys
from build_tools.fixing.reading import read_text, says
from build_tools.sources.schema import MODELS
from build_tools.text.quotation import find_curls

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


def with_marks_in_keys(text: str, kind: str, marks: Sequence[str]) -> str:
    """The file's text with `marks` in place of straight ones in the key that holds a sentence."""
    key = SENTENCES.get(kind, "")
    value = says(text.encode(), kind)[0].get(key)
    if not (marks and isinstance(value, str) and (found := find_curls(value, marks))):
        return text
    letters = list(value)
    for at, mark in found:
        letters[at] = mark
    head, *lines = text.split("\n")
    end = next(number for number, line in enumerate(lines) if line.rstrip() == "---")
    front = set_keys(lines[:end], {key: "".join(letters).strip()}, list(MODELS[kind].model_fields))
    return "\n".join([head, *front, *lines[end:]])


def says_the_same_in_other_marks(before: bytes, after: bytes, kind: str) -> bool:
    """Whether keys, markup and addresses are the same, and the texts and sentences differ only in marks."""
    (keys, blocks), (keys_after, blocks_after) = says(before, kind), says(after, kind)
    return _without_marks_in(keys, kind) == _without_marks_in(keys_after, kind) and list(
        map(_without_marks, blocks)
    ) == list(map(_without_marks, blocks_after))


def _without_marks_in(keys: Mapping[str, Any], kind: str) -> dict[str, Any]:
    sentence = SENTENCES.get(kind)
    return {key: str(held).strip().translate(_MARKS) if key == sentence else held for key, held in keys.items()}


def _without_marks(block: Block) -> tuple[Any, ...]:
    return (block.kind, block.paragraph, block.first, block.text.translate(_MARKS), block.styles, block.links)
