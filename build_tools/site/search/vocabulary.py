"""What the search page knows of names and words: the spellings of an entity, and what a slip may have meant.

Both are lists sorted by key and cut into pieces, so that a query reads only the pieces its words fall into, however
large the glossary is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from build_tools.core.model import Block, Entity, NameSpan
from build_tools.site.search.records import TYPESET
from build_tools.site.site import Site
from build_tools.text.characters import INVISIBLE, TATWEEL, TRANSLITERATION_LETTERS, is_spaced, spread

_SPELLINGS = 12
"""Of an entity that a query is widened with, the commonest first."""
_PIECE = 8_000
"""Characters of a piece, about."""
_COMMON = 60
_EVERYWHERE = 8
"""Times an article, on average, from which on a word tells articles apart no more."""
_TOO_OFTEN = 20_000
"""Places that fill one of Pagefind's chunks, which a query reads whole."""
_FEW_WORDS = 200_000
"""Up to so many words in a corpus, one that is met once isn't likelier a slip than a word."""
_ENGLISH = """
a about after all also an and are as at be because been before but by can could did do does during for from had has have
he her him his how i if in into is it its may might more most no nor not of off on one or other our out over shall she
should so some such than that the their them then there these they this those though through to under until up was we
were what when where which while who whom whose why will with would you your
"""
"""Words that say nothing by themselves."""
_DROPPED = str.maketrans("ς", "σ", TRANSLITERATION_LETTERS + TATWEEL + INVISIBLE)
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

T = TypeVar("T")
Name = tuple[str, str, tuple[str, ...], str]
"""(entity id, its name, its spellings in the corpus, the exact form where only that is meant, else "")."""


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no capitals, marks or hyphens; `U.N.` is `un`.

    The twin of `words` in search/query.js: a name's key has to be made like a query's.
    """
    plain = text.translate(TYPESET) if not text.isascii() else text
    plain = plain if is_spaced(plain) else spread(plain, " ")[0]
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    found: list[str] = []
    for piece in bare.lower().replace("ß", "ss").translate(_DROPPED).split():
        parts = _WORD.findall(piece)
        is_abbreviation = len(parts) > 1 and all(len(part) == 1 and is_spaced(part) for part in parts)
        found += ["".join(parts)] if is_abbreviation else parts
    return found


def find_names(site: Site) -> list[tuple[str, list[Name]]]:
    """(key, what it may mean) of every name in the glossary, sorted."""
    met = _met_spellings(site)
    keys = {
        entity.id: {**_exact_names(entity), **dict.fromkeys(_names(entity), "")} for entity in site.entities.values()
    }
    meanings = Counter(key for own in keys.values() for key in own)
    named: dict[str, list[Name]] = defaultdict(list)
    for entity in site.entities.values():
        own = {key: name for key, name in _names(entity).items() if meanings[key] == 1}
        spellings = _distinct(met.get(entity.id, Counter()), own)
        for key, exact in keys[entity.id].items():
            named[key].append((entity.id, entity.name, spellings, exact))
    bare: dict[str, list[Name]] = defaultdict(list)
    for key, meant in named.items():
        bare[_without_articles(key)] += meant
    return _in_order({**bare, **named})


def _without_articles(key: str) -> str:
    """An Arabic name as it is often typed, without the articles that are written as one with its words."""
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in key.split())


def count_words(site: Site) -> Counter[str]:
    """How often each word of two letters or more stands in texts, notes and entries."""
    counted: Counter[str] = Counter()
    for block in _all_blocks(site):
        text = block.text.casefold()
        if not text.isascii():
            text = " ".join(words_of(text))
        counted.update(_LETTERS.findall(text))
    return counted


def common_words(counted: Mapping[str, int], articles: int) -> list[str]:
    """Words so frequent that they tell articles apart no more."""
    frequent = [(n, word) for word, n in counted.items() if n >= _EVERYWHERE * max(articles, 1)]
    return sorted(word for _, word in sorted(frequent, reverse=True)[:_COMMON])


def empty_words(site: Site, counted: Mapping[str, int]) -> list[str]:
    """Words that a query is better understood without, if it has others: English ones, or else the common ones."""
    languages = {annotated.article.language.split("-")[0] for annotated in site.corpus.articles}
    return _ENGLISH.split() if languages <= {"en"} else common_words(counted, len(site.articles))


def hidden_words(counted: Mapping[str, int], articles: int) -> list[str]:
    """Those of the common words that stand so often that the list of their places would outweigh the whole search."""
    return [word for word in common_words(counted, articles) if counted[word] >= _TOO_OFTEN]


def likely_words(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """(word, count) of what a slip may have meant, sorted."""
    least = 1 if sum(counted.values()) <= _FEW_WORDS else 2
    return _in_order({word: n for word, n in counted.items() if n >= least and len(word) > 3})


def _in_order(items: Mapping[str, T]) -> list[tuple[str, T]]:
    """By key as scripts compare texts: by UTF-16's units, which are in another order than code points."""
    return sorted(items.items(), key=lambda item: item[0].encode("utf-16-be", "surrogatepass"))


