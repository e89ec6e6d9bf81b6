"""The timeline: everything dated, by year and month."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from build_tools.core.model import AnnotatedArticle, Entity, Event, Mention
from build_tools.corpus.dated import Item, Passage
from build_tools.site.addresses import EXPLORE, Linker, article_uri, timeline_uri
from build_tools.site.name_lists import entities_in, names_on_page
from build_tools.site.paged import Paged, item_anchor, timeline_of
from build_tools.site.pieces import Page, correction_link, count_of, pager, part_of, source_links
from build_tools.site.prose import render_body, render_part
from build_tools.site.site import Site
from build_tools.text.dates import format_edtf, format_year
from build_tools.text.excerpts import surroundings
from build_tools.text.phrases import join_words
from build_tools.text.weave import Wrap, attributes, escape, link_name, weave

_NAMED = 6
"""Passages shown for one date."""
_FIRST = 4
"""Articles whose first mention of an entry is shown."""
_SNIPPET = 75
"""Code points of a passage on each side of the date."""


def render_timeline(site: Site) -> Iterator[Page]:
    """The timeline, on as many pages as it needs."""
    items = site.dated
    paged = timeline_of(items)
    for page, shown in paged.numbered():
        linker = site.linker(timeline_uri(page))
        title = "Timeline" if page == 1 else f"Timeline, page {page} of {paged.pages}"
        parts = [
            part_of("Explore", EXPLORE, linker),
            f"# {title}",
            f"{escape(_lead(site, items))}\n{attributes('lead')}" if page == 1 else "",
            _year_bar(paged, linker) if page == 1 else "",
            *_render_years(site, shown, linker),
            names_on_page(site, _names_of(site, shown), linker),
            pager(page, paged, linker),
        ]
        yield Page(timeline_uri(page), title, parts, "What the texts date, in order.", EXPLORE)


def _names_of(site: Site, items: Sequence[Item]) -> Iterator[str]:
    """Ids of the entities that the events among some items name."""
    for event in (site.events[item.id] for item in items if item.kind == "event"):
        yield from event.entities
        yield from entities_in(site.corpus.event_names.get(event.id, ()), event.body, site.entities)


def _lead(site: Site, items: Sequence[Item]) -> str:
    if not items:
        return "Nothing here is dated yet."
    named = sum(len(item.passages) for item in items)
    entries = sum(item.kind == "entity" for item in items)
    counted = [
        (len(site.corpus.events), "event", "events", ""),
        (entries, "dated entry", "dated entries", " of the glossary"),
        (sum(i.kind == "article" for i in items), "article", "articles", ""),
        (named, "passage", "passages", " with a day or a month"),
    ]
    parts = [count_of(count, one, many) + which for count, one, many, which in counted if count]
    return f"{join_words(parts)}, in order of date."


def _year_bar(paged: Paged[Item], linker: Linker) -> str:
    """A bar a year, as high as the year is full; each leads there. A list to whoever doesn't see it."""
    counts = Counter(item.year for item in paged.items)
    if len(counts) < 2:
        return ""
    most = max(counts.values())
    lines, before = list[str](), min(counts)
    for year, index in sorted(paged.find_first(attrgetter("year")).items()):
        skipped = f"{count_of(year - before - 1, 'year')} without an entry" if year - before > 1 else ""
        gap = f'<span class="gap" title="{skipped}">…</span> ' if skipped else ""
        before = year
        height = f'<span class="level l{-(-10 * counts[year] // most)}"></span>'
        href = linker.to(paged.address_of(index, f"y{year}"))
        label = f'<span class="year">{format_year(year)}</span> <span class="count">{counts[year]:,}</span>'
        lines.append(f"- {gap}[{height}{label}]({href})")
    return '<nav class="years" aria-label="Years" markdown="block">\n\n' + "\n".join(lines) + "\n\n</nav>"


def _render_years(site: Site, items: Sequence[Item], linker: Linker) -> Iterator[str]:
    for year, in_year in groupby(items, attrgetter("year")):
        yield f"## {format_year(year)} {attributes(identifier=f'y{year}')}"
        for month, group in groupby(in_year, attrgetter("month")):
            if month:
                yield f"### {calendar.month_name[month]} {attributes(identifier=f'y{year}-{month:02}')}"
            yield from (_render_item(site, item, linker) for item in group)


def _render_item(site: Site, item: Item, linker: Linker) -> str:
    match item.kind:
        case "event":
            parts = _event(site, site.events[item.id], linker)
        case "entity":
            parts = _entity(site, site.entities[item.id], linker)
        case "article":
            parts = _article(site.articles[item.id], linker)
        case _:
            parts = []
    named = _named(site, item.passages, linker, alone=item.kind == "named")
    anchor = f' id="{item_anchor(item)}"' if item_anchor(item) else ""
    certain = "" if item.date.is_day else " wide"
    return "\n\n".join(
        [
            f'<div class="item {item.kind}{certain}"{anchor} markdown="block">',
            f"{escape(format_edtf(item.date))}\n{attributes('when')}",
            *[part for part in [*parts, named] if part],
            "</div>",
        ]
    )


