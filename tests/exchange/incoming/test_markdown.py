"""Markdown of others becomes that of source texts, with every problem where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.exchange.incoming.markdown import find_title, from_markdown
from build_tools.sources.blocks import parse_blocks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A *good* title.\n\nText.", "A good title."),
        ("\n\n# A title\nText.", "A title"),
        ("A title\n===\nText.", "A title"),
        ("A title\n\nText.", "A title"),
        ("A \\*title\\*\n\nText.", "A *title*"),
        ("The first line of\na paragraph\n\nText.", ""),
        ("Text.\n\n# Later", ""),
        ("- an item\n\nText.", ""),
        ("> a quote\n\nText.", ""),
        ("", ""),
        ("---\ntitle: 'Mine:  all'\n---\n# Another\n\nText.", "Mine: all"),
        ("--- \r\ntitle: 1984\r\n---\r\nText.", "1984"),
        ("---\ntitle: [a, b]\n---\n# The heading\n\nText.", "The heading"),
        ("---\nlayout: post\n---\nA line\n\nText.", "A line"),
        ("---\n---\n\n# The heading\n", "The heading"),
    ],
)
def test_the_title_is_that_of_the_front_matter_or_the_first_block(text: str, title: str) -> None:
    assert find_title(text.replace("\r\n", "\n")) == title


@pytest.mark.parametrize(
    ("text", "expected", "turned"),
    [
        ("# T\n\nText.", "Text.", 0),
        ("# *T*\nText.", "Text.", 0),
        ("T\n\nText.", "Text.", 0),
        ("T\n===\nText.", "Text.", 0),
        ("---\ntitle: T\n---\nT\n\nText.", "Text.", 0),
        ("# Other\n\nText.", "## Other\n\nText.", 1),
        ("Other\n\nText.", "Other\n\nText.", 0),
        ("## A\n\n###### B\n\nText.", "## A\n\n## B\n\nText.", 1),
        ("A\n---\nText.", "## A\n\nText.", 1),
        ("T more\nT\n\nText.", "T more\nT\n\nText.", 0),
        ("> T\n\nText.", "> T\n\nText.", 0),
    ],
)
def test_the_title_is_taken_out_and_headings_are_of_one_rank(text: str, expected: str, turned: int) -> None:
    converted = from_markdown("x.md", text, "T")
    assert (converted.text.strip(), converted.turned, converted.problems) == (expected, turned, ())


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("# A <b>", 1, 5, "raw-html"),
        ("##### A <b>", 1, 9, "raw-html"),
        ("- x\n---\n\nText.", 2, 1, "unsupported-markdown"),
        ("One\ntwo\n---\n\nText #1.", 3, 1, "unsupported-markdown"),
        ("  A <b>\n  ===", 1, 5, "raw-html"),
        ("---\na: b\n---\n\nA <b>", 5, 3, "raw-html"),
        ("\u00a0### A <b>", 1, 8, "raw-html"),
        ("### A\nText.", 2, 1, "bad-heading"),
        ("---\nText.", 1, 1, "no-front-matter"),
        ("---\na: @b\n---\nText.", 2, 4, "bad-yaml"),
    ],
)
def test_a_problem_is_told_where_it_stands_in_the_file(text: str, line: int, column: int, code: str) -> None:
    (problem,) = from_markdown("x.md", text, "T").problems
    assert (problem.path, problem.line, problem.column, problem.code) == ("x.md", line, column, code)


@given(st.text("aT#=-> \n<", max_size=40), st.sampled_from(["T", "a"]))
def test_every_line_keeps_its_number_and_no_heading_is_of_another_rank(text: str, title: str) -> None:
    converted = from_markdown("x.md", text, title)
    assert converted.lines == tuple(text.split("\n"))
    if text.split("\n", maxsplit=1)[0].rstrip() != "---":
        assert converted.text.count("\n") == text.count("\n")
    _, problems = parse_blocks("x.md", converted.text)
    assert not [p for p in problems if "whatever its rank" in p.message]
