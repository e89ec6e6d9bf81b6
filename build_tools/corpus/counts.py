"""Count what a corpus has and readers would miss if it went."""

from __future__ import annotations

from build_tools.core.model import AnnotatedArticle, Corpus
from build_tools.corpus.documents import annotations_of

_SCHEME = "article:"


def count_outputs(corpus: Corpus) -> dict[str, int]:
    """Key of source_texts/record.md -> count."""
    return {
        "annotations": sum(len(annotated.notes) for annotated in corpus.articles),
        "entities": len(corpus.entities),
        "events": len(corpus.events),
        "mentions": sum(len(annotated.mentions) for annotated in corpus.articles),
        "cross_links": sum(_count_cross_links(annotated) for annotated in corpus.articles),
    }


def _count_cross_links(annotated: AnnotatedArticle) -> int:
    """Links from an article's text and notes to other articles."""
    texts = [annotated.article.blocks, *(annotation.body for annotation in annotations_of(annotated))]
    hrefs = [link.href for blocks in texts for block in blocks for link in block.links]
    slugs = [href.removeprefix(_SCHEME).partition("#")[0] for href in hrefs if href.startswith(_SCHEME)]
    return sum(slug != annotated.slug for slug in slugs)
