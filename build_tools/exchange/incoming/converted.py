"""What a text in another format becomes."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.core.problems import Problem


class Converted(NamedTuple):
    """The text of an article, without its title."""

    path: str
    """The file that was given, as it was named."""
    lines: tuple[str, ...]
    """What stands in it."""
    text: str
    """In the Markdown of source texts."""
    problems: tuple[Problem, ...] = ()
    """What can't be used of it, at its places there."""
    turned: int = 0
    """Headings that weren't written as source texts have them, and now are."""
