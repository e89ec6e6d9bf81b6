"""`reader export`: write the corpus in formats that other programs can use."""

from __future__ import annotations

import json
from pathlib import Path

import click

from build_tools.commands.shared.reading import find_unread, pass_project, read_all, report_unread
from build_tools.core.errors import ProjectError
from build_tools.core.files import read_inside, require_unlinked, write_inside
from build_tools.core.folders import SCHEMA, SETTINGS
from build_tools.core.model import Edition
from build_tools.core.settings import Project
from build_tools.corpus.counts import count_outputs
from build_tools.exchange.outgoing.mentions import export_mentions
from build_tools.fixing.minimum import set_minimum
from build_tools.sources.json_schemas import json_schemas


@click.group()
def export() -> None:
    """Write the corpus, or facts about it, in other formats."""


@export.command()
@click.option("--originals", is_flag=True, help="Search the imported originals, where they are here.")
@pass_project
def mentions(project: Project, originals: bool) -> None:
    """Write every mention of an entity as JSON lines to standard output.

    One object for each mention: article, edition, block (from 1), paragraph (or null), start and end (code points in
    the block's text, half-open), exact, entity.
    """
    read = read_all(project.root, edition=Edition.ORIGINAL if originals else Edition.STUDY)
    report_unread(read)
    for line in export_mentions(read.corpus.articles):
        click.echo(line.encode())  # data: in UTF-8, whatever the terminal shows


@export.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@pass_project
def schema(project: Project, folder: Path | None) -> None:
    """Write JSON schemas of the front matter, for editors, into FOLDER (default: source_texts/schema)."""
    if not folder:
        require_unlinked(project.root, SCHEMA)
    write_schemas(folder or project.root / SCHEMA)


@export.command()
@pass_project
def record(project: Project) -> None:
    """Write how much the corpus has into source_texts/corpus.yml; `reader check` fails if it ever has less.

    The numbers are under `at_least:`. Only the keys that are there are changed; if there is none, all are added.
    """
    read = read_all(project.root)
    if unread := find_unread(read):
        more = f" and {len(unread) - 1:,} more" if unread[1:] else ""
        raise ProjectError(f"{unread[0]}{more} can't be read, and wouldn't be counted", "see `reader check`")
    counts = count_outputs(read.corpus)
    before = read_inside(project.root, SETTINGS) if (project.root / SETTINGS).exists() else b""
    after = set_minimum(before, counts)
    if after is None:
        shown_counts = ", ".join(f"{key}: {count}" for key, count in counts.items())
        raise ProjectError(f"{SETTINGS} can't be changed here", f"write it yourself: at_least: {{{shown_counts}}}")
    write_inside(project.root, SETTINGS, after)
    click.echo(f"{SETTINGS}: " + ", ".join(f"{count:,} {key.replace('_', '-')}" for key, count in counts.items()))


def write_schemas(folder: Path) -> None:
    """Write the JSON schemas into `folder`, one file for each kind of source."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, described in json_schemas().items():
        write_inside(folder, name, (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode())
