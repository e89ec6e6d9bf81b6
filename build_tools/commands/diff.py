"""`reader diff`: what a change of the sources changes for readers."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

import click

from build_tools.changes.compare import compare
from build_tools.changes.report import format_report, to_sections
from build_tools.checks import RULES, find_problems, summarise
from build_tools.checks.rules.leads_elsewhere import check_leads_elsewhere
from build_tools.commands.shared.reading import find_unread, pass_project, read_all
from build_tools.core.folders import ORIGINAL, SOURCES
from build_tools.core.git import read_revision
from build_tools.core.problems import Problem
from build_tools.core.settings import Project
from build_tools.corpus.reading import Read
from build_tools.sources.hand_written import HandWritten, read_hand_written

_RULES = [rule for rule in RULES if rule.check is not check_leads_elsewhere]
"""The earlier state is read from a folder without history, so that rule can't be compared; links have their section."""
_NAMED = 5
"""At most this many unreadable files of the earlier state are named."""


@click.command()
@click.argument("base")
@click.option(
    "--format", "style", type=click.Choice(["text", "markdown"]), default="text", show_default=True,
    help="markdown: for a comment on a pull request.",
)  # fmt: skip
@pass_project
def diff(project: Project, base: str, style: str) -> None:
    """Show what changed for readers since BASE, a commit, branch or tag of the project's git repository.

    Notes that were added, changed, moved or removed, or that lost their words; links that now lead to other words, also
    in files that the change leaves alone; entries and their names, with the mentions that the texts gain and lose;
    paragraphs; events, references, the home page; in all texts also links and emphasis; hand-written pages, and what
    they would run or load. BASE is compared with the files on disk, committed or
    not; imported originals are left out.
    """
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        docs = project.docs_dir.relative_to(project.root)
        revision = read_revision(project.root, base, SOURCES, Path(folder))
        read_revision(project.root, base, docs.as_posix(), Path(folder))
        before, old_pages, old_problems = _read(Path(folder), docs)
    after, pages, problems = _read(project.root, docs)
    changes = compare(before.corpus, after.corpus, old_pages, pages)
    remarks = [
        f"What changes for readers since {base} ({revision.commit[:10]}):",
        *_remarks(base, revision.files, before, old_problems),
        f"Problems: {summarise(old_problems)} before, {summarise(problems)} now.",
    ]
    click.echo(format_report(remarks, to_sections(changes), style))


def _read(root: Path, docs: Path) -> tuple[Read, list[HandWritten], list[Problem]]:
    read = _without_originals(read_all(root))
    pages, faults = read_hand_written(root, root / docs)
    found = find_problems(read.corpus, read.gazetteer, root, [*read.problems, *faults], pages, rules=_RULES)
    return read, pages, found


def _without_originals(read: Read) -> Read:
    """What was read, without the imported originals: git has none, so their problems can't be compared."""
    articles = tuple(replace(a, article=replace(a.article, original_blocks=())) for a in read.corpus.articles)
    problems = tuple(problem for problem in read.problems if not _is_of_original(problem))
    return replace(read, corpus=replace(read.corpus, articles=articles), problems=problems)


def _is_of_original(problem: Problem) -> bool:
    return PurePosixPath(problem.path).name == ORIGINAL or problem.code == "other-original"


def _remarks(base: str, files: int, read: Read, problems: list[Problem]) -> list[str]:
    """Facts about the earlier state that a reader of the report needs."""
    if not files:
        return [f"{base} has no {SOURCES}/, so everything is new."]
    unread = find_unread(replace(read, problems=tuple(problems)))
    if not unread:
        return []
    named = ", ".join(unread[:_NAMED]) + (", …" if len(unread) > _NAMED else "")
    return [f"This version can't read {len(unread)} of its {files} files, and treats them as missing: {named}."]
