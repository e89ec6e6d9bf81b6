"""From words that someone names to their place, and from a place to the selector that names it for good.

Offsets count code points of a block's text; spans are half-open, `[start, end)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.anchoring.edited import suggest
from build_tools.anchoring.exact import find_exact
from build_tools.core.model import Block

_MOST_WORDS = 40
"""Of context that are tried; where that isn't enough, a text repeats itself and all of it is taken."""
_NEAR = 5
"""Near places that are offered at most."""


class Selector(NamedTuple):
    """What names a span: W3C's TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Candidate(NamedTuple):
    """A place that may be meant."""

    block: Block
    start: int
    end: int
    score: float = 1.0
    """How well it agrees with the words asked for: 0 to 1."""


def find_candidates(blocks: Sequence[Block], quote: str, paragraph: int | None = None) -> tuple[Candidate, ...]:
    """The places of a quote in the numbered paragraphs, or in one of them, in order.

    Where there is none, the nearest ones, the best first, each with a score below 1; none where nothing comes near.
    """
    wanted = [b for b in blocks if b.paragraph is not None and paragraph in {None, b.paragraph}]
    found = [Candidate(b, a.start, a.end) for b in wanted for a in find_exact(b.text, quote)]
    if found:
        return tuple(found)
    near = [Candidate(b, a.start, a.end, min(a.score, 0.99)) for b in wanted if (a := suggest(b.text, quote))]
    return tuple(sorted(near, key=lambda c: (-c.score, c.block.number))[:_NEAR])


def runs_over(blocks: Sequence[Block], quote: str) -> bool:
    """Whether the words stand in the text, but begin in one paragraph and end in another."""
    texts = [b.text for b in blocks if b.paragraph is not None]
    return bool(find_exact("\n".join(texts), quote)) and not any(find_exact(text, quote) for text in texts)


def occurs_in(blocks: Sequence[Block], quote: str) -> bool:
    """Whether the words stand in one of the blocks."""
    return any(find_exact(b.text, quote) for b in blocks)


def select(text: str, start: int, end: int) -> Selector:
    """The selector of a span, white space at its ends left out: with just enough context to be the only one there."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    exact = text[start:end]
    for prefix, suffix in _contexts(text, start, end):
        found = find_exact(text, exact, prefix, suffix)
        if len(found) == 1 and found[0].start == start:
            return Selector(exact, prefix, suffix)
    return Selector(exact, text[:start], text[end:])


def _contexts(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Pairs of prefix and suffix, the shortest first: whole words, before or after or both."""
    yield "", ""
    before = [m.start() for m in re.finditer(r"\S+", text[:start])]
    after = [end + m.end() for m in re.finditer(r"\S+", text[end:])]
    for count in range(1, min(max(len(before), len(after)), _MOST_WORDS) + 1):
        prefix = text[before[-min(count, len(before))] : start] if before else ""
        suffix = text[end : after[min(count, len(after)) - 1]] if after else ""
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix
