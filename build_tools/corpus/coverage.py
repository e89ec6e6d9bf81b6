"""Find what a corpus lacks: names without an entry, entries that no text names, paragraphs without a note, notes
without a source. Each list is ranked, the most important first.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from build_tools.core.kinds import Kinds
from build_tools.core.model import AnnotatedArticle, Block, BlockKind, Corpus, Entity
from build_tools.corpus.crosslinks import in_order
from build_tools.text.excerpts import context, excerpt
from build_tools.text.fold import fold
from build_tools.text.likeness import find_nearest

_WIDTH = 45
_COMPARED = 500
"""At most this many names are compared with the known ones: each is compared with all of them."""
_NEAR = 84.0
"""Names of at least this likeness, of 100, may be the same name in another spelling."""
_SHORTEST = 5
"""Names with fewer letters aren't compared: they resemble too many others."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LINKS = frozenset(["of", "the", "for", "al", "el", "bin", "ibn", "de", "du", "la", "van", "von", "der"])
"""Small words that may be within a name."""
_CALENDAR = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.day_name) if name)
"""Months and days."""
_SENTENCE_END = re.compile(r"(?:^|[.!?:…—\n])[\s\"“”‘’'(\[]*$")
"""Matches the few characters before the first word of a sentence."""
_ENDINGS = ("s", "n", "ns", "an", "ans", "ian", "ians", "i", "is", "ish", "ese")
"""Endings of words derived from a place's name."""


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words that may be a name, and that no entry has."""

    surface: str
    count: int
    articles: int
    """Number of articles that have it."""
    article: str
    """Slug of the first article that has it."""
    paragraph: int | None
    left: str
    right: str
    """Like `left`, the text around the first place, with an ellipsis where it is cut."""
    like: str = ""
    """A known name that is similar to it."""
    entity: str = ""
    """Id of the entry with that known name."""


@dataclass(frozen=True, slots=True)
class BareParagraph:
    article: str
    paragraph: int
    names: int
    """Number of entities named in it."""
    opening: str
    """Its first words."""


@dataclass(frozen=True, slots=True)
class UnsourcedNote:
    article: str
    id: str
    kind: str
    """Id of a row of `Kinds.notes`."""
    paragraph: int
    exact: str


@dataclass(frozen=True, slots=True)
class Coverage:
    near: tuple[Name, ...]
    """Names similar to known ones, the most similar first."""
    names: tuple[Name, ...]
    """Other names, those that most articles have first."""
    unmet: tuple[str, ...]
    """Ids of the entries that no article names, sorted."""
    bare: tuple[BareParagraph, ...]
    """Paragraphs without a note, those with the most names first."""
    unsourced: tuple[UnsourcedNote, ...]
    """Notes without a source, of the kinds that need one; those that need it most first."""
    examined: int
    """Number of articles that were searched for names."""


def find_coverage(corpus: Corpus, *, most: int | None = None) -> Coverage:
    """What the corpus lacks; names are searched for in the `most` first articles, or for None in all of them."""
    examined = in_order(corpus.articles, corpus.settings.ordered_slugs)[:most]
    named = {mention.entity for annotated in corpus.articles for mention in annotated.mentions}
    near, names = _compare(_find_names(examined), corpus.entities)
    return Coverage(
        near,
        names,
        tuple(entity.id for entity in corpus.entities if entity.id not in named),
        tuple(sorted(_find_bare(corpus.articles), key=lambda p: (-p.names, p.article, p.paragraph))),
        tuple(sorted(_find_unsourced(corpus), key=partial(_rank_unsourced, corpus.kinds))),
        len(examined),
    )


@dataclass(slots=True)
class _Found:
    """The counts of a surface so far."""

    first: tuple[AnnotatedArticle, Block, int, int]
    count: int = 0
    inside: bool = False
    """Whether it occurs inside a sentence; at the beginning of a sentence every word has a capital."""
    articles: set[str] = field(default_factory=set)


def _find_names(articles: Sequence[AnnotatedArticle]) -> list[Name]:
    """Capitalised words that aren't mentions, each surface once, those in the most articles first."""
    lower = {word for a in articles for b in a.blocks for word in _WORD.findall(b.text) if word.islower()}
    found: dict[str, _Found] = {}
    for annotated in articles:
        nameless = {fold(rule.exact).text for rule in annotated.article.mentions if rule.entity is None}
        taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for mention in annotated.mentions:
            taken[mention.block].append((mention.start, mention.end))
        for block in annotated.blocks:
            if block.kind is BlockKind.HEADING:
                continue  # in some styles every word of a heading has a capital
            for start, end in find_capitalised(block.text, taken[block.number], lower):
                surface = block.text[start:end]
                if fold(surface).text not in nameless:
                    entry = found.setdefault(surface, _Found((annotated, block, start, end)))
                    entry.count += 1
                    entry.inside = entry.inside or " " in surface or not _begins_sentence(block.text, start)
                    entry.articles.add(annotated.slug)
    names = [_to_name(surface, entry) for surface, entry in found.items() if entry.inside]
    return sorted(names, key=lambda n: (-n.articles, -n.count, -n.surface.count(" "), n.surface))


