"""Write a new source file."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from build_tools.checks.report import format_text
from build_tools.checks.rules.reserved_name import why_reserved
from build_tools.core.errors import UsageError
from build_tools.core.files import create_inside, read_given
from build_tools.core.kinds import BUILT_IN, Kinds
from build_tools.core.settings import Project
from build_tools.exchange.incoming.converted import Converted
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.drafting import draft
from build_tools.sources.front_matter import decode, parse_document
from build_tools.sources.schema import MODELS
from build_tools.sources.schema_messages import validate
from build_tools.sources.tree import say_device
from build_tools.sources.value_types import ID_PATTERN
from build_tools.text.file_formats import recognise_format
from build_tools.text.ids import DEVICES, propose_id, to_id

_MARKDOWN = frozenset({".md", ".markdown"})


def check_id(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """The value of `--id`. Raises UsageError if it can't be an id: it names a file, and `../x` would be elsewhere."""
    if given is not None and not re.fullmatch(ID_PATTERN, given):
        hint = f"use small letters a–z, digits and hyphens: `--id {propose_id(given) or 'ID'}`"
        raise UsageError(f"`{given}` can't be an id", hint)
    return given


def id_for(name: str, given: str | None, folder: str) -> str:
    """The id given, or one made from a name, of a new file or folder in `folder`.

    Raises UsageError if none can be made, or if `check` would refuse it.
    """
    identifier = given or to_id(name)
    if not identifier:
        raise UsageError(f"no id can be made from “{name}”", "give one: `--id ID`")
    if identifier in DEVICES:
        raise UsageError(say_device(identifier), f"give another id: `--id {propose_id(identifier)}`")
    if reason := why_reserved(identifier, folder):
        raise UsageError(reason, f"give another id: `--id {propose_id(identifier)}`")
    return identifier


def create(
    project: Project, path: str, kind: str, fields: dict[str, Any], text: str | Converted, kinds: Kinds = BUILT_IN
) -> None:
    """Write a new file. If there are problems, raises UsageError with all of them and writes nothing.

    Problems with a text from another file are shown at their places in that file, others where they would be in the
    new file.
    """
    require_free(project, path)
    given, text = (text, text.text) if isinstance(text, Converted) else (None, text)
    content = draft(kind, fields, text)
    document, problems = parse_document(path, content.encode("utf-8"))
    problems += validate(MODELS[kind], document, kinds)[1]
    if given:  # the places of its problems are in the file that it came from
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
        changed = "1 heading now begins" if given.turned == 1 else f"{given.turned} headings now begin"
        click.echo(f"{changed} with `## `, the only rank that texts have here.")
    click.echo(f"{_shown(target)}: {'written' if text.strip() else 'now write its text below the second `---`'}")


def require_free(project: Project, path: str) -> None:
    """Raises UsageError if `path` exists."""
    if os.path.lexists(project.root / path):
        raise UsageError(f"{path} already exists", "choose another id: `--id ID`")


def free_id(folder: Path, wanted: str) -> str:
    """`wanted`, or if a note has that id or none can have it, `wanted` with a number after it."""
    identifier, number = wanted, 2
    while identifier in DEVICES or os.path.lexists(folder / f"{identifier}.md"):
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file or a pipe, which can be read only once. Raises UsageError if it is empty or unreadable."""
    try:
        raw = read_given(path)
    except OSError as exc:
        raise UsageError(f"{path} can't be read: {exc.strerror}", "name a text file, or give `--title` alone") from exc
    if not raw.strip():
        raise UsageError(f"{path} is empty", "name a text file, or give `--title` alone")
    return raw


def require_text(path: Path, raw: bytes) -> None:
    """Raises UsageError if the file is of another format."""
    if found := recognise_format(raw, is_markdown=path.suffix.lower() in _MARKDOWN):
        raise UsageError(f"{path} is {found.name}, not text", found.hint.replace("FILE", shlex.quote(str(path))))


def decode_text(path: Path, raw: bytes) -> str:
    require_text(path, raw)
    text, problems = decode(path.name, raw)
    if problems:
        raise UsageError(f"{path} isn't text in UTF-8", "save it as plain text in UTF-8")
    return text
