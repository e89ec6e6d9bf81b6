"""The table of page kinds: what renders each, and the scripts and styles that its pages load.

A new kind of page is a file here and a row in `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from build_tools.core.model import AnnotatedArticle, Entity
from build_tools.site.addresses import COMPARE, CONCORDANCE, KINDS, MAP, NETWORK, NOTES, SOURCES, TIMELINE
from build_tools.site.pages.article import render_article
from build_tools.site.pages.articles import render_articles
from build_tools.site.pages.compare import render_compare, render_comparison
from build_tools.site.pages.concordance import render_concordance
from build_tools.site.pages.coverage import render_coverage
from build_tools.site.pages.entity import render_entity, render_further_mentions
from build_tools.site.pages.explore import Way, render_explore
from build_tools.site.pages.glossary import render_glossary
from build_tools.site.pages.home import render_home
from build_tools.site.pages.map import render_map
from build_tools.site.pages.network import render_network
from build_tools.site.pages.notes import render_notes
from build_tools.site.pages.sources import render_sources
from build_tools.site.pages.timeline import render_timeline
from build_tools.site.pieces import Made, Page, count_of
from build_tools.site.site import Site

T = TypeVar("T")
Maker = Callable[[], Iterable[Made]]
"""Makes some pages."""

DEFAULT_SCRIPTS = ("reading/keys", "reading/name-cards")
DEFAULT_STYLES = ("lists",)
"""What hand-written pages load too: theme/base.html names the files in which these are joined."""
_FIRST_SCRIPTS = ("shared/address", "shared/dom", "shared/load-script")
_LAST_SCRIPTS = ("reading/print",)
_FIRST_STYLES = ("page", "article")
_LAST_STYLES = ("search",)
"""What every page loads before and after what its kind loads."""
LATER_SCRIPTS = (
    "shared/copying",
    "shared/fold-table",
    "shared/fold-character",
    "shared/fold",
    "shared/unspaced-writing",
)
"""Those that come with pages of one kind, and that another kind loads on first use, or with a component."""
_EXPLORE = (*DEFAULT_STYLES, "explore")
_LINES = ("explore/line-order", *DEFAULT_SCRIPTS)


@dataclass(frozen=True, slots=True)
class PageKind:
    """A row of the table. Scripts are named as in theme/assets/js, styles as in theme/assets/css, without endings."""

    name: str
    """`kind` in a page's front matter, `data-kind` on its body."""
    find_makers: Callable[[Site], Iterable[Maker]]
    """What makes all pages of the kind."""
    scripts: tuple[str, ...] = DEFAULT_SCRIPTS
    """In load order, between those that every page loads first and last."""
    public_scripts: tuple[str, ...] = ()
    """Loaded after the others, and not on a private site."""
    styles: tuple[str, ...] = DEFAULT_STYLES
    """Between the styles of every page and those of search and print."""
    way: Way | None = None
    """Its row on the page Explore."""

    def to_text(self, page: Page) -> str:
        """The page's Markdown."""
        assets: dict[str, object] = {"kind": self.name}
        if self.scripts != DEFAULT_SCRIPTS:
            assets["scripts"] = self.joined_scripts
        if self.public_scripts:
            assets["public_scripts"] = self.public_scripts
        if self.styles != DEFAULT_STYLES:
            assets["styles"] = self.joined_styles
        return page.to_text(**assets)

    @property
    def joined_scripts(self) -> str:
        """Name of the file in which its scripts are joined: of the first kind that loads the same. Such kinds share it,
        so a browser loads it once.
        """
        return next(kind.name for kind in PAGES if kind.scripts == self.scripts)

    @property
    def joined_styles(self) -> str:
        """The same for its styles."""
        return next(kind.name for kind in PAGES if kind.styles == self.styles)


def find_joined() -> dict[str, list[str]]:
    """Path of each file that a build joins from others -> their paths, in order; all in the theme's `assets`.

    A page loads two files in place of twenty, and compressed they are a quarter smaller than one by one.
    """
    joined: dict[str, list[str]] = {}
    for kind in PAGES:
        scripts = [*_FIRST_SCRIPTS, *kind.scripts, *_LAST_SCRIPTS]
        joined[f"js/joined/{kind.joined_scripts}.js"] = [f"js/{name}.js" for name in scripts]
        styles = [*_FIRST_STYLES, *kind.styles, *_LAST_STYLES]
        joined[f"css/joined/{kind.joined_styles}.css"] = [f"css/{name}.css" for name in styles]
    return joined


def render_pages(site: Site) -> Iterator[tuple[str, str]]:
    """(src_uri, text) of every generated page, and of the scripts that hold data for one."""
    for make in find_makers(site):
        yield from make()


def find_makers(site: Site) -> list[Callable[[], Iterable[tuple[str, str]]]]:
    """What makes (src_uri, text) of some pages each. None needs another, so they may run in any order, in parallel."""
    return [partial(_to_texts, kind, make) for kind in PAGES for make in kind.find_makers(site)]


