"""The letters of a text: what is left of a sentence however it is written, and where each letter is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.letters import letters_of, offset_of_letter

SAID = "The keepers of the northern light"
LETTERS = "thekeepersofthenorthernlight"


def with_letters(first: int, text: str) -> str:
    """The text with the 26 letters of another alphabet that Unicode has from `first` on."""
    return "".join(chr(first + ord(c) - 97) if "a" <= c <= "z" else c for c in text)


@pytest.mark.parametrize(
    "text",
    [
        SAID.upper(),
        SAID.replace(" ", ""),
        " ".join(SAID),
        "-".join(SAID),
        "’".join(SAID),
        *(
            mark.join(SAID)
            for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f\u180e\u3164\ufe0f\U000e0020\u20dd\u0335"
        ),
        SAID.replace("e", "&#101;"),
        SAID.replace("e", "é"),
        unicodedata.normalize("NFD", SAID.replace("e", "é")),
        SAID.translate(str.maketrans("aeopcxyihkmt", "аеорсхуіһкмт")),
        SAID.translate(str.maketrans("eoknpt", "еοκηρτ")),
        SAID.translate(str.maketrans("kersoft", "ᴋᴇʀꜱᴏꜰᴛ")),
        with_letters(0x24D0, SAID),
        with_letters(0x1D41A, SAID),
        with_letters(0xFF41, SAID),
    ],
)
def test_a_sentence_has_the_same_letters_however_it_is_written(text: str) -> None:
    assert letters_of(text) == LETTERS


def test_other_words_have_other_letters() -> None:
    assert letters_of("The keepers of the southern light") != LETTERS


@given(st.text(), st.text(max_size=20))
def test_the_offset_of_a_letter_is_where_it_begins(before: str, after: str) -> None:
    text = f"{before}\nx{after}"
    letters = letters_of(before)
    offset = offset_of_letter(text, len(letters))
    assert letters_of(text[:offset]) == letters
    assert len(letters_of(text[: offset + 1])) > len(letters)
