"""The command `reader`."""

from __future__ import annotations

import io
import os
import sys
from collections import UserDict
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from build_tools import __version__
from build_tools.core.errors import BROKEN, ReaderError, explain


class _Commands(UserDict[str, Any]):
    """Command -> its place in `build_tools.commands`. A command is imported when it is looked up, so that no command
    waits for the imports of others.
    """

    def __getitem__(self, name: str) -> click.Command:
        module, attribute = super().__getitem__(name).split(":")
        command: click.Command = getattr(import_module(f"build_tools.commands.{module}"), attribute)
        return command


_COMMANDS = _Commands(
    {
        "build": "build:build",
        "check": "check:check",
        "coverage": "coverage:coverage",
        "diff": "diff:diff",
        "export": "export:export",
        "import": "importing:import_",
        "init": "init:init",
        "new": "new:new",
        "serve": "serve:serve",
    }
)


@click.group(commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--project",
    metavar="DIR",
    help="The project's folder. Default: $READER_PROJECT; without it, this folder or the nearest above with a project.",
)
@click.version_option(__version__, prog_name="reader")
def reader(project: str | None) -> None:
    """Read texts with annotations: source_texts/ in, a searchable site out."""


def main() -> NoReturn:
    """Run the command and exit. Exit codes: 0 fine, 1 problems found, 2 wrong usage or a broken set-up."""
    _prepare_streams()
    code = _run()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except OSError:  # the program that read our output has ended
        code = code or BROKEN
    sys.exit(code)


def _prepare_streams() -> None:
    """Keep output from failing where it can't be shown.

    A letter that the encoding lacks is written as an escape. What goes to a stream that the caller closed is dropped.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115, open until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run() -> int:
    try:
        reader()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except (ReaderError, OSError) as exc:
        click.echo(explain(exc), err=True)
    return BROKEN
