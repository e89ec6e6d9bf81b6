"""Links to articles, paragraphs and notes that don't exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath

from build_tools.checks.rule import Context
from build_tools.core.folders import ARTICLES
from build_tools.core.model import AnnotatedArticle, Article, Corpus
from build_tools.core.problems import Problem, error
from build_tools.corpus.documents import PlacedLink, annotations_of, find_links, find_ordered, find_passages
from build_tools.text.likeness import Nearest


def check_unknown_article(corpus: Corpus, context: Context) -> Iterator[Problem]:
    targets = _Targets(corpus, context)
    for link in chain(find_links(context.documents, "article:"), find_passages(corpus), find_ordered(corpus)):
        slug, _, fragment = link.href.removeprefix("article:").partition("#")
        if slug not in targets.articles:
            yield from targets.find_no_article(link, slug)
        elif fragment.startswith("note-"):
            yield from targets.find_no_note(link, slug, fragment.removeprefix("note-"))
        elif fragment:
            yield from targets.find_no_paragraph(link, slug, int(fragment.removeprefix("p")))


@dataclass(slots=True)
class _Targets:
    """Everything that can be linked to."""

    corpus: Corpus
    context: Context
    articles: dict[str, AnnotatedArticle] = field(init=False)
    _nearest: Nearest = field(init=False)
    _unread: set[str] = field(init=False)
    _notes: dict[str, set[str]] = field(init=False, default_factory=dict)
    """Slug -> ids of its notes, for the articles whose notes were looked up."""
    _last_paragraphs: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.articles = {annotated.slug: annotated for annotated in self.corpus.articles}
        self._nearest = Nearest(self.articles)
        self._unread = {PurePosixPath(path).parent.name for path in self.context.unread}

    def find_no_article(self, link: PlacedLink, slug: str) -> Iterator[Problem]:
        if slug not in self._unread:
            yield error("unknown-article", link.place, *say_no_article(slug, self._nearest))

    def find_no_paragraph(self, link: PlacedLink, slug: str, number: int) -> Iterator[Problem]:
        last = self._last_paragraph_of(slug)
        if number > last:
            yield error("unknown-article", link.place, *say_no_paragraph(slug, number, last))

    def find_no_note(self, link: PlacedLink, slug: str, note: str) -> Iterator[Problem]:
        known = self._notes_of(slug)
        if note not in known and note not in self.context.unread_ids(_notes_folder(slug)):
            yield error("unknown-article", link.place, *say_no_note(slug, note, known))

    def _last_paragraph_of(self, slug: str) -> int:
        if slug not in self._last_paragraphs:
            self._last_paragraphs[slug] = last_paragraph(self.articles[slug].article)
        return self._last_paragraphs[slug]

    def _notes_of(self, slug: str) -> set[str]:
        if slug not in self._notes:
            self._notes[slug] = {annotation.id for annotation in annotations_of(self.articles[slug])}
        return self._notes[slug]


def last_paragraph(article: Article) -> int:
    """The greatest paragraph number of an article; 0 if it has no paragraphs."""
    return max((block.paragraph or 0 for block in article.blocks), default=0)


def say_no_article(
    slug: str, nearest: Nearest, otherwise: str = f"an article is named by its folder in {ARTICLES}/"
) -> tuple[str, str]:
    """(message, hint) for a missing article; the hint is `otherwise` if no article has a similar name."""
    return f"there is no article `{slug}`", nearest.hint(slug, otherwise)


def say_no_paragraph(slug: str, number: int, last: int) -> tuple[str, str]:
    """(message, hint) for a missing paragraph; `last` is the number of the last one."""
    hint = "the numbers are in the margin of the article's page; headings and captions have none"
    return f"`{slug}` has no paragraph {number}: the last is {last}", hint


def say_no_note(slug: str, note: str, known: Iterable[str]) -> tuple[str, str]:
    """(message, hint) for a missing note; `known` are the ids of the article's notes."""
    hint = Nearest(known).hint(note, f"a note is named by its file in {_notes_folder(slug)}/")
    return f"`{slug}` has no note `{note}`", hint


def _notes_folder(slug: str) -> str:
    return f"{ARTICLES}/{slug}/annotations"
