"""Straight quotation marks and apostrophes, where the corpus asks for others."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context, Rule
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.documents import find_bodies
from build_tools.corpus.quotation import find_straight


def _check(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    """One problem for each block, since `--fix` takes care of all."""
    marks = corpus.settings.checks.quotation_marks
    for body in find_bodies(corpus) if marks else ():
        for block in body.blocks:
            found = find_straight(block, marks)
            if found:
                at, mark = found[0]
                more = f", and {len(found) - 1:,} more in this paragraph" if found[1:] else ""
                message = f"`{block.text[at]}` should be `{mark}`{more}"
                hint = "`reader check --fix` changes it; if it is meant, put a `\\` before it"
                yield notice("straight-quote", (body.path, *block.position(at)), message, hint)


RULE = Rule("straight-quote", "Quotation marks are those that the corpus asks for", _check)
