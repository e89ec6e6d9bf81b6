"""Plain text -> the Markdown of source texts: every sign stands for itself."""

from __future__ import annotations

import re

from build_tools.exchange.incoming.converted import Converted
from build_tools.sources.blocks import parse_plain
from build_tools.sources.front_matter import find_controls

_SIGN = re.compile(r"[\\*_\[<]")
_LINE_START = re.compile(r"(#{1,6}(?=[ \t])|>|[-+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_LONGEST = 150
"""Code points that a title may have."""


def find_title(text: str) -> str:
    """A first block that looks like a title; "" where there is none."""
    first, *_ = parse_plain(text, (), (), ()) or (None,)
    return as_title(first.text.lstrip("# ")) if first and "\n" not in first.text else ""


def as_title(line: str) -> str:
    """A line as a title, if it looks like one; else ""."""
    title = " ".join(line.split())
    return title if len(title) <= _LONGEST and not title.endswith((".", ",", ";")) else ""


def from_plain(path: str, text: str, title: str) -> Converted:
    """The text of the file at `path`, without a first block that only says its title."""
    spaced = "".join(" " if c.isspace() and c != "\n" else c for c in text)  # which `to_source` takes for spaces too
    _, problems = find_controls(path, spaced, 1)
    first, *_ = parse_plain(text, (), (), ()) or (None,)
    says_title = first is not None and first.text.lstrip("# ").split() == title.split()
    rest = text.lstrip()[len(first.text) :] if first and says_title else text
    return Converted(path, tuple(text.split("\n")), to_source(rest), tuple(problems))


def to_source(text: str) -> str:
    """Paragraphs parted by one blank line each, their lines joined, with a backslash before what would be markup."""
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join(_escape(" ".join(block.split())) for block in blocks if block.strip())


def _escape(line: str) -> str:
    line = _SIGN.sub(r"\\\g<0>", line)
    start = _LINE_START.match(line)
    if start is None:
        return line
    at = start.end() - 1 if start[0][-1] in ".)" else 0
    return f"{line[:at]}\\{line[at:]}"
