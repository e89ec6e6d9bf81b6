"""Where each page is (`src_uri`, POSIX, relative to docs/), and how one page links to another."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from build_tools.core.model import Entity

HOME = "index.md"
ARTICLES = "articles/index.md"
GLOSSARY = "glossary/index.md"
SOURCES = "sources.md"
# Ids hold no "_", so this and what else is named so can't be the page of an article or an entity.
KINDS = "glossary/by_kind.md"
EXPLORE = "explore.md"
TIMELINE = "timeline.md"
MAP = "map.md"
NETWORK = "network.md"
COMPARE = "compare.md"
CONCORDANCE = "concordance.md"
NOTES = "notes.md"
COVERAGE = "coverage.md"
CONTRIBUTING = "contributing.md"
"""A page written by hand, which a project may lack."""

_INTERNAL = re.compile(r"(article|entity):([a-z0-9-]+)(?:#(p\d+|note-[a-z0-9-]+))?")


def article_uri(slug: str) -> str:
    return f"articles/{slug}.md"


def articles_uri(page: int) -> str:
    """A page of the list of articles, from 1."""
    return ARTICLES if page == 1 else f"articles/page_{page}.md"


def entity_uri(entity: str, page: int = 1) -> str:
    """An entity's page; further pages of its concordance from 2 on."""
    return f"glossary/{entity}.md" if page == 1 else f"glossary/{entity}_{page}.md"


def letter_uri(letter: str) -> str:
    """The glossary's page of a letter, where it is too long for one page; "#" is all other characters."""
    return f"glossary/letter_{letter.lower() if letter.isascii() and letter.isalpha() else 'other'}.md"


def timeline_uri(page: int) -> str:
    """A page of the timeline, from 1."""
    return TIMELINE if page == 1 else f"timeline/page_{page}.md"


def compare_uri(entity: str) -> str:
    """The page that sets side by side what the articles say of an entity."""
    return f"compare/{entity}.md"


def notes_uri(order: str, page: int = 1) -> str:
    """A page of the index of notes, from 1; its order is "kind", "article" or "contributor"."""
    if order == "kind" and page == 1:
        return NOTES
    return f"notes/by_{order}.md" if page == 1 else f"notes/by_{order}_{page}.md"


def built(href: str) -> str:
    """The address of a page of docs/ once it is built."""
    path, hash_sign, anchor = href.partition("#")
    return f"{path.removesuffix('.md')}.html{hash_sign}{anchor}" if path.endswith(".md") else href


def relative(src_uri: str, target: str) -> str:
    """`target` (a `src_uri`, with or without `#anchor`) as the page `src_uri` links to it.

    Pages are in docs/ itself or one folder deep; a general way to relate paths costs ten times as much, and a site
    of 1,000 articles has a million links.
    """
    if target.startswith(src_uri) and target[len(src_uri) : len(src_uri) + 1] == "#":
        return target[len(src_uri) :]
    folder, slash, _ = src_uri.partition("/")
    if not slash:
        return target
    return target[len(folder) + 1 :] if target.startswith(f"{folder}/") else f"../{target}"


@dataclass(frozen=True, slots=True)
class Linker:
    """What one page may link to."""

    page: str
    """`src_uri` of the page that holds the links."""
    entities: Mapping[str, Entity]
    slugs: Collection[str]

    def to(self, target: str) -> str:
        return relative(self.page, target)

    def to_entity(self, entity: str) -> str:
        return relative(self.page, entity_uri(entity))

    def to_paragraph(self, slug: str, paragraph: int | None) -> str:
        return relative(self.page, article_uri(slug) + (f"#p{paragraph}" if paragraph else ""))

    def resolve(self, href: str) -> str:
        """The address that an author's link leads to; "" where an internal one leads nowhere (`check` says so)."""
        match = _INTERNAL.fullmatch(href)
        if match is None:
            return href
        kind, name, anchor = match.groups()
        if kind == "entity":
            return self.to_entity(name) if name in self.entities else ""
        return self.to(article_uri(name) + (f"#{anchor}" if anchor else "")) if name in self.slugs else ""
