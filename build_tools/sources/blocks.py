"""The Markdown subset of source texts -> blocks of plain text with spans over it.

Headings (`## `), block quotes, lists, `*emphasis*`, `**strong**`, `[links](https://…)` and backslash
escapes; a blank line parts blocks. Whatever else stands there is text. Each block keeps where in the
file its text came from, so that a problem found later can point at it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, count, takewhile

from build_tools.core.model import Block, BlockKind, Link, Place, Style, StyleKind
from build_tools.core.problems import Problem, error, first_of_each
from build_tools.sources.front_matter import find_controls

_ITEM = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t])")
_HEADING = re.compile(r"(#{1,6})(?=[ \t])")
_LINK = re.compile(r"\]\(\s*+(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\s*+\)")
_HTML = re.compile(
    r"</?[A-Za-z][^\s<>/]*(?:[\s/][^<>]*)?>|<!--|<[!?][^<>]*>|<(?:script|style|iframe|object|svg)\b", re.IGNORECASE
)
_INTERNAL = re.compile(
    r"(?:article:[a-z0-9][a-z0-9-]*(?:#(?:p[1-9][0-9]{0,5}|note-[a-z0-9-]+))?|entity:[a-z0-9][a-z0-9-]*)"
)
_AUTOLINK = re.compile(r"<https?:", re.IGNORECASE)
_MEANT_AS_LINK = re.compile(r"\]\(\s*<?(?:https?:|article:|entity:)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\*_\[<]")
_BRACKET = re.compile(r"[\\\[\]]")
_SPACED = re.compile(r"[^ \t]+(?: [^ \t]+)*")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_MAX_NESTED = 20
"""Emphasis within emphasis; what is deeper is text."""


Run = tuple[int, int, int]
"""(offset, line, column): from this offset on, text and file run side by side."""


@dataclass(slots=True)
class _Raw:
    """A block's text before its markup is read, white space closed up."""

    text: str
    runs: list[Run]

    def place(self, offset: int) -> tuple[int, int]:
        start, line, column = self.runs[max(bisect_right(self.runs, (offset, 1 << 60, 0)) - 1, 0)]
        return (line, column + offset - start)

    def runs_between(self, start: int, end: int) -> Iterator[Run]:
        """The runs of `[start, end)`, offsets counted from `start`."""
        first = bisect_right(self.runs, (start, 1 << 60, 0))
        yield (0, *self.place(start))
        for index in range(first, len(self.runs)):  # a slice would be copied, for each of a text's many pieces
            offset, line, column = self.runs[index]
            if offset >= end:
                return
            yield (offset - start, line, column)


@dataclass(slots=True)
class _Delimiter:
    """A run of `*` or `_`; from its left it closes emphasis, from its right it opens some, what is left is text."""

    start: int
    end: int
    char: str
    closed: int = 0
    opened: int = 0

    @property
    def kept(self) -> int:
        return self.end - self.start - self.closed - self.opened


@dataclass(slots=True)
class _Inline:
    """Markup of one raw text: slices of it that are text, and delimiters that may turn out to be text."""

    raw: _Raw
    nodes: list[tuple[int, int] | _Delimiter] = field(default_factory=list)
    styles: list[tuple[int, int, StyleKind]] = field(default_factory=list)
    """(opening node, closing node, kind)."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """(first node, node behind the last, address)."""
    escaped: list[int] = field(default_factory=list)
    """Nodes that are one sign with a backslash before it."""


@dataclass(slots=True)
class _Builder:
    """A block's plain text, its parts (list items, a quote's paragraphs) put one after the other."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    positions: list[Run] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    escaped: list[int] = field(default_factory=list)

    def add(self, inline: _Inline) -> None:
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
        starts = []
        for node in inline.nodes:
            starts.append(self.length)
            if isinstance(node, _Delimiter):
                self._add_slice(inline.raw, node.start + node.closed, node.end - node.opened)
            else:
                self._add_slice(inline.raw, *node)
        starts.append(self.length)
        self.styles += (Style(starts[a + 1], starts[b], kind) for a, b, kind in inline.styles)
        self.links += (Link(starts[a], starts[b], href) for a, b, href in inline.links)
        self.escaped += (starts[node] for node in inline.escaped)

    def _add_slice(self, raw: _Raw, start: int, end: int) -> None:
        if start >= end:
            return
        for offset, line, column in raw.runs_between(start, end):
            at = self.length + offset
            last = self.positions[-1] if self.positions else None
            if last is None or last[1] != line or last[2] - last[0] != column - at:
                self.positions.append((at, line, column))
        self.pieces.append(raw.text[start:end])
        self.length += end - start

    def build(self, number: int, paragraph: int, kind: BlockKind, first: int | None, line: int) -> Block:
        return Block(
            number,
            None if kind is BlockKind.HEADING else paragraph,
            kind,
            "".join(self.pieces),
            tuple(sorted(s for s in self.styles if s.start < s.end)),
            tuple(sorted(n for n in self.links if n.start < n.end)),
            first,
            tuple(self.positions) or ((0, line, 1),),
            tuple(self.escaped),
        )


