"""Entries of `dates:` that decide nothing."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.anchoring.exact import find_exact
from build_tools.checks.rule import Context
from build_tools.core.model import AnnotatedArticle, Corpus, DateRule
from build_tools.core.problems import Problem, warning
from build_tools.text.fold import fold


def check_unused_date_rule(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        # The rules were written for the study edition; the words of an original can differ.
        if annotated.article.dates and annotated.blocks == annotated.article.blocks:
            yield from _check_article(annotated)


def _check_article(annotated: AnnotatedArticle) -> Iterator[Problem]:
    above: set[tuple[str, int | None]] = set()
    for number, rule in enumerate(annotated.article.dates):
        key = (fold(rule.exact).text.strip(), rule.paragraph)
        where = f" in paragraph {rule.paragraph}" if rule.paragraph else ""
        message, hint = "", ""
        if key in above:
            message = f"an earlier entry decides what “{rule.exact}” dates{where}"
            hint = "delete one of the two"
        elif not any(find_exact(text, rule.exact) for text in _find_texts(annotated, rule)):
            where += " or the notes on it" if where else ""
            message = f"“{rule.exact}” doesn't occur{where}: the entry decides nothing"
            hint = "copy the words from the article, or delete the entry"
        above.add(key)
        if message:
            yield warning("unused-date-rule", annotated.article.source.place("dates", number, "exact"), message, hint)


def _find_texts(annotated: AnnotatedArticle, rule: DateRule) -> Iterator[str]:
    """The texts that the rule is about."""
    for block in annotated.blocks:
        if block.paragraph and rule.paragraph in {None, block.paragraph}:
            yield block.text
    for note in annotated.notes:
        if rule.paragraph in {None, note.annotation.paragraph}:
            yield from (block.text for block in note.annotation.body)
