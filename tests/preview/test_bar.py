"""The bar of a preview: it says what is wrong and when all is built, and the page keeps its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from build_tools.cli import reader
from tests.support.preview import Preview

NOTE = "source_texts/articles/bell-rock/annotations/two-builders.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(folder)]).exit_code == 0
    article = folder / "source_texts/articles/bell-rock/article.md"
    article.write_text(article.read_text("utf-8") + "\n\nA long reef.\n" * 80, "utf-8")
    return folder


@pytest.fixture
def preview(project: Path, page: Page) -> Iterator[Preview]:
    """The article in the browser, scrolled down."""
    started = Preview(project)
    page.goto(f"{started.address}articles/bell-rock.html")
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY > 500")
    yield started
    started.close()


def save(project: Path, old: str, new: str) -> None:
    path = project / NOTE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_saved_note_is_shown_where_the_reader_was(project: Path, preview: Preview, page: Page) -> None:
    before = page.evaluate("scrollY")
    save(project, "argued over for a century", "argued over for ages")
    expect(page.locator("main")).to_contain_text("argued over for ages")
    expect(page.get_by_text("All pages are built.")).to_be_visible()
    assert abs(page.evaluate("scrollY") - before) < 5
    expect(page.get_by_text("All pages are built.")).to_be_hidden()


def test_what_is_wrong_is_shown_with_its_place_until_it_is_right(project: Path, preview: Preview, page: Page) -> None:
    save(project, "kind: dispute", "kind: <b>quarrel</b>")
    bar = page.locator("summary[role=status]")
    expect(bar).to_contain_text("error")
    expect(bar).to_contain_text(f"{NOTE}:4:")
    bar.click()
    expect(page.locator("li code").filter(has_text=NOTE)).to_be_visible()
    assert page.locator("details b").count() == 0  # what a file says is never markup
    save(project, "kind: <b>quarrel</b>", "kind: dispute")
    expect(bar).to_be_hidden()


def test_it_says_when_the_preview_has_stopped(preview: Preview, page: Page) -> None:
    assert preview.stop() == 0
    expect(page.get_by_text("The preview has stopped")).to_be_visible()
