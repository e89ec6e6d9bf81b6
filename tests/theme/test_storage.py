"""What a browser keeps may come from anybody: other pages of the same host, or another version of the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.paths import PACKAGE

SCRIPTS = PACKAGE / "theme/assets/js"
ARTICLE = "articles/reef-2016.html"
KEYS = {
    ("session", "reader-found"): ["href", "words"],
    ("local", "reader-notes"): ["clean", "hidden"],
    ("local", "reader-colours"): [],
    ("local", "reader-keys"): [],
    ("local", "reader-contributor"): [],
}
"""(area, key) -> the names in its JSON. `test_every_key_…` compares it with the scripts."""
VALUES = ["null", "-1e999", "true", '""', '"x"', '[""]', "[null, [], {}]", "{}", '{"length": 1e9}']
"""JSON of every type, and what scripts trip over: empty words, and what only looks like a list."""


def test_every_key_that_scripts_read_is_tried() -> None:
    found = set()
    for path in SCRIPTS.rglob("*.js"):
        text = path.read_text("utf-8")
        constants = dict(re.findall(r'const (\w+) = "(reader-[a-z]+)"', text))
        for area, key in re.findall(r"\b(local|session)\.load(?:Json)?\((\"?[\w-]+\"?)\)", text):
            found.add((area, key.strip('"') if key.startswith('"') else constants[key]))
        assert path.name == "storage.js" or not re.search(
            r"\b(?:local|session)Storage\.|\bwindow\.(?:name|opener)\b", text
        )
    assert found == KEYS.keys()


def stored_texts(names: list[str]) -> list[str]:
    """Of one key: no JSON, JSON of other types, and an object with each type under each of its names."""
    objects = [f'{{"href": "HERE", "{name}": {value}}}' for name in names for value in VALUES]
    return ["", "not JSON", *VALUES, *objects]


@pytest.mark.parametrize(("area", "key"), KEYS, ids=[key for _, key in KEYS])
def test_whatever_is_stored_the_page_goes_on(page: Page, built_site: Path, area: str, key: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_default_timeout(10_000)  # an endless loop ends here
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    for text in stored_texts(KEYS[area, key]):
        page.evaluate(
            "([area, key, text]) => window[`${area}Storage`].setItem(key, text.replace('HERE', location.href))",
            [area, key, text],
        )
        page.reload()
        expect(page.get_by_role("button", name="Text only")).to_be_visible()
        assert faults == [], text
    if key == "reader-found":
        assert page.evaluate("sessionStorage.getItem('reader-found')") is None  # the script that reads it ran
    if key == "reader-contributor":
        page.evaluate("key => localStorage.setItem(key, '{}')", key)
        page.locator(".text p").first.select_text()
        page.keyboard.press("a")
        page.wait_for_selector(".note-form[open]")
        assert faults == []
