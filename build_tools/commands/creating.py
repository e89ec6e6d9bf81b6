"""Writing a new source file, and beginning one from a text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from build_tools.drafting import draft, to_id
from build_tools.errors import UsageError
from build_tools.frontmatter import decode, parse_document
from build_tools.parsing import parse_blocks, parse_plain
from build_tools.project import Project
from build_tools.schema import ID_PATTERN, MODELS, validate

_TITLE = 150
"""Code points that a text's first line may have to be offered as its title."""


def id_for(name: str, given: str | None) -> str:
    """The id given, else one made from a name; UsageError where none can be."""
    identifier = given or to_id(name)
    if not identifier:
        raise UsageError(f"no id can be made from “{name}”", "say one: `--id ID`")
    return identifier


def create(project: Project, path: str, kind: str, fields: dict[str, Any], text: str) -> None:
    """Write a new file, unless what was said of it can't be used."""
    require_free(project, path)
    content = draft(kind, fields, text)
    document, problems = parse_document(path, content.encode("utf-8"))
    problems += validate(MODELS[kind], document)[1]
    problems += parse_blocks(path, document.body, document.body_line, may_have_headings=kind == "article")[1]
    if problems:
        raise UsageError(problems[0].message, problems[0].hint)
    target = project.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, "utf-8", newline="\n")
    click.echo(f"{_shown(target)}: {'written' if text.strip() else 'now write its text below the second `---`'}")


def require_free(project: Project, path: str) -> None:
    identifier = Path(path).parent.name if path.endswith("/article.md") else Path(path).stem
    if not re.fullmatch(ID_PATTERN, identifier):
        raise UsageError(
            f"`{identifier}` can't be an id", "say one of small letters a–z, digits and hyphens: `--id ID`"
        )
    if (project.root / path).exists():
        raise UsageError(f"{path} is there already", "choose another id: `--id ID`")


def free_id(folder: Path, wanted: str) -> str:
    """`wanted`, or with a number behind it where a note of that id is there."""
    identifier, number = wanted, 2
    while (folder / f"{identifier}.md").exists():
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as exc:
        raise UsageError(f"{path} can't be read: {exc.strerror}", "name a text file, or give `--title` alone") from exc
    text, problems = decode(path.name, raw)
    if problems:
        raise UsageError(f"{path} is no text in UTF-8", "save it as plain text in UTF-8")
    return text


def title_of(text: str) -> str | None:
    first = next((line.strip().lstrip("# ") for line in text.splitlines() if line.strip()), "")
    return first if first and len(first) <= _TITLE and not first.endswith((".", ",", ";")) else None


def without_title(text: str, title: str) -> str:
    """The text without a first block that only says the title."""
    first, *_ = parse_plain(text, (), (), ()) or (None,)
    return text.lstrip()[len(first.text) :] if first and " ".join(first.text.split()) == title else text


def body_of(text: str) -> str:
    """Markdown without front matter of its own."""
    return parse_document("", text.encode("utf-8"))[0].body if text.startswith("---\n") else text
