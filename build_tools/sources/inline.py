"""Inline markup of source texts: raw text of a block -> plain text with spans over it.

The constructs, each with its grammar where it is read:

    \\*                   `_Scanner._read_escape`
    *words*, **words**   `_Scanner._read_delimiters`; `_` likewise
    [words](address)     `_find_links`, `_Scanner._read_link`
    <b>, <https://…>     `_Scanner._check_html`: problems
    [^1], ~~words~~, …   `unsupported.find_inline`: problems

Anything else is text. The scanner cuts the raw text into nodes, which are slices of it, and notes which nodes a span
begins and ends at; the builder then puts the nodes together and turns these into offsets. It takes both, since whether
a `*` is markup or text is known only when its partner was found or not.

Every offset counts Unicode code points, every span is half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_tools.core.model import Link, Place, Style, StyleKind
from build_tools.core.problems import Problem, error
from build_tools.sources.unsupported import find_inline, hide, may_have_inline
from build_tools.text.characters import shows_nothing
from build_tools.text.excerpts import shortened
from build_tools.text.web_addresses import HOST

_SPECIAL = re.compile(r"[\\*_\[<]")
_MARKUP = re.compile(r"[\\*_\[<`~={&^$]")  # `has_markup` looks for the few longer marks by itself
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BRACKET = re.compile(r"[\\\[\]]")
_LINK_END = re.compile(r"\]\(\s*+(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\s*+\)")
_MEANT_AS_LINK = re.compile(r"\]\(\s*<?(?:https?:|article:|entity:)", re.IGNORECASE)
_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_WEB = re.compile(rf"{HOST}\S*", re.IGNORECASE)
_INTERNAL = re.compile(
    r"(?:article:[a-z0-9][a-z0-9-]*(?:#(?:p[1-9][0-9]{0,5}|note-[a-z0-9-]+))?|entity:[a-z0-9][a-z0-9-]*)"
)
_IN_WORDS = re.compile(r"://|www\.")
"""In the words of a link an address is no bare one."""
_AUTOLINK = re.compile(r"<https?:", re.IGNORECASE)
_HTML = re.compile(
    r"</?[A-Za-z][^\s<>/]*(?:[\s/][^<>]*)?>|<!--|<[!?][^<>]*>|<(?:script|style|iframe|object|svg)\b", re.IGNORECASE
)
_MAX_NESTED = 20
"""Emphasis within emphasis that is read as such; a deeper one is text."""

Run = tuple[int, int, int]
"""(offset, line, column): from this offset on, text and file run side by side."""


@dataclass(slots=True)
class RawText:
    """Text of a block before its markup is read, its white space closed up."""

    text: str
    runs: list[Run]
    """Ascending, the first at offset 0."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a code point of the text."""
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


@dataclass(frozen=True, slots=True)
class InlineText:
    """Plain text with spans over it, as `Block` has them."""

    text: str
    positions: tuple[Run, ...]
    """Empty if there is no text."""
    styles: tuple[Style, ...]
    links: tuple[Link, ...]
    escaped: tuple[int, ...]


def has_markup(text: str) -> bool:
    """Whether `text` has a character that may begin markup, or what may be unsupported; most paragraphs have none."""
    return _MARKUP.search(text) is not None or "://" in text or "www." in text or "%%" in text


def parse_inline(path: str, parts: Iterable[RawText]) -> tuple[InlineText, list[Problem]]:
    """The parts of a block (list items, paragraphs of a quote) as one text with "\\n" between them.

    `path` is the file that problems name. Emphasis and links don't go across parts.
    """
    problems: list[Problem] = []
    builder = _Builder()
    for part in parts:
        nodes = _Nodes(part)
        problems += _Scanner(path, nodes).scan_all()
        builder.add(nodes)
    return builder.build(), problems


@dataclass(slots=True)
class _Delimiters:
    """A run of `*` or `_`: its left end closes emphasis, its right end opens some, and the rest is text."""

    start: int
    end: int
    char: str
    closed: int = 0
    """How many of them close emphasis."""
    opened: int = 0
    """How many of them open emphasis."""

    @property
    def kept(self) -> int:
        """How many of them are text, as far as is known."""
        return self.end - self.start - self.closed - self.opened


