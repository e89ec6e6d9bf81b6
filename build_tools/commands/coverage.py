"""`reader coverage`: what the corpus lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from build_tools.commands.shared.reading import pass_project, read_all, report_unread
from build_tools.core.kinds import Kinds
from build_tools.core.settings import Project
from build_tools.corpus.coverage import Coverage, find_coverage
from build_tools.site.pages.coverage import HEADINGS
from build_tools.text.terminal import shown
from build_tools.text.weave import escape


@click.command()
@click.option("--format", "style", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--most", type=click.IntRange(0), default=30, show_default=True, help="Lines in each list; 0 for all.")
@pass_project
def coverage(project: Project, style: str, most: int) -> None:
    """List what the corpus lacks, the most important first.

    Names in the articles that are similar to a known one, names without an entry, entries that no article names,
    paragraphs without a note, notes without a source. --format json has all of them and ignores --most. The page
    coverage.md of the site shows the same lists.
    """
    read = read_all(project.root)
    report_unread(read)
    found = find_coverage(read.corpus)
    if style == "json":
        click.echo(json.dumps(asdict(found), indent=2))
    else:
        click.echo("\n\n".join(_format(found, read.corpus.kinds, most, in_markdown=style == "markdown")))


def _format(found: Coverage, kinds: Kinds, most: int, *, in_markdown: bool) -> Iterator[str]:
    for key, lines in to_lines(found, kinds).items():
        heading = f"{HEADINGS[key]} ({len(lines)})"
        kept = lines[:most] if most else lines
        more = [f"and {len(lines) - len(kept)} more"] if len(kept) < len(lines) else []
        if in_markdown:
            yield "\n".join([f"## {heading}", "", *(f"- {escape(shown(line))}" for line in [*kept, *more])])
        else:
            yield "\n".join([heading, *(f"  {shown(line)}" for line in [*kept, *more])])


def to_lines(found: Coverage, kinds: Kinds) -> dict[str, list[str]]:
    """Field of `Coverage` -> a line of plain text for each item in it."""
    where = {n.surface: f"{n.article} ¶ {n.paragraph or '–'}" for n in (*found.near, *found.names)}
    return {
        "near": [f"{n.surface}: like {n.like} ({n.entity}), {n.count} times, {where[n.surface]}" for n in found.near],
        "names": [
            f"{n.surface}: {n.count} times in {n.articles} articles, {where[n.surface]}: {n.left}[{n.surface}]{n.right}"
            for n in found.names
        ],
        "unmet": list(found.unmet),
        "bare": [f"{p.article} ¶ {p.paragraph}: {p.names} names, {p.opening}" for p in found.bare],
        "unsourced": [
            f"{n.article}#{n.id} ¶ {n.paragraph}: {kinds.note(n.kind).label} on {n.exact}" for n in found.unsourced
        ],
    }
