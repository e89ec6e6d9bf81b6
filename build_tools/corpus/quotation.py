"""Straight quotation marks in a block of a source, and in the sentences of its front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.core.model import Block
from build_tools.text.quotation import find_curls

SENTENCES: Mapping[str, str] = {"article": "summary", "annotation": "short", "entity": "gloss"}
"""Sort of document -> its key whose value is a sentence for readers. Titles and names keep their marks: they may be
quoted from elsewhere.
"""


def find_straight(block: Block, marks: Sequence[str]) -> list[tuple[int, str]]:
    """(offset, what it should be) for each straight mark of a block, except those with a backslash before them."""
    if not marks:
        return []
    return [(at, mark) for at, mark in find_curls(block.text, marks) if at not in block.escaped]
