"""Coasts and borders for the map: the countries of `outlines.json`, clipped to a window and projected.

What the file holds and how it is made: build_tools/setup/outlines.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from build_tools.site.drawing.longitudes import narrowest_arc, turned_to

Point = tuple[float, float]
"""(longitude, latitude) in degrees, or (x, y) on the drawing."""
_FILE = Path(__file__).with_name("outlines.json")
_LEAST = 1.2
"""Degrees a window is high at least: a single place is shown with its surroundings."""
_MARGIN = 0.14
"""Of the places' extent, on each side."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world with what it is drawn on: x to the right, y down."""

    west: float
    south: float
    east: float
    north: float
    width: float
    """Of the drawing, in its own units."""
    height: float

    def project(self, longitude: float, latitude: float) -> Point:
        """Degrees are of one length each way in the window's middle."""
        x = (longitude - self.west) / (self.east - self.west) * self.width
        y = (self.north - latitude) / (self.north - self.south) * self.height
        return (round(x, 1), round(y, 1))

    def project_place(self, longitude: float, latitude: float) -> Point:
        """The same for a place of the earth, whose longitude may be any number of turns off."""
        return self.project(self._turned(longitude), latitude)

    def turn_to(self, other: Window) -> Window:
        """This window, with its longitudes as `other` counts them."""
        middle = (self.west + self.east) / 2
        turn = other._turned(middle) - middle
        return replace(self, west=self.west + turn, east=self.east + turn)

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= self._turned(longitude) <= self.east and self.south <= latitude <= self.north

    def _turned(self, longitude: float) -> float:
        return turned_to(longitude, (self.west + self.east) / 2)


@dataclass(frozen=True, slots=True)
class Shape:
    """What shows of a country in a window."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    """On the drawing."""
    path: str
    """The same as an SVG path."""
    middle: Point
    """Of its largest ring, for its name."""
    area: float
    """Of that ring, in square units of the drawing."""


def fit_window(places: Iterable[Point], width: float, height: float) -> Window:
    """The smallest window around some (longitude, latitude), in the shape of the drawing; it may reach over 180°."""
    longitudes, latitudes = zip(*places, strict=True)
    west, east = narrowest_arc(longitudes)
    middle = (min(latitudes) + max(latitudes)) / 2
    stretch = max(math.cos(math.radians(middle)), 0.2)
    tall = max((max(latitudes) - min(latitudes)) * (1 + 2 * _MARGIN), _LEAST)
    wide = max((east - west) * (1 + 2 * _MARGIN) * stretch, _LEAST)
    tall, wide = max(tall, wide * height / width), max(wide, tall * width / height)
    centre = turned_to((west + east) / 2, 0)  # countries are drawn one turn to each side of where they are
    half = wide / stretch / 2
    return Window(centre - half, middle - tall / 2, centre + half, middle + tall / 2, width, height)


@lru_cache(8)
def find_shapes(window: Window) -> tuple[Shape, ...]:
    """The countries that show in a window, in order of their names. Kept, since a site that is built again has the
    same windows, and to clip takes longer than to draw all else.
    """
    shapes = []
    for name, rings in _countries():
        clipped = [
            _clip(_shift(ring, turn), window)
            for ring, (west, south, east, north) in rings
            for turn in (0, -360, 360)
            if _meets((west + turn, south, east + turn, north), window)
        ]
        drawn = [_thin([window.project(*point) for point in ring]) for ring in clipped if len(ring) > 2]
        sized = sorted(((_area(ring), ring) for ring in drawn if len(ring) > 2), key=lambda item: -item[0])
        if sized:
            area, largest = sized[0]
            path = "".join(f"M{_steps(ring)}z" for _, ring in sized)
            shapes.append(Shape(name, tuple(tuple(ring) for _, ring in sized), path, _centre(largest), area))
    return tuple(shapes)


_Box = tuple[float, float, float, float]


@lru_cache(1)
def _countries() -> list[tuple[str, list[tuple[list[Point], _Box]]]]:
    data = json.loads(_FILE.read_text("utf-8"))
    arcs = [_decode(arc, data["unit"]) for arc in data["arcs"]]
    return [
        (name, [(ring, _box(ring)) for ring in (_unwrap(_walk(numbers, arcs)) for numbers in rings)])
        for name, rings in data["countries"]
    ]


def _decode(steps: Sequence[int], unit: float) -> list[Point]:
    points, x, y = [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * unit, y * unit))
    return points


def _walk(numbers: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """A ring of arcs; the complement of a number is that arc walked backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _unwrap(ring: list[Point]) -> list[Point]:
    """A ring that goes on beyond 180° where it would leap to -180°; one around the pole is closed along it."""
    turned, turn, before = [], 0, ring[0][0]
    for longitude, latitude in ring:
        if abs(longitude - before) > 180:
            turn += 360 if longitude < before else -360
        before = longitude
        turned.append((longitude + turn, latitude))
    if turn:
        turned += [(turned[-1][0], -90.0), (turned[0][0], -90.0), turned[0]]
    return turned


