"""Who is named with whom: entities that share a paragraph.

The cost grows with the paragraphs: one that names more than `_MOST` entities is a list, which relates nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from build_tools.model import AnnotatedArticle

_MOST = 25
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that are named in the same paragraphs."""

    first: str
    """Entity id; the lesser of the two."""
    second: str
    paragraphs: int
    """How many name both."""
    places: tuple[tuple[str, int], ...]
    """(slug, paragraph) of the first few."""


def find_pairs(articles: Iterable[AnnotatedArticle], known: Collection[str], entities: int, most: int) -> list[Pair]:
    """The `most` strongest pairs among the `entities` that are named with others most often, the strongest first."""
    counts: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for article in articles:
        for paragraph, named in _by_paragraph(article, known).items():
            for pair in combinations(sorted(named), 2) if len(named) <= _MOST else ():
                counts[pair] += 1
                if len(places[pair]) < _PLACES:
                    places[pair].append((article.slug, paragraph))
    chosen = _strongest(counts, entities)
    kept = [pair for pair in counts if pair[0] in chosen and pair[1] in chosen]
    kept.sort(key=lambda pair: (-counts[pair], pair))
    return [Pair(*pair, counts[pair], tuple(places[pair])) for pair in kept[:most]]


def _by_paragraph(article: AnnotatedArticle, known: Collection[str]) -> dict[int, set[str]]:
    named: dict[int, set[str]] = defaultdict(set)
    for mention in article.mentions:
        if mention.paragraph is not None and mention.entity in known:
            named[mention.paragraph].add(mention.entity)
    return named


def _strongest(counts: Counter[tuple[str, str]], entities: int) -> set[str]:
    degrees: Counter[str] = Counter()
    for (first, second), count in counts.items():
        degrees[first] += count
        degrees[second] += count
    ranked = sorted(degrees, key=lambda entity: (-degrees[entity], entity))
    return set(ranked[:entities])
