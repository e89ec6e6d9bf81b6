"""An entity's page: names, gloss, description, and its concordance, spread over pages that open at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from build_tools.core.model import Block, Entity, Mention
from build_tools.corpus.crosslinks import concordance_line
from build_tools.site.addresses import (
    GLOSSARY,
    KINDS,
    MAP,
    TIMELINE,
    Linker,
    article_uri,
    compare_uri,
    entity_uri,
)
from build_tools.site.cite_data import entry_fields, linked_entry
from build_tools.site.name_lists import (
    counted,
    direction_of,
    entities_in,
    foreign_spellings,
    name_line,
    names_section,
    other_spellings,
)
from build_tools.site.paged import Paged, concordance_of, mentions_anchor
from build_tools.site.pieces import (
    Page,
    Turn,
    around,
    correction_link,
    count_of,
    kicker,
    neighbours,
    pager,
    published,
    source_links,
)
from build_tools.site.prose import render_body
from build_tools.site.site import Site
from build_tools.text.authorities import label_of
from build_tools.text.dates import format_date, format_ends, parse_edtf
from build_tools.text.excerpts import ellipses
from build_tools.text.weave import attributes, escape, link, link_name, name_words, weave

_SURFACES = 12
_EVENTS = 20


def render_entity(site: Site, entity: Entity) -> Iterator[Page]:
    """The entity's page, with the first page of its concordance."""
    linker = site.linker(entity_uri(entity.id))
    around = _around(site, entity, linker)
    parts = [
        *_entry(site, entity, around, linker),
        *_concordance(site, entity, 1, linker),
        _names(site, entity, linker),
        neighbours(("Before", "After"), *around, of="Entries A–Z"),
        linked_entry(site, entity),
    ]
    yield Page(linker.page, entity.name, parts, entity.gloss, citation=entry_fields(site))


def render_further_mentions(site: Site, entity: Entity) -> Iterator[Page]:
    """The further pages of the entity's concordance, if it has any."""
    pages = _mentions(site, entity).pages
    for page in range(2, pages + 1):
        linker = site.linker(entity_uri(entity.id, page))
        parts = [_further_head(entity, page, pages, linker), *_concordance(site, entity, page, linker)]
        yield Page(linker.page, f"{entity.name}, page {page}", parts, entity.gloss)


def _mentions(site: Site, entity: Entity) -> Paged[Mention]:
    return concordance_of(entity.id, site.crosslinks.mentions.get(entity.id, ()))


def _entry(site: Site, entity: Entity, around: _Around, linker: Linker) -> list[str]:
    kind = link(site.kinds.entity(entity.kind).label, linker.to(f"{KINDS}#{entity.kind}"))
    position = f"{site.place[entity.id] + 1:,} of {len(site.alphabet):,}"
    where = f"{link('Glossary', linker.to(GLOSSARY))} · {kind} · {position}"
    return [
        kicker(where, *around),
        f"# {weave(entity.name)} {attributes(dir='auto')}",
        f"{weave(entity.gloss)}\n{attributes('lead', dir='auto')}",
        _facts(site, entity, linker),
        *render_body(entity.description, site.corpus.description_names.get(entity.id, ()), linker),
        _sources(site, entity, linker),
        _see_also(site, entity, linker),
        _events(site, entity, linker),
        f"{suggest}\n{attributes('src')}" if (suggest := correction_link(site, entity.source)) else "",
    ]


_Around = tuple[Turn | None, Turn | None]


def _around(site: Site, entity: Entity, linker: Linker) -> _Around:
    """The entries before and after it, A–Z."""
    return around(
        site.alphabet, site.place[entity.id], lambda other: (site.entities[other].name, linker.to_entity(other))
    )


def _further_head(entity: Entity, page: int, pages: int, linker: Linker) -> str:
    where = f"{link('Glossary', linker.to(GLOSSARY))} · {link_name(entity.name, linker.to_entity(entity.id))}"
    return f"{kicker(where, None, None)}\n\n# {name_words(entity.name)}: mentions, page {page} of {pages}"


def _facts(site: Site, entity: Entity, linker: Linker) -> str:
    """Spellings, names in other scripts, dates, place and registers, as a list of terms."""
    rows = []
    if spellings := other_spellings(entity):
        rows.append(("Also written", ", ".join(map(name_words, spellings))))
    if foreign := foreign_spellings(entity):
        rows.append(("In other languages", ", ".join(foreign)))
    if entity.dates:
        rows.append(("Dates", escape(_format_dates(site, entity))))
    if entity.coordinates:
        rows.append(("Place", link(_format_coordinates(*entity.coordinates), linker.to(MAP), "On the map")))
    if entity.same_as:
        rows.append(("Same as", ", ".join(link(label_of(address), address) for address in entity.same_as)))
    if not rows:
        return ""
    listed = "\n".join(f"- <b>{term}</b> {value}" for term, value in rows)
    return f'<div class="facts" markdown="block">\n\n{listed}\n\n</div>'


def _format_dates(site: Site, entity: Entity) -> str:
    dates = parse_edtf(entity.dates)
    return format_ends(dates, site.kinds.entity(entity.kind).ends) if dates else entity.dates


def _format_coordinates(latitude: float, longitude: float) -> str:
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"


def _sources(site: Site, entity: Entity, linker: Linker) -> str:
    links = source_links(site, entity.cites, linker)
    return f"<b>Sources</b> {', '.join(links)}\n{attributes('src')}" if links else ""


def _see_also(site: Site, entity: Entity, linker: Linker) -> str:
    related = [site.entities[e] for e in entity.see_also if e in site.entities]
    if not related:
        return ""
    names = ", ".join(link_name(e.name, linker.to_entity(e.id), e.gloss, "m") for e in related)
    return f"<b>See also</b> {names}\n{attributes('src')}"


def _events(site: Site, entity: Entity, linker: Linker) -> str:
    events = site.events_of.get(entity.id, ())
    if not events:
        return ""
    shown = [
        f"{link_name(event.title, linker.to(site.event_places[event.id]))}, {escape(format_date(event.date))}"
        for event in events[:_EVENTS]
    ]
    if len(events) > _EVENTS:
        shown.append(link(f"{len(events) - _EVENTS:,} more", linker.to(TIMELINE)))
    return f"<b>On the timeline</b> {'; '.join(shown)}\n{attributes('src')}"


def _names(site: Site, entity: Entity, linker: Linker) -> str:
    """The other entries that this one leads to."""
    spans = site.corpus.description_names.get(entity.id, ())
    see_also = {e: site.entities[e] for e in entity.see_also if e in site.entities}
    known = see_also | entities_in(spans, entity.description, site.entities)
    known.pop(entity.id, None)
    return names_section(
        "Entries named here", [name_line(site, e, escape(counted(site, e)), linker) for e in known.values()]
    )


def _concordance(site: Site, entity: Entity, page: int, linker: Linker) -> list[str]:
    paged = _mentions(site, entity)
    lines = paged.on_page(page)
    if not lines:
        return [f"## Mentions {attributes(identifier='mentions')}", "None of the articles names it; notes do."]
    groups = [_article_lines(site, slug, list(group), linker) for slug, group in groupby(lines, lambda m: m.article)]
    opening = '<div class="concordance" markdown="block">'
    summary = _summary(site, entity, linker) if page == 1 else ""
    heading = f"## Mentions {attributes(identifier='mentions')}"
    return [opening, heading, summary, *groups, "</div>", pager(page, paged, linker)]


def _summary(site: Site, entity: Entity, linker: Linker) -> str:
    """How many mentions it has, and in which spellings."""
    mentions = site.crosslinks.mentions[entity.id]
    counted = Counter(m.exact for m in mentions)
    spellings = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{name_words(surface)} <b>{count:,}</b>" for surface, count in spellings[:_SURFACES]]
    if len(spellings) > _SURFACES:
        shown.append(f"{len(spellings) - _SURFACES:,} more spellings")
    articles = count_of(site.crosslinks.spread[entity.id], "article")
    head = f"{count_of(len(mentions), 'mention')} in {articles}"
    compare = link("Compare the articles", linker.to(compare_uri(entity.id))) if entity.id in site.compared else ""
    return f"{head}: {' · '.join([*shown, *([compare] if compare else [])])}\n{attributes('meta')}"


def _article_lines(site: Site, slug: str, mentions: list[Mention], linker: Linker) -> str:
    article = site.articles[slug]
    blocks: dict[int, Block] = {b.number: b for b in article.blocks}
    title = link_name(article.article.title, linker.to(article_uri(slug)))
    when = f'<span class="also">{escape(published(article))}</span>'
    heading = f"### {title} {when} {attributes(identifier=mentions_anchor(slug))}"
    # Its words before the name are on the right of it where one reads from right to left.
    turned = "\n" + attributes(dir="rtl") if direction_of(article.article.language) == "rtl" else ""
    lines = [_line(blocks[m.block], m, slug, linker) + turned for m in mentions]
    return heading + "\n\n" + "\n".join(lines)


def _line(block: Block, mention: Mention, slug: str, linker: Linker) -> str:
    left, node, right = concordance_line(block, mention)
    start, end = mention.start - len(left), mention.end + len(right)
    label = f"¶ {mention.paragraph}" if mention.paragraph else block.kind.value
    anchor = mention.paragraph or None
    where = link(label, linker.to_paragraph(slug, anchor), classes="where")
    # `escape`, not `weave`: none of the pieces begins or ends the line, so that none can be read as its marker.
    before, after = ellipses(block.text, start, end, " ")
    right_side = f"<b>{escape(node)}</b>{escape(right)}{after}"
    return f'- {where} <span class="left">{before}{escape(left)}</span><span class="right">{right_side}</span>'
