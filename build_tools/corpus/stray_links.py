"""References that lead to other words than those that they were written for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.core.folders import SOURCES
from build_tools.core.history import read_history
from build_tools.core.model import Article, Block, Corpus
from build_tools.corpus.fates import Fate, Fates
from build_tools.corpus.last_written import Written, find_written
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
    return None if history is None else list(judge(find_written(root, links, history), articles))


def judge(written: Iterable[Written], articles: Mapping[str, Article]) -> Iterator[StrayLink]:
    """Those of the references that no longer lead to the same words.

    Of a paragraph that was reworded in its place, only until that is committed: then its editor can look at what refers
    to it. Later there would be nothing to correct, and a text that was revised would keep hundreds of warnings.
    """
    fates = _Fates(articles)
    for one in written:
        if one.was is not None:
            yield from _judge_changed(one, one.was, fates.of(one.link.slug, one.blocks))
            continue
        fate = fates.of(one.link.slug, one.blocks).find(one.link.number)
        if fate is None or fate.is_here:
            fate = fates.of(one.link.slug, one.last).find(one.link.number) if one.last else None
            fate = fate if fate and fate.is_here else None
        if fate:
            doubt = _find_doubt(one, fate)
            yield StrayLink(one.link, fate, None if doubt else fate.number, doubt)


def _judge_changed(one: Written, was: int, fates: Fates) -> Iterator[StrayLink]:
    """A reference that got another number in the same change as its article: perhaps before the article's last edit."""
    fate = fates.find(was)
    if fate and fate.number and one.link.number != fate.number:
        yield StrayLink(one.link, fate, None, was=was)


class _Fates:
    """The versions of articles beside the present ones, each compared once."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = articles
        self.known: dict[tuple[str, int], tuple[Sequence[Block], Fates]] = {}

    def of(self, slug: str, blocks: Sequence[Block]) -> Fates:
        article = self.articles[slug]
        if (slug, id(blocks)) not in self.known:  # the blocks are kept beside, so that no other value gets their id
            self.known[slug, id(blocks)] = (blocks, Fates(blocks, article.blocks, article.language))
        return self.known[slug, id(blocks)][1]


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
