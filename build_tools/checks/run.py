"""Run all rules, and join their problems with those found while reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools.checks.ignores import apply_ignores
from build_tools.checks.rule import Context, Rule, make_context
from build_tools.checks.rules import (
    active_content,
    ambiguous_alias,
    below_minimum,
    block_mismatch,
    carried_sentence,
    duplicate_alias,
    duplicate_id,
    everyday_name,
    exposed_original,
    leads_elsewhere,
    listed_twice,
    note_length,
    original_quote,
    reserved_name,
    restricted_original,
    self_reference,
    straight_quote,
    thin_article,
    thin_entry,
    thin_guide,
    uncited_reference,
    unknown_article,
    unknown_entity,
    unknown_host,
    unknown_reference,
    unlinked_article,
    unlisted_article,
    unlisted_guide,
    unused_date_rule,
    unused_entity,
    unused_mention_rule,
)
from build_tools.core.folders import SOURCES
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error, first_of_each
from build_tools.sources.hand_written import HandWritten
from build_tools.text.matching import Gazetteer

RULES: tuple[Rule, ...] = (
    active_content.RULE,
    ambiguous_alias.RULE,
    below_minimum.RULE,
    block_mismatch.RULE,
    carried_sentence.RULE,
    duplicate_alias.RULE,
    duplicate_id.RULE,
    everyday_name.RULE,
    exposed_original.RULE,
    leads_elsewhere.RULE,
    listed_twice.RULE,
    note_length.RULE,
    original_quote.RULE,
    reserved_name.RULE,
    restricted_original.RULE,
    self_reference.RULE,
    straight_quote.RULE,
    thin_article.RULE,
    thin_entry.RULE,
    thin_guide.RULE,
    uncited_reference.RULE,
    unknown_article.RULE,
    unknown_entity.RULE,
    unknown_host.RULE,
    unknown_reference.RULE,
    unlinked_article.RULE,
    unlisted_article.RULE,
    unlisted_guide.RULE,
    unused_date_rule.RULE,
    unused_entity.RULE,
    unused_mention_rule.RULE,
)


def find_problems(
    corpus: Corpus,
    gazetteer: Gazetteer,
    root: Path,
    problems: Iterable[Problem],
    pages: Sequence[HandWritten] = (),
    *,
    rules: Iterable[Rule] = RULES,
) -> list[Problem]:
    """Every problem of the project at `root`, sorted, each once; `problems` are those found while reading it and its
    hand-written `pages`.

    For each code and file only the first `MAX_PER_FILE` are kept; the last of them gives the number left out.
    """
    found = set(problems)
    context = make_context(corpus, gazetteer, root, found, pages)
    codes = []
    for rule in rules:
        codes.append(rule.code)
        found.update(_run(rule, corpus, context))
    return first_of_each(sorted(apply_ignores(corpus, context, found, codes)))


def _run(rule: Rule, corpus: Corpus, context: Context) -> Iterator[Problem]:
    try:
        yield from rule.check(corpus, context)
    except Exception as exc:  # noqa: BLE001  # whatever it is, run the other rules
        message = f"the rule `{rule.code}` stopped: {type(exc).__name__}: {exc}"
        hint = "this is a bug in the tool, not a fault of your text: please report it, with the change that led to it"
        yield error("rule-crashed", (SOURCES, 0, 0), message, hint)
