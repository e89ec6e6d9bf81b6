"""References that lead to other words than those that they were written for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from build_tools.core.folders import SOURCES
from build_tools.core.history import read_history
from build_tools.core.model import Article, Corpus
from build_tools.corpus.fates import Fate, Fates
from build_tools.corpus.last_written import Versions, Written, article_path, find_written
from build_tools.corpus.paragraph_links import ParagraphLink, find_paragraph_links
from build_tools.sources.hand_written import HandWritten

_NUMBER_IN_WORDS = r"(?<!\d){}(?!\d)"
_NAMES_PARAGRAPH = re.compile(r"(?:¶|§|paragraph|para?\.)\s*(\d+)", re.IGNORECASE)
"""Words of a link that are its number, and change with it."""


@dataclass(frozen=True, slots=True)
class StrayLink:
    """A reference whose target's words are not those that it was written for."""

    link: ParagraphLink
    fate: Fate
    number: int | None
    """The paragraph that it means, if that is certain."""
    doubt: str = ""
    """Why it isn't, though the paragraph itself was found."""
    was: int | None = None
    """Its number in the last commit, if it was changed since, but not to that of the same words."""

    @property
    def is_passing(self) -> bool:
        """Whether it is reported only until the change is committed."""
        return self.fate.is_here or self.was is not None


def find_stray_links(root: Path, corpus: Corpus, pages: Sequence[HandWritten]) -> list[StrayLink] | None:
    """All of them that the project's git repository shows; None if there is no history to ask."""
    links = find_paragraph_links(corpus, pages)
    articles = {annotated.slug: annotated.article for annotated in corpus.articles}
    links = [link for link in links if link.slug in articles]
    if not links:
        return []
    folders = sorted({SOURCES, *(link.path.split("/")[0] for link in links)})
    history = read_history(root, folders)
    if history is None:
        return None
    written, versions = find_written(root, links, history)
    return list(_Judge(articles, versions, history.uncommitted).find_strays(written))


_PRESENT = ""
"""In the place of a blob: the article as it is now."""


class _Judge:
    """Finds what became of the paragraphs that references were written for.

    A paragraph that was reworded is followed through each version of its article: in the commit that reworded it, its
    number usually still leads to it, and later ones only move it. Its references are reported only until the commit:
    then its editor can look at them. Later there would be nothing to correct, and a text that was revised would keep
    hundreds of warnings.
    """

    def __init__(self, articles: Mapping[str, Article], versions: Versions, uncommitted: Collection[str]) -> None:
        self.articles, self.versions, self.uncommitted = articles, versions, uncommitted
        self.known: dict[tuple[str, str, str], Fates] = {}

    def find_strays(self, written: Iterable[Written]) -> Iterator[StrayLink]:
        for one in written:
            if one.was is not None:
                yield from self._judge_changed(one, one.was)
            elif fate := self._judge(one):
                doubt = _find_doubt(one, fate)
                yield StrayLink(one.link, fate, None if doubt else fate.number, doubt)

    def _judge_changed(self, one: Written, was: int) -> Iterator[StrayLink]:
        """A reference that got another number in the same change as its article: perhaps before its last edit."""
        fate = self._compare(one.link.slug, one.versions[-1], _PRESENT).find(was)
        if fate and fate.number and one.link.number != fate.number:
            yield StrayLink(one.link, fate, None, was=was)

    def _judge(self, one: Written) -> Fate | None:
        is_edited = article_path(one.link.slug) in self.uncommitted
        versions = one.versions if is_edited else one.versions[:-1]
        fate = self._compare(one.link.slug, versions[0], _PRESENT).find(one.link.number)
        if fate is None or fate.number:
            return fate
        followed = self._follow(one, (*versions, _PRESENT))
        if followed is None or not followed.is_here:
            return fate if followed and not followed.number and not fate.is_here else followed
        return followed if is_edited else None

    def _follow(self, one: Written, versions: Sequence[str]) -> Fate | None:
        """What became of a paragraph from version to version; where that isn't certain, what became of it there."""
        number, fate = one.link.number, None
        for before, after in pairwise(versions):
            fate = self._compare(one.link.slug, before, after).find(number)
            if fate and not fate.is_here:
                if fate.number is None:
                    return fate
                number = fate.number
        if number != one.link.number:
            return Fate(f"is now paragraph {number}, and reworded", number)
        return fate if fate and fate.is_here else None

    def _compare(self, slug: str, before: str, after: str) -> Fates:
        key = (slug, before, after)
        if key not in self.known:
            article = self.articles[slug]
            blocks = self.versions.read(after) if after else article.blocks
            self.known[key] = Fates(self.versions.read(before), blocks, article.language)
        return self.known[key]


def _find_doubt(one: Written, fate: Fate) -> str:
    if fate.number is None:
        return ""
    if not one.is_certain:
        return "it isn’t certain which of its references were changed since"
    if has_number_in_words(one.link) and not names_paragraph(one.link):
        return "its words have the number too"
    return ""


def has_number_in_words(link: ParagraphLink) -> bool:
    named = re.search(_NUMBER_IN_WORDS.format(link.number), link.words)
    return link.kind == "link" and named is not None


def names_paragraph(link: ParagraphLink) -> bool:
    """Whether a link's words are its number, as in “¶ 5”."""
    named = _NAMES_PARAGRAPH.fullmatch(link.words.strip())
    return named is not None and int(named[1]) == link.number
