"""Find the places of some words, and make the selector that names a place.

Offsets count code points of a block's text; spans are half-open, `[start, end)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from build_tools.anchoring.edited import suggest
from build_tools.anchoring.exact import find_exact
from build_tools.core.model import Block

_MOST_WORDS = 40
"""Contexts of up to this many words are tried; if none is enough, the text repeats itself, and all of it is used."""
_NEAR = 5
"""At most this many similar places are offered."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Names a span of text, as W3C's TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible place of some words."""

    block: Block
    start: int
    end: int
    score: float = 1.0
    """How well it agrees with the words: 0 to 1."""


def find_candidates(blocks: Sequence[Block], quote: str, paragraph: int | None = None) -> tuple[Candidate, ...]:
    """The places of a quote in the numbered paragraphs, or in one of them, in order.

    If there are none, similar places, the best first, each with a score below 1. Empty if nothing is similar.
    """
    wanted = [b for b in blocks if b.paragraph is not None and paragraph in {None, b.paragraph}]
    found = [Candidate(b, a.start, a.end) for b in wanted for a in find_exact(b.text, quote)]
    if found:
        return tuple(found)
    near = [Candidate(b, a.start, a.end, min(a.score, 0.99)) for b in wanted if (a := suggest(b.text, quote))]
    return tuple(sorted(near, key=lambda c: (-c.score, c.block.number))[:_NEAR])


def runs_over(blocks: Sequence[Block], quote: str) -> int | None:
    """Number of the paragraph in which the words begin, if they end in another one and no paragraph has them."""
    numbered = [b for b in blocks if b.paragraph is not None]
    found = find_exact("\n".join(b.text for b in numbered), quote)
    if not found or occurs_in(numbered, quote):
        return None
    ends = accumulate(len(b.text) + 1 for b in numbered)
    return next((b.paragraph for b, end in zip(numbered, ends, strict=True) if found[0].start < end), None)


def occurs_in(blocks: Sequence[Block], quote: str) -> bool:
    """Whether the words are in one of the blocks."""
    return any(find_exact(b.text, quote) for b in blocks)


def select(text: str, start: int, end: int) -> Selector:
    """The selector of a span, without white space at its ends, and with just enough context to match nothing else."""
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
    """(prefix, suffix) pairs of whole words, the shortest first: before, after, or both."""
    yield "", ""
    before = [m.start() for m in re.finditer(r"\S+", text[:start])]
    after = [end + m.end() for m in re.finditer(r"\S+", text[end:])]
    for count in range(1, min(max(len(before), len(after)), _MOST_WORDS) + 1):
        prefix = text[before[-min(count, len(before))] : start] if before else ""
        suffix = text[end : after[min(count, len(after)) - 1]] if after else ""
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix
