"""Every link leads to a page and a place that are there, however many pages a list takes.

The limits of pages are made small, and corpora are made on both sides of each. Looked at are links of pages, with what
cards and drawings have, and the addresses in scripts, in JSON-LD and in search records.
"""

from __future__ import annotations

import importlib
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.corpus.reading import read_corpus
from build_tools.site.pages.registry import render_pages
from build_tools.site.search.records import Record, find_records
from build_tools.site.site import build_site
from tests.support.markdown_project import to_soup
from tests.support.paths import ROOT

LIMITS = {
    "paged.MENTIONS": 3,
    "paged.TIMELINE_ITEMS": 3,
    "site._COMPARED": 2,
    "pages.article._AUTHORS": 1,
    "pages.article._PASSAGES": 1,
    "pages.articles._ARTICLES_A_PAGE": 2,
    "pages.compare._ARTICLES": 2,
    "pages.compare._PASSAGES": 2,
    "pages.compare._SPARSE": 1,
    "pages.compare._WHOLE": 20,
    "pages.concordance._ENTITIES": 2,
    "pages.concordance._MOST": 700,
    "pages.concordance._SHARD": 150,
    "pages.coverage._EXAMINED": 2,
    "pages.coverage._MOST": 2,
    "pages.entity._EVENTS": 1,
    "pages.entity._SURFACES": 1,
    "pages.glossary._ENTITIES_ON_ONE_PAGE": 3,
    "pages.home._ON_HOME": 2,
    "pages.map._IN_TABLE": 2,
    "pages.map._ON_MAP": 2,
    "pages.network._ENTITIES": 2,
    "pages.notes._ARTICLES": 1,
    "pages.notes._GROUPS": 2,
    "pages.notes._MANY": 4,
    "pages.notes._NOTES": 2,
    "pages.timeline._FIRST": 1,
    "pages.timeline._NAMED": 1,
}
"""Every number that cuts a list or decides how many pages it takes, as small as it may be."""
WIDTHS = {"pages.article._SNIPPET", "pages.article._WORDS_A_MINUTE", "pages.notes._OPENING", "pages.timeline._SNIPPET"}
"""Numbers that decide about words, not about lists."""
NAMES = ("Alder", "Beech", "Cedar", "Alnus", "Жасмин", "Birch")


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in LIMITS.items():
        monkeypatch.setattr(f"build_tools.site.{name}", limit)


def test_every_limit_of_a_page_is_in_the_table() -> None:
    modules = ["paged", "site", *(f"pages.{path.stem}" for path in (ROOT / "build_tools/site/pages").glob("[a-z]*.py"))]
    found = {
        f"{module}.{name}"
        for module in modules
        for name, value in vars(importlib.import_module(f"build_tools.site.{module}")).items()
        if name.isupper() and isinstance(value, int) and _is_own(module, name)
    }
    assert found == LIMITS.keys() | WIDTHS


def _is_own(module: str, name: str) -> bool:
    text = (ROOT / f"build_tools/site/{module.replace('.', '/')}.py").read_text("utf-8")
    return re.search(rf"^{name}\b.*= ", text, re.MULTILINE) is not None


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Files of a corpus: path under source_texts/ -> content."""
    names = NAMES[: draw(st.integers(0, len(NAMES)))]
    files: dict[str, str] = {}
    for number, name in enumerate(names):
        place = "coordinates: [56.4, -2.4]\n" if draw(st.booleans()) else ""
        dated = f"dates: {1800 + number}\n" if draw(st.booleans()) else ""
        kind = draw(st.sampled_from(["place", "person", "unit"]))
        body = f"See [{names[0]}](entity:e0) and {names[-1]}."
        keys = f"name: {name}\nkind: {kind}\naliases: [{name}s]\ngloss: A tree.\n{place}{dated}cites: [r0]\n"
        files[f"glossary/e{number}.md"] = f"---\n{keys}---\n{body}\n"
    slugs = [f"a{number}" for number in range(draw(st.integers(0, 4)))]
    notes: list[str] = []
    for number, slug in enumerate(slugs):
        text, own = draw(paragraphs(names)), draw(st.integers(0, 3))
        date = f"published: {1900 + number // 2}\n" if draw(st.booleans()) else ""
        head = f"---\ntitle: Title {slug}\n{date}rights: public-domain\nedition: original\n---\n"
        files[f"articles/{slug}/article.md"] = head + "\n\n".join(["The first words.", "## A heading", *text]) + "\n"
        for note in range(own):
            who, kind = draw(st.sampled_from(["Ada", "Ben", "Cy"])), draw(st.sampled_from(["context", "gloss"]))
            keys = f"paragraph: 1\nexact: first words\nkind: {kind}\ncontributor: {who}\ncreated: 2020\ncites: [r1]\n"
            body = f"On [it](article:{slugs[0]}#p1)."
            files[f"articles/{slug}/annotations/{slug}-n{note}.md"] = f"---\n{keys}---\n{body}\n"
            notes.append(f"article:{slug}#note-{slug}-n{note}")
    for number in range(draw(st.integers(0, 5))):
        passages = [*(f"article:{slug}#p1" for slug in slugs[:1]), *notes[-1:]]
        about = [f"e{index}" for index in range(min(number, len(names)))]
        links = f"entities: {about}\npassages: {passages}\ncites: [r0]\n"
        keys = f"title: Event {number}\ndate: {1810 + number // 2}\n{links}"
        files[f"events/v{number}.md"] = f"---\n{keys}---\nIt happened.\n"
    references = [{"id": f"r{number}", "type": "book", "title": f"Book {number}"} for number in range(2)]
    files["references/books.json"] = json.dumps(references)
    return files


@st.composite
def paragraphs(draw: st.DrawFn, names: tuple[str, ...]) -> list[str]:
    """Some that name each name so often, in one or two spellings, and dates."""
    text = ["On 3 May 1811 and on 4 May 1811 nothing grew there."] if draw(st.booleans()) else []
    for name in names:
        count = draw(st.sampled_from([0, 1, 3, 4]))
        text += [f"Here is {name}{'s' if number % 2 else ''} again. It grew tall there." for number in range(count)]
    return text


class Pages:
    """The pages of a site, and the ids on each."""

    def __init__(self, made: Mapping[str, str]) -> None:
        self.made = made
        self.soups = {uri: to_soup(text.split("\n---\n", 1)[1]) for uri, text in made.items() if uri.endswith(".md")}
        self.ids = {uri: {str(tag["id"]) for tag in soup.find_all(id=True)} for uri, soup in self.soups.items()}

    def find_links(self) -> Iterator[tuple[str, str]]:
        """(page, address) of every link; a page in a script or a record is relative to the site's root."""
        for uri, soup in self.soups.items():
            yield from ((uri, str(tag["href"])) for tag in soup.find_all(href=True))
            for script in soup.find_all("script", type="application/ld+json"):
                yield from ((uri, url) for url in _find_urls(json.loads(script.string)))
        for uri, text in self.made.items():
            if uri.endswith(".js"):
                yield from (("index.md", href) for href in _find_hrefs(text))

    def is_there(self, page: str, href: str) -> bool:
        path, _, anchor = unquote(href).partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        target = target.removesuffix(".html").removesuffix(".md") + ".md"
        return target in self.ids and (not anchor or anchor in self.ids[target])


