"""Apply `ignore:` entries, and report those that no longer match anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from build_tools.checks.rule import Context, Rule
from build_tools.core.model import Source
from build_tools.core.problems import Problem, Severity, warning
from build_tools.text.likeness import did_you_mean

_FOUND_AT_TIMES = frozenset({"other-original"})
"""Codes of warnings that come from reading files, but only if an original is on this machine."""


def apply_ignores(context: Context, found: Collection[Problem], rules: Iterable[Rule]) -> set[Problem]:
    """The problems except the warnings and notices that their files ignore, and a warning for each `ignore:` that
    ignores nothing.

    `rules` are all there are: a hint on a misspelt code names one of theirs.
    """
    sources = {document.source.path: document.source for document in context.documents if document.source.ignores}
    if not sources:
        return set(found)
    ignored = {p for p in found if _is_ignored(p, sources.get(p.path))}
    if context.has_unread_texts:
        return set(found) - ignored  # some rules reported nothing, so we can't know which entries are stale
    used = {(problem.path, problem.code) for problem in ignored}
    wrong = {(p.path, p.code) for p in found if p.severity is Severity.ERROR}
    at_times = {code for rule in rules if not rule.always for code in rule.codes} | _FOUND_AT_TIMES
    not_always = {(path, code) for path in sources for code in at_times}
    codes = [code for rule in rules for code in rule.codes]
    stale = {problem for source in sources.values() for problem in _find_stale(source, used | not_always, wrong, codes)}
    return (set(found) - ignored) | stale


def _is_ignored(problem: Problem, source: Source | None) -> bool:
    """Whether `source` ignores the problem. Errors can't be ignored: readers would miss something and not know it."""
    return source is not None and problem.severity is not Severity.ERROR and problem.code in dict(source.ignores)


def _find_stale(
    source: Source, used: Collection[tuple[str, str]], wrong: Collection[tuple[str, str]], codes: list[str]
) -> Iterator[Problem]:
    for number, (code, _) in enumerate(source.ignores):
        if (source.path, code) in used:
            continue
        message, hint = f"there is no warning `{code}` here to ignore", "delete the entry"
        if (source.path, code) in wrong:
            message, hint = f"`{code}` is an error, which can't be ignored", "fix it, and delete the entry"
        elif code not in codes:
            hint = did_you_mean(code, codes) or "copy the code from the warning: it is after the place"
        yield warning("stale-ignore", source.place("ignore", number, "code"), message, hint)
