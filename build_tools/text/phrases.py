"""Lists in English words."""

from __future__ import annotations

from collections.abc import Sequence


def join_words(words: Sequence[str], conjunction: str = "and") -> str:
    """`a, b and c`."""
    return f" {conjunction} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def join_some(words: Sequence[str], most: int) -> str:
    """The same; of more than `most` the first ones, and how many others there are."""
    return join_words(words if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1:,} others"])
