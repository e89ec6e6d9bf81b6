"""Quotes of texts, and the texts edited: cases for re-anchoring, made from what lies on every machine.

A case is fair where a person who has both texts could tell the answer: at least half of the quote's words are still
there in their order, or none is. What lies between is not asked. Nor is a quote asked for that was removed and still
stands elsewhere; where only something much like it does (the next clause of a licence), the case says so.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path
from pydoc_data.topics import topics

from rapidfuzz import fuzz

Span = tuple[int, int]

RATES = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2)
"""Shares of the words that are edited."""
LENGTHS = ((1, 1), (2, 3), (4, 10), (11, 25), (26, 60), (61, 150))
"""Words in a quote, from and to."""
CONTEXTS = (32, 32, 32, 32, 16, 64)
"""Code points of prefix and suffix; most tools record 32."""
STYLES = (
    ("replace", "delete", "insert", "typo", "swap"),
    ("replace", "delete", "insert"),
    ("replace",),
    ("typo",),
    ("rephrase", "rephrase", "delete"),
)
"""What an editor does to a word; a style is drawn for each case."""
MANNERS = ("quote", "quote", "sentence", "passage", "rewritten")
"""What is removed where a quote is gone: itself, the sentences it touches, more than its contexts, or all but the
room it took, where other words now stand."""
RESEMBLANCE = 70
"""Of 100: from there on two passages are much alike. Those that have nothing in common stay below 60."""


@dataclass(frozen=True, slots=True)
class Case:
    document: int
    text: str
    """The edited text."""
    exact: str
    prefix: str
    suffix: str
    hint: int | None
    """Where the quote began in the text as it was."""
    span: Span | None
    """Where the quote is now; None where its words were removed."""
    rate: float
    words: int
    """Of the quote."""
    manner: str
    """One of MANNERS where the quote is gone, else ""."""
    resembled: bool
    """Whether it is gone, and something much like it stands elsewhere."""


@dataclass(slots=True)
class Token:
    """A run of what isn't white space, and the white space after it."""

    word: str
    space: str
    origin: int
    """Number of the token in the unedited text; -1 for an inserted one."""
    intact: bool = True
    """Whether it is as it was, or nearly."""


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    tokens: list[Token] = field(init=False)
    starts: list[int] = field(init=False)
    """Offset of each token, and the text's length."""

    def __post_init__(self) -> None:
        found = list(re.finditer(r"(\S+)(\s*)", self.text))
        object.__setattr__(self, "tokens", [Token(m[1], m[2], number) for number, m in enumerate(found)])
        object.__setattr__(self, "starts", [*(m.start() for m in found), len(self.text)])


def documents() -> list[Document]:
    """English prose of 1 to 100 kB: manuals, licences, descriptions of packages, made-up sentences.

    The same wherever the same packages are installed; READER_ORIGINALS may name a folder with more.
    """
    texts = [topics[name] for name in sorted(topics)]
    packages = {d.name: d.metadata.get_payload() for d in distributions() if d.name != "annotated-reader"}
    texts += [str(packages[name]) for name in sorted(packages)]
    for folder in ("/usr/share/common-licenses", os.environ.get("READER_ORIGINALS") or "/nonexistent"):
        texts += [path.read_text("utf-8", "replace") for path in sorted(Path(folder).glob("*")) if path.is_file()]
    texts += [synthetic(random.Random(seed), 2_000 * 2**seed) for seed in range(6)]
    return [Document(text) for text in dict.fromkeys(map(str.strip, texts)) if _is_prose(text)]


def _is_prose(text: str) -> bool:
    """Neither tables nor code: nine in ten characters are letters or single spaces."""
    return 1_000 <= len(text) <= 100_000 and sum(map(str.isalpha, text)) + text.count(" ") > 0.9 * len(text)


