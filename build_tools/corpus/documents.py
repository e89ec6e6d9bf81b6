"""One way through all documents of a corpus: its texts, the links in them, and the ids that front matter names, with
their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.core.folders import HOME, ORIGINAL
from build_tools.core.model import AnnotatedArticle, Annotation, Article, Block, Corpus, Entity, Event, Place, Source


@dataclass(frozen=True, slots=True)
class Document:
    """A text that a contributor wrote, with its front matter."""

    sort: str
    """`article`, `annotation`, `entity` or `event`, as `sources.schema.MODELS` names them; or `home`, without keys."""
    source: Source
    blocks: tuple[Block, ...]
    """The text; of an article that of its own file, not the original."""
    cites: tuple[str, ...] = ()
    value: Article | Annotation | Entity | Event | None = None
    """What it is in the model; None for the home page."""


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link with the place of its first word, or an address under a key with its place."""

    href: str
    place: Place


def find_documents(corpus: Corpus) -> Iterator[Document]:
    """Every document: the home page, each article with its annotations in reading order, entities, events."""
    if corpus.home:
        yield Document("home", Source(HOME), corpus.home)
    for annotated in corpus.articles:
        article = annotated.article
        yield Document("article", article.source, article.blocks, (), article)
        for annotation in annotations_of(annotated):
            yield Document("annotation", annotation.source, annotation.body, annotation.cites, annotation)
    for entity in corpus.entities:
        yield Document("entity", entity.source, entity.description, entity.cites, entity)
    for event in corpus.events:
        yield Document("event", event.source, event.body, event.cites, event)


def find_links(documents: Iterable[Document], scheme: str) -> Iterator[PlacedLink]:
    """The links in their texts whose address begins with `scheme`."""
    for document in documents:
        for block in document.blocks:
            for link in block.links:
                if link.href.startswith(scheme):
                    yield PlacedLink(link.href, (document.source.path, *block.position(link.start)))


def find_passages(corpus: Corpus) -> Iterator[PlacedLink]:
    """The addresses under every event's `passages:`."""
    for event in corpus.events:
        for number, address in enumerate(event.passages):
            yield PlacedLink(address, event.source.place("passages", number))


def find_ordered(corpus: Corpus) -> Iterator[PlacedLink]:
    """`article:slug` for each article under `order:` in the settings."""
    for number, part in enumerate(corpus.settings.order):
        for index, slug in enumerate(part.articles):
            yield PlacedLink(f"article:{slug}", corpus.settings_source.place("order", number, "articles", index))


def annotations_of(annotated: AnnotatedArticle) -> Iterator[Annotation]:
    return (note.annotation for note in annotated.notes)


def path_of_blocks(annotated: AnnotatedArticle) -> str:
    """The path of the file that the article's `blocks` were read from."""
    article = annotated.article
    return article.source.path if annotated.blocks == article.blocks else path_of_original(article)


def path_of_original(article: Article) -> str:
    """The file of an article's original, whether it is at hand or not."""
    return article.source.path.removesuffix("article.md") + ORIGINAL
