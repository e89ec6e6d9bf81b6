"""Guides that the index of guides doesn't list."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.guides import find_guides, index_path, read_guide


def check_unlisted_guide(corpus: Corpus, context: Context) -> Iterator[Problem]:
    demands = corpus.settings.checks.guides
    path = index_path(demands)
    if not path or not context.pages:
        return
    index = next((page for page in context.pages if page.path == path), None)
    if index is None:
        place = corpus.settings_source.place("checks", "guides", "index")
        yield notice("unlisted-guide", place, f"there is no page {path}", "write it, or delete this key")
        return
    linked = read_guide(index).pages
    for guide in find_guides(context.pages, demands):
        if guide.path not in linked:
            message = f"{path} doesn't link to the guide, so readers don't find it"
            hint = f"add a link to `{guide.path.rpartition('/')[2]}` there"
            yield notice("unlisted-guide", (guide.path, guide.title_line, 1), message, hint)
