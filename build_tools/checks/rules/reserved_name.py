"""Ids that are names of the site's own pages."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.folders import ARTICLES, GLOSSARY
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error
from build_tools.text.ids import propose_id

_OWNERS = {ARTICLES: "the list of articles", GLOSSARY: "the glossary's list"}
"""Folder -> the page that `index` names beside the pages of what is in it."""


def check_reserved_name(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        yield from _check_name(annotated.slug, ARTICLES, annotated.article.source.path, "folder")
    for entity in corpus.entities:
        yield from _check_name(entity.id, GLOSSARY, entity.source.path, "file")


def _check_name(name: str, folder: str, path: str, what: str) -> Iterator[Problem]:
    if reason := why_reserved(name, folder):
        hint = f"give the {what} another name, such as `{propose_id(name)}{'.md' if what == 'file' else ''}`"
        yield error("reserved-name", (path, 0, 0), reason, hint)


def why_reserved(name: str, folder: str) -> str:
    """Why nothing in `folder` can have this id; "" if it can."""
    owner = _OWNERS.get(folder) if name == "index" else None
    return f"the name `{name}` belongs to the page with {owner}" if owner else ""
