"""Which quotation marks and apostrophes straight ones should be.

`theme/assets/js/annotate/note-style.js` does the same in the page's form, `tests/theme/test_note_scripts.py` compares
them. Offsets count code points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

APOSTROPHE = "’"
_SPACES = " \t\n\u00a0\u2009\u202f\u3000"
_BEFORE_OPENING = _SPACES + "([{<–—/="
"""An opening mark may come after these, or at the beginning."""
_DASHES = "–—"
_FEET = re.compile(r"[0-9][ \u00a0\u202f]?['′’][ \u00a0\u202f]?[0-9]+(?:\.[0-9]+)?\Z")
"""Feet before inches, or minutes of arc before seconds: 5'10"."""
_DEGREES = re.compile(r"°[ \u00a0\u202f]?[0-9]+(?:\.[0-9]+)?\Z")
_INCHES_AFTER = re.compile(r"[ \u00a0\u202f]?[0-9]+(?:\.[0-9]+)?\"")
_COMPASS = re.compile(r"[NSEW](?![A-Za-z])")
_DECADE = re.compile(r"[0-9]{2}s(?![A-Za-z0-9])")
_YEAR = re.compile(r"[0-9]{2}(?![A-Za-z0-9])")
_SHORTENED = re.compile(r"(?:tis|twas|twere|twould|em|til|n(?=['’]))(?![A-Za-z])", re.IGNORECASE)
"""Words that have lost their beginning."""
_LAST = 12
"""At most this many code points before or after a mark are compared with the patterns."""
_FAR = 1_000
"""A quotation that begins with a figure is looked for as far as this."""


def find_curls(text: str, marks: Sequence[str]) -> list[tuple[int, str]]:
    """(offset, mark) for each straight mark in `text`, and for each ‘ that should be an apostrophe: ‘90s, ‘tis.

    `marks` are double opening and closing, single opening and closing. Primes are left out, as in 5'10" and 35°24', and
    so is a mark that is inside a word, as in Hebrew.
    """
    return _Curler(text, marks).run() if any(mark in text for mark in "\"'‘") else []


class _Curler:
    """One pass over a text, which remembers what is open. Each line of it is by itself."""

    def __init__(self, text: str, marks: Sequence[str]) -> None:
        self.text = list(text)
        """With the marks that were found so far."""
        self.marks = marks
        self.double = self.single = False
        """Whether a quotation is open."""

    def run(self) -> list[tuple[int, str]]:
        found = []
        for at, character in enumerate(self.text):
            before = self.text[at - 1] if at else ""
            after = self.text[at + 1] if at + 1 < len(self.text) else ""
            mark = self._find_mark(at, character, before, after)
            if mark and mark != character:
                found.append((at, mark))
                self.text[at] = mark
            self._remember(mark or character, before, after)
        return found

    def _find_mark(self, at: int, character: str, before: str, after: str) -> str:
        """What a character should be; "" if it may stay."""
        if character == '"':
            return self._double_mark(at, before, after)
        if character == "'":
            return self._single_mark(at, before, after)
        if character == "‘" and self._may_open_after(before):
            rest = self._rest(at)
            return APOSTROPHE if _DECADE.match(rest) or _SHORTENED.match(rest) else ""
        return ""

    def _remember(self, mark: str, before: str, after: str) -> None:
        opening, closing, single_opening, single_closing = self.marks
        if mark == "\n":
            self.double = self.single = False
        elif mark == opening and (opening != closing or not self.double):
            self.double = True
        elif mark == closing:
            self.double = False
        elif mark == single_opening and (single_opening != single_closing or self._may_open_after(before)):
            self.single = True
        elif mark in {single_closing, APOSTROPHE} and not (before.isalnum() and after.isalnum()):
            self.single = self.single and self._may_open_after(before)

    def _double_mark(self, at: int, before: str, after: str) -> str:
        if before in _DIGITS and (not self.double or _FEET.search(self._last(at))):
            return ""
        if before.isalnum() and after.isalnum() and (not self.double or _is_hebrew(before)):
            return ""
        return self.marks[0] if self._opens(before, after, is_open=self.double) else self.marks[1]

    def _single_mark(self, at: int, before: str, after: str) -> str:
        if before in _DIGITS:
            return self._after_digit(at, after)
        if before.isalnum() and after.isalnum():
            return APOSTROPHE
        if not before.isalnum() and self._is_shortened(at, before):
            return APOSTROPHE
        if self._opens(before, after, is_open=self.single):
            return self.marks[2]
        return self.marks[3] if self.single else APOSTROPHE

    def _after_digit(self, at: int, after: str) -> str:
        if after in _DIGITS or _DEGREES.search(self._last(at)) or _INCHES_AFTER.match(self._rest(at)):
            return ""
        if after.isalnum():
            return "" if _COMPASS.match(self._rest(at)) else APOSTROPHE
        return self.marks[3] if self.single else ""

    def _opens(self, before: str, after: str, *, is_open: bool) -> bool:
        """Whether a mark between these characters opens a quotation; `is_open` if one of its kind is open."""
        begins = after.isalnum() or (after != "" and after in "\"'([{¿¡$£€" + self.marks[0] + self.marks[2])
        if before in _DASHES and before:
            return begins and not (is_open and after in "\"'")
        if self._may_open_after(before):
            return not is_open or begins
        return not is_open and begins and not before.isalnum() and before != self.marks[1]

    def _may_open_after(self, before: str) -> bool:
        return not before or before in _BEFORE_OPENING or before in {self.marks[0], self.marks[2]}

    def _is_shortened(self, at: int, before: str) -> bool:
        """Whether letters or figures are missing here: '90s, '17, 'tis."""
        rest = self._rest(at)
        if not self._may_open_after(before):
            return False
        if _DECADE.match(rest) or _SHORTENED.match(rest):
            return True
        return bool(_YEAR.match(rest)) and not self._is_closed_later(at)

    def _is_closed_later(self, at: int) -> bool:
        """Whether a mark in the same line may close a quotation that begins at `at`."""
        for number in range(at + 2, min(len(self.text), at + _FAR)):
            if self.text[number] == "\n":
                return False
            after = self.text[number + 1] if number + 1 < len(self.text) else ""
            if self.text[number] in "'’" and self.text[number - 1] not in _SPACES and not after.isalnum():
                return True
        return False

    def _rest(self, at: int) -> str:
        return "".join(self.text[at + 1 : at + 1 + _LAST])

    def _last(self, at: int) -> str:
        return "".join(self.text[max(at - _LAST, 0) : at])


_DIGITS = frozenset("0123456789")


def _is_hebrew(character: str) -> bool:
    return "\u0590" <= character <= "\u05ff"
