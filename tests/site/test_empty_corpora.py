"""Corpora that lack something, down to all of it: every page says so in words, and none offers what isn't there."""

from __future__ import annotations

import re
import shutil
from itertools import chain, combinations
from pathlib import Path

import pytest

from build_tools.corpus.reading import read_corpus
from build_tools.site.pages.registry import render_pages
from build_tools.site.site import build_site
from tests.support.markdown_project import to_soup
from tests.support.paths import SAMPLE

PARTS = {
    "articles": "source_texts/articles/*",
    "all but one article": "source_texts/articles/skerryvore",
    "notes": "source_texts/articles/*/annotations",
    "glossary": "source_texts/glossary/*",
    "events": "source_texts/events/*",
    "references": "source_texts/references/*",
    "home": "source_texts/home.md",
}
LACKING = [*chain.from_iterable(combinations(PARTS, count) for count in (0, 1, 2)), tuple(PARTS)]
MISCOUNTED = re.compile(r"(?<![\d.,:/¶\u00a0–-])(?:\b0 [a-z]+|\b1 (?!minutes?\b)[a-z]+s\b|\bAll [01] )")
"""Such as "0 names" and "1 notes"."""
FRAME = {"Explore", "Glossary", "Articles"}
"""What leads from a page to the one above."""


def make(root: Path, lacking: tuple[str, ...]) -> dict[str, str]:
    shutil.copytree(SAMPLE, root)
    for path in [path for part in lacking for path in root.glob(PARTS[part])]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return dict(render_pages(build_site("A site", "", read_corpus(root).corpus)))


@pytest.mark.parametrize("lacking", LACKING, ids=lambda lacking: ", ".join(lacking) or "nothing")
def test_what_is_not_there_is_neither_counted_nor_offered(tmp_path: Path, lacking: tuple[str, ...]) -> None:
    pages = make(tmp_path / "corpus", lacking)
    for uri, text in pages.items():
        if not uri.endswith(".md"):
            continue
        soup = to_soup(re.sub(r"\A---\n.*?^---\n", "", text, flags=re.DOTALL | re.MULTILINE))
        for script in soup.find_all(["script", "style"]):
            script.decompose()
        words = soup.get_text(" ")
        assert not MISCOUNTED.search(words), (uri, words)
        for heading in soup.find_all("h1"):
            heading.decompose()
        assert set(soup.get_text(" ").split()) - FRAME, f"{uri} says nothing"
    home = pages["index.md"]
    assert ("Look up" in home) is ("glossary" not in lacking)
    assert ("Read the" in home) is ("articles" not in lacking)


def test_a_page_of_which_there_is_nothing_says_so(tmp_path: Path) -> None:
    pages = make(tmp_path / "corpus", tuple(PARTS))
    said = {
        "index.md": "No articles yet",
        "articles/index.md": "No articles yet.",
        "notes.md": "No notes yet.",
        "glossary/index.md": "No entries yet.",
        "glossary/by_kind.md": "No entries yet.",
        "sources.md": "No sources yet.",
        "timeline.md": "Nothing here is dated yet.",
        "map.md": "No entry of the glossary has coordinates yet.",
        "concordance.md": "There is no text yet to look words up in.",
    }
    assert {uri: words for uri, words in said.items() if words not in pages[uri]} == {}
    assert "<b>Notes.</b>" not in pages["index.md"]
    assert "<b>Names.</b>" not in pages["index.md"]
