"""The ways into the corpus in a browser, from disk and with no network: each opens, leads on, and works by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import violations
from tests.support.page_kinds import WAYS

PAGES = ("explore.html", *WAYS, "compare/eddystone.html", "notes/by_article.html", "notes/by_contributor.html")


@pytest.fixture
def quiet_page(page: Page, built_site: Path) -> Iterator[Page]:
    """A page with no network, on which nothing may go wrong: no message on the console, no request elsewhere."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((built_site.as_uri(), "data:", "blob:")) else faults.append(r.url),
    )
    page.context.set_offline(True)
    yield page
    assert faults == []


def links_of(path: Path) -> list[str]:
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    return [str(a["href"]) for a in soup.find_all("a", href=True)]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_page_and_a_place_that_are_there(built_site: Path, name: str) -> None:
    ids: dict[Path, set[str]] = {}
    links = links_of(built_site / name)
    assert len(links) > 10
    for href in links:
        parts = urlsplit(urljoin((built_site / name).as_uri(), href))
        if parts.scheme != "file":
            continue
        target = Path(unquote(parts.path))
        assert target.is_file(), href
        if parts.fragment:
            if target not in ids:
                soup = BeautifulSoup(target.read_text("utf-8"), "html.parser")
                ids[target] = {str(tag["id"]) for tag in soup.find_all(id=True)}
            assert unquote(parts.fragment) in ids[target], href


def test_each_page_opens_from_disk_and_says_where_it_belongs(quiet_page: Page, built_site: Path) -> None:
    for name in PAGES:
        quiet_page.goto(f"{built_site.as_uri()}/{name}")
        expect(quiet_page.locator("h1")).to_have_count(1)
        if name not in {"sources.html", "glossary/by_kind.html"}:
            expect(quiet_page.get_by_role("navigation", name="Main").locator("[aria-current]")).to_have_text("Explore")


def test_lines_that_a_reader_asked_for_and_sorted_bar_nobody(quiet_page: Page, built_site: Path) -> None:
    quiet_page.goto(f"{built_site.as_uri()}/concordance.html#word=stone*")
    quiet_page.get_by_role("button", name="word after").click()
    for width, scheme in ((1440, "light"), (390, "dark")):
        quiet_page.set_viewport_size({"width": width, "height": 900})
        quiet_page.emulate_media(color_scheme=scheme)
        assert violations(quiet_page) == []
        assert quiet_page.evaluate("document.documentElement.scrollWidth") <= width, "it can be scrolled sideways"


def test_from_the_bar_to_a_paragraph_by_the_timeline(quiet_page: Page, built_site: Path) -> None:
    quiet_page.goto(f"{built_site.as_uri()}/index.html")
    quiet_page.get_by_role("link", name="Explore", exact=True).click()
    quiet_page.locator(".ways").get_by_role("link", name="Timeline").click()
    quiet_page.locator(".years a", has_text="1759").click()
    expect(quiet_page).to_have_url(re.compile("#y1759$"))
    item = quiet_page.locator(".item.event", has=quiet_page.get_by_text("16 October 1759", exact=True))
    item.get_by_role("link", name=re.compile("¶ 2$")).first.click()
    expect(quiet_page).to_have_url(re.compile("articles/keepers-2017.html#p2$"))


@pytest.mark.parametrize("width", [390, 1440])
def test_the_map_shows_one_drawing_a_width_and_its_places_lead_to_their_entries(
    quiet_page: Page, built_site: Path, width: int
) -> None:
    quiet_page.set_viewport_size({"width": width, "height": 900})
    quiet_page.goto(f"{built_site.as_uri()}/map.html")
    drawing = quiet_page.locator("figure").first.locator("svg:visible")
    expect(drawing).to_have_count(1)
    drawing.locator("a", has_text="North Foreland").locator(".dot").click()
    expect(quiet_page).to_have_url(re.compile("glossary/north-foreland.html$"))


