"""`reader build`: source_texts/ -> docs/ -> site/."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import click

from build_tools.commands.shared.building import Target, hold_target, make_site, publish, target_of, write_pages
from build_tools.commands.shared.outcome import LastOutcome
from build_tools.commands.shared.reading import (
    PROBLEMS_FOUND,
    has_errors,
    pass_project,
    read_all,
    read_and_check,
    show_problems,
    stops_strict_build,
)
from build_tools.core.cache import Cache, MemoryCache
from build_tools.core.errors import UsageError
from build_tools.core.model import Edition
from build_tools.core.problems import Problem
from build_tools.core.settings import Project
from build_tools.corpus.kept import KeptArticles
from build_tools.site.docs_folder import Written
from build_tools.site.site import Site
from build_tools.text.terminal import shown

ARTICLES = "articles"
"""In the cache: the articles as they were read."""


@click.command()
@click.option("--strict", is_flag=True, help="Stop at any error or warning before anything is written.")
@click.option("--originals", is_flag=True, help="Show the imported originals, privately, in .private/site.")
@click.option("--docs-only", is_flag=True, help="Write docs/ and leave the site to MkDocs.")
@click.option("--jobs", type=click.IntRange(0), default=0, show_default=True, help="Processes; 0 for one per core.")
@click.option(
    "--renderer",
    type=click.Choice(["auto", "mkdocs"]),
    default="auto",
    show_default=True,
    help="What makes the pages: `mkdocs` for MkDocs alone, slower, with the same result.",
)
@pass_project
def build(project: Project, strict: bool, originals: bool, docs_only: bool, jobs: int, renderer: str) -> None:
    """Build the site: source_texts/ into docs/, docs/ into site/.

    Problems are shown as in `reader check`. Without --strict the site is built in spite of them, and a note that has
    lost its words is shown at the end of its paragraph; the exit code is 1 if there was an error.

    The plugins, hooks and templates that mkdocs.yml names are programs, and a build runs them: build only projects
    whose mkdocs.yml you trust. Contributed texts are never run.
    """
    started = time.perf_counter()
    target = target_of(project, originals=originals)
    with hold_target(project, target):
        cache = MemoryCache() if originals else Cache(project.root)  # of an original, nothing is kept
        last = LastOutcome(project, target, cache, strict, renderer)
        outcome = None if docs_only else last.find_same()
        problems: Sequence[Problem]
        if outcome:
            show_problems(outcome.problems, project.root)
            click.echo(f"{outcome.pages:,} pages: 0 written, 0 pruned")
            _show_warnings(outcome.warnings)
            problems = outcome.problems
        else:
            site, written, problems = _write_docs(project, target, cache, strict=strict, jobs=jobs)
            if not docs_only:
                by_mkdocs = renderer == "mkdocs"
                warnings, slower = publish(
                    project, target, site, cache, written.digests, strict=strict, by_mkdocs=by_mkdocs, jobs=jobs
                )
                _show_warnings([*warnings, *filter(None, [slower])])
                if not slower and not by_mkdocs:
                    last.keep(written.count, problems, warnings)
    if not docs_only:
        taken = f"{time.perf_counter() - started:.1f} s"
        done = f"Nothing has changed since the last build ({taken})." if outcome else f"Built in {taken}."
        click.echo(f"{done} Open {target.site_dir / 'index.html'}")
        if originals:
            click.echo("This site shows texts in copyright: keep it on this machine.")
    if has_errors(problems):
        raise SystemExit(PROBLEMS_FOUND)


def _write_docs(
    project: Project, target: Target, cache: Cache | MemoryCache, *, strict: bool, jobs: int
) -> tuple[Site, Written, Sequence[Problem]]:
    """Read the corpus and write docs/: (the site, what was written, all problems, which are shown).

    Raises SystemExit where a strict build stops.
    """
    kept = KeptArticles(cache.load(ARTICLES))
    read, problems = read_and_check(project, jobs=jobs, kept=kept)
    if kept.is_changed:
        cache.store(ARTICLES, kept.pack())
    if target.private:  # the problems are those of the study editions; only the texts are replaced
        read = read_all(project.root, edition=Edition.ORIGINAL, jobs=jobs)
        if not any(a.article.original_blocks for a in read.corpus.articles):
            raise UsageError("there is no original here", "import yours with `reader import original FILE…`")
    if strict and stops_strict_build(problems):
        show_problems(problems, project.root)
        raise SystemExit(PROBLEMS_FOUND)
    site = make_site(project, read.corpus)
    written = write_pages(project, target, site, jobs=jobs)
    problems = sorted([*problems, *written.problems])
    show_problems(problems, project.root)
    click.echo(f"{written.count:,} pages: {len(written.changed):,} written, {len(written.pruned):,} pruned")
    if strict and stops_strict_build(problems):
        raise SystemExit(PROBLEMS_FOUND)
    return site, written, problems


def _show_warnings(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"mkdocs: {shown(line)}", err=True)
