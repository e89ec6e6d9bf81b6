"""The search as a reader meets it: in a browser, over http and from disk, with no network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from build_tools.cli import reader
from build_tools.core.model import Corpus
from build_tools.corpus.reading import read_corpus
from tests.support.axe import violations
from tests.support.paths import READING_CORPUS

ARTICLE = "articles/reef-2016.html"
SHORT = "guides/index.html"
"""A page that opens in a third of the time: where it does not matter what lies behind the search."""
FIELD = '[role="search"] input'
SPELLINGS = ("eddistone", "Edystone", "eddystone", "إديستون", "إِدِيسْتُون", '"Eddistone"', "Eddystone Lighthouse")
HITS = "a[data-search-hit]"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(READING_CORPUS).corpus


@pytest.fixture
def reading(page: Page, site_address: str) -> Iterator[Page]:
    """An article's page, over http and from disk."""
    yield from read(page, site_address, ARTICLE)


@pytest.fixture
def offline(page: Page, built_site: Path) -> Iterator[Page]:
    """A short page, from disk."""
    yield from read(page, built_site.as_uri(), SHORT)


def read(page: Page, site_address: str, path: str) -> Iterator[Page]:
    """Open it and see to it that nothing goes wrong: no error, no warning, no request to anywhere else."""
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(message.text)

    def see(request: Request) -> None:
        if not request.url.startswith((site_address, "data:", "blob:")):
            faults.append(request.url)

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", see)
    if site_address.startswith("file:"):
        page.context.set_offline(True)
    page.goto(f"{site_address}/{path}")
    yield page
    assert faults == []


def search(page: Page, query: str) -> None:
    """Type a query and wait until the panel says what it found."""
    page.locator(FIELD).fill(query)
    page.wait_for_function("query => readerSearch.settled === query", arg=query.strip())


def addresses(page: Page, group: str = "") -> list[str]:
    """Where the hits of a group lead, from the site's root."""
    within = page.get_by_role("group", name=group, exact=True) if group else page.locator('[role="search"]')
    hrefs = within.locator(HITS).evaluate_all("hits => hits.map((hit) => hit.href)")
    return [re.sub(r"^.*/((articles|glossary)/)", r"\1", href) for href in hrefs]


def status(page: Page) -> Locator:
    return page.locator('[role="search"] [role="status"]')


def paragraphs_on(corpus: Corpus, entity: str) -> set[str]:
    return {
        f"articles/{mention.article}.html#p{mention.paragraph}"
        for article in corpus.articles
        for mention in article.mentions
        if mention.entity == entity and mention.paragraph
    }


