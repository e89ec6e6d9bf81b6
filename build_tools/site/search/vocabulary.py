"""What the search page has to know of words and names: how often they are there, and the spellings of an entity."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from build_tools.core.model import Block, Entity, NameSpan
from build_tools.site.search.pieces import utf16_order
from build_tools.site.search.records import Record
from build_tools.site.search.words import tokens_of, words_of
from build_tools.site.site import Site

_SPELLINGS = 12
"""Of an entity that a query is widened with, the commonest first."""
_COMMON = 60
_OFTEN, _SHARE = 50, 100
"""A word is everywhere that occurs so often, and is one in a hundred."""
_EVERYWHERE = 8
"""Times an article, on average, from which on a word tells articles apart no more."""
_TOO_OFTEN = 20_000
"""Places that a query had better not read, if it has other words."""
_FEW_WORDS = 200_000
"""In a corpus of up to this many words, one that occurs once is as likely a word as a slip."""
_ENGLISH = """
a about after all also an and are as at be because been before but by can could did do does during for from had has have
he her him his how i if in into is it its may might more most no nor not of off on one or other our out over shall she
should so some such than that the their them then there these they this those though through to under until up was we
were what when where which while who whom whose why will with would you your
"""
"""Words that say nothing by themselves."""
_LIKELY = 20_000
"""Words that a slip may have meant, the commonest."""
_TWO = 2
_SHORTEST, _LONGEST = 3, 6
"""Letters of an abbreviation made of initials."""
_OF_PLACES_AND_PERSONS = frozenset({"person", "place"})
"""Kinds whose names are no words of the language: "Organization" means no one organisation."""
_SHARED = 3
"""Entities that may share a surname or an abbreviation for it to mean all of them."""
T = TypeVar("T")
_PARTED = re.compile(r"[^\w.]+|\d+")
_SPACED = re.compile(r"\d[ \u00a0\u2009\u202f]\d{3}(?!\d)")
_SIGNS = ".,;:!?()[]“”‘’'\"–—…"


@dataclass(frozen=True, slots=True)
class Name:
    """What a key may mean."""

    entity: str
    """Id."""
    number: int
    """Of the entity's record, counted among entities."""
    name: str
    spellings: tuple[str, ...]
    """Of the entity, in the corpus."""
    exact: str = ""
    """The exact form, where only that is meant."""
    weak: bool = False
    """Whether the key is a part of a name or its initials, and is looked up only where it is nobody's name."""


@dataclass(slots=True)
class Vocabulary:
    """The words of a corpus, counted."""

    counted: Counter[str] = field(default_factory=Counter)
    joined: set[str] = field(default_factory=set)
    """Words that some text has with a hyphen or other punctuation between their parts."""
    read: set[str] = field(default_factory=set)
    """The words of articles and notes."""
    small: set[str] = field(default_factory=set)
    """Those written without capitals."""
    capital: set[str] = field(default_factory=set)
    """Words of any record that are written in capitals only."""
    spaced: bool = False
    """Whether some number has its thousands parted by spaces."""

    def words(self) -> set[str]:
        return self.counted.keys() | self.joined


def count_words(records: Iterable[Record]) -> Vocabulary:
    """The words of all records."""
    pieces: Counter[str] = Counter()  # of articles and notes
    others: Counter[str] = Counter()
    made = Vocabulary()
    for record in records:
        counter = pieces if record.kind in "an" else others
        for _, text in record.segments:
            counter.update(text.split())
            made.spaced = made.spaced or _SPACED.search(text) is not None
    for counter in (pieces, others):
        for piece, count in counter.items():
            for token in tokens_of(piece):
                made.counted[token.word] += count
                made.joined.update(word for word, _ in token.joined)
                if counter is pieces:
                    made.read.add(token.word)
            if piece.islower():
                made.small.add(piece.strip(_SIGNS))
            else:
                made.capital.update(_in_capitals(piece))
    return made


def _in_capitals(piece: str) -> Iterator[str]:
    """The words that a piece has in capitals: `us` of US-led, `un` of U.N."""
    for part in _PARTED.split(piece):
        if part.isupper():
            yield from (token.word for token in tokens_of(part))


def capital_words(vocabulary: Vocabulary, empty: Collection[str]) -> list[str]:
    """Words that mean something else in capitals, and that some text has so: US, WHO."""
    return sorted(word for word in vocabulary.capital if len(word) == _TWO or word in empty)


def find_names(site: Site, vocabulary: Vocabulary) -> list[tuple[str, list[Name]]]:
    """(key, what it may mean) of every name in the glossary, sorted."""
    found = _found_spellings(site)
    keys = {
        entity.id: {**_exact_names(entity), **dict.fromkeys(_names(entity), "")} for entity in site.entities.values()
    }
    meanings = Counter(key for own in keys.values() for key in own)
    named: dict[str, list[Name]] = defaultdict(list)
    weak: dict[str, list[Name]] = defaultdict(list)
    for number, entity in enumerate(site.entities.values()):
        own = {key: name for key, name in _names(entity).items() if meanings[key] == 1}
        spellings = _distinct(found.get(entity.id, Counter()), own)
        for key, exact in keys[entity.id].items():
            named[key].append(Name(entity.id, number, entity.name, spellings, exact))
        for key in sorted(_weak_keys(entity, vocabulary)):
            weak[key].append(Name(entity.id, number, entity.name, spellings, weak=True))
    for key, meant in weak.items():
        if len(meant) <= _SHARED and not any(not name.exact for name in named.get(key, ())):
            named[key] += meant
    bare: dict[str, list[Name]] = defaultdict(list)
    for key, meant in named.items():
        bare[_without_articles(key)] += meant
    return _in_order({**bare, **named})


