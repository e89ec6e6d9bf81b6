"""Components of hand-written pages: one page with all of them, from disk."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from build_tools.cli import reader
from tests.support.axe import violations
from tests.support.components import FOLDER, PLAIN, add_components
from tests.support.overflow import OVERFLOW
from tests.support.paths import PACKAGE, ROOT
from tests.support.serving import serve

GUIDE = ROOT / "docs" / "writing.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("components") / "project"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    add_components(project)
    for command in (["check"], ["build", "--strict"]):
        result = CliRunner().invoke(reader, ["--project", str(project), *command])
        assert result.exit_code == 0, result.output
    return project / "site"


@pytest.fixture
def opened(page: Page, site: Path) -> Iterator[Page]:
    """The page from disk, on which nothing may go wrong, and which asks nobody else for anything."""
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(f"{site.as_uri()}/") else faults.append(r.url))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.as_uri()}/components.html")
    yield page
    assert faults == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_lost(opened: Page, width: int, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 900})
    assert violations(opened) == []
    for number in range(4):
        opened.locator(".tabbed-labels label").nth(number).click()
        opened.locator("summary").first.click()
        assert violations(opened, "main") == [], number
    for narrow in (width, 320):
        opened.set_viewport_size({"width": narrow, "height": 640})
        assert opened.evaluate(OVERFLOW) == [0, []]


def test_icons_and_pictures_are_there(opened: Page) -> None:
    assert opened.locator(".twemoji svg").count() >= 6
    opened.wait_for_function("() => Array.from(document.images).every((image) => image.complete)")
    opened.locator("[loading=lazy]").scroll_into_view_if_needed()
    expect(opened.get_by_alt_text("By day")).to_be_visible()
    expect(opened.get_by_alt_text("By night")).to_be_hidden()
    opened.locator(".scheme").click()
    expect(opened.get_by_alt_text("By day")).to_be_hidden()
    expect(opened.get_by_alt_text("By night")).to_be_visible()


CHOSEN = "() => Array.from(document.querySelectorAll('.tabbed-block'), (e) => e.checkVisibility()).slice(0, 4)"


def test_tabs_are_chosen_by_keys(opened: Page) -> None:
    assert opened.evaluate(CHOSEN) == [True, False, False, False]
    first = opened.get_by_role("radio", name="First")
    first.focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.get_by_role("radio", name="Second")).to_be_focused()
    assert opened.evaluate(CHOSEN) == [False, True, False, False]
    labels = opened.locator(".tabbed-labels").first
    assert labels.evaluate("e => getComputedStyle(e).outlineStyle") == "solid", "the focus is seen"
    opened.get_by_text("Fourth").click()
    assert opened.evaluate(CHOSEN) == [False, False, False, True]


def test_tabs_and_folded_parts_need_no_script(site: Path, page: Page) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{site.as_uri()}/components.html")
    plain.get_by_text("Second", exact=True).click()
    expect(plain.get_by_text("What is under it.")).to_be_visible()
    expect(plain.get_by_text("The first of the tabs.")).to_be_hidden()
    plain.get_by_text("One that is folded").click()
    expect(plain.get_by_text("A heading folded away")).to_be_visible()
    assert plain.locator(".copy-code").count() == 0
    context.close()


def test_an_address_opens_what_it_leads_into(opened: Page) -> None:
    for heading in ("A heading in a tab", "A heading folded away"):
        expect(opened.get_by_role("heading", name=heading)).to_be_hidden()
        opened.evaluate(f"() => {{ location.hash = '{heading.lower().replace(' ', '-')}'; }}")
        expect(opened.get_by_role("heading", name=heading)).to_be_in_viewport()
    opened.evaluate("() => { location.hash = 'a%'; location.hash = 'page:content'; location.hash = ''; }")


COPIED = {
    0: 'echo "in a tab"',
    1: (
        "def greet(name: str) -> str:  # (1)!\n"
        '    return f"Hello, {name}, and a long line that goes on so that it does not fit a narrow window"\n\n\n'
        "COUNT = 3"
    ),
    2: "Without a language",
}
"""Number of the block of code -> what is copied of it."""


@pytest.mark.parametrize("from_disk", [True, False], ids=["file", "http"])
def test_code_is_copied_by_keys(site: Path, page: Page, *, from_disk: bool) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with serve(site) as address:
        page.goto(f"{site.as_uri() if from_disk else address}/components.html")
        for number, copied in COPIED.items():
            button = page.locator(".copy-code").nth(number)
            button.focus()
            page.keyboard.press("Enter")
            expect(page.get_by_role("status").filter(has_text="Code copied")).to_be_visible()
            assert page.evaluate("navigator.clipboard.readText()") == copied
            page.evaluate("navigator.clipboard.writeText('')")


def test_an_abbreviation_says_its_words_to_keys_too(opened: Page) -> None:
    opened.locator("abbr").first.focus()
    said = opened.locator("abbr").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert said == '"The language that pages are written in"'
    for width in (320, 390, 1440):
        opened.set_viewport_size({"width": width, "height": 800})
        assert opened.evaluate(OVERFLOW) == [0, []]
    opened.set_viewport_size({"width": 390, "height": 800})
    placed = "e => { const s = getComputedStyle(e, '::after'); return [s.position, s.left, s.right]; }"
    assert opened.locator("abbr").first.evaluate(placed) == ["fixed", "16px", "16px"]


def test_paper_has_all_of_it(opened: Page) -> None:
    opened.emulate_media(media="print", color_scheme="dark")
    for words in ("The first of the tabs.", "What is under it.", "A heading folded away"):
        expect(opened.get_by_text(words)).to_be_visible()
    tops = opened.evaluate(
        "() => Array.from(document.querySelector('.tabbed-set').querySelectorAll('label, .tabbed-block'))"
        ".map((e) => [e.getBoundingClientRect().top, e.tagName]).sort((a, b) => a[0] - b[0]).map((e) => e[1])"
    )
    assert tops == ["LABEL", "DIV"] * 4
    expect(opened.locator(".copy-code").first).to_be_hidden()
    expect(opened.locator(".grid > .card")).to_be_visible()


def test_boxes_of_tasks_have_a_name_and_cannot_be_changed(opened: Page) -> None:
    boxes = opened.get_by_role("checkbox", name="Done")
    assert [box.is_checked() for box in boxes.all()] == [True, False, True, False]
    assert all(box.is_disabled() for box in boxes.all())


def test_it_is_small() -> None:
    css = (PACKAGE / "theme/assets/css/components.css").read_bytes()
    script = (PACKAGE / "theme/assets/js/reading/components.js").read_bytes()
    assert len(gzip.compress(css)) + len(gzip.compress(script)) < 6000


def test_no_generated_page_loads_it(site: Path) -> None:
    loading = {path.name for path in site.rglob("*.html") if "components." in path.read_text("utf-8")}
    assert loading == {"components.html"}


def test_no_style_of_the_site_reaches_words_of_code(opened: Page) -> None:
    """Classes of Pygments such as `n` and `m` are those of numbers of paragraphs and of names."""
    styles = opened.locator(".highlight code span").evaluate_all(
        "all => all.map((e) => getComputedStyle(e)).map((s) => [s.fontFamily, s.fontSize, s.position, s.cursor])"
    )
    assert len({tuple(style) for style in styles}) == 1


def test_the_guide_has_the_settings_that_are_tested() -> None:
    guide = GUIDE.read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    lines = (FOLDER / "settings.yml").read_text("utf-8").splitlines()
    assert "\n".join(line.removeprefix("  ") for line in lines if not line.startswith("#")) in "\n".join(blocks)
    for settings in (ROOT / "mkdocs.yml", PACKAGE / "sample" / "mkdocs.yml"):
        assert PLAIN in settings.read_text("utf-8")


def test_every_kind_of_admonition_is_on_the_page_and_in_the_guide(site: Path) -> None:
    page = BeautifulSoup((site / "components.html").read_text("utf-8"), "html.parser")
    kinds = {box["class"][1] for box in page.select(".admonition")}
    listed = re.search(r"^\| a box with a title: ([^|]*) \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert listed
    assert set(re.findall(r"`(\w+)`", listed[1])) == kinds
