"""How often `reanchor` finds a quote again in an edited text, beside what one would take from the shelf.

python -m tests.bench.anchoring [CASES [SEED]]

The documents are English texts that lie on this machine; READER_ORIGINALS may name a folder with more.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics

from rapidfuzz import fuzz

from build_tools.anchoring import reanchor

Span = tuple[int, int]
Finder = Callable[["Case"], Span | None]

CONTEXT = 32
"""Code points of prefix and suffix, as annotation tools record them."""
OVERLAP = 0.5
"""Of the spans' union: from there on a place counts as the right one."""
RATES = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2)
"""Shares of the words that are edited."""
LENGTHS = ((1, 1), (2, 3), (4, 10), (11, 25), (26, 60), (61, 150))
"""Words in a quote, from and to."""


@dataclass(frozen=True, slots=True)
class Case:
    document: int
    text: str
    """The edited text."""
    exact: str
    prefix: str
    suffix: str
    hint: int | None
    span: Span | None
    """Where the quote is now; None where its words were removed."""
    rate: float
    words: int
    """Of the quote."""


def documents() -> list[str]:
    """English texts of 1 kB to 100 kB, most of them a manual's or a lawyer's; the same on every run on a machine."""
    found = [topics[name] for name in sorted(topics)]
    folders = [Path("/usr/share/common-licenses"), Path(os.environ.get("READER_ORIGINALS", "/nonexistent"))]
    for folder in folders:
        found += [path.read_text("utf-8", "replace") for path in sorted(folder.glob("*")) if path.is_file()]
    found += [synthetic(random.Random(seed), 2_000 * 2**seed) for seed in range(6)]
    return [text for text in dict.fromkeys(text.strip() for text in found) if 1_000 <= len(text) <= 100_000]


