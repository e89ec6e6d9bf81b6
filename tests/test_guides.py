"""The guides: essays of a readable length, built on the texts, with questions. A strict build follows their links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.support.paths import ROOT

GUIDES = sorted(p for p in (ROOT / "docs" / "guides").glob("*.md") if p.stem != "index")
ARTICLES = sorted(p.name for p in (ROOT / "source_texts" / "articles").iterdir())
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def body_of(path: Path) -> str:
    return path.read_text("utf-8").split("---\n", 2)[2]


def test_the_index_leads_to_every_guide() -> None:
    linked = {address for _, address in LINK.findall(body_of(ROOT / "docs/guides/index.md"))}
    assert {p.name for p in GUIDES} <= linked
    assert len(GUIDES) >= 4


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.stem)
class TestGuide:
    def test_it_takes_a_few_minutes_to_read(self, path: Path) -> None:
        assert 500 <= len(LINK.sub(r"\1", body_of(path)).split()) <= 950

    def test_it_rests_on_paragraphs_and_notes_of_every_article(self, path: Path) -> None:
        addresses = [address for _, address in LINK.findall(body_of(path))]
        places = [a for a in addresses if re.fullmatch(r"\.\./articles/[a-z0-9-]+\.md#(p\d+|note-[a-z0-9-]+)", a)]
        assert len(places) >= 15
        assert {re.sub(r".*/(.*)\.md#.*", r"\1", a) for a in places} == set(ARTICLES)

    def test_it_ends_with_questions(self, path: Path) -> None:
        _, _, questions = body_of(path).partition("## Questions for a class")
        items = re.findall(r"^\d\. (.*)", questions, re.MULTILINE)
        assert len(items) >= 4
        assert sum("?" in item for item in items) >= len(items) // 2

    def test_its_head_is_that_of_a_page(self, path: Path) -> None:
        head = yaml.safe_load(path.read_text("utf-8").split("---\n", 2)[1])
        assert head["kind"] == "page"
        assert f"# {head['title']}\n" in body_of(path)
