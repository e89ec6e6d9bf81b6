"""Words that a reader copies from an article: without the numbers of paragraphs and notes, in Chromium and Firefox."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.firefox import Firefox

ARTICLE = "articles/reef-2016.html"
SELECT = """([first, start, last, end]) => {
  const nodes = (id) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
    return found;
  };
  const a = nodes(first).at(start), b = nodes(last).at(end);
  getSelection().setBaseAndExtent(a, Math.floor(a.length / 2), b, Math.ceil(b.length / 2));
}"""
PLACES = [
    # The paragraphs, and which of their texts the selection begins and ends in: 0 is the number, -1 the full stop.
    ("p1", 1, "p1", 6),
    ("p2", 0, "p2", -1),
    ("p2", 1, "p4", 3),
    ("p2", 0, "p6", 0),
    ("p11", 0, "p13", -1),
]
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const text = async (type) => (item.types.includes(type) ? (await item.getType(type)).text() : "");
  return [await text("text/plain"), await text("text/html")];
}"""


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(text)).split())


def wanted(text: str) -> str:
    """The words of a selection without white space, which blocks and tags put in at different places."""
    return re.sub(r"\s+", "", text)


SELECTED_TEXT = """() => {
  const range = getSelection().getRangeAt(0);
  const box = document.createElement("div");
  box.append(range.cloneContents());
  for (const number of box.querySelectorAll(".n, sup")) number.remove();
  const isIn = (node) => Boolean((node.nodeType === 1 ? node : node.parentElement).closest(".n, sup"));
  // A selection within one number has only its text.
  return isIn(range.commonAncestorContainer) ? "" : box.textContent;
}"""


def press_copy(page: Page) -> tuple[str, str]:
    page.keyboard.press("Control+C")
    plain, rich = page.evaluate(CLIPBOARD)
    return plain, rich


@pytest.mark.parametrize("mode", ["notes", "text only"])
def test_copied_words_have_no_numbers(page: Page, served_site: str, mode: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served_site}/{ARTICLE}")
    if mode == "text only":
        page.get_by_role("button", name="Text only").click()
    for place in PLACES:
        page.evaluate(SELECT, list(place))
        # An end in a paragraph's number is not a part of it: the words begin behind the number.
        text = page.evaluate(SELECTED_TEXT)
        plain, rich = press_copy(page)
        assert wanted(plain) == wanted(text), place
        assert wanted(words(rich)) == wanted(text), place
    assert page.evaluate("document.documentElement.className").split() in (["js"], ["js", "clean"])


def test_three_clicks_select_the_paragraph_and_copy_it_without_numbers(page: Page, served_site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served_site}/{ARTICLE}")
    page.evaluate("document.getElementById('p12').scrollIntoView()")
    box = page.locator("#p12").bounding_box()
    assert box
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] - 8, click_count=3)
    plain, rich = press_copy(page)
    text = page.evaluate(
        """() => {
        const copy = document.getElementById("p12").cloneNode(true);
        for (const number of copy.querySelectorAll(".n, sup")) number.remove();
        return copy.textContent;
    }"""
    )
    assert wanted(plain) == wanted(text)
    assert "<sup" not in rich


def press(firefox: Firefox, letter: str) -> None:
    """Control and a letter, wherever the focus is."""
    keys = [("keyDown", "\ue009"), ("keyDown", letter), ("keyUp", letter), ("keyUp", "\ue009")]
    actions = [{"type": kind, "value": value} for kind, value in keys]
    firefox.call("WebDriver:PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})


def pasted(firefox: Firefox) -> Any:
    """Both forms of what was copied, from a field into which it is pasted."""
    firefox.run(
        """
        const field = document.createElement("textarea");
        document.body.append(field);
        field.addEventListener("paste", (event) => {
            window.pasted = ["text/plain", "text/html"].map((type) => event.clipboardData.getData(type));
        });
        getSelection().removeAllRanges();
        field.focus();
        """
    )
    press(firefox, "v")
    return firefox.wait_for("window.pasted")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(map(str, place)))
def test_words_copied_in_firefox_have_none_either(firefox: Firefox, built_site: Path, place: tuple[Any, ...]) -> None:
    firefox.open(f"{built_site.as_uri()}/{ARTICLE}")
    firefox.run(f"({SELECT})(arguments[0])", list(place))
    text = firefox.run(f"return ({SELECTED_TEXT})()")
    press(firefox, "c")
    time.sleep(0.1)
    plain, rich = pasted(firefox)
    assert wanted(plain) == wanted(text)
    assert wanted(words(rich)) == wanted(text)
