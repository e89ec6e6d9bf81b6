"""Plain text -> the Markdown of source texts: every sign stands for itself."""

from __future__ import annotations

import re

_SIGN = re.compile(r"[\\*_\[<]")
_LINE_START = re.compile(r"(#{1,6}(?=[ \t])|>|[-+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")


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
