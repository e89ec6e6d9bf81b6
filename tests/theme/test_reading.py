"""An article's page as a reader meets it: notes, cards of names, keys, permalinks, print, weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, expect

from build_tools.corpus.reading import read_corpus
from build_tools.site.site import alphabetical
from tests.bench.margin import measure
from tests.support.page_kinds import kind_of
from tests.support.paths import READING_CORPUS

ARTICLE = "articles/reef-2016.html"
OTHER = "articles/lenses-2017.html"
ARTICLES = (ARTICLE, OTHER, "articles/towers-2015.html", "articles/keepers-2017.html")
NOTE = "reef-summer-pause"  # on "working season" in paragraph 2
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 800}
LIMIT = 63_000
"""Bytes, gzipped, of all that an article's page loads before the first key."""


def read(page: Page, site: Path, path: str = ARTICLE, size: dict[str, int] = WIDE) -> Page:
    page.set_viewport_size(size)
    page.goto(f"{site.as_uri()}/{path}")
    return page


def in_sight(locator: Locator) -> bool:
    """Whether its beginning stands in the window."""
    return locator.evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top > -8 && r.top < innerHeight - 16; }"
    )


def number(page: Page, note: str = NOTE) -> Locator:
    return page.locator(f'.text a.footnote-ref[href$="{note}"]')


# ---- Notes -----------------------------------------------------------------------------------------------------------


BOXES = """all => all.map((e) => e.getBoundingClientRect()).map((r) => [r.top, r.bottom, r.left, r.right])"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))"


WIDTHS = (1200, 1280, 1440, 1920)
FURTHEST = 120
"""px from a number to its note's top, at the most."""
CUT = """() => Array.from(
    document.querySelectorAll(".sidenote.brief .short, .sidenote:not(.brief) .whole"),
    (form) => form.scrollHeight - form.clientHeight,
)"""


