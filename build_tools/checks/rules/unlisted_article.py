"""Articles that the corpus's own order leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.folders import SETTINGS
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice


def check_unlisted_article(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    listed = set(corpus.settings.ordered_slugs)
    for annotated in corpus.articles if listed else ():
        if annotated.slug not in listed:
            message = f"`order:` in {SETTINGS} doesn't list the article, so it comes after those that are listed"
            hint = f"add `{annotated.slug}` where it belongs"
            yield notice("unlisted-article", annotated.article.source.place("title"), message, hint)
