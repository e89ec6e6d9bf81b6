"""The first page: what this site is, where to begin, the first articles."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.core.corpus_settings import CorpusSettings
from build_tools.site.addresses import ARTICLES, GLOSSARY, HOME, Linker
from build_tools.site.pages.articles import article_list, part_titles
from build_tools.site.pieces import Page, count_of
from build_tools.site.prose import render_body
from build_tools.site.site import Site
from build_tools.text.dates import format_date
from build_tools.text.weave import attributes, link, weave

_ON_HOME = 12
"""Articles listed there."""


def render_home(site: Site) -> Iterator[Page]:
    linker = site.linker(HOME)
    articles = [site.articles[slug] for slug in site.crosslinks.order]
    notes = sum(len(a.notes) for a in articles)
    gates = _gates(len(articles), len(site.entities), linker)
    parts = [
        f"# {weave(site.name)}",
        f"{weave(site.description)}\n{attributes('lead')}" if site.description else "",
        f"{' '.join(gates)}\n{attributes('gates')}" if gates else "",
        *render_body(site.corpus.home, (), linker),
        f"## {_list_title(site)} {attributes(identifier='articles')}",
        article_list(articles[:_ON_HOME], linker, part_titles(site), "###"),
        link(f"All {len(articles):,} articles", linker.to(ARTICLES)) if len(articles) > _ON_HOME else "",
        f"## How to read {attributes(identifier='how-to-read')}",
        _how_to_read(notes, len(site.entities)),
        _edition(site.corpus.settings),
    ]
    yield Page(HOME, site.name, parts, site.description)


def _gates(articles: int, entities: int, linker: Linker) -> list[str]:
    """Links to what there is."""
    read = f"Read the {count_of(articles, 'article') if articles > 1 else 'article'}"
    return [
        *([link(read, linker.to(ARTICLES), classes="go")] if articles else []),
        *([link(f"Look up {count_of(entities, 'name')}", linker.to(GLOSSARY), classes="go")] if entities else []),
    ]


def _list_title(site: Site) -> str:
    if len(site.articles) < 2:
        return "The article" if site.articles else "No articles yet"
    return "The articles, in order" if site.corpus.settings.order else "The articles, in order of date"


def _edition(settings: CorpusSettings) -> str:
    """Which edition of the corpus this is, and who may do what with it; "" if the settings don't say."""
    edition, licence = settings.edition, settings.licence
    parts = [
        f"Edition {edition.version}" if edition.version else "Edition" if edition.date else "",
        f" of {format_date(edition.date)}" if edition.date else "",
        ". " if edition.version or edition.date else "",
        f"Licence of the editors’ texts: {licence.texts}. " if licence.texts else "",
        f"Licence of the notes: {licence.notes}." if licence.notes else "",
    ]
    text = "".join(parts).strip()
    return f"{weave(text)}\n{attributes('edition')}" if text else ""


def _how_to_read(notes: int, entities: int) -> str:
    """Says nothing of what there is none of."""
    lines = [
        (
            f"<b>Notes.</b> A small raised number marks words that have a note: {count_of(notes, 'note')} in all, "
            "each saying what kind it is and what it rests on."
            if notes
            else ""
        ),
        (
            "<b>Names.</b> A dotted line marks a name that has a glossary entry: "
            f"{count_of(entities, 'entry', 'entries')}, each with its spellings and every passage that mentions it."
            if entities
            else ""
        ),
        (
            "<b>Paragraphs.</b> The number beside a paragraph is its address: a click copies it. "
            "Select words to copy a citation of them."
        ),
        "<b>Search.</b> Press <kbd>/</kbd> to search texts, notes and names, <kbd>?</kbd> to see all keys.",
    ]
    return "\n".join(f"- {line}" for line in lines if line)
