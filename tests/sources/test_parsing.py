"""The Markdown subset: what is text, what is a span over it, and where in the file each character came from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.model import BlockKind, Link, Style, StyleKind
from build_tools.sources.blocks import mark_captions, parse_blocks, parse_plain
from tests.support.hangs import ends_soon

EM, STRONG = StyleKind.EMPHASIS, StyleKind.STRONG


def parse(text):
    blocks, problems = parse_blocks("x.md", text)
    assert not problems
    return blocks


def parse_one(text):
    (block,) = parse(text)
    return block


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("One line.", "paragraph", "One line."),
        ("Two\nlines.", "paragraph", "Two lines."),
        ("  A \t gap \n\t closed ", "paragraph", "A gap closed"),
        ("## A *heading*", "heading", "A heading"),
        ("#no heading", "paragraph", "#no heading"),
        ("\\## no heading", "paragraph", "## no heading"),
        ("> A quote\n> of two lines", "quote", "A quote of two lines"),
        ("> A quote\ncarried on", "quote", "A quote carried on"),
        ("> Two\n>\n> paragraphs", "quote", "Two\nparagraphs"),
        ("- one\n- two\n  lines\n* three", "list", "one\ntwo lines\nthree"),
        ("2015. That year", "paragraph", "2015. That year"),
        ("2015. That year\n2016) The next", "list", "That year\nThe next"),
        ("2015\\. That year", "paragraph", "2015. That year"),
        ("1) one", "list", "one"),
        ("-no list", "paragraph", "-no list"),
        ("1234567890. no list", "paragraph", "1234567890. no list"),
    ],
)
def test_a_block_is_of_one_kind_and_plain_text(source, kind, text):
    block = parse_one(source)
    assert (block.kind, block.text) == (BlockKind(kind), text)


@pytest.mark.parametrize(
    ("source", "text", "styles"),
    [
        ("a *b* c", "a b c", [(2, 3, EM)]),
        ("a _b_ c", "a b c", [(2, 3, EM)]),
        ("a **b** c", "a b c", [(2, 3, STRONG)]),
        ("***b***", "b", [(0, 1, EM), (0, 1, STRONG)]),
        ("*a **b** c*", "a b c", [(0, 5, EM), (2, 3, STRONG)]),
        ("**a *b* c**", "a b c", [(0, 5, STRONG), (2, 3, EM)]),
        ("in*side*s", "insides", [(2, 6, EM)]),
        ("in_side_s", "in_side_s", []),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("*open", "*open", []),
        ("open*", "open*", []),
        ("**", "**", []),
        ("\\*b\\*", "*b*", []),
        ("*a _b* c_", "a _b c_", [(0, 4, EM)]),
        ("back\\slash", "back\\slash", []),
        ("end\\", "end\\", []),
        ("\\\\*b*", "\\b", [(1, 2, EM)]),
    ],
)
def test_emphasis_is_a_span(source, text, styles):
    block = parse_one(source)
    assert block.text == text
    assert block.styles == tuple(Style(*style) for style in styles)


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("see [it](https://example.org).", "see it.", [(4, 6, "https://example.org")]),
        ("[it](<https://example.org>)", "it", [(0, 2, "https://example.org")]),
        ("[it]( https://example.org )", "it", [(0, 2, "https://example.org")]),
        ("[it](https://example.org/a_(b))", "it", [(0, 2, "https://example.org/a_(b)")]),
        ("[a](article:reef#p12)[b](entity:x)", "ab", [(0, 1, "article:reef#p12"), (1, 2, "entity:x")]),
        ("[*it*](entity:x)", "it", [(0, 2, "entity:x")]),
        ("[a [sic] b](entity:x)", "a [sic] b", [(0, 9, "entity:x")]),
        ("[two\nlines](entity:x)", "two lines", [(0, 9, "entity:x")]),
        ("[sic] (entity:x)", "[sic] (entity:x)", []),
        ("\\[it](entity:x)", "[it](entity:x)", []),
        ("[it\\](entity:x)", "[it](entity:x)", []),
        ("[1][2]", "[1][2]", []),
        ("\\![it](entity:x)", "!it", [(1, 3, "entity:x")]),
    ],
)
def test_a_link_is_a_span(source, text, links):
    block = parse_one(source)
    assert block.text == text
    assert block.links == tuple(Link(*link) for link in links)


def test_emphasis_and_links_may_hold_each_other():
    block = parse_one("**[a](entity:x) b**")
    assert (block.text, block.styles) == ("a b", (Style(0, 3, STRONG),))
    block = parse_one("[*a*](entity:x) and *[b*](entity:x)")  # the second opens outside the link and closes in it
    assert (block.text, block.styles) == ("a and *b*", (Style(0, 1, EM),))


def test_blocks_are_counted_from_one_and_paragraphs_without_headings():
    blocks = parse("One.\n\n\n## Two\n \t\nThree.\n\n- four\n\n> five\n")
    assert [(b.number, b.paragraph) for b in blocks] == [(1, 1), (2, None), (3, 2), (4, 3), (5, 4)]
    assert [b.first for b in parse("1. a\n\n- b\n\n7) c\n8) d")] == [1, None, 7]


def test_a_paragraph_may_begin_with_a_year_and_a_full_stop() -> None:
    (block,) = parse("1988. It ended with\na truce.")
    assert (block.kind, block.text) == ("paragraph", "1988. It ended with a truce.")


def test_an_empty_text_has_no_blocks():
    assert parse("") == parse(" \n\n\t\n") == ()


def test_a_character_is_found_where_it_was_written():
    block = parse_blocks("x.md", "\n> A *quote*\n>  of \\[two\n>\n> [parts](entity:x)", first_line=10)[0][0]
    assert block.text == "A quote of [two\nparts"
    places = {word: block.position(block.text.index(word)) for word in ("A", "quote", "of", "[", "two", "parts")}
    assert places == {"A": (11, 3), "quote": (11, 6), "of": (12, 4), "[": (12, 8), "two": (12, 9), "parts": (14, 4)}


def test_an_original_is_taken_literally_and_what_is_skipped_is_counted():
    text = "READ THIS\n\nA *star*\n\n\n  - no list  \nof two lines\n \nA picture\n\n# Head\n\nLast"
    blocks = parse_plain(text, skip=(1,), headings=(5,), captions=(4,))
    assert [(b.number, b.paragraph, b.kind.value, b.text) for b in blocks] == [
        (2, 1, "paragraph", "A *star*"),
        (3, 2, "paragraph", "- no list  \nof two lines"),
        (4, None, "caption", "A picture"),
        (5, None, "heading", "# Head"),
        (6, 3, "paragraph", "Last"),
    ]
    assert blocks[1].position(0) == (6, 1)


def test_a_caption_is_a_paragraph_by_its_place_in_the_original():
    blocks = mark_captions(parse("One.\n\n## Head\n\nA picture.\n\nTwo."), skip=(1, 3), captions=(5, 2))
    assert [(b.number, b.paragraph, b.kind.value) for b in blocks] == [
        (1, None, "caption"),
        (2, None, "heading"),
        (3, None, "caption"),
        (4, 1, "paragraph"),
    ]


def test_a_heading_is_no_caption():
    blocks = mark_captions(parse("## Head\n\nOne."), skip=(), captions=(1,))
    assert [(b.paragraph, b.kind.value) for b in blocks] == [(None, "heading"), (1, "paragraph")]


MARKUP = st.lists(
    st.one_of(
        st.sampled_from("abé.!()<> \t\n*_\\[]\U0001f3f0\u00a0\u2028"),
        st.sampled_from(["\n\n", "\n>", "\n> ", "\n- ", "\n12. ", "## ", "**", "<b>"]),
        st.sampled_from(["](entity:x)", "](https://e.org/(a))", "](bad)"]),
    ),
    max_size=40,
).map("".join)


@given(MARKUP)
def test_every_character_of_a_text_stands_in_the_file_where_its_block_says(source):
    blocks, _ = parse_blocks("x.md", source)
    lines = source.split("\n")
    for block in blocks:
        for offset, character in enumerate(block.text):
            line, column = block.position(offset)
            if character not in " \n":  # of a gap that was closed up, something else may stand there
                assert lines[line - 1][column - 1] == character
            assert 1 <= line <= len(lines)


@given(MARKUP)
def test_spans_are_inside_their_text_and_hold_something(source):
    blocks, problems = parse_blocks("x.md", source)
    for block in blocks:
        for span in (*block.styles, *block.links):
            assert 0 <= span.start < span.end <= len(block.text)
        assert list(block.styles) == sorted(block.styles)
        ends = [(link.start, link.end) for link in block.links]
        assert all(end <= start for (_, end), (start, _) in pairwise(ends))
    for problem in problems:
        assert 1 <= problem.line <= source.count("\n") + 1
        assert problem.column >= 1


WORDS = st.text(alphabet="abcé .,;!?'\"", min_size=1).map(lambda t: " ".join(t.split())).filter(bool)


@given(st.lists(WORDS, max_size=5))
def test_plain_words_come_through_as_they_are(paragraphs):
    assert [block.text for block in parse("\n\n".join(paragraphs))] == paragraphs


@given(st.text(alphabet="abc*_[]()<>\\`#-+.!0123456789", min_size=1, max_size=40))
def test_escaped_punctuation_is_text(text):
    escaped = "".join(character if character.isalnum() else f"\\{character}" for character in text)
    block = parse_one(escaped)
    assert (block.text, block.styles, block.links) == (text, (), ())


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "*",
            "_",
            "*a",
            "**a ",
            "a*",
            "*_",
            "[",
            "]",
            "[a",
            "[](",
            "](",
            "[a](b",
            "a](b)(c",
            "<",
            "<a",
            "<a ",
            "<!",
            "<!--",
        ),
        *(
            "\\",
            "\\*",
            "> ",
            ">\n",
            "- ",
            "-\n",
            "1. ",
            "## ",
            "\n",
            "a\n",
            " ",
            "[a](entity:b)",
            "[a [b](entity:c)",
            "\x07",
        ),
    ],
)
def test_the_cost_grows_with_the_length(unit):
    with ends_soon():
        parse_blocks("x.md", unit * 20_000)


def test_white_space_where_an_address_should_stand_costs_no_more_than_its_length() -> None:
    with ends_soon():
        parse_blocks("x.md", f"[a]({chr(0xA0) * 40_000}x y")


def test_of_many_problems_of_one_sort_the_first_are_told_and_how_many_more() -> None:
    _, problems = parse_blocks("a.md", "\n\n".join(["<b> ![x](https://a.b)"] + ["<i>"] * 1234))
    told = [p for p in problems if p.code == "raw-html"]
    assert len(told) == 50
    assert [p.line for p in told] == list(range(1, 101, 2))
    assert told[-1].message == "HTML such as `<i>` can't be used (and 1,185 more like this)"
    assert [p.code for p in problems if p not in told] == ["bad-link"]
