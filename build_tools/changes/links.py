"""References to paragraphs that now lead to other words, also those in files that the change doesn't touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.changes.values import LinkChange
from build_tools.core.model import Article, Corpus
from build_tools.corpus.fates import Fates
from build_tools.corpus.paragraph_links import Key, ParagraphLink, find_paragraph_links
from build_tools.sources.hand_written import HandWritten

_Groups = Mapping[tuple[str, Key], Sequence[ParagraphLink]]
"""(path, the reference without its number) -> the references, in order."""


def compare_links(
    before: Corpus, after: Corpus, pages_before: Sequence[HandWritten], pages_after: Sequence[HandWritten]
) -> tuple[LinkChange, ...]:
    """The references that lead to other words after the change, by file and place. New ones never led elsewhere."""
    old = _group(find_paragraph_links(before, pages_before))
    new = _group(find_paragraph_links(after, pages_after))
    texts = _Texts(before, after)
    changes = [change for key, links in new.items() for change in texts.compare(old.get(key, ()), links)]
    return tuple(sorted(changes))


def _group(links: Iterable[ParagraphLink]) -> _Groups:
    found: dict[tuple[str, Key], list[ParagraphLink]] = defaultdict(list)
    for link in links:
        found[link.path, link.key].append(link)
    return found


class _Texts:
    """The articles before and after, each pair compared once."""

    def __init__(self, before: Corpus, after: Corpus) -> None:
        self.old, self.new = _articles(before), _articles(after)
        self.known: dict[str, Fates] = {}

    def compare(self, old: Sequence[ParagraphLink], new: Sequence[ParagraphLink]) -> Iterator[LinkChange]:
        for was, now in _pair(old, new):
            if now.slug in self.old and now.slug in self.new and (change := self._compare_one(was, now)):
                yield change

    def _compare_one(self, was: ParagraphLink, now: ParagraphLink) -> LinkChange | None:
        fates = self._fates_of(now.slug)
        fate = fates.find(was.number)
        old, new = fates.old.get(was.number), fates.new.get(now.number)
        leads_there = (fate is None and was.number == now.number) or (fate is not None and fate.number == now.number)
        if old is None or leads_there or (new and fates.words[id(old)] == fates.words[id(new)]):
            return None
        return LinkChange(
            now.path,
            now.line,
            now.slug,
            now.words,
            (was.number, now.number),
            old.text,
            new.text if new else "",
            fate.what if fate else f"is still paragraph {was.number}",
            in_place=fate is not None and fate.is_here and was.number == now.number,
        )

    def _fates_of(self, slug: str) -> Fates:
        if slug not in self.known:
            article = self.new[slug]
            self.known[slug] = Fates(self.old[slug].blocks, article.blocks, article.language)
        return self.known[slug]


def _articles(corpus: Corpus) -> dict[str, Article]:
    return {annotated.slug: annotated.article for annotated in corpus.articles}


def _pair(old: Sequence[ParagraphLink], new: Sequence[ParagraphLink]) -> Iterator[tuple[ParagraphLink, ParagraphLink]]:
    """The references of one group, paired in order; if their number changed, those to the same paragraph are paired."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    by_number = {link.number: link for link in old}
    yield from ((by_number[link.number], link) for link in new if link.number in by_number)
