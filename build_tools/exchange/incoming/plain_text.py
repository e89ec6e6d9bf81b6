"""Convert plain text to the Markdown of source texts: no character is markup."""

from __future__ import annotations

import re

from build_tools.core.model import BlockKind
from build_tools.exchange.incoming.converted import Converted
from build_tools.sources.blocks import parse_plain
from build_tools.sources.front_matter import find_controls, find_direction_marks
from build_tools.sources.unsupported import LineSearch, find_inline, hide

_MARKUP = re.compile(r"[\\*_\[<]")
_LINE_START = re.compile(r"(#{1,6}(?=[ \t])|>|[-+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_LONGEST = 150
"""A title has at most this many code points."""


def find_title(text: str) -> str:
    """The first block, if it looks like a title; else ""."""
    first, *_ = parse_plain(text, (), (), ()) or (None,)
    return as_title(first.text.lstrip("# ")) if first and "\n" not in first.text else ""


def as_title(line: str) -> str:
    """The line as a title, if it looks like one; else ""."""
    title = " ".join(line.split())
    return title if len(title) <= _LONGEST and not title.endswith((".", ",", ";")) else ""


def from_plain(path: str, text: str, title: str) -> Converted:
    """The text of the file at `path`, without a first block that only repeats its title."""
    spaced = "".join(" " if c.isspace() and c != "\n" else c for c in text)  # as in `to_source`
    _, problems = find_controls(path, spaced, 1)
    problems += find_direction_marks(path, spaced)
    first, *_ = parse_plain(text, (), (), ()) or (None,)
    says_title = first is not None and first.text.lstrip("# ").split() == title.split()
    rest = text.lstrip()[len(first.text) :] if first and says_title else text
    return Converted(path, tuple(text.split("\n")), to_source(rest), tuple(problems))


def to_source(text: str) -> str:
    """Paragraphs separated by one blank line, each on one line, with a backslash before what would be markup."""
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join(_escape(" ".join(block.split())) for block in blocks if block.strip())


def _escape(line: str) -> str:
    line = _MARKUP.sub(r"\\\g<0>", line)
    start = _LINE_START.match(line)
    if start:
        at = start.end() - 1 if start[0][-1] in ".)" else 0
        line = f"{line[:at]}\\{line[at:]}"
    elif any(LineSearch().find(BlockKind.PARAGRAPH, [line])):
        line = f"\\{line}"
    return _escape_within(line)


def _escape_within(line: str) -> str:
    """The line with a backslash before what would be no text: the first character of punctuation of each."""
    while found := next(find_inline(hide(line, [m.span() for m in _ESCAPED.finditer(line)])), None):
        mark = _PUNCTUATION.search(line, found.offset)
        assert mark
        line = f"{line[: mark.start()]}\\{line[mark.start() :]}"
    return line