def _shift(ring: list[Point], turn: int) -> list[Point]:
    return [(longitude + turn, latitude) for longitude, latitude in ring] if turn else ring


def _box(ring: Sequence[Point]) -> _Box:
    longitudes, latitudes = zip(*ring, strict=True)
    return (min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _meets(box: _Box, window: Window) -> bool:
    west, south, east, north = box
    return west < window.east and east > window.west and south < window.north and north > window.south


def _clip(ring: list[Point], window: Window) -> list[Point]:
    """The part of a ring in the window and a little around it, so that the cut doesn't show (Sutherland, Hodgman)."""
    rim_x, rim_y = (window.east - window.west) * 0.02, (window.north - window.south) * 0.02
    ring = _clip_side(ring, lambda p: p[0] - (window.west - rim_x))
    ring = _clip_side(ring, lambda p: window.east + rim_x - p[0])
    ring = _clip_side(ring, lambda p: p[1] - (window.south - rim_y))
    return _clip_side(ring, lambda p: window.north + rim_y - p[1])


def _clip_side(ring: list[Point], inside: Callable[[Point], float]) -> list[Point]:
    """The part of a ring on one side of a line; `inside` is the distance from it, below 0 beyond."""
    clipped: list[Point] = []
    for before, point in zip([*ring[-1:], *ring], ring, strict=False):
        a, b = inside(before), inside(point)
        if (a < 0) != (b < 0):
            share = a / (a - b)
            clipped.append((before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share))
        if b >= 0:
            clipped.append(point)
    return clipped


def _thin(points: list[Point]) -> list[Point]:
    """Without the points that a step of less than a unit leads to: on a map of the world most of them."""
    kept: list[Point] = []
    for point in points:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1:
            kept.append(point)
    return kept


def _steps(ring: Sequence[Point]) -> str:
    """The points as steps of whole units, each written once."""
    rounded = [(round(x), round(y)) for x, y in ring]
    steps = [f"{c - a},{d - b}" for (a, b), (c, d) in pairwise(rounded)]
    return f"{rounded[0][0]},{rounded[0][1]}l{' '.join(steps)}"


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(_crosses(ring))) / 2


def _crosses(ring: Sequence[Point]) -> list[float]:
    following = [*ring[1:], ring[0]]
    return [x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)]


def _centre(ring: Sequence[Point]) -> Point:
    crosses = _crosses(ring)
    total = sum(crosses) * 3
    if not total:
        return ring[0]
    following = [*ring[1:], ring[0]]
    x = sum((p[0] + q[0]) * c for p, q, c in zip(ring, following, crosses, strict=True)) / total
    y = sum((p[1] + q[1]) * c for p, q, c in zip(ring, following, crosses, strict=True)) / total
    return (round(x, 1), round(y, 1))
