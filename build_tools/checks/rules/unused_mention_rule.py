"""Entries of `mentions:` that decide nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import AnnotatedArticle, Corpus, Mention, MentionRule
from build_tools.core.problems import Problem, warning
from build_tools.corpus.placing import rule_for
from build_tools.text.fold import fold
from build_tools.text.matching import Gazetteer, Pattern, is_in_longer


def check_unused_mention_rule(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        # The rules were written for the names in the study edition; those in an original can differ.
        if annotated.article.mentions and annotated.blocks == annotated.article.blocks:
            yield from _check_article(annotated)


def _check_article(annotated: AnnotatedArticle) -> Iterator[Problem]:
    article = annotated.article
    used, hidden = _find_used(annotated)
    above: set[tuple[str, int | None]] = set()
    for number, rule in enumerate(article.mentions):
        key = (fold(rule.exact).text.strip(), rule.paragraph)
        where = f" in paragraph {rule.paragraph}" if rule.paragraph else ""
        message = f"“{rule.exact}” doesn't occur{where}: the entry decides nothing"
        hint = "write the name as the article has it, or delete the entry"
        if key in above:
            message, hint = (
                f"an earlier entry decides what “{rule.exact}” means{where}",
                "delete one of the two",
            )
        elif rule in used:
            above.add(key)
            continue
        elif rule in hidden:
            hint = "it occurs only as part of a longer name: give that name, or delete the entry"
        above.add(key)
        yield warning("unused-mention-rule", article.source.place("mentions", number, "exact"), message, hint)


def _find_used(annotated: AnnotatedArticle) -> tuple[set[MentionRule], set[MentionRule]]:
    """(the rules that decide something, the rules whose words occur only inside a longer name)."""
    article = annotated.article
    rules = Gazetteer(Pattern(rule.exact, fold(rule.exact).text) for rule in article.mentions)
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in annotated.mentions:
        mentions[mention.block].append(mention)
    used: set[MentionRule] = set()
    hidden: set[MentionRule] = set()
    for block, hits in zip(article.blocks, rules.find_all([block.text for block in article.blocks]), strict=True):
        for hit in hits:
            rule = rule_for(article, block.text[hit.start : hit.end], block.paragraph)
            if rule:
                (hidden if is_in_longer(hit, mentions[block.number]) else used).add(rule)
    return used, hidden
