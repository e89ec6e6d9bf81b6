"""Text as a terminal may be given it, and the room it takes there."""

from __future__ import annotations

import unicodedata

from build_tools.text.characters import control_characters
from build_tools.text.directions import DIRECTION_MARKS


def shown(text: str) -> str:
    """`text` on one line, with `<U+202E>` and the like in place of every character that controls a terminal."""
    if text.isascii() and text.isprintable():
        return text
    found = frozenset(control_characters(text))
    return "".join(_shown_character(c, controls=i in found) for i, c in enumerate(text))


def _shown_character(character: str, *, controls: bool) -> str:
    if character == "\t":
        return "    "
    if character in "\n\u2028\u2029":
        return " "
    if controls or character in DIRECTION_MARKS:
        return f"<U+{ord(character):04X}>"
    return character


def columns(text: str) -> int:
    """Columns that a text takes in a terminal: two for a wide character, none for a combining mark."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
