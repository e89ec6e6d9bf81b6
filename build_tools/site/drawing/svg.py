"""Inline SVG: a figure with a title and a description, and dots that are links with labels.

Colours come from the page's style sheet, so that a drawing follows light and dark. A figure is raw HTML in the
Markdown, whose links MkDocs leaves as they are: they lead to pages as built.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.site.drawing.labels import Dot, Label


@dataclass(frozen=True, slots=True)
class Marked:
    """A dot that leads somewhere."""

    dot: Dot
    href: str
    """Of the page as built."""
    title: str
    """What is shown where the pointer rests, and read out."""


def svg(identifier: str, width: float, height: float, title: str, description: str, inner: Sequence[str]) -> str:
    """One drawing. Not `role="img"`: that would hide its links from a screen reader."""
    named = f'role="group" aria-labelledby="{identifier}-title" aria-describedby="{identifier}-desc"'
    return "\n".join(
        [
            f'<svg id="{identifier}" viewBox="0 0 {width:g} {height:g}" {named}>',
            f'<title id="{identifier}-title">{html.escape(title)}</title>',
            f'<desc id="{identifier}-desc">{html.escape(description)}</desc>',
            *inner,
            "</svg>",
        ]
    )


def figure(classes: str, drawings: Sequence[str], caption: str) -> str:
    """A figure of one or more drawings of the same thing, of which the style sheet shows the one that fits."""
    return "\n".join(
        [f'<figure class="{classes}">', *drawings, f"<figcaption>{html.escape(caption)}</figcaption>", "</figure>"]
    )


def marked_dot(marked: Marked, label: Label | None, size: float) -> str:
    """A dot with its label, both one link."""
    dot = marked.dot
    pieces = [f'<a href="{html.escape(marked.href)}">', f"<title>{html.escape(marked.title)}</title>"]
    if label and label.leader:
        pieces.append(f'<path class="leader" d="M{dot.x:g} {dot.y:g}L{label.x:g} {label.y - size * 0.3:g}"/>')
    pieces.append(f'<circle class="dot" cx="{dot.x:g}" cy="{dot.y:g}" r="{dot.radius:g}"/>')
    if label:
        pieces.append(
            f'<text x="{label.x:g}" y="{label.y:g}" font-size="{size:g}" text-anchor="{label.anchor}">'
            f"{html.escape(dot.text)}</text>"
        )
    return "".join([*pieces, "</a>"])
