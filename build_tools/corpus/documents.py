"""Find the texts of a corpus, the links in them, and the ids that its front matter names, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.core.folders import HOME, ORIGINAL
from build_tools.core.model import AnnotatedArticle, Annotation, Article, Block, Corpus, Place, Source


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


def find_bodies(corpus: Corpus) -> Iterator[Body]:
    """Every text of the corpus except the originals."""
    if corpus.home:
        yield Body(HOME, corpus.home)
    for annotated in corpus.articles:
        yield Body(annotated.article.source.path, annotated.article.blocks)
        for annotation in annotations_of(annotated):
            yield Body(annotation.source.path, annotation.body)
    for entity in corpus.entities:
        yield Body(entity.source.path, entity.description)
    for event in corpus.events:
        yield Body(event.source.path, event.body)


def find_links(corpus: Corpus, scheme: str) -> Iterator[PlacedLink]:
    """The links in all texts whose address begins with `scheme`."""
    for body in find_bodies(corpus):
        for block in body.blocks:
            for link in block.links:
                if link.href.startswith(scheme):
                    yield PlacedLink(link.href, (body.path, *block.position(link.start)))


def find_cites(corpus: Corpus) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """(source, ids) of every `cites:`."""
    for annotated in corpus.articles:
        for annotation in annotations_of(annotated):
            yield annotation.source, annotation.cites
    for entity in corpus.entities:
        yield entity.source, entity.cites
    for event in corpus.events:
        yield event.source, event.cites


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
