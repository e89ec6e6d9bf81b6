"""Straight quotation marks and apostrophes, where the corpus asks for others."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.quotation import find_straight


def check_straight_quote(corpus: Corpus, context: Context) -> Iterator[Problem]:
    """One problem for each block, since `--fix` takes care of all."""
    marks = corpus.settings.checks.quotation_marks
    for document in context.documents if marks else ():
        for block in document.blocks:
            found = find_straight(block, marks)
            if found:
                at, mark = found[0]
                more = f", and {len(found) - 1:,} more in this paragraph" if found[1:] else ""
                message = f"`{block.text[at]}` should be `{mark}`{more}"
                hint = "`reader check --fix` changes it; if it is meant, put a `\\` before it"
                yield notice("straight-quote", (document.source.path, *block.position(at)), message, hint)