def parse_blocks(
    path: str, text: str, first_line: int = 1, *, may_have_headings: bool = True
) -> tuple[tuple[Block, ...], list[Problem]]:
    """Blocks of a source text; `first_line` is the file's line number of its first line."""
    problems: list[Problem] = []
    text = find_controls(path, text, first_line, problems)
    blocks: list[Block] = []
    paragraph = 0
    for line, every_line in _split_blocks(text, first_line):
        lines = _within_limit(path, every_line, line, problems)
        if may_have_headings:
            problems += _find_bad_headings(path, lines, line)
        else:
            problems += _find_headings(path, lines, line)
        block = _parse_block(path, (len(blocks) + 1, paragraph + 1), lines, line, problems)
        paragraph += block.paragraph is not None
        blocks.append(block)
    return tuple(blocks), first_of_each(problems)


def parse_plain(
    text: str, skip: tuple[int, ...], headings: tuple[int, ...], captions: tuple[int, ...]
) -> tuple[Block, ...]:
    """Blocks of an original's plain text, taken literally; the numbers in `skip` are left out but counted."""
    blocks: list[Block] = []
    paragraph = 0
    kinds = dict.fromkeys(captions, BlockKind.CAPTION) | dict.fromkeys(headings, BlockKind.HEADING)
    left_out = frozenset(skip)
    for number, (line, lines) in enumerate(_split_blocks(text, 1), 1):
        if number in left_out:
            continue
        kind = kinds.get(number, BlockKind.PARAGRAPH)
        paragraph += kind is BlockKind.PARAGRAPH
        body = "\n".join(lines).strip()
        shown = paragraph if kind is BlockKind.PARAGRAPH else None
        blocks.append(Block(number, shown, kind, body, positions=((0, line, 1),)))
    return tuple(blocks)


def mark_captions(blocks: tuple[Block, ...], skip: tuple[int, ...], captions: tuple[int, ...]) -> tuple[Block, ...]:
    """A study edition's blocks with the captions marked: its k-th block stands for the original's k-th not skipped."""
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


MAX_BLOCK = 50_000
"""Code points of a paragraph: a chapter without a blank line has as many. Beyond that some steps get slow."""


def _within_limit(path: str, lines: list[str], line: int, problems: list[Problem]) -> list[str]:
    """A block's lines, as many as may be; a problem where they are more."""
    length = sum(map(len, lines))
    if length <= MAX_BLOCK:
        return lines
    message = f"this paragraph has {length:,} characters, and only the first {MAX_BLOCK:,} are read"
    problems.append(error("too-long", (path, line, 1), message, "part it by blank lines"))
    kept = list(takewhile(lambda total: total <= MAX_BLOCK, accumulate(map(len, lines))))
    return lines[: len(kept)] or [lines[0][:MAX_BLOCK]]


def _split_blocks(text: str, first_line: int) -> list[tuple[int, list[str]]]:
    blocks: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), first_line):
        if not line.strip():
            fresh = True
        elif fresh:
            blocks.append((number, [line]))
            fresh = False
        else:
            blocks[-1][1].append(line)
    return blocks


def _parse_block(path: str, numbers: tuple[int, int], lines: list[str], line: int, problems: list[Problem]) -> Block:
    """`numbers`: the block's, and its paragraph's unless it is a heading."""
    first = lines[0].lstrip()
    if _HEADING.match(first):
        kind, number = BlockKind.HEADING, None
        parts = [_gather(lines, line, _strip_heading)]
    elif first.startswith(">"):
        kind, number = BlockKind.QUOTE, None
        parts = _quote_parts(lines, line)
    elif (item := _ITEM.match(first)) and _is_list(lines, item[1]):
        kind, number = BlockKind.LIST, int(item[1]) if item[1] else None
        parts = _list_parts(lines, line)
    else:
        kind, number = BlockKind.PARAGRAPH, None
        parts = [_gather(lines, line, _strip_nothing)]
    if kind is BlockKind.PARAGRAPH and not _SPECIAL.search(parts[0].text):  # most are words and nothing else
        return Block(*numbers, kind, parts[0].text, positions=tuple(parts[0].runs))
    builder = _Builder()
    for part in parts:
        inline = _Inline(part)
        _Scanner(path, inline, problems).scan_all()
        builder.add(inline)
    block = builder.build(*numbers, kind, number, line)
    if not block.text.strip():
        message, hint = f"a {kind} without words stands here", "write its words, or delete the sign"
        problems.append(error("empty-text", (path, line, 1), message, hint))
    return block