def synthetic(rng: random.Random, length: int) -> str:
    """Sentences of made-up words, whose frequencies fall as those of a language do."""
    syllables = [
        "ka",
        "lo",
        "mi",
        "ra",
        "te",
        "su",
        "ven",
        "dor",
        "pil",
        "ma",
        "ne",
        "tor",
        "sa",
        "li",
        "qu",
        "en",
        "ar",
        "is",
        "on",
        "eth",
    ]
    words = ["".join(rng.choices(syllables, k=1 + int(rank**0.25))) for rank in range(3_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    pieces: list[str] = []
    while length > 0:
        sentence = " ".join(rng.choices(words, weights, k=rng.randint(4, 30))).capitalize() + rng.choice("....?")
        sentence += rng.choice(["\n\n", " ", " ", " "])
        length -= len(sentence)
        pieces.append(sentence)
    return "".join(pieces)


@dataclass(slots=True)
class Token:
    """A run of what isn't white space, and the white space after it."""

    word: str
    space: str
    origin: int
    """Number of the token in the unedited text; -1 for an inserted one."""
    intact: bool = True
    """Whether it is as it was, or nearly."""


def tokens_of(text: str) -> list[Token]:
    return [Token(m[1], m[2], number) for number, m in enumerate(re.finditer(r"(\S+)(\s*)", text))]


def edited(rng: random.Random, tokens: Sequence[Token], rate: float) -> Iterator[Token]:
    """The tokens with `rate` of them replaced, removed, added to, misspelt or moved by one."""
    held: Token | None = None
    for token in tokens:
        operation = rng.choice(["replace", "delete", "insert", "typo", "swap"]) if rng.random() < rate else ""
        if operation == "delete":
            continue
        if operation == "replace":
            yield Token(rng.choice(tokens).word, token.space, token.origin, intact=False)
        elif operation == "typo":
            yield Token(misspelt(rng, token.word), token.space, token.origin, intact=len(token.word) > 3)
        elif operation == "swap" and held is None:
            held = token
            continue
        else:
            yield token
            if operation == "insert":
                yield Token(rng.choice(tokens).word, token.space, -1)
        if held is not None:
            yield held
            held = None
    if held is not None:
        yield held


def misspelt(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        [
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :] or letter,
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
    )


def make_case(rng: random.Random, number: int, text: str, tokens: Sequence[Token], *, gone: bool) -> Case | None:
    """A quote of the text, and the text edited; None where it cannot be told whether the quote is still there."""
    shortest, longest = rng.choice(LENGTHS)
    words = rng.randint(shortest, longest)
    if words * 3 > len(tokens):
        return None
    first = rng.randrange(len(tokens) - words)
    last = first + words
    start = sum(len(t.word) + len(t.space) for t in tokens[:first])
    length = sum(len(t.word) + len(t.space) for t in tokens[first:last]) - len(tokens[last - 1].space)
    exact = text[start : start + length]
    rate = rng.choice(RATES)
    kept = [*tokens[:first], *tokens[last:]] if gone else tokens
    pieces: list[str] = []
    at, intact, span = 0, 0, [-1, -1]
    for token in edited(rng, kept, rate):
        if first <= token.origin < last:
            span = [at if span[0] < 0 else span[0], at + len(token.word)]
            intact += token.intact
        pieces += (token.word, token.space)
        at += len(token.word) + len(token.space)
    if not gone and intact * 2 < words:
        return None
    return Case(
        number,
        "".join(pieces),
        exact,
        text[max(start - CONTEXT, 0) : start],
        text[start + length : start + length + CONTEXT],
        start,
        None if gone else (span[0], span[1]),
        rate,
        words,
    )


def make_cases(count: int, seed: int, texts: Sequence[str] | None = None) -> list[Case]:
    """`count` cases, a third of them of quotes that are gone."""
    rng = random.Random(seed)
    texts = texts or documents()
    tokens = [tokens_of(text) for text in texts]
    cases: list[Case] = []
    while len(cases) < count:
        number = rng.randrange(len(texts))
        case = make_case(rng, number, texts[number], tokens[number], gone=rng.random() < 1 / 3)
        if case is not None:
            cases.append(case)
    return cases


def overlap(one: Span, other: Span) -> float:
    """Intersection over union."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def verdict(case: Case, found: Span | None) -> str:
    """One of found, lost, misplaced; kept out, put somewhere."""
    if case.span is None:
        return "kept out" if found is None else "put somewhere"
    if found is None:
        return "lost"
    return "found" if overlap(case.span, found) >= OVERLAP else "misplaced"


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    cases: int
    found: float
    """Share of the quotes that are still there."""
    kept_out: float
    """Share of those that are gone."""
    misplaced: float
    """Share of all cases."""
    milliseconds: float

    def __str__(self) -> str:
        return (
            f"{self.title:<44}{self.cases:>7}{self.found:>9.2%}{self.kept_out:>10.2%}"
            f"{self.misplaced:>11.2%}{self.milliseconds:>9.3f}"
        )


def measure(title: str, cases: Iterable[Case], finder: Finder) -> Row:
    counts: Counter[str] = Counter()
    seconds = 0.0
    for case in cases:
        begun = time.thread_time()
        found = finder(case)
        seconds += time.thread_time() - begun
        counts[verdict(case, found)] += 1
    there = counts["found"] + counts["lost"] + counts["misplaced"]
    gone = counts["kept out"] + counts["put somewhere"]
    return Row(
        title,
        there + gone,
        counts["found"] / max(there, 1),
        counts["kept out"] / max(gone, 1),
        (counts["misplaced"] + counts["put somewhere"]) / max(there + gone, 1),
        1000 * seconds / max(there + gone, 1),
    )


def ours(case: Case) -> Span | None:
    anchor = reanchor(case.text, case.exact, case.prefix, case.suffix, case.hint)
    return anchor and (anchor.start, anchor.end)


def without_hint(case: Case) -> Span | None:
    anchor = reanchor(case.text, case.exact, case.prefix, case.suffix)
    return anchor and (anchor.start, anchor.end)


def without_context(case: Case) -> Span | None:
    anchor = reanchor(case.text, case.exact, hint=case.hint)
    return anchor and (anchor.start, anchor.end)


def baseline(case: Case) -> Span | None:
    """What a user would pick from RapidFuzz's shelf."""
    found = fuzz.partial_ratio_alignment(case.exact, case.text)
    return found and (found.dest_start, found.dest_end)


def run(count: int = 3_000, seed: int = 1) -> list[Row]:
    """The table: ours on all cases and on parts of them, then the baseline."""
    cases = make_cases(count, seed)
    rows = [measure("reanchor", cases, ours), measure("  without a hint", cases, without_hint)]
    # Of a short quote that is gone, the same words may stand elsewhere; without context these are as good.
    longer = [case for case in cases if case.words > 10]
    rows.append(measure("  without context, more than 10 words", longer, without_context))
    rows += (measure(f"  {rate:.0%} of the words edited", [c for c in cases if c.rate == rate], ours) for rate in RATES)
    for low, high in LENGTHS:
        part = [c for c in cases if low <= c.words <= high]
        rows.append(measure(f"  quotes of {low} to {high} words", part, ours))
    rows.append(measure("partial_ratio_alignment, no floor", cases[:300], baseline))
    return rows


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:]]
    print(f"{'':<44}{'cases':>7}{'found':>9}{'kept out':>10}{'misplaced':>11}{'ms':>9}")
    for row in run(*numbers):
        print(row)


if __name__ == "__main__":
    main()
