"""Ids of references that don't exist."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.folders import REFERENCES
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error
from build_tools.text.likeness import Nearest


def check_unknown_reference(corpus: Corpus, context: Context) -> Iterator[Problem]:
    if context.unread_ids(REFERENCES):
        return  # any of the ids may be in a file that can't be read
    known = {reference.id for reference in corpus.references}
    nearest = Nearest(known)
    for document in context.documents:
        for number, cited in enumerate(document.cites):
            if cited not in known:
                hint = nearest.hint(cited, f"add it to a file in {REFERENCES}/")
                place = document.source.place("cites", number)
                yield error("unknown-reference", place, f"no reference has the id `{cited}`", hint)