@pytest.mark.parametrize(("name", "width"), [(n, w) for n in ("map.html", "network.html") for w in (390, 1440)])
def test_labels_as_drawn_do_not_overlap(quiet_page: Page, built_site: Path, name: str, width: int) -> None:
    """The widths of letters are estimated when a drawing is made; here they are what the browser's type has."""
    quiet_page.set_viewport_size({"width": width, "height": 900})
    quiet_page.goto(f"{built_site.as_uri()}/{name}")
    boxes = quiet_page.eval_on_selector_all(
        "figure svg a text",
        "found => found.map(t => [t.textContent, t.getBoundingClientRect()]).filter(([, b]) => b.width)"
        ".map(([text, b]) => [text, b.left, b.top + b.height * .15, b.right, b.bottom - b.height * .15])",
    )
    assert len(boxes) > 5
    for at, (text, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[:at]:
            apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
            assert apart, f"{text} lies on {other}"


def test_a_dot_of_the_network_is_reached_by_the_keyboard_and_names_its_ties(quiet_page: Page, built_site: Path) -> None:
    quiet_page.set_viewport_size({"width": 1440, "height": 900})
    quiet_page.goto(f"{built_site.as_uri()}/network.html")
    label = quiet_page.locator("text", has_text="Robert Stevenson")
    link = quiet_page.locator("#network-wide a", has=label)
    link.focus()
    assert quiet_page.evaluate("document.activeElement.tagName") == "a"
    expect(link.locator("title")).to_contain_text("Robert Stevenson: with ")
    quiet_page.keyboard.press("Enter")
    expect(quiet_page).to_have_url(re.compile("glossary/"))


def test_articles_stand_side_by_side_where_there_is_room_and_below_each_other_elsewhere(
    quiet_page: Page, built_site: Path
) -> None:
    quiet_page.goto(f"{built_site.as_uri()}/compare.html")
    quiet_page.get_by_role("link", name="Eddystone Lighthouse").click()
    quiet_page.set_viewport_size({"width": 1440, "height": 900})
    columns = quiet_page.locator(".column")
    first, second = columns.nth(0).bounding_box(), columns.nth(1).bounding_box()
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    for text in columns.locator(".passage").all_inner_texts():
        assert re.search("edd?[iy]stone", text, re.IGNORECASE)
    quiet_page.set_viewport_size({"width": 390, "height": 900})
    first, second = columns.nth(0).bounding_box(), columns.nth(1).bounding_box()
    assert first
    assert second
    assert first["x"] == second["x"]
    assert first["y"] + first["height"] <= second["y"]


def words_of(page: Page, side: str) -> list[str]:
    """The word next to the name in each line that is shown."""
    found = []
    lines = page.locator(".concordance li:visible").evaluate_all(
        "(lines, part) => lines.map((line) => [part, 'b'].map((inside) => line.querySelector(inside).innerText))",
        f".{side}",
    )
    for part, name in lines:
        text = part.removeprefix(name) if side == "right" else part
        words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
        found.append((words[-1] if side == "left" else words[0]).casefold() if words else "")
    return found


@pytest.mark.parametrize("name", ["glossary/john-smeaton.html", "concordance.html#word=light*"])
@pytest.mark.parametrize(("side", "label"), [("left", "word before"), ("right", "word after")])
def test_lines_are_sorted_by_the_word_before_or_after(
    quiet_page: Page, built_site: Path, name: str, side: str, label: str
) -> None:
    quiet_page.goto(f"{built_site.as_uri()}/{name}")
    quiet_page.locator(".orders").wait_for()
    by_date = words_of(quiet_page, side)
    assert len(by_date) > 10
    assert by_date != sorted(by_date)
    quiet_page.get_by_role("button", name=label).click()
    expect(quiet_page.get_by_role("button", name=label)).to_have_attribute("aria-pressed", "true")
    by_word = words_of(quiet_page, side)
    assert sorted(by_word) == sorted(by_date)
    in_order = quiet_page.evaluate(
        "words => [...words].sort(new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare)", by_word
    )
    assert by_word == in_order
    quiet_page.get_by_role("button", name="date", exact=True).click()
    assert words_of(quiet_page, side) == by_date


def test_the_word_of_each_line_stands_in_one_column(quiet_page: Page, built_site: Path) -> None:
    quiet_page.set_viewport_size({"width": 1440, "height": 900})
    quiet_page.goto(f"{built_site.as_uri()}/concordance.html#word=rock")
    quiet_page.locator(".orders").wait_for()
    quiet_page.get_by_role("button", name="word after").click()
    edges = {round(line.bounding_box()["x"]) for line in quiet_page.locator("#lines li:visible b").all()}
    assert len(edges) == 1


def test_any_word_is_looked_up_from_disk_whatever_its_case_and_marks(quiet_page: Page, built_site: Path) -> None:
    quiet_page.goto(f"{built_site.as_uri()}/concordance.html")
    quiet_page.get_by_label("Word or words").fill("GRANITE blocks")
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator("#lines li b").first).to_have_text(re.compile("^granite blocks$", re.IGNORECASE))
    address = quiet_page.locator("#lines .where").first.get_attribute("href")
    assert re.fullmatch(r"articles/[a-z0-9-]+\.html#p\d+", address or "")
    quiet_page.get_by_label("Word or words").fill("Francois")
    quiet_page.get_by_role("button", name="Show").click()
    expect(quiet_page.locator("#lines li b").first).to_have_text("François")
    quiet_page.get_by_label("Word or words").fill("gran*")
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator("#lines li b").first).to_have_text(re.compile("^gran", re.IGNORECASE))
    expect(quiet_page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ lines in \d articles?$"))
    quiet_page.get_by_label("Word or words").fill("zzz <img src=x onerror=alert(1)> (")
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator(".answer")).to_have_text("Not found in the texts.")
    quiet_page.go_back()
    expect(quiet_page.get_by_label("Word or words")).to_have_value("gran*")


