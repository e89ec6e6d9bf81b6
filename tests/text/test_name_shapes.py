"""Names that are certainly half a name, or several. The messages are in tests/checks/rules/unclear-author."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.name_shapes import find_several, find_torn, is_inverted_person

NAMES = st.lists(st.text(alphabet="JQab.,;& -‐’é毛سJrVI", max_size=12), max_size=6)
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéßжש毛", min_size=4, max_size=9).map(str.title)


@given(NAMES)
def test_any_letters_are_read_and_no_name_is_the_half_of_a_half(names: list[str]) -> None:
    torn = list(find_torn(names))
    assert 0 not in torn
    assert all(after - before > 1 for before, after in pairwise(torn))
    for name in names:
        assert len(find_several(name)) != 1
        is_inverted_person(name)


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from([" and ", " & ", " und ", " "]))
def test_without_initials_or_a_semicolon_nothing_is_certain(words: list[str], between: str) -> None:
    assert list(find_torn(words)) == []
    assert find_several(between.join(words)) == []
    assert not is_inverted_person(", ".join(words))


@pytest.mark.parametrize("given_name", ["J.", "J. Q.", "J.Q.", "J.-P.", "Jane Q."])
@given(family=WORDS)
def test_a_name_cut_at_its_comma_is_found_and_so_is_one_that_is_whole(given_name: str, family: str) -> None:
    assert list(find_torn([family, given_name])) == [1]
    assert is_inverted_person(f"{family}, {given_name}")
    assert find_several(f"{family}, {given_name}; {family}, {given_name}") == [f"{family}, {given_name}"] * 2
