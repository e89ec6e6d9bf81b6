"""Reading plain text: folding for comparison with a way back to the original offsets, words, concordance pieces.

Every offset counts Unicode code points, every span is half-open, `[start, end)`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

SINGLE_QUOTES = "‘’‚‛‹›′"
DOUBLE_QUOTES = "“”„‟«»″"
HYPHENS = "-\u2010\u2011"
TRANSLITERATION_LETTERS = "\u02bf\u02be\u02bb\u02bc"
"""ʿ ʾ ʻ ʼ, which one writer sets and the next leaves out: Baʿth, Ba'th is another matter, Baath."""
TATWEEL = "\u0640"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""What shows only where a line may break, if at all; copied words have them inside."""

# Stand-ins for what folding drops, so that the first pass never shortens the text: equal length then proves that
# every character became exactly one. Noncharacters; a text that holds one is dropped it, and is a problem anyway.
_MARK = "\ufdd0"
_LETTER = "\ufdd1"
_DROPPED = _MARK + _LETTER


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison; the folded span `[i, j)`, i < j, is the original's `[start(i), end(j))`."""

    text: str
    breaks: tuple[int, ...] = field(default=(), repr=False)
    """Folded offsets at which the shift changes, ascending, the first 0; none where every offset is the original's."""
    shifts: tuple[int, ...] = field(default=(), repr=False)
    """For each break, what from there on is to be added to a folded offset to make it the original's."""

    def start(self, i: int) -> int:
        """Original offset at which the folded code point `i` begins; the original's length for `i == len(text)`."""
        return i + self.shifts[bisect_right(self.breaks, i) - 1] if self.breaks else i

    def end(self, j: int) -> int:
        """Original offset at which the folded code point `j - 1` ends, combining marks after it included."""
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


def is_word_character(character: str) -> bool:
    """Whether a folded character is part of a word: letters, marks and digits of any script, and "_"."""
    return character.isalnum() or character == "_" or unicodedata.category(character) in {"Mc", "Me", "Mn"}


_UNSPACED_RANGES = (
    *((0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF)),  # Thai, Lao, Tibetan; Burmese; Khmer
    *((0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F)),  # kana and their signs
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),  # ideographs
)
_UNSPACED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED_RANGES) + "]")
"""Letters of scripts that put nothing between words."""


def is_word_boundary(text: str, i: int) -> bool:
    """Whether a word may begin or end at offset `i` of the folded `text`: it doesn't stand inside a word.

    Where nothing stands between words, one may begin or end anywhere.
    """
    if not 0 < i < len(text) or not (is_word_character(text[i - 1]) and is_word_character(text[i])):
        return True
    return bool(_UNSPACED.match(text[i - 1]) or _UNSPACED.match(text[i]))


_SURROGATES = (0xD800, 0xDBFF)  # which begin what UTF-16 has no single unit for
_BLOCKS = {
    block for first, last in (*_UNSPACED_RANGES[:-1], _SURROGATES) for block in range(first >> 8, (last >> 8) + 1)
}
_OTHER_BLOCKS = bytes(block for block in range(256) if block not in _BLOCKS)


def is_spaced(text: str) -> bool:
    """Whether words are parted by something everywhere in `text`."""
    if text.isascii():
        return True
    # The upper halves of its UTF-16 say so of nearly all texts in a third of the time that a search takes.
    blocks = text.encode("utf-16-be", "surrogatepass")[::2]
    return not blocks.translate(None, _OTHER_BLOCKS) or not _UNSPACED.search(text)


GAP = "\ufdd2"
"""No part of a word, and no white space: a name written without a space isn't met where there is one."""


def spread(text: str, gap: str = GAP) -> tuple[str, list[int]]:
    """`text` with a `gap` between letters where one is of a script that puts nothing between words, and for each
    character of the result where in `text` it or, for a gap, what follows it stands. A combining mark stays with its
    letter.
    """
    pieces: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        before = text[offset - 1 : offset]
        if (
            offset
            and (_UNSPACED.match(before) or _UNSPACED.match(character))
            and is_word_character(before)
            and is_word_character(character)
            and not unicodedata.category(character).startswith("M")
        ):
            pieces.append(gap)
            origins += [offset] * len(gap)
        pieces.append(character)
        origins.append(offset)
    return "".join(pieces), origins


