"""The pages that lead to the others: home, articles, glossary, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from build_tools.core.model import AnnotatedArticle, Entity, EntityKind, Reference
from build_tools.site.addresses import (
    ARTICLES,
    EXPLORE,
    GLOSSARY,
    HOME,
    KINDS,
    SOURCES,
    Linker,
    article_uri,
    articles_uri,
    entity_uri,
    letter_uri,
)
from build_tools.site.citations import render_reference
from build_tools.site.name_lists import counted
from build_tools.site.pieces import count_of, page_text, pager, published
from build_tools.site.prose import render_body
from build_tools.site.site import Site, alphabetical, letter_of
from build_tools.text.weave import attributes, escape, link, weave

_ARTICLES_A_PAGE = 50
_ENTITIES_ON_ONE_PAGE = 400
_ON_HOME = 12

KIND_NAMES = {
    EntityKind.PERSON: "People",
    EntityKind.PLACE: "Places",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.UNIT: "Military units",
    EntityKind.EVENT: "Events",
    EntityKind.AGREEMENT: "Agreements",
    EntityKind.WEAPON: "Weapons",
    EntityKind.CONCEPT: "Concepts",
}


def render_home(site: Site) -> Iterator[tuple[str, str]]:
    """The first page: what this is, what to click, the articles."""
    linker = site.linker(HOME)
    articles = [site.articles[slug] for slug in site.crosslinks.order]
    notes = sum(len(a.notes) for a in articles)
    links = [
        link(f"Read the {count_of(len(articles), 'article')}", linker.to(ARTICLES), classes="go"),
        link(f"Look up {count_of(len(site.entities), 'name')}", linker.to(GLOSSARY), classes="go"),
    ]
    parts = [
        f"# {weave(site.name)}",
        f"{weave(site.description)}\n{attributes('lead')}" if site.description else "",
        f"{' '.join(links)}\n{attributes('gates')}" if articles else "",
        *render_body(site.corpus.home, (), linker),
        f"## {'The articles, in order of date' if articles else 'No articles yet'} {attributes(identifier='articles')}",
        _article_list(articles[:_ON_HOME], linker),
        link(f"All {len(articles):,} articles", linker.to(ARTICLES)) if len(articles) > _ON_HOME else "",
        f"## How to read {attributes(identifier='how-to-read')}",
        _how_to_read(notes, len(site.entities)),
    ]
    yield HOME, page_text(site.name, parts, kind="home", description=site.description)


def _how_to_read(notes: int, entities: int) -> str:
    lines = [
        (
            f"<b>Notes.</b> A small raised number marks words that have a note: {count_of(notes, 'note')} in all, "
            "each saying what kind it is and what it rests on."
        ),
        (
            "<b>Names.</b> A dotted line marks a name that has a glossary entry: "
            f"{count_of(entities, 'entry', 'entries')}, each with its spellings and every passage that mentions it."
        ),
        (
            "<b>Paragraphs.</b> The number beside a paragraph is its address: a click copies it. "
            "Select words to copy a citation of them."
        ),
        "<b>Search.</b> Press <kbd>/</kbd> to search texts, notes and names, <kbd>?</kbd> to see all keys.",
    ]
    return "\n".join(f"- {line}" for line in lines)


def _article_list(articles: Sequence[AnnotatedArticle], linker: Linker) -> str:
    """One item an article; the date above, a sentence below."""
    if not articles:
        return ""
    lines = []
    for annotated in articles:
        article = annotated.article
        facts = [published(annotated), article.publisher, f"from {article.dateline}" if article.dateline else ""]
        paragraphs = count_of(sum(b.paragraph is not None for b in annotated.blocks), "paragraph")
        counts = f"{paragraphs}, {count_of(len(annotated.notes), 'note')}"
        title = link(article.title, linker.to(article_uri(article.slug)), classes="title")
        summary = f' <span class="summary">{escape(article.summary)}</span>' if article.summary else ""
        lines.append(
            f'- <span class="when">{escape(" · ".join(filter(None, facts)))}</span> {title}{summary}'
            f' <span class="count">{escape(counts)}</span>'
        )
    return '<div class="articles" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"


def render_articles(site: Site) -> Iterator[tuple[str, str]]:
    """The list of all articles in order of date, so many a page."""
    slugs = site.crosslinks.order
    pages = max(1, -(-len(slugs) // _ARTICLES_A_PAGE))
    for page in range(1, pages + 1):
        src_uri = articles_uri(page)
        linker = site.linker(src_uri)
        shown = [site.articles[slug] for slug in slugs[(page - 1) * _ARTICLES_A_PAGE : page * _ARTICLES_A_PAGE]]
        title = "Articles" if pages == 1 else f"Articles, page {page} of {pages}"
        parts = [f"# {title}", _article_list(shown, linker), pager(page, pages, articles_uri, linker)]
        yield src_uri, page_text(title, parts, kind="articles")


def render_glossary(site: Site) -> Iterator[tuple[str, str]]:
    """A–Z, on a page for each letter where one page would be long; and by kind."""
    groups = _by_letter(list(site.entities.values()))
    whole = len(site.entities) <= _ENTITIES_ON_ONE_PAGE
    linker = site.linker(GLOSSARY)
    bar = " ".join(
        link(letter, f"#{_letter_id(letter)}" if whole else linker.to(letter_uri(letter))) for letter in groups
    )
    by_kind = link("The same by kind", linker.to(KINDS))
    parts = [
        "# Glossary",
        f"{count_of(len(site.entities), 'entry', 'entries')}, A–Z. {by_kind}\n{attributes('meta')}",
        f"{bar}\n{attributes('letters')}" if bar else "",
    ]
    if whole:
        parts += [_letter_section(site, letter, group, linker) for letter, group in groups.items()]
    yield GLOSSARY, page_text("Glossary", parts, kind="glossary")
    if not whole:
        for letter, group in groups.items():
            yield _letter_page(site, letter, group)
    yield KINDS, _kinds_page(site)


def _letter_page(site: Site, letter: str, group: list[Entity]) -> tuple[str, str]:
    linker = site.linker(letter_uri(letter))
    kicker = f"{link('Glossary', linker.to(GLOSSARY))}\n{attributes('kicker')}"
    parts = [kicker, f"# {escape(letter)}", _entity_list(site, group, linker)]
    return letter_uri(letter), page_text(f"Glossary: {letter}", parts, kind="glossary")


def _letter_section(site: Site, letter: str, group: list[Entity], linker: Linker) -> str:
    return f"## {escape(letter)} {attributes(identifier=_letter_id(letter))}\n\n{_entity_list(site, group, linker)}"


def _letter_id(letter: str) -> str:
    return f"letter-{letter.lower()}" if letter.isalpha() else "letter-other"


def _by_letter(entities: list[Entity]) -> dict[str, list[Entity]]:
    return {letter: list(group) for letter, group in groupby(sorted(entities, key=alphabetical), letter_of)}


def _entity_list(site: Site, entities: list[Entity], linker: Linker) -> str:
    lines = []
    for entity in entities:
        name = link(entity.name, linker.to(entity_uri(entity.id)), classes="name")
        lines.append(
            f'- {name} <span class="also">{entity.kind.value}</span> <span class="gloss">{escape(entity.gloss)}</span>'
            f' <span class="count">{counted(site, entity)}</span>'
        )
    return '<div class="entries" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"


def _kinds_page(site: Site) -> str:
    linker = site.linker(KINDS)
    groups: dict[EntityKind, list[Entity]] = defaultdict(list)
    for entity in site.entities.values():
        groups[entity.kind].append(entity)
    kicker = f"{link('Glossary', linker.to(GLOSSARY))}\n{attributes('kicker')}"
    parts = [kicker, "# Glossary by kind"]
    for kind, name in KIND_NAMES.items():
        if kind in groups:
            ordered = sorted(groups[kind], key=lambda e: (e.name.casefold(), e.id))
            parts += [f"## {name} {attributes(identifier=kind.value)}", _kind_list(ordered, linker)]
    return page_text("Glossary by kind", parts, kind="glossary")


def _kind_list(entities: list[Entity], linker: Linker) -> str:
    names = [link(e.name, linker.to(entity_uri(e.id)), e.gloss, "m") for e in entities]
    return f"{' · '.join(names)}\n{attributes('names')}"


def render_sources(site: Site, events: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The bibliography: every reference, and what cites it; `events` are their places on the timeline."""
    linker = site.linker(SOURCES)
    cited = _citing(site, events, linker)
    parts = [
        "# Sources",
        f"{count_of(len(site.references), 'source')} cited by notes, entries and events.\n{attributes('meta')}",
    ]
    for reference in sorted(site.references.values(), key=_source_key):
        note = str(reference.data.get("note") or "")
        said = f' <span class="remark">{escape(note)}</span>' if note else ""
        by = f' <span class="cited">Cited by {", ".join(cited[reference.id])}</span>' if cited[reference.id] else ""
        parts.append(f"{render_reference(reference)}{said}{by}\n{attributes('source', reference.id)}")
    yield SOURCES, page_text("Sources", parts, kind="sources", section=EXPLORE)


def _source_key(reference: Reference) -> tuple[str, str]:
    names = reference.data.get("author") or [{}]
    name = names[0].get("family") or names[0].get("literal") or reference.data["title"]
    return (str(name).casefold(), reference.id)


def _citing(site: Site, events: Mapping[str, str], linker: Linker) -> dict[str, list[str]]:
    """Reference id -> links to the notes, entries and events that cite it."""
    citing: dict[str, list[str]] = defaultdict(list)
    for slug in site.crosslinks.order:
        annotated = site.articles[slug]
        for number, note in enumerate(annotated.notes, 1):
            target = linker.to(f"{article_uri(slug)}#note-{note.annotation.id}")
            for cited in note.annotation.cites:
                citing[cited].append(link(f"{annotated.article.title}, note {number}", target))
    for entity in site.entities.values():
        for cited in entity.cites:
            citing[cited].append(link(entity.name, linker.to_entity(entity.id)))
    for event in site.events.values():
        for cited in event.cites:
            citing[cited].append(link(event.title, linker.to(events[event.id])))
    return citing
