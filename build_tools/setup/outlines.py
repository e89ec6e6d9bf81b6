"""Natural Earth's outlines of countries -> build_tools/site/drawing/outlines.json, what the map is drawn from.

Natural Earth is in the public domain; npm's `world-atlas` (ISC licence) holds it as TopoJSON:

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m build_tools.setup.outlines package/countries-50m.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from math import hypot
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "site" / "drawing" / "outlines.json"
TOLERANCE = 1.2
"""How far a line may be moved, in units."""
UNIT = 0.02
"""Degrees."""
LEAST = 40.0
"""Square units below which an island is left out, unless it is all that a country has."""
UNNAMED = frozenset({"N. Cyprus", "Somaliland", "Siachen Glacier"})
"""Drawn, as the source has them, but not called by a name that few states give them."""

Point = tuple[int, int]


def main(source: str) -> None:
    topology = json.loads(Path(source).read_text("utf-8"))
    arcs = [simplify(list(_decode(arc, topology["transform"]))) for arc in topology["arcs"]]
    shapes = [
        (_name(country), _keep(_rings(country), arcs))
        for country in topology["objects"]["countries"]["geometries"]
        if country.get("type")
    ]
    shapes = sorted((name, rings) for name, rings in shapes if rings)
    used = sorted({_index(arc) for _, rings in shapes for ring in rings for arc in ring})
    renumbered = {old: new for new, old in enumerate(used)}
    data = {
        "about": "Countries of Natural Earth (public domain), simplified; made by build_tools/setup/outlines.py.",
        "unit": UNIT,
        "arcs": [_encode(arcs[old]) for old in used],
        "countries": [
            [name, [[renumbered[a] if a >= 0 else ~renumbered[~a] for a in ring] for ring in rings]]
            for name, rings in shapes
        ],
    }
    TARGET.write_text(_one_line_each(data), "utf-8")
    print(f"{TARGET.name}: {len(shapes)} countries, {len(used)} lines, {TARGET.stat().st_size:,} bytes")


def _name(country: dict[str, Any]) -> str:
    name: str = country["properties"]["name"]
    return "" if name in UNNAMED else name


def _index(arc: int) -> int:
    """TopoJSON writes an arc that is walked backwards as the complement of its number."""
    return arc if arc >= 0 else ~arc


def _rings(country: dict[str, Any]) -> list[list[int]]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def _keep(rings: list[list[int]], arcs: list[list[Point]]) -> list[list[int]]:
    sized = [(_area(_walk(ring, arcs)), ring) for ring in rings]
    large = [ring for area, ring in sized if area >= LEAST]
    return large or [max(sized)[1]]


def _walk(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for a in ring for point in (arcs[a] if a >= 0 else reversed(arcs[~a]))]


def _area(points: list[Point]) -> float:
    following = points[1:] + points[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, following, strict=True))) / 2


def _decode(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        longitude = x * transform["scale"][0] + transform["translate"][0]
        latitude = y * transform["scale"][1] + transform["translate"][1]
        yield round(longitude / UNIT), round(latitude / UNIT)


def simplify(points: list[Point]) -> list[Point]:
    """The line by Douglas and Peucker; its ends stay, so that lines with a common end still have one."""
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            ((_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0, 0)
        )
        if far > TOLERANCE:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Of a point from the line through two others, or from the one where they are one."""
    (x, y), (a, b), (c, d) = point, start, end
    length = hypot(c - a, d - b)
    if not length:
        return hypot(x - a, y - b)
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length


def _encode(points: list[Point]) -> list[int]:
    """The first point, then the steps."""
    flat, x, y = [], 0, 0
    for u, v in points:
        flat += [u - x, v - y]
        x, y = u, v
    return flat


def _one_line_each(data: dict[str, Any]) -> str:
    """JSON with a line an arc and a country, so that a change of one is a line in the difference."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list):
            lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in value)
            parts.append(f'"{key}": [\n{lines}\n]')
        else:
            parts.append(f'"{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main(sys.argv[1])