def _is_list(lines: list[str], first: str | None) -> bool:
    """Whether lines that begin with an item's sign are a list: a paragraph may begin with a year and a full stop."""
    items = (_ITEM.match(line.lstrip()) for line in lines[1:])
    return first is None or first.lstrip("0") in {"", "1"} or any(item and item[1] for item in items)


def _find_headings(path: str, lines: list[str], line: int) -> Iterator[Problem]:
    """Every heading of a block, where there should be none."""
    for number, text in enumerate(lines, line):
        if heading := _HEADING.match(text.lstrip()):
            hint = f"take the `{heading[1]}` away, or put a `\\` before it if it is no heading"
            yield error("bad-heading", (path, number, 1), "only articles have headings", hint)


def _find_bad_headings(path: str, lines: list[str], line: int) -> Iterator[Problem]:
    """A heading of another rank, or one that no blank line parts from the text around it."""
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


def _strip_nothing(_line: str) -> int:
    return 0


def _strip_heading(line: str) -> int:
    match = _HEADING.match(line.lstrip())
    return len(line) - len(line.lstrip()) + match.end() if match else 0


def _strip_quote(line: str) -> int:
    stripped = line.lstrip()
    return len(line) - len(stripped) + 1 if stripped.startswith(">") else 0


def _strip_item(line: str) -> int:
    match = _ITEM.match(line.lstrip())
    return len(line) - len(line.lstrip()) + match.end() if match else 0


def _quote_parts(lines: list[str], line: int) -> list[_Raw]:
    groups: list[tuple[int, list[str]]] = []
    fresh = True
    for number, text in enumerate(lines, line):
        if not text[_strip_quote(text) :].strip():
            fresh = True
        elif fresh:
            groups.append((number, [text]))
            fresh = False
        else:
            groups[-1][1].append(text)
    return [_gather(group, number, _strip_quote) for number, group in groups] or [_Raw("", [(0, line, 1)])]


def _list_parts(lines: list[str], line: int) -> list[_Raw]:
    groups: list[tuple[int, list[str]]] = []
    for number, text in enumerate(lines, line):
        if _ITEM.match(text.lstrip()) or not groups:
            groups.append((number, [text]))
        else:
            groups[-1][1].append(text)
    return [_gather(group, number, _strip_item, _strip_nothing) for number, group in groups]


