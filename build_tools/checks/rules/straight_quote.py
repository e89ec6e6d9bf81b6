"""Straight quotation marks and apostrophes, where the corpus asks for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.documents import Document
from build_tools.corpus.quotation import SENTENCES, find_straight
from build_tools.text.quotation import find_curls


def check_straight_quote(corpus: Corpus, context: Context) -> Iterator[Problem]:
    """One problem for each block and sentence, since `--fix` takes care of all."""
    marks = corpus.settings.checks.quotation_marks
    for document in context.documents if marks else ():
        yield from _check_sentence(document, marks)
        for block in document.blocks:
            found = find_straight(block, marks)
            if found:
                at, mark = found[0]
                more = f", and {len(found) - 1:,} more in this paragraph" if found[1:] else ""
                message = f"`{block.text[at]}` should be `{mark}`{more}"
                hint = "`reader check --fix` changes it; if it is meant, put a `\\` before it"
                yield notice("straight-quote", (document.source.path, *block.position(at)), message, hint)


def _check_sentence(document: Document, marks: Sequence[str]) -> Iterator[Problem]:
    key = SENTENCES.get(document.sort, "")
    value = getattr(document.value, key) if key else ""
    if found := find_curls(value, marks):
        at, mark = found[0]
        more = f", and {len(found) - 1:,} more" if found[1:] else ""
        message = f"`{value[at]}` should be `{mark}` in `{key}`{more}"
        yield notice("straight-quote", document.source.place(key), message, "`reader check --fix` changes it")
