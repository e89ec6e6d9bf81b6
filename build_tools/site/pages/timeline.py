"""The timeline: events, what is dated in the glossary, the articles, and every passage that names a date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from build_tools.core.model import AnnotatedArticle, Block, Entity, EntityKind, Event, Mention
from build_tools.site.addresses import EXPLORE, SOURCES, Linker, article_uri, timeline_uri
from build_tools.site.citations import format_label
from build_tools.site.name_lists import entities_in, names_on_page
from build_tools.site.pieces import correction_link, count_of, page_text, pager
from build_tools.site.prose import render_body
from build_tools.site.site import Site
from build_tools.text.date_words import NamedDate, find_dates
from build_tools.text.dates import Day, Edtf, parse_edtf
from build_tools.text.fold import context
from build_tools.text.weave import Wrap, attributes, escape, link, weave

_ITEMS = 150
"""Items a page holds."""
_NAMED = 6
"""Passages shown for one date."""
_FIRST = 4
"""Articles whose first mention of an entry is shown."""
_SNIPPET = 75
"""Code points of a passage on each side of the date."""
_MONTH = re.compile(r"\b([0-9]{4})(?:-([0-9]{2}))?")
_DATED_KINDS = frozenset({EntityKind.EVENT, EntityKind.AGREEMENT})
"""What happens. When a person was born or an alliance founded stands in the glossary."""


class Passage(NamedTuple):
    """A paragraph or a note that names a date."""

    label: str
    """Plain text: where it stands."""
    target: str
    """`src_uri` with anchor."""
    text: str
    date: NamedDate


@dataclass(slots=True)
class Item:
    """One entry of the timeline: what it is of, and the passages that name just this date."""

    date: Edtf
    edtf: str
    key: tuple[str, str]
    """(kind, id): `event`, `entity`, `article`, or `named` for a date that only passages give."""
    passages: list[Passage] = field(default_factory=list)

    @property
    def sort_key(self) -> tuple[int, int, Day, Day, int, str]:
        """What is dated to a year or longer comes before the year's months."""
        return (_year_of(self), _month_of(self), *_begin(self.date), _RANK[self.key[0]], self.key[1])


_RANK = {"event": 0, "entity": 1, "article": 2, "named": 3}
_NEVER = (0, 0, 0)


def _begin(date: Edtf) -> tuple[Day, Day]:
    """What begins nobody knows when stands where it ends."""
    return (date.upper, date.upper) if date.lower == _NEVER else (date.lower, date.upper)


def collect_items(site: Site) -> list[Item]:
    """Everything dated, in order; passages stand with what has just their date, else by themselves."""
    items = list(_dated(site))
    by_date: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: _RANK[item.key[0]]):
        if item.key[0] != "article":
            by_date.setdefault(item.edtf, item)
    for passage in _find_passages(site):
        edtf = passage.date.edtf
        if edtf not in by_date:
            date = parse_edtf(edtf)
            assert date is not None, "find_dates gives only dates that there are"
            by_date[edtf] = Item(date, edtf, ("named", edtf))
            items.append(by_date[edtf])
        by_date[edtf].passages.append(passage)
    return sorted(items, key=lambda item: item.sort_key)


def find_events(items: Sequence[Item]) -> dict[str, str]:
    """Event id -> its place on the timeline, `src_uri` with anchor."""
    return {
        item.key[1]: f"{timeline_uri(at // _ITEMS + 1)}#event-{item.key[1]}"
        for at, item in enumerate(items)
        if item.key[0] == "event"
    }


def _dated(site: Site) -> Iterator[Item]:
    dated = [(("event", e.id), e.date) for e in site.corpus.events]
    told = {(entity, e.date) for e in site.corpus.events for entity in e.entities}
    dated += [
        (("entity", e.id), e.dates)
        for e in site.corpus.entities
        if e.kind in _DATED_KINDS and e.dates and (e.id, e.dates) not in told
    ]
    dated += [(("article", a.slug), a.article.published) for a in site.corpus.articles if a.article.published]
    for key, edtf in dated:
        if date := parse_edtf(edtf):
            yield Item(date, edtf, key)


