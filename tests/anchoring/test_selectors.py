"""From a place to a selector and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.anchoring.exact import find_exact
from build_tools.anchoring.selectors import Selector, find_candidates, runs_over, select
from build_tools.core.model import Block, BlockKind

TEXT = "The sea beats the rock, and the rock beats the sea; the men watch the sea."


def block(number: int, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(number, None if kind is BlockKind.HEADING else number, kind, text)


BLOCKS = (block(1, "The sea beats the rock."), block(2, "The sea", BlockKind.HEADING), block(3, "Waves wash over it."))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (TEXT.index("men"), TEXT.index("men") + 3, Selector("men")),
        (TEXT.index("men") - 1, TEXT.index("men") + 4, Selector("men")),
        (TEXT.index("rock"), TEXT.index("rock") + 4, Selector("rock", "", ",")),
        (TEXT.rindex("rock"), TEXT.rindex("rock") + 4, Selector("rock", "", " beats")),
        (TEXT.rindex("sea"), TEXT.rindex("sea") + 3, Selector("sea", "", ".")),
        (TEXT.index("the sea;"), TEXT.index("the sea;") + 7, Selector("the sea", "beats ")),
    ],
)
def test_a_selector_has_just_enough_around_it_to_be_the_only_one(start: int, end: int, expected: Selector) -> None:
    assert select(TEXT, start, end) == expected


@given(st.text("ab ,é", min_size=1, max_size=30), st.data())
def test_a_selector_finds_its_own_place_if_anything_does(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = select(text, start, end)
    assert selector.exact == text[start:end].strip()
    found = find_exact(text, selector.exact, selector.prefix, selector.suffix)
    if len(found) == 1:
        assert start <= found[0].start <= found[0].end <= end


def test_places_are_found_in_the_numbered_paragraphs_in_order() -> None:
    assert [(c.block.number, c.start, c.score) for c in find_candidates(BLOCKS, "the sea")] == [(1, 0, 1.0)]
    assert [c.block.number for c in find_candidates((*BLOCKS, block(4, "The sea.")), "the sea")] == [1, 4]
    assert [c.block.number for c in find_candidates((*BLOCKS, block(4, "The sea.")), "the sea", 4)] == [4]


def test_where_the_words_are_nowhere_the_nearest_are_offered() -> None:
    (near,) = find_candidates(BLOCKS, "waves washed over it")
    assert near.block.text[near.start : near.end] == "Waves wash over it"
    assert 0.5 < near.score < 1
    assert find_candidates(BLOCKS, "quantum chromodynamics") == ()


def test_words_that_run_over_a_paragraphs_end_are_told_from_words_that_are_nowhere() -> None:
    assert runs_over(BLOCKS, "the rock. Waves wash") == 1
    assert runs_over(BLOCKS, "the rocks. Waves wash") is None
    assert runs_over(BLOCKS, "the rock") is None