@dataclass(slots=True)
class _Nodes:
    """A raw text cut into slices that are text and delimiters that may turn out to be text."""

    raw: RawText
    nodes: list[tuple[int, int] | _Delimiters] = field(default_factory=list)
    styles: list[tuple[int, int, StyleKind]] = field(default_factory=list)
    """(opening node, closing node, kind)."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """(first node, node after the last, address)."""
    escaped: list[int] = field(default_factory=list)
    """Nodes that are one character with a backslash before it."""


class _Scanner:
    """Fills `_Nodes` in one pass over its text, linear in its length; emphasis that isn't closed is text."""

    def __init__(self, path: str, nodes: _Nodes) -> None:
        self.path, self.out, self.text = path, nodes, nodes.raw.text
        self.openers: dict[str, list[int]] = {"*": [], "_": []}
        """Nodes that may open emphasis, outermost first."""
        self.problems: list[Problem] = []
        self.unread: list[int] = []
        """Offsets of what seems meant as a link and is none."""
        self.hidden: list[tuple[int, int]] = []
        """Ranges of the text in which nothing looks like a construct that can't be here."""

    def scan_all(self) -> list[Problem]:
        """Reads the whole text; the problems with it."""
        self._scan(0, len(self.text))
        for at in self.unread:
            hint = "a link is `[words](address)`, with no space or title in the address and no link in the words"
            self.problems.append(error("bad-link", self._place(at), "this link can't be read", hint))
            self.hidden.append((at, at + len("](https:")))
        if may_have_inline(self.text):
            self._find_unsupported()
        return self.problems

    def _find_unsupported(self) -> None:
        for found in find_inline(hide(self.text, self.hidden)):
            message = f"{found.construct.what} can't be in a text here"
            place = self._place(found.offset)
            self.problems.append(error("unsupported-markdown", place, message, found.construct.instead))

    def _scan(self, start: int, end: int) -> None:
        """Reads `[start, end)`: the whole text, or the words of a link."""
        links = _find_links(self.text, start, end, self.unread) if "[" in self.text else {}
        index = start
        while special := _SPECIAL.search(self.text, index, end):
            at = special.start()
            self._add_text(index, at)
            index = self._read(at, end, links)
        self._add_text(index, end)

    def _read(self, at: int, end: int, links: dict[int, re.Match[str]]) -> int:
        """Reads the construct at a special character; the offset after it."""
        char = self.text[at]
        if char == "\\" and at + 1 < end and self.text[at + 1] in _PUNCTUATION:
            return self._read_escape(at)
        if char == "[" and at in links:
            return self._read_link(at, links[at])
        if char in "*_":
            return self._read_delimiters(at, end)
        if char == "<":
            self._check_html(at)
        self._add_text(at, at + 1)
        return at + 1

    def _add_text(self, start: int, end: int) -> None:
        if start < end:
            self.out.nodes.append((start, end))

    def _place(self, offset: int) -> Place:
        return (self.path, *self.out.raw.place(offset))

    def _read_escape(self, at: int) -> int:
        r"""A backslash before a character of ASCII punctuation: `\*`. The character is text, the backslash is not.

        Before any other character a backslash is text.
        """
        self.out.escaped.append(len(self.out.nodes))
        self.hidden.append((at, at + 2))
        self._add_text(at + 1, at + 2)
        return at + 2

    def _read_delimiters(self, at: int, stop: int) -> int:
        """`*emphasis*` or `**strong**`, with `*` or `_`.

        A run of delimiters opens if no white space follows it, and closes if none is before it; a run of `_` moreover
        only at a word's edge, so that `snake_case` is text. Two delimiters on both sides are strong, one is emphasis;
        `***` nests one in the other.
        """
        text, char = self.text, self.text[at]
        end = at
        while end < stop and text[end] == char:
            end += 1
        before, after = text[at - 1 : at] or " ", text[end : end + 1] or " "
        node = len(self.out.nodes)
        run = _Delimiters(at, end, char)
        self.out.nodes.append(run)
        if not before.isspace() and not (char == "_" and after.isalnum()):
            self._close(node, run)
        may_open = not after.isspace() and not (char == "_" and before.isalnum())
        if may_open and run.kept and len(self.openers[char]) < _MAX_NESTED:
            self.openers[char].append(node)
        return end

    def _close(self, node: int, run: _Delimiters) -> None:
        """Pairs a run with the openers of its character, innermost first."""
        openers = self.openers[run.char]
        while run.kept and openers and openers[-1] < node - 1:
            opener = self.out.nodes[openers[-1]]
            assert isinstance(opener, _Delimiters)
            other = self.openers["_" if run.char == "*" else "*"]
            while other and other[-1] > openers[-1]:  # opened inside and not closed there
                other.pop()
            width = 2 if opener.kept >= 2 and run.kept >= 2 else 1
            kind = StyleKind.STRONG if width == 2 else StyleKind.EMPHASIS
            self.out.styles.append((openers[-1], node, kind))
            opener.opened += width
            run.closed += width
            if not opener.kept:
                openers.pop()

    def _read_link(self, at: int, end: re.Match[str]) -> int:
        """`[words](address)`; the words may have emphasis.

        The address is `https://…`, `article:slug`, `article:slug#p3`, `article:slug#note-id` or `entity:id`. Of a link
        to anything else the words are text, and it is a problem.
        """
        if fault := self._find_link_fault(at, end):
            self.problems.append(error("bad-link", self._place(at), *fault))
        first = len(self.out.nodes)
        self._scan_words(at + 1, end.start())
        self.hidden.append(end.span())
        href = end[1].removeprefix("<").removesuffix(">")
        if _WEB.fullmatch(href) or _INTERNAL.fullmatch(href):
            self.out.links.append((first, len(self.out.nodes), href))
        else:
            self._report_address(href, end.start(1) if end[1] else end.start())
        return end.end()

    def _scan_words(self, start: int, end: int) -> None:
        """Reads a link's words for themselves: no emphasis begins outside and ends inside them."""
        inner = _Scanner(self.path, self.out)
        inner.problems, inner.hidden = self.problems, self.hidden
        inner._scan(start, end)
        self.hidden += (found.span() for found in _IN_WORDS.finditer(self.text, start, end))

    def _report_address(self, href: str, at: int) -> None:
        hint = "link to https://…, `article:slug`, `article:slug#p3`, `article:slug#note-id` or `entity:id`"
        if _SCHEME.match(href):
            hint = "after `https://` comes a host such as www.un.org: nothing is before an `@`, and a port is a number"
        message = f"`{shortened(href, 60)}` is no address that can be linked to" if href else "the link has no address"
        self.problems.append(error("bad-link", self._place(at), message, hint))

    def _find_link_fault(self, at: int, end: re.Match[str]) -> tuple[str, str] | None:
        """(message, hint) for a link that would be none to the reader."""
        if self.text[at - 1 : at] == "!" and self.text[max(at - 2, 0) : at] != "\\!":
            return (
                "pictures can't be shown",
                "link to it in words: `[words](https://…)`; or write `\\!` to show it",
            )
        if shows_nothing(self.text[at + 1 : end.start()]):
            return "the link has no words", "write what readers are to see between `[` and `]`"
        return None

    def _check_html(self, at: int) -> None:
        """A tag, a comment or `<https://…>`: text, and a problem, since its author meant something else."""
        if _AUTOLINK.match(self.text, at):
            hint = "write `[words](https://…)`"
            self.problems.append(error("bad-link", self._place(at), "an address in `<…>` is no link here", hint))
        elif match := _HTML.match(self.text, at):
            self.hidden.append(match.span())
            hint = "use Markdown; to show a `<` itself, write `\\<`"
            self.problems.append(
                error("raw-html", self._place(at), f"HTML such as `{shortened(match[0], 40)}` can't be used", hint)
            )


