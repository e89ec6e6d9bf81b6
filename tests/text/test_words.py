"""Words are counted alike in every script, and in the page's form."""

from __future__ import annotations

import pytest

from build_tools.text.words import count_of, count_short, count_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        (" \n", 0),
        ("one two\nthree", 3),
        ("one — two … 3", 3),
        ("oil-rich isn’t", 2),
        ("حميميم قاعدة", 2),
        ("灯塔建于礁石。", 6),
        ("the 灯塔 of 1811", 5),
        ("हिन्दी में", 2),
    ],
)
def test_words_are_counted(text: str, expected: int) -> None:
    assert count_words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("one — two", 2), ("灯塔建于礁石。", 3), ("灯塔建", 2), ("the 灯塔 of 1811", 4)],
)
def test_two_letters_of_a_script_without_spaces_are_as_long_as_a_word(text: str, expected: int) -> None:
    assert count_short(text) == expected


@pytest.mark.parametrize(
    ("number", "one", "many", "expected"),
    [(0, "note", "", "no notes"), (1, "note", "", "1 note"), (1200, "entry", "entries", "1,200 entries")],
)
def test_how_many_there_are_is_said_in_words(number: int, one: str, many: str, expected: str) -> None:
    assert count_of(number, one, many) == expected
