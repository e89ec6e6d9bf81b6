"""The Markdown subset of source texts -> blocks of plain text with spans over it.

A blank line ends a block. A block is, by how its first line begins,

    ## words     a heading    `_read_heading`
    > words      a quote      `_read_quote`
    - words      a list       `_read_list`
    words        a paragraph  `_read_paragraph`

Anything else is text. `inline.py` reads the emphasis, links and escapes in a block. Each block keeps where in the file
its text came from, so that a problem found later can point at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, count, takewhile

from build_tools.core.model import Block, BlockKind
from build_tools.core.problems import Problem, error, first_of_each
from build_tools.sources.front_matter import find_controls, find_direction_marks
from build_tools.sources.inline import RawText, Run, has_markup, parse_inline
from build_tools.sources.unsupported import LineSearch, may_have_lines
from build_tools.text.characters import shows_nothing

MAX_BLOCK = 50_000
"""Read at most this many code points of a block; a chapter without a blank line has as many. Beyond that, some steps
get slow.
"""

_HEADING = re.compile(r"(#{1,6})(?=[ \t])")
_ITEM = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t])")
_SPACED = re.compile(r"[^ \t]+(?: [^ \t]+)*")

_Lines = list[str]
_Problems = list[Problem]


def parse_blocks(
    path: str, text: str, first_line: int = 1, *, may_have_headings: bool = True
) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks of a source text, and the problems with it, at most `MAX_PER_FILE` of one code.

    `path` is the file that problems name, `first_line` its line, from 1, on which `text` begins.
    """
    text, problems = find_controls(path, text, first_line)
    problems += find_direction_marks(path, text, first_line)
    check_headings = _find_bad_headings if may_have_headings else _find_headings
    search = LineSearch() if may_have_lines(text) else None
    blocks: list[Block] = []
    paragraph = 0
    for line, every_line in _split_blocks(text.split("\n"), first_line, str.strip):
        lines, faults = _within_limit(path, every_line, line)
        problems += [*faults, *check_headings(path, lines, line)]
        block, faults = _parse_block(path, (len(blocks) + 1, paragraph + 1), lines, line)
        problems += faults
        if search:
            problems += _find_unsupported(path, search, block.kind, lines, line)
        paragraph += block.paragraph is not None
        blocks.append(block)
    return tuple(blocks), first_of_each(problems)


def _find_unsupported(path: str, search: LineSearch, kind: BlockKind, lines: _Lines, line: int) -> Iterator[Problem]:
    for index, found in search.find(kind, lines):
        place = (path, line + index, found.offset + 1)
        message = f"{found.construct.what} can't be in a text here"
        yield error("unsupported-markdown", place, message, found.construct.instead)


def parse_plain(
    text: str, skip: tuple[int, ...], headings: tuple[int, ...], captions: tuple[int, ...]
) -> tuple[Block, ...]:
    """The blocks of an original's plain text, taken literally.

    The other arguments are numbers of its blocks, from 1. Those in `skip` are left out but counted.
    """
    blocks: list[Block] = []
    paragraph = 0
    kinds = dict.fromkeys(captions, BlockKind.CAPTION) | dict.fromkeys(headings, BlockKind.HEADING)
    left_out = frozenset(skip)
    for number, (line, lines) in enumerate(_split_blocks(text.split("\n"), 1, str.strip), 1):
        if number in left_out:
            continue
        kind = kinds.get(number, BlockKind.PARAGRAPH)
        paragraph += kind is BlockKind.PARAGRAPH
        body = "\n".join(lines).strip()
        shown = paragraph if kind is BlockKind.PARAGRAPH else None
        blocks.append(Block(number, shown, kind, body, positions=((0, line, 1),)))
    return tuple(blocks)