def in_pieces(items: Iterable[tuple[str, T]]) -> list[list[tuple[str, T]]]:
    """Sorted items in pieces of some 8 kB."""
    pieces: list[list[tuple[str, T]]] = []
    size = _PIECE
    for item in items:
        if size >= _PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append(item)
        size += len(repr(item))
    return pieces


def _all_names(entity: Entity) -> list[tuple[str, bool]]:
    """(name, whether it is found in just this form), the preferred one first."""
    return [(entity.name, entity.case), *((alias.name, alias.case) for alias in entity.aliases)]


def _names(entity: Entity) -> dict[str, str]:
    """Key -> name, of all names that are met in capitals or without."""
    names = [name for name, case in _all_names(entity) if not case]
    return {key: name for name in reversed(names) if (key := " ".join(words_of(name)))}


def _exact_names(entity: Entity) -> dict[str, str]:
    """Key -> name, of those that are met in just this form."""
    names = [name for name, case in _all_names(entity) if case]
    return {key: name for name in names if (key := " ".join(words_of(name)))}


def _met_spellings(site: Site) -> dict[str, Counter[str]]:
    """Entity -> how often it is met in which spelling: in texts, notes and descriptions."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for entity, mentions in site.crosslinks.mentions.items():
        met[entity].update(mention.exact for mention in mentions)
    for article in site.corpus.articles:
        for note in article.notes:
            _add_names(met, note.annotation.body, article.note_names.get(note.annotation.id, ()))
    for item in site.corpus.entities:
        _add_names(met, item.description, site.corpus.description_names.get(item.id, ()))
    return met


def _add_names(met: Mapping[str, Counter[str]], blocks: Iterable[Block], names: Iterable[Iterable[NameSpan]]) -> None:
    for block, spans in zip(blocks, names, strict=False):
        for start, end, entity in spans:
            met[entity][block.text[start:end]] += 1


def _distinct(met: Mapping[str, int], own: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings to search for, each once; who finds "Hmeimim" finds "Hmeimim Air Base", so the shorter is enough.

    `own` are the keys that mean this entity and no other, with the names that they are of.
    """
    spelt: dict[str, str] = {}
    for spelling, _ in sorted(met.items(), key=lambda item: (-item[1], item[0])):
        key = " ".join(words_of(spelling))
        if key in own:
            short = min((name for name in own if f" {name} " in f" {key} "), key=lambda name: (len(name), name))
            spelt.setdefault(short, " ".join(spelling.split()) if short == key else own[short])
    return tuple(spelt.values())[:_SPELLINGS]


def _all_blocks(site: Site) -> Iterator[Block]:
    for article in site.corpus.articles:
        yield from article.blocks
        for note in article.notes:
            yield from note.annotation.body
    for entity in site.corpus.entities:
        yield from entity.description
