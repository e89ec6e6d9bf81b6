"""Words of 240 letters, in whatever a contributor writes, make no page wider than the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from build_tools.cli import reader
from tests.support.overflow import OVERFLOW

LONG = "Donaudampfschiff" * 15
WIDTHS = (320, 390, 800, 1440)


def write(project: Path, path: str, fields: dict[str, object], text: str) -> None:
    file = project / "source_texts" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{json.dumps(fields)}\n---\n{text}\n", "utf-8")


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a sample with a long word in each field, beside others."""
    project = tmp_path_factory.mktemp("long") / "corpus"
    run = CliRunner().invoke
    assert run(reader, ["init", str(project)]).exit_code == 0
    person = {"family": LONG, "given": LONG}
    rights = {"language": "de", "rights": "CC0-1.0", "edition": "original", "published": "2016"}
    for n in range(2):
        write(
            project,
            f"articles/long-{n}/article.md",
            {
                "title": f"{LONG}{n}",
                "summary": LONG[:199],
                "author": [person, LONG],
                "publisher": LONG,
                "dateline": LONG,
                **rights,
            },
            f"## {LONG}\n\n{LONG} ship{n} and {LONG} near the Bell Rock.\n\n- {LONG}\n- {LONG}\n\n> {LONG}",
        )
        write(
            project,
            f"articles/long-{n}/annotations/long-{n}.md",
            {
                "paragraph": 1,
                "exact": LONG,
                "prefix": f"ship{n} and ",
                "kind": "context",
                "contributor": person,
                "created": "2016",
                "cites": ["long"],
            },
            f"{LONG} {LONG}",
        )
        write(
            project,
            f"glossary/place-{n}.md",
            {
                "name": f"{LONG}{LONG}"[: 480 - n],
                "kind": "place",
                "aliases": [f"ship{n}", f"{LONG[n + 1 :]}", {"name": f"x{LONG}{n}", "lang": "ar"}],
                "gloss": LONG[:199],
                "coordinates": [56 + n, -2 - n],
                "dates": "2015/..",
                "see_also": [f"place-{1 - n}"],
                "cites": ["long"],
            },
            f"{LONG} [{LONG}](https://example.org/{LONG})",
        )
        write(
            project,
            f"events/long-{n}.md",
            {
                "title": LONG,
                "date": "2016",
                "entities": [f"place-{n}"],
                "passages": [f"article:long-{n}#p1"],
                "cites": ["long"],
            },
            LONG,
        )
    texts = dict.fromkeys(("title", "container-title", "publisher", "number", "note", "genre"), LONG)
    item = {"id": "long", "type": "book", **texts, "author": [person], "URL": f"https://example.org/{LONG}"}
    (project / "source_texts/references/long.json").write_text(json.dumps([item]), "utf-8")
    result = run(reader, ["--project", str(project), "build"])
    assert result.exit_code == 0, result.output
    return project / "site"


OPEN_ALL = "document.querySelectorAll('details').forEach((e) => (e.open = true))"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(page: Page, long_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for path in sorted(long_site.rglob("*.html")):
        page.goto(path.as_uri())
        page.evaluate(OPEN_ALL)
        beyond = page.evaluate(OVERFLOW)
        if beyond != [0, []]:
            wide[str(path.relative_to(long_site))] = beyond
    assert wide == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_no_card_note_hit_or_citation_is_wider_than_the_window(page: Page, long_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{long_site.as_uri()}/articles/long-0.html")
    page.locator(".text a.m").first.hover()
    page.wait_for_timeout(600)
    assert page.evaluate(OVERFLOW) == [0, []]
    page.locator(".text a.footnote-ref").first.click()
    assert page.evaluate(OVERFLOW) == [0, []]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(OVERFLOW) == [0, []]
    page.keyboard.press("Escape")
    page.locator("[role=search] input").fill("ship0")
    expect(page.locator("a[data-search-hit]").first).to_be_visible()
    assert page.evaluate(OVERFLOW) == [0, []]
