"""`reader check`: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from build_tools.commands.shared.reading import PROBLEMS_FOUND, has_errors, pass_project, read_and_check, show_problems
from build_tools.core.errors import UsageError
from build_tools.core.files import read_inside, write_inside
from build_tools.core.folders import HOME
from build_tools.core.git import read_versions
from build_tools.core.model import Corpus
from build_tools.core.settings import Project
from build_tools.corpus.documents import find_numbers
from build_tools.fixing.corpus import find_mendings, format_diff
from build_tools.sources.loading import read_blocks
from build_tools.text.terminal import shown


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Mend what is mechanical, and print what changes.")
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--jobs", type=click.IntRange(0), default=0, show_default=True, help="Processes; 0 for one a core.")
@pass_project
def check(project: Project, paths: tuple[Path, ...], fix: bool, style: str, jobs: int) -> None:
    """Show every problem in source_texts/ with its place and, where there is one, the fix.

    PATH… shows, and mends, only these files and folders; the whole corpus is read all the same, for what one file says
    can be wrong by another. The exit code is 1 if there is an error; warnings alone leave it 0.

    --fix mends the order of keys, white space and the Unicode form, and moves notes whose words moved, where the new
    place is certain. It prints the difference, to standard error but with --format text, and shows what is left. Where
    notes went to other paragraphs it lists what else names paragraphs of that article, which is yours to look at.
    """
    is_wanted = _make_filter(paths, project)
    read, problems = read_and_check(project, jobs=jobs)
    if fix and _mend(project, read.corpus, is_wanted, to_stderr=style != "text"):
        before, (read, problems) = read.corpus, read_and_check(project, jobs=jobs)
        _tell_of_numbers(before, read.corpus, to_stderr=style != "text")
    problems = [problem for problem in problems if is_wanted(problem.path)]
    show_problems(problems, project.root, style)
    if not problems and style == "text":
        click.echo("No problems found.")
    if has_errors(problems):
        raise SystemExit(PROBLEMS_FOUND)


def _make_filter(paths: tuple[Path, ...], project: Project) -> Callable[[str], bool]:
    """Whether a path, relative to the project, is among those asked for."""
    wanted = []
    for path in paths:
        whole = path.absolute()
        if not whole.exists():
            raise UsageError(f"{path} isn't there", "name files or folders under source_texts/")
        if not whole.resolve().is_relative_to(project.root.resolve()):
            raise UsageError(f"{path} doesn't belong to the project at {project.root}")
        wanted.append(whole.resolve().relative_to(project.root.resolve()).as_posix())
    return lambda path: not wanted or any(w in {".", path} or path.startswith(f"{w}/") for w in wanted)


def _mend(project: Project, corpus: Corpus, is_wanted: Callable[[str], bool], *, to_stderr: bool) -> int:
    """Mend the files asked for; how many were."""
    count = 0
    for path, mended in find_mendings(
        corpus,
        HOME,
        lambda path: read_inside(project.root, path),
        lambda path: (read_blocks(path, raw) for raw in read_versions(project.root, path)),
    ):
        if is_wanted(path):
            write_inside(project.root, path, mended.after)
            difference = "\n".join(shown(line) for line in format_diff(path, mended).split("\n"))
            click.echo(f"{shown(path)}: {', '.join(mended.why)}\n{difference}\n", err=to_stderr)
            count += 1
    if count:
        click.echo(f"Mended {count} {'file' if count == 1 else 'files'}.\n", err=to_stderr)
    return count


def _tell_of_numbers(before: Corpus, after: Corpus, *, to_stderr: bool) -> None:
    """Where paragraphs of articles are named whose notes were moved to others. Nothing but their number says which are
    meant, so they aren't moved along.
    """
    numbers = {(a.slug, n.annotation.id): n.annotation.paragraph for a in before.articles for n in a.notes}
    moved = {
        annotated.slug
        for annotated in after.articles
        for note in annotated.notes
        if numbers.get((annotated.slug, note.annotation.id)) != note.annotation.paragraph
    }
    told = [
        (place, href) for place, href in find_numbers(after) if href.removeprefix("article:").partition("#")[0] in moved
    ]
    if told:
        click.echo("Notes went to other paragraphs. Look whether these still name those that are meant:", err=to_stderr)
        lines = [f"  {shown(path)}:{line}:{column}: {href}" for (path, line, column), href in sorted(told)]
        click.echo("\n".join([*lines, ""]), err=to_stderr)
