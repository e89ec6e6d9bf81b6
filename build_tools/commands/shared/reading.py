"""Find the project, read it, and show its problems and the progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from build_tools.checks import find_problems
from build_tools.checks.report import format_problems
from build_tools.checks.rule import make_context
from build_tools.core.model import Edition
from build_tools.core.problems import Problem, Severity
from build_tools.core.processes import make_executor
from build_tools.core.settings import Project, find_project
from build_tools.corpus.kept import KeptArticles
from build_tools.corpus.reading import Progress, Read, is_worth_sending, read_corpus
from build_tools.sources.hand_written import read_hand_written
from build_tools.text.terminal import shown

PROBLEMS_FOUND = 1


def pass_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Pass a command the project that `--project` names, or else the one that `find_project` finds."""

    @click.pass_context
    @wraps(command)
    def wrapped(context: click.Context, *args: Any, **kwargs: Any) -> Any:
        given = context.find_root().params.get("project")
        return command(find_project(Path(given) if given else None), *args, **kwargs)

    return wrapped


def read_all(
    root: Path,
    *,
    edition: Edition = Edition.STUDY,
    jobs: int = 0,
    salvage: bool = False,
    kept: KeptArticles | None = None,
) -> Read:
    """Read the corpus with a progress bar; a large one in `jobs` processes (0: one for each core).

    Of the `kept` articles, those of which nothing has changed are not read again.
    """
    executor = make_executor(jobs) if is_worth_sending(root) else None
    try:
        with _progress_bar("Reading articles") as progress:
            return read_corpus(root, edition=edition, executor=executor, progress=progress, salvage=salvage, kept=kept)
    finally:
        if executor:
            executor.shutdown()


def read_and_check(
    project: Project, *, jobs: int = 1, salvage: bool = False, kept: KeptArticles | None = None
) -> tuple[Read, list[Problem]]:
    """(the corpus, every problem in its files and in the hand-written pages).

    With `salvage`, the corpus has what can be used of faulty files too, which is for checking only.
    """
    found = read_all(project.root, jobs=jobs, salvage=salvage, kept=kept)
    return found, check_all(project, found)


def check_all(project: Project, read: Read) -> list[Problem]:
    """Every problem in the files of a corpus that was read, and in the hand-written pages."""
    pages, faults = read_hand_written(project.root, project.docs_dir)
    return find_problems(read.corpus, read.gazetteer, project.root, [*read.problems, *faults], pages)


def find_unread(read: Read) -> list[str]:
    """Paths, relative to the project, of files that can't be read, so that their content isn't in the corpus."""
    return sorted(make_context(read.corpus, read.gazetteer, Path(), list(read.problems)).unread)


def report_unread(read: Read) -> None:
    """Warn on standard error of each file that can't be read, and so is missing from the output."""
    for path in find_unread(read):
        click.echo(f"{shown(path)} can't be read and is left out; see `reader check`", err=True)


def show_problems(problems: Sequence[Problem], root: Path, style: str = "text") -> None:
    """Print all problems to standard output; `style` is text, json or github."""
    if problems or style != "text":
        click.echo(format_problems(problems, root, style, prefix=_folder_in_workspace(root)))


def _folder_in_workspace(root: Path) -> str:
    """The project's path in the checkout of a GitHub workflow; "" at its top, and outside a workflow."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.is_relative_to(Path(workspace).resolve()) or root == Path(workspace).resolve():
        return ""
    return f"{root.relative_to(Path(workspace).resolve()).as_posix()}/"


def stops_strict_build(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is not Severity.NOTICE for problem in problems)


def has_errors(problems: Sequence[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


@contextmanager
def _progress_bar(label: str) -> Iterator[Progress | None]:
    """A progress bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield advance
