"""Classes of characters, and what a word is made of.

Every offset counts Unicode code points of the text it is about; every span is half-open, `[start, end)`.
"""

from __future__ import annotations

import re
import unicodedata

SINGLE_QUOTES = "‘’‚‛‹›′`´׳＇ʼ՚"
DOUBLE_QUOTES = "“”„‟«»″״＂"
"""With the marks of Hebrew abbreviations, the letter that is an apostrophe in Ukrainian and Breton, the Armenian
apostrophe, and what is typed where the keyboard lacks one.
"""
HYPHENS = "-\u2010\u2011\u058a\u05be"
"""The last two are those of Armenian and Hebrew. They may be anywhere; a run of them is like one space."""
DASHES = "–—‒−―﹘﹣－⁃"
"""Also written for a hyphen, between two letters or digits. Elsewhere they are punctuation, or a minus."""
TRANSLITERATION_LETTERS = "\u02bf\u02be\u02bb"
"""ʿ ʾ ʻ: letters some transliterations write and others omit (Baʿth, Baath). The apostrophe in Ba'th is a quote."""
TATWEEL = "\u0640"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Characters that show, if at all, only where a line may break. Copied words often contain them."""

_LETTERS = """
a:ⱥ b:ƀƃɓ c:ƈȼ d:đðƌɖɗ e:əǝɇɛ f:ƒ g:ǥɠɣ h:ħɦⱨ i:ıɨ j:ȷɉ k:ƙⱪ l:łŀƚɫⱡ n:ƞɲ o:øɔɵ p:ƥᵽ q:ĸɋ r:ɍɽ t:ŧƭʈⱦ u:ʉ v:ʋ w:ƿⱳ y:ƴɏ
z:ƶȥⱬ ae:æ dz:ǆǳ gh:ƣ hv:ƕ ij:ĳ lj:ǉ ng:ŋ nj:ǌ oe:œ ou:ȣ th:þ
"""
LETTERS = {
    letter: plain for plain, _, letters in (row.partition(":") for row in _LETTERS.split()) for letter in letters
}
"""Small letters of Latin alphabets that Unicode doesn't decompose -> what is typed where the keyboard lacks them."""

SHAPES = {"ی": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه"}
"""Letters of Persian, Urdu and Kurdish keyboards -> those of Arabic ones that look like them within a word."""
COMPATIBLE_RANGES = ((0xFB1D, 0xFDFB), (0xFE70, 0xFEFC), (0xFF10, 0xFFDC))
"""(first, last) code points, last included, of letters and digits in another shape: those of a PDF's Hebrew and Arabic,
and those as wide as an ideograph or half as wide."""

UNSPACED_RANGES = (
    *((0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF)),  # Thai, Lao, Tibetan; Burmese; Khmer
    *((0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F)),  # kana and their marks
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),  # ideographs
)
"""(first, last) code points, last included, of the scripts that put no space between words."""
UNSPACED = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED_RANGES)
"""The same, as it is written between the brackets of a regular expression."""
_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_word_character(character: str) -> bool:
    """Whether a folded character is part of a word: letters, marks and digits of any script, and "_"."""
    return character.isalnum() or character == "_" or unicodedata.category(character) in {"Mc", "Me", "Mn"}


def is_word_boundary(text: str, i: int) -> bool:
    """Whether a word may begin or end at offset `i` of the folded `text`, which is not so inside a word.

    In a script that puts no space between words, one may begin or end anywhere.
    """
    if not 0 < i < len(text) or not (is_word_character(text[i - 1]) and is_word_character(text[i])):
        return True
    return bool(_UNSPACED.match(text[i - 1]) or _UNSPACED.match(text[i]))


_SURROGATES = (0xD800, 0xDBFF)  # these begin a character that takes two units of UTF-16
_BLOCKS = {
    block for first, last in (*UNSPACED_RANGES[:-1], _SURROGATES) for block in range(first >> 8, (last >> 8) + 1)
}
_OTHER_BLOCKS = bytes(block for block in range(256) if block not in _BLOCKS)


def is_spaced(text: str) -> bool:
    """Whether every word in `text` is of a script that puts something between words."""
    if text.isascii():
        return True
    # For nearly all texts the upper halves of their UTF-16 decide this, in a third of the time that a search takes.
    blocks = text.encode("utf-16-be", "surrogatepass")[::2]
    return not blocks.translate(None, _OTHER_BLOCKS) or not _UNSPACED.search(text)


GAP = "\ufdd2"
"""Neither part of a word nor white space: a name written without a space doesn't match where there is one."""


def spread(text: str, gap: str = GAP) -> tuple[str, list[int]]:
    """`text` with a `gap` between two letters where one is of a script that puts no space between words.

    The list has one offset in `text` for each character of the result: its own, or for a gap that of the character
    after it. A combining mark stays with its letter.
    """
    pieces: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        if offset and _needs_gap(text[offset - 1], character):
            pieces.append(gap)
            origins += [offset] * len(gap)
        pieces.append(character)
        origins.append(offset)
    return "".join(pieces), origins


def _needs_gap(before: str, character: str) -> bool:
    return (
        bool(_UNSPACED.match(before) or _UNSPACED.match(character))
        and is_word_character(before)
        and is_word_character(character)
        and not unicodedata.category(character).startswith("M")
    )


_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters without a shape, beside those whose category says so: fillers of Hangul, the empty pattern of Braille."""


def shows_nothing(text: str) -> bool:
    """Whether a reader would see nothing of a text: it has only white space, format characters and marks."""
    return all(map(_is_unseen, text))


def _is_unseen(character: str) -> bool:
    return character in _UNSEEN or unicodedata.category(character) in {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}


_CONTROL = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007f]+"  # the flag of England and the like, which tags spell
    "|([\x00-\x08\x0b-\x1f\x7f-\x9f\u206a-\u206f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\U000e0000-\U000e007f"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "])"
)


def control_characters(text: str) -> list[int]:
    """Offsets of the characters no text should contain.

    They are controls except "\\n" and "\\t", surrogates, noncharacters, and letters that nobody sees: tags, marks of
    interlinear notes and what Unicode no longer uses.
    """
    if text.replace("\n", "").replace("\t", "").isprintable():  # nearly always; the search takes ten times as long
        return []
    return [found.start() for found in _CONTROL.finditer(text) if found[1]]
