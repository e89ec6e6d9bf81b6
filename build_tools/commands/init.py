"""`reader init`: start another corpus."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from build_tools.commands.export import write_schemas
from build_tools.core.errors import UsageError
from build_tools.core.files import create_inside
from build_tools.core.folders import SCHEMA

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
    write_schemas(folder / SCHEMA)
    click.echo(f"There is now a sample corpus in {folder}. Next: cd {shlex.quote(str(folder))} && reader build")
