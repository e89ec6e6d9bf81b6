"""What the hand-written pages say of the tool is what the tool says of itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from tests.support.paths import PACKAGE, ROOT

PAGE = ROOT / "docs" / "commands.md"
HEAD = """---
title: Commands
kind: page
section: contributing.md
---

# Commands

What the command `reader` does, in its own words: each block is what `--help` prints. Exit codes: 0 fine, 1 problems
found, 2 wrong usage or a broken set-up.
"""


def find_commands(command: click.Command = reader, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command's words, groups before what is in them."""
    yield path
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from find_commands(command.commands[name], (*path, name))


def help_of(path: tuple[str, ...]) -> str:
    result = CliRunner().invoke(reader, [*path, "--help"], prog_name="reader", terminal_width=100)
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.output.rstrip().splitlines())


def test_every_command_stands_in_the_docs_with_its_help() -> None:
    sections = [
        f"\n## reader {' '.join(path)}".rstrip() + f"\n\n```text\n{help_of(path)}\n```\n" for path in find_commands()
    ]
    wanted = HEAD + "".join(sections)
    if os.environ.get("READER_GOLDEN") == "update":
        PAGE.write_text(wanted, "utf-8")
    assert PAGE.read_text("utf-8") == wanted, "refresh with READER_GOLDEN=update, and read the difference"


@pytest.mark.parametrize("path", [path for path in find_commands() if path])
def test_help_is_a_sentence_and_every_option_is_explained(path: tuple[str, ...]) -> None:
    command: click.Command = reader
    for word in path:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.show_default, f"{' '.join(path)} {parameter.opts}"


GUIDE = (ROOT / "docs" / "contributing.md").read_text("utf-8")


def rows_of(title: str) -> list[list[str]]:
    """The cells of the table under a heading of the guide, without its head."""
    _, heading, rest = GUIDE.partition(f"\n### {title}\n")
    assert heading
    lines = [line for line in rest.partition("\n### ")[0].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.parametrize(("thing", "places"), rows_of("Where is …?"))
def test_what_a_developer_changes_is_where_the_guide_says(thing: str, places: str) -> None:
    named = re.findall(r"`([\w./-]+/[\w./-]*)(?:: (\w+))?`", places)
    assert named, thing
    for path, name in named:
        assert (PACKAGE / path).exists(), path
        assert not name or re.search(rf"\b{name}\b", (PACKAGE / path).read_text("utf-8")), f"{name} isn't in {path}"


def test_the_guide_says_of_enough_things_where_they_are() -> None:
    assert len(rows_of("Where is …?")) >= 10


@pytest.mark.parametrize(("thing", "files", "tests"), rows_of("To add one"))
def test_to_add_a_thing_takes_three_files_that_exist(thing: str, files: str, tests: str) -> None:
    named = re.findall(r"`([\w./-]+)`", files)
    assert 1 < len(named) <= 3, thing
    for path in (*named, *re.findall(r"`([\w./-]+/[\w./-]*)`", tests)):
        assert (ROOT / path).exists(), path
