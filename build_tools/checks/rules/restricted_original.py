"""Articles in copyright whose own text would be published."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import RESTRICTED, Corpus, Edition
from build_tools.core.problems import Problem, error


def check_restricted_original(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        article = annotated.article
        if article.rights == RESTRICTED and article.edition is Edition.ORIGINAL:
            message = "the article's rights are `restricted`, so its own text can't be published"
            hint = "retell it (`edition: study`), or state under `rights:` what allows it, such as CC-BY-4.0"
            yield error("restricted-original", article.source.place("edition"), message, hint)
