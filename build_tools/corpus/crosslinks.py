"""From mentions to links: which mentions are linked, each entity's concordance, related passages and articles.

The cost grows with the number of mentions: only articles and paragraphs that share a rare entity are compared pairwise,
and an entity that more than `_COMMON` of them share relates nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from build_tools.core.model import AnnotatedArticle, Block, BlockKind, Mention
from build_tools.text.dates import date_sort_key
from build_tools.text.excerpts import context

_COMMON = 60
_WIDTH = 70
"""Code points of context on each side of a concordance line."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of another article that shares rare entities with a paragraph of this one."""

    paragraph: int
    """Number of the paragraph in this article."""
    article: str
    """Slug of the other article."""
    other: int
    """Number of the paragraph in `article`."""
    entities: tuple[str, ...]
    """Ids of the shared entities, the rarest first."""
    score: float


@dataclass(frozen=True, slots=True)
class Related:
    article: str
    entities: tuple[str, ...]
    """Ids of the shared entities, the rarest first."""
    score: float


@dataclass(frozen=True, slots=True)
class Crosslinks:
    order: tuple[str, ...]
    """Slugs in the order of `corpus.yml`, then of date, then of slug."""
    mentions: dict[str, tuple[Mention, ...]]
    """Entity id -> all its mentions, in the order of the articles."""
    entities: dict[str, dict[str, int]]
    """Slug -> entity id -> number of mentions, in order of the first mention."""
    passages: dict[str, tuple[Passage, ...]]
    """Slug -> related passages in other articles, the best first, each target once."""
    related: dict[str, tuple[Related, ...]]
    """Slug -> related articles, the closest first."""
    spread: dict[str, int]
    """Entity id -> number of articles that name it."""
    position: dict[str, int]
    """Slug -> place in `order`, from 0."""


def build_crosslinks(articles: Sequence[AnnotatedArticle], first: Sequence[str] = ()) -> Crosslinks:
    """Compute everything that needs all articles at once; those of the slugs `first` come first, in that order."""
    ordered = in_order(articles, first)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for article in ordered:
        for mention in article.mentions:
            mentions[mention.entity].append(mention)
    counts = {a.slug: dict(Counter(m.entity for m in a.mentions)) for a in articles}
    order = tuple(a.slug for a in ordered)
    return Crosslinks(
        order,
        {entity: tuple(found) for entity, found in mentions.items()},
        counts,
        _find_passages(ordered, mentions),
        _find_related(counts),
        dict(Counter(entity for found in counts.values() for entity in found)),
        {slug: at for at, slug in enumerate(order)},
    )


def has_same_crosslinks(before: Iterable[AnnotatedArticle], now: Iterable[AnnotatedArticle]) -> bool:
    """Whether two states of a corpus, in the same order of the settings, have the same cross-links: whatever else has
    changed, such as a note, their texts name the same entities at the same places.
    """
    return [_crosslinked(article) for article in before] == [_crosslinked(article) for article in now]


def _crosslinked(annotated: AnnotatedArticle) -> tuple[object, ...]:
    """All that `build_crosslinks` looks at."""
    paragraphs = sum(1 for block in annotated.blocks if block.paragraph is not None)
    return (annotated.slug, annotated.article.published, paragraphs, annotated.mentions)


def in_order(articles: Iterable[AnnotatedArticle], first: Sequence[str] = ()) -> list[AnnotatedArticle]:
    """The articles of the slugs `first`, in that order, then the others by date and slug, those without a date last."""
    places = {slug: at for at, slug in reversed(list(enumerate(first)))}
    return sorted(
        articles, key=lambda a: (places.get(a.slug, len(first)), date_sort_key(a.article.published), a.article.slug)
    )


def find_linked(annotated: AnnotatedArticle) -> tuple[Mention, ...]:
    """The first mention of each entity in each section, except mentions in headings or on a link by the author."""
    blocks: dict[int, Block] = {block.number: block for block in annotated.blocks}
    headings = [b.number for b in annotated.blocks if b.kind is BlockKind.HEADING]
    linked: list[Mention] = []
    seen: set[str] = set()
    section = -1
    for mention in annotated.mentions:
        block = blocks[mention.block]
        current = bisect_left(headings, mention.block)
        if current != section:
            section, seen = current, set()
        in_link = any(mention.start < link.end and link.start < mention.end for link in block.links)
        if block.kind is not BlockKind.HEADING and mention.entity not in seen and not in_link:
            seen.add(mention.entity)
            linked.append(mention)
    return tuple(linked)