def _gather(
    lines: list[str], line: int, strip: Callable[[str], int], strip_next: Callable[[str], int] | None = None
) -> _Raw:
    """The lines as one, runs of spaces and tabs closed up to one space; `strip` says where a line's text begins."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for number, text in enumerate(lines, line):
        begin = strip(text)
        strip = strip_next or strip
        if not begin and not pieces and "  " not in text and "\t" not in text and text[:1] != " ":
            runs.append((0, number, 1))  # nearly every line: as it stands
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
    return _Raw("".join(pieces), runs or [(0, line, 1)])


class _Scanner:
    """One pass over a raw text, linear in its length; emphasis opened and not closed is text."""

    def __init__(self, path: str, inline: _Inline, problems: list[Problem]) -> None:
        self.path, self.inline, self.problems = path, inline, problems
        self.text = inline.raw.text
        self.openers: dict[str, list[int]] = {"*": [], "_": []}
        """Nodes that may open emphasis, outermost first."""
        self.unread: list[int] = []
        """Offsets where a link seems to be meant that is none."""

    def scan_all(self) -> None:
        """Read the whole text."""
        self.scan(0, len(self.text))
        for at in self.unread:
            hint = "a link is `[words](address)`, with no space or title in the address and no link in the words"
            self.problems.append(error("bad-link", self._place(at), "this link can't be read", hint))

    def scan(self, start: int, end: int) -> None:
        text, nodes = self.text, self.inline.nodes
        closers = _link_closers(text, start, end, self.unread) if "[" in text else {}
        index = start
        while special := _SPECIAL.search(text, index, end):
            at = special.start()
            if at > index:
                nodes.append((index, at))
            char = text[at]
            if char == "\\" and at + 1 < end and text[at + 1] in _PUNCTUATION:
                self.inline.escaped.append(len(nodes))
                nodes.append((at + 1, at + 2))
                index = at + 2
            elif char == "[" and at in closers:
                index = self._link(at, closers[at])
            elif char in "*_":
                index = self._delimiter(at, end)
            else:
                self._check_html(at)
                nodes.append((at, at + 1))
                index = at + 1
        if index < end:
            nodes.append((index, end))

    def _place(self, offset: int) -> Place:
        return (self.path, *self.inline.raw.place(offset))

    def _check_html(self, index: int) -> None:
        if _AUTOLINK.match(self.text, index):
            hint = "write `[words](https://…)`"
            self.problems.append(error("bad-link", self._place(index), "an address in `<…>` is no link here", hint))
        elif match := _HTML.match(self.text, index):
            tag = match[0] if len(match[0]) < 40 else match[0][:40] + "…"
            hint = "use Markdown; to show the sign `<` itself, write `\\<`"
            self.problems.append(error("raw-html", self._place(index), f"HTML such as `{tag}` can't be used", hint))

    def _link(self, index: int, closer: re.Match[str]) -> int:
        if fault := self._find_link_fault(index, closer):
            self.problems.append(error("bad-link", self._place(index), *fault))
        start = len(self.inline.nodes)
        _Scanner(self.path, self.inline, self.problems).scan(index + 1, closer.start())
        href = closer[1].removeprefix("<").removesuffix(">")
        if _WEB.fullmatch(href) or _INTERNAL.fullmatch(href):
            self.inline.links.append((start, len(self.inline.nodes), href))
        else:
            place = self._place(closer.start(1) if closer[1] else closer.start())
            hint = "link to https://…, `article:slug`, `article:slug#p3`, `article:slug#note-id` or `entity:id`"
            shown = href if len(href) < 60 else href[:60] + "…"
            message = f"`{shown}` is no address that can be linked to" if href else "the link has no address"
            self.problems.append(error("bad-link", place, message, hint))
        return closer.end()

    def _find_link_fault(self, index: int, closer: re.Match[str]) -> tuple[str, str] | None:
        """(message, hint) for a link that is no link to the reader."""
        if self.text[index - 1 : index] == "!" and self.text[max(index - 2, 0) : index] != "\\!":
            return "pictures can't be shown", "link to it in words: `[words](https://…)`; or write `\\!` for the sign"
        if not self.text[index + 1 : closer.start()].strip():
            return "the link has no words", "write what readers are to see between `[` and `]`"
        return None

    def _delimiter(self, index: int, stop: int) -> int:
        text, char = self.text, self.text[index]
        end = index
        while end < stop and text[end] == char:
            end += 1
        before, after = text[index - 1 : index] or " ", text[end : end + 1] or " "
        node = len(self.inline.nodes)
        run = _Delimiter(index, end, char)
        self.inline.nodes.append(run)
        if not before.isspace() and not (char == "_" and after.isalnum()):
            self._close(node, run)
        if (
            run.kept
            and len(self.openers[char]) < _MAX_NESTED
            and not after.isspace()
            and not (char == "_" and before.isalnum())
        ):
            self.openers[char].append(node)
        return end

    def _close(self, node: int, run: _Delimiter) -> None:
        """Pair a run with the openers of its kind, innermost first."""
        openers = self.openers[run.char]
        while run.kept and openers and openers[-1] < node - 1:
            opener = self.inline.nodes[openers[-1]]
            assert isinstance(opener, _Delimiter)
            other = self.openers["_" if run.char == "*" else "*"]
            while other and other[-1] > openers[-1]:  # opened inside and not closed there
                other.pop()
            width = 2 if opener.kept >= 2 and run.kept >= 2 else 1
            kind = StyleKind.STRONG if width == 2 else StyleKind.EMPHASIS
            self.inline.styles.append((openers[-1], node, kind))
            opener.opened += width
            run.closed += width
            if not opener.kept:
                openers.pop()


def _link_closers(text: str, start: int, end: int, unread: list[int]) -> dict[int, re.Match[str]]:
    """Offset of each `[` that begins a link -> the match of its `](address)`. Links don't nest: the inner one wins.

    `unread` is given the offset of each `]` with an address behind it that can't be one.
    """
    closers: dict[int, re.Match[str]] = {}
    stack: list[int] = []
    outer = 0
    index = start
    while found := _BRACKET.search(text, index, end):
        at, char = found.start(), found[0]
        index = at + 1
        if char == "\\":
            index = at + 2
        elif char == "[":
            stack.append(at)
        elif stack and (match := _LINK.match(text, at, end)):
            closers[stack.pop()] = match
            outer += len(stack)
            stack.clear()
            index = match.end()
        elif stack or outer:
            if stack:
                stack.pop()
            else:
                outer -= 1
            if _MEANT_AS_LINK.match(text, at, end):
                unread.append(at)
    return closers
