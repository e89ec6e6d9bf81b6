"""Tokens that go on after a full stop or a comma: U.S.S.R. doesn't name the U.S., nor Vue.js Vue, nor 1,000,000 1,000.

A connector between two characters of words joins them into one token:

- a full stop or a middle dot, unless a space was left out after it: a letter that isn't small and then one that is no
  capital begin another word ("Assad.Then", "B.Assad", but not "Vue.js", "U.S.S.R." or "NATO.INT");
- an @;
- a comma, an apostrophe, a space that doesn't break a line or another separator of thousands between two digits.

A + or # right after a word is a part of it, so that C isn't found in C++ and C#; a single + between two words is none.
A hyphen, a slash, a bracket or an apostrophe between letters joins nothing, and neither does a connector beside a
script that puts no space between words. The twin of `isPartOfToken` in theme/assets/js/shared/fold.js.
"""

from __future__ import annotations

import re
import unicodedata

from build_tools.text.characters import GAP, INVISIBLE, TATWEEL, is_spaced, is_word_character

_STOPS = ".·"
_BETWEEN_DIGITS = ",'’٫٬\u00a0\u2009\u202f"
CONNECTORS = frozenset(f"{_STOPS}@{_BETWEEN_DIGITS}")
_SUFFIX = re.compile(r"[+#]+")
GOES_ON = re.compile(rf"[{_STOPS}@][^ ]|[{_BETWEEN_DIGITS} ]\d|[+#]")
"""What may make what is before it, in a folded text, a part of a token."""
_SKIPPED = frozenset(INVISIBLE + TATWEEL + GAP)


def is_part_of_token(text: str, start: int, end: int) -> bool:
    """Whether the words at `[start, end)` of an unfolded text are only a part of a token."""
    first, last = _next(text, start), _previous(text, end)
    before, after = _previous(text, start), _next(text, end)
    # The stop that a name begins with is no end of a sentence: .Net in ASP.Net.
    if _has_suffix(text, end):
        return True
    return (
        _joins(text, first, may_end_sentence=False) or _joins(text, before) or _joins(text, last) or _joins(text, after)
    )


def _has_suffix(text: str, end: int) -> bool:
    """Whether the word that ends there has a + or # of its own."""
    found = _SUFFIX.match(text, end)
    if found is None or not is_word_character(text[end - 1]):
        return False
    goes_on = found.end() < len(text) and is_word_character(text[found.end()])
    return found[0] != "+" or not goes_on


def _previous(text: str, at: int) -> int:
    """Offset of the last character before `at` that comparing doesn't set aside; -1 if there is none."""
    at -= 1
    while at >= 0 and text[at] in _SKIPPED:
        at -= 1
    return at


def _next(text: str, at: int) -> int:
    """Offset of the first such character from `at` on; the text's length if there is none."""
    while at < len(text) and text[at] in _SKIPPED:
        at += 1
    return at


def _joins(text: str, at: int, *, may_end_sentence: bool = True) -> bool:
    """Whether there is a connector at `at` that joins what is before and after it."""
    if not 0 < at < len(text) - 1 or text[at] not in CONNECTORS:
        return False
    first, second = _previous(text, at), _next(text, at + 1)
    if first < 0 or second == len(text):
        return False
    before, after = text[first], text[second]
    if not (is_word_character(before) and is_word_character(after) and is_spaced(before + after)):
        return False
    if text[at] in _BETWEEN_DIGITS:
        return before.isdecimal() and after.isdecimal()
    return text[at] == "@" or not (may_end_sentence and _begins_word(text, second))


def _begins_word(text: str, at: int) -> bool:
    """Whether a letter at `at` that isn't small comes before one that is no capital; the marks of the first may be
    between them.
    """
    second = at + 1
    while second < len(text) and (text[second] in _SKIPPED or unicodedata.category(text[second])[0] == "M"):
        second += 1
    letters = text[at] + text[second : second + 1]
    return len(letters) == 2 and letters.isalpha() and not letters[0].islower() and not letters[1].isupper()
