"""Run all rules, and join their problems with those found while reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools.checks.ignores import apply_ignores
from build_tools.checks.registry import RULES
from build_tools.checks.rule import Context, Rule, make_context
from build_tools.core.folders import SOURCES
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error, first_of_each
from build_tools.sources.hand_written import HandWritten
from build_tools.text.matching import Gazetteer


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

    For each code and file only the first `core.problems.MAX_PER_FILE` are kept, and the last says how many aren't.
    """
    found = set(problems)
    context = make_context(corpus, gazetteer, root, found, pages)
    for rule in rules:
        found.update(_run(rule, corpus, context))
    return first_of_each(sorted(apply_ignores(context, found, RULES)))


def _run(rule: Rule, corpus: Corpus, context: Context) -> Iterator[Problem]:
    try:
        yield from rule.check(corpus, context)
    except Exception as exc:  # noqa: BLE001  # whatever it is, run the other rules
        message = f"the rule `{rule.code}` stopped: {type(exc).__name__}: {exc}"
        hint = "this is a bug in the tool, not a fault of your text: please report it, with the change that led to it"
        yield error("rule-crashed", (SOURCES, 0, 0), message, hint)
