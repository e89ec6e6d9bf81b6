"""What a guide is made of, whatever the folder of hand-written pages is called."""

from __future__ import annotations

import pytest

from build_tools.core.corpus_settings import GuideDemands
from build_tools.corpus.guides import find_guides, read_guide
from build_tools.sources.hand_written import HandWritten

TEXT = """---
title: Rocks
---

# Rocks

Two [words](https://example.org/x) and [more](../articles/reef.md#p3), [a note](../articles/reef.md#note-low-water).
See [the text](../articles/light.md), [this](#more), and [another](other.md#x).

## To discuss

1. Who?
2. Why?

   - Where?

### More

- No question.
"""


def test_words_links_and_questions_are_found() -> None:
    guide = read_guide(HandWritten("pages/guides/rocks.md", TEXT), "To discuss")
    assert (guide.title_line, guide.passages, guide.questions, guide.questions_line) == (5, ("reef", "reef"), 3, 10)
    assert {"pages/articles/reef.md", "pages/articles/light.md", "pages/guides/other.md"} <= guide.pages
    assert guide.words == 23


@pytest.mark.parametrize(
    ("text", "expected"), [("", (1, 0, 0)), ("---\n", (1, 0, 0)), ("Words.\n\n# Late\n", (3, 2, 0))]
)
def test_a_page_without_parts_is_a_guide_without_parts(text: str, expected: tuple[int, int, int]) -> None:
    guide = read_guide(HandWritten("docs/guides/x.md", text), "To discuss")
    assert (guide.title_line, guide.words, guide.questions) == expected


def test_guides_are_the_pages_of_the_folder_without_its_index() -> None:
    paths = ["docs/about.md", "docs/guides/a.md", "docs/guides/b/c.md", "docs/guides/index.md", "docs/guides/map.png"]
    pages = [HandWritten(path, "# X\n") for path in paths]
    assert [g.path for g in find_guides(pages, GuideDemands("docs/guides", index="index.md"))] == ["docs/guides/a.md"]
    assert find_guides(pages, GuideDemands()) == []
