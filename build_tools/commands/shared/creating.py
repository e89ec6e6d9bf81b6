"""Writing a new source file."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from build_tools.checks.report import format_text
from build_tools.core.errors import UsageError
from build_tools.core.files import create_inside, read_given
from build_tools.core.settings import Project
from build_tools.exchange.incoming.converted import Converted
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.drafting import draft, to_id
from build_tools.sources.front_matter import decode, parse_document
from build_tools.sources.schema import ID_PATTERN, MODELS
from build_tools.sources.schema_messages import validate


def check_id(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """What `--id` says; UsageError where it can't be an id. It names a file, and `../x` would name one elsewhere."""
    if given is not None and not re.fullmatch(ID_PATTERN, given):
        hint = "say one of small letters a–z, digits and hyphens: `--id ID`"
        raise UsageError(f"`{given}` can't be an id", hint)
    return given


def id_for(name: str, given: str | None) -> str:
    """The id given, else one made from a name; UsageError where none can be."""
    identifier = given or to_id(name)
    if not identifier:
        raise UsageError(f"no id can be made from “{name}”", "say one: `--id ID`")
    return identifier


def create(project: Project, path: str, kind: str, fields: dict[str, Any], text: str | Converted) -> None:
    """Write a new file, unless what was said of it can't be used: UsageError, with every problem.

    Those with a text that a file had are told at their places there, others where they would have stood.
    """
    require_free(project, path)
    given, text = (text, text.text) if isinstance(text, Converted) else (None, text)
    content = draft(kind, fields, text)
    document, problems = parse_document(path, content.encode("utf-8"))
    problems += validate(MODELS[kind], document)[1]
    if given:  # its problems stand in the file that it came from
        problems = [p for p in problems if p.line < document.body_line] + list(given.problems)
    else:
        headings = kind == "article"
        problems += parse_blocks(path, document.body, document.body_line, may_have_headings=headings)[1]
    if problems:
        held: dict[str, Sequence[str]] = {path: document.lines} | ({given.path: given.lines} if given else {})
        raise UsageError(f"{path} isn't written:\n{format_text(problems, project.root, held)}")
    target = project.root / path
    create_inside(project.root, path, content.encode("utf-8"))
    if given and given.turned:
        told = "1 heading was" if given.turned == 1 else f"{given.turned} headings were"
        click.echo(f"{told} made to begin with `## `, the one rank that texts have here.")
    click.echo(f"{_shown(target)}: {'written' if text.strip() else 'now write its text below the second `---`'}")


def require_free(project: Project, path: str) -> None:
    if os.path.lexists(project.root / path):
        raise UsageError(f"{path} is there already", "choose another id: `--id ID`")


def free_id(folder: Path, wanted: str) -> str:
    """`wanted`, or with a number behind it where a note of that id is there."""
    identifier, number = wanted, 2
    while os.path.lexists(folder / f"{identifier}.md"):
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def read_bytes(path: Path) -> bytes:
    """What a file holds, or a pipe gives, once. Raises UsageError where that is nothing."""
    try:
        raw = read_given(path)
    except OSError as exc:
        raise UsageError(f"{path} can't be read: {exc.strerror}", "name a text file, or give `--title` alone") from exc
    if not raw.strip():
        raise UsageError(f"{path} is empty", "name a text file, or give `--title` alone")
    return raw


def decode_text(path: Path, raw: bytes) -> str:
    text, problems = decode(path.name, raw)
    if problems:
        raise UsageError(f"{path} is no text in UTF-8", "save it as plain text in UTF-8")
    return text
