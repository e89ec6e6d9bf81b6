"""Where to put the nodes of a network: pulled together along its edges, pushed apart otherwise.

After Fruchterman and Reingold (1991), from a spiral instead of chance, so that the same network always looks the same.
Each round costs the square of the nodes: for some forty of them, a tenth of a second in all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt

_ROUNDS = 120
_PULL = 0.9
"""Towards the middle, so that what hangs together with nothing stays in the picture."""
_EVEN = 0.5
"""How far the places are spread evenly over the drawing at last, from 0, not at all, to 1."""
_GOLDEN = pi * (3 - sqrt(5))


def lay_out(count: int, edges: Mapping[tuple[int, int], float], aspect: float = 1.0) -> list[tuple[float, float]]:
    """(x, y) of each node, both from 0 to 1; `edges` weighs pairs of nodes, `aspect` is width by height of the drawing.

    Node 0 begins in the middle, so put the most important first.
    """
    x = [sqrt(i / max(count, 1)) * cos(i * _GOLDEN) * aspect for i in range(count)]
    y = [sqrt(i / max(count, 1)) * sin(i * _GOLDEN) for i in range(count)]
    ideal = sqrt(4 * aspect / max(count, 1)) * 0.8
    heaviest = max(edges.values(), default=1.0)
    for step in range(_ROUNDS):
        dx, dy = _push(x, y, ideal, aspect)
        for (a, b), weight in edges.items():
            _attract(a, b, x, y, dx, dy, ideal / (0.35 + 0.65 * sqrt(weight / heaviest)))
        heat = 0.25 * (1 - step / _ROUNDS) ** 1.5 + 0.002
        for i in range(count):
            length = hypot(dx[i], dy[i]) or 1.0
            x[i] += dx[i] / length * min(length, heat)
            y[i] += dy[i] / length * min(length, heat)
    return list(zip(_spread(x), _spread(y), strict=True))


def _push(x: Sequence[float], y: Sequence[float], ideal: float, aspect: float) -> tuple[list[float], list[float]]:
    dx, dy = [-_PULL * a / aspect for a in x], [-_PULL * b for b in y]
    square, reach = ideal * ideal, 12 * ideal * ideal
    for i, (here_x, here_y) in enumerate(zip(x, y, strict=True)):
        all_x = all_y = 0.0
        for j in range(i):
            a, b = here_x - x[j], here_y - y[j]
            distance = a * a + b * b
            if distance > reach:
                continue
            force = square / (distance if distance > 1e-4 else 1e-4)  # noqa: FURB136 (a hundred thousand times a layout)
            a *= force
            b *= force
            all_x += a
            all_y += b
            dx[j] -= a
            dy[j] -= b
        dx[i] += all_x
        dy[i] += all_y
    return dx, dy


def _attract(
    i: int, j: int, x: Sequence[float], y: Sequence[float], dx: list[float], dy: list[float], ideal: float
) -> None:
    a, b = x[i] - x[j], y[i] - y[j]
    force = hypot(a, b) / ideal
    dx[i] -= a * force
    dy[i] -= b * force
    dx[j] += a * force
    dy[j] += b * force


def _spread(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    low, high = min(values), max(values)
    if high == low:
        return [0.5] * len(values)
    rank = {index: at for at, index in enumerate(sorted(range(len(values)), key=lambda i: (values[i], i)))}
    last = max(len(values) - 1, 1)
    return [round((1 - _EVEN) * (v - low) / (high - low) + _EVEN * rank[i] / last, 4) for i, v in enumerate(values)]
