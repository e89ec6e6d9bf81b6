"""Texts that run from right to left, alone and among others: what the page adds keeps out of their direction."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from build_tools.cli import reader
from build_tools.sources.drafting import draft
from tests.support.firefox import Firefox

HEAD = """---
title: {title}
summary: {summary}
published: 1925
language: {language}
rights: CC0-1.0
edition: original
---
"""
ARABIC = (
    HEAD.format(title="الحصن والنهر", summary="نص قصير عن حصن قديم.", language="ar")
    + "وصل القائد سليم الحلبي إلى الحصن ومعه نحو 1,200–1,500 رجل، وكان النهر عالياً في ذلك العام.\n\n"
    + "> قال الشيخ: لا نترك الحصن.\n\nوفيها كتاب عنوانه Fortress Notes طبع في لندن.\n"
)
ENGLISH = (
    HEAD.format(title="Two words", summary="On words.", language="en")
    + "A fort is حصن in Arabic; the older word قلعة is heard too.\n"
)
NOTES = {
    "arabic": [
        ("figure", 1, "1,200–1,500", "تختلف المصادر في العدد: 900 رجل فقط. وهذا هو الأرجح."),
        ("who", 1, "القائد سليم الحلبي", "قائد من حلب (1880–1931). لا يعرف عنه الكثير.\n\n- الأول.\n\n> والله أعلم."),
        ("who-two", 1, "سليم الحلبي", "Some call him Salim al-Khalil."),
        ("book", 3, "Fortress Notes", "كتاب."),
    ],
    "english": [("fort", 1, "حصن", "Fort."), ("castle", 1, "قلعة", "قلعة كبيرة.")],
}
ENTITY = {"name": "سليم الحلبي", "kind": "person", "gloss": "قائد من حلب، ولد سنة 1880."}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("direction") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    for slug, text in (("arabic", ARABIC), ("english", ENGLISH)):
        folder = project / "source_texts/articles" / slug
        (folder / "annotations").mkdir(parents=True)
        (folder / "article.md").write_text(text, "utf-8")
        for name, paragraph, exact, body in NOTES[slug]:
            fields = {"paragraph": paragraph, "exact": exact, "kind": "context", "contributor": "editors"}
            note = draft("annotation", {**fields, "created": "2026-11-22"}, body)
            (folder / "annotations" / f"{name}.md").write_text(note, "utf-8")
    (project / "source_texts/glossary/salim.md").write_text(draft("entity", ENTITY, "قائد من حلب. معروف."), "utf-8")
    result = CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"])
    assert result.exit_code == 0, result.output
    return project / "site"


# Where words, or a note's number, are drawn: [left, right] in px.
DRAWN = """(words) => {
    if (words.startsWith("#")) {
        const found = document.querySelector(`.text a.footnote-ref[href$=":${words.slice(1)}"]`);
        const box = found.getBoundingClientRect();
        return [box.left, box.right];
    }
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        const box = range.getBoundingClientRect();
        return [box.left, box.right];
    }
    throw new Error(words);
}"""
ORDERS = {
    # Each is left of the one before it.
    "arabic": [
        ("1,200", "1,500", "#figure", "رجل"),
        ("سليم الحلبي", "#who", "#who-two", "إلى"),
        ("Fortress", "#book", "طبع"),
    ],
    # Each is right of the one before it.
    "english": [("is", "حصن", "#fort", "in Arabic"), ("older word", "قلعة", "#castle")],
}
ENDS = """() => {
    // Of each paragraph that contributors wrote: its direction, and on which side of its last word its full stop is.
    const found = [];
    for (const block of document.querySelectorAll("[dir=auto], bdi.gloss, bdi.target")) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let last = null;
        while (walker.nextNode()) if (walker.currentNode.data.trim()) last = walker.currentNode;
        if (!last || !last.data.trimEnd().endsWith(".") || !block.getClientRects().length) continue;
        const end = last.data.trimEnd().length;
        const boxes = [end - 2, end - 1].map((at) => {
            const range = document.createRange();
            range.setStart(last, at);
            range.setEnd(last, at + 1);
            return range.getBoundingClientRect();
        });
        const isArabic = /[\\u0600-\\u06ff]/.test(block.textContent);
        found.push([isArabic, getComputedStyle(block).direction, boxes[1].left < boxes[0].left]);
    }
    return found;
}"""


def check_order(slug: str, drawn: Any) -> None:
    for order in ORDERS[slug]:
        boxes = [drawn(words) for words in order]
        for (left, right), (next_left, next_right) in pairwise(boxes):
            if slug == "arabic":
                assert next_right <= left + 1, order
            else:
                assert next_left >= right - 1, order


def check_ends(found: list[tuple[bool, str, bool]]) -> None:
    assert {is_arabic for is_arabic, _, _ in found} == {True, False}
    for is_arabic, direction, is_left in found:
        assert (direction, is_left) == (("rtl", True) if is_arabic else ("ltr", False))


@pytest.mark.parametrize("slug", ["arabic", "english"])
def test_a_notes_number_follows_its_words_as_one_reads(page: Page, site: Path, slug: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.as_uri()}/articles/{slug}.html")
    check_order(slug, lambda words: page.evaluate(DRAWN, words))


@pytest.mark.parametrize("width", [390, 1440])
def test_each_paragraph_runs_as_its_own_words_do(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.as_uri()}/articles/arabic.html")
    check_ends(page.evaluate(ENDS))
    assert page.locator(".text").evaluate("e => getComputedStyle(e).direction") == "rtl"
    number, text = page.locator("#p1 .n").bounding_box(), page.locator("#p1").bounding_box()
    assert number
    assert text
    assert number["x"] > text["x"] + text["width"] / 2, "where the paragraph begins"
    page.goto(f"{site.as_uri()}/glossary/salim.html")
    assert {direction for _, direction, _ in page.evaluate(ENDS)} == {"rtl"}
    assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_the_numbers_of_an_arabic_text_are_clear_of_the_notes(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(f"{site.as_uri()}/articles/arabic.html")
    page.wait_for_selector(".sidenote")
    notes = page.locator(".sidenote").first.bounding_box()
    assert notes
    right = page.evaluate(
        """() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector("#p1 .n"));
        return range.getBoundingClientRect().right;
    }"""
    )
    assert right < notes["x"]


def test_the_fields_of_the_form_run_as_what_is_typed(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/articles/arabic.html")
    page.locator("#p1 .n").focus()
    page.keyboard.press("a")
    for label in ("Words", "Note", "Source", "Your name"):
        field = page.locator(".note-form").get_by_label(label).first
        field.fill("حصن قديم.")
        assert field.evaluate("e => getComputedStyle(e).direction") == "rtl", label
        field.fill("An old fort.")
        assert field.evaluate("e => getComputedStyle(e).direction") == "ltr", label


def test_a_site_in_a_language_that_runs_from_right_to_left_does_so(page: Page, site: Path, tmp_path: Path) -> None:
    settings = site.parent / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("language: en", "language: fa"), "utf-8")
    try:
        assert CliRunner().invoke(reader, ["--project", str(site.parent), "build", "--strict"]).exit_code == 0
    finally:
        settings.write_text(text, "utf-8")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.as_uri()}/articles/english.html")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.locator(".text").evaluate("e => getComputedStyle(e).direction") == "ltr"
    notes, words = page.locator(".sidenotes").bounding_box(), page.locator(".text").bounding_box()
    assert notes
    assert words
    assert notes["x"] + notes["width"] <= words["x"]
    check_order("english", lambda shown: page.evaluate(DRAWN, shown))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("slug", ["arabic", "english"])
def test_firefox_draws_them_in_the_same_order(firefox: Firefox, site: Path, slug: str) -> None:
    firefox.open(f"{site.as_uri()}/articles/{slug}.html")
    check_order(slug, lambda words: firefox.run(f"return ({DRAWN})(arguments[0])", words))
    if slug == "arabic":
        check_ends(firefox.run(f"return ({ENDS})()"))
