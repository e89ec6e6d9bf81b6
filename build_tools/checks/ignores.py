"""Apply `ignore:` entries, and report those that no longer match anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus, Source
from build_tools.core.problems import Problem, Severity, warning
from build_tools.corpus.documents import annotations_of
from build_tools.text.likeness import did_you_mean

_FOUND_AT_TIMES = frozenset({"leads-elsewhere", "look-again", "original-quote", "other-original"})
"""Codes of warnings that are found only if an original, or the history of the texts, is on this machine."""


def apply_ignores(corpus: Corpus, context: Context, found: Collection[Problem], codes: Iterable[str]) -> set[Problem]:
    """The problems except the warnings and notices that their files ignore, and a warning for each `ignore:` that
    ignores nothing.

    `codes` are the codes of all rules, for a hint on a misspelt code.
    """
    sources = {source.path: source for source in _find_sources(corpus) if source.ignores}
    if not sources:
        return set(found)
    ignored = {p for p in found if _is_ignored(p, sources.get(p.path))}
    if context.has_unread_texts:
        return set(found) - ignored  # some rules reported nothing, so we can't know which entries are stale
    used = {(problem.path, problem.code) for problem in ignored}
    wrong = {(p.path, p.code) for p in found if p.severity is Severity.ERROR}
    stale = {problem for source in sources.values() for problem in _find_stale(source, used, wrong, list(codes))}
    return (set(found) - ignored) | stale


def _find_sources(corpus: Corpus) -> Iterator[Source]:
    for annotated in corpus.articles:
        yield annotated.article.source
        yield from (annotation.source for annotation in annotations_of(annotated))
    yield from (entity.source for entity in corpus.entities)
    yield from (event.source for event in corpus.events)


def _is_ignored(problem: Problem, source: Source | None) -> bool:
    """Whether `source` ignores the problem. Errors can't be ignored: readers would miss something and not know it."""
    return source is not None and problem.severity is not Severity.ERROR and problem.code in dict(source.ignores)


def _find_stale(
    source: Source, used: Collection[tuple[str, str]], wrong: Collection[tuple[str, str]], codes: list[str]
) -> Iterator[Problem]:
    for number, (code, _) in enumerate(source.ignores):
        if (source.path, code) in used or code in _FOUND_AT_TIMES:
            continue
        message, hint = f"there is no warning `{code}` here to ignore", "delete the entry"
        if (source.path, code) in wrong:
            message, hint = f"`{code}` is an error, which can't be ignored", "fix it, and delete the entry"
        elif code not in codes:
            hint = did_you_mean(code, codes) or "copy the code from the warning: it is after the place"
        yield warning("stale-ignore", source.place("ignore", number, "code"), message, hint)