def render_kind(site: Site, name: str) -> dict[str, str]:
    """`{src_uri: text}` of all pages of one kind."""
    (kind,) = (kind for kind in PAGES if kind.name == name)
    return {uri: text for make in kind.find_makers(site) for uri, text in _to_texts(kind, make)}


def render_source(site: Site, kind: str, name: str) -> tuple[str, str] | None:
    """(src_uri, text) of the page for an article or an entry; None if the corpus has none of this name."""
    if kind == "article":
        make = partial(render_article, site, site.articles[name]) if name in site.articles else None
    else:
        make = partial(render_entity, site, site.entities[name]) if name in site.entities else None
    page_kind = next(page_kind for page_kind in PAGES if page_kind.name == kind)
    return next(_to_texts(page_kind, make)) if make else None


def _to_texts(kind: PageKind, make: Maker) -> Iterator[tuple[str, str]]:
    for made in make():
        yield made.src_uri, kind.to_text(made) if isinstance(made, Page) else made.text


def _once(render: Callable[[Site], Iterable[Made]]) -> Callable[[Site], Iterable[Maker]]:
    """For a kind whose pages are made from the whole corpus together."""
    return lambda site: [partial(render, site)]


def _each(
    render: Callable[[Site, T], Iterable[Made]], find: Callable[[Site], Iterable[T]]
) -> Callable[[Site], Iterable[Maker]]:
    """For a kind that has a page for each of some things."""
    return lambda site: [partial(render, site, one) for one in find(site)]


def _articles(site: Site) -> list[AnnotatedArticle]:
    return [site.articles[slug] for slug in site.crosslinks.order]


def _entities(site: Site) -> Iterable[Entity]:
    return site.entities.values()


def _compared(site: Site) -> Iterable[Entity]:
    return site.compared.values()


def _count_places(site: Site) -> str:
    return count_of(sum(entity.coordinates is not None for entity in site.entities.values()), "place")


def _count_notes(site: Site) -> str:
    return count_of(sum(len(article.notes) for article in site.articles.values()), "note")


def _render_explore(site: Site) -> Iterator[Page]:
    return render_explore(site, [kind.way for kind in PAGES if kind.way])


PAGES = (
    PageKind("home", _once(render_home)),
    PageKind("articles", _once(render_articles)),
    PageKind(
        "article",
        _each(render_article, _articles),
        scripts=(
            *DEFAULT_SCRIPTS,
            "shared/copying",
            "reading/selection",
            "reading/cite",
            "reading/note-kinds",
            "reading/note-places",
            "reading/note-cuts",
            "reading/side-notes",
            "reading/note-marks",
            "reading/permalinks",
        ),
        public_scripts=("annotate/begin-note",),
        styles=(),
    ),
    PageKind("entity", _each(render_entity, _entities), scripts=_LINES),
    PageKind("concordance", _each(render_further_mentions, _entities), scripts=_LINES),
    PageKind("explore", _once(_render_explore), styles=_EXPLORE),
    PageKind(
        "timeline",
        _once(render_timeline),
        styles=_EXPLORE,
        way=Way(
            TIMELINE,
            "Timeline",
            "What happened when, with the passages that date it",
            lambda site: count_of(len(site.events), "event"),
        ),
    ),
    PageKind(
        "map",
        _once(render_map),
        styles=_EXPLORE,
        way=Way(MAP, "Map", "Where the places are that the texts name", _count_places),
    ),
    PageKind(
        "network",
        _once(render_network),
        styles=_EXPLORE,
        way=Way(NETWORK, "Network", "Who is named with whom"),
    ),
    PageKind(
        "compare",
        _once(render_compare),
        styles=_EXPLORE,
        way=Way(
            COMPARE,
            "Compare",
            "One name, and what each article says of it",
            lambda site: count_of(len(site.compared), "name"),
        ),
    ),
    PageKind("comparison", _each(render_comparison, _compared), styles=_EXPLORE),
    PageKind(
        "words",
        _once(render_concordance),
        scripts=(
            "explore/line-order",
            "shared/unspaced-writing",
            "shared/fold-table",
            "shared/fold-character",
            "shared/fold",
            "explore/word-lookup",
            *DEFAULT_SCRIPTS,
        ),
        styles=_EXPLORE,
        way=Way(CONCORDANCE, "Concordance", "Any word in every context, sorted as you like"),
    ),
    PageKind(
        "notes",
        _once(render_notes),
        styles=_EXPLORE,
        way=Way(NOTES, "Notes", "All notes by kind, article and contributor", _count_notes),
    ),
    PageKind(
        "glossary",
        _once(render_glossary),
        way=Way(
            KINDS,
            "Glossary by kind",
            "The same entries, by what they are about",
            lambda site: count_of(len(site.entities), "entry", "entries"),
        ),
    ),
    PageKind(
        "sources",
        _once(render_sources),
        styles=_EXPLORE,
        way=Way(
            SOURCES,
            "Sources",
            "The bibliography, with what cites each item",
            lambda site: count_of(len(site.references), "source"),
        ),
    ),
    PageKind("page", _once(render_coverage)),
)
"""The kinds of generated pages; rows with a `way` are in the order of the page Explore. Hand-written pages are of the
kind `page`.
"""