def _find_related(counts: dict[str, dict[str, int]]) -> dict[str, tuple[Related, ...]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for slug, entities in counts.items():
        for entity in entities:
            holders[entity].append(slug)
    weights = {entity: _rarity(len(found), len(counts)) for entity, found in holders.items()}
    return {slug: _relate(slug, entities, counts, holders, weights) for slug, entities in counts.items()}


def _relate(
    slug: str,
    entities: Iterable[str],
    counts: dict[str, dict[str, int]],
    holders: dict[str, list[str]],
    weights: dict[str, float],
) -> tuple[Related, ...]:
    """The six articles that share the most with an article, weighted by the rarity of the shared entities."""
    rare = sorted((e for e in entities if len(holders[e]) <= _COMMON), key=lambda e: (-weights[e], e))
    scores: dict[str, float] = defaultdict(float)
    for entity in rare:
        weight = weights[entity]
        for other in holders[entity]:
            scores[other] += weight
    scores.pop(slug, None)
    best = nsmallest(6, scores.items(), key=lambda found: (-found[1], found[0]))
    return tuple(Related(other, tuple(e for e in rare if e in counts[other]), score) for other, score in best)


def _find_passages(
    articles: Sequence[AnnotatedArticle], mentions: dict[str, list[Mention]]
) -> dict[str, tuple[Passage, ...]]:
    places: dict[str, list[tuple[str, int]]] = {
        entity: _unique((m.article, m.paragraph) for m in found if m.paragraph is not None)
        for entity, found in mentions.items()
    }
    total = sum(1 for a in articles for b in a.blocks if b.paragraph is not None)
    weights = {entity: _rarity(len(found), total) for entity, found in places.items()}
    passages = {}
    for article in articles:
        found: list[Passage] = []
        for paragraph, entities in _by_paragraph(article.mentions).items():
            found += _find_like(article.slug, paragraph, entities, places, weights)
        passages[article.slug] = _best(found)
    return passages


def _by_paragraph(mentions: Iterable[Mention]) -> dict[int, set[str]]:
    by_paragraph: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.paragraph is not None:
            by_paragraph[mention.paragraph].add(mention.entity)
    return by_paragraph


def _find_like(
    slug: str,
    paragraph: int,
    entities: set[str],
    places: dict[str, list[tuple[str, int]]],
    weights: dict[str, float],
) -> list[Passage]:
    """The two passages of other articles that share the most with a paragraph, weighted by the entities' rarity."""
    rare = sorted((e for e in entities if len(places[e]) <= _COMMON), key=lambda e: (-weights[e], e))
    scores: dict[tuple[str, int], float] = defaultdict(float)
    for entity in rare:
        weight = weights[entity]
        for place in places[entity]:
            scores[place] += weight
    elsewhere = ((place, score) for place, score in scores.items() if place[0] != slug)
    best = nsmallest(2, elsewhere, key=lambda found: (-found[1], found[0]))
    return [Passage(paragraph, *place, tuple(e for e in rare if place in places[e]), score) for place, score in best]


def _best(found: list[Passage]) -> tuple[Passage, ...]:
    """The passages, the best first, each target once."""
    kept: dict[tuple[str, int], Passage] = {}
    for passage in sorted(found, key=lambda p: (-p.score, p.paragraph, p.article, p.other)):
        kept.setdefault((passage.article, passage.other), passage)
    return tuple(kept.values())


def _unique(places: Iterable[tuple[str, int | None]]) -> list[tuple[str, int]]:
    return [(slug, number) for slug, number in dict.fromkeys(places) if number is not None]


def _rarity(holders: int, total: int) -> float:
    """Inverse document frequency, above 0 even for an entity that is everywhere."""
    return math.log((total + 1) / max(holders, 1))


def concordance_line(block: Block, mention: Mention) -> tuple[str, str, str]:
    """(left, node, right) of a mention, with up to `_WIDTH` code points on each side."""
    return context(block.text, mention.start, mention.end, _WIDTH)
