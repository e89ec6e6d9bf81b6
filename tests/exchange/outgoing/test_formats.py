"""The table of formats, and the commands that are made from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.commands.export import export
from build_tools.core.model import Corpus
from build_tools.exchange.outgoing.format import Format, Reads
from build_tools.exchange.outgoing.registry import FORMATS
from tests.support.paths import PACKAGE, SAMPLE

if TYPE_CHECKING:
    import click


def test_every_file_of_a_format_is_in_the_table() -> None:
    files = {path.stem for path in (PACKAGE / "exchange/outgoing").glob("*.py")}
    modules = {row.make.__module__.rpartition(".")[2] for row in FORMATS}
    assert files - {"__init__", "format", "registry"} == modules


def test_every_row_is_a_command_with_its_help() -> None:
    commands: dict[str, click.Command] = export.commands
    changes_a_source = ["record"]
    assert sorted(commands) == sorted([*changes_a_source, *(row.name for row in FORMATS)])
    for row in FORMATS:
        options = {name for parameter in commands[row.name].params for name in parameter.opts}
        assert ("--originals" in options, "folder" in options) == (row.has_originals, row.may_choose_folder)
        assert commands[row.name].help == "\n\n".join(filter(None, [row.about, row.details]))
        assert row.about.endswith(".")


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_row_says_where_its_output_goes(row: Format, tmp_path: Path) -> None:
    assert row.folder or not row.may_choose_folder
    files = list(row.make(Corpus()))
    assert len(files) == 1 or row.folder
    assert len({file.name for file in files}) == len(files)
    if row.reads is Reads.KINDS:
        target = [str(tmp_path / "here")] if row.may_choose_folder else []
        ended = CliRunner().invoke(reader, ["--project", str(SAMPLE), "export", row.name, *target])
        assert ended.exit_code == 0, ended.output
        assert {path.name for path in (tmp_path / "here").iterdir()} == {file.name for file in files}
