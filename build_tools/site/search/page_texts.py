"""The text of pages that are no article, entry, event or source: of what is written by hand, and of the ways in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from build_tools.site.addresses import ARTICLES, COVERAGE, EXPLORE, GLOSSARY, built
from build_tools.site.pages.registry import PAGES

_MAIN = "page:content"
"""Id of the element with a page's own content (base.html)."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_APART = frozenset({"script", "style", "svg", "template"})
_WITHIN_WORDS = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong"})
"""Elements whose beginning and end part no words."""
_LISTS = (
    (ARTICLES, "Articles", "All articles, with authors and dates"),
    (GLOSSARY, "Glossary", "All entries, A–Z"),
    (EXPLORE, "Explore", "Other ways into the texts"),
    (COVERAGE, "What is missing", "What could be added"),
)


@dataclass(frozen=True, slots=True)
class PageText:
    href: str
    """From the site's root."""
    title: str
    parts: tuple[tuple[str, str], ...]
    """(id of a heading, its text and what follows it); the id is "" before the first."""


def find_page_texts(site_dir: Path, hand_written: Iterable[str], kept: Container[str] = ()) -> Iterator[PageText]:
    """Of the ways in, and of the pages written by hand (`src_uri`), as they were built.

    `kept` are pages of the site that aren't in the folder, since an earlier build made them; none is written by hand.
    """
    ways = [(way.target, way.title, way.blurb) for kind in PAGES if (way := kind.way)]
    for src_uri, title, blurb in (*_LISTS, *ways):
        href = built(src_uri)
        if href in kept or (site_dir / href).is_file():
            yield PageText(href, title, (("", blurb),))
    for src_uri in sorted(hand_written):
        href = _href(src_uri)
        if src_uri.endswith(".md") and (site_dir / href).is_file():
            yield _read_page(href, (site_dir / href).read_text("utf-8"))


def _href(src_uri: str) -> str:
    """MkDocs makes a folder's first page of its README, too."""
    folder, slash, name = src_uri.removesuffix(".md").rpartition("/")
    return f"{folder}{slash}{'index' if name == 'README' else name}.html"


def _read_page(href: str, html: str) -> PageText:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts = ((anchor, " ".join("".join(texts).split())) for anchor, texts in reader.parts)
    title = " ".join("".join(reader.title).split()) or href
    return PageText(href, title, tuple((anchor, text) for anchor, text in parts if text))


class _Reader(HTMLParser):
    """Collects the text within a page's `main`, cut at its headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.parts: list[tuple[str, list[str]]] = [("", [])]
        self._within = False
        self._apart = 0  # how many elements are open that hold no text for readers
        self._titled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        identifier = dict(attrs).get("id") or ""
        self._within = self._within or (tag == "main" and identifier == _MAIN)
        self._apart += tag in _APART
        self._titled = self._titled or tag == "h1"
        if tag in _HEADINGS and identifier and self._within:
            self.parts.append((identifier, []))
        if tag not in _WITHIN_WORDS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.handle_data(" · ")
        elif tag not in _WITHIN_WORDS:
            self.handle_data(" ")
        self._within = self._within and tag != "main"
        self._apart -= tag in _APART
        self._titled = self._titled and tag != "h1"

    def handle_data(self, data: str) -> None:
        if self._within and not self._apart:
            (self.title if self._titled else self.parts[-1][1]).append(data)
