"""What the page's scripts need to fold texts as `fold` does: a table made from it, so that no list is kept twice.

python -m build_tools.text.fold_table writes it, as a script of the theme. A browser knows how a character decomposes
and what its capital is; neither ever changes for a character that Unicode has. So the table holds only which
characters are treated so, which are marks or parts of words, and the few that fold in another way. Where a browser
knows another version of Unicode than Python, the table decides.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from build_tools.text.characters import COMPATIBLE_RANGES, DASHES, HYPHENS, is_word_character
from build_tools.text.fold import fold_character

PATH = Path(__file__).parent.parent / "theme/assets/js/shared/fold-table.js"
_ALL = range(sys.maxunicode + 1)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_SCRIPT = """\
/* How characters fold: readerFoldTable, made from build_tools/text/fold.py by `python -m build_tools.text.fold_table`.

   Numbers are written in digits of five bits, the last of each in the first half of `DIGITS`. Ranges are written as
   pairs: what is left out before each, and its length. */
(function () {{
  "use strict";
  window.readerFoldTable = {{
    DIGITS: "{digits}",
    HYPHENS: "{hyphens}",
    // Like them between two letters or digits
    DASHES: "{dashes}",
    // Letters, marks, digits and whatever else is part of a word
    words:
      "{words}",
    // Characters that are other shapes of letters and digits
    compatible: "{compatible}",
    // Marks that are dropped
    marks:
      "{marks}",
    // Characters that change, if at all, as a browser decomposes them and changes their case
    regular:
      "{regular}",
    // Characters that fold in another way, each followed by its fold
    irregular:
      "{irregular}",
    // Digits of other scripts: what is left out before each range, its length, and the value of its first
    digits:
      "{values}",
  }};
}})();
"""


def render_table() -> str:
    """The script."""
    regular = [code for code in _ALL if _is_changed(code) and _fold_as_browsers(chr(code)) == fold_character(chr(code))]
    irregular = {c: folded for c in map(chr, _ALL) if (folded := fold_character(c)) != _as_table(c)}
    return _SCRIPT.format(
        digits=_DIGITS,
        hyphens=_escaped(HYPHENS),
        dashes=_escaped(DASHES),
        words=_written(_ranges(lambda code: is_word_character(chr(code)))),
        compatible=_written((first, last + 1 - first) for first, last in COMPATIBLE_RANGES),
        marks=_written(_ranges(lambda code: unicodedata.category(chr(code)) == "Mn")),
        regular=_written(_widened(regular)),
        irregular="|".join(_escaped(c + folded) for c, folded in irregular.items()),
        values="".join(_number(number) for run in _digit_runs() for number in run),
    )


def _is_changed(code: int) -> bool:
    return fold_character(chr(code)) != chr(code)


def _fold_as_browsers(character: str) -> str:
    """What shared/fold-character.js makes of a character in one of the ranges `regular`."""
    is_shape = any(first <= ord(character) <= last for first, last in COMPATIBLE_RANGES)
    common = unicodedata.normalize("NFKD", character) if is_shape else character
    bare = "".join(c.upper().lower() for c in _without_marks(common))
    return _without_marks(bare) or _MARK


_MARK = fold_character("\u0301")


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def _as_table(character: str) -> str:
    """What a character folds to by the ranges `regular` alone."""
    return _fold_as_browsers(character) if unicodedata.category(character) != "Cn" else character


def _ranges(belongs: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """(first, length) of each run of code points."""
    first = None
    for code in (*_ALL, len(_ALL)):
        within = code < len(_ALL) and belongs(code)
        if within and first is None:
            first = code
        elif not within and first is not None:
            yield first, code - first
            first = None


def _widened(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Few ranges that cover these code points, and nothing that Python's Unicode lacks."""
    first = last = -1
    for code in codes:
        if first >= 0 and all(unicodedata.category(chr(between)) != "Cn" for between in range(last + 1, code)):
            last = code
            continue
        if first >= 0:
            yield first, last + 1 - first
        first = last = code
    if first >= 0:
        yield first, last + 1 - first


def _written(ranges: Iterable[tuple[int, int]]) -> str:
    """Each range as two numbers: how far it is from the end of the one before, and its length."""
    written, end = [], 0
    for first, length in sorted(ranges):
        written.append(_number(first - end) + _number(length))
        end = first + length
    return "".join(written)


def _digit_runs() -> Iterator[tuple[int, int, int]]:
    """(distance, length, value of the first) of each run of digits other than ASCII's."""
    end = 0
    run: list[int] = []
    for code in (*range(128, len(_ALL)), len(_ALL)):
        value = unicodedata.digit(chr(code), None) if code < len(_ALL) else None
        if run and (value is None or code != run[0] + run[1] or value != run[2] + run[1]):
            yield run[0] - end, run[1], run[2]
            end = run[0] + run[1]
            run = []
        if value is not None:
            run = [run[0], run[1] + 1, run[2]] if run else [code, 1, value]


def _number(value: int) -> str:
    digits = _DIGITS[value & 31]
    while value := value >> 5:
        digits = _DIGITS[32 + (value & 31)] + digits
    return digits


def _escaped(text: str) -> str:
    return "".join(c if " " <= c <= "~" and c not in '"\\' else _escape(c) for c in text)


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() and not unicodedata.combining(character):
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\u{{{ord(character):x}}}"


if __name__ == "__main__":
    PATH.write_text(render_table(), "utf-8")