def _event(site: Site, event: Event, linker: Linker) -> list[str]:
    names = site.corpus.event_names.get(event.id, ())
    about = [
        link_name(site.entities[e].name, linker.to_entity(e), site.entities[e].gloss, "m")
        for e in event.entities
        if e in site.entities
    ]
    passages = [_passage_link(site, address, linker) for address in event.passages]
    facts = [
        f"About: {', '.join(about)}" if about else "",
        f"See: {', '.join(filter(None, passages))}" if any(passages) else "",
        _sources(site, event.cites, linker) or "No source given",
        correction_link(site, event.source),
    ]
    return [
        f"{weave(event.title)}\n{attributes('what', dir='auto')}",
        *render_body(event.body, names, linker),
        f"{' · '.join(filter(None, facts))}\n{attributes('src')}",
    ]


def _sources(site: Site, cites: Sequence[str], linker: Linker) -> str:
    links = source_links(site, cites, linker)
    return f"{'Sources' if len(links) > 1 else 'Source'}: {', '.join(links)}" if links else ""


def _passage_link(site: Site, address: str, linker: Linker) -> str:
    """`article:slug#p3` or `article:slug#note-id` as a link with words; "" where it leads nowhere."""
    slug, _, anchor = address.removeprefix("article:").partition("#")
    if slug not in site.articles:
        return ""
    annotated = site.articles[slug]
    where = f"¶ {anchor[1:]}"
    if anchor.startswith("note-"):
        ids = [note.annotation.id for note in annotated.notes]
        identifier = anchor.removeprefix("note-")
        if identifier not in ids:
            return ""
        where = f"note {ids.index(identifier) + 1}"
    return link_name(annotated.article.title, linker.to(f"{article_uri(slug)}#{anchor}"), after=f", {where}")


def _entity(site: Site, entity: Entity, linker: Linker) -> list[str]:
    name = link_name(entity.name, linker.to_entity(entity.id))
    facts = list(filter(None, [_first_mentions(site, entity.id, linker), _sources(site, entity.cites, linker)]))
    return [
        f'{name} <span class="also">{escape(site.kinds.entity(entity.kind).label)}</span>\n{attributes("what")}',
        f"{weave(entity.gloss)}\n{attributes('gloss', dir='auto')}",
        f"{' · '.join(facts)}\n{attributes('src')}" if facts else "",
    ]


def _first_mentions(site: Site, entity: str, linker: Linker) -> str:
    """Where the articles first name it."""
    first: dict[str, Mention] = {}
    for mention in site.crosslinks.mentions.get(entity, ()):
        if mention.paragraph and len(first) < _FIRST:
            first.setdefault(mention.article, mention)
    links = [
        link_name(site.articles[slug].article.title, linker.to_paragraph(slug, m.paragraph), after=f", ¶ {m.paragraph}")
        for slug, m in first.items()
    ]
    return f"See: {', '.join(links)}" if links else ""


def _article(annotated: AnnotatedArticle, linker: Linker) -> list[str]:
    article = annotated.article
    title = link_name(article.title, linker.to(article_uri(article.slug)))
    return [
        f'{title} <span class="also">article published</span>\n{attributes("what")}',
        f"{weave(article.summary)}\n{attributes('gloss', dir='auto')}" if article.summary else "",
    ]


def _named(site: Site, passages: Sequence[Passage], linker: Linker, *, alone: bool) -> str:
    """The passages that name the date, each with the words around it."""
    lines = [f"- {_snippet(passage)} {_where(site, passage, linker)}" for passage in passages[:_NAMED]]
    if len(passages) > _NAMED:
        lines.append(f"- and {count_of(len(passages) - _NAMED, 'more passage')}")
    head = "" if alone or not lines else f"Named in\n{attributes('named')}\n\n"
    return head + "\n".join(lines)


def _where(site: Site, passage: Passage, linker: Linker) -> str:
    """Article and number as a link to the paragraph or note."""
    label = f"note {passage.number}" if passage.note else f"¶ {passage.paragraph}"
    anchor = f"note-{passage.note}" if passage.note else f"p{passage.paragraph}"
    title = site.articles[passage.article].article.title
    address = linker.to(f"{article_uri(passage.article)}#{anchor}")
    return link_name(title, address, classes="from", after=f", {label}")


def _snippet(passage: Passage) -> str:
    text, date = passage.text, passage.date
    start, end = surroundings(text, date.start, date.end, _SNIPPET)
    shown = render_part(text, start, end, [Wrap(date.start, date.end, "mark")])
    return f'<bdi class="snippet">{shown}</bdi>'
