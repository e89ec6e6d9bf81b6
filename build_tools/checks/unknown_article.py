"""Links to articles, paragraphs and notes that aren't there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath

from build_tools.checks.nearest import Nearest
from build_tools.checks.places import PlacedLink, annotations_of, find_links, find_passages
from build_tools.checks.rule import Context, Rule
from build_tools.model import AnnotatedArticle, Corpus
from build_tools.problems import Problem, error


def _check(corpus: Corpus, context: Context) -> Iterator[Problem]:
    targets = _Targets(corpus, context)
    for link in chain(find_links(corpus, "article:"), find_passages(corpus)):
        slug, _, fragment = link.href.removeprefix("article:").partition("#")
        if slug not in targets.articles:
            yield from targets.find_no_article(link, slug)
        elif fragment.startswith("note-"):
            yield from targets.find_no_note(link, slug, fragment.removeprefix("note-"))
        elif fragment:
            yield from targets.find_no_paragraph(link, slug, int(fragment.removeprefix("p")))


@dataclass(slots=True)
class _Targets:
    """What can be linked to."""

    corpus: Corpus
    context: Context
    articles: dict[str, AnnotatedArticle] = field(init=False)
    _nearest: Nearest = field(init=False)
    _unread: set[str] = field(init=False)
    _notes: dict[str, set[str]] = field(init=False, default_factory=dict)
    """Slug -> ids, for the articles whose notes were asked for."""
    _last_paragraphs: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.articles = {annotated.slug: annotated for annotated in self.corpus.articles}
        self._nearest = Nearest(self.articles)
        self._unread = {PurePosixPath(path).parent.name for path in self.context.unread}

    def find_no_article(self, link: PlacedLink, slug: str) -> Iterator[Problem]:
        if slug not in self._unread:
            hint = self._nearest.hint(slug, "an article is named by its folder in source_texts/articles/")
            yield error("unknown-article", link.place, f"there is no article `{slug}`", hint)

    def find_no_paragraph(self, link: PlacedLink, slug: str, number: int) -> Iterator[Problem]:
        last = self._last_paragraph_of(slug)
        if number > last:
            message = f"`{slug}` has no paragraph {number}: the last is {last}"
            hint = "the number stands in the margin of the article's page; headings and captions have none"
            yield error("unknown-article", link.place, message, hint)

    def find_no_note(self, link: PlacedLink, slug: str, note: str) -> Iterator[Problem]:
        known = self._notes_of(slug)
        folder = f"{PurePosixPath(self.articles[slug].article.source.path).parent}/annotations"
        if note not in known and note not in self.context.unread_ids(folder):
            hint = Nearest(known).hint(note, f"a note is named by its file in {folder}/")
            yield error("unknown-article", link.place, f"`{slug}` has no note `{note}`", hint)

    def _last_paragraph_of(self, slug: str) -> int:
        if slug not in self._last_paragraphs:
            blocks = self.articles[slug].article.blocks
            self._last_paragraphs[slug] = max((block.paragraph or 0 for block in blocks), default=0)
        return self._last_paragraphs[slug]

    def _notes_of(self, slug: str) -> set[str]:
        if slug not in self._notes:
            self._notes[slug] = {annotation.id for annotation in annotations_of(self.articles[slug])}
        return self._notes[slug]


RULE = Rule("unknown-article", "A link to an article, a paragraph or a note leads somewhere", _check)
