"""Originals in copyright that git doesn't ignore."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.folders import ARTICLES, ORIGINAL
from build_tools.core.git import find_ignored
from build_tools.core.model import RESTRICTED, Corpus
from build_tools.core.problems import Problem, error
from build_tools.corpus.documents import path_of_original


def check_exposed_original(corpus: Corpus, context: Context) -> Iterator[Problem]:
    articles = [annotated.article for annotated in corpus.articles]
    paths = [path_of_original(a) for a in articles if a.original_blocks and a.rights == RESTRICTED]
    if not paths or (ignored := find_ignored(context.root, paths)) is None:
        return
    for path in paths:
        if path not in ignored:
            message = "this text is in copyright, and git doesn't ignore it"
            hint = f"add `/{ARTICLES}/*/{ORIGINAL}` to .gitignore; if git has the text, `git rm --cached` it"
            yield error("exposed-original", (path, 0, 0), message, hint)