def _to_name(surface: str, found: _Found) -> Name:
    annotated, block, start, end = found.first
    left, _, right = excerpt(block.text, start, end, _WIDTH)
    return Name(surface, found.count, len(found.articles), annotated.slug, block.paragraph, left, right)


def find_capitalised(text: str, taken: Sequence[tuple[int, int]], lower: set[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of runs of capitalised words, with small words inside them, outside the spans `taken`, in order.

    The first word of a sentence counts unless it is in `lower`, the words that occur in small letters elsewhere.
    """
    run = _Run()
    last = 0
    for word in _WORD.finditer(text):
        if not run.words and not word[0][0].isupper():  # true of nine words in ten
            last = word.end()
            continue
        start, end = _without_possessive(text, *word.span())
        if text[last : word.start()] != " ":
            yield from run.end()
        last = word.end()
        if any(start < e and s < end for s, e in taken):
            yield from run.end()
        elif _is_capitalised(text, start, end, lower, begins=not run.words):
            run.add(start, end)
        elif not run.add_small(word[0], start, end):
            yield from run.end()
        if end != word.end():  # a possessive ends a name
            yield from run.end()
    yield from run.end()


class _Run:
    """The run of capitalised words that is being read."""

    def __init__(self) -> None:
        self.words: list[tuple[int, int]] = []
        self.small: list[tuple[int, int]] = []
        """Small words after them, which are part of the name if another capitalised word follows."""

    def add(self, start: int, end: int) -> None:
        self.words += [*self.small, (start, end)]
        self.small = []

    def add_small(self, word: str, start: int, end: int) -> bool:
        """Add a small word if it may be part of a name here, and return whether it may. "the" may be only after another
        small word: Board of the Northern Lights.
        """
        fits = bool(self.words) and word in _LINKS and (bool(self.small) or word != "the")
        if fits:
            self.small.append((start, end))
        return fits

    def end(self) -> Iterator[tuple[int, int]]:
        if self.words:
            yield self.words[0][0], self.words[-1][1]
        self.words, self.small = [], []


def _without_possessive(text: str, start: int, end: int) -> tuple[int, int]:
    for ending in ("’s", "'s", "’", "'", "-"):
        if text.endswith(ending, start, end):
            return start, end - len(ending)
    return start, end


def _is_capitalised(text: str, start: int, end: int, lower: set[str], *, begins: bool) -> bool:
    word = text[start:end]
    if not word[0].isupper() or len(word) < 2 or word.casefold() in _CALENDAR:
        return False
    return not (begins and word.casefold() in lower and _begins_sentence(text, start))


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_END.search(text[max(start - 6, 0) : start]) is not None


def _compare(names: Sequence[Name], entities: Iterable[Entity]) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """(names similar to a known name, other names)."""
    known = {fold(name).text.strip(): (name, e.id) for e in entities for name in (e.name, *(a.name for a in e.aliases))}
    choices = list(known)
    listed = {fold(name.surface).text for name in names}
    near: list[tuple[float, Name]] = []
    others = []
    for number, name in enumerate(names):
        folded = fold(name.surface).text
        if folded in known or _is_derived(folded, known) or _is_derived(folded, listed):
            continue  # a known name in another case or ruled out by `mentions:`, or a word derived from a name
        like = None
        if number < _COMPARED and len(folded) >= _SHORTEST:
            like = find_nearest(folded, choices, _NEAR)
        if like:
            near.append((like[1], _like(name, *known[like[0]])))
        else:
            others.append(name)
    near.sort(key=lambda found: (-found[0], -found[1].count, found[1].surface))
    return tuple(name for _, name in near), tuple(others)


def _is_derived(folded: str, known: Collection[str]) -> bool:
    """Whether a word is a known name with an ending: Russian, Russians, Syrians, Iraqi."""
    return any(folded.endswith(e) and folded[: -len(e)] in known for e in _ENDINGS)


def _like(name: Name, known: str, entity: str) -> Name:
    facts = (name.surface, name.count, name.articles, name.article, name.paragraph, name.left, name.right)
    return Name(*facts, like=known, entity=entity)


def _find_bare(articles: Iterable[AnnotatedArticle]) -> Iterator[BareParagraph]:
    for annotated in articles:
        noted = {note.block for note in annotated.notes}
        named: dict[int, set[str]] = defaultdict(set)
        for mention in annotated.mentions:
            named[mention.block].add(mention.entity)
        for block in annotated.blocks:
            if block.paragraph is not None and block.number not in noted:
                opening = context(block.text, 0, 0, 2 * _WIDTH)[2]
                yield BareParagraph(annotated.slug, block.paragraph, len(named[block.number]), opening)


def _find_unsourced(corpus: Corpus) -> Iterator[UnsourcedNote]:
    for annotated in corpus.articles:
        for note in annotated.notes:
            a = note.annotation
            if a.lacks_source(corpus.kinds.note(a.kind)):
                yield UnsourcedNote(annotated.slug, a.id, a.kind, a.paragraph, a.exact)


def _rank_unsourced(kinds: Kinds, note: UnsourcedNote) -> tuple[int, str, int, str]:
    return (-kinds.note(note.kind).source_need, note.article, note.paragraph, note.id)
