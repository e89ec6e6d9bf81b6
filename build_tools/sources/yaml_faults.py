"""Why front matter can't be read, in words for people who don't know YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

PUT_QUOTES = "put quotes around the whole value"
_TAB = ("there is a tab here", "indent with spaces")
_CHARACTER = ("no value can begin with this character", PUT_QUOTES)
_BACKSLASH = ("within double quotes a backslash is a command", "write it twice")
_OPEN_BRACKET = ("the bracket isn't closed", "write a list as `[one, two]`, on one line")
_FAULTS: dict[str, tuple[str, str]] = {
    "could not find expected ':'": (
        "this line is no `key: value`",
        "put a colon and a space after the key, or quotes around a value of several lines",
    ),
    "found unexpected end of stream": (
        "the quotation mark isn't closed",
        "close it; a quotation mark within the text is written twice",
    ),
    "did not find expected ',' or ']'": _OPEN_BRACKET,
    "did not find expected ',' or '}'": _OPEN_BRACKET,
    "mapping values are not allowed in this context": ("there is a second `: ` in this line", PUT_QUOTES),
    "found character that cannot start any token": _CHARACTER,
    "did not find expected alphabetic or numeric character": _CHARACTER,
    "found a tab character that violates indentation": _TAB,
    "did not find expected key": ("this doesn't fit what is before it", PUT_QUOTES),
    "found unknown escape character": _BACKSLASH,
    "did not find expected hexdecimal number": _BACKSLASH,
    "found invalid Unicode character escape code": (
        "there is no character with this escape",
        "write the character itself, or the backslash twice to show it",
    ),
}
"""What libyaml says -> message and hint."""
REPORTED_AT_THE_START = {
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected alphabetic or numeric character",
}
"""Faults that are reported where the value begins, not where reading it failed."""

UNEVEN_ITEM = ("this item isn't indented like the one before it", "give all items of a list the same indent")
_CURLY = re.compile(r"^[^:]*:[ \t]+[“”„‟«‘‚’]")
_KEY_LINE = re.compile(r"([ \t]+)[A-Za-z_]+:(?:[ \t]|$)")
_ITEM_LINE = re.compile(r"[ \t]*- ")
_COMMENT = re.compile(r"[ \t]#")
_INDENTATION = frozenset(
    {
        "mapping values are not allowed in this context",
        "did not find expected <document start>",
        "did not find expected '-' indicator",
        "did not find expected key",
    }
)
"""What libyaml says where lines aren't indented as it expects, among other things."""


def explain_fault(problem: str, lines: Sequence[str], line: int, column: int) -> tuple[str, str, tuple[int, int]]:
    """(message, hint, (line, column)) for what libyaml says of a place; lines and columns from 0."""
    text = lines[line]
    if text[column : column + 1] == "\t":
        return *_TAB, (line, column)
    if problem in _INDENTATION and (found := _explain_indentation(problem, lines, line)):
        return found
    if found := _explain_no_colon(lines, line, column):
        return found
    if _FAULTS.get(problem) == _OPEN_BRACKET and (comment := _COMMENT.search(text, column)):
        message = "a `#` after a space begins a comment here, so the bracket isn't closed"
        return message, "put quotes around the value with the `#`", (line, comment.start() + 1)
    if _CURLY.match(text):
        message = "curly quotation marks don't hold a value together here"
        return message, 'write straight ones, `"`, around the whole value', (line, column)
    message, hint = _FAULTS.get(problem, (f"the front matter can't be read here: {problem}", PUT_QUOTES))
    return message, hint, (line, column)


def _explain_indentation(problem: str, lines: Sequence[str], line: int) -> tuple[str, str, tuple[int, int]] | None:
    """The same for a key or an item with other spaces before it than those around it."""
    if problem == "did not find expected <document start>":  # the lines above are indented, and this one isn't
        first = next((n for n, text in enumerate(lines[:line]) if _KEY_LINE.match(text)), None)
        return _say_indented(lines, first) if first is not None else None
    if _ITEM_LINE.match(lines[line]) and any(_ITEM_LINE.match(text) for text in lines[max(line - 1, 0) : line]):
        return *UNEVEN_ITEM, (line, _indent(lines[line]))
    return _say_indented(lines, line) if _KEY_LINE.match(lines[line]) else None


