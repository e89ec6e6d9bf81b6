"""The example for readers of a word that occurs with endings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.corpus.endings import find_word_with_endings
from build_tools.text.fold import fold

CASES = [
    ("The tower and the towers. A lighthouse, lighthouses, lighthouses.", "lighthouse"),
    ("Withdraw, withdrawn, withdraws; tower, towers.", "withdraw"),
    ("Été chantait, chantaient: CHANTAIT.", ""),
    ("tower, tower, tower", ""),
    ("He is, it was.", ""),
    ("", ""),
    ("東京東京東京東京 東京東京東京東京東", ""),
    ("Russland, RUSSLANDS, Rußland", "russland"),
]


@pytest.mark.parametrize(("text", "word"), CASES)
def test_it_is_the_commonest_with_and_without(text: str, word: str) -> None:
    assert find_word_with_endings([text]) == word


@given(st.lists(st.text(alphabet="abs e", max_size=40), max_size=4))
def test_a_word_that_is_found_occurs_in_two_forms(texts: list[str]) -> None:
    word = find_word_with_endings(texts)
    forms = {form for text in texts for form in re.findall(rf"\b{word}[^\W\d_]*", fold(text).text)} if word else set()
    assert not word or len(forms) > 1
