"""`reader export`: write the corpus in formats that other programs can use. The formats are in `exchange/outgoing`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from build_tools.commands.shared.reading import find_unread, pass_project, read_all, report_unread
from build_tools.core.errors import ProjectError
from build_tools.core.files import read_inside, require_unlinked, write_inside
from build_tools.core.folders import SETTINGS
from build_tools.core.model import Corpus, Edition
from build_tools.core.settings import Project
from build_tools.corpus.counts import count_outputs
from build_tools.exchange.outgoing.format import File, Format, Reads
from build_tools.exchange.outgoing.registry import FORMATS
from build_tools.fixing.minimum import set_minimum
from build_tools.sources.loading import load_shared
from build_tools.text.terminal import shown


@click.group()
def export() -> None:
    """Write the corpus, or facts about it, in other formats."""


def _to_command(row: Format) -> click.Command:
    parameters: list[click.Parameter] = []
    if row.may_choose_folder:
        parameters.append(click.Argument(["folder"], type=click.Path(path_type=Path, file_okay=False), required=False))
    if row.has_originals:
        described = "Take the imported originals, where they are here."
        parameters.append(click.Option(["--originals"], is_flag=True, help=described))
    text = "\n\n".join(filter(None, [row.about, row.details]))
    return click.Command(row.name, callback=pass_project(partial(_run, row=row)), params=parameters, help=text)


def _run(project: Project, *, row: Format, folder: Path | None = None, originals: bool = False) -> None:
    if row.reads is Reads.KINDS:
        _write(project, row, folder, row.make(Corpus(kinds=load_shared(project.root).kinds)))
        return
    read = read_all(project.root, edition=Edition.ORIGINAL if originals else Edition.STUDY)
    report_unread(read)
    _write(project, row, folder, row.make(read.corpus))


def _write(project: Project, row: Format, folder: Path | None, files: Iterable[File]) -> None:
    if row.folder and not folder:
        require_unlinked(project.root, row.folder)
    target = folder or project.root / row.folder
    for file in files:
        if row.folder:
            write_inside(target, file.name, "".join(file.pieces).encode())
        else:
            for piece in file.pieces:
                click.echo(piece.encode(), nl=False)  # data: in UTF-8, whatever the terminal shows


@export.command()
@pass_project
def record(project: Project) -> None:
    """Write how much the corpus has into source_texts/corpus.yml; `reader check` fails if it ever has less.

    The numbers are under `at_least:`. Only the keys that are there are changed; if there is none, all are added.
    """
    read = read_all(project.root)
    if unread := find_unread(read):
        more = f" and {len(unread) - 1:,} more" if unread[1:] else ""
        raise ProjectError(f"{shown(unread[0])}{more} can't be read, and wouldn't be counted", "see `reader check`")
    counts = count_outputs(read.corpus)
    before = read_inside(project.root, SETTINGS) if (project.root / SETTINGS).exists() else b""
    after = set_minimum(before, counts)
    if after is None:
        shown_counts = ", ".join(f"{key}: {count}" for key, count in counts.items())
        raise ProjectError(f"{SETTINGS} can't be changed here", f"write it yourself: at_least: {{{shown_counts}}}")
    write_inside(project.root, SETTINGS, after)
    click.echo(f"{SETTINGS}: " + ", ".join(f"{count:,} {key.replace('_', '-')}" for key, count in counts.items()))


for _row in FORMATS:
    export.add_command(_to_command(_row))