def _find_urls(data: Mapping[str, Any]) -> Iterator[str]:
    for value in (data.get("url"), *(held.get("url") for held in data.values() if isinstance(held, dict))):
        if value and not value.startswith("http"):
            yield value


def _find_hrefs(script: str) -> Iterator[str]:
    """Of a concordance's texts, as explore/word-lookup.js puts them together."""
    for line in re.findall(r"^\{.*\}", script, re.MULTILINE):
        text = json.loads(line)
        yield text["href"]
        yield from (f"{text['href']}#p{paragraph}" for paragraph, _ in text["blocks"] if paragraph)


def _to_href(record: Record, segment: str) -> str:
    """The address of a hit, as search/passages.js puts it together."""
    if record.kind not in {"a", "n"}:
        return f"{record.href}{segment}" if segment.startswith("#") else record.href
    if "/" in segment:
        return f"{record.href}#note-{segment.split('/')[1]}"
    anchor = {"p": f"#{segment}", "s": f"#section-{segment[1:]}"}.get(segment[0], "")
    return f"{record.href}{anchor}"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpora())
def test_every_link_of_any_corpus_leads_to_a_place_that_is_there(
    small_pages: None, tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]
) -> None:
    root = tmp_path_factory.mktemp("corpus")
    for name, content in files.items():
        path = root / "source_texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    read = read_corpus(root)
    assert [problem for problem in read.problems if problem.severity == "error"] == []
    site = build_site("Trees", "All of them.", read.corpus)
    pages = Pages(dict(render_pages(site)))
    hits = [("index.md", _to_href(record, segment)) for record in find_records(site) for segment, _ in record.segments]
    internal = [link for link in [*pages.find_links(), *hits] if not link[1].startswith(("http:", "https:", "mailto:"))]
    assert [link for link in internal if not pages.is_there(*link)] == []


def test_a_comparison_leads_to_the_page_of_the_concordance_that_has_the_article(tmp_path: Path) -> None:
    for slug, year, count in (("a", 1901, 210), ("b", 1902, 30)):
        path = tmp_path / f"source_texts/articles/{slug}/article.md"
        path.parent.mkdir(parents=True)
        head = f"---\ntitle: {slug}\npublished: {year}\nrights: public-domain\nedition: original\n---\n"
        path.write_text(head + "Robert Stevenson came here.\n\n" * count, "utf-8")
    entry = tmp_path / "source_texts/glossary/robert-stevenson.md"
    entry.parent.mkdir()
    entry.write_text("---\nname: Robert Stevenson\nkind: person\ngloss: An engineer.\n---\nHe built.\n", "utf-8")
    pages = dict(render_pages(build_site("Towers", "", read_corpus(tmp_path).corpus)))
    links = [unquote(link) for link in re.findall(r"\]\(([^)]*#in-[ab])\)", pages["compare/robert-stevenson.md"])]
    assert links == ["../glossary/robert-stevenson.md#in-a", "../glossary/robert-stevenson_2.md#in-b"]
    for link in links:
        uri, anchor = posixpath.normpath(f"compare/{link}").split("#")
        assert f"#{anchor}" in pages[uri]
