"""The map: the places of the glossary on the outlines of countries, and a table that says the same."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from build_tools.core.model import Entity
from build_tools.site.addresses import EXPLORE, GLOSSARY, MAP, Linker, built
from build_tools.site.drawing.labels import Dot, place_labels, shorten, text_width
from build_tools.site.drawing.longitudes import distance, narrowest_arc, turned_to
from build_tools.site.drawing.outlines import Window, find_shapes, fit_window
from build_tools.site.drawing.svg import Marked, figure, marked_dot, svg
from build_tools.site.name_lists import names_on_page
from build_tools.site.pieces import Page, count_of, part_of
from build_tools.site.site import Site
from build_tools.text.weave import attributes, escape, link, link_name, plain_name_words

_ON_MAP = 80
"""Places drawn; those mentioned most."""
_IN_TABLE = 300
_SIZES = (("wide", 1000.0, 640.0, 15.0), ("narrow", 380.0, 440.0, 13.0))
"""(class, width, height, size of type) of the drawings: for a wide page, and for a phone."""
_FAR = 4.0
"""The close-up leaves out a place that is this many times as far from the middle as half of the places are."""
_CREDIT = (
    "Outlines: Natural Earth, simplified. They show who holds the ground as that source has it, and no view on whose"
    " it is."
)


@dataclass(frozen=True, slots=True)
class _Place:
    entity: Entity
    longitude: float
    latitude: float
    mentions: int


def render_map(site: Site) -> Iterator[Page]:
    linker = site.linker(MAP)
    places = _find_places(site)
    parts = [part_of("Explore", EXPLORE, linker), "# Map"]
    if places:
        parts += [f"{_lead(places)}\n{attributes('lead')}", *_figures(places[:_ON_MAP], linker)]
        parts += [f"## The same as a table {attributes(identifier='table')}", _table(site, places, linker)]
        parts.append(names_on_page(site, [place.entity.id for place in places[:_IN_TABLE]], linker))
    else:
        parts.append("No entry of the glossary has coordinates yet.")
    yield Page(MAP, "Map", parts, "The places that the texts name.", EXPLORE)


def _find_places(site: Site) -> list[_Place]:
    """The entities with coordinates, those mentioned most first."""
    places = [
        _Place(entity, entity.coordinates[1], entity.coordinates[0], len(site.crosslinks.mentions.get(entity.id, ())))
        for entity in site.entities.values()
        if entity.coordinates
    ]
    return sorted(places, key=lambda place: (-place.mentions, place.entity.name.casefold(), place.entity.id))


def _lead(places: Sequence[_Place]) -> str:
    drawn = "" if len(places) <= _ON_MAP else f" The map shows the {_ON_MAP} that are mentioned most."
    return f"{count_of(len(places), 'place')} of the glossary. A larger dot is mentioned more often.{drawn}"


def _figures(places: Sequence[_Place], linker: Linker) -> Iterator[str]:
    """One map; where a few places lie far off, a close-up of the others, then all."""
    near = _find_near(places)
    if len(near) == len(places):
        yield _figure("map", "Map of the places", places, (), linker)
        return
    yield _figure("map", "Map of the places, close up", near, (), linker, "The map below shows where this part lies.")
    yield _figure("map all", "Map of all places", [p for p in places if p not in near], near, linker)


def _find_near(places: Sequence[_Place]) -> list[_Place]:
    """The places that lie together; all of them where none is far off, or too many are."""
    west, east = narrowest_arc(p.longitude for p in places)
    x = median(turned_to(p.longitude, (west + east) / 2) for p in places)
    y = median(p.latitude for p in places)
    distances = [max(distance(p.longitude, x), abs(p.latitude - y)) for p in places]
    limit = max(median(distances) * _FAR, 1.0)
    near = [place for place, distance in zip(places, distances, strict=True) if distance <= limit]
    return near if len(near) >= len(places) * 0.6 else list(places)


def _figure(
    classes: str,
    title: str,
    places: Sequence[_Place],
    framed: Sequence[_Place],
    linker: Linker,
    caption: str = _CREDIT,
) -> str:
    """`framed` are the places of the close-up, shown here by its frame alone."""
    identifier = classes.replace(" ", "-")
    drawings = [_drawing(f"{identifier}-{size[0]}", title, places, framed, size, linker) for size in _SIZES]
    return figure(f"drawing {classes}", drawings, caption)


def _drawing(
    identifier: str,
    title: str,
    places: Sequence[_Place],
    framed: Sequence[_Place],
    size: tuple[str, float, float, float],
    linker: Linker,
) -> str:
    _, width, height, type_size = size
    if framed:
        height *= 0.75
    window = fit_window([(p.longitude, p.latitude) for p in (*places, *framed)], width, height)
    dots = [_dot(place, window, type_size) for place in places]
    labels = place_labels(dots, width, height, type_size)
    inner = [f'<rect class="sea" width="{width:g}" height="{height:g}"/>', *_land(window, dots, type_size)]
    if framed:
        inner.append(_frame(window, fit_window([(p.longitude, p.latitude) for p in framed], width, size[2])))
    for place, dot, label in reversed(list(zip(places, dots, labels, strict=True))):
        told = f"{plain_name_words(place.entity.name)}: {count_of(place.mentions, 'mention')}"
        inner.append(marked_dot(Marked(dot, built(linker.to_entity(place.entity.id)), told), label, type_size))
    return svg(identifier, width, height, title, _describe(places, framed), inner)


def _dot(place: _Place, window: Window, size: float) -> Dot:
    x, y = window.project_place(place.longitude, place.latitude)
    radius = 3.5 + min(place.mentions, 60) ** 0.5 * 0.75
    return Dot(x, y, round(radius, 1), shorten(place.entity.name, window.width / 2, size))


def _land(window: Window, dots: Sequence[Dot], size: float) -> Iterator[str]:
    """The countries, then their names where there is room."""
    shapes = find_shapes(window)
    for shape in shapes:
        yield f'<path class="land" d="{shape.path}"/>'
    taken = [(dot.x, dot.y, text_width(dot.text, size)) for dot in dots]
    for shape in shapes:
        x, y = shape.middle
        name = shape.name.upper()
        wide = text_width(name, size * 0.8) * 1.15
        fits = shape.area**0.5 > wide and wide / 2 < x < window.width - wide / 2 and size < y < window.height - size
        free = all(abs(y - dot_y) > size * 1.6 or abs(x - dot_x) > wide / 2 + text for dot_x, dot_y, text in taken)
        if fits and free:
            place = f'x="{x:g}" y="{y:g}" font-size="{size * 0.8:g}"'
            yield f'<text class="country" {place} aria-hidden="true">{html.escape(name)}</text>'


def _frame(window: Window, inner: Window) -> str:
    inner = inner.turn_to(window)
    left, top = window.project(inner.west, inner.north)
    right, bottom = window.project(inner.east, inner.south)
    return f'<rect class="frame" x="{left:g}" y="{top:g}" width="{right - left:.1f}" height="{bottom - top:.1f}"/>'


def _describe(places: Sequence[_Place], framed: Sequence[_Place]) -> str:
    names = ", ".join(plain_name_words(place.entity.name) for place in places[:12])
    more = f" and {len(places) - 12} more" if len(places) > 12 else ""
    box = f" A frame marks the close-up, with {count_of(len(framed), 'place')}." if framed else ""
    return f"{names}{more}.{box} The table below has all of them."


def _table(site: Site, places: Sequence[_Place], linker: Linker) -> str:
    lines = ["| Place | Lat., long. | Mentions | Articles |", "|---|---|---|---|"]
    for place in sorted(places[:_IN_TABLE], key=lambda p: (p.entity.name.casefold(), p.entity.id)):
        name = link_name(place.entity.name, linker.to_entity(place.entity.id), place.entity.gloss, "m")
        spread = site.crosslinks.spread.get(place.entity.id, 0)
        position = escape(f"{place.latitude:g}°, {place.longitude:g}°")
        lines.append(f"| {name} | {position} | {place.mentions:,} | {spread:,} |")
    table = "\n".join(lines)
    if len(places) > _IN_TABLE:
        table += f"\n\nThe {len(places) - _IN_TABLE:,} others are in the {link('glossary', linker.to(GLOSSARY))}."
    return table