@pytest.mark.parametrize("path", ARTICLES)
def test_notes_beside_the_text_are_in_order_and_close_to_their_numbers(page: Page, built_site: Path, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site, path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        boxes = page.locator(".sidenote").evaluate_all(BOXES)
        numbers = page.locator(".text a.footnote-ref").evaluate_all(BOXES)
        assert len(boxes) == len(numbers) >= 20
        assert [i for i, (above, below) in enumerate(pairwise(boxes), 1) if above[1] > below[0]] == []
        assert all(right <= width for _, _, _, right in boxes)
        away = {i: box[0] - at[0] for i, (box, at) in enumerate(zip(boxes, numbers, strict=True), 1)}
        assert {i: px for i, px in away.items() if abs(px) > FURTHEST} == {}
        assert page.evaluate("() => document.querySelector('.text').getBoundingClientRect().right") <= boxes[0][2]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_note_of_the_articles_as_published_is_cut_or_far_from_its_number(
    page: Page, real_site: Path, width: int
) -> None:
    """A new article of a few notes may lack short forms: it is left out."""
    rows = [
        row
        for path in sorted((real_site / "articles").glob("*.html"))
        for row in measure(page, path.as_uri(), path.stem, [width])
        if row.notes >= 10
    ]
    assert rows
    assert {row.page: row.cut for row in rows if row.cut > row.notes / 20} == {}
    assert {row.page: row.away for row in rows if max(row.away) > FURTHEST} == {}


SHORTEN = """() => {
    for (const kind of document.querySelectorAll(".footnote .kind")) {
        kind.dataset.short = "Twenty-five words that say what the note says, whole, which is as long as a short form"
            + " may be before the checks ask for a shorter one.";
    }
}"""


def test_no_note_is_cut_if_all_have_short_forms(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site, size=NARROW)  # the copies are made once there is room for them
    page.evaluate(SHORTEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        assert page.locator(".sidenote.brief").count() > 10
        assert [hidden for hidden in page.evaluate(CUT) if hidden > 1] == []
        assert page.locator(".beyond").count() == 0


def test_notes_are_placed_with_as_few_reflows_as_there_are_forms_to_measure(page: Page, built_site: Path) -> None:
    """However many notes there are: one reads all heights, one finds where those without short forms are cut."""
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def reflows() -> int:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return int(next(metric["value"] for metric in metrics if metric["name"] == "LayoutCount"))

    before = reflows()
    page.evaluate("""() => {
        document.querySelector(".text > p").style.paddingBottom = "200px";
        document.dispatchEvent(new Event("reader:notes"));
    }""")
    assert 0 < reflows() - before <= 4  # among them the browser's own, before it paints
    session.detach()


PLACES = "() => Array.from(document.querySelectorAll('.sidenote'), (e) => e.getBoundingClientRect().top + scrollY)"


def test_an_opened_note_covers_what_is_below_it_and_gives_the_focus_back(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    before = page.evaluate(PLACES)
    number(page).click()
    note = page.locator(f'.sidenote[data-note="{NOTE}"]')
    expect(note).to_be_focused()
    expect(number(page)).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(PLACES) == before, "nothing moves"
    assert note.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), "it shows whole"
    expect(note.locator(".src")).to_be_visible()
    assert note.evaluate(ON_TOP)
    page.keyboard.press("Escape")
    expect(number(page)).to_be_focused()
    expect(number(page)).to_have_attribute("aria-expanded", "false")
    assert page.evaluate(PLACES) == before


def test_an_opened_note_leaves_others_open_and_each_closes_by_its_number_or_mark(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    opened = page.locator(".sidenote.open")
    numbers = page.locator(".text a.footnote-ref")
    for at in (0, 1, 2):
        numbers.nth(at).press("Enter")
        expect(opened).to_have_count(at + 1)
    page.keyboard.press("Escape")  # the one with the focus
    expect(opened).to_have_count(2)
    expect(numbers.nth(2)).to_be_focused()
    page.keyboard.press("Escape")  # the one that was opened last
    expect(opened).to_have_count(1)
    expect(page.locator(".sidenote").first).to_have_class(re.compile(r"\bopen\b"))
    mark = page.locator(".sidenote").first.get_by_role("button", name="Whole note")
    expect(mark).to_have_attribute("aria-expanded", "true")
    mark.focus()
    mark.press("Enter")
    expect(opened).to_have_count(0)
    expect(numbers.first).to_be_focused()
    numbers.first.press("Enter")
    numbers.first.press("Enter")
    expect(opened).to_have_count(0)


def test_words_of_a_note_can_be_selected_without_opening_it(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    box = page.locator(".sidenote").nth(1).bounding_box()
    assert box
    page.mouse.move(box["x"] + 80, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 16)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 5
    expect(page.locator(".sidenote.open")).to_have_count(0)
    page.locator(".sidenote .fold").nth(3).click()
    expect(page.locator(".sidenote.open")).to_have_count(1)


ON_TOP = """e => {
    const box = e.getBoundingClientRect();
    return [0.1, 0.5, 0.95].every((y) => {
        const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * y);
        return e.contains(found);
    });
}"""


def test_of_two_open_notes_the_one_last_clicked_is_on_top(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    numbers, notes = page.locator(".text a.footnote-ref"), page.locator(".sidenote")
    for at in (1, 2):
        numbers.nth(at).click()
    notes.nth(1).scroll_into_view_if_needed()
    assert [notes.nth(at).evaluate(ON_TOP) for at in (1, 2)] == [False, True]
    notes.nth(1).click(position={"x": 60, "y": 4})
    assert [notes.nth(at).evaluate(ON_TOP) for at in (1, 2)] == [True, False]
    expect(page.locator(".sidenote.open")).to_have_count(2)


def test_every_note_has_a_mark_for_more_and_sources_are_only_in_an_open_one(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    notes = page.locator(".sidenote")
    marks = page.locator(".sidenote .fold")
    expect(marks).to_have_count(notes.count())
    assert {mark.get_attribute("aria-expanded") for mark in marks.all()} == {"false"}
    expect(page.locator(".sidenote .src:visible")).to_have_count(0)
    marks.nth(4).click()
    expect(notes.nth(4)).to_be_focused()
    expect(page.locator(".sidenote .src:visible")).to_have_count(1)
    assert marks.nth(4).get_attribute("aria-expanded") == "true"
    marks.nth(4).click()
    expect(page.locator(".sidenote .src:visible")).to_have_count(0)


def test_on_a_narrow_screen_a_tap_opens_the_note_under_its_paragraph(page: Page, built_site: Path) -> None:
    read(page, built_site, size=NARROW)
    expect(page.locator(".sidenote")).to_have_count(0)
    number(page).click()
    place = page.locator("#p2 + .inplace")
    expect(place).to_be_visible()
    expect(place).to_be_focused()
    expect(place).to_contain_text("The commissioners announced it")
    place.get_by_role("button", name="Close the note").click()
    expect(place).to_have_count(0)
    expect(number(page)).to_be_focused()


def test_the_words_of_a_note_are_marked_on_hover_and_on_focus(page: Page, built_site: Path) -> None:
    read(page, built_site)
    words = page.locator(f'.text .q[data-note="{NOTE}"]')
    lit = re.compile(r"\blit\b")
    expect(words.first).not_to_have_class(lit)
    number(page).hover()
    expect(words.first).to_have_class(lit)
    page.mouse.move(2, 2)
    expect(words.first).not_to_have_class(lit)
    number(page).focus()
    expect(words.first).to_have_class(lit)


def test_notes_are_listed_at_the_end_with_a_way_back(page: Page, built_site: Path) -> None:
    read(page, built_site, size=NARROW)
    listed = page.locator(".footnote > ol > li")
    assert listed.count() == page.locator(".text a.footnote-ref").count()
    back = page.locator(f"[id='fn:{NOTE}'] .footnote-backref")
    expect(back).to_contain_text("¶ 2")
    back.click()
    assert page.url.endswith(f"#fnref:{NOTE}")
    assert in_sight(number(page))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_notes_permalink_lands_on_it_on_load_and_from_another_page(page: Page, site_address: str, size: dict) -> None:
    page.set_viewport_size(size)
    address = f"{site_address}/{ARTICLE}#note-{NOTE}"
    page.goto(address)
    target = page.locator(f"#note-{NOTE}")
    expect(target).to_be_in_viewport()
    assert in_sight(target)
    page.goto(f"{site_address}/{OTHER}")
    page.evaluate(
        "to => { const a = document.createElement('a'); a.href = to; document.body.append(a); a.click(); }", address
    )
    page.wait_for_url(address)
    expect(target).to_be_in_viewport()
    # within the page, too
    page.evaluate("() => scrollTo(0, 0)")
    page.evaluate("() => { location.hash = '#note-reef-one-folder'; }")
    expect(page.locator("#note-reef-one-folder")).to_be_in_viewport()


# ---- Which notes show ------------------------------------------------------------------------------------------------


def test_a_note_that_is_read_stays_open_when_the_window_changes(page: Page, built_site: Path) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    number = page.locator(".text a.footnote-ref").nth(3)
    number.press("Enter")
    for size, opened in ((NARROW, ".inplace"), (WIDE, ".sidenote.open")):
        page.set_viewport_size(size)
        expect(page.locator(opened)).to_be_focused()
        expect(page.locator(opened)).to_have_attribute("aria-label", "Note 4")
        expect(number).to_have_attribute("aria-expanded", "true")


def test_tab_goes_on_in_the_text_behind_an_open_note(page: Page, built_site: Path) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    numbers = page.locator(".text a.footnote-ref")
    numbers.nth(3).press("Enter")
    met = 0
    while page.evaluate("document.activeElement.closest('.sidenote') !== null"):
        page.keyboard.press("Tab")
        met += 1
        assert met < 20
    assert page.evaluate("document.activeElement.closest('p').id") == "p1"
    numbers.nth(3).press("Enter")  # closed
    numbers.nth(3).press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(numbers.nth(3)).to_be_focused()


def test_states_are_seen_where_all_backgrounds_are_the_same(page: Page, built_site: Path) -> None:
    """As Windows has them in its contrast themes."""
    page.emulate_media(forced_colors="active")
    page.set_viewport_size(WIDE)
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    page.locator(".text a.footnote-ref").first.hover()
    assert page.locator(".q.lit").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    pressed = page.locator(".tools button").first
    before = pressed.evaluate("e => getComputedStyle(e).backgroundColor")
    pressed.click()
    assert pressed.evaluate("e => getComputedStyle(e).backgroundColor") != before
    page.goto(f"{built_site.as_uri()}/timeline.html")
    bar, ground = page.locator(".years .level").first, page.locator("body")
    colours = {element.evaluate("e => getComputedStyle(e).backgroundColor") for element in (bar, ground)}
    assert len(colours) == 2


def test_notes_are_chosen_by_kind_and_the_choice_is_kept(page: Page, site_address: str) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{site_address}/{ARTICLE}")
    counts = page.locator(".footnote .note .kind").all_inner_texts()
    page.locator(".tools summary").click()
    page.get_by_label(re.compile("Context")).uncheck()
    others = len(counts) - counts.count("Context")
    expect(page.locator(".text a.footnote-ref:visible")).to_have_count(others)
    expect(page.locator(".sidenote:visible")).to_have_count(others)
    expect(page.locator(".footnote > ol > li:visible")).to_have_count(others)
    values = page.locator(".footnote > ol > li:visible").evaluate_all("all => all.map((e) => String(e.value))")
    assert values == page.locator(".text a.footnote-ref:visible").all_inner_texts(), "numbers stay what they are"
    page.goto(f"{site_address}/{OTHER}")
    expect(page.locator(".tools summary")).to_contain_text(" of ")
    expect(page.locator(".footnote .note.context:visible")).to_have_count(0)
    page.locator(".tools summary").click()
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator(".tools summary")).to_have_text("Notes: all")


def test_the_text_alone_is_a_click_or_a_key_away(page: Page, built_site: Path) -> None:
    read(page, built_site)
    page.get_by_role("button", name="Text only").click()
    for gone in (".footnote-ref", ".sidenote", ".footnote", "#names", "#elsewhere"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    assert page.locator("#p1 a.m").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    page.reload()
    expect(page.locator(".footnote-ref:visible")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator(".sidenote:visible").first).to_be_visible()


def test_an_address_shows_its_note_though_it_was_hidden(page: Page, built_site: Path) -> None:
    read(page, built_site)
    page.get_by_role("button", name="Text only").click()
    page.goto(f"{built_site.as_uri()}/articles/keepers-2017.html#note-keepers-muirhead")
    expect(page.locator("#note-keepers-muirhead")).to_be_in_viewport()
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    expect(page.locator(".footnote-ref:visible")).to_have_count(0)


@pytest.mark.parametrize("name", ["100%", "note-%E0%A4"])
def test_an_address_that_ends_in_no_encoded_text_bars_nothing(page: Page, built_site: Path, name: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("try { sessionStorage.setItem('reader-found', '{}') } catch (error) { }")  # as from a search
    read(page, built_site)
    page.get_by_role("button", name="Text only").click()
    read(page, built_site, f"articles/keepers-2017.html#{name}")
    read(page, built_site, f"{ARTICLE}#{name}")
    expect(page.locator(".footnote-ref:visible")).to_have_count(0)
    page.evaluate("note => { location.hash = `#note-${note}`; }", NOTE)
    expect(page.locator(f"#note-{NOTE}")).to_be_in_viewport()
    expect(page.locator(f"li[id='fn:{NOTE}']")).to_have_class(re.compile("landed"))
    assert faults == []


def test_what_a_reader_chose_is_kept_and_what_others_kept_there_is_no_hindrance(page: Page, built_site: Path) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    read(page, built_site)
    page.get_by_role("button", name="Colours").click()
    page.get_by_role("button", name="Text only").click()
    chosen = page.evaluate("() => document.documentElement.dataset.theme")
    assert chosen in {"light", "dark"}
    read(page, built_site, "about.html")
    read(page, built_site)
    assert page.evaluate("() => document.documentElement.dataset.theme") == chosen
    expect(page.locator(".footnote-ref:visible")).to_have_count(0)
    page.evaluate("() => localStorage.setItem('reader-notes', 'not JSON')")
    for stored in (
        "not JSON",
        "null",
        "[]",
        '{"href": "HERE"}',
        '{"href": "HERE", "words": [""]}',
        '{"href": "HERE", "words": [0, null, {}]}',
    ):
        page.evaluate("(text) => sessionStorage.setItem('reader-found', text.replace('HERE', location.href))", stored)
        page.reload()
        assert page.evaluate("sessionStorage.getItem('reader-found')") is None  # it was read, and the page goes on
    page.evaluate("() => sessionStorage.setItem('reader-found', 'not JSON')")
    page.reload()
    expect(page.locator(".footnote-ref:visible").first).to_be_visible()
    assert faults == []


def test_a_choice_is_kept_by_kind_and_one_kept_by_label_still_holds(page: Page, built_site: Path) -> None:
    read(page, built_site)
    page.evaluate("() => localStorage.setItem('reader-notes', JSON.stringify({ hidden: ['Context'] }))")
    page.reload()
    head = page.locator(".footnote .note[data-note-kind=context]")
    expect(head.first).to_be_hidden()
    expect(page.locator(".footnote .note:not([data-note-kind=context])").first).to_be_visible()
    page.get_by_text("Notes: ").click()
    page.get_by_role("checkbox", name="Gloss").uncheck()
    stored = page.evaluate("() => JSON.parse(localStorage.getItem('reader-notes'))")
    assert stored == {"clean": False, "hidden": ["context", "gloss"]}


def test_a_reader_without_storage_can_still_choose(page: Page, built_site: Path) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    read(page, built_site)
    page.get_by_role("button", name="Text only").click()
    expect(page.locator(".footnote-ref:visible")).to_have_count(0)
    assert faults == []


# ---- Cards of names --------------------------------------------------------------------------------------------------


def test_a_card_says_what_a_name_is_and_stays_while_the_pointer_is_on_it(page: Page, site_address: str) -> None:
    requests: list[str] = []
    page.set_viewport_size(WIDE)
    page.goto(f"{site_address}/{ARTICLE}")
    page.on("request", lambda request: requests.append(request.url))
    name = page.locator('#p1 a.m[href$="eddystone.html"]')
    name.hover()
    card = page.locator("[id='page:name-card']")
    expect(card).to_be_visible()
    for part in ("Eddystone Lighthouse", "place", "Edystone", "four towers since 1698", "in 4 articles"):
        expect(card).to_contain_text(part)
    expect(card.locator('bdi[lang="ar"][dir="rtl"]').first).to_have_text("إديستون")
    card.hover()
    page.wait_for_timeout(600)  # longer than a card stays without the pointer
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert [address for address in requests if not address.endswith("/icon.svg")] == []


def test_a_card_opens_on_focus_and_describes_the_name(page: Page, built_site: Path) -> None:
    read(page, built_site)
    page.locator("#p1 .n").focus()
    page.keyboard.press("Tab")
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    expect(page.locator("#p1 a.m").first).to_have_accessible_description(re.compile("Town on the east coast"))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("#p1 a.m").first).to_be_focused()


def test_cards_work_in_notes_and_on_an_entrys_page(page: Page, built_site: Path) -> None:
    read(page, built_site)
    missing = page.evaluate(
        """() => {
        const listed = new Set(Array.from(document.querySelectorAll('#names a.name'), (a) => a.href));
        return Array.from(document.querySelectorAll('a.m'), (a) => a.href).filter((href) => !listed.has(href));
        }"""
    )
    assert missing == [], "every name on the page is in its list"
    read(page, built_site, "glossary/eddystone.html")
    page.locator('main p a.m[href$="royal-society.html"]').first.hover()
    card = page.locator("[id='page:name-card']")
    expect(card).to_contain_text("Royal Society")
    expect(card).to_contain_text("organisation")
    expect(card).to_contain_text("in 1 article")


def test_a_card_is_seen_whole_in_a_low_window(page: Page, built_site: Path) -> None:
    page.set_viewport_size({"width": 844, "height": 300})
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    names = page.locator("#p3 a.m, #p5 a.m")
    card = page.locator("[id='page:name-card']")
    for name in names.all():
        name.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 150)")
        name.hover()
        expect(card).to_be_visible()
        box = card.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 300
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)
    assert names.count() > 3


@pytest.mark.parametrize("path", ["timeline.html", "map.html", "network.html"])
def test_cards_say_as_much_where_names_are_drawn_or_dated(page: Page, built_site: Path, path: str) -> None:
    read(page, built_site, path)
    unlisted = page.evaluate(
        """() => {
        const listed = new Set(Array.from(document.querySelectorAll('#names a.name'), (a) => a.href));
        return Array.from(document.querySelectorAll('a.m'), (a) => a.href).filter((href) => !listed.has(href));
        }"""
    )
    assert unlisted == []
    page.locator("main a.m").first.hover()
    expect(page.locator("[id='page:name-card'] .also")).not_to_be_empty()
    expect(page.locator("[id='page:name-card'] .more")).to_have_text(re.compile(r"in \d+ articles?|in notes only"))


@pytest.fixture
def phone(page: Page, built_site: Path) -> Iterator[Page]:
    """An article on a touch screen."""
    browser = page.context.browser
    assert browser
    context = browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    touched = context.new_page()
    touched.goto(f"{built_site.as_uri()}/{ARTICLE}")
    yield touched
    context.close()


def test_a_first_tap_opens_a_card_and_its_link_leads_on(phone: Page) -> None:
    name = phone.locator('#p1 a.m[href$="eddystone.html"]')
    name.tap()
    card = phone.locator("[id='page:name-card']")
    expect(card).to_be_visible()
    assert phone.url.endswith(ARTICLE)
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    card.get_by_role("link").tap()
    phone.wait_for_url("**/glossary/eddystone.html")


# ---- Keys, permalinks, where one is ----------------------------------------------------------------------------------


def test_j_and_k_go_by_paragraphs_and_arrows_from_there_on(page: Page, built_site: Path) -> None:
    read(page, built_site, f"{ARTICLE}#p3")
    page.locator("#p3 .n").focus()
    for key, paragraph in (("j", 4), ("j", 5), ("k", 4), ("ArrowDown", 5), ("ArrowUp", 4)):
        page.keyboard.press(key)
        expect(page.locator(f"#p{paragraph} .n")).to_be_focused()
    assert in_sight(page.locator("#p4"))
    page.locator("h1").click()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.matches('.n')") is False, "elsewhere arrows scroll"


def test_the_list_of_keys_begins_with_its_first(page: Page, built_site: Path) -> None:
    page.set_viewport_size({"width": 844, "height": 390})
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_in_viewport()
    assert page.locator("dialog[open]").evaluate("e => e.scrollTop") == 0


def test_the_list_of_keys_opens_and_turns_them_off(page: Page, built_site: Path) -> None:
    read(page, built_site)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    for key in ("j", "k", "c", "t", "n", "/", "?"):
        expect(keys.locator("kbd").filter(has_text=re.compile(rf"^{re.escape(key)}$"))).to_have_count(1)
    expect(keys.get_by_role("button", name="Close")).to_be_focused()
    keys.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("t")
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    expect(page.locator(".footnote-ref:visible").first).to_be_visible()
    page.get_by_role("button", name="Keys").click()
    expect(keys).to_be_visible()


def test_a_paragraphs_number_copies_its_address(page: Page, site_address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_address}/{ARTICLE}")
    page.locator("#p7 .n").click()
    expect(page.get_by_role("status").filter(has_text="paragraph 7")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{site_address}/{ARTICLE}#p7"
    assert page.url.endswith("#p7")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_comes_before_and_after_stands_above_and_below(page: Page, built_site: Path, size: dict) -> None:
    corpus = read_corpus(READING_CORPUS).corpus
    entities = corpus.entities
    ordered = sorted(entities, key=alphabetical)
    at = next(index for index, entity in enumerate(ordered) if entity.id == "eddystone")
    place = f"Glossary · place · {at + 1} of {len(ordered)}"
    for path, where, before, after in (
        (ARTICLE, f"Articles · 2 of {len(corpus.articles)}", "Three towers on one reef", "Lamp and lens"),
        ("glossary/eddystone.html", place, ordered[at - 1].name, ordered[at + 1].name),
    ):
        read(page, built_site, path, size)
        expect(page.locator(".kicker .where")).to_contain_text(where)
        for around in (page.locator(".turns"), page.locator(".neighbours")):
            for name in (before, after):
                link = around.get_by_role("link", name=name)
                expect(link).to_be_visible()
                assert link.evaluate(
                    "e => e.scrollWidth <= e.clientWidth + 1 || getComputedStyle(e).display === 'inline'"
                )
    page.keyboard.press("n")
    page.wait_for_url(f"**/glossary/{ordered[at + 1].id}.html")


# ---- Without script, on paper, and how much it weighs ----------------------------------------------------------------


def test_without_script_the_page_is_a_text_with_footnotes_and_links(page: Page, built_site: Path) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    plain = context.new_page()
    plain.goto(f"{built_site.as_uri()}/{ARTICLE}")
    plain.locator(f'a.footnote-ref[href$="{NOTE}"]').click()
    expect(plain.locator(f"#note-{NOTE}")).to_be_in_viewport()
    plain.locator("li:target .footnote-backref").click()
    expect(plain.locator("#p2")).to_be_in_viewport()
    assert plain.locator("#p1 a.m").first.get_attribute("title")
    assert plain.locator(".tools:visible, button:visible").count() == 0
    context.close()


def test_on_paper_there_is_the_text_with_its_notes_and_addresses_and_nothing_to_click(
    page: Page, built_site: Path, tmp_path: Path
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    read(page, built_site, "sources.html", {"width": 640, "height": 900})
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    link = page.locator('main a[href^="http"]:not(.written)').first
    assert link.get_attribute("href") in link.evaluate("e => getComputedStyle(e, '::after').content")
    read(page, built_site, ARTICLE, {"width": 640, "height": 900})
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    for gone in ("header", ".tools", ".sidenote", "#names", "#elsewhere", "footer", "button", ".neighbours", ".turns"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    expect(page.locator(".footnote > ol > li:visible")).to_have_count(page.locator(".footnote > ol > li").count())
    expect(page.locator(".printed")).to_contain_text(f"{built_site.as_uri()}/{ARTICLE}")
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    data = page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert 4 <= data.count(b"/Type /Page\n") <= 20


@pytest.mark.parametrize("path", ARTICLES)
def test_an_article_loads_no_index(built_site: Path, path: str) -> None:
    loaded = loaded_by(built_site / path)
    assert len(loaded) > 8
    assert [name for name in loaded if "search-index" in name.as_posix()] == []
    assert [name.name for name in loaded if name.parent.name == "search"] == ["field.js"]
    assert weight_of(loaded) <= LIMIT


def test_articles_as_published_weigh_little(real_site: Path) -> None:
    pages = [path for path in (real_site / "articles").glob("*.html") if kind_of(path) == "article"]
    assert pages
    assert {page.name: weight for page in pages if (weight := weight_of(loaded_by(page))) > LIMIT} == {}


def test_a_page_loads_what_its_markup_names_and_nothing_else(page: Page, site_address: str, built_site: Path) -> None:
    """What is weighed is what a browser loads."""
    requests: set[str] = set()
    page.on("request", lambda request: requests.add(urldefrag(request.url)[0]))
    page.goto(f"{site_address}/{ARTICLE}")
    page.wait_for_load_state("networkidle")
    page.locator("#p1").click()
    weighed = {f"{site_address}/{name.relative_to(built_site).as_posix()}" for name in loaded_by(built_site / ARTICLE)}
    assert requests - {f"{site_address}/favicon.ico"} <= weighed


def weight_of(files: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files)


def loaded_by(page: Path) -> list[Path]:
    """The page and every style, script and icon that it names."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    named = [tag["src"] for tag in soup.find_all(src=True)]
    named += [tag["href"] for tag in soup.find_all("link", href=True) if {"stylesheet", "icon"} & set(tag["rel"])]
    return [page, *((page.parent / address).resolve() for address in dict.fromkeys(named))]


# ---- Finding, and closing, long notes --------------------------------------------------------------------------------


FOUND = """(words) => {
    // All places that find in page stops at: in the list, beside the text; and whether the words are seen there.
    getSelection().collapse(document.body, 0);
    const places = [];
    while (places.length < 9 && window.find(words, true, false, false)) {
        const range = getSelection().getRangeAt(0);
        const beside = range.startContainer.parentElement.closest(".sidenote > div");
        const line = range.getClientRects()[0];
        const cut = beside && line.bottom > beside.getBoundingClientRect().bottom + 2;
        places.push(`${beside ? "beside" : "list"}${cut ? ", unseen" : ""}`);
    }
    return places;
}"""


def test_find_in_page_shows_what_it_finds_and_finds_what_is_cut_once(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    page.evaluate(SETTLED)
    assert page.locator(".sidenote.cut").count() > 20
    for width in (1440, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        once = 0
        for note in page.locator(".footnote > ol > li").all():
            body = note.locator("p:not(.note):not(:has(.src))").last.text_content() or ""
            for words in (body[:40], body[-40:]):
                places = page.evaluate(FOUND, words)
                assert places in (["list"], ["beside", "list"]), words
                once += places == ["list"]
        assert once > 20


DOTS = """() => Array.from(document.querySelectorAll(".sidenote.cut:not(.brief) .whole"), (whole) => {
    // Whether the ellipsis is on a line that is shown, with room for it.
    const [box, beyond] = [whole.getBoundingClientRect(), whole.querySelector(".beyond")];
    const dots = beyond.getClientRects()[0]; // of the ellipsis, which comes first
    const size = parseFloat(getComputedStyle(whole).fontSize);
    return [dots.bottom <= box.bottom + 2, box.right - dots.left > 0.7 * size];
})"""


def test_a_cut_note_ends_with_an_ellipsis_that_has_room(page: Page, built_site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        ends = page.evaluate(DOTS)
        assert len(ends) > 20
        assert ends == [[True, True]] * len(ends)


def test_an_address_of_words_shows_them_in_the_list(page: Page, served_site: str) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{served_site}/{ARTICLE}#:~:text=whose%20side%20of%20the%20Channel")
    expect(page.locator("[id='fn:reef-eddystone-spelling']")).to_be_in_viewport()


def test_what_was_cut_is_whole_again_once_the_note_is_open(page: Page, built_site: Path) -> None:
    read(page, built_site)
    page.evaluate(SETTLED)
    note = page.locator(".sidenote.cut").first
    number = note.get_attribute("data-note")
    listed = page.locator(f"[id='fn:{number}'] p:not(.note):not(:has(.src))").first.text_content()
    assert note.locator(".beyond").count() > 0
    page.locator(f'.text a.footnote-ref[href$="{number}"]').click()
    note = page.locator(f'.sidenote[data-note="{number}"]')
    expect(note.locator(".beyond")).to_have_count(0)
    assert note.locator("p:not(.note)").first.text_content() == listed
    page.keyboard.press("Escape")
    expect(note.locator(".beyond").first).to_be_attached()


SHORT = (
    "The accounts name a pension for James Spink, who carried the works’ “letters” by sea, though not how much it was."
)


@pytest.mark.parametrize("width", [1200, 1440])
def test_a_note_without_room_shows_its_short_form_whole_until_it_is_opened(
    page: Page, built_site: Path, width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site, size=NARROW)  # the copies are made once there is room for them
    page.evaluate(LENGTHEN, 3)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(SETTLED)
    note = page.locator('.sidenote[data-note="reef-spink-pension"]')
    own = note.locator(".whole p:not(.note)").first
    short = note.get_by_text(SHORT)
    expect(short).to_be_visible()
    expect(own).to_be_hidden()
    box, words = note.bounding_box(), short.bounding_box()
    assert box
    assert words
    assert words["y"] + words["height"] <= box["y"] + box["height"] + 1, "nothing of it is cut"
    note.get_by_role("button", name="Whole note", include_hidden=True).click()
    expect(own).to_be_visible()
    expect(short).to_be_hidden()
    page.keyboard.press("Escape")
    expect(short).to_be_visible()


def test_a_short_form_is_not_shown_where_the_whole_note_is(page: Page, built_site: Path) -> None:
    for size in (WIDE, NARROW):
        read(page, built_site, size=size)
        number(page, "reef-spink-pension").click()
        expect(page.get_by_text("So the accounts say, though not how much").last).to_be_visible()
        assert page.get_by_text(SHORT).filter(visible=True).count() == 0


LENGTHEN = """(times) => {
    for (const note of document.querySelectorAll(".footnote > ol > li, .sidenote > .whole")) {
        const body = note.querySelectorAll("p")[1];
        body.textContent = `${body.textContent} `.repeat(times);
    }
}"""


def test_closing_a_note_by_escape_shows_its_number(page: Page, built_site: Path) -> None:
    """Where long notes pushed it far from its words."""
    page.emulate_media(reduced_motion="reduce")
    read(page, built_site, size={"width": 1400, "height": 700})
    page.evaluate(LENGTHEN, 6)
    page.evaluate("dispatchEvent(new Event('resize'))")
    page.set_viewport_size({"width": 1401, "height": 700})
    page.evaluate(SETTLED)
    numbers = page.locator(".text a.footnote-ref")
    scrolled = 0
    for at in range(0, numbers.count(), 4):
        number = numbers.nth(at)
        number.focus()
        number.press("Enter")
        note = page.locator(".sidenote.open, .sidenote:focus").first
        expect(note).to_be_focused()
        note.evaluate("e => e.scrollIntoView({ block: 'end' })")
        scrolled += not in_sight(number)
        page.keyboard.press("Escape")
        expect(number).to_be_focused()
        box = number.evaluate("e => { const r = e.getBoundingClientRect(); return [r.top, r.bottom]; }")
        assert box[0] >= 0
        assert box[1] <= 700
    assert scrolled > 2


@pytest.mark.parametrize("width", [320, 390, 900])
def test_a_long_note_can_be_closed_from_anywhere_in_it(page: Page, built_site: Path, width: int) -> None:
    read(page, built_site, size={"width": width, "height": 800})
    page.evaluate(LENGTHEN, 40)
    number(page).click()
    place = page.locator("#p2 + .inplace")
    button = place.get_by_role("button", name="Close the note")
    height = place.evaluate("e => e.offsetHeight")
    assert height > 4000
    for part in (0.1, 0.5, 0.95):
        place.evaluate("(e, y) => scrollTo(0, e.getBoundingClientRect().top + scrollY + y)", height * part)
        expect(button).to_be_in_viewport(ratio=1)
        box, words = button.bounding_box(), place.locator("p").nth(1).bounding_box()
        assert box
        assert words
        assert words["x"] + words["width"] <= box["x"] + 1, "it is beside the words, not over them"
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button.click()
    expect(place).to_have_count(0)
    expect(number(page)).to_be_focused()
    expect(number(page)).to_be_in_viewport()