def _fold_character(character: str) -> str:
    """What one character folds to: at least one character, a stand-in where it is dropped."""
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
    bare = _without_marks(character).casefold()
    return _without_marks(bare).translate(_DROP_LETTERS) or _MARK


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


_DROP_LETTERS = str.maketrans("", "", TRANSLITERATION_LETTERS)  # the fold of ŉ holds one


class _FoldTable(dict[int, str]):
    """For `str.translate`; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE = _FoldTable()


class _BlankTable(dict[int, str]):
    """For `str.translate` of folded text: what is no part of a word becomes a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        blanked = self[code] = character if is_word_character(character) else " "
        return blanked


_BLANKS = _BlankTable()
_ASCII = frozenset(map(chr, range(128)))


class _CodePage:
    """ASCII and up to 128 more characters that each fold to one: a quick way to fold texts that hold no other.

    `str.translate` takes 40 ns a character as soon as one isn't ASCII; through an 8-bit code page it takes 5.
    """

    def __init__(self, characters: frozenset[str]) -> None:
        """`characters` hold ASCII and their own folds."""
        self.characters = characters
        self._decoding = "".join(sorted(characters))  # ASCII keeps its codes
        self._encoding = codecs.charmap_build(self._decoding)
        folded = [_fold_character(c) for c in self._decoding]
        self._folding = self._table(folded)
        self._blanking = self._table([c.translate(_BLANKS) for c in self._decoding])

    def _table(self, images: list[str]) -> bytes:
        return self.encode("".join(images)).ljust(256, b"\0")

    def encode(self, text: str) -> bytes:
        """Raises UnicodeEncodeError where `text` holds a character that isn't in the page."""
        return codecs.charmap_encode(text, "strict", self._encoding)[0]

    def decode(self, codes: bytes) -> str:
        if codes.isascii():
            return codes.decode("ascii")
        return codecs.charmap_decode(codes, "strict", self._decoding)[0]

    def fold(self, codes: bytes) -> bytes:
        return codes.translate(self._folding)

    def blank(self, codes: bytes) -> bytes:
        return codes.translate(self._blanking)


def _page_for(text: str, page: _CodePage) -> _CodePage | None:
    """A code page for `text`, and for what `page` serves if there is room; None where there can be none."""
    own = _ASCII.union(text)
    folds = {_fold_character(c) for c in own} | set(_DROPPED)
    own |= folds
    # A charmap has no place for U+FFFE, and gains nothing where there are characters beyond it.
    if len(own) > 256 or max(own) >= "\ufffe" or any(len(fold) > 1 for fold in folds):
        return None
    both = own | page.characters
    return _CodePage(both if len(both) <= 256 else own)


_page = _CodePage(_ASCII | frozenset("‘’“”–—…\u00a0éèáíóöüçñāīū" + _DROPPED))
"""The code page in use. It follows the texts, most of which share a script, and changes no result."""


def _encoded(text: str) -> tuple[_CodePage, bytes] | None:
    """`text` in a code page; None where it holds too many characters, or one that folds to several."""
    global _page  # noqa: PLW0603 (a cache, that's all)
    page = _page
    try:
        return page, page.encode(text)
    except UnicodeEncodeError:
        wider = _page_for(text, page)
    if wider is None:
        return None
    _page = wider
    return wider, wider.encode(text)


def fold(text: str) -> Folded:
    """`text` as it is compared: case, diacritics, kinds of quotes, of hyphens and of white space set aside.

    Case is folded; combining marks, the tatweel and the letters ʿ ʾ ʻ ʼ are dropped; typographic quotes become ' and
    "; a run of hyphens and white space becomes one space. Each character folds alike in every context, runs apart.
    """
    if text.isascii() or (encoded := _encoded(text)) is None:
        return _folded(text, text.translate(_TABLE))
    page, codes = encoded
    return _folded(text, page.decode(page.fold(codes)))


