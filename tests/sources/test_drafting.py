"""New source files hold what was said, whatever that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.model import BlockKind
from build_tools.exchange.incoming.plain_text import to_source
from build_tools.sources.blocks import parse_blocks, parse_plain
from build_tools.sources.drafting import draft, quote_if_needed, to_yaml
from build_tools.sources.front_matter import parse_document

DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # refused, so nothing is drafted with them
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters=DIRECTION_MARKS), max_size=40)


@given(st.one_of(TEXT, st.text("a:#'\"[]{}-?&*!|>%@`,\\~ yesno0123456789.", max_size=12)))
def test_any_text_comes_back_from_yaml_as_it_was(text: str) -> None:
    document, problems = parse_document("x.md", f"---\nkey: {quote_if_needed(text)}\n---\n".encode())
    assert not problems
    assert str(document.data["key"]) == text.translate({0x2028: "\u2028"})


@given(st.lists(TEXT, max_size=3), st.dictionaries(st.sampled_from(["name", "lang"]), TEXT))
def test_lists_and_keys_within_come_back_too(words: list[str], keys: dict[str, str]) -> None:
    document, problems = parse_document("x.md", f"---\na: {to_yaml(words)}\nb: {to_yaml(keys)}\n---\n".encode())
    assert not problems
    assert [str(word) for word in document.data["a"]] == words
    assert {key: str(value) for key, value in document.data["b"].items()} == keys


def test_keys_stand_in_the_order_of_the_schema_and_empty_ones_are_left_out() -> None:
    fields = {"created": "2026-11-22", "kind": "context", "exact": "no", "paragraph": 3, "prefix": "", "cites": []}
    assert draft("annotation", fields, " A note.\n\n") == (
        '---\nparagraph: 3\nexact: "no"\nkind: context\ncreated: 2026-11-22\n---\nA note.\n'
    )
    assert draft("annotation", {"paragraph": 3}) == "---\nparagraph: 3\n---\n"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("one\ntwo\n\n \nthree", "one two\n\nthree"),
        ("2015. It began.", "2015\\. It began."),
        ("- a dash", "\\- a dash"),
        ("-5 degrees", "-5 degrees"),
        ("# 1 in the list", "\\# 1 in the list"),
        ("*a* _b_ [c](https://d) <e> \\", "\\*a\\* \\_b\\_ \\[c](https://d) \\<e> \\\\"),
    ],
)
def test_plain_text_stands_for_itself(text: str, source: str) -> None:
    assert to_source(text) == source


@given(st.text("ab *_[]()<>\\#-+1.\n\t&!", max_size=60))
def test_plain_text_is_read_back_as_it_was(text: str) -> None:
    blocks, problems = parse_blocks("x.md", to_source(text))
    assert not problems
    assert {block.kind for block in blocks} <= {BlockKind.PARAGRAPH}
    assert [block.text for block in blocks] == [" ".join(b.text.split()) for b in parse_plain(text, (), (), ())]
