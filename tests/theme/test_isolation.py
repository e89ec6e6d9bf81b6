"""Names, titles and words from right to left, on each page and in what scripts show: none turns what is around it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from playwright.sync_api import Page

from build_tools.cli import reader
from build_tools.sources.drafting import draft

WORDS = {
    # Each begins or ends with a figure or a bracket, which runs with its neighbours unless it is kept apart.
    "ar": {
        "titles": ("الحصن والنهر (1925)", "رسالة من حلب!"),
        "names": ("سليم الحلبي (الأول)", "«جيش النهر»", "حلب"),
        "also": ("سليم الحلبي", "جيش النهر", "حلب (2)"),
        "text": "وصل سليم الحلبي إلى حلب مع جيش النهر ومعه 1,200–1,500 رجل (تقريبا).",
        "words": "نص قصير (2).",
    },
    "he": {
        "titles": ("המבצר והנהר (1925)", "מכתב מחיפה!"),
        "names": ("שלמה כהן (הראשון)", "«צבא הנהר»", "חיפה"),
        "also": ("שלמה כהן", "צבא הנהר", "חיפה (2)"),
        "text": "שלמה כהן הגיע אל חיפה עם צבא הנהר ועמו 1,200–1,500 איש (בערך).",
        "words": "טקסט קצר (2).",
    },
}
KINDS = ("person", "unit", "place")


def write_corpus(root: Path, language: str) -> None:
    """A corpus in which whatever contributors wrote runs from right to left, on a site in English."""
    words = WORDS[language]
    for number, title in enumerate(words["titles"], 1):
        article = {"title": title, "author": [words["also"][0]], "publisher": words["words"], "language": language}
        article |= {"published": f"192{number}-03", "dateline": words["names"][2], "summary": words["words"]}
        other = f"[{words['words']}](article:a{3 - number}#p1)"
        folder = root / "articles" / f"a{number}"
        (folder / "annotations").mkdir(parents=True)
        text = f"{words['text']} {other}\n\n{words['text']}"
        text = draft("article", {**article, "rights": "CC0-1.0", "edition": "original"}, text)
        (folder / "article.md").write_text(text, "utf-8")
        note = {"paragraph": 1, "exact": words["also"][1], "kind": "context", "contributor": words["names"][0]}
        text = draft("annotation", {**note, "created": "2026-11-22", "cites": ["book"]}, words["text"])
        (folder / f"annotations/n{number}.md").write_text(text, "utf-8")
    for number, kind in enumerate(KINDS):
        fields = {"name": words["names"][number], "kind": kind, "aliases": [words["also"][number]]}
        fields |= {"gloss": words["words"], "see_also": [f"e{(number + 1) % 3}"], "cites": ["book"]}
        fields |= {"coordinates": [36.2, 37.1]} if kind == "place" else {}
        (root / f"glossary/e{number}.md").write_text(draft("entity", fields, words["text"]), "utf-8")
    event = {"title": words["titles"][0], "date": "1920-01", "entities": ["e2"], "cites": ["book"]}
    text = draft("event", {**event, "passages": ["article:a1#p1"]}, words["text"])
    (root / "events/event.md").write_text(text, "utf-8")
    book = {"id": "book", "type": "book", "title": words["titles"][0], "publisher": words["words"]}
    book |= {"author": [{"family": words["also"][0]}], "issued": {"date-parts": [[1925]]}, "note": words["words"]}
    (root / "references/books.json").write_text(json.dumps([book]), "utf-8")
    (root / "home.md").write_text(words["text"] + "\n", "utf-8")


@pytest.fixture(scope="module", params=sorted(WORDS))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    project = tmp_path_factory.mktemp("isolation") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    root = project / "source_texts"
    for path in [*root.glob("*/*/*/*.md"), *root.glob("*/*/*.md"), *root.glob("*/*.md"), *root.glob("references/*")]:
        path.unlink()
    for folder in [*root.glob("articles/*/annotations"), *root.glob("articles/*")]:
        folder.rmdir()
    write_corpus(root, request.param)
    result = CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"])
    assert result.exit_code == 0, result.output
    return request.param, project / "site"


# Texts with such letters that run from left to right. What is in a drawing has no direction of its own: there the
# letters decide. Its titles and descriptions can't have elements; `test_tooltips_…` looks at these.
TURNED = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement: parent } = walker.currentNode;
        if (!/[\\u0590-\\u08ff]/.test(data) || parent.closest("script, svg title, svg desc")) continue;
        const style = getComputedStyle(parent);
        if (style.direction === "ltr" && !(parent.closest("svg") && style.unicodeBidi === "plaintext")) {
            found.push(`${parent.parentElement.className} > ${parent.tagName}.${parent.className}: ${data.trim()}`);
        }
    }
    return found;
}"""


def turned(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(TURNED)
    return found


def test_every_page_keeps_such_words_apart(page: Page, site: tuple[str, Path]) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    faults = {}
    for path in sorted(site[1].rglob("*.html")):
        page.goto(path.as_uri())
        if found := turned(page):
            faults[path.relative_to(site[1]).as_posix()] = found
    assert faults == {}


def test_tooltips_and_descriptions_of_drawings_keep_such_words_apart(site: tuple[str, Path]) -> None:
    seen = {}
    for path in sorted(site[1].rglob("*.html")):
        texts = [
            each.get_text() for each in BeautifulSoup(path.read_text("utf-8"), "html.parser").select("svg title, desc")
        ]
        outside = [re.sub("\u2068[^\u2068\u2069]*\u2069", "", text) for text in texts]
        assert [text for text in outside if re.search("[\u0590-\u08ff\u2066-\u2069]", text)] == []
        if any("\u2068" in text for text in texts):
            seen[path.name] = [text for text in texts if "\u2068" in text]
    assert {"map.html", "network.html"} <= seen.keys()
    names = WORDS[site[0]]["names"]
    assert f"\u2068{names[2]}\u2069: 4 mentions" in seen["map.html"]
    assert any(text.startswith(f"\u2068{names[0]}\u2069: with \u2068") for text in seen["network.html"])
    assert any(
        re.fullmatch("\u2068.+\u2069 and \u2068.+\u2069: [0-9]+ paragraphs?", text) for text in seen["network.html"]
    )


def test_search_cards_and_the_look_up_keep_such_words_apart(page: Page, site: tuple[str, Path]) -> None:
    language, folder = site
    name = WORDS[language]["names"][2]
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator('[role="search"] input').fill(name)
    page.wait_for_selector("[data-search-hit][href*='#p1'] mark")
    assert turned(page) == []
    page.goto((folder / "articles/a1.html").as_uri())
    page.locator(".text a.m").first.hover()
    page.wait_for_selector(".card:not([hidden])")
    assert turned(page) == []
    page.goto((folder / f"concordance.html#word={name}").as_uri().replace("%23", "#").replace("%3D", "="))
    page.wait_for_selector("#lines .right b")
    page.get_by_role("button", name="word before").click()
    assert turned(page) == []


def test_a_line_in_context_has_what_comes_before_the_name_on_its_right(page: Page, site: tuple[str, Path]) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((site[1] / "glossary/e2.html").as_uri())
    for line in page.locator(".concordance li").all():
        before, node, where = (line.locator(css).bounding_box() for css in (".left", ".right b", ".where"))
        assert before
        assert node
        assert where
        assert node["x"] + node["width"] <= before["x"] + 1
        assert before["x"] + before["width"] <= where["x"] + 1
