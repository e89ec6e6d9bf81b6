"""Footnotes written by hand. Readers would see their marks as plain text: each note is a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Block, Corpus
from build_tools.core.problems import Problem, warning
from build_tools.corpus.documents import find_documents

_MARK = re.compile(r"\[\^[^\s\[\]]+\]")


def check_footnote_mark(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for document in find_documents(corpus):
        for block in document.blocks:
            if "[^" in block.text:
                yield from _check_block(document.source.path, block)


def _check_block(path: str, block: Block) -> Iterator[Problem]:
    for found in _MARK.finditer(block.text):
        if not _is_escaped(block, found.start()):
            message = f"`{found[0]}` is shown as plain text, not as a footnote"
            hint = "write the note as a file in the article's `annotations` folder, or `[\\^…]` for these characters"
            yield warning("footnote-mark", (path, *block.position(found.start())), message, hint)


def _is_escaped(block: Block, offset: int) -> bool:
    """Whether a backslash is before the bracket or before the `^`. Backslashes aren't in the text: one before the `^`
    shows as a column between `[` and `^` in the source.
    """
    line, column = block.position(offset)
    return offset in block.escaped or block.position(offset + 1) == (line, column + 2)
