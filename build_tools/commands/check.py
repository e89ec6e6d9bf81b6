"""`reader check`: what is wrong, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.commands.options import PROBLEMS_FOUND, has_errors, pass_project, read_and_check, show_problems
from build_tools.errors import UsageError
from build_tools.problems import Problem
from build_tools.project import Project


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--jobs", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0 for one a core.")
@pass_project
def check(project: Project, paths: tuple[Path, ...], style: str, jobs: int) -> None:
    """Show every problem in source_texts/ with its place and, where there is one, the fix.

    PATH… shows only those in these files and folders; the whole corpus is read all the same, for what one file says
    can be wrong by another. The exit code is 1 if there is an error; warnings alone leave it 0.
    """
    _, problems = read_and_check(project, jobs=jobs)
    problems = _within(problems, paths, project)
    show_problems(problems, project.root, style)
    if not problems and style == "text":
        click.echo("No problems found.")
    if has_errors(problems):
        raise SystemExit(PROBLEMS_FOUND)


def _within(problems: list[Problem], paths: tuple[Path, ...], project: Project) -> list[Problem]:
    if not paths:
        return problems
    wanted = []
    for path in paths:
        whole = path.absolute()
        if not whole.exists():
            raise UsageError(f"{path} isn't there", "name files or folders under source_texts/")
        if not whole.resolve().is_relative_to(project.root.resolve()):
            raise UsageError(f"{path} doesn't belong to the project at {project.root}")
        wanted.append(whole.resolve().relative_to(project.root.resolve()).as_posix())
    return [p for p in problems if any(w in {".", p.path} or p.path.startswith(f"{w}/") for w in wanted)]
