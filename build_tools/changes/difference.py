"""The words that differ between two versions of a text, with a few words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile

from rapidfuzz.distance import Indel

from build_tools.text.excerpts import ellipses, excerpt, shortened
from build_tools.text.fold import fold

_AROUND = 5
"""Words shown on either side of a difference."""
_MOST = 3
"""At most this many differences of a text are shown."""
_WORDS = 40
"""At most this many words of a difference are shown."""
_WORD = re.compile(r"\S+\s*")
_LONG = 300
"""Values of up to this many code points are shown whole."""
_WIDTH = 40
"""Code points shown on either side of words in context."""

_LONGEST = 600
"""Texts of up to this many words are compared as people do, by their longest common runs."""

Range = tuple[int, int]
Opcode = tuple[str, int, int, int, int]
"""(`equal`, `replace`, `delete` or `insert`; start, end in the earlier text; start, end in the later), half-open."""
Hunk = tuple[Range, Range]
"""(range of words in the earlier text, range in the later) that differ, half-open."""


def is_typographic(before: str, after: str) -> bool:
    """Whether two texts differ only in quotation marks, hyphens, capitals, accents or white space."""
    return fold(before).text.strip() == fold(after).text.strip()


def show_difference(before: str, after: str) -> tuple[str, str]:
    """(before, after): the first few differences with the words around them, and an ellipsis for the rest."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    hunks = _find_hunks(old, new)
    kept = hunks[:_MOST]
    return _show(old, [hunk[0] for hunk in kept]), _show(new, [hunk[1] for hunk in kept])


def show_exactly(before: str, after: str) -> tuple[str, str]:
    """(before, after) for values in which every character counts; from long ones only the beginning, and the place from
    which on they differ.
    """
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    return _show_from(before, same), _show_from(after, same)


def _show_from(value: str, same: int) -> str:
    third = _LONG // 3
    if len(value) <= _LONG or same < _LONG - third:
        return shortened(value, _LONG)
    begin, stop = same - third // 2, same + third
    before, after = ellipses(value, begin, stop)
    return f"{value[:third]}{before}{value[begin:stop]}{after}"


def in_context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """(left, node, right) of a span, with an ellipsis where the text continues."""
    return excerpt(text, start, end, _WIDTH)


def show_place(text: str, start: int, end: int) -> str:
    """A span in brackets with its context; a long span is shortened to its beginning and end."""
    left, node, right = in_context(text, start, end)
    node = node if len(node) <= 2 * _WIDTH else f"{node[:_WIDTH]}…{node[-_WIDTH:]}"
    return f"{left}[{node}]{right}"


def follow(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of what the words of `[start, end)` became in an edited text; (0, 0) if they were deleted."""
    old, new, opcodes = _align(before, after)
    first, last = len([1 for _, stop in old if stop <= start]), len([1 for begin, _ in old if begin < end])
    found: list[int] = []
    for tag, i, i_end, j, j_end in opcodes:
        low, high = max(i, first), min(i_end, last)
        if low < high:
            found += range(j + low - i, j + high - i) if tag == "equal" else range(j, j_end)
    return (new[found[0]][0], new[found[-1]][1]) if found else (0, 0)


@lru_cache(8)
def _align(before: str, after: str) -> tuple[list[Range], list[Range], Sequence[Opcode]]:
    """(spans of words and punctuation before, spans after, opcodes); cached, since each note of a paragraph asks."""
    old, new = ([m.span() for m in re.finditer(r"\w+|[^\w\s]", text)] for text in (before, after))
    words = [[fold(text[i:j]).text for i, j in spans] for text, spans in ((before, old), (after, new))]
    return old, new, _opcodes(*words)


def _opcodes(a: Sequence[str], b: Sequence[str]) -> Sequence[Opcode]:
    """How `a` becomes `b`. Long runs are kept together, as people read. In texts too long for that, which takes
    quadratic time and more, as many words as possible are kept.
    """
    if len(a) * len(b) <= _LONGEST * _LONGEST:
        return SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes()
    merged: list[Opcode] = []
    for op in Indel.opcodes(a, b):
        if op.tag != "equal" and merged and merged[-1][0] != "equal":
            _, i, _, j, _ = merged.pop()
            merged.append(("replace", i, op.src_end, j, op.dest_end))
        else:
            merged.append((op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return merged


def _find_hunks(old: list[str], new: list[str]) -> list[Hunk]:
    """Differences in words, not in punctuation alone; two are joined if the words shown around them would overlap."""
    folded = [[fold(word).text.strip() for word in words] for words in (old, new)]
    hunks: list[Hunk] = []
    for tag, i, i_end, j, j_end in _opcodes(*folded):
        if tag == "equal":
            continue
        if hunks and i - hunks[-1][0][1] <= 2 * _AROUND:
            (first, _), (other, _) = hunks.pop()
            hunks.append(((first, i_end), (other, j_end)))
        else:
            hunks.append(((i, i_end), (j, j_end)))
    return hunks


def _show(words: list[str], ranges: list[Range]) -> str:
    pieces = []
    stop = 0
    for start, end in ranges:
        begin, stop = max(start - _AROUND, 0), min(end + _AROUND, len(words))
        chosen = words[begin:stop]
        if len(chosen) > _WORDS:
            chosen = [*chosen[: _WORDS // 2], "… ", *chosen[-_WORDS // 2 :]]
        pieces.append(("… " if begin else "") + "".join(chosen).strip())
    return " ".join(pieces) + (" …" if 0 < stop < len(words) else "")
