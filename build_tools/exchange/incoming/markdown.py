"""Markdown as others write it -> that of source texts, line for line: what can't be used is told where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.core.model import Block, BlockKind
from build_tools.core.problems import Problem, error
from build_tools.exchange.incoming.converted import Converted
from build_tools.exchange.incoming.plain_text import as_title
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.front_matter import Document, parse_document

_HEADING = re.compile(r"(\s*)#{1,6}(?=[ \t])")
_UNDERLINE = re.compile(r"\s*(?:=+|--+)\s*")
_ITEM = r"(?:[-+*]|\d{1,9}[.)])[ \t]"
_MARKED = re.compile(rf"\s*(?:[>#]|{_ITEM})")
"""How a line begins that no underline makes a heading."""
_FENCE = re.compile(r"\s*(?:```|~~~)")
_NOT_KEPT = (
    (r"(?=.*-)(?=.*\|)[\s:|-]+", r".*\|", "a table", "write its rows as sentences, or as a list"),
    (r"\s*([-*_])(?:[ \t]*\1){2,}\s*", "", "a line across the text", "leave it out, or put a heading there"),
    (
        r" {0,3}\[[^\]^]+\]:\s*\S.*",
        "",
        "an address apart from its link",
        "write [words](https://…) in its place",
    ),
    (rf"(?: {{2,}}|\t){_ITEM}.*", rf"\s*{_ITEM}", "a list in a list", "make it one list"),
)
"""(a line of it, how the line before begins, what it is, what to do instead)."""


def find_title(text: str) -> str:
    """The title that the front matter says, else a first heading or line that looks like one; "" for neither."""
    document, _ = _take_apart("", text)
    said = document.data.get("title")
    if isinstance(said, str | int) and not isinstance(said, bool) and str(said).strip():
        return " ".join(str(said).split())
    place, first = _find_first(_mark_underlined(document.body.split("\n")))
    if first and first.kind is BlockKind.HEADING:
        return first.text.strip()
    return as_title(first.text) if first and first.kind is BlockKind.PARAGRAPH and len(place) == 1 else ""


def from_markdown(path: str, text: str, title: str) -> Converted:
    """The text of the file at `path`, without front matter and without a first block that only says its title.

    Its headings are all of one rank. Front matter that can't be read is a problem: it may be text.
    """
    document, problems = _take_apart(path, text)
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
    problems += [*_put_back(found, longer), *_find_not_kept(path, lines, document.body_line)]
    return Converted(path, tuple(document.lines), "\n".join(lines), tuple(problems), len(longer))


def _take_apart(path: str, text: str) -> tuple[Document, list[Problem]]:
    """A file that may have front matter, or none."""
    document, problems = parse_document(path, text.encode("utf-8"))
    return document, problems if document.lines[0].rstrip() == "---" else []


def _mark_underlined(lines: Sequence[str]) -> list[str]:
    """The lines, a heading that is underlined marked by `# ` in its place."""
    marked = list(lines)
    for number, line in enumerate(lines[1:], 1):
        above, before = lines[number - 1], lines[number - 2] if number > 1 else ""
        if _UNDERLINE.fullmatch(line) and above.strip() and not before.strip() and not _MARKED.match(above):
            marked[number - 1 : number + 1] = [f"# {above}", ""]
    return marked


def _find_first(lines: Sequence[str]) -> tuple[range, Block | None]:
    """The first block and which lines it has; a heading has one."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    end = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    if start < end and _HEADING.match(lines[start]):
        end = start + 1
    blocks, _ = parse_blocks("", "\n".join(lines[start:end]))
    return range(start, end), blocks[0] if blocks else None


def _find_not_kept(path: str, lines: Sequence[str], first: int) -> Iterator[Problem]:
    """A problem for whatever Markdown elsewhere has and source texts have not: it would stand there as signs."""
    is_code = False
    for number, line in enumerate(lines):
        told: tuple[str, str] | None = None
        if _FENCE.match(line):
            told = None if is_code else ("a block of code", "write it as a paragraph, or leave it out")
            is_code = not is_code
        elif not is_code:
            before = lines[number - 1] if number else ""
            found = (
                (what, instead)
                for whole, above, what, instead in _NOT_KEPT
                if re.fullmatch(whole, line) and re.match(above, before)
            )
            told = next(found, None)
        if told:
            place = (path, first + number, len(line) - len(line.lstrip()) + 1)
            yield error("not-kept", place, f"{told[0]} can't stand in a text here", told[1])


def _put_back(problems: Iterable[Problem], longer: dict[int, int]) -> list[Problem]:
    """The problems where they stand in the lines as they were given; `longer` says by how much which grew."""
    return [p._replace(column=max(p.column - longer.get(p.line, 0), 1)) if p.column > 1 else p for p in problems]