def _find_passages(site: Site) -> Iterator[Passage]:
    for slug in site.crosslinks.order:
        annotated = site.articles[slug]
        title, uri = annotated.article.title, article_uri(slug)
        for block in annotated.blocks if annotated.article.language.startswith("en") else ():
            if block.paragraph:
                target = f"{uri}#p{block.paragraph}"
                yield from _in_block(block, f"{title}, ¶ {block.paragraph}", target)
        for number, note in enumerate(annotated.notes, 1):
            for block in note.annotation.body:
                yield from _in_block(block, f"{title}, note {number}", f"{uri}#note-{note.annotation.id}")


def _in_block(block: Block, label: str, target: str) -> Iterator[Passage]:
    """The first time that a block names each date."""
    seen = set()
    for date in find_dates(block.text):
        if date.edtf not in seen:
            seen.add(date.edtf)
            yield Passage(label, target, block.text, date)


def render_timeline(site: Site, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """(src_uri, text) of the timeline, so many items a page."""
    pages = max(1, -(-len(items) // _ITEMS))
    years = _pages_of_years(items)
    for page in range(1, pages + 1):
        linker = site.linker(timeline_uri(page))
        shown = items[(page - 1) * _ITEMS : page * _ITEMS]
        title = "Timeline" if page == 1 else f"Timeline, page {page} of {pages}"
        parts = [
            f"{link('Explore', linker.to(EXPLORE))}\n{attributes('kicker')}",
            f"# {title}",
            f"{escape(_lead(site, items))}\n{attributes('lead')}" if page == 1 else "",
            _year_bar(years, linker) if page == 1 else "",
            *_render_years(site, shown, linker),
            names_on_page(site, _names_of(site, shown), linker),
            pager(page, pages, timeline_uri, linker),
        ]
        description = "What the texts date, in order."
        yield timeline_uri(page), page_text(title, parts, kind="timeline", description=description, section=EXPLORE)


def _names_of(site: Site, items: Sequence[Item]) -> Iterator[str]:
    """Ids of the entities that the events among some items name."""
    for event in (site.events[item.key[1]] for item in items if item.key[0] == "event"):
        yield from event.entities
        yield from entities_in(site.corpus.event_names.get(event.id, ()), event.body, site.entities)


def _lead(site: Site, items: Sequence[Item]) -> str:
    if not items:
        return "Nothing here is dated yet."
    named = sum(len(item.passages) for item in items)
    entries = sum(item.key[0] == "entity" for item in items)
    parts = [
        count_of(len(site.corpus.events), "event"),
        f"{count_of(entries, 'dated entry', 'dated entries')} of the glossary",
        count_of(sum(i.key[0] == "article" for i in items), "article"),
        f"{count_of(named, 'passage')} with a day or a month",
    ]
    return f"{', '.join(parts[:-1])} and {parts[-1]}, in order of date."


def _year_of(item: Item) -> int:
    return _begin(item.date)[0][0]


def _pages_of_years(items: Sequence[Item]) -> dict[int, tuple[int, int]]:
    """Year -> (page on which it begins, number of its items)."""
    years: dict[int, tuple[int, int]] = {}
    for at, item in enumerate(items):
        page, count = years.get(_year_of(item), (at // _ITEMS + 1, 0))
        years[_year_of(item)] = (page, count + 1)
    return years


def _year_bar(years: Mapping[int, tuple[int, int]], linker: Linker) -> str:
    """A bar a year, as high as the year is full; each leads there. A list to whoever doesn't see it."""
    if len(years) < 2:
        return ""
    most = max(count for _, count in years.values())
    lines = []
    for year, (page, count) in sorted(years.items()):
        height = f'<span class="level l{-(-10 * count // most)}"></span>'
        href = linker.to(f"{timeline_uri(page)}#y{year}")
        lines.append(f'- [{height}<span class="year">{year}</span> <span class="count">{count:,}</span>]({href})')
    return '<nav class="years" aria-label="Years" markdown="block">\n\n' + "\n".join(lines) + "\n\n</nav>"


def _render_years(site: Site, items: Sequence[Item], linker: Linker) -> Iterator[str]:
    for year, in_year in groupby(items, _year_of):
        yield f"## {year} {attributes(identifier=f'y{year}')}"
        for month, group in groupby(in_year, _month_of):
            if month:
                yield f"### {calendar.month_name[month]} {attributes(identifier=f'y{year}-{month:02}')}"
            yield from (_render_item(site, item, linker) for item in group)


def _month_of(item: Item) -> int:
    """The month in which it begins; 0 where only the year is known: that stands before the months."""
    year = f"{_year_of(item):04}"
    months = [month for named, month in _MONTH.findall(item.edtf) if named == year]
    return int(min(months, default="0") or "0")


def _render_item(site: Site, item: Item, linker: Linker) -> str:
    kind, identifier = item.key
    match kind:
        case "event":
            parts = _event(site, site.events[identifier], linker)
        case "entity":
            parts = _entity(site, site.entities[identifier], linker)
        case "article":
            parts = _article(site.articles[identifier], linker)
        case _:
            parts = []
    named = _named(item.passages, linker, alone=kind == "named")
    anchor = f' id="{kind}-{identifier}"' if kind in {"event", "entity", "article"} else ""
    certain = "" if _is_exact(item.date) else " wide"
    return "\n\n".join(
        [
            f'<div class="item {kind}{certain}"{anchor} markdown="block">',
            f"{escape(item.date.label)}\n{attributes('when')}",
            *[part for part in [*parts, named] if part],
            "</div>",
        ]
    )


def _is_exact(date: Edtf) -> bool:
    return date.lower == date.upper and not date.label.startswith(("about", "perhaps"))


def _event(site: Site, event: Event, linker: Linker) -> list[str]:
    names = site.corpus.event_names.get(event.id, ())
    about = [
        link(site.entities[e].name, linker.to_entity(e), site.entities[e].gloss, "m")
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
        f"{weave(event.title)}\n{attributes('what')}",
        *render_body(event.body, names, linker),
        f"{' · '.join(filter(None, facts))}\n{attributes('src')}",
    ]


def _sources(site: Site, cites: Sequence[str], linker: Linker) -> str:
    known = [site.references[cited] for cited in cites if cited in site.references]
    labels = [link(format_label(reference), linker.to(f"{SOURCES}#{reference.id}")) for reference in known]
    return f"{'Sources' if len(labels) > 1 else 'Source'}: {', '.join(labels)}" if labels else ""


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
    return link(f"{annotated.article.title}, {where}", linker.to(f"{article_uri(slug)}#{anchor}"))


def _entity(site: Site, entity: Entity, linker: Linker) -> list[str]:
    name = link(entity.name, linker.to_entity(entity.id))
    facts = list(filter(None, [_first_mentions(site, entity.id, linker), _sources(site, entity.cites, linker)]))
    return [
        f'{name} <span class="also">{entity.kind.value}</span>\n{attributes("what")}',
        f"{weave(entity.gloss)}\n{attributes('gloss')}",
        f"{' · '.join(facts)}\n{attributes('src')}" if facts else "",
    ]


def _first_mentions(site: Site, entity: str, linker: Linker) -> str:
    """Where the articles first name it."""
    first: dict[str, Mention] = {}
    for mention in site.crosslinks.mentions.get(entity, ()):
        if mention.paragraph and len(first) < _FIRST:
            first.setdefault(mention.article, mention)
    links = [
        link(f"{site.articles[slug].article.title}, ¶ {m.paragraph}", linker.to_paragraph(slug, m.paragraph))
        for slug, m in first.items()
    ]
    return f"See: {', '.join(links)}" if links else ""


def _article(annotated: AnnotatedArticle, linker: Linker) -> list[str]:
    article = annotated.article
    title = link(article.title, linker.to(article_uri(article.slug)))
    return [
        f'{title} <span class="also">article published</span>\n{attributes("what")}',
        f"{weave(article.summary)}\n{attributes('gloss')}" if article.summary else "",
    ]


def _named(passages: Sequence[Passage], linker: Linker, *, alone: bool) -> str:
    """The passages that name the date, each with the words around it."""
    lines = [f"- {_snippet(p)} {link(p.label, linker.to(p.target), classes='from')}" for p in passages[:_NAMED]]
    if len(passages) > _NAMED:
        lines.append(f"- and {count_of(len(passages) - _NAMED, 'more passage')}")
    head = "" if alone or not lines else f"Named in\n{attributes('named')}\n\n"
    return head + "\n".join(lines)


def _snippet(passage: Passage) -> str:
    text, date = passage.text, passage.date
    left, _, right = context(text, date.start, date.end, _SNIPPET)
    start, end = date.start - len(left), date.end + len(right)
    shown = weave(text, [Wrap(date.start, date.end, "mark")], start=start, end=end)
    return f'<span class="snippet">{"… " if start else ""}{shown}{" …" if end < len(text) else ""}</span>'
