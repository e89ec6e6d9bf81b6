"""Count what a corpus has and readers would miss if it went."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.core.model import AnnotatedArticle, Block, Corpus
from build_tools.corpus.documents import annotations_of

_SCHEME = "article:"


def count_outputs(corpus: Corpus) -> dict[str, int]:
    """Key of `at_least:` in source_texts/corpus.yml -> count."""
    return {
        "annotations": sum(len(annotated.notes) for annotated in corpus.articles),
        "sourced_annotations": sum(a.is_sourced for annotated in corpus.articles for a in annotations_of(annotated)),
        "entities": len(corpus.entities),
        "events": len(corpus.events),
        "mentions": sum(len(annotated.mentions) for annotated in corpus.articles),
        "cross_links": sum(_count_cross_links(annotated) for annotated in corpus.articles),
    }


def _count_cross_links(annotated: AnnotatedArticle) -> int:
    """Links from an article's text and notes to other articles."""
    texts = [annotated.article.blocks, *(annotation.body for annotation in annotations_of(annotated))]
    return sum(count_links_to_others(annotated.slug, blocks) for blocks in texts)


def count_links_to_others(slug: str, blocks: Iterable[Block]) -> int:
    """Links in a text of the article `slug` to other articles."""
    hrefs = [link.href for block in blocks for link in block.links]
    slugs = [href.removeprefix(_SCHEME).partition("#")[0] for href in hrefs if href.startswith(_SCHEME)]
    return sum(other != slug for other in slugs)
