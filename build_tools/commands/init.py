"""`reader init`: start another corpus."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import click

from build_tools.core.errors import UsageError
from build_tools.core.files import create_inside, read_inside, write_inside
from build_tools.core.folders import SCHEMA
from build_tools.core.model import Corpus
from build_tools.exchange.outgoing.schemas import make_schemas

_SAMPLE = Path(__file__).parent.parent / "sample"
_GITIGNORE = ".gitignore"
_OF_A_CLONE = re.compile(
    r"\..*|(?:README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY)(?:[.-].*)?",
    re.IGNORECASE,
)
"""What a new repository may hold before anyone has written in it: hidden files, a readme, a licence and the like."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Start another corpus in FOLDER: a small sample that you can build, and then replace with your texts.

    FOLDER is new or empty, or a new clone with at most a README, a licence and hidden files. Nothing is overwritten.
    """
    _require_room(folder)
    for path in sorted(p for p in _SAMPLE.rglob("*") if p.is_file()):
        # packaging tools leave out files whose names begin with a dot
        parts = [f".{part[4:]}" if part.startswith("dot-") else part for part in path.relative_to(_SAMPLE).parts]
        if parts == [_GITIGNORE] and os.path.lexists(folder / _GITIGNORE):
            _report_unignored(folder, path.read_text("utf-8"))
        else:
            create_inside(folder, "/".join(parts), path.read_bytes())
    for file in make_schemas(Corpus()):
        write_inside(folder, f"{SCHEMA}/{file.name}", "".join(file.pieces).encode())
    if folder.resolve() == Path.cwd():
        click.echo("There is now a sample corpus here. Next: reader build")
    else:
        click.echo(f"There is now a sample corpus in {folder}. Next: cd {shlex.quote(str(folder))} && reader build")


def _require_room(folder: Path) -> None:
    """Raises UsageError if a folder has files that aren't those of a new clone."""
    found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    other = [name for name in found if not _OF_A_CLONE.fullmatch(name)]
    if other:
        message = f"{folder} isn't empty: it has {', '.join(other[:3])}{', …' if len(other) > 3 else ''}"
        raise UsageError(message, "name a new folder, or a clone with only a README, a licence and hidden files")


def _report_unignored(folder: Path, wanted: str) -> None:
    """Print the lines that a `.gitignore` lacks; without them git would take in originals and what a build makes."""
    try:
        present = {line.strip() for line in read_inside(folder, _GITIGNORE).decode("utf-8", "replace").split("\n")}
    except OSError:
        present = set()
    missing = [line for line in wanted.split("\n") if line and not line.startswith("#") and line not in present]
    if missing:
        lines = "\n".join(f"  {line}" for line in missing)
        click.echo(f"{folder / _GITIGNORE} is kept. Add these lines, so that git ignores what they name:\n{lines}\n")
