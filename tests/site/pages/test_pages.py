"""Whole pages, from small corpora to their Markdown and to what a reader gets.

Each file beside this one holds one case: the files of a project, put over those of tests/support/base.yml, and the
pages that are to come of them. After a change `READER_GOLDEN=update make test ARGS=tests/site/pages` writes the pages
again; then read them in the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.corpus.reading import read_corpus
from build_tools.site.addresses import Linker
from build_tools.site.pages.registry import render_pages
from build_tools.site.prose import render_block
from build_tools.site.site import build_site
from build_tools.sources.blocks import parse_blocks
from tests.support.markdown_project import to_soup
from tests.support.paths import BASE

CASES = sorted(Path(__file__).resolve().parent.glob("*.yml"))


class _Literal(str):
    """A string that YAML writes as a block, so that a page reads as a page."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    _Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")
)


def pages_of(case: dict[str, Any], root: Path) -> dict[str, str]:
    files = yaml.safe_load(BASE.read_text("utf-8"))["files"] | case.get("files", {})
    for name, content in files.items():
        if content is not None:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, "utf-8")
    return dict(render_pages(build_site("Lighthouses", "Towers on reefs.", read_corpus(root).corpus)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_corpus_makes_the_pages_of_its_case(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    case = yaml.safe_load(text)
    pages = pages_of(case, tmp_path)
    if os.environ.get("READER_GOLDEN") == "update":
        shown = {uri: _Literal(pages[uri]) for uri in case["pages"]}
        dumped = yaml.dump({"pages": shown}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(text.partition("\npages:")[0] + "\n" + dumped, "utf-8")
        return
    assert {uri: pages[uri] for uri in case["pages"]} == case["pages"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_page_has_one_heading_and_ids_that_are_there_once(path: Path, tmp_path: Path) -> None:
    pages = pages_of(yaml.safe_load(path.read_text("utf-8")), tmp_path)
    for uri, page in ((uri, page) for uri, page in pages.items() if uri.endswith(".md")):
        soup = to_soup(page.split("\n---\n", 1)[1])
        assert len(soup.find_all("h1")) == 1, uri
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert sorted(set(ids)) == sorted(ids), uri
        internal = [a["href"] for a in soup.find_all("a", href=True) if a["href"].startswith("#")]
        assert [href for href in internal if href[1:] not in ids] == [], uri


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ar-Latn", None), ("de", None)])
def test_a_text_runs_as_its_language_does(language: str, direction: str | None, tmp_path: Path) -> None:
    fields = f"title: حلب «الكبرى».\nlanguage: {language}\nrights: CC0-1.0\nedition: original\nsummary: ملخص."
    pages = pages_of({"files": {"source_texts/articles/a/article.md": f"---\n{fields}\n---\nقال: «لا».\n"}}, tmp_path)
    soup = to_soup(pages["articles/a.md"].split("\n---\n", 1)[1])
    for selector in ("h1", ".lead", ".text"):
        assert soup.select_one(selector).get("dir") == direction, selector


def test_a_list_keeps_the_number_that_it_begins_with() -> None:
    (block,), _ = parse_blocks("a.md", "7) the seventh\n8) the eighth")
    soup = to_soup(render_block(block, Linker("articles/a.md", {}, {})))
    assert soup.ol["start"] == "7"
    assert [item.get_text() for item in soup.ol.find_all("li")] == ["the seventh", "the eighth"]
