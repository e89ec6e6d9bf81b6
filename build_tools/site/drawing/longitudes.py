"""Longitudes on the circle that they are: 179° and -179° are two degrees apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise


def narrowest_arc(longitudes: Iterable[float]) -> tuple[float, float]:
    """West and east of the smallest part of the circle that holds all of some longitudes.

    West is from -180 to below 180, and east is beyond 180 where the part reaches over it. Of two such parts, the one
    that doesn't.
    """
    ordered = sorted({_in_range(longitude) for longitude in longitudes})
    arc, widest = (ordered[0], ordered[-1]), ordered[0] + 360 - ordered[-1]
    for before, after in pairwise(ordered):
        if after - before > widest:
            arc, widest = (after, before + 360), after - before
    return arc


def turned_to(longitude: float, middle: float) -> float:
    """The same longitude, with as many turns more or less as bring it nearest to `middle`."""
    return longitude + 360 * math.floor((middle - longitude) / 360 + 0.5)


def distance(first: float, second: float) -> float:
    """Degrees between two longitudes, the shorter way round."""
    return abs(turned_to(first, second) - second)


def _in_range(longitude: float) -> float:
    """From -180 to below 180; unchanged where it is so already, since arithmetic would round it."""
    return longitude if -180 <= longitude < 180 else (longitude + 180) % 360 - 180
