"""Every kind of page for every reader: by keyboard, by ear, large, narrow, dark, still, from disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.site.pages.registry import PAGES
from tests.support.axe import violations
from tests.support.overflow import OVERFLOW
from tests.support.page_kinds import EACH_HAS_ONE, PAGE_KINDS, REAL_PAGES, kind_of, largest_page
from tests.support.serving import serve

ARTICLE = "articles/reef-2016.html"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def real_address(real_site: Path) -> Iterator[str]:
    with serve(real_site) as address:
        yield address


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page on which nothing may go wrong, and that may ask no other host for anything."""
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    own = ("file:", "data:", "blob:", "http://127.0.0.1:")
    page.on("request", lambda r: None if r.url.startswith(own) else faults.append(r.url))
    yield page
    assert faults == []


def test_the_table_has_every_kind_of_page(built_site: Path) -> None:
    of_site = {kind_of(path) for path in built_site.rglob("*.html")}
    assert of_site <= {kind.name for kind in PAGES}
    assert {kind_of(built_site / path) for path in PAGE_KINDS} == {kind.name for kind in PAGES} - {"concordance"}


@pytest.mark.parametrize("what", [*REAL_PAGES, *EACH_HAS_ONE])
def test_any_kind_of_page_has_no_fault_light_or_dark_and_loses_nothing_narrow_or_large(
    watched: Page, real_site: Path, real_address: str, what: str
) -> None:
    """As it is published. A window of 1280 by 720 pixels at 200 % is one of 640 by 360."""
    watched.set_viewport_size(WIDE)
    path = largest_page(real_site, what) if what in EACH_HAS_ONE else what
    # What a server shows for a page that isn't there, it alone shows.
    watched.goto(f"{real_address if path == '404.html' else real_site.as_uri()}/{path}")
    assert violations(watched) == []
    watched.set_viewport_size(NARROW)
    watched.emulate_media(color_scheme="dark")
    assert violations(watched) == []
    for width, height in ((320, 640), (640, 360)):
        watched.set_viewport_size({"width": width, "height": height})
        assert watched.evaluate(OVERFLOW) == [0, []]


OPENED = {
    "a card": (".text a.m", "[id='page:name-card']"),
    "a note": (".text a.footnote-ref", ".text [role=note]:not([aria-hidden])"),
    "the kinds of notes": (".tools summary", ".tools"),
    "the cite box": (".tools > button:last-child", "dialog[open]"),
    "the list of keys": (".foot .keys", "dialog[open]"),
}
"""What -> what opens it, what is open then."""


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide and light", "narrow and dark"]
)
def test_axe_finds_nothing_whatever_is_open(watched: Page, built_site: Path, size: dict, scheme: str) -> None:
    watched.set_viewport_size(size)
    watched.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    watched.goto(f"{built_site.as_uri()}/{ARTICLE}")
    for what, (selector, opened) in OPENED.items():
        opener = watched.locator(selector).first
        opener.focus()
        if what == "a card":
            opener.hover()
        else:
            opener.press("Enter")
        expect(watched.locator(opened)).to_be_visible()
        assert violations(watched, opened) == [], what
        watched.keyboard.press("Escape")
        watched.mouse.move(1, 1)


MOVING = """() => Array.from(document.querySelectorAll("*")).filter((e) => {
  const style = getComputedStyle(e);
  return style.scrollBehavior === "smooth" || style.animationName !== "none"
    || style.transitionDuration.split(", ").some((duration) => parseFloat(duration) > 0);
}).map((e) => `${e.tagName}.${e.className}`)"""


def test_nothing_moves_for_those_who_asked_for_stillness(watched: Page, built_site: Path) -> None:
    for reduced in ("no-preference", "reduce"):
        watched.emulate_media(reduced_motion=reduced)
        watched.set_viewport_size(WIDE)
        watched.goto(f"{built_site.as_uri()}/{ARTICLE}")
        watched.wait_for_function("() => document.querySelector('.sidenotes.ready')")
        moving = watched.evaluate(MOVING)
        assert (moving == []) == (reduced == "reduce")
    watched.set_viewport_size(NARROW)
    watched.evaluate("() => { window.asked = []; window.scrollBy = (to) => asked.push(to.behavior); }")
    watched.locator(".text a.footnote-ref").first.click()
    assert set(watched.evaluate("asked")) <= {"auto"}


def test_an_article_is_read_by_keyboard_alone(watched: Page, built_site: Path) -> None:
    watched.set_viewport_size(WIDE)
    watched.goto(f"{built_site.as_uri()}/{ARTICLE}")
    watched.keyboard.press("Tab")
    expect(watched.get_by_role("link", name="Skip to the text")).to_be_focused()
    watched.keyboard.press("Enter")
    expect(watched.locator("main")).to_be_focused()
    met = []
    while "footnote-ref" not in met[-1:]:
        watched.keyboard.press("Tab")
        focused = watched.evaluate(
            """() => {
            const e = document.activeElement, r = e.getBoundingClientRect(), style = getComputedStyle(e);
            return [e.className || e.tagName, r.width > 0 && r.bottom > 0 && r.top < innerHeight,
                    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        assert focused[1:] == [True, True], f"{focused[0]} is seen, and that it has the focus"
        met.append(focused[0])
        assert len(met) < 40
    assert {"SUMMARY", "BUTTON", "n", "m"} <= set(met)
    watched.keyboard.press("Enter")
    note = watched.locator(".sidenote.open, .sidenote:focus").first
    expect(note).to_be_focused()
    watched.keyboard.press("Tab")
    assert note.evaluate("e => e.contains(document.activeElement) && document.activeElement !== e"), (
        "its links are next"
    )
    watched.keyboard.press("Escape")  # a card, if the first of them is a name
    watched.keyboard.press("Escape")
    expect(watched.locator(".text a.footnote-ref").first).to_be_focused()


def test_pages_have_one_main_heading_and_ranks_without_gaps(built_site: Path) -> None:
    for path in PAGE_KINDS:
        ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", (built_site / path).read_text("utf-8"))]
        assert ranks[0] == 1, path
        assert ranks.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(ranks)), path


def test_each_page_says_where_it_stands(built_site: Path) -> None:
    for path in sorted(set(PAGE_KINDS) - {"index.html", "404.html"}):
        page = (built_site / path).read_text("utf-8")
        bar = page[page.index('<nav aria-label="Main">') : page.index("</nav>")]
        assert bar.count("aria-current") == 1, path
        assert ('aria-current="page"' in bar) != ('class="kicker"' in page), path


def test_the_w3c_validator_finds_no_error_on_any_page(real_site: Path) -> None:
    """`npm install vnu-jar` brings the jar: READER_VNU=node_modules/vnu-jar/build/dist/vnu.jar make test."""
    jar = os.environ.get("READER_VNU")
    if not jar or not shutil.which("java"):
        pytest.skip("READER_VNU names no vnu.jar, or there is no java to run it")
    command = ["java", "-jar", jar, "--errors-only", "--skip-non-html", "--format", "gnu", str(real_site)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stderr.splitlines()[:10] == []
    assert result.returncode == 0
