"""Whatever a contributor writes into whatever field, none of it runs in the built site."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import nh3
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from build_tools.cli import reader
from tests.hostile.corpus import GROUP, PAYLOADS, write_corpus
from tests.support.paths import PACKAGE

FORBIDDEN = frozenset(
    [
        "iframe",
        "object",
        "embed",
        "base",
        "style",
        "applet",
        "frame",
        "frameset",
        "math",
        "portal",
        "video",
        "audio",
        "source",
    ]
)
ADDRESSES = frozenset(
    ["href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "data", "cite", "background", "ping"]
)
DATA = frozenset(["application/json", "application/ld+json"])
"""Types of script elements that no browser runs."""
OWN_SCRIPT = re.compile(r"(?:\.\./|/)?assets/js/[a-z]+/[a-z-]+\.js")
OWN_STYLE = re.compile(r"(?:--[a-z]+: ?[0-9.]+;? ?)+|text-align: (?:left|right|center);")
"""A figure that a style sheet draws, and what Markdown makes of a table."""
STYLES_OF_404 = frozenset(re.findall(r'style="([^"]*)"', (PACKAGE / "theme/404.html").read_text("utf-8")))
"""What the template has, to the letter: nothing that anybody contributes is on that page."""
NO_SCRIPT = re.compile(r"(?:https?:|mailto:|#|$)", re.IGNORECASE)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the hostile corpus."""
    project = tmp_path_factory.mktemp("hostile") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    shutil.rmtree(project / "source_texts")
    write_corpus(project / "source_texts")
    settings = project / "mkdocs.yml"
    # without the policy, or a script that got through would not be seen: it wouldn't run
    added = "repo_url: https://github.com/example/x\nextra: {content_security_policy: false}\n"
    settings.write_text(added + settings.read_text("utf-8"), "utf-8")
    result = CliRunner().invoke(reader, ["--project", str(project), "build"])
    assert result.exit_code == 1, result.output[-2000:]
    assert "rule-crashed" not in result.output
    return project / "site"


POLICY = "Content-Security-Policy"


