"""Convert Markdown to that of source texts, line for line, and report at its place what source texts can't have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_tools.core.model import Block, BlockKind
from build_tools.core.problems import Problem
from build_tools.exchange.incoming.converted import Converted
from build_tools.exchange.incoming.plain_text import as_title
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.front_matter import Document, parse_document

_HEADING = re.compile(r"(\s*)#{1,6}(?=[ \t])")
_UNDERLINE = re.compile(r"\s*(?:=+|--+)\s*")
_ITEM = r"(?:[-+*]|\d{1,9}[.)])[ \t]"
_MARKED = re.compile(rf"\s*(?:[>#]|{_ITEM})")
"""Matches the beginning of a line that isn't a heading even if it is underlined."""


def find_title(text: str) -> str:
    """The title in the front matter, or else a first heading or line that looks like one; "" if there is neither."""
    document, _ = _parse("", text)
    title = document.data.get("title")
    if isinstance(title, str | int) and not isinstance(title, bool) and str(title).strip():
        return " ".join(str(title).split())
    place, first = _find_first(_mark_underlined(document.body.split("\n")))
    if first and first.kind is BlockKind.HEADING:
        return first.text.strip()
    return as_title(first.text) if first and first.kind is BlockKind.PARAGRAPH and len(place) == 1 else ""


def from_markdown(path: str, text: str, title: str) -> Converted:
    """The text of the file at `path`, without front matter and without a first block that only repeats its title.

    All headings get the same rank. Front matter that can't be read is a problem, since it may be text.
    """
    document, problems = _parse(path, text)
    given = document.body.split("\n")
    lines = _mark_underlined(given)
    place, first = _find_first(lines)
    if first and first.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and first.text.split() == title.split():
        lines[place.start : place.stop] = [""] * len(place)
    lines = [_HEADING.sub(r"\1##", line, count=1) if _HEADING.match(line) else line for line in lines]
    longer = {
        number: len(now) - len(before)
        for number, (before, now) in enumerate(zip(given, lines, strict=True), document.body_line)
        if now and now != before
    }
    found = parse_blocks(path, "\n".join(lines), document.body_line)[1]
    problems += _put_back(found, longer)
    return Converted(path, tuple(document.lines), "\n".join(lines), tuple(problems), len(longer))


def _parse(path: str, text: str) -> tuple[Document, list[Problem]]:
    """Parse a file with or without front matter; a file without any has no problem."""
    document, problems = parse_document(path, text.encode("utf-8"))
    return document, problems if document.lines[0].rstrip() == "---" else []


def _mark_underlined(lines: Sequence[str]) -> list[str]:
    """The lines, with `# ` before each underlined heading and a blank line instead of its underline."""
    marked = list(lines)
    for number, line in enumerate(lines[1:], 1):
        above, before = lines[number - 1], lines[number - 2] if number > 1 else ""
        if _UNDERLINE.fullmatch(line) and above.strip() and not before.strip() and not _MARKED.match(above):
            marked[number - 1 : number + 1] = [f"# {above}", ""]
    return marked


def _find_first(lines: Sequence[str]) -> tuple[range, Block | None]:
    """(range of the first block's lines, the block or None); a heading has one line."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    end = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    if start < end and _HEADING.match(lines[start]):
        end = start + 1
    blocks, _ = parse_blocks("", "\n".join(lines[start:end]))
    return range(start, end), blocks[0] if blocks else None


def _put_back(problems: Iterable[Problem], longer: dict[int, int]) -> list[Problem]:
    """The problems at their places in the original lines; `longer` is line number -> code points added to it."""
    return [replace(p, column=max(p.column - longer.get(p.line, 0), 1)) if p.column > 1 else p for p in problems]
