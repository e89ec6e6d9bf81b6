"""Notes whose words aren't in the original, if that is on this machine."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import AnnotatedArticle, Annotation, Corpus, Edition
from build_tools.core.problems import Problem, warning
from build_tools.corpus.documents import annotations_of
from build_tools.corpus.placing import anchor_notes


def check_original_quote(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        if annotated.article.original_blocks and annotated.article.edition is Edition.STUDY:
            yield from _check_article(annotated)


def _check_article(annotated: AnnotatedArticle) -> Iterator[Problem]:
    annotations = list(annotations_of(annotated))
    notes, _ = anchor_notes(annotated.article.original_blocks, annotations, in_original=True)
    for note in notes:
        if note.orphan:
            yield _to_problem(note.annotation)


def _to_problem(annotation: Annotation) -> Problem:
    keys = ("original", "exact") if annotation.original_exact else ("exact",)
    shown = annotation.original_exact or annotation.exact
    message = f"“{shown}” has no single place in paragraph {annotation.paragraph} of the original"
    hint = "give a few words that occur there once: `original: {exact: …}`"
    return warning("original-quote", annotation.source.place(*keys), message, hint)