def _weak_keys(entity: Entity, vocabulary: Vocabulary) -> set[str]:
    """A person’s surnames, parts of foreign names that no text has, initials, and what means it in capitals only."""
    keys = {key for key in _exact_names(entity) if key not in vocabulary.small and key not in _ENGLISH.split()}
    foreign = {alias.name for alias in entity.aliases if alias.lang}
    for name in [entity.name, *(alias.name for alias in entity.aliases)]:
        words = [word for word in words_of(name) if len(word) > 2 or not word.isascii()]
        if name in foreign or entity.kind in _OF_PLACES_AND_PERSONS:
            keys.update(word for word in words if word not in vocabulary.read)
        if entity.kind == "person" and words:
            keys.update([words[-1], " ".join(words_of(name)[-2:])])  # with what comes before a surname: "al-Asad"
        initials = _initials(name)
        if _SHORTEST <= len(initials) <= _LONGEST and initials not in vocabulary.read:
            keys.add(initials)
    return keys


def _initials(name: str) -> str:
    """The first letters of its words, without little ones; an abbreviation among them is kept: "UNSC"."""
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _ENGLISH.split()]
    parts = [word if word.isupper() else word[0] for word in (w.strip(_SIGNS) for w in words) if word]
    return "".join(words_of("".join(parts).replace(".", ""))) if len(parts) > 1 else ""


def _without_articles(key: str) -> str:
    """An Arabic name as it is often typed, without the articles that are written as one with its words."""
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in key.split())


def common_words(counted: Mapping[str, int], articles: int) -> list[str]:
    """Words so frequent that they tell articles apart no more."""
    frequent = [(n, word) for word, n in counted.items() if n >= _EVERYWHERE * max(articles, 1)]
    return sorted(word for _, word in sorted(frequent, reverse=True)[:_COMMON])


def empty_words(site: Site, counted: Mapping[str, int]) -> list[str]:
    """Words that a query is better understood without, if it has others: English ones, or else the common ones."""
    languages = {annotated.article.language.split("-")[0] for annotated in site.corpus.articles}
    return _ENGLISH.split() if languages <= {"en"} else common_words(counted, len(site.articles))


def heavy_words(counted: Mapping[str, int]) -> list[str]:
    """Words so frequent that the list of their places would outweigh the whole search."""
    return sorted(word for word, count in counted.items() if count >= _TOO_OFTEN)


def apart_words(site: Site, counted: Counter[str]) -> list[str]:
    """Words that are no half of another: the empty ones, and such as are everywhere."""
    total = counted.total()
    frequent = (word for word, n in counted.most_common(_COMMON) if n >= _OFTEN and _SHARE * n >= total)
    return sorted({*empty_words(site, counted), *frequent})


def likely_words(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """(word, count) of what a slip may have meant, sorted."""
    least = 1 if sum(counted.values()) <= _FEW_WORDS else 2
    words = [(word, n) for word, n in counted.items() if n >= least and len(word) > 3 and word.isalpha()]
    words.sort(key=lambda item: (-item[1], item[0]))
    return _in_order(dict(words[:_LIKELY]))


def _in_order(items: Mapping[str, T]) -> list[tuple[str, T]]:
    return sorted(items.items(), key=lambda item: utf16_order(item[0]))


def _all_names(entity: Entity) -> list[tuple[str, bool]]:
    """(name, whether it is found in just this form), the preferred one first."""
    return [(entity.name, entity.case), *((alias.name, alias.case) for alias in entity.aliases)]


def _names(entity: Entity) -> dict[str, str]:
    """Key -> name, of all names that match in capitals or without."""
    names = [name for name, case in _all_names(entity) if not case]
    return {key: name for name in reversed(names) if (key := " ".join(words_of(name)))}


def _exact_names(entity: Entity) -> dict[str, str]:
    """Key -> name, of those that match in just this form."""
    names = [name for name, case in _all_names(entity) if case]
    return {key: name for name in names if (key := " ".join(words_of(name)))}


def _found_spellings(site: Site) -> dict[str, Counter[str]]:
    """Entity -> how often it occurs in which spelling: in texts, notes and descriptions."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entity, mentions in site.crosslinks.mentions.items():
        found[entity].update(mention.exact for mention in mentions)
    for article in site.corpus.articles:
        for note in article.notes:
            _add_names(found, note.annotation.body, article.note_names.get(note.annotation.id, ()))
    for item in site.corpus.entities:
        _add_names(found, item.description, site.corpus.description_names.get(item.id, ()))
    return found


def _add_names(found: Mapping[str, Counter[str]], blocks: Iterable[Block], names: Iterable[Iterable[NameSpan]]) -> None:
    for block, spans in zip(blocks, names, strict=False):
        for start, end, entity in spans:
            found[entity][block.text[start:end]] += 1


def _distinct(found: Mapping[str, int], own: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings to search for, each once; who finds "Hmeimim" finds "Hmeimim Air Base", so the shorter is enough.

    `own` are the keys that mean this entity and no other, with the names that they are of.
    """
    spelt: dict[str, str] = {}
    for spelling, _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        key = " ".join(words_of(spelling))
        if key in own:
            short = min((name for name in own if f" {name} " in f" {key} "), key=lambda name: (len(name), name))
            spelt.setdefault(short, " ".join(spelling.split()) if short == key else own[short])
    return tuple(spelt.values())[:_SPELLINGS]