def mark_captions(blocks: tuple[Block, ...], skip: tuple[int, ...], captions: tuple[int, ...]) -> tuple[Block, ...]:
    """The blocks of a study edition with the captions marked and the paragraphs counted again.

    `skip` and `captions` are numbers of the original's blocks. The k-th block of the study edition corresponds to the
    k-th of the original that isn't in `skip`.
    """
    if not captions:
        return blocks
    marked: list[Block] = []
    paragraph = 0
    captioned, left_out = frozenset(captions), frozenset(skip)
    numbers = (number for number in count(1) if number not in left_out)
    for block, number in zip(blocks, numbers, strict=False):
        kind = BlockKind.CAPTION if number in captioned and block.paragraph else block.kind
        counted = block.paragraph is not None and kind is not BlockKind.CAPTION
        paragraph += counted
        marked.append(replace(block, kind=kind, paragraph=paragraph if counted else None))
    return tuple(marked)


def _split_blocks(lines: _Lines, first_line: int, words_of: Callable[[str], str]) -> list[tuple[int, _Lines]]:
    """(number of the first line, lines) of each run of lines that have words."""
    blocks: list[tuple[int, _Lines]] = []
    fresh = True
    for number, line in enumerate(lines, first_line):
        if not words_of(line):
            fresh = True
        elif fresh:
            blocks.append((number, [line]))
            fresh = False
        else:
            blocks[-1][1].append(line)
    return blocks


def _within_limit(path: str, lines: _Lines, line: int) -> tuple[_Lines, _Problems]:
    """A block's lines up to `MAX_BLOCK` code points, and a problem if there are more."""
    length = sum(map(len, lines))
    if length <= MAX_BLOCK:
        return lines, []
    message = f"this paragraph has {length:,} characters, and only the first {MAX_BLOCK:,} are read"
    kept = list(takewhile(lambda total: total <= MAX_BLOCK, accumulate(map(len, lines))))
    problem = error("too-long", (path, line, 1), message, "part it by blank lines")
    return lines[: len(kept)] or [lines[0][:MAX_BLOCK]], [problem]


@dataclass(frozen=True, slots=True)
class _Form:
    """What kind of block some lines are, and their text without the characters that say so."""

    kind: BlockKind
    parts: list[RawText]
    """The items of a list, the paragraphs of a quote, or else one text."""
    first: int | None = None
    """As in `Block`."""


def _parse_block(path: str, numbers: tuple[int, int], lines: _Lines, line: int) -> tuple[Block, _Problems]:
    """`numbers` are the block's own, and its paragraph's unless it is a heading."""
    form = _read_form(lines, line)
    kind, parts = form.kind, form.parts
    if kind is BlockKind.PARAGRAPH and not (has_markup(parts[0].text) or shows_nothing(parts[0].text)):  # most are so
        return Block(*numbers, kind, parts[0].text, positions=tuple(parts[0].runs)), []
    inline, problems = parse_inline(path, parts)
    number, paragraph = numbers
    block = Block(
        number,
        None if kind is BlockKind.HEADING else paragraph,
        kind,
        inline.text,
        inline.styles,
        inline.links,
        form.first,
        inline.positions or ((0, line, 1),),
        inline.escaped,
    )
    if shows_nothing(block.text):
        what = "its marks" if kind is not BlockKind.PARAGRAPH else "the invisible characters"
        message, hint = f"this {kind} has no words", f"write its words, or delete {what}"
        problems.append(error("empty-text", (path, line, 1), message, hint))
    return block, problems


def _read_form(lines: _Lines, line: int) -> _Form:
    first = lines[0].lstrip()
    if _HEADING.match(first):
        return _read_heading(lines, line)
    if first.startswith(">"):
        return _read_quote(lines, line)
    if (item := _ITEM.match(first)) and _is_list(lines, item[1]):
        return _read_list(lines, line, item[1])
    return _read_paragraph(lines, line)


def _read_heading(lines: _Lines, line: int) -> _Form:
    """`## `, then the words, in a block of their own. Any rank is read, but only `## ` is no problem."""
    return _Form(BlockKind.HEADING, [_gather(lines, line, _strip_heading)])


def _find_headings(path: str, lines: _Lines, line: int) -> Iterator[Problem]:
    """Every heading of a block, in a text that should have none."""
    for number, text in enumerate(lines, line):
        if heading := _HEADING.match(text.lstrip()):
            hint = f"take the `{heading[1]}` away, or put a `\\` before it if it is no heading"
            yield error("bad-heading", (path, number, 1), "only articles have headings", hint)


