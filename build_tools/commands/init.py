"""`reader init`: start another corpus."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from build_tools.core.errors import UsageError
from build_tools.core.files import create_inside, write_inside
from build_tools.core.folders import SCHEMA
from build_tools.core.model import Corpus
from build_tools.exchange.outgoing.schemas import make_schemas

_SAMPLE = Path(__file__).parent.parent / "sample"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Start another corpus in FOLDER: a small sample that you can build, and then replace with your texts."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} isn't empty", "name a new folder")
    for path in sorted(p for p in _SAMPLE.rglob("*") if p.is_file()):
        # packaging tools leave out files whose names begin with a dot
        parts = [f".{part[4:]}" if part.startswith("dot-") else part for part in path.relative_to(_SAMPLE).parts]
        create_inside(folder, "/".join(parts), path.read_bytes())
    for file in make_schemas(Corpus()):
        write_inside(folder, f"{SCHEMA}/{file.name}", "".join(file.pieces).encode())
    click.echo(f"There is now a sample corpus in {folder}. Next: cd {shlex.quote(str(folder))} && reader build")
