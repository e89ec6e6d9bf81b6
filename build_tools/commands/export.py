"""`reader export`: write the corpus in formats that other programs can use. The formats are in `exchange/outgoing`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from build_tools.commands.shared.reading import find_unread, pass_project, read_all, report_unread
from build_tools.core.errors import ProjectError
from build_tools.core.files import require_unlinked, write_inside
from build_tools.core.model import Corpus, Edition
from build_tools.core.settings import Project
from build_tools.corpus.reading import Read
from build_tools.exchange.outgoing.format import File, Format, Reads
from build_tools.exchange.outgoing.registry import FORMATS


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
    if row.reads is Reads.NOTHING:
        _write(project, row, folder, row.make(Corpus()))
        return
    read = read_all(project.root, edition=Edition.ORIGINAL if originals else Edition.STUDY)
    files = list(row.make(read.corpus))
    if row.reads is Reads.ALL:
        _require_all(read, [f"{row.folder}/{file.name}" for file in files])
    else:
        report_unread(read)
    _write(project, row, folder, files)


def _require_all(read: Read, written: Sequence[str]) -> None:
    """Raises ProjectError if a file can't be read, unless it is one of those that are to be written."""
    if unread := [path for path in find_unread(read) if path not in written]:
        more = f" and {len(unread) - 1:,} more" if unread[1:] else ""
        raise ProjectError(f"{unread[0]}{more} can't be read, so it would be missing", "see `reader check`")


def _write(project: Project, row: Format, folder: Path | None, files: Iterable[File]) -> None:
    if row.folder and not folder:
        require_unlinked(project.root, row.folder)
    target = folder or project.root / row.folder
    for file in files:
        if row.folder:
            write_inside(target, file.name, "".join(file.pieces).encode())
        else:
            for piece in file.pieces:
                click.echo(piece, nl=False)
        if file.summary:
            click.echo(file.summary)


for _row in FORMATS:
    export.add_command(_to_command(_row))
