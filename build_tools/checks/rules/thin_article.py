"""Articles with fewer notes than the corpus asks for."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.corpus_settings import ArticleDemands
from build_tools.core.model import AnnotatedArticle, Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.counts import count_links_to_others
from build_tools.corpus.documents import annotations_of
from build_tools.text.words import count_of


def check_thin_article(corpus: Corpus, context: Context) -> Iterator[Problem]:
    if context.has_unread_texts:
        return  # unread notes aren't counted
    demands = corpus.settings.checks.each_article
    for annotated in corpus.articles:
        for lack in (*_find_lacks(annotated, demands), *_find_too_few_events(corpus, annotated.slug, demands.events)):
            hint = "this is for the editors to see to; a part of it is a good contribution"
            yield notice("thin-article", annotated.article.source.place("title"), lack, hint)


def _find_lacks(annotated: AnnotatedArticle, demands: ArticleDemands) -> Iterator[str]:
    notes = list(annotations_of(annotated))
    if len(notes) < demands.notes:
        yield f"the article has {count_of(len(notes), 'note')}; this corpus asks for at least {demands.notes:,}"
    used = {note.kind for note in notes}
    missing = [kind for kind in demands.kinds if kind not in used]
    if missing:
        yield f"the article has no note of the kind {', '.join(f'`{kind}`' for kind in missing)}"
    numbers = {block.paragraph for block in annotated.blocks if block.paragraph is not None}
    noted = numbers & {note.paragraph for note in notes}
    if 100 * len(noted) < demands.paragraphs_with_notes * len(numbers):
        asked = f"this corpus asks for {demands.paragraphs_with_notes} %"
        yield f"{len(noted):,} of {count_of(len(numbers), 'paragraph')} have a note; {asked}"
    leading = sum(count_links_to_others(annotated.slug, note.body) > 0 for note in notes)
    if leading < demands.links_to_others:
        asked = f"this corpus asks for at least {demands.links_to_others:,}"
        yield f"the article has {count_of(leading, 'note')} that lead to another article; {asked}"


def _find_too_few_events(corpus: Corpus, slug: str, least: int) -> Iterator[str]:
    events = sum(any(passage.startswith(f"article:{slug}#") for passage in event.passages) for event in corpus.events)
    if events < least:
        asked = f"this corpus asks for at least {least:,}"
        yield f"the timeline has {count_of(events, 'event')} that name a passage of it; {asked}"