def fold_and_blank(text: str) -> tuple[Folded, str]:
    """`fold(text)`, and its text once more with a space for every character that is no part of a word."""
    if text.isascii() or (encoded := _encoded(text)) is None:
        folded = _folded(text, text.translate(_TABLE))
        return folded, blank(folded.text)
    page, codes = encoded
    codes = page.fold(codes)
    folded = _folded(text, page.decode(codes))
    return folded, page.decode(page.blank(codes)) if not folded.breaks else blank(folded.text)


def blank(folded: str) -> str:
    """A folded text with a space for every character that is no part of a word."""
    return folded.translate(_BLANKS)


def _folded(text: str, folded: str) -> Folded:
    """From the first pass, character by character, to the whole."""
    if len(folded) != len(text) or _MARK in folded or _LETTER in folded:
        return _compacted(text, folded)
    return _single_spaced(folded) if "  " in folded else Folded(folded)


_SPACES = re.compile("  +")


def _single_spaced(folded: str) -> Folded:
    """The second pass where nothing but runs of spaces is to be done."""
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
    """The second pass in general: runs of spaces to one and stand-ins dropped, with the shifts that this needs."""
    origins, jumps = (range(len(text) + 1), []) if len(folded) == len(text) else _origins(text)
    shifts = _Shifts()
    pieces: list[str] = []
    at = done = 0  # up to which the first pass is read, and the result written
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
    """The breaks and shifts of `Folded`, while they are gathered."""

    def __init__(self) -> None:
        self.breaks, self.shifts = [0], [0]

    def add(self, at: int, origin: int) -> None:
        """From the folded offset `at` on, which comes from `origin`, offsets run in parallel."""
        if self.breaks[-1] == at:
            self.breaks.pop()
            self.shifts.pop()
        if not self.shifts or self.shifts[-1] != origin - at:
            self.breaks.append(at)
            self.shifts.append(origin - at)


def _origins(text: str) -> tuple[list[int], list[int]]:
    """Where some characters became several: the offset in `text` of each character of the first pass, and of the
    text's end; and the indexes of those that don't come next after the one before.
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
    """Where in the run `[begin, stop)` begins what belongs to the word after it: the ʿ of "bin ʿAlī"; else `stop`.

    Combining marks belong to what stands before them; so do the transliteration letters at a word's end.
    """
    if _LETTER not in folded[begin:stop] or stop == len(folded) or not is_word_character(folded[stop]):
        return stop
    tail = max(folded.rfind(" ", begin, stop) + 1, begin)
    if tail > 0 and is_word_character(folded[tail - 1]):
        return stop
    letter = folded.find(_LETTER, tail, stop)
    return stop if letter < 0 else letter


def normalise(text: str) -> str:
    """`text` composed (NFC), every run of white space one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def control_characters(text: str) -> list[int]:
    """Offsets of what no text should hold: controls but "\\n" and "\\t", surrogates, noncharacters."""
    if text.replace("\n", "").replace("\t", "").isprintable():  # nearly always; the search takes ten times as long
        return []
    return [found.start() for found in _CONTROL.finditer(text)]


def context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """A concordance line (left, node, right): the span `[start, end)` and what stands around it.

    Left and right hold at most `width` code points, are cut at white space so that no word is split, and the three
    together are one slice of `text`, but for white space at its ends.
    """
    return (_left_piece(text, start, width), text[start:end], _right_piece(text, end, width))


def _left_piece(text: str, start: int, width: int) -> str:
    begin = max(start - width, 0)
    if 0 < begin < start and not text[begin - 1].isspace():
        while begin < start and not text[begin].isspace():
            begin += 1
    return text[begin:start].lstrip()


def _right_piece(text: str, end: int, width: int) -> str:
    stop = min(end + width, len(text))
    if end < stop < len(text) and not text[stop].isspace():
        while stop > end and not text[stop - 1].isspace():
            stop -= 1
    return text[end:stop].rstrip()
