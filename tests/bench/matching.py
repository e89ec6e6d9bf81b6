"""How fast `Gazetteer.find` is beside the bare automaton on text that is folded already.

python -m tests.bench.matching [SEED]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from build_tools.text.fold import fold
from build_tools.text.matching import Gazetteer, Pattern

ENTITIES = 1_000
ALIASES = 3
ARTICLES = 40
ARTICLE_LENGTH = 8_000
"""Code points."""
WORDS_PER_MENTION = 15


def _words(text: str) -> list[str]:
    return text.split()


_ONSETS = _words("b d f g h j k kh l m n q r s sh t w z al gh tr br st dr")
_VOWELS = _words("a e i o u aa ou ei ā ī")
_CODAS = _words("b d f k l m n r s sh t z n d r") + [""] * 6
_KINDS = _words("Province Governorate Brigade Front Division Army Council Ministry Agreement River City")
_FIRST = _words("Hafez Bashar Ahmed Omar Maria Sergei Vladimir Ali Hassan Anna John Abu Rex Staffan Riyad Walid")
_COMMON = _words(
    "the of and to in a that for on with as by from at it was is were had has its an be this which not their said "
    "would have been also who after more over against under into other than government forces rebels strikes air "
    "officials fighting city area control support opposition group talks ceasefire month year report according "
    "civilians armed offensive eastern northern southern military campaign regime announced began during several"
)
_ENDINGS = [""] * 14 + [",", ",", ".", ".", "’s", "'s", ";", ")"]


@dataclass(frozen=True, slots=True)
class Case:
    patterns: list[Pattern]
    articles: list[str]
    title: str


def make_case(seed: int, *, ascii_only: bool, title: str) -> Case:
    """A glossary whose names share words and beginnings, and articles that mention them."""
    rng = random.Random(seed)
    stems = sorted({_stem(rng) for _ in range(ENTITIES // 2)})
    patterns = []
    for number in range(ENTITIES):
        names = _names(rng, stems)
        patterns += [Pattern(name, f"e{number:04}", name.isupper()) for name in names]
    articles = [_article(rng, patterns, stems) for _ in range(ARTICLES)]
    if ascii_only:
        articles = [fold_to_ascii(article) for article in articles]
    return Case(patterns, articles, title)


def fold_to_ascii(text: str) -> str:
    return text.translate(str.maketrans("āīĀĪ’–", "aiAI'-"))


def _stem(rng: random.Random) -> str:
    syllables = rng.choice((2, 2, 2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables)).title()


def _names(rng: random.Random, stems: Sequence[str]) -> list[str]:
    """A name and two aliases: a person, a place or a body, under the words they go by."""
    stem, other = rng.choice(stems), rng.choice(stems)
    shape = rng.random()
    if shape < 0.4:
        first = rng.choice(_FIRST)
        return [f"{first} al-{stem} {other}", f"{first} al-{stem}", f"al-{stem} {other}"]
    if shape < 0.7:
        kind = rng.choice(_KINDS)
        return [f"{stem} {kind}", f"{stem} {other} {kind}", stem]
    initials = "".join(rng.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(rng.choice((3, 3, 4))))
    return [f"{other} {rng.choice(_KINDS)} of {stem}", initials, f"{stem}-{other}"]


def _article(rng: random.Random, patterns: Sequence[Pattern], stems: Sequence[str]) -> str:
    words: list[str] = []
    length = 0
    while length < ARTICLE_LENGTH:
        if rng.random() < 1 / WORDS_PER_MENTION:
            word = rng.choice(patterns).surface
        elif rng.random() < 0.03:
            word = rng.choice(stems).lower() + rng.choice(("", "ian", "s"))
        else:
            word = rng.choice(_COMMON)
        word += rng.choice(_ENDINGS)
        length += len(word) + 1
        words.append(word)
    return " ".join(words)[:ARTICLE_LENGTH]


def _seconds(*jobs: Callable[[], object], repeat: int = 25) -> list[float]:
    """For each job the best of `repeat` runs, taken in turn: what the machine can do, other processes aside."""
    best = [float("inf")] * len(jobs)
    for _ in range(repeat):
        for number, job in enumerate(jobs):
            begun = time.perf_counter()
            job()
            best[number] = min(best[number], time.perf_counter() - begun)
    return best


def measure(case: Case) -> dict[str, float]:
    """MB/s (10^6 code points a second) of `find`, of the bare automaton, and their quotient."""
    gazetteer = Gazetteer(case.patterns)
    bare = AhoCorasick(sorted({fold(p.surface).text.strip() for p in case.patterns}))
    folded = [fold(article).text for article in case.articles]
    size = sum(map(len, case.articles)) / 1e6
    find, plain = _seconds(
        lambda: [gazetteer.find(article) for article in case.articles],
        lambda: [bare.find_matches_as_indexes(text, overlapping=True) for text in folded],
    )
    return {
        "find MB/s": size / find,
        "bare MB/s": size / plain,
        "share": plain / find,
        "matches": sum(len(gazetteer.find(article)) for article in case.articles),
        "hits": sum(len(bare.find_matches_as_indexes(text, overlapping=True)) for text in folded),
    }


def run(seed: int = 1) -> dict[str, dict[str, float]]:
    """Figures of each case by its title."""
    cases = (
        make_case(seed, ascii_only=True, title="ASCII"),
        make_case(seed, ascii_only=False, title="curly quotes, macrons"),
    )
    return {case.title: measure(case) for case in cases}


def main() -> None:
    results = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(f"{'texts':<24}{'find MB/s':>12}{'bare MB/s':>12}{'share':>8}{'matches':>9}{'hits':>8}")
    for title, row in results.items():
        print(
            f"{title:<24}{row['find MB/s']:>12.1f}{row['bare MB/s']:>12.1f}"
            f"{row['share']:>8.0%}{row['matches']:>9.0f}{row['hits']:>8.0f}"
        )


if __name__ == "__main__":
    main()
