"""Which characters turn the direction of a text beyond its end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.characters import shows_nothing
from build_tools.text.directions import find_direction_faults, say_direction_fault

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", []),
        ("plain", []),
        ("كتب \u202bالجيش\u202c في \u2067حلب\u2069.", []),
        ("\u2067a \u202bb\u202c\u2069", []),
        ("\u200f\u200e\u061c are fine", []),
        ("Ann \u202eAuthor", [4]),
        ("a \u202eb\u202c c", [2]),
        ("\u202db\u202c", [0]),
        ("a \u202bb", [2]),
        ("a\u202c", [1]),
        ("a\u2069", [1]),
        ("\u2066a", [0]),
        ("\u2067a\u202bb\u2069", [2]),
        ("\u2067a\u202c", [0, 2]),
        ("\u202ba\u2069", [0, 2]),
    ],
)
def test_overrides_and_marks_without_their_partners_are_faults(text: str, faults: list[int]) -> None:
    assert find_direction_faults(text) == faults


@given(st.text(MARKS + "a", max_size=20))
def test_a_text_without_its_faults_has_none(text: str) -> None:
    faults = find_direction_faults(text)
    assert all(text[at] in MARKS and all(say_direction_fault(text[at])) for at in faults)
    rest = "".join(c for at, c in enumerate(text) if at not in faults)
    again = find_direction_faults(rest)
    assert len(again) <= len(faults)
    if not any(mark in text for mark in "\u202d\u202e"):  # of an override, its closing mark is left
        assert again == []


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        *(("", True), (" \n", True), ("\u200b", True), ("\u200f \u00a0", True), ("\u3164", True), ("\u0301", True)),
        *(
            ("\ufeff\u2060\u00ad", True),
            ("\u2800", True),
            ("a", False),
            ("ʿ", False),
            ("—", False),
            ("🙂\ufe0f", False),
        ),
        *(("\u200bم", False), ("क्", False)),
    ],
)
def test_a_text_of_what_is_not_seen_shows_nothing(text: str, nothing: bool) -> None:
    assert shows_nothing(text) is nothing
