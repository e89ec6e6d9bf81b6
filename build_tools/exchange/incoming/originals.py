"""Recognise the article whose original a file is: by its recorded SHA-256, or else by the words that they share."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.core.model import Article

_WORD = re.compile(r"[^\W_]{3,}")
_ENOUGH = 0.25
_AHEAD = 1.5
_FEWEST = 40
"""A file needs at least this many different words to be recognised by them: two names could be in any article."""


@dataclass(frozen=True, slots=True)
class Recognised:
    slug: str
    how: str
    """`sha256`, or `likeness`."""
    score: float = 1.0
    """Share of the file's words, weighted by rarity, that the article has too."""


def recognise(data: bytes, articles: Sequence[Article]) -> Recognised | None:
    """The article whose original `data` is; None if there is none, or if two are similar candidates."""
    digest = hashlib.sha256(data).hexdigest()
    for article in articles:
        if article.original and article.original.sha256 == digest:
            return Recognised(article.slug, "sha256")
    return _by_likeness(data.decode("utf-8", "replace"), [a for a in articles if a.original])


def _by_likeness(text: str, articles: Sequence[Article]) -> Recognised | None:
    """Recognise an article by its rare words: a retelling keeps names, figures and terms."""
    wanted = _words(text)
    if len(wanted) < _FEWEST:
        return None
    vocabularies = {a.slug: _words(" ".join([a.title, *(b.text for b in a.blocks)])) for a in articles}
    holders = Counter(word for words in vocabularies.values() for word in words)
    weights = {word: math.log((len(articles) + 1) / (holders[word] or 1)) for word in wanted}
    total = sum(weights.values()) or 1.0
    scores = sorted(
        ((sum(weights[w] for w in wanted & words) / total, slug) for slug, words in vocabularies.items()), reverse=True
    )
    if not scores or scores[0][0] < _ENOUGH or (len(scores) > 1 and scores[0][0] < _AHEAD * scores[1][0]):
        return None
    return Recognised(scores[0][1], "likeness", scores[0][0])


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
