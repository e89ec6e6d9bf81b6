"""Who is named with whom: entities that share a paragraph.

The cost grows with the number of paragraphs: a paragraph that names more than `_MOST` entities is left out, since it is
a list, which relates nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, combinations

from build_tools.core.model import AnnotatedArticle

_MOST = 25
_PLACES = 3
Place = tuple[str, int]
"""(slug, paragraph)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that are named in the same paragraphs."""

    first: str
    """Entity id; the lesser of the two."""
    second: str
    paragraphs: int
    """Number of paragraphs that name both."""
    places: tuple[Place, ...]
    """The first few of these paragraphs."""


def find_pairs(articles: Iterable[AnnotatedArticle], known: Collection[str], entities: int, most: int) -> list[Pair]:
    """The `most` strongest pairs, strongest first, among the `entities` most often named together with others.

    `known` are the ids of entities to count.
    """
    paragraphs = [found for article in articles for found in _find_named(article, known)]
    counts = Counter(chain.from_iterable(combinations(named, 2) for _, named in paragraphs))
    chosen = _strongest(counts, entities)
    kept = [pair for pair in counts if pair[0] in chosen and pair[1] in chosen]
    kept = sorted(kept, key=lambda pair: (-counts[pair], pair))[:most]
    places = _find_places(paragraphs, chosen, set(kept))
    return [Pair(*pair, counts[pair], tuple(places[pair])) for pair in kept]


def _find_named(article: AnnotatedArticle, known: Collection[str]) -> list[tuple[Place, list[str]]]:
    """(place, sorted ids) of the paragraphs that name two entities or more."""
    named: dict[int, set[str]] = defaultdict(set)
    for mention in article.mentions:
        if mention.paragraph is not None and mention.entity in known:
            named[mention.paragraph].add(mention.entity)
    return [((article.slug, number), sorted(ids)) for number, ids in named.items() if 1 < len(ids) <= _MOST]


def _find_places(
    paragraphs: Iterable[tuple[Place, list[str]]], chosen: Collection[str], pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Place]]:
    """Pair -> the first few of its paragraphs."""
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, named in paragraphs:
        for pair in combinations([entity for entity in named if entity in chosen], 2):
            if pair in pairs and len(places[pair]) < _PLACES:
                places[pair].append(place)
    return places


def _strongest(counts: Counter[tuple[str, str]], entities: int) -> set[str]:
    degrees: Counter[str] = Counter()
    for (first, second), count in counts.items():
        degrees[first] += count
        degrees[second] += count
    ranked = sorted(degrees, key=lambda entity: (-degrees[entity], entity))
    return set(ranked[:entities])