class _Finder(HTMLParser):
    """Gathers what in a page could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data: list[str] = []
        self.in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in FORBIDDEN or (tag == "meta" and attributes.get("http-equiv", POLICY) != POLICY):
            self.found.append(f"<{tag}>")
        self.in_data = tag == "script" and attributes.get("type") in DATA
        if tag == "script" and not self.in_data and not OWN_SCRIPT.fullmatch(attributes.get("src", "")):
            self.found.append("a script of its own")
        for name, value in attributes.items():
            if (
                name.startswith("on")
                or name in {"srcdoc", "autofocus"}
                or (name == "style" and not OWN_STYLE.fullmatch(value) and value not in STYLES_OF_404)
            ):
                self.found.append(f"<{tag} {name}>")
            elif name in ADDRESSES and not is_harmless(value):
                self.found.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.in_data = False


def is_harmless(address: str) -> bool:
    """Whether it leads to the web or into the site."""
    bare = re.sub(r"[\x00-\x20]", "", address)
    return bool(NO_SCRIPT.match(bare)) or ":" not in bare.split("/")[0]


def test_no_page_holds_anything_that_could_run(hostile: Path) -> None:
    pages = sorted(hostile.rglob("*.html"))
    assert len(pages) > len(PAYLOADS)
    shown = 0
    found: dict[str, list[str]] = {}
    for page in pages:
        finder = _Finder()
        text = page.read_text("utf-8")
        finder.feed(text)
        finder.close()
        if finder.found:
            found[page.name] = finder.found
        for data in finder.data:
            json.loads(data)
        shown += "alert" in text
    assert found == {}
    assert shown > len(PAYLOADS)  # they are there, as text


def test_a_sanitiser_has_nothing_to_take_from_what_bodies_become(hostile: Path) -> None:
    """Ammonia, by way of nh3, knows more tricks than these tests: notes and descriptions pass it unchanged."""
    allowed = {"class", "id", "title", "lang", "dir", "datetime", "data-note-kind", "data-editors"}
    allowed |= {"data-family", "data-given", "data-suffix", "data-short"}
    attributes = {**nh3.ALLOWED_ATTRIBUTES, "*": allowed, "a": {"href", "rel", "title"}}
    seen = 0
    for page in sorted(hostile.rglob("*.html")):
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        for body in soup.select(".footnote > ol > li, [data-kind=entity] main p"):
            cleaned = nh3.clean(
                str(body),
                tags=nh3.ALLOWED_TAGS | {"main", "mark"},
                attributes=attributes,
                url_schemes={"http", "https"},
                link_rel=None,
            )
            assert _tags(cleaned) == _tags(str(body)), page.name
            seen += 1
    assert seen > 2 * len(PAYLOADS)


def _tags(html: str) -> list[tuple[str, dict[str, str]] | str]:
    """Start tags and texts, in whatever order the attributes stand."""
    nodes = BeautifulSoup(html, "html.parser", multi_valued_attributes=None).descendants
    return [(node.name, dict(node.attrs)) if isinstance(node, Tag) else str(node) for node in nodes]


def test_every_payload_is_shown_as_the_text_it_is(hostile: Path) -> None:
    for number, payload in enumerate(PAYLOADS):
        soup = BeautifulSoup((hostile / f"glossary/entity-{number}.html").read_bytes(), "html.parser")
        assert soup.h1
        assert soup.h1.get_text() == f"E{number} {payload}"
        lead = soup.find(class_="lead")
        assert lead
        assert lead.get_text() == payload


def watch(page: Page) -> list[str]:
    """What runs in the page from now on, if anything does."""
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(f"{page.url}: {dialog.message}"), dialog.dismiss())[0])
    page.add_init_script("window.alert = function () { console.warn('hostile: ran'); };")
    page.on("console", lambda message: ran.append(f"{page.url}: {message.text}") if "hostile" in message.text else None)
    return ran


def test_the_watch_sees_what_runs(page: Page, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<img src=x onerror=alert(1)>", "utf-8")
    ran = watch(page)
    page.goto((tmp_path / "bad.html").as_uri())
    page.wait_for_function("document.images[0].complete")
    page.wait_for_timeout(100)
    assert len(ran) == 1


def test_nothing_runs_in_a_browser_whatever_is_opened(hostile: Path, page: Page) -> None:
    ran = watch(page)
    page.context.route(re.compile("^https?:"), lambda route: route.abort())
    pages = sorted(hostile.rglob("*.html"))
    chosen = [p for p in pages if not re.match(r"(?:entity|strict)-\d", p.name)] + pages[-3:]
    assert len(chosen) > len(PAYLOADS) / GROUP
    for path in chosen:
        page.goto(path.as_uri(), wait_until="load")
        page.evaluate(
            """() => {
                for (const element of document.querySelectorAll("a, [title], .sidenote, button, summary")) {
                    for (const type of ["pointerenter", "pointerover", "mouseover", "mouseenter", "focusin", "focus"]) {
                        element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
                    }
                }
                for (const reference of document.querySelectorAll(".footnote-ref")) reference.click();
                for (const link of document.querySelectorAll("a:not([href^='#']):not([href^='.'])")) {
                    if (/^\\s*(?:javascript|data|vbscript)/i.test(link.getAttribute("href"))) link.click();
                }
            }"""
        )
        assert page.evaluate(HANDLERS) == []
    assert ran == []


def test_nothing_runs_in_what_search_shows(hostile: Path, page: Page) -> None:
    ran = watch(page)
    page.goto((hostile / "index.html").as_uri())
    field = page.locator("[role=search] input")
    for words in ("alert", "script", "onerror", '"img src"', "<img src=x onerror=alert(1)>"):
        field.fill(words)
        expect(page.locator("a[data-search-hit]").first).to_be_visible()
        page.wait_for_timeout(200)
        assert page.evaluate(HANDLERS) == []
    assert ran == []


HANDLERS = """() => Array.from(document.querySelectorAll("*"))
    .flatMap((element) => Array.from(element.attributes, (attribute) => `${element.tagName} ${attribute.name}`))
    .filter((name) => /^[^ ]+ on/i.test(name))"""
"""The attributes of the page, as scripts left it, that would run something."""

FILL = """(form, values) => {
    for (const [name, value] of Object.entries(values)) {
        const field = form.querySelector(`[id='page:draft-${name}']`);
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }
}"""


def test_nothing_runs_in_the_form_for_a_note(hostile: Path, page: Page) -> None:
    ran = watch(page)
    page.goto((hostile / "articles/article-0.html").as_uri())
    page.locator("#p1 .n").focus()
    page.keyboard.press("a")
    form = page.locator(".note-form")
    expect(form).to_be_visible()
    form.locator("details").evaluate("details => { details.open = true; }")
    for first in range(0, len(PAYLOADS), GROUP):
        payloads = PAYLOADS[first : first + GROUP]
        form.evaluate(FILL, dict.fromkeys(("words", "body", "source", "name", "id"), " ".join(payloads)))
        form.evaluate("form => form.querySelector('[value=copy]').click()")
        form.evaluate(FILL, {"words": "Before", "source": "", "id": "an-id", "body": "As *it* is."})
        shown = form.locator("pre").inner_text()
        told = [" ".join(json.dumps(payload, ensure_ascii=False)[1:-1].split()) for payload in payloads]
        assert [payload for payload in told if payload not in shown] == []
    assert form.evaluate("form => form.querySelectorAll('script, img, svg, iframe, a').length") == 0
    assert ran == []


def test_what_is_proposed_on_github_carries_no_more_than_name_and_text(hostile: Path, page: Page) -> None:
    page.goto((hostile / "articles/article-0.html").as_uri())
    page.locator("#p1 .n").focus()
    page.keyboard.press("a")
    form = page.locator(".note-form")
    form.locator("#page\\:draft-words").fill("Before")
    form.locator("#page\\:draft-body").fill("a&filename=evil&value=b#c")
    form.locator("#page\\:draft-name").fill("x&y=z")
    page.context.route(re.compile("^https?:"), lambda route: route.fulfill(body=""))
    with page.context.expect_page() as waiting:
        form.get_by_role("button", name="Propose on GitHub").click()
    address = urlsplit(waiting.value.url)
    assert address.fragment == ""
    keys = [part.split("=")[0] for part in address.query.split("&")]
    assert keys == ["filename", "value"]
    assert quote(unquote(address.query.split("value=")[1]), safe="!'()*") == address.query.split("value=")[1]
