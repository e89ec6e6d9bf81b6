"""A text as its letters and digits alone: what is left of a sentence however it is divided, joined or written.

Spaces, punctuation, marks, kinds of letters (𝐛𝐨𝐥𝐝, ⓒⓘⓡⓒⓛⓔⓓ, ꜱᴍᴀʟʟ), entities of HTML and letters of other scripts that
look the same are set aside.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left

from build_tools.text.fold import fold

_NO_LETTER = re.compile(r"[\W_]+")
_ALIKE = str.maketrans(
    "аеорсхуіјѕһԁԛԝкмтвнοαενηικρτυχᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ",
    "aeopcxyijshdqwkmtbhoaevnikptuxabcdefghijklmnoprstuvwyzag",
)
"""Small letters of Cyrillic, Greek and phonetic scripts, which folding leaves -> the Latin ones that they look like."""
_FILLERS = {0x3164: None, 0xFFA0: None, 0x115F: None, 0x1160: None}
"""Letters to Unicode, and nothing to see."""


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded."""
    plain = unicodedata.normalize("NFKD", html.unescape(text) if "&" in text else text)
    return _NO_LETTER.sub("", fold(plain).text.translate(_ALIKE).translate(_FILLERS))


def offset_of_letter(text: str, index: int) -> int:
    """The offset in `text` of the letter that is at `index` of its letters; slow, since it takes them many times."""
    return max(bisect_left(range(len(text) + 1), index + 1, key=lambda end: len(letters_of(text[:end]))) - 1, 0)
