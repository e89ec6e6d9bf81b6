"""Ids: names of files that are parts of addresses. They consist of the letters a to z, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

from build_tools.text.characters import INVISIBLE, TATWEEL

_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
DEVICES = frozenset({"con", "prn", "aux", "nul"} | _PORTS)
"""Names that Windows keeps for devices, in any capitals and with any extension: no file there can have one."""
_ID_WORDS = 5
_ID_LENGTH = 80
_LETTERS_AND_DIGITS = re.compile("[a-z0-9]+")


def to_id(text: str, otherwise: str = "", *, words: int = _ID_WORDS) -> str:
    """The first words of a text as an id, transliterated, or `otherwise` if it has no letters or digits."""
    plain = text if text.isascii() else "".join(map(_to_ascii, unicodedata.normalize("NFC", text)))
    found = _LETTERS_AND_DIGITS.findall(plain.lower())
    return "-".join(found[:words])[:_ID_LENGTH].rstrip("-") or otherwise


@lru_cache(maxsize=4096)
def _to_ascii(character: str) -> str:
    """A letter, mark or digit in the letters a to z and digits; a space for anything that separates words."""
    if character.isascii():
        return character
    if character in INVISIBLE or character == TATWEEL:
        return ""
    if not (character.isalnum() or unicodedata.category(character)[0] == "M"):
        return " "
    from anyascii import anyascii  # its tables are read only for characters beyond ASCII

    return re.sub("[^A-Za-z0-9]", "", anyascii(character))


def propose_id(name: str, taken: Container[str] = ()) -> str:
    """The id to give in place of `name`, which can't be one or is taken; "" if none can be made from it."""
    wanted = to_id(name, words=_ID_LENGTH)
    if not wanted:
        return ""
    if wanted in DEVICES or wanted == name:
        wanted = f"the-{wanted}"
    identifier, number = wanted, 2
    while identifier in taken:
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier
