"""The network: who is named with whom, drawn once at build time, and a table that says the same."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.corpus.cooccurrence import Pair, find_pairs
from build_tools.site.addresses import EXPLORE, NETWORK, Linker, built
from build_tools.site.drawing.force_layout import lay_out
from build_tools.site.drawing.labels import Dot, place_labels, shorten
from build_tools.site.drawing.svg import Marked, figure, marked_dot, svg
from build_tools.site.name_lists import names_on_page
from build_tools.site.pieces import Page, count_of, part_of
from build_tools.site.site import Site
from build_tools.text.weave import attributes, escape, link_name, plain_name_words

Size = tuple[str, float, float, float, int, int]
"""(class, width, height, size of type, entities at the most, pairs at the most) of a drawing."""
_SIZES: tuple[Size, ...] = (("wide", 1000.0, 760.0, 14.0, 40, 110), ("narrow", 380.0, 520.0, 12.0, 18, 40))
"""Of the drawings: for a wide page, and for a phone."""
_ENTITIES, _PAIRS = _SIZES[0][4:]
_LABEL = 0.5
"""Share of a drawing's width that a label may have; a longer name is cut, and shown where the pointer rests."""
_CAPTION = "A thicker line: named together in more paragraphs. A larger dot: more such lines."


def render_network(site: Site) -> Iterator[Page]:
    linker = site.linker(NETWORK)
    articles = [site.articles[slug] for slug in site.crosslinks.order]
    pairs = find_pairs(articles, site.entities.keys(), _ENTITIES, _PAIRS)
    parts = [part_of("Explore", EXPLORE, linker), "# Network"]
    if pairs:
        drawings = [_drawing(site, pairs, size, linker) for size in _SIZES]
        parts += [f"{escape(_lead(site, pairs))}\n{attributes('lead')}", figure("drawing network", drawings, _CAPTION)]
        parts += [f"## The same as a table {attributes(identifier='table')}", _table(site, pairs, linker)]
        parts.append(names_on_page(site, _rank(pairs), linker))
    else:
        parts.append("No paragraph names two entries of the glossary yet.")
    yield Page(NETWORK, "Network", parts, "Who is named with whom.", EXPLORE)


def _lead(site: Site, pairs: Sequence[Pair]) -> str:
    shown = len(_rank(pairs))
    which = f"The {shown} names" if shown < len(site.entities) else f"All {shown} names"
    return (
        f"{which} that the articles’ paragraphs most often put together, and the {count_of(len(pairs), 'tie')} between"
        " them; a narrow screen shows the strongest. Being named together is no more than that: friends, enemies, a"
        " place and who came there."
    )


def _rank(pairs: Sequence[Pair]) -> list[str]:
    """The entities of some pairs, those with most in common with others first."""
    degrees: Counter[str] = Counter()
    for pair in pairs:
        degrees[pair.first] += pair.paragraphs
        degrees[pair.second] += pair.paragraphs
    return sorted(degrees, key=lambda entity: (-degrees[entity], entity))


def _drawing(site: Site, pairs: Sequence[Pair], size: Size, linker: Linker) -> str:
    name, width, height, type_size, entities, most = size
    chosen = _rank(pairs)[:entities]
    while True:
        shown = [pair for pair in pairs if pair.first in chosen and pair.second in chosen][:most]
        ranked = _rank(shown)
        dots = _place_dots(site, ranked, shown, size)
        labels = place_labels(dots, width, height, type_size)
        if all(labels):
            break
        # A finger can't ask a dot for its name: those that have no room for one are left out.
        chosen = [entity for entity, label in zip(ranked, labels, strict=True) if label]
    at = dict(zip(ranked, dots, strict=True))
    inner = [_edge(site, at[p.first], at[p.second], p, shown[0].paragraphs) for p in shown[::-1]]
    for entity, dot, label in reversed(list(zip(ranked, dots, labels, strict=True))):
        marked = Marked(dot, built(linker.to_entity(entity)), _told(site, entity, shown))
        inner.append(marked_dot(marked, label, type_size))
    description = f"{count_of(len(ranked), 'name')} and {count_of(len(shown), 'tie')}. The table below has every tie."
    return svg(f"network-{name}", width, height, "Who is named with whom", description, inner)


def _place_dots(site: Site, ranked: Sequence[str], pairs: Sequence[Pair], size: Size) -> list[Dot]:
    """A dot for each of the entities `ranked`, in that order."""
    _, width, height, type_size, *_ = size
    number = {entity: index for index, entity in enumerate(ranked)}
    edges = {(number[p.first], number[p.second]): float(p.paragraphs) for p in pairs}
    margin_x, margin_y = width * 0.09, height * 0.05
    return [
        _dot(
            shorten(site.entities[entity].name, width * _LABEL, type_size),
            margin_x + x * (width - 2 * margin_x),
            margin_y + y * (height - 2 * margin_y),
            sum(index in edge for edge in edges),
        )
        for index, (entity, (x, y)) in enumerate(zip(ranked, lay_out(len(ranked), edges, width / height), strict=True))
    ]


def _dot(text: str, x: float, y: float, ties: int) -> Dot:
    return Dot(round(x, 1), round(y, 1), round(3.5 + ties**0.5 * 1.1, 1), text)


def _edge(site: Site, first: Dot, second: Dot, pair: Pair, most: int) -> str:
    width = 0.8 + 4 * (pair.paragraphs - 1) / max(most - 1, 1)
    names = " and ".join(plain_name_words(site.entities[entity].name) for entity in (pair.first, pair.second))
    label = f"{names}: {count_of(pair.paragraphs, 'paragraph')}"
    return (
        f'<path class="tie" stroke-width="{width:.1f}" d="M{first.x:g} {first.y:g}L{second.x:g} {second.y:g}">'
        f"<title>{html.escape(label)}</title></path>"
    )


def _told(site: Site, entity: str, pairs: Sequence[Pair]) -> str:
    others = [p.second if p.first == entity else p.first for p in pairs if entity in {p.first, p.second}]
    name, *names = (plain_name_words(site.entities[other].name) for other in (entity, *others[:5]))
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    return f"{name}: with {', '.join(names)}{more}"


def _table(site: Site, pairs: Sequence[Pair], linker: Linker) -> str:
    lines = ["| Name | Named with | Times | First in |", "|---|---|---|---|"]
    for pair in pairs:
        first, second = site.entities[pair.first], site.entities[pair.second]
        places = [
            link_name(site.articles[slug].article.title, linker.to_paragraph(slug, paragraph), after=f", ¶ {paragraph}")
            for slug, paragraph in pair.places[:2]
        ]
        names = [link_name(e.name, linker.to_entity(e.id), e.gloss, "m") for e in (first, second)]
        lines.append(f"| {names[0]} | {names[1]} | {pair.paragraphs:,} | {'; '.join(places)} |")
    return "\n".join(lines)