_SYLLABLES = [
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


def synthetic(rng: random.Random, length: int) -> str:
    """Sentences of made-up words, whose frequencies fall as those of a language do."""
    words = ["".join(rng.choices(_SYLLABLES, k=1 + int(rank**0.25))) for rank in range(3_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    pieces: list[str] = []
    while length > 0:
        sentence = " ".join(rng.choices(words, weights, k=rng.randint(4, 30))).capitalize() + rng.choice("....?")
        sentence += rng.choice(["\n\n", " ", " ", " "])
        length -= len(sentence)
        pieces.append(sentence)
    return "".join(pieces)


def edited(rng: random.Random, tokens: Sequence[Token], rate: float, style: Sequence[str]) -> Iterator[Token]:
    """The tokens, `rate` of them edited."""
    held: list[Token] = []
    skipped = 0
    if "rephrase" in style:
        rate /= 1.5  # one of these edits several words
    for token in tokens:
        if skipped:
            skipped -= 1
            continue
        operation = rng.choice(style) if rng.random() < rate else ""
        if operation == "swap" and not held:
            held = [token]
            continue
        if operation == "rephrase":  # some words for as many others, so that edits come in heaps
            skipped = rng.randint(1, 4) if rng.random() < 0.4 else 0
            yield from (Token(rng.choice(tokens).word, " ", -1) for _ in range(skipped))
        yield from _edit(rng, token, operation, tokens)
        yield from held
        held = []
    yield from held


def _edit(rng: random.Random, token: Token, operation: str, tokens: Sequence[Token]) -> Iterator[Token]:
    if operation in {"replace", "rephrase"}:
        yield Token(rng.choice(tokens).word, token.space, token.origin, intact=False)
    elif operation == "typo":
        yield Token(misspelt(rng, token.word), token.space, token.origin, intact=len(token.word) > 3)
    elif operation != "delete":
        yield token
    if operation == "insert":
        yield Token(rng.choice(tokens).word, token.space, -1)


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


def make_cases(count: int, seed: int, texts: Sequence[Document] | None = None) -> list[Case]:
    """`count` cases, a third of them of quotes that are gone."""
    rng = random.Random(seed)
    texts = texts or documents()
    cases: list[Case] = []
    while len(cases) < count:
        number = rng.randrange(len(texts))
        manner = rng.choice(MANNERS) if rng.random() < 1 / 3 else ""
        case = make_case(rng, number, texts[number], manner)
        if case is not None:
            cases.append(case)
    return cases


def make_case(rng: random.Random, number: int, document: Document, manner: str) -> Case | None:
    """A quote, and the text edited; None where the document is too short, or the answer cannot be told."""
    words = rng.randint(*rng.choice(LENGTHS))
    tokens, starts = document.tokens, document.starts
    if words * 3 > len(tokens):
        return None
    first = rng.randrange(len(tokens) - words)
    last = first + words
    start, end = _bounds(rng, document, first, last)
    if start >= end:
        return None
    rate, style = rng.choice(RATES), rng.choice(STYLES)
    kept = _without(rng, document, first, last, manner) if manner else _without_another(rng, tokens, first, last)
    text, span, intact = _join(edited(rng, kept, rate, style), first, last)
    if not manner:
        span = (span[0] + start - starts[first], span[1] - (starts[last - 1] + len(tokens[last - 1].word) - end))
        if intact * 2 < words or span[0] >= span[1]:
            return None
    elif _stands_elsewhere(text, document.text, start, end):
        return None
    context = rng.choice(CONTEXTS)
    hint = start if rng.random() < 0.5 else None
    around = (document.text[max(start - context, 0) : start], document.text[end : end + context])
    found = None if manner else span
    exact = document.text[start:end]
    resembled = found is None and len(exact) > 30 and fuzz.partial_ratio(exact, text) > RESEMBLANCE
    return Case(number, text, exact, *around, hint, found, rate, words, manner, resembled)


def _stands_elsewhere(text: str, original: str, start: int, end: int) -> bool:
    """Whether a quote that was removed is still in the text with something of its contexts, so that none could tell.

    Of more than a few words the bare quote is enough.
    """
    exact = _plain(original[start:end])
    if len(exact) > 30:
        return exact in _plain(text)
    return _plain(original[max(start - 8, 0) : end]) in _plain(text) or _plain(original[start : end + 8]) in _plain(
        text
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _bounds(rng: random.Random, document: Document, first: int, last: int) -> Span:
    """Begin and end of a quote of these tokens: as they are, or without the signs at its ends, or cut in a word."""
    start, end = document.starts[first], document.starts[last - 1] + len(document.tokens[last - 1].word)
    how = rng.random()
    if how < 0.4:
        exact = document.text[start:end]
        start += len(exact) - len(exact.lstrip(".,;:()[]{}\"'`*_-"))
        end -= len(exact) - len(exact.rstrip(".,;:()[]{}\"'`*_-"))
    elif how < 0.5 and last - first > 2:
        end -= rng.randrange(len(document.tokens[last - 1].word))
    return start, end


def _without(rng: random.Random, document: Document, first: int, last: int, manner: str) -> list[Token]:
    """The tokens with those of the quote removed, and what else the manner says."""
    tokens = document.tokens
    if manner == "rewritten":
        other = rng.randrange(len(tokens) - (last - first))
        if not (last <= other or other + last - first <= first):
            other = 0 if first >= last - first else last
        strange = tokens[other : other + last - first]
        return [*tokens[:first], *(Token(t.word, t.space, -1) for t in strange), *tokens[last:]]
    if manner == "sentence":
        while first > 0 and not tokens[first - 1].word.endswith((".", "?", "!", ":")):
            first -= 1
        while last < len(tokens) and not tokens[last - 1].word.endswith((".", "?", "!", ":")):
            last += 1
    elif manner == "passage":
        first, last = max(first - rng.randint(8, 60), 0), last + rng.randint(8, 60)
    return [*tokens[:first], *tokens[last:]]


def _without_another(rng: random.Random, tokens: list[Token], first: int, last: int) -> list[Token]:
    """The tokens, of every second text without a passage that has nothing to do with the quote."""
    length = rng.randint(20, 200)
    if rng.random() < 0.5 or first < length + 20:
        return tokens
    begin = rng.randrange(first - length - 10)
    return [*tokens[:begin], *tokens[begin + length :]]


def _join(tokens: Iterator[Token], first: int, last: int) -> tuple[str, Span, int]:
    """The text, where in it the words of the quote stand, and how many of them are intact."""
    pieces: list[str] = []
    at, intact = 0, 0
    span: Span = (0, 0)
    for token in tokens:
        if first <= token.origin < last:
            span = (span[0] if span[1] else at, at + len(token.word))
            intact += token.intact
        pieces += (token.word, token.space)
        at += len(token.word) + len(token.space)
    return "".join(pieces), span, intact
