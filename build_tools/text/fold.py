"""Folding: a text as it is compared, with a way back to the original.

Case, diacritics, kinds of quotes, of hyphens and of white space are set aside. Letters that many keyboards lack become
those typed for them (ł, ø, æ). Folding may lengthen a text (ß, æ) and shorten it (combining marks, runs of spaces), so
`Folded` keeps where each of its characters came from.

The one invariant, on which matching and anchoring rest: a folded span `[i, j)`, i < j, is the original's
`[folded.start(i), folded.end(j))`, in code points of the text that was folded, with all combining marks of its last
letter. Convert every offset in `folded.text` by these two before it is used with the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from build_tools.text.characters import (
    COMPATIBLE_RANGES,
    DOUBLE_QUOTES,
    HYPHENS,
    INVISIBLE,
    LETTERS,
    SHAPES,
    SINGLE_QUOTES,
    TATWEEL,
    TRANSLITERATION_LETTERS,
    is_word_character,
)
from build_tools.text.code_page import CodePages
from build_tools.text.dashes import replace_dashes

# Stand-ins for dropped characters, so that the first pass never shortens the text: equal length then proves that
# every character became exactly one. They are noncharacters; one in a text is dropped, and is reported anyway.
_MARK = "\ufdd0"
_LETTER = "\ufdd1"
_DROPPED = _MARK + _LETTER


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison, and the way back to the original's offsets."""

    text: str
    breaks: tuple[int, ...] = field(default=(), repr=False)
    """Folded offsets at which the shift changes, ascending, the first 0; empty if every offset is the original's."""
    shifts: tuple[int, ...] = field(default=(), repr=False)
    """For each break, the number to add to the folded offsets from there on to make them the original's."""

    def start(self, i: int) -> int:
        """Original offset at which the folded code point `i` begins; the original's length for `i == len(text)`."""
        return i + self.shifts[bisect_right(self.breaks, i) - 1] if self.breaks else i

    def end(self, j: int) -> int:
        """Original offset at which the folded code point `j - 1` ends, after its combining marks."""
        if not self.breaks or j == 0:
            return j
        before, end = self.start(j - 1), self.start(j)
        while end == before and j < len(self.text):  # one character became several: ß, ﬁ, 각
            j += 1
            end = self.start(j)
        return end

    def index(self, offset: int) -> int:
        """Folded offset of the first code point that begins at or after an original offset."""
        return bisect_left(range(len(self.text)), offset, key=self.start) if self.breaks else offset


def fold_character(character: str) -> str:
    """The fold of one character: one or more characters, a stand-in where it is dropped."""
    if character in TRANSLITERATION_LETTERS:
        return _LETTER
    if character == TATWEEL or character in INVISIBLE or character in _DROPPED:
        return _MARK
    if character in SINGLE_QUOTES:
        return "'"
    if character in DOUBLE_QUOTES:
        return '"'
    if character in HYPHENS or character.isspace():
        return " "
    # Marks go before case: the fold of U+0345, a mark, is the letter iota.
    bare = _without_marks(in_common_shape(character)).casefold()
    return _without_marks(bare).translate(_PLAIN) or _MARK


def in_common_shape(character: str) -> str:
    """The letter or digit that a character of `COMPATIBLE_RANGES` is another shape of: N of the wide Ｎ, لا of ﻻ."""
    if not any(first <= ord(character) <= last for first, last in COMPATIBLE_RANGES) or not character.isalnum():
        return character
    common = unicodedata.normalize("NFKD", character)
    return character if " " in common else common  # the marks of a word, shown on a space


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


_PLAIN = str.maketrans(LETTERS | SHAPES | {"ʼ": "'"})  # Unicode's fold of ŉ has it