def _find_links(text: str, start: int, end: int, unread: list[int]) -> dict[int, re.Match[str]]:
    """Offset of each `[` that begins a link in `[start, end)` -> the match of its `](address)`.

    Links don't nest: the inner one wins. An address has no white space, and brackets only in pairs, unless it is in
    `<…>`. To `unread` is added the offset of each `]` that an address follows which can't be one.
    """
    links: dict[int, re.Match[str]] = {}
    stack: list[int] = []
    outer = 0  # how many `[` are open around a link that was found
    index = start
    while found := _BRACKET.search(text, index, end):
        at, char = found.start(), found[0]
        index = at + 1
        if char == "\\":
            index = at + 2
        elif char == "[":
            stack.append(at)
        elif stack and (match := _LINK_END.match(text, at, end)):
            links[stack.pop()] = match
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
    return links


@dataclass(slots=True)
class _Builder:
    """Puts the nodes of a block's parts one after the other, and turns node numbers into offsets."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    positions: list[Run] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    escaped: list[int] = field(default_factory=list)

    def add(self, part: _Nodes) -> None:
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
        starts = []
        for node in part.nodes:
            starts.append(self.length)
            if isinstance(node, _Delimiters):
                self._add_slice(part.raw, node.start + node.closed, node.end - node.opened)
            else:
                self._add_slice(part.raw, *node)
        starts.append(self.length)
        self.styles += (Style(starts[a + 1], starts[b], kind) for a, b, kind in part.styles)
        self.links += (Link(starts[a], starts[b], href) for a, b, href in part.links)
        self.escaped += (starts[node] for node in part.escaped)

    def _add_slice(self, raw: RawText, start: int, end: int) -> None:
        if start >= end:
            return
        for offset, line, column in raw.runs_between(start, end):
            at = self.length + offset
            last = self.positions[-1] if self.positions else None
            if last is None or last[1] != line or last[2] - last[0] != column - at:
                self.positions.append((at, line, column))
        self.pieces.append(raw.text[start:end])
        self.length += end - start

    def build(self) -> InlineText:
        """The text, its spans sorted, empty ones left out."""
        return InlineText(
            "".join(self.pieces),
            tuple(self.positions),
            tuple(sorted(style for style in self.styles if style.start < style.end)),
            tuple(sorted(link for link in self.links if link.start < link.end)),
            tuple(self.escaped),
        )
