"""Made-up corpora of any size, the same on every run: for measuring, not for reading."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from build_tools.core.folders import ARTICLES, GLOSSARY
from tests.support.paths import SAMPLE

WORDS = 1400
ANNOTATIONS = 12
ENTITIES = 1000
_PARAGRAPHS = 20
_EVERY = 15
"""Words between two names, about."""
_SYLLABLES = [
    "ba",
    "re",
    "mi",
    "ko",
    "lu",
    "sha",
    "tan",
    "dor",
    "vel",
    "qui",
    "nes",
    "ral",
    "tof",
    "gar",
    "hin",
    "zu",
    "mer",
    "pal",
    "ost",
    "wen",
]
_COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "it",
    "was",
    "on",
    "by",
    "for",
    "with",
    "as",
    "at",
    "from",
    "which",
    "they",
    "had",
    "their",
    "not",
]


def make_corpus(folder: Path, articles: int, seed: int = 1) -> None:
    """A project with so many articles of some 1,400 words and 12 notes, and 1,000 entities of three names each."""
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    shutil.copy(SAMPLE / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(SAMPLE / "docs", folder / "docs")
    vocabulary = [_word(rng) for _ in range(4000)]
    names = [_name(rng, index) for index in range(ENTITIES)]
    for index, (name, alias) in enumerate(names):
        _write_entity(folder, index, name, alias, rng, vocabulary)
    # names as they are met in the world: a few everywhere, most seldom
    weights = [1 / (rank + 3) for rank in range(ENTITIES)]
    for number in range(articles):
        _write_article(folder, number, rng, vocabulary, names, weights)


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4)))


def _name(rng: random.Random, index: int) -> tuple[str, str]:
    first, last = (
        _word(rng).capitalize(),
        f"{_word(rng)}{_SYLLABLES[index % 20]}{_SYLLABLES[index // 20 % 20]}".capitalize(),
    )
    return f"{first} al-{last}", f"{last} {_SYLLABLES[index % 20].capitalize()}{index}"


def _sentence(rng: random.Random, vocabulary: list[str], length: int) -> list[str]:
    return [rng.choice(_COMMON) if rng.random() < 0.4 else rng.choice(vocabulary) for _ in range(length)]


def _write_entity(folder: Path, index: int, name: str, alias: str, rng: random.Random, vocabulary: list[str]) -> None:
    path = folder / GLOSSARY / f"entity-{index}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = ["person", "place", "organisation", "unit", "event"][index % 5]
    gloss = " ".join(_sentence(rng, vocabulary, 18)).capitalize()
    text = " ".join(_sentence(rng, vocabulary, 80)).capitalize()
    lines = ["---", f"name: {name}", f"kind: {kind}", f"aliases: [{alias}, {name}ia]", f"gloss: {gloss}."]
    lines += [f"see_also: [entity-{(index + 7) % ENTITIES}]", "---", f"{text}.", ""]
    path.write_text("\n".join(lines), "utf-8")


def _write_article(
    folder: Path,
    number: int,
    rng: random.Random,
    vocabulary: list[str],
    names: list[tuple[str, str]],
    weights: list[float],
) -> None:
    home = folder / ARTICLES / f"article-{number}"
    (home / "annotations").mkdir(parents=True)
    paragraphs = []
    for _ in range(_PARAGRAPHS):
        words = _sentence(rng, vocabulary, WORDS // _PARAGRAPHS)
        for at in range(rng.randint(0, _EVERY), len(words), _EVERY):
            words[at] = rng.choice(rng.choices(names, weights)[0])
        paragraphs.append(" ".join(words).capitalize() + ".")
    blocks = paragraphs.copy()
    for at in (14, 7):
        blocks.insert(at, "## " + " ".join(_sentence(rng, vocabulary, 4)).capitalize())
    year, month = 2000 + number % 20, 1 + number % 12
    head = ["---", f"title: {' '.join(_sentence(rng, vocabulary, 6)).capitalize()} {number}"]
    head += [f"published: {year}-{month:02}", "rights: CC0-1.0", "edition: original", "---"]
    (home / "article.md").write_text("\n".join(head) + "\n" + "\n\n".join(blocks) + "\n", "utf-8")
    for note in range(ANNOTATIONS):
        _write_annotation(home, note, paragraphs, rng, vocabulary)


def _write_annotation(home: Path, note: int, paragraphs: list[str], rng: random.Random, vocabulary: list[str]) -> None:
    paragraph = rng.randrange(len(paragraphs))
    words = paragraphs[paragraph].split()
    start = rng.randrange(len(words) - 5)
    exact, before = " ".join(words[start : start + 4]), " ".join(words[max(start - 4, 0) : start])
    body = " ".join(_sentence(rng, vocabulary, 70)).capitalize()
    lines = ["---", f"paragraph: {paragraph + 1}", f'exact: "{exact}"', *([f'prefix: "{before} "'] if before else [])]
    lines += ["kind: context", "contributor: editors", "created: 2026-11-22", "---", f"{body}.", ""]
    (home / "annotations" / f"note-{note}.md").write_text("\n".join(lines), "utf-8")
