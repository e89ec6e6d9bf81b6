"""Labels beside dots: where to put each so that none lies on another, on a dot or over the edge."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

_NARROW, _CAPITAL, _WIDE = 0.55, 0.68, 1.05
"""Widths of characters in a sans-serif type, of its size; a little more than they are."""
_SHORTEST = 4
"""Characters that are shown in any case."""
_RINGS = (1.0, 2.4, 4.0, 6.0, 9.0, 13.0)
"""Distances tried, of the type's size; beyond the first a line leads from the dot to the label."""
_APART = 0.4
"""Distance that a label keeps from the dots of others, of the type's size: it must not seem to be theirs."""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """Where a dot's text is."""

    x: float
    """Of its anchor."""
    y: float
    """Of its base line."""
    anchor: str
    """SVG's `text-anchor`: start, middle or end."""
    leader: bool
    """Whether it is so far away that a line must lead to it."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def lies_in(self, other: _Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _around(dot: Dot, margin: float) -> _Box:
    reach = dot.radius + margin
    return _Box(dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach)


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in the units of `size`."""
    return sum(map(_character_width, text)) * size


def _character_width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() or character in "mwMW—" else _NARROW


def shorten(text: str, room: float, size: float) -> str:
    """The text, cut at its end where it is wider than `room`; as far as it isn't shown, it isn't looked at."""
    width, kept = 0.0, 0
    for number, character in enumerate(text, 1):
        width += _character_width(character) * size
        if width + text_width("…", size) <= room:
            kept = number
        if width > room and len(text) > _SHORTEST:
            return text[: max(kept, _SHORTEST - 1)].rstrip() + "…"
    return text


def place_labels(dots: Sequence[Dot], width: float, height: float, size: float) -> list[Label | None]:
    """A label for each dot, the first ones served first; None where there is no room.

    Tries the sides, then the corners, then farther away: at most 48 places a dot, each compared with the taken ones.
    """
    frame = _Box(2, 2, width - 2, height - 2)
    discs = [_around(dot, size * _APART) for dot in dots]
    taken: list[_Box] = []
    labels: list[Label | None] = []
    for index, dot in enumerate(dots):
        others = [disc for other, disc in enumerate(discs) if other != index] + [_around(dot, 0)]
        for label in _candidates(dot, size):
            box = _box_of(label, dot.text, size)
            if box.lies_in(frame) and not any(box.meets(other) for other in (*taken, *others)):
                taken.append(box)
                labels.append(label)
                break
        else:
            labels.append(None)
    return labels


def _candidates(dot: Dot, size: float) -> Iterator[Label]:
    for ring in _RINGS:
        distance = dot.radius + size * 0.35 * ring
        for eighth in (0, 4, 6, 2, 7, 1, 5, 3):  # right, left, above, below, then the corners
            dx, dy = cos(eighth * pi / 4), sin(eighth * pi / 4)
            anchor = "start" if dx > 0.1 else "end" if dx < -0.1 else "middle"
            drop = size * (0.35 + 0.45 * dy)
            yield Label(
                round(dot.x + dx * distance, 1), round(dot.y + dy * distance + drop, 1), anchor, ring > _RINGS[0]
            )


def _box_of(label: Label, text: str, size: float) -> _Box:
    width = text_width(text, size)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return _Box(left - 1, label.y - size * 0.85, left + width + 1, label.y + size * 0.3)
