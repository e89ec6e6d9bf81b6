"""Markdown that texts can't have: what is refused and what isn't, here and in the page's form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.exchange.incoming.markdown import from_markdown
from build_tools.exchange.incoming.plain_text import from_plain
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.constructs import INLINE, LINES
from tests.support.hangs import ends_soon
from tests.support.paths import PACKAGE

CASES = json.loads((Path(__file__).parent / "unsupported.json").read_text("utf-8"))
SCRIPT = PACKAGE / "theme/assets/js/annotate/unsupported.js"


@pytest.mark.parametrize(("text", "line", "column", "what"), CASES["refused"], ids=repr)
def test_markdown_without_a_place_here_is_refused(text: str, line: int, column: int, what: str) -> None:
    problem = min(p for p in parse_blocks("x.md", text)[1] if p.code == "unsupported-markdown")
    assert (problem.line, problem.column) == (line, column)
    assert problem.message == f"{what} can't be in a text here"
    assert problem.hint
    assert problem.severity == "error"


@pytest.mark.parametrize(("text", "line", "column", "what"), CASES["refused"], ids=repr)
def test_an_import_refuses_the_same_unless_it_turns_it_into_what_can_be(
    text: str, line: int, column: int, what: str
) -> None:
    converted = from_markdown("x.md", f"Title\n\n{text}", "Title")
    assert converted.turned or any(p.line == line + 2 for p in converted.problems)


@pytest.mark.parametrize("text", CASES["taken"], ids=repr)
def test_text_that_only_looks_like_it_is_taken(text: str) -> None:
    assert parse_blocks("x.md", text)[1] == []


def test_the_page_has_the_same_patterns() -> None:
    script = SCRIPT.read_text("utf-8")
    found = re.findall(r"^    \"?([a-z ]+)\"?: String\.raw`([^`]*)`,$", script, re.MULTILINE)
    ours = {name: pattern for name, (_, pattern) in (INLINE | LINES).items()}
    assert {name: p.replace("_ITEM_", r"(?:[-+*]|\d{1,9}[.)])[ \t]") for name, p in found} == ours


PIECES = st.sampled_from(
    [
        *"|-=`~^{}[]()#*_<>&!?:\\+.1a @\n",
        *("  ", "\n\n", "\t", "---", "```", "~~", "==", "https://a.b", "&nbsp;", "{.a}"),
        *("[^1]", "[a]", "| a |", "    ", "1. ", "- ", "> ", "word", "é", "\u00a0", "[x]: ", "://", "٣. "),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_plain_text_comes_in_as_it_is(text: str) -> None:
    converted = from_plain("x.txt", text, "A title of its own")
    blocks, problems = parse_blocks("x.md", converted.text)
    assert problems == []
    words = [" ".join(part.split()) for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\u00a0", " ").strip())]
    assert [block.text for block in blocks] == [part for part in words if part]


@pytest.mark.parametrize(
    "part",
    ["`a ", "~~a ", "==a", "[a][", "|", "- ", "{.a ", "&a", "^[", "= ", "\\", "  \na", "[@a", "a~b", "\n> ", "<a "],
)
def test_no_text_takes_long_to_search(part: str) -> None:
    with ends_soon():
        parse_blocks("x.md", part * (40_000 // len(part)))
