"""The result of converting a text from another format."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of an article, without its title."""

    path: str
    """The converted file, as it was named."""
    lines: tuple[str, ...]
    """Its lines before the conversion."""
    text: str
    """The text in the Markdown of source texts."""
    problems: tuple[Problem, ...] = ()
    """What source texts can't have; the places are those in the converted file."""
    turned: int = 0
    """Number of headings that were rewritten in the form of source texts."""
