"""The index of notes: by kind, by article, by contributor, in pages of limited length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeVar

from build_tools.core.kinds import NoteKind
from build_tools.core.model import AnchoredNote, AnnotatedArticle
from build_tools.site.addresses import EXPLORE, Linker, article_uri, notes_uri
from build_tools.site.paged import Paged
from build_tools.site.pages.known_ids import render_known_ids
from build_tools.site.pieces import Made, Page, count_of, pager, part_of
from build_tools.site.site import Site
from build_tools.text.excerpts import context
from build_tools.text.fold import normalise
from build_tools.text.weave import attributes, escape, isolate, link, link_name, name_words

_NOTES = 200
"""Notes a page holds."""
_OPENING = 150
"""Code points of a note's beginning."""
_MANY = 3000
"""Notes from which on the index is brief: no openings, and by article only counts, since the articles have the rest."""
_ARTICLES = 500
"""Articles a page holds then."""
_GROUPS = 60
"""Groups that the head of the list leads to."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with its article and its number there."""

    annotated: AnnotatedArticle
    number: int
    """As the article's page counts its notes, from 1."""
    note: AnchoredNote
    kind: NoteKind


@dataclass(frozen=True, slots=True)
class _Order:
    name: str
    title: str
    group: Callable[[Entry], str]
    """The key of an entry's group, which is its anchor too."""
    heading: Callable[[Entry], str]
    """Plain text."""


def _by_kind(entry: Entry) -> str:
    return entry.kind.id


def _by_article(entry: Entry) -> str:
    return entry.annotated.slug


def _by_contributor(entry: Entry) -> str:
    return entry.note.annotation.contributor.text


def _sort_contributor(entry: Entry) -> tuple[str, str]:
    """By family name where it is known."""
    name = entry.note.annotation.contributor
    return (name.inverted.casefold(), name.text)


_ORDERS = (
    _Order("kind", "kind", _by_kind, lambda e: e.kind.heading),
    _Order("article", "article", _by_article, lambda e: e.annotated.article.title),
    _Order("contributor", "contributor", _by_contributor, _by_contributor),
)


def render_notes(site: Site) -> Iterator[Made]:
    """The three orders, each on as many pages as it needs, and what the form for a new note has to know."""
    yield render_known_ids(site)
    entries = [
        Entry(site.articles[slug], number, note, site.kinds.note(note.annotation.kind))
        for slug in site.crosslinks.order
        for number, note in enumerate(site.articles[slug].notes, 1)
    ]
    ranks = {kind: rank for rank, kind in enumerate(site.kinds.notes)}
    ordered = {
        "kind": sorted(entries, key=lambda e: ranks[e.kind]),
        "article": entries,
        "contributor": sorted(entries, key=_sort_contributor),
    }
    for order in _ORDERS:
        if order.name == "article" and len(entries) > _MANY:
            yield from _render_counts(site, order, len(entries))
        else:
            yield from _render_order(site, order, ordered[order.name])


def _render_counts(site: Site, order: _Order, total: int) -> Iterator[Page]:
    """Each article with the number of its notes, where a list of the notes themselves would say it all once more."""
    noted = [slug for slug in site.crosslinks.order if site.articles[slug].notes]
    paged = Paged(noted, _ARTICLES, partial(notes_uri, order.name))
    for page, slugs in paged.numbered():
        linker = site.linker(notes_uri(order.name, page))
        lines = [
            f"- {link_name(site.articles[slug].article.title, linker.to(f'{article_uri(slug)}#notes'))}"
            f' <span class="count">{len(site.articles[slug].notes):,}</span>'
            for slug in slugs
        ]
        listed = '<div class="columned" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"
        yield _page(site, order, total, page, paged, [listed])


def _render_order(site: Site, order: _Order, entries: Sequence[Entry]) -> Iterator[Page]:
    paged = Paged(entries, _NOTES, partial(notes_uri, order.name))
    first = paged.find_first(order.group)
    anchors = {key: _anchor(order, key, number) for number, key in enumerate(first, 1)}
    for page, shown in paged.numbered():
        linker = site.linker(notes_uri(order.name, page))
        bar = _bar(order, paged, anchors, linker) if page == 1 else ""
        brief = len(entries) > _MANY
        groups = [
            _group(order, anchors[key], list(group), linker, brief=brief) for key, group in groupby(shown, order.group)
        ]
        yield _page(site, order, len(entries), page, paged, [bar, *groups])


