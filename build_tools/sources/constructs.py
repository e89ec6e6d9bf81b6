r"""Markdown that texts and notes can't have here, as tables of patterns; `unsupported.py` looks for it.

A pattern means the same in Python and in JavaScript, since unsupported.js of the form for a note has it too. So it
names its white space, and its first group, not a look back, says what must be before.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Construct:
    what: str
    """With its article, as the beginning of a message."""
    instead: str
    """What to write: a hint."""


SPACE = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BULLETS = r"\u2022\u2023\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u2043"
ITEM = r"(?:[-+*]|\d{1,9}[.)])[ \t]"

_TARGET = (
    r"(?:<[^<>]*>|[^ \t]*[\/:#][^ \t]*|[^ \t]+\.[A-Za-z]{2,5})"
    r"(?:[ \t]+(?:\x22[^\x22]*\x22|'[^']*'|\([^()]*\)))?"
)
"""An address, and a title after it."""

INLINE: dict[str, tuple[Construct, str]] = {
    "footnote": (
        Construct(
            "a footnote", "write the note as a file in the article's `annotations` folder, or `\\[` for the bracket"
        ),
        r"()(?:\[\^[^\[\]_SPACE_]+\]|\^\[[^\[\]]+\])",
    ),
    "reference link": (
        Construct("a link with its address elsewhere", "write `[words](https://…)`, or `\\[` for the bracket"),
        r"(^|[^\]A-Za-z0-9])\[(?!\^|[0-9]+\])[^\[\]]+\]\[[^\[\]]*\]",
    ),
    "citation": (
        Construct("a citation by its key", "name the reference under `cites:`, or write `\\[` for the bracket"),
        r"()\[-?@[A-Za-z0-9_][^\[\]]*\]",
    ),
    "code": (
        Construct("code between backticks", "leave out the backticks, or write ‘…’ or *…*; `\\` before one keeps it"),
        r"(^|[^\x60A-Za-z0-9\u00c0-\u1fff\u2c00-\ufdff])(\x60+)(?![\x60_SPACE_])[^\x60]*[^\x60_SPACE_]\2(?![\x60A-Za-z0-9])",
    ),
    "entity": (
        Construct("a character written as an HTML entity", "write the character itself, or `\\&` for the `&`"),
        r"()&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{2,31}|[lg][te]|ne|mu|nu|xi|pi);",
    ),
    "strike": (
        Construct("struck-out text", "leave it out, or write `\\~` for the `~`"),
        r"(^|[^~])~~(?![~_SPACE_])[^~]*[^~_SPACE_]~~(?!~)",
    ),
    "highlight": (
        Construct("highlighted text", "write *…* or **…**, or `\\=` for the `=`"),
        r"(^|[^=A-Za-z0-9])==(?![=_SPACE_])[^=]*[^=_SPACE_]==(?![=A-Za-z0-9])",
    ),
    "insertion": (
        Construct("inserted text", "write *…*, or `\\^` for the `^`"),
        r"(^|[^\^])\^\^(?![\^_SPACE_])[^\^]*[^\^_SPACE_]\^\^(?!\^)",
    ),
    "subscript": (
        Construct(
            "a subscript or superscript", "write the character itself, such as ₂ or ², or a `\\` before the mark"
        ),
        r"([A-Za-z0-9)])(?:~[A-Za-z0-9+-]{1,20}~(?!~)|\^[A-Za-z0-9+-]{1,20}\^(?!\^))",
    ),
    "attributes": (
        Construct("a class, an id or a language in braces", "leave it out, or write `\\{` for the brace"),
        r"()\{:?[_SPACE_]*(?:[.#][A-Za-z_]|[A-Za-z][A-Za-z0-9_-]*=)[^{}]*\}",
    ),
    "wiki link": (
        Construct(
            "a link in double brackets",
            "write `[words](article:…)`, `[words](entity:…)` or `[words](https://…)`; `\\[` for the bracket",
        ),
        r"()!?\[\[[^\[\]]+\]\]",
    ),
    "formula": (
        Construct("a formula", "write it in words or characters, such as *x*², or `\\$` for the `$`"),
        r"(^|[^A-Za-z0-9$])(?:\$\$[^$]+\$\$|\$(?![$_SPACE_])(?=[^$]*[\\^_={])[^$]*[^$_SPACE_]\$(?![0-9$]))",
    ),
    "hidden": (
        Construct("a comment that is to be hidden", "leave it out, since readers would see it; or write `\\%`"),
        r"()%%[^%]+%%",
    ),
    "template": (
        Construct("a tag of a template", "write the words themselves, or `\\{` for the brace"),
        r"()(?:\{\{[^{}]*\}\}|\{%[^{}]*%\})",
    ),
    "revision": (
        Construct("a marked revision", "write the words as they are to be, or `\\{` for the brace"),
        r"()\{(?:\+\+|--|>>)[^{}]*\}",
    ),
    "address": (
        Construct(
            "an address that isn't a link",
            "write `[words](https://…)`, or `https\\://…` or `www\\.…` to show it as text",
        ),
        (
            r"(^\(?|[^A-Za-z0-9<: (]|[^\]]\(|[^:] |[^\]]: ?)"
            r"(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\/_SPACE_]|www\.[^._SPACE_]+\.[^._SPACE_])"
        ),
    ),
}
"""Constructs within words, in the order of messages; the first group is what must be before."""

LINES: dict[str, tuple[Construct, str]] = {
    "code block": (
        Construct("a block of code", "write it as a paragraph, or leave it out"),
        r"(?:\x60{3,}[^\x60]*|~{3,}.*)$",
    ),
    "grid": (Construct("a table", "write its rows as sentences, or as a list"), r"\+(?:[-=:]+\+)+[ \t]*$"),
    "row": (
        Construct("a table", "write its rows as sentences, or as a list; `\\|` for the character itself"),
        r"\|.*\|[ \t]*$|\|[ \t].*\|",
    ),
    "verse": (
        Construct("a line of verse", "make each line a paragraph, or write `\\|` for the character itself"),
        r"\|(?:[ \t]|$)",
    ),
    "columns": (
        Construct("a table", "write its rows as sentences, or as a list"),
        r"(?=.*-)(?=.*\|)[ \t:|-]+$",
    ),
    "underline": (
        Construct("an underlined heading", "delete this line; in an article, put `## ` before the heading"),
        r"(?:=+|--+)[ \t]*$",
    ),
    "rule": (
        Construct("a line across the text", "leave it out, or put a heading there"),
        r"([-*_])(?:[ \t]*\1){2,}[ \t]*$",
    ),
    "definition": (
        Construct("an address apart from its link", "write `[words](https://…)` where the link is to be"),
        rf"\[(?!\^)[^\[\]]+\]:[ \t]*{_TARGET}[ \t]*$",
    ),
    "abbreviation": (Construct("an abbreviation's definition", "leave it out"), r"\*\[[^\[\]]+\]:"),
    "task": (
        Construct("a task list", "leave out the box, or write `\\[` for the bracket"),
        rf"{ITEM}[ \t]*\[[ xX]\](?:[ \t]|$)",
    ),
    "term": (
        Construct("a list of definitions", "write each as a paragraph or an item, or `\\:` for the colon"),
        r":[ \t]+[^ \t]",
    ),
    "container": (
        Construct("a block of another Markdown", "write its words as a paragraph or a quotation"),
        r":{3,}|(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z]|\[![A-Za-z]+\][+-]?(?:[ \t]|$)|-+8<-",
    ),
    "closed heading": (
        Construct("a heading with `#` after its words", "delete the `#` at the end, or write `\\#`"),
        r"#{1,6}[ \t]+(?:.*[^ \t])?[ \t]+#+[ \t]*$",
    ),
    "tight heading": (
        Construct("a heading without a space after the `#`", "in an article, put a space there; or write `\\#`"),
        r"#{2,6}[^# \t]",
    ),
    "bullet": (
        Construct(
            "a list whose items begin with a bullet", "begin each item with `- `, with a blank line before the first"
        ),
        rf"[{BULLETS}]",
    ),
    "contents": (
        Construct("a table of contents", "leave it out"),
        r"\[(?:TOC|toc)\][ \t]*$",
    ),
}
"""Constructs that fill a line: a pattern for the line, without the spaces and the `>` before its words."""

NESTED = Construct("a list in a list", "make it one list")
IN_QUOTE = Construct("a list, a heading or a quotation in a quotation", "leave out the mark, or put a `\\` before it")
UNPARTED = Construct(
    "a list or a quotation without a blank line before it", "add a blank line, or put a `\\` before the mark"
)
INDENTED = Construct("an indented paragraph", "begin the line at the margin, without spaces or a tab")
BREAK = Construct(
    "a line break", "make each line a paragraph, or delete the `\\` or the spaces at the end of this line"
)