def test_nothing_of_the_search_is_loaded_before_it_is_wanted(page: Page, site_address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{site_address}/{ARTICLE}")
    page.wait_for_load_state("networkidle")
    before = [
        url for url in requests if "/search-index/" in url or ("/search/" in url and not url.endswith("/field.js"))
    ]
    page.keyboard.press("/")
    page.wait_for_function("() => window.readerSearch && readerSearch.passages")
    assert before == []
    assert any("/search/panel.js" in url for url in requests)


def test_any_spelling_of_a_name_finds_every_passage_on_it(reading: Page, corpus: Corpus) -> None:
    expected = paragraphs_on(corpus, "eddystone")
    assert len(expected) > 3
    for query in SPELLINGS:
        search(reading, query)
        assert expected <= set(addresses(reading, "Articles")), query
        assert addresses(reading, "Glossary")[0] == "glossary/eddystone.html", query
        also = reading.locator(".hints").inner_text()
        assert also.startswith("Also searched: "), query
        assert "Edystone" in also or query == "Edystone"
        assert "Eddystone" in also or query in {"eddystone", "Eddystone Lighthouse"}


def test_hits_are_in_groups_and_lead_to_the_paragraph_the_note_and_the_entry(reading: Page, corpus: Corpus) -> None:
    search(reading, "beacon house")
    groups = reading.get_by_role("listbox").get_by_role("group")
    assert groups.evaluate_all("all => all.map((group) => group.getAttribute('aria-label'))") == [
        *("Articles", "Notes", "Glossary", "Events", "Sources", "Guides", "Other pages"),
    ]
    notes = {f"articles/{a.slug}.html#note-{n.annotation.id}" for a in corpus.articles for n in a.notes}
    assert "articles/reef-2016.html#p9" in addresses(reading, "Articles")
    assert "articles/reef-2016.html#note-reef-beacon-house" in addresses(reading, "Notes")
    assert set(addresses(reading, "Notes")) <= notes
    assert "glossary/beacon-house.html" in addresses(reading, "Glossary")


def test_the_words_are_marked_where_they_stand(offline: Page) -> None:
    search(offline, "masons")
    for group in ("Articles", "Notes"):
        for hit in offline.get_by_role("group", name=group).locator(HITS).all():
            marked = hit.locator("mark").all_inner_texts()
            assert marked
            assert all(word.lower().startswith("mason") for word in marked)


def test_words_in_quotation_marks_are_found_as_they_stand_only(offline: Page, corpus: Corpus) -> None:
    search(offline, '"a Beacon House was"')
    assert addresses(offline) == ["articles/reef-2016.html#p9"]
    assert offline.locator(f"{HITS} mark").all_inner_texts() == ["a Beacon House was"]
    search(offline, '"house beacon"')
    assert addresses(offline) == []
    search(offline, "house beacon")
    assert "articles/reef-2016.html#p9" in addresses(offline)


def test_a_phrase_that_is_still_typed_is_found_by_its_beginning(offline: Page) -> None:
    for query in ('"a Beacon Hou', '"a beacon h', "“a Beacon Hou"):
        search(offline, query)
        assert addresses(offline, "Articles") == ["articles/reef-2016.html#p9"], query
        assert set(offline.locator(f"{HITS} mark").all_inner_texts()) == {"a Beacon House"}, query
    search(offline, '"a Beacon Hou"')
    assert addresses(offline) == []


def test_common_words_are_no_slips(offline: Page) -> None:
    search(offline, '"shall of your"')  # which the texts lack, but not "small" and "four"
    expect(status(offline)).to_contain_text("Nothing found")
    expect(offline.get_by_role("button", name="Did you mean")).to_have_count(0)


def test_words_that_are_everywhere_have_to_be_met_too(offline: Page, corpus: Corpus) -> None:
    texts = {
        f"articles/{article.slug}.html#p{block.paragraph}": block.text.lower()
        for article in corpus.articles
        for block in article.blocks
    }
    for words in (("eddystone", "stones"), ("granite", "rock"), ("tower", "sea")):
        search(offline, " ".join(words))
        found = [address for address in addresses(offline, "Articles") if address in texts]
        assert found
        for address in found:
            assert all(word in texts[address] for word in words), (words, address)


def test_a_letter_in_a_name_is_no_empty_one(offline: Page) -> None:
    search(offline, "S-57")
    assert addresses(offline, "Glossary")[0] == "glossary/s-57.html"
    assert set(offline.locator(f"{HITS} mark").all_inner_texts()) == {"S-57"}


def test_the_entry_that_a_name_means_comes_first(offline: Page, corpus: Corpus) -> None:
    often = Counter(mention.entity for article in corpus.articles for mention in article.mentions).most_common(6)
    names = {entity.id: entity.name for entity in corpus.entities}
    for entity, _ in often:
        search(offline, names[entity])
        assert addresses(offline, "Glossary")[0] == f"glossary/{entity}.html", names[entity]


def test_two_letters_are_a_whole_word(offline: Page) -> None:
    for query in ("uk", "UK", "U.K."):
        search(offline, query)
        assert {m.replace(".", "").upper() for m in offline.locator(f"{HITS} mark").all_inner_texts()} == {"UK"}


def test_a_short_word_that_the_texts_lack_is_taken_for_no_other(offline: Page) -> None:
    search(offline, "Edystone drone")
    expect(offline.locator(".hints")).to_contain_text("No passage has all of these words")
    expect(offline.get_by_role("button", name="Did you mean")).to_have_count(0)


def test_entries_are_of_no_article(offline: Page) -> None:
    search(offline, "light")
    expect(status(offline)).to_contain_text("the first")
    offline.get_by_role("combobox", name="Article").select_option("towers-2015")
    expect(offline.locator(f"{HITS}[href*='articles/reef-2016']")).to_have_count(0)
    expect(offline.locator(".hints")).to_contain_text("belong to one article")
    expect(offline.get_by_role("group", name="Glossary", exact=True)).to_have_count(0)
    offline.get_by_role("combobox", name="Kind").select_option("g")
    expect(offline.get_by_role("combobox", name="Article")).to_be_disabled()
    expect(offline.get_by_role("group", name="Glossary", exact=True)).to_be_visible()


def test_a_slip_shows_the_results_of_what_was_meant_and_says_so(reading: Page) -> None:
    search(reading, "eddystome")
    corrected = reading.locator("[data-search-corrected]")
    expect(corrected.locator("p")).to_have_text("No result for “eddystome”; results for “Eddystone”.")
    expect(status(reading)).to_contain_text("No result for “eddystome”; results for “Eddystone”.")
    assert corrected.locator(HITS).count() == reading.locator(HITS).count() > 5
    search(reading, "eddystone")
    expect(corrected).to_have_count(0)
    expect(reading.locator(HITS).first).to_be_visible()


def test_an_abbreviation_is_taken_for_no_slip(offline: Page) -> None:
    search(offline, "USRE")
    expect(status(offline)).to_have_text("Nothing found for “USRE”.")
    search(offline, "EDDYSTOME")
    expect(offline.locator("[data-search-corrected] p")).to_contain_text("results for “Eddystone”")


def test_slips_in_names_and_in_words_are_seen(offline: Page) -> None:
    slips = {
        "skeryvore": "Skerryvore",
        "kerryvore": "Skerryvore",
        "ernnie": "Rennie",
        "foundatoin": "foundation",
        "sccily": "Scilly",
    }
    for slip, meant in slips.items():
        search(offline, slip)
        expect(offline.locator("[data-search-corrected] p")).to_contain_text(f"results for “{meant}”.")
    search(offline, "becon house")  # of which one word is found
    expect(offline.get_by_role("button", name="Did you mean Beacon House?", exact=True)).to_be_visible()


def test_the_beginning_of_a_word_finds_while_one_is_typing(offline: Page) -> None:
    offline.keyboard.press("/")
    for typed in ("edd", "eddy", "eddys"):
        offline.keyboard.type(typed[len(offline.locator(FIELD).input_value()) :])
        offline.wait_for_function("query => readerSearch.settled === query", arg=typed)
        assert "articles/reef-2016.html#p12" in addresses(offline, "Articles")


def test_words_are_found_under_their_other_endings(offline: Page) -> None:
    for asked, others in {
        "keepers": {"keeper"},
        "families": {"family"},
        "family": {"families"},
        "moored": {"mooring"},
    }.items():
        search(offline, asked)
        marked = {word.lower() for word in offline.locator(f"{HITS} mark").all_inner_texts()}
        assert others <= marked, asked


def test_several_words_are_looked_for_in_one_paragraph(offline: Page) -> None:
    search(offline, "rennie smeaton underwater")
    assert "articles/reef-2016.html#p16" in addresses(offline)
    search(offline, "eddystone xylophone")
    expect(offline.locator(".hints")).to_contain_text("No passage has all of these words")


def test_words_of_an_entry_may_stand_anywhere_in_it(offline: Page) -> None:
    for query, entry in (("plymouth port", "plymouth"), ("smeaton fellow of the society", "john-smeaton")):
        search(offline, query)
        assert f"glossary/{entry}.html" in addresses(offline, "Glossary"), query
        expect(offline.locator(".hints")).not_to_contain_text("No passage has all")
    search(offline, "Argand lamp")
    expect(offline.locator(f"{HITS} mark", has_text="Argand")).to_have_count(1)


def test_a_whole_word_is_no_beginning_of_a_name(offline: Page) -> None:
    search(offline, "great")
    expect(offline.locator(".hints")).not_to_contain_text("Also searched")
    search(offline, "eddys")
    expect(offline.locator(".hints")).to_contain_text("Also searched")


def test_words_are_met_as_britain_and_america_spell_them(offline: Page) -> None:
    for one, other in (("harbor master", "harbour master"), ("recognize", "recognise")):
        found = []
        for query in (one, other):
            search(offline, query)
            found.append(set(addresses(offline)))
        assert found[0] == found[1] != set(), one


def test_words_are_met_joined_and_parted(offline: Page) -> None:
    search(offline, "rise and fall")
    found = addresses(offline)
    search(offline, "rise-and-fall")
    assert addresses(offline) == found
    assert "articles/towers-2015.html#p10" in found
    for forms in (("lightships", "light-ships"), ("day mark", "day-mark", "daymark")):
        found = []
        for query in forms:
            search(offline, query)
            expect(offline.locator("[data-search-corrected]")).to_have_count(0)
            found.append(set(addresses(offline)))
        assert found[0]
        assert all(each == found[0] for each in found), forms


def test_an_article_is_found_by_its_author(offline: Page, corpus: Corpus) -> None:
    for article in corpus.articles:
        for author in article.article.author:
            search(offline, author.text)
            assert addresses(offline, "Articles")[0] == f"articles/{article.slug}.html"


def test_nothing_found_says_so_and_helps(offline: Page) -> None:
    search(offline, "qqqqqqqq")
    expect(status(offline)).to_have_text("Nothing found for “qqqqqqqq”.")
    expect(offline.locator(".hints")).to_contain_text("another spelling")
    search(offline, "qz")
    expect(status(offline)).to_have_text("Type three letters or more.")


def test_letters_by_themselves_are_asked_for_where_there_is_no_longer_word(offline: Page) -> None:
    found = offline.evaluate(
        """async (queries) => {
            readerSearch.form.querySelector("input").focus();
            while (!readerSearch.passages) await new Promise((resolve) => setTimeout(resolve, 10));
            const parsed = await Promise.all(queries.map((query) => readerSearch.query.parse(query)));
            return parsed.map(({ units }) => units.map((unit) => unit.typed.join(" ")));
        }""",
        ["T 4", "中 国", "و ب", "Smeaton's", "l'Orient", "T", "'"],
    )
    assert found == [["t", "4"], ["中", "国"], ["و", "ب"], ["smeaton"], ["l orient"], ["t"], []]
    search(offline, "T 4")
    expect(status(offline)).not_to_have_text("Type three letters or more.")


def test_filters_leave_one_article_one_kind_of_note_or_of_entry(offline: Page, corpus: Corpus) -> None:
    search(offline, "light")
    offline.get_by_role("combobox", name="Article").select_option("keepers-2017")
    expect(offline.locator('[role="search"] a:not([href*="keepers-2017"])')).to_have_count(0)
    assert addresses(offline)
    offline.get_by_role("combobox", name="Article").select_option("")
    offline.get_by_role("combobox", name="Kind").select_option("Dispute")
    kinds = {
        f"articles/{a.slug}.html#note-{n.annotation.id}": n.annotation.kind for a in corpus.articles for n in a.notes
    }
    expect(offline.get_by_role("group", name="Articles", exact=True)).to_have_count(0)
    assert {kinds[address] for address in addresses(offline)} == {"dispute"}
    offline.get_by_role("combobox", name="Kind").select_option("g:place")
    expect(offline.get_by_role("group", name="Notes", exact=True)).to_have_count(0)
    places = {f"glossary/{entity.id}.html" for entity in corpus.entities if entity.kind == "place"}
    assert set(addresses(offline)) <= places
    assert addresses(offline)


def test_arrows_move_enter_opens_and_escape_closes(offline: Page) -> None:
    offline.keyboard.press("/")
    expect(offline.locator(FIELD)).to_be_focused()
    search(offline, "eddystone")
    field, hits = offline.locator(FIELD), offline.locator(HITS)
    for key, selected in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        offline.keyboard.press(key)
        expect(hits.nth(selected)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", hits.nth(selected).get_attribute("id") or "")
    assert offline.locator('[aria-selected="true"]').count() == 1
    offline.keyboard.press("Escape")
    expect(hits.first).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("eddystone")
    offline.keyboard.press("ArrowDown")
    expect(hits.first).to_be_visible()
    offline.keyboard.press("ArrowDown")
    offline.keyboard.press("ArrowDown")
    wanted = offline.locator('[aria-selected="true"]').get_attribute("href") or "?"
    offline.keyboard.press("Enter")
    offline.wait_for_url(wanted)


def test_who_leaves_the_search_without_a_hit_reads_on_at_the_same_place(offline: Page, built_site: Path) -> None:
    offline.goto(f"{built_site.as_uri()}/{ARTICLE}")
    offline.locator("#p12 .n").focus()
    offline.evaluate("document.querySelector('#p12').scrollIntoView({ block: 'center' })")
    before = offline.evaluate("scrollY")
    assert before > 500
    offline.keyboard.press("/")
    search(offline, "eddystone")
    offline.keyboard.press("Escape")
    offline.keyboard.press("Escape")
    expect(offline.locator("#p12 .n")).to_be_focused()
    assert abs(offline.evaluate("scrollY") - before) < 2


def test_what_was_searched_for_is_there_when_one_comes_back(reading: Page) -> None:
    reading.locator(FIELD).focus()
    search(reading, "eddystone")
    reading.get_by_role("combobox", name="Article").select_option("keepers-2017")
    expect(reading.locator(f"{HITS}:not([href*='keepers-2017'])")).to_have_count(0)
    reading.locator(HITS).first.click()
    reading.wait_for_url("**/keepers-2017.html*")
    reading.go_back()
    expect(reading.locator(FIELD)).to_have_value("eddystone")
    expect(reading.locator(HITS).first).to_be_visible()
    expect(reading.get_by_role("combobox", name="Article")).to_have_value("keepers-2017")
    reading.reload()
    reading.wait_for_load_state()
    expect(reading.locator(HITS)).to_have_count(0)


def test_enter_opens_the_first_hit_without_waiting_for_it(offline: Page) -> None:
    offline.keyboard.press("/")
    offline.keyboard.type('"a Beacon House was"')
    offline.keyboard.press("Enter")
    offline.wait_for_url(re.compile("#p9$"))


def test_guides_events_sources_and_other_pages_are_groups(offline: Page) -> None:
    for query, group, address in (
        ("names and spellings", "Guides", "guides/names-and-spellings.html"),
        ("Fire destroys the second tower", "Events", "timeline.html#event-rudyerd-fire"),
        ("Smeaton Narrative Edystone", "Sources", "sources.html#smeaton-1791"),
        ("how to cite", "Other pages", "about.html#how-to-cite"),
        ("timeline", "Other pages", "timeline.html"),
    ):
        search(offline, query)
        hits = offline.get_by_role("group", name=group, exact=True).locator(HITS)
        hrefs = hits.evaluate_all("hits => hits.slice(0, 3).map((hit) => hit.href)")
        assert any(href.endswith(f"/{address}") for href in hrefs), (query, hrefs)


def test_results_are_announced_with_their_number(offline: Page) -> None:
    search(offline, '"beacon house"')
    groups = [
        ("Articles", "passage", "passages"),
        ("Notes", "note", "notes"),
        ("Glossary", "entry", "entries"),
        ("Events", "event", "events"),
        ("Sources", "source", "sources"),
        ("Guides", "place in a guide", "places in guides"),
        ("Other pages", "place on another page", "places on other pages"),
    ]
    counted = [(len(addresses(offline, group)), one, many) for group, one, many in groups]
    expected = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)
    expect(status(offline)).to_have_text(expected)
    expect(status(offline)).to_have_attribute("aria-live", "polite")


def test_more_results_are_there_for_the_asking(offline: Page) -> None:
    search(offline, "light")
    before = len(addresses(offline))
    more = offline.get_by_role("button", name="More results")
    while more.is_visible():
        more.click()
        offline.wait_for_function("count => document.querySelectorAll('a[data-search-hit]').length > count", arg=before)
        before = len(addresses(offline))
    assert before > 100
    expect(status(offline)).not_to_contain_text("more")


def test_a_hit_is_landed_on_and_its_words_are_marked_there(reading: Page) -> None:
    search(reading, "signal ball")
    reading.locator(f'{HITS}[href$="#p20"]').click()
    reading.wait_for_url(re.compile("#p20$"))
    expect(reading.locator("#p20")).to_be_in_viewport()
    expect(reading.locator('[role="search"] .panel')).to_be_hidden()
    assert reading.evaluate("Array.from(CSS.highlights.get('found'), (r) => r.toString())") == ["signal", "ball"]


def test_a_note_from_another_page_is_landed_on(offline: Page) -> None:
    search(offline, '"One reef, many spellings"')
    offline.locator(HITS).click()
    offline.wait_for_url(re.compile("#note-lenses-eddistone-spelling$"))
    expect(offline.locator("#note-lenses-eddistone-spelling")).to_be_in_viewport()
    offline.wait_for_function("CSS.highlights.has('found')")


def test_the_search_works_by_touch_on_a_phone(browser: Browser, built_site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/{ARTICLE}")
    page.locator(FIELD).tap()
    search(page, "eddystone")
    panel = page.locator('[role="search"] .panel').bounding_box()
    assert panel
    assert (panel["x"], panel["width"]) == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close the search").tap()
    expect(page.locator(HITS).first).to_be_hidden()
    search(page, "eddystone ")
    search(page, "eddystone")
    page.locator(f'{HITS}[href$="#p12"]').tap()
    page.wait_for_url(re.compile("#p12$"))
    context.close()


@pytest.mark.parametrize(("scheme", "query"), [("light", "eddistone"), ("dark", "eddistone"), ("dark", "eddystome")])
def test_the_open_search_has_no_fault_of_accessibility(page: Page, built_site: Path, scheme: str, query: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{built_site.as_uri()}/{SHORT}")  # what lies behind is looked at elsewhere
    search(page, query)
    if page.locator(HITS).count():
        page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_without_script_no_field_is_shown(browser: Browser, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/{SHORT}")
    expect(page.locator('[role="search"]')).to_have_count(1)
    expect(page.locator(FIELD)).to_be_hidden()
    context.close()


def test_an_index_that_cannot_be_read_is_told_of(page: Page, served_site: str) -> None:
    page.route("**/search-index/**", lambda route: route.abort())
    page.goto(f"{served_site}/{SHORT}")
    page.locator(FIELD).fill("eddystone")
    expect(status(page)).to_contain_text("can’t be read")
    page.unroute("**/search-index/**")
    search(page, "eddystone ")
    expect(page.locator(HITS).first).to_be_visible()
    page.get_by_role("combobox", name="Kind").select_option("Dispute")


def test_more_results_that_cannot_be_read_are_told_of_and_asked_for_again(page: Page, served_site: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{served_site}/{SHORT}")
    search(page, "light")
    before, said = addresses(page), status(page).inner_text()
    page.route("**/search-index/text/**", lambda route: route.abort())
    more = page.get_by_role("button", name="More results")
    more.click()
    expect(status(page)).to_contain_text("can’t be read")
    assert addresses(page) == before
    page.unroute("**/search-index/text/**")
    more.click()
    expect(status(page)).not_to_contain_text("can’t be read")
    expect(status(page)).not_to_have_text(said)
    after = addresses(page)
    assert set(before) < set(after)
    assert len(set(after)) == len(after)
    assert faults == []


UNSPACED = """---
title: 阿勒颇之战
language: zh-Hans
rights: CC0-1.0
edition: original
---
俄罗斯空军在阿勒颇作战，叙利亚军队随后夺回该城。

联合国UN代表说，停火没有持续。人人都知道。
"""


def test_words_are_found_where_nothing_stands_between_them(page: Page, tmp_path: Path) -> None:
    project = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    article = project / "source_texts/articles/aleppo/article.md"
    article.parent.mkdir()
    article.write_text(UNSPACED, "utf-8")
    entry = "---\nname: Aleppo\nkind: place\naliases:\n- {name: 阿勒颇, lang: zh}\ngloss: A city.\n---\nA city.\n"
    (project / "source_texts/glossary/aleppo.md").write_text(entry, "utf-8")
    assert CliRunner().invoke(reader, ["--project", str(project), "build"]).exit_code == 0
    page.goto((project / "site/index.html").as_uri())
    found = {
        "空军": ["#p1"],
        "人人": ["#p2"],
        "UN代表": ["#p2"],
        "海军": [],
        "aleppo": ["", "#p1"],
        "阿勒颇": ["", "#p1"],
    }
    for query, paragraphs in found.items():
        search(page, query)
        assert addresses(page, "Articles") == [f"articles/aleppo.html{p}" for p in paragraphs], query
    search(page, "空军")
    expect(page.locator(f"{HITS} .words")).to_have_text("俄罗斯空军在阿勒颇作战，叙利亚军队随后夺回该城。")
    page.locator(HITS).click()
    page.wait_for_url("**/aleppo.html#p1")
    assert page.evaluate("Array.from(CSS.highlights.get('found'), String)") == ["空军"]
