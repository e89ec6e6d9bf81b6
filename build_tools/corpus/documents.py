"""One way through all documents of a corpus: its texts, the links in them, and the ids that front matter names, with
their places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from build_tools.core.folders import HOME, ORIGINAL
from build_tools.core.model import AnnotatedArticle, Annotation, Article, Block, Corpus, Entity, Event, Place, Source


@dataclass(frozen=True, slots=True)
class Document:
    """A file with front matter and a text below it."""

    sort: str
    """`article`, `annotation`, `entity` or `event`, as in `sources.schema.MODELS`."""
    value: Article | Annotation | Entity | Event
    blocks: tuple[Block, ...]
    """The text; of an article that of its own file, not the original."""
    cites: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        return self.value.source


@dataclass(frozen=True, slots=True)
class Body:
    """A text that a contributor wrote below front matter, or the text of the home page."""

    path: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link with the place of its first word, or an address under a key with its place."""

    href: str
    place: Place


def find_documents(corpus: Corpus) -> Iterator[Document]:
    """Every document: each article with its annotations, by id, then entities, then events."""
    for annotated in corpus.articles:
        yield Document("article", annotated.article, annotated.article.blocks)
        for annotation in sorted(annotations_of(annotated), key=attrgetter("id")):
            yield Document("annotation", annotation, annotation.body, annotation.cites)
    for entity in corpus.entities:
        yield Document("entity", entity, entity.description, entity.cites)
    for event in corpus.events:
        yield Document("event", event, event.body, event.cites)


def find_bodies(corpus: Corpus) -> Iterator[Body]:
    """Every text of the corpus except the originals."""
    if corpus.home:
        yield Body(HOME, corpus.home)
    for document in find_documents(corpus):
        yield Body(document.source.path, document.blocks)


def find_links(corpus: Corpus, scheme: str) -> Iterator[PlacedLink]:
    """The links in all texts whose address begins with `scheme`."""
    for body in find_bodies(corpus):
        for block in body.blocks:
            for link in block.links:
                if link.href.startswith(scheme):
                    yield PlacedLink(link.href, (body.path, *block.position(link.start)))


def find_cites(corpus: Corpus) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """(source, ids) of every `cites:`."""
    for document in find_documents(corpus):
        yield document.source, document.cites


def find_passages(corpus: Corpus) -> Iterator[PlacedLink]:
    """The addresses under every event's `passages:`."""
    for event in corpus.events:
        for number, address in enumerate(event.passages):
            yield PlacedLink(address, event.source.place("passages", number))


def find_numbers(corpus: Corpus) -> Iterator[tuple[Place, str]]:
    """(place, `article:slug#pN`) for each paragraph named only by its number: in links, `passages:` and `mentions:`."""
    for link in chain(find_links(corpus, "article:"), find_passages(corpus)):
        if "#p" in link.href:
            yield link.place, link.href
    for annotated in corpus.articles:
        article = annotated.article
        for index, rule in enumerate(article.mentions):
            if rule.paragraph is not None:
                yield article.source.place("mentions", index, "paragraph"), f"article:{article.slug}#p{rule.paragraph}"


def annotations_of(annotated: AnnotatedArticle) -> Iterator[Annotation]:
    return (note.annotation for note in annotated.notes)


def path_of_blocks(annotated: AnnotatedArticle) -> str:
    """The path of the file that the article's `blocks` were read from."""
    article = annotated.article
    return article.source.path if annotated.blocks == article.blocks else path_of_original(article)


def path_of_original(article: Article) -> str:
    """The file of an article's original, whether it is at hand or not."""
    return article.source.path.removesuffix("article.md") + ORIGINAL
