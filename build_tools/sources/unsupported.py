"""Find Markdown that texts and notes can't have here: readers would see its characters, or lose what they say.

`blocks.py` and `inline.py` ask this module, so `reader check`, `reader new` and the imports all refuse the same. The
form for a note does it again, in theme/assets/js/annotate/unsupported.js; tests/sources/unsupported.json has the cases
that both must agree on. A backslash before the first character of a construct makes it text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.core.model import BlockKind
from build_tools.sources.constructs import (
    BREAK,
    BULLETS,
    IN_QUOTE,
    INDENTED,
    INLINE,
    ITEM,
    LINES,
    NESTED,
    SPACE,
    UNPARTED,
    Construct,
)


@dataclass(frozen=True, slots=True)
class Found:
    offset: int
    """In the text or line that was searched."""
    construct: Construct


_INLINE = [(construct, re.compile(p.replace("_SPACE_", SPACE))) for construct, p in INLINE.values()]
_LINES = {name: (construct, re.compile(pattern)) for name, (construct, pattern) in LINES.items()}
_MAY_BEGIN_LINE = re.compile(
    rf"\n(?:[ \t]*[\x60~+|:\[=_*!?>{BULLETS}-]|[ \t]*##+[^ \t\n#]|[ \t]+[^ \t\n]|\d{{1,9}}[.)][ \t])"
)
_BEGINS_OTHER = re.compile(r">|(?:[-+*]|0*[01][.)])[ \t]+[^ \t]")
_IN_QUOTE = re.compile(r">|#{1,6}[ \t]|(?:[-+*]|0*[01][.)])[ \t]")
_IS_ITEM = re.compile(ITEM)
_TWO_ITEMS = re.compile(r"[-+*][ \t]+[-+*][ \t]")
_HARD_BREAK = re.compile(r"(?:  +|(?:^|[^\\])(?:\\\\)*\\)$")
_HEADING = re.compile(r"#{1,6}[ \t]")


def may_have_inline(text: str) -> bool:
    """Whether `find_inline` need look at a text; few have what it looks for.

    Looking for one string after another takes a tenth of the time of one pattern for all.
    """
    return (
        ("`" in text or "~" in text or "=" in text or "{" in text or "&" in text or "^" in text or "$" in text)
        or ("://" in text or "www." in text or "%%" in text)
        or ("[" in text and ("][" in text or "[@" in text or "[-@" in text or "[[" in text))
    )


def may_have_lines(text: str) -> bool:
    """The same for `LineSearch`."""
    lines = f"\n{text}\n"
    may_end = " #" in lines or "\t#" in lines or "  \n" in lines or "\\\n" in lines
    return may_end or _MAY_BEGIN_LINE.search(lines) is not None


def hide(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with U+0000 for what is no construct, whatever it looks like: escapes, addresses of links, HTML."""
    pieces, at = [], 0
    for start, end in sorted(ranges):
        pieces += [text[at:start], "\0" * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def find_inline(text: str) -> Iterator[Found]:
    """The constructs in the text of a block; `text` as `hide` returns it."""
    for construct, pattern in _INLINE:
        for match in pattern.finditer(text):
            yield Found(match.end(1), construct)


@dataclass(slots=True)
class LineSearch:
    """Goes through the blocks of one text, in order."""

    in_code: bool = False
    after_list: bool = False

    def find(self, kind: BlockKind, lines: Sequence[str]) -> Iterator[tuple[int, Found]]:
        """(index of the line, construct) of a block."""
        block = _Block(kind, lines)
        for index, bare in enumerate(block.bare):
            if not bare:
                continue
            if _LINES["code block"][1].match(bare):
                if not self.in_code:
                    yield index, block.found(index, _LINES["code block"][0])
                self.in_code = not self.in_code
            elif not self.in_code and (found := self._find_in_line(block, index)):
                yield index, found
        self.after_list = kind is BlockKind.LIST or (self.after_list and _indent(lines[0]) > 1)

    def _find_in_line(self, block: _Block, index: int) -> Found | None:
        construct = self._find_indented(block, index) or _find_structure(block, index) or _find_filling(block, index)
        if construct:
            return block.found(index, construct)
        hard = _HARD_BREAK.search(block.lines[index]) if block.goes_on(index) else None
        if hard is None:
            return None
        return Found(len(block.lines[index].rstrip(" ")) - (block.lines[index][-1] == "\\"), BREAK)

    def _find_indented(self, block: _Block, index: int) -> Construct | None:
        """A block that is in an item of the list before it, or is code to Markdown."""
        indent = _indent(block.lines[0])
        if index or indent < (2 if self.after_list else 4):
            return None
        return NESTED if self.after_list and _IS_ITEM.match(block.bare[0]) else INDENTED


@dataclass(slots=True)
class _Block:
    kind: BlockKind
    lines: Sequence[str]
    bare: list[str] = field(init=False)
    """The lines from their first word on, and in a quotation without the `>`."""

    def __post_init__(self) -> None:
        self.bare = [line.lstrip(" \t") for line in self.lines]
        if self.kind is BlockKind.QUOTE:
            self.bare = [bare[1:].lstrip(" \t") if bare.startswith(">") else bare for bare in self.bare]

    def found(self, index: int, construct: Construct) -> Found:
        return Found(len(self.lines[index]) - len(self.bare[index]), construct)

    def above(self, index: int) -> str:
        return self.bare[index - 1] if index else ""

    def goes_on(self, index: int) -> bool:
        """Whether the words of a line go on in the next one."""
        following = self.bare[index + 1] if index + 1 < len(self.bare) else ""
        return bool(following) and not (self.kind is BlockKind.LIST and _IS_ITEM.match(following))


def _find_structure(block: _Block, index: int) -> Construct | None:
    """A list or quotation where there can't be one."""
    bare, indent = block.bare[index], _indent(block.lines[index])
    if _LINES["rule"][1].match(bare):
        return None
    if block.kind is BlockKind.QUOTE:
        return IN_QUOTE if _IN_QUOTE.match(bare) else None
    if block.kind is BlockKind.LIST:
        nested = index and _IS_ITEM.match(bare) and indent >= _indent(block.lines[0]) + 2
        return NESTED if nested or _TWO_ITEMS.match(bare) else None
    if block.kind is BlockKind.PARAGRAPH and index and _BEGINS_OTHER.match(bare):
        return None if _BEGINS_OTHER.match(block.above(index)) else UNPARTED  # said at its first line
    return None


def _find_filling(block: _Block, index: int) -> Construct | None:
    """A construct of `LINES`."""
    bare, above = block.bare[index], block.above(index)
    for name, (construct, pattern) in _LINES.items():
        if not pattern.match(bare):
            continue
        if name in {"grid", "row", "verse"} and _is_in_table(above):
            return None  # said at its first line
        if name == "columns" and ("|" not in above or above.startswith("|")):
            continue
        if name == "underline" and (not above or _IS_ITEM.match(above) or _HEADING.match(above)):
            continue
        if name == "term" and index > 1:
            continue
        if name == "bullet" and index != 1:  # one item is a paragraph like any other
            continue
        return construct
    return None


def _is_in_table(line: str) -> bool:
    return any(_LINES[name][1].match(line) for name in ("grid", "row", "verse"))


def _indent(line: str) -> int:
    """Columns before the first word; a tab goes on to the next multiple of four."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))