LOOKED_UP = [
    ("C++", "Some C++, not C.", "C++"),
    ("C", "Some C, not C++ or C#.", "C"),
    ("NATO", "その ＮＡＴＯ は", "ＮＡＴＯ"),
    # the word asked for, the text, and what is found in it
    ("Bath Party", "The Baʿth Party’s men", "Baʿth Party"),
    ("strasse", "in the Straße there", "Straße"),
    ("محمد", "قال محـمد هنا", "محـمد"),
    ("Deir ez Zor", "near Deir ez-Zor in", "Deir ez-Zor"),
    ("deir-ez-zor", "near Deir ez Zor, in", "Deir ez Zor"),
    ("ali", "🙂 bin ʿAlī 🙂 there", "ʿAlī"),
    ("anti*", "an anti-tank weapon", "anti-tank"),
    ("a**t**-t*k*s", "some anti-tank-guns stood", "anti-tank-guns"),  # the last of the stars stands for all behind it
    ("空軍", "俄羅斯空軍在阿勒颇", "空軍"),
    ("Assad", "アサドAssad軍", "Assad"),
    ("it's", "she said it’s done", "it’s"),
    ("राम", "रामायण और राम", "राम"),
    ("tank", "in anti-tank fire", "tank"),
    ("iran-iraq war", "the Iran–Iraq War of", "Iran–Iraq War"),
    ("Iran–Iraq", "an Iran-Iraq pact", "Iran-Iraq"),
    ("lodz", "in ŁÓDŹ today", "ŁÓDŹ"),
    ("Sacré-Cœur", "at Sacre-Coeur there", "Sacre-Coeur"),
    ("diyarbakir", "near Diyarbakır, DIYARBAKIR’s", "Diyarbakır"),
    ("u.s.", "in the U.S. The U.S.S.R. was", "U.S"),
    ("vue*", "with Vue.js and", "Vue"),
    ('"northern lights,"', "the Northern Lights Board", "Northern Lights"),
]


def test_the_order_of_lines_is_kept_for_who_comes_back(page: Page, built_site: Path) -> None:
    page.goto(f"{built_site.as_uri()}/glossary/eddystone.html")
    page.get_by_role("button", name="word after").click()
    line = page.locator(".sorted .where").nth(5)
    said = line.inner_text()
    line.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    expect(page.get_by_role("button", name="word after")).to_have_attribute("aria-pressed", "true")
    expect(line).to_have_text(said)


def test_on_paper_there_is_nothing_to_press_and_the_large_drawing(page: Page, built_site: Path) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 642, "height": 900})
    page.goto(f"{built_site.as_uri()}/concordance.html#word=granite")
    expect(page.locator("#lines li").first).to_be_visible()
    assert [b for b in page.locator("button, input").all() if b.is_visible()] == []
    page.goto(f"{built_site.as_uri()}/network.html")
    expect(page.locator("#network-wide")).to_be_visible()
    expect(page.locator("#network-narrow")).to_be_hidden()


def test_words_are_compared_as_everywhere_else(page: Page, served_site: str) -> None:
    """As build_tools/text/fold.py folds them: the script is held to it by tests/theme/test_note_scripts.py."""
    text = {"title": "T", "date": "2015", "href": "a.html", "blocks": [[1, text] for _, text, _ in LOOKED_UP]}
    script = f"(self.readerTexts = self.readerTexts || []).push({json.dumps(text)});"
    page.route("**/concordance/texts_1.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(f"{served_site}/concordance.html")
    for word, text, found in LOOKED_UP:
        page.get_by_label("Word or words").fill(word)
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#lines h2")).to_have_text(f"“{word}”")
        lines = page.locator("#lines li").evaluate_all(
            "lines => lines.map((line) => ['.left', '.right', 'b'].map((part) => line.querySelector(part).textContent))"
        )
        assert (text, found) in [(left + right, node) for left, right, node in lines], word
        assert word not in {"राम", "u.s."} or len(lines) == 1, "the beginning of a word or a token is no word"
    for word, answer in (("js", "Not found in"), ("tank", "lines in"), ("U.S.S", "Not found in")):
        page.get_by_label("Word or words").fill(word)
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".answer")).to_contain_text(answer)


def test_texts_that_cannot_be_loaded_are_told_of_and_asked_for_again(page: Page, served_site: str) -> None:
    page.route("**/concordance/texts_1.js", lambda route: route.abort())
    page.goto(f"{served_site}/concordance.html#word=granite")
    expect(page.locator(".answer")).to_contain_text("can’t be loaded")
    page.unroute("**/concordance/texts_1.js")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#lines li b").first).to_have_text(re.compile("^granite$", re.IGNORECASE))


def test_without_script_a_page_has_all_it_says(browser: Browser, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{built_site.as_uri()}/{name}")
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("main a:visible").count() > 5, name
        expect(page.locator("main button:visible, main form:visible")).to_have_count(0)
    context.close()
