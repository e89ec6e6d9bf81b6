"""Made-up corpora of any size, the same on every run: for measuring, not for reading."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from build_tools.core.folders import ARTICLES, GLOSSARY
from tests.support.paths import SAMPLE


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the texts of a corpus are, and how many entities it has."""

    words: int = 1400
    paragraphs: int = 20
    notes: int = 12
    entities: int = 1000


ARTICLE = Shape()
CHAPTER = Shape(words=11_000, paragraphs=31, notes=40)
"""A month of Samuel Pepys' diary, about: a paragraph for each day."""
ESSAY = Shape(words=1400, paragraphs=20, notes=36, entities=180)
"""An article of a small corpus with many notes, such as this project's own."""
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


def make_corpus(folder: Path, articles: int, seed: int = 1, shape: Shape = ARTICLE) -> None:
    """A project with this many articles of some 1,400 words and 12 notes, and 1,000 entities of three names each.

    `shape` gives other numbers.
    """
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    shutil.copy(SAMPLE / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(SAMPLE / "docs", folder / "docs")
    vocabulary = [_word(rng) for _ in range(4000)]
    names = [_name(rng, index) for index in range(shape.entities)]
    for index, (name, alias) in enumerate(names):
        other = f"entity-{(index + 7) % shape.entities}"
        _write_entity(folder / GLOSSARY / f"entity-{index}.md", index, (name, alias, other), rng, vocabulary)
    # names as they are in the world: a few everywhere, most seldom
    weights = [1 / (rank + 3) for rank in range(shape.entities)]
    for number in range(articles):
        _write_article(folder, number, rng, vocabulary, names, weights, shape)


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


def _write_entity(
    path: Path, index: int, names: tuple[str, str, str], rng: random.Random, vocabulary: list[str]
) -> None:
    """`names`: its name, its alias, and the id of another entry."""
    name, alias, other = names
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = ["person", "place", "organisation", "unit", "event"][index % 5]
    gloss = " ".join(_sentence(rng, vocabulary, 18)).capitalize()
    text = " ".join(_sentence(rng, vocabulary, 80)).capitalize()
    lines = ["---", f"name: {name}", f"kind: {kind}", f"aliases: [{alias}, {name}ia]", f"gloss: {gloss}."]
    lines += [f"see_also: [{other}]", "---", f"{text}.", ""]
    path.write_text("\n".join(lines), "utf-8")


def _write_article(
    folder: Path,
    number: int,
    rng: random.Random,
    vocabulary: list[str],
    names: list[tuple[str, str]],
    weights: list[float],
    shape: Shape,
) -> None:
    home = folder / ARTICLES / f"article-{number}"
    (home / "annotations").mkdir(parents=True)
    paragraphs = []
    for _ in range(shape.paragraphs):
        words = _sentence(rng, vocabulary, shape.words // shape.paragraphs)
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
    for note in range(shape.notes):
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
