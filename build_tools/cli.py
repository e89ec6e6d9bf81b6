"""The command `reader`."""

from __future__ import annotations

import sys

import click

from build_tools import __version__
from build_tools.commands.build import build
from build_tools.commands.check import check
from build_tools.commands.coverage import coverage
from build_tools.commands.diff import diff
from build_tools.commands.export import export
from build_tools.commands.importing import import_
from build_tools.commands.init import init
from build_tools.commands.new import new
from build_tools.commands.options import BROKEN
from build_tools.commands.serve import serve
from build_tools.errors import ReaderError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--project", metavar="DIR", help="The project; default: $READER_PROJECT, or the folder one stands in, or above."
)
@click.version_option(__version__, prog_name="reader")
def reader(project: str | None) -> None:
    """Read texts with annotations: source_texts/ in, a searchable site out."""


for command in (build, serve, check, coverage, diff, new, import_, export, init):
    reader.add_command(command)


def main() -> None:
    """Run it. Exit codes: 0 fine, 1 problems found, 2 wrong usage or a broken set-up."""
    try:
        reader()
    except ReaderError as exc:
        click.echo(f"reader: {exc.message}", err=True)
        if exc.hint:
            click.echo(f"  hint: {exc.hint}", err=True)
        sys.exit(BROKEN)
    except OSError as exc:  # a full disk, a folder that may not be written, a file where a folder is to be
        click.echo(f"reader: {exc.filename or 'a file'} can't be read or written: {exc.strerror or exc}", err=True)
        sys.exit(BROKEN)
