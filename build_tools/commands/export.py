"""`reader export`: what others can use."""

from __future__ import annotations

import json
from pathlib import Path

import click

from build_tools.commands.shared.reading import find_unread, pass_project, read_all, tell_of_unread
from build_tools.core.errors import ProjectError
from build_tools.core.files import require_unlinked, write_inside
from build_tools.core.folders import RECORD, SCHEMA
from build_tools.core.model import Edition
from build_tools.core.settings import Project
from build_tools.corpus.counts import count_outputs
from build_tools.exchange.outgoing.mentions import export_mentions
from build_tools.sources.drafting import draft
from build_tools.sources.schema import json_schemas


@click.group()
def export() -> None:
    """Write what the corpus holds in other formats."""


@export.command()
@click.option("--originals", is_flag=True, help="Of the imported originals, where they are at hand.")
@pass_project
def mentions(project: Project, originals: bool) -> None:
    """Every mention of an entity as JSON lines, on standard output.

    One object a mention: article, edition, block (from 1), paragraph (or null), start and end (code points in the
    block's text, half-open), exact, entity.
    """
    read = read_all(project.root, edition=Edition.ORIGINAL if originals else Edition.STUDY)
    tell_of_unread(read)
    for line in export_mentions(read.corpus.articles):
        click.echo(line)


@export.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@pass_project
def schema(project: Project, folder: Path | None) -> None:
    """JSON schemas of the front matter, for editors; into source_texts/schema unless FOLDER is named."""
    if not folder:
        require_unlinked(project.root, SCHEMA)
    write_schemas(folder or project.root / SCHEMA)


@export.command()
@pass_project
def record(project: Project) -> None:
    """How much the corpus holds, into source_texts/record.md; `reader check` fails where it falls below that."""
    read = read_all(project.root)
    if unread := [path for path in find_unread(read) if path != RECORD]:
        more = f" and {len(unread) - 1:,} more" if unread[1:] else ""
        raise ProjectError(f"{unread[0]}{more} can't be read, and would be missing", "see `reader check`")
    counts = count_outputs(read.corpus)
    write_inside(project.root, RECORD, draft("record", counts, _ABOUT_RECORD).encode())
    click.echo(f"{RECORD}: " + ", ".join(f"{count:,} {key.replace('_', '-')}" for key, count in counts.items()))


_ABOUT_RECORD = """
What the corpus held when this was last written. `reader check` and the build fail where it holds less, so that no loss
goes unnoticed. If less is meant, or after much was added, write this anew with `reader export record`.
"""


def write_schemas(folder: Path) -> None:
    """One file a kind of source."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, described in json_schemas().items():
        write_inside(folder, name, (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode())