def _page(site: Site, order: _Order, total: int, page: int, paged: Paged[T], parts: Sequence[str]) -> Page:
    src_uri = notes_uri(order.name, page)
    linker = site.linker(src_uri)
    title = f"Notes by {order.title}" + (f", page {page} of {paged.pages}" if page > 1 else "")
    framed = [
        part_of("Explore", EXPLORE, linker),
        f"# {title}",
        _orders(order, total, linker),
        *parts,
        pager(page, paged, linker),
    ]
    return Page(src_uri, title, framed, "An index of all notes.", EXPLORE)


def _orders(order: _Order, total: int, linker: Linker) -> str:
    """The three orders, this one not a link."""
    if not total:
        return "No notes yet."
    links = [o.title if o == order else link(o.title, linker.to(notes_uri(o.name))) for o in _ORDERS]
    return f"{count_of(total, 'note')}. By {', '.join(links[:2])} or {links[2]}.\n{attributes('meta')}"


def _anchor(order: _Order, key: str, number: int) -> str:
    """Of a group, the `number`th of its order; names of contributors can't be anchors."""
    return key if order.name != "contributor" else f"contributor-{number}"


def _bar(order: _Order, paged: Paged[Entry], anchors: Mapping[str, str], linker: Linker) -> str:
    counts = Counter(order.group(entry) for entry in paged.items)
    links = []
    for key, index in list(paged.find_first(order.group).items())[:_GROUPS]:
        target = linker.to(paged.address_of(index, anchors[key]))
        links.append(
            f'{link_name(order.heading(paged.items[index]), target)} <span class="count">{counts[key]:,}</span>'
        )
    if len(anchors) > _GROUPS:
        links.append(f"and {len(anchors) - _GROUPS:,} more on the pages that follow")
    return f"{' · '.join(links)}\n{attributes('groups')}" if links else ""


def _group(order: _Order, anchor: str, entries: Sequence[Entry], linker: Linker, *, brief: bool) -> str:
    first = entries[0]
    heading = name_words(order.heading(first))
    if order.name == "article":
        heading = link_name(order.heading(first), linker.to(article_uri(first.annotated.slug)))
    if order.name == "kind":
        heading += f' <span class="also">{escape(first.kind.meaning)}</span>'
    lines = "\n".join(f"- {_entry(order, entry, linker, brief=brief)}" for entry in entries)
    return f'## {heading} {attributes(identifier=anchor)}\n\n<div class="index" markdown="block">\n\n{lines}\n\n</div>'


def _entry(order: _Order, entry: Entry, linker: Linker, *, brief: bool) -> str:
    annotation = entry.note.annotation
    target = link_name(
        annotation.exact, linker.to(f"{article_uri(entry.annotated.slug)}#note-{annotation.id}"), classes="target"
    )
    where = f"note {entry.number}, ¶ {annotation.paragraph}"
    facts = [
        f"{name_words(entry.annotated.article.title)}, {where}" if order.name != "article" else where,
        escape(entry.kind.label) if order.name != "kind" else "",
        isolate(annotation.contributor.text) if order.name != "contributor" else "",
        "no source given" if annotation.lacks_source(entry.kind) else "",
    ]
    opening = "" if brief else f' <bdi class="opening">{escape(_opening(entry.note))}</bdi>'
    return f'{target}{opening} <span class="also">{" · ".join(filter(None, facts))}</span>'


def _opening(note: AnchoredNote) -> str:
    """The note's short form; without one its first words, cut between two words."""
    if note.annotation.short:
        return note.annotation.short
    text = normalise(note.annotation.body[0].text) if note.annotation.body else ""
    if len(text) <= _OPENING:
        return text
    opening = context(text, 0, 0, _OPENING)[2] or text[:_OPENING]
    return f"{opening.rstrip(' ,;:–—')} …"
