"""Ids made from names in any script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.sources.value_types import ID_PATTERN
from build_tools.text.characters import LETTERS
from build_tools.text.ids import DEVICES, propose_id, to_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khmeimim Air Base", "khmeimim-air-base"),
        ("The 5th Corps' “men” of the east", "the-5th-corps-men-of"),
        ("Ḥamā", "hama"),
        ("Ḥama\u0304", "hama"),
        ("Łódź", "lodz"),
        ("Øresund", "oresund"),
        ("Đà Nẵng", "da-nang"),
        ("Æthelred", "aethelred"),
        ("Sacré-Cœur", "sacre-coeur"),
        ("DİYARBAKIR Diyarbakır", "diyarbakir-diyarbakir"),
        ("Straße", "strasse"),
        ("Baʿth, bin ʿAlī", "bath-bin-ali"),
        ("Хмеймим", "khmeymim"),
        ("Большая нефть", "bolshaya-neft"),
        ("حميميم", "hmymym"),
        ("حَلَب", "halab"),
        ("東京", "dongjing"),
        ("서울", "seoul"),
        ("दिल्ली", "dilli"),
        ("Ελλάδα", "ellada"),
        ("Сирия-2016 №5", "siriya-2016-5"),
        ("１２", "12"),
        ("", ""),
        ("🙂 …", ""),
    ],
)
def test_an_id_is_made_of_the_first_words(text: str, expected: str) -> None:
    assert to_id(text) == expected
    assert to_id(text, "note") == (expected or "note")


@given(st.text(max_size=40))
def test_whatever_is_made_is_an_id_or_nothing(text: str) -> None:
    made = to_id(text)
    assert not made or re.fullmatch(ID_PATTERN, made)
    proposed = propose_id(text)
    assert not proposed or (re.fullmatch(ID_PATTERN, proposed) and proposed not in DEVICES | {text})


@pytest.mark.parametrize("letter", sorted({*LETTERS, *map(str.upper, LETTERS)}))
def test_no_latin_letter_is_lost(letter: str) -> None:
    assert re.fullmatch("x[a-z]{1,2}y", to_id(f"x{letter}y"))


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Oil fields", (), "oil-fields"),
        ("Oil fields", ("oil-fields",), "oil-fields-2"),
        ("нефть", (), "neft"),
        ("One two three four five six", (), "one-two-three-four-five-six"),
        ("CON", (), "the-con"),
        ("aux", ("the-aux",), "the-aux-2"),
        ("index", (), "the-index"),
        ("…", (), ""),
    ],
)
def test_another_name_is_proposed(name: str, taken: tuple[str, ...], expected: str) -> None:
    assert propose_id(name, taken) == expected
