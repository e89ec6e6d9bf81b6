"""Five good contributions to the real corpus: `reader check` answers each with its line, and a strict build goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from tests.conftest import copy_project

pytestmark = pytest.mark.integration

ARTICLES = "source_texts/articles"
NOTE = "---\nparagraph: 1\nexact: {exact}\nkind: context\ncontributor: Ada\ncreated: 2026-11-28\n---\n{text}\n"
LONG = " ".join(["Nobody’s word for it is enough."] * 9)
ARTICLE = """---
title: A fifth text
published: 2018-01
rights: CC0-1.0
edition: original
---
A fifth text speaks of a small town by the sea.

It has a second paragraph.
"""
GUIDE = """---
title: A new guide
kind: page
---

# A new guide

See [the first paragraph](../articles/fifth.md#p1).
"""
REFERENCE = [
    {
        "id": "new-source",
        "type": "webpage",
        "title": "A page",
        "URL": "https://news.example/page",
    }
]
FILES = {
    f"{ARTICLES}/fifth/article.md": ARTICLE,
    f"{ARTICLES}/fifth/annotations/four-words.md": NOTE.format(exact="small town", text="It is by water."),
    f"{ARTICLES}/fifth/annotations/keyboard.md": NOTE.format(exact="by the sea", text=LONG.replace("’", "'")),
    "source_texts/references/new.json": json.dumps(REFERENCE, indent=2),
    "docs/guides/new.md": GUIDE,
}
ANSWERS = [
    f"{ARTICLES}/fifth/annotations/four-words.md:8:1: note-length notice: the note has 4 words; ",
    f"{ARTICLES}/fifth/annotations/keyboard.md:8:7: straight-quote notice: `'` should be `’`, and 8 more ",
    "source_texts/references/new.json:6:12: unknown-host notice: no editor has looked at pages of news.example yet",
    f"{ARTICLES}/fifth/article.md:2:8: thin-article notice: the article has 2 notes; ",
    "docs/guides/new.md:6:1: unlisted-guide notice: docs/guides/index.md doesn't link to the guide",
    "docs/guides/new.md:6:1: unlinked-article notice: the guide links to no paragraph or note of ",
    "docs/guides/new.md:6:1: thin-guide notice: the guide has ",
]


def run(project: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(reader, ["--project", str(project), *arguments])
    return result.exit_code, result.output


def test_the_check_answers_each_and_nothing_stops_the_build(tmp_path: Path) -> None:
    copy_project(tmp_path)
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    code, report = run(tmp_path, "check")
    assert [answer for answer in ANSWERS if answer not in report] == []
    assert (code, " error: " in report, " warning: " in report) == (0, False, False)
    assert run(tmp_path, "build", "--strict", "--docs-only")[0] == 0
    run(tmp_path, "check", "--fix")
    assert "keyboard.md" not in run(tmp_path, "check")[1]
    assert LONG in (tmp_path / f"{ARTICLES}/fifth/annotations/keyboard.md").read_text("utf-8")