class _FoldTable(dict[int, str]):
    """Folds characters in `str.translate`; filled as characters occur."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


_TABLE = _FoldTable()


def _blank_character(character: str) -> str:
    return character if is_word_character(character) else " "


class _BlankTable(dict[int, str]):
    """Blanks folded characters in `str.translate`; filled as characters occur."""

    def __missing__(self, code: int) -> str:
        blanked = self[code] = _blank_character(chr(code))
        return blanked


_BLANKS = _BlankTable()

_PAGES = CodePages("‘’“”–—…\u00a0éèáíóöüçñāīū", lambda c: _TABLE[ord(c)], lambda c: _BLANKS[ord(c)], _DROPPED)


def fold(text: str) -> Folded:
    """`text` as it is compared, whatever code points it has; nothing is raised.

    Case is folded; combining marks, the tatweel and the letters ʿ ʾ ʻ are dropped; typographic quotes become ' and
    "; a run of hyphens and white space becomes one space, and so does a dash between two letters or digits. Except for
    such runs and dashes, the fold of a character doesn't depend on its context.
    """
    if text.isascii() or (encoded := _PAGES.encode(text)) is None:
        return _folded(text, text.translate(_TABLE))
    page, codes = encoded
    return _folded(text, page.decode(page.fold(codes)))


def fold_and_blank(text: str) -> tuple[Folded, str]:
    """`fold(text)`, and `blank` of the folded text, which has the same length."""
    if text.isascii() or (encoded := _PAGES.encode(text)) is None:
        folded = _folded(text, text.translate(_TABLE))
        return folded, blank(folded.text)
    page, codes = encoded
    codes = page.fold(codes)
    folded = _folded(text, page.decode(codes))
    return folded, page.decode(page.blank(codes)) if not folded.breaks else blank(folded.text)


def blank(folded: str) -> str:
    """The folded text with a space in place of every character that is no part of a word; lengths are equal."""
    return folded.translate(_BLANKS)


def _folded(text: str, folded: str) -> Folded:
    """The whole fold; `folded` is the first pass, which folded `text` character by character."""
    folded = replace_dashes(folded, " ", _DROPPED)
    if len(folded) != len(text) or _MARK in folded or _LETTER in folded:
        return _compacted(text, folded)
    return _single_spaced(folded) if "  " in folded else Folded(folded)


_SPACES = re.compile("  +")


def _single_spaced(folded: str) -> Folded:
    """The second pass for a text in which only runs of spaces change."""
    breaks, shifts = [0], [0]
    removed = 0
    for run in _SPACES.finditer(folded):
        begin, stop = run.span()
        breaks.append(begin + 1 - removed)
        removed += stop - begin - 1
        shifts.append(removed)
    return Folded(_SPACES.sub(" ", folded), tuple(breaks), tuple(shifts))


_RUN = re.compile(f" [ {_DROPPED}]+|[{_DROPPED}][ {_DROPPED}]*")


def _compacted(text: str, folded: str) -> Folded:
    """The second pass for any text: closes up runs of spaces and drops stand-ins, and notes the shifts."""
    origins, jumps = (range(len(text) + 1), []) if len(folded) == len(text) else _origins(text)
    shifts = _Shifts()
    pieces: list[str] = []
    at = done = 0  # offsets up to which the first pass is read, and the result is written
    for run in (*_RUN.finditer(folded), None):
        begin, stop = run.span() if run else (len(folded), len(folded))
        for jump in jumps[bisect_right(jumps, at) : bisect_left(jumps, begin)]:
            shifts.add(done + jump - at, origins[jump])
        pieces.append(folded[at:begin])
        done += begin - at
        at = stop
        if run is None:
            break
        space = folded.find(" ", begin, stop)
        if space >= 0:
            shifts.add(done, origins[space])
            pieces.append(" ")
            done += 1
        owned = _first_owned_by_next(folded, begin, stop)
        while owned < stop <= at and origins[at] == origins[stop]:
            shifts.add(done, origins[owned])
            pieces.append(folded[at])
            done += 1
            at += 1
        shifts.add(done, origins[at])
    shifts.add(done, len(text))
    return Folded("".join(pieces), tuple(shifts.breaks), tuple(shifts.shifts))


class _Shifts:
    """Collects the breaks and shifts of a `Folded`."""

    def __init__(self) -> None:
        self.breaks, self.shifts = [0], [0]

    def add(self, at: int, origin: int) -> None:
        """From the folded offset `at` on, which comes from the original offset `origin`, both count alike."""
        if self.breaks[-1] == at:
            self.breaks.pop()
            self.shifts.pop()
        if not self.shifts or self.shifts[-1] != origin - at:
            self.breaks.append(at)
            self.shifts.append(origin - at)


def _origins(text: str) -> tuple[list[int], list[int]]:
    """For a text of which some characters became several: (origins, jumps).

    Origins are the offset in `text` of each character of the first pass, and of the text's end. Jumps are the indexes,
    ascending, of the characters that aren't exactly one after the character before them.
    """
    several = "".join(sorted(c for c in set(text) if len(_TABLE[ord(c)]) > 1))
    origins: list[int] = []
    jumps: list[int] = []
    at = 0
    for found in re.finditer(f"[{several}]", text):
        origins += range(at, found.start())
        count = len(_TABLE[ord(found[0])])
        jumps += range(len(origins) + 1, len(origins) + count + 1)
        origins += [found.start()] * count
        at = found.end()
    origins += range(at, len(text) + 1)
    return origins, jumps


def _first_owned_by_next(folded: str, begin: int, stop: int) -> int:
    """Offset in the run `[begin, stop)` from which it belongs to the word after it: the ʿ of "bin ʿAlī"; else `stop`.

    Combining marks belong to the character before them; so do the transliteration letters at a word's end.
    """
    if _LETTER not in folded[begin:stop] or stop == len(folded) or not is_word_character(folded[stop]):
        return stop
    tail = max(folded.rfind(" ", begin, stop) + 1, begin)
    if tail > 0 and is_word_character(folded[tail - 1]):
        return stop
    letter = folded.find(_LETTER, tail, stop)
    return stop if letter < 0 else letter


def normalise(text: str) -> str:
    """`text` composed (NFC), with one space for every run of white space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())