_BARE_KEY = re.compile(r"[A-Za-z_]+[ \t]*")
_NO_COLON = re.compile(r"([A-Za-z_]+)[ \t]*(:(?=\S)|[=：﹕∶꞉](?:=)?)[ \t]*(?=\S)")


def _explain_no_colon(lines: Sequence[str], line: int, column: int) -> tuple[str, str, tuple[int, int]] | None:
    """The same for `key:value` or `key = value`. YAML finds out in the next line, whose first colon surprises it."""
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), -1)
    for at in (above, line) if _BARE_KEY.fullmatch(lines[line][:column]) else (line,):
        if at >= 0 and (found := _NO_COLON.match(lines[at])):
            what = "there is no space after the colon" if found[2] == ":" else f"there is `{found[2]}` and no colon"
            rest = lines[at][found.end() :].strip()
            return what, f"write `{found[1]}: {rest[:_SHOWN]}`", (at, found.start(2))
    return None


_SHOWN = 60
"""Characters of a value that a hint repeats."""


def _say_indented(lines: Sequence[str], line: int) -> tuple[str, str, tuple[int, int]]:
    if _is_under_item(lines, line):
        message, hint = "this key isn't indented like those around it", "give all keys of an item the same indent"
    elif line > 0 and (before := _KEY_LINE.match(lines[line - 1])) and len(before[1]) != _indent(lines[line]):
        message, hint = "this key isn't indented like the one before it", "give all keys below one key the same indent"
    else:
        message, hint = "this line is indented", "keys begin at the margin: delete the spaces before it"
    return message, hint, (line, _indent(lines[line]))


def _is_under_item(lines: Sequence[str], line: int) -> bool:
    """Whether the line before is an item with a key of its own: `- code: x`."""
    return line > 0 and re.match(r"[ \t]*- [A-Za-z_]+:(?:[ \t]|$)", lines[line - 1]) is not None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


_DASHES = re.compile(r"[ \t]*[-‐‑‒–—―−]{1,5}[ \t]*")
_BEGIN = "begin the file with a line of three hyphens, `---`, then the keys, and another line `---`"


def say_no_start(lines: Sequence[str]) -> tuple[str, str]:
    """(message, hint) for a file that doesn't begin with a line of three hyphens."""
    first = lines[0] if lines else ""
    rest = next((text for text in lines if text.strip()), "")
    if not first.strip() and _DASHES.fullmatch(rest):
        return "the file begins with a blank line", "delete it, so that `---` is the first line"
    if _DASHES.fullmatch(first):
        what = "hyphens with spaces before them" if first.strip() == "---" else f"`{first.strip()}`"
        return f"line 1 is {what}, which doesn't begin the front matter", "write three hyphens at the margin: `---`"
    if re.match(r"[ \t]*(?:`{3,}|~{3,})", rest):
        return "the file begins with a code fence", "delete the lines with ``` around the text; begin with `---`"
    if rest.strip() == "+++":
        return "the front matter begins with `+++`", "write `---` instead, and the keys as `key: value`"
    if re.match(r"[a-z_]+:(?:[ \t]|$)", rest):
        return "the file begins with a key, without a line `---` before it", "put a line of three hyphens first: `---`"
    if late := next((n for n, text in enumerate(lines[:-1], 1) if text == "---" and _FIRST_KEY.match(lines[n])), 0):
        return f"line {late} begins the front matter, but other lines are above it", "put them below the second `---`"
    return "the file has no front matter", _BEGIN


_FIRST_KEY = re.compile(r"[a-z_]+:(?:[ \t]|$)")


def say_no_end(lines: Sequence[str]) -> tuple[int, str, str]:
    """(line, from 1, message, hint) where the second line of three hyphens is missing."""
    for number, text in enumerate(lines[1:], 2):
        if _DASHES.fullmatch(text) or text.strip() in {"```", "...", "+++"}:
            message = f"line {number} is `{text.strip()}`, which doesn't end the front matter"
            if text.strip() == "---":
                message = f"line {number} has spaces before it, and doesn't end the front matter"
            return number, message, "write three hyphens at the margin: `---`"
    return 1, "the front matter isn't closed", "end the keys with a line `---`, then write the text"
