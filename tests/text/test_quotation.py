"""Straight quotation marks become those that a corpus asks for; the page's form does the same in JavaScript."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.quotation import find_curls

ENGLISH = "“”‘’"
CASES = [
    # what is typed, what it becomes
    ("Syria's fields", "Syria’s fields"),
    ("the boys' books", "the boys’ books"),
    ("O'Neill's '40s \"hat\"", "O’Neill’s ’40s “hat”"),
    ("the '90s", "the ’90s"),
    ("the ‘90s were", "the ’90s were"),
    ("‘tis so", "’tis so"),
    ('"the \'90s"', "“the ’90s”"),
    ("'the '90s'", "‘the ’90s’"),
    ("in '17, or 1990's", "in ’17, or 1990’s"),
    ("'50 people died,' he said", "‘50 people died,’ he said"),
    ("'tis rock 'n' roll", "’tis rock ’n’ roll"),
    ('"word"', "“word”"),
    ('("word") ["word"]', "(“word”) [“word”]"),
    ("\"'Yes,' he said,\" she said.", "“‘Yes,’ he said,” she said."),
    ("'I said \"no\",' he wrote.", "‘I said “no”,’ he wrote."),
    ("'\"a\"'", "‘“a”’"),
    ('word—"quote"—word', "word—“quote”—word"),
    ('"wait—" he', "“wait—” he"),
    ('non-"state"', "non-“state”"),
    ('"a" "b"', "“a” “b”"),
    ('He said:"so"', "He said:“so”"),
    ('"1990"', "“1990”"),
    ("'in 1990' he", "‘in 1990’ he"),
    ('say "', "say “"),
    ('"say "', "“say ”"),
    ('"And\nnew "x"', "“And\nnew “x”"),
    # left as they are
    ("5'10\" tall", "5'10\" tall"),
    ("6' tall, a 12\" pipe", "6' tall, a 12\" pipe"),
    ('"It is 5\' high"', "“It is 5' high”"),
    ("35°24'N 36°5'30\"E", "35°24'N 36°5'30\"E"),
    ('צה"ל', 'צה"ל'),
    ("“it’s”", "“it’s”"),
]


def curl(text: str, marks: str = ENGLISH) -> str:
    characters = list(text)
    for at, mark in find_curls(text, marks):
        characters[at] = mark
    return "".join(characters)


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_a_straight_mark_becomes_the_right_one(typed: str, expected: str) -> None:
    assert curl(typed) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("„“‚‘", "„Er sagt ‚so‘, wie's geht“"),
        ("«»‹›", "«Er sagt ‹so›, wie's geht»"),
        ("””’’", "”Er sagt ’so’, wie's geht”"),
    ],
)
def test_the_marks_are_those_that_are_asked_for(marks: str, expected: str) -> None:
    assert curl("\"Er sagt 'so', wie's geht\"", marks) == expected.replace("'", "’")


TEXTS = st.text("\"'‘’“” \n.,()—-°05s90sNaé漢א", max_size=30)


@given(TEXTS)
def test_nothing_but_marks_changes_and_a_second_time_nothing(text: str) -> None:
    once = curl(text)
    assert [a for a, b in zip(text, once, strict=True) if a != b and a not in "\"'‘"] == []
    assert set(once) - set(text) <= set(ENGLISH)
    assert curl(once) == once


@given(st.lists(st.sampled_from(["word", "it’s", "(so)", "1990", "‘so’"]), min_size=1, max_size=6))
def test_typed_quotations_come_back_as_they_were(words: list[str]) -> None:
    text = f"“{' '.join(words)}”"
    assert curl(text.translate(str.maketrans("“”‘’", "\"\"''"))) == text
