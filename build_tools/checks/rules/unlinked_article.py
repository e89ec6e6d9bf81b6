"""Articles that a guide leads to nowhere, where the corpus asks that each guide leads to all."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.guides import find_guides


def check_unlinked_article(corpus: Corpus, context: Context) -> Iterator[Problem]:
    demands = corpus.settings.checks.guides
    if not demands.every_article:
        return
    for guide in find_guides(context.pages, demands):
        missing = [annotated.slug for annotated in corpus.articles if annotated.slug not in guide.passages]
        if missing:
            names = ", ".join(f"`{slug}`" for slug in missing)
            message = f"the guide links to no paragraph or note of {names}"
            hint = f"such as `[¶ 1](../articles/{missing[0]}.md#p1)`"
            yield notice("unlinked-article", (guide.path, guide.title_line, 1), message, hint)
