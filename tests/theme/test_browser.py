"""The built site in a real browser, over http and from disk: what a reader does on a first visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.paths import READING_CORPUS

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        return self.page


@pytest.fixture
def watched(page: Page, site_address: str) -> Iterator[Watched]:
    """A page whose errors, failed requests and requests to other hosts make the test fail: wide over http, and on a
    phone from disk, since the one has nothing to do with the other.
    """
    page.set_viewport_size(PHONE if site_address.startswith("file:") else DESKTOP)
    seen = Watched(page)
    page.on("console", lambda m: seen.faults.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: seen.faults.append(str(e)))
    # what is still loading when one goes on to another page is given up, which is no fault
    page.on("requestfailed", lambda r: "ABORTED" in str(r.failure) or seen.faults.append(f"failed: {r.url}"))
    page.on("request", lambda r: seen.requests.append(r.url))
    yield seen
    assert seen.faults == []
    here = (site_address, "data:", "blob:")
    assert [url for url in seen.requests if not url.startswith(here)] == []


def test_a_newcomer_gets_from_the_first_page_to_an_article(watched: Watched, site_address: str) -> None:
    page = watched.open(f"{site_address}/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Lighthouse Reader")
    assert page.locator(".articles a.title").count() == len(list((READING_CORPUS / "source_texts/articles").iterdir()))
    page.locator(".articles a.title", has_text="Who built").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who built on the reef")
    expect(page.locator(".text p.t[id]").first).to_be_visible()


def test_a_footnote_leads_to_its_note_and_back(watched: Watched, site_address: str) -> None:
    page = watched.open(f"{site_address}/articles/reef-2016.html")
    number = page.locator(".text a.footnote-ref").nth(2)
    target = number.get_attribute("href")
    assert target
    page.goto(f"{site_address}/articles/reef-2016.html{target}")
    item = page.locator(f"[id='{target[1:]}']")
    expect(item).to_be_in_viewport()
    item.locator("a.footnote-backref").first.click()
    expect(page.locator(".text a.footnote-ref").nth(2)).to_be_in_viewport()


def test_a_note_opens_where_it_is_read(watched: Watched, site_address: str) -> None:
    page = watched.open(f"{site_address}/articles/reef-2016.html")
    number = page.locator(".text a.footnote-ref").first
    number.click()
    words = page.locator("main li[id^='fn:'] .src").first.inner_text().split(" · ")[0]
    opened = page.locator(".sidenote:not([aria-hidden]), .inplace").filter(has_text=words).first
    expect(opened).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".sidenote:not([aria-hidden]), .inplace")).to_have_count(0)
    expect(number).to_be_focused()


def test_a_name_leads_to_the_glossary_and_its_mention_back_to_the_paragraph(
    watched: Watched, site_address: str
) -> None:
    page = watched.open(f"{site_address}/articles/keepers-2017.html")
    name = page.locator(".text a.m", has_text="Edystone").first
    name.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/eddystone.html")
    expect(page.locator(".facts")).to_contain_text("Eddistone")
    expect(page.locator(".facts [lang=ar][dir=rtl]").first).to_be_visible()
    where = page.locator(".concordance a.where[href*='keepers-2017']").first
    paragraph = (where.get_attribute("href") or "").partition("#")[2]
    where.click()
    page.wait_for_url(f"**/articles/keepers-2017.html#{paragraph}")
    expect(page.locator(f"#{paragraph}")).to_be_in_viewport()
    assert "Edystone" in page.locator(f"#{paragraph}").inner_text()


def test_a_paragraph_has_an_address_that_lands_on_it(watched: Watched, site_address: str) -> None:
    page = watched.open(f"{site_address}/articles/towers-2015.html#p14")
    expect(page.locator("#p14")).to_be_in_viewport()
    assert page.locator("#p14 a.n").get_attribute("href") == "#p14"


def test_without_javascript_an_article_is_a_text_with_footnotes_and_links(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}/articles/reef-2016.html")
    references = [a.get_attribute("href") or "" for a in page.locator(".text a.footnote-ref").all()]
    assert len(references) >= 25
    assert [h for h in references if page.locator(f"[id='{h[1:]}'] .src").count() != 1] == []
    assert page.locator(".text a.m[href^='../glossary/']").count() > 20
    expect(page.locator("[role=search]")).to_be_hidden()
    context.close()


def test_colours_are_kept_from_page_to_page(watched: Watched, site_address: str) -> None:
    page = watched.open(f"{site_address}/index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("button.scheme").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    page.goto(f"{site_address}/articles/reef-2016.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_a_name_is_found_under_its_other_spelling(watched: Watched, site_address: str) -> None:
    page = watched.open(f"{site_address}/index.html")
    page.keyboard.press("/")
    page.locator('[role="search"] input').fill("eddistone")
    hit = page.locator("a[data-search-hit][href*='reef-2016.html#p']").first
    expect(hit).to_contain_text("Eddystone")
    paragraph = (hit.get_attribute("href") or "").partition("#")[2].partition("?")[0]
    hit.click()
    page.wait_for_url("**/articles/reef-2016.html*")
    expect(page.locator(f"#{paragraph}")).to_be_in_viewport()
