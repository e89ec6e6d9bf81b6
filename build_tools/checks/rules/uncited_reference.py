"""References that nothing cites, where the corpus keeps none in stock."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice


def check_uncited_reference(corpus: Corpus, context: Context) -> Iterator[Problem]:
    if not corpus.settings.checks.only_cited_references or context.has_unread_texts:
        return
    cited = {reference for document in context.documents for reference in document.cites}
    for reference in corpus.references:
        if reference.id not in cited:
            hint = "name it under `cites:` of a note, an entry or an event, or delete it"
            yield notice("uncited-reference", reference.source.place(), f"nothing cites `{reference.id}`", hint)