def _find_bad_headings(path: str, lines: _Lines, line: int) -> Iterator[Problem]:
    """A heading of another rank, or one without a blank line between it and the text around it."""
    heading = _HEADING.match(lines[0].lstrip())
    if heading and heading[1] != "##":
        message = "a heading begins with `## `, whatever its rank"
        yield error("bad-heading", (path, line, 1), message, "write `## `")
    for number, text in enumerate(lines[1:], line + 1):
        if _HEADING.match(text.lstrip()):
            hint = "put a blank line before it, or a `\\` if it is no heading"
            yield error("bad-heading", (path, number, 1), "a heading begins a block of its own", hint)
            return
    if heading and len(lines) > 1:
        hint = "put a blank line between them"
        yield error("bad-heading", (path, line + 1, 1), "text follows the heading without a blank line", hint)


def _read_quote(lines: _Lines, line: int) -> _Form:
    """`>` before the first line; before the others it may be left out. A line of only `>` parts paragraphs."""
    groups = _split_blocks(lines, line, lambda text: text[_strip_quote(text) :].strip())
    parts = [_gather(group, number, _strip_quote) for number, group in groups]
    return _Form(BlockKind.QUOTE, parts or [RawText("", [(0, line, 1)])])


def _is_list(lines: _Lines, first: str | None) -> bool:
    """Whether lines that begin like an item are a list; `first` is the item's number.

    A paragraph may begin with a year and a full stop: a number is an item's if it is 0 or 1 or another one follows.
    """
    items = (_ITEM.match(line.lstrip()) for line in lines[1:])
    return first is None or first.lstrip("0") in {"", "1"} or any(item and item[1] for item in items)


def _read_list(lines: _Lines, line: int, first: str | None) -> _Form:
    """`-`, `+`, `*`, `1.` or `1)` and a space before each item, which may go on in further lines.

    No list is in another, and no blank line between items. The first number counts, the others follow from it.
    """
    groups: list[tuple[int, _Lines]] = []
    for number, text in enumerate(lines, line):
        if _ITEM.match(text.lstrip()) or not groups:
            groups.append((number, [text]))
        else:
            groups[-1][1].append(text)
    parts = [_gather(group, number, _strip_item, _strip_nothing) for number, group in groups]
    return _Form(BlockKind.LIST, parts, int(first) if first else None)


def _read_paragraph(lines: _Lines, line: int) -> _Form:
    """Lines of words; the end of a line is a space."""
    return _Form(BlockKind.PARAGRAPH, [_gather(lines, line, _strip_nothing)])


_Strip = Callable[[str], int]
"""A line -> the offset in it at which its text begins."""


def _strip_nothing(_line: str) -> int:
    return 0


def _strip_heading(line: str) -> int:
    return _after(line, _HEADING.match(line.lstrip()))


def _strip_quote(line: str) -> int:
    stripped = line.lstrip()
    return len(line) - len(stripped) + 1 if stripped.startswith(">") else 0


def _strip_item(line: str) -> int:
    return _after(line, _ITEM.match(line.lstrip()))


def _after(line: str, match: re.Match[str] | None) -> int:
    """The offset in `line` after a match at the begin of its words, or 0."""
    return len(line) - len(line.lstrip()) + match.end() if match else 0


def _gather(lines: Iterable[str], line: int, strip: _Strip, strip_next: _Strip | None = None) -> RawText:
    """The lines as one, with one space for each run of spaces and tabs; `strip_next` is for all but the first line."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, text in enumerate(lines, line):
        begin = strip(text)
        strip = strip_next or strip
        if not begin and not pieces and "  " not in text and "\t" not in text and text[:1] != " ":
            runs.append((0, number, 1))  # nearly every line: as it is
            pieces.append(text.rstrip(" "))
            length = len(pieces[0])
            continue
        for word in _SPACED.finditer(text, begin):
            if pieces:
                pieces.append(" ")
                length += 1
            runs.append((length, number, word.start() + 1))
            pieces.append(word[0])
            length += len(word[0])
    return RawText("".join(pieces), runs or [(0, line, 1)])
