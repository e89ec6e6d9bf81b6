"""`reader check`: what is wrong, where, and how to fix it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from build_tools.commands.shared.reading import PROBLEMS_FOUND, has_errors, pass_project, read_and_check, show_problems
from build_tools.core.errors import UsageError
from build_tools.core.files import read_inside, write_inside
from build_tools.core.folders import HOME
from build_tools.core.git import read_versions
from build_tools.core.model import Corpus
from build_tools.core.settings import Project
from build_tools.corpus.paragraph_links import find_paragraph_links
from build_tools.corpus.stray_links import StrayLink, find_stray_links
from build_tools.fixing.corpus import find_fixes, format_diff
from build_tools.fixing.renumbered import find_renumbered
from build_tools.sources.hand_written import read_hand_written
from build_tools.sources.loading import read_blocks
from build_tools.text.terminal import shown


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Fix what is mechanical, and print what changes.")
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--jobs", type=click.IntRange(0), default=0, show_default=True, help="Processes; 0 for one per core.")
@pass_project
def check(project: Project, paths: tuple[Path, ...], fix: bool, style: str, jobs: int) -> None:
    """Show every problem in source_texts/ with its place and, if possible, a hint how to fix it.

    With PATH…, only these files and folders are shown and fixed. The whole corpus is still read, because one file can
    make another one wrong. The exit code is 1 if there is an error; otherwise it is 0.

    --fix corrects the order of keys, white space, the Unicode form, and straight quotation marks if the corpus asks for
    others. It moves notes whose words moved, and gives
    references to a paragraph its new number, in guides too, if the new place is certain. It prints the changes (to
    standard error, unless the format is text), then the problems that are left. It needs git to know what a reference
    was written for; without git, if notes moved, it lists what names paragraphs of that article, for you to check.
    """
    is_wanted = _make_filter(paths, project)
    read, problems = read_and_check(project, jobs=jobs)
    if fix:
        pages, _ = read_hand_written(project.root, project.docs_dir)
        strays = find_stray_links(project.root, read.corpus, pages)
        if _fix_files(project, read.corpus, strays or [], is_wanted, to_stderr=style != "text"):
            before, (read, problems) = read.corpus, read_and_check(project, jobs=jobs)
            if strays is None:
                _report_numbers(before, read.corpus, to_stderr=style != "text")
    if any(problem.code in _OF_KEYS for problem in problems):
        _, problems = read_and_check(project, jobs=jobs, salvage=True)
    problems = [problem for problem in problems if is_wanted(problem.path)]
    show_problems(problems, project.root, style)
    if not problems and style == "text":
        click.echo("No problems found.")
    if has_errors(problems):
        raise SystemExit(PROBLEMS_FOUND)


_OF_KEYS = frozenset({"bad-key", "bad-value", "control-character", "direction-mark", "missing-key", "wrong-type"})
"""Codes of faults for which a file isn't read, though what else is wrong with it can be found."""


def _make_filter(paths: tuple[Path, ...], project: Project) -> Callable[[str], bool]:
    """A function that says whether a path, relative to the project, is among `paths` or in one of them."""
    wanted = []
    for path in paths:
        whole = path.absolute()
        if not whole.exists():
            raise UsageError(f"{path} doesn't exist", "name files or folders under source_texts/")
        if not whole.resolve().is_relative_to(project.root.resolve()):
            raise UsageError(f"{path} isn't in the project at {project.root}")
        wanted.append(whole.resolve().relative_to(project.root.resolve()).as_posix())
    return lambda path: not wanted or any(w in {".", path} or path.startswith(f"{w}/") for w in wanted)


def _fix_files(
    project: Project, corpus: Corpus, strays: Sequence[StrayLink], is_wanted: Callable[[str], bool], *, to_stderr: bool
) -> int:
    """Fix the files asked for, and return how many were changed."""
    count = 0
    for path, fixed in find_fixes(
        corpus,
        HOME,
        lambda path: read_inside(project.root, path),
        lambda path: (read_blocks(path, raw) for raw in read_versions(project.root, path)),
        find_renumbered(strays),
    ):
        if is_wanted(path):
            write_inside(project.root, path, fixed.after)
            difference = "\n".join(shown(line) for line in format_diff(path, fixed).split("\n"))
            click.echo(f"{shown(path)}: {', '.join(fixed.why)}\n{difference}\n", err=to_stderr)
            count += 1
    if count:
        click.echo(f"Fixed {count} {'file' if count == 1 else 'files'}.\n", err=to_stderr)
    return count


def _report_numbers(before: Corpus, after: Corpus, *, to_stderr: bool) -> None:
    """Report where texts name paragraphs of an article whose notes moved to other paragraphs. Only a number says which
    paragraph is meant, so without an earlier version these can't be moved too.
    """
    numbers = {(a.slug, n.annotation.id): n.annotation.paragraph for a in before.articles for n in a.notes}
    moved = {
        annotated.slug
        for annotated in after.articles
        for note in annotated.notes
        if numbers.get((annotated.slug, note.annotation.id)) != note.annotation.paragraph
    }
    found = [link for link in find_paragraph_links(after, ()) if link.slug in moved]
    if found:
        click.echo("Notes moved to other paragraphs. Check that these still name the right paragraphs:", err=to_stderr)
        places = sorted((*link.place, link.href) for link in found)
        lines = [f"  {shown(path)}:{line}:{column}: {shown(href)}" for path, line, column, href in places]
        click.echo("\n".join([*lines, ""]), err=to_stderr)
