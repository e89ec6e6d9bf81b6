"""Site -> `search-index/` beside its pages: an inverted index, every file of it a script.

A page opened from disk can't fetch, but it can load scripts; each file is a call of `readerChunk`, and
search/index-reader.js reads it so over http too. The files:

    start            what the search page has to know before its first query
    meta             how many records of which kind, their lengths, the first word of each file of words
    words/NAME       for some words the lists of their records       (postings.py)
    places/NAME      for the same words the lists of their places
    records/NAME     names of records, in the order of their numbers
    text/KIND/NAME   a record's text                                  (records.py)
    names/NAME       names of the glossary, and what they mean        (vocabulary.py)
    likely/NAME      what a slip may have meant, by first letter
    filter/NAME      the records that a filter leaves
"""

from __future__ import annotations

import math
import shutil
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from build_tools.site.search.last_index import LastIndex
from build_tools.site.search.page_texts import find_page_texts
from build_tools.site.search.pieces import IndexFolder, cut, utf16_order
from build_tools.site.search.postings import Postings, find_parted
from build_tools.site.search.readings import Reader
from build_tools.site.search.records import KINDS, Record, find_records
from build_tools.site.search.varints import varint
from build_tools.site.search.vocabulary import (
    Name,
    Vocabulary,
    apart_words,
    capital_words,
    common_words,
    count_words,
    empty_words,
    find_names,
    heavy_words,
    likely_words,
)
from build_tools.site.site import Site

FOLDER = "search-index"
"""In the site; holds nothing but the index."""
_LISTED = 200
"""Articles up to which the search page lists all of them to choose from."""
_LARGE = 200
"""Articles from which on a query is looked up without its common words."""
_NAMES = 8_000
"""Bytes of a file of names, about."""
_SHARED = 255
"""Letters, at most, that a word shares with the one before it, so that their number is one byte."""


def build_index(
    site_dir: Path,
    site: Site,
    hand_written: Iterable[str] = (),
    kept: Container[str] = frozenset(),
    last: LastIndex | None = None,
) -> None:
    """Index everything in `site` into `site_dir`, in place of an earlier index, and the pages written by hand there.

    `hand_written` are the `src_uri` of the latter, `kept` the site's pages that aren't in the folder. Files of the
    `last` index that are still as they should be are left out.
    """
    last = last or LastIndex()
    pages = list(find_page_texts(site_dir, hand_written, kept))
    vocabulary = count_words(find_records(site, pages))
    folder = IndexFolder(site_dir / FOLDER, last)
    shutil.rmtree(folder.path, ignore_errors=True)
    apart = apart_words(site, vocabulary.counted)
    postings, reader = Postings(), Reader(find_parted(vocabulary.words(), apart), last.before.readings)
    meta = _write_records(folder, find_records(site, pages), postings, reader)
    meta["chunks"] = list(_write_words(folder, postings))
    folder.write_json("meta", meta)
    folder.write("start", _start(folder, site, vocabulary, apart))
    last.readings = reader.after


def _write_records(
    folder: IndexFolder, records: Iterable[Record], postings: Postings, reader: Reader
) -> dict[str, Any]:
    """Write each record's text, and add its words; returns what is said of all records."""
    counts = dict.fromkeys(KINDS, 0)
    filters: defaultdict[str, list[int]] = defaultdict(list)
    lengths, named = [], []
    for number, record in enumerate(records):
        counts[record.kind] += 1
        reading = reader.read(record.path, (text for _, text in record.segments))
        postings.add(number, reading)
        lengths.append(_letter(reading.length))
        named.append((record.path, len(record.path), number))
        for kind in record.filters:
            filters[f"{record.kind}-{kind}"].append(number)
        folder.write_json(f"text/{record.path}", [record.href, record.title, *map(list, record.segments)])
    for name, numbers in sorted(filters.items()):
        folder.write(f"filter/{name}", numbers)
    pieces = []
    for name, held in cut(named):
        folder.write_json(f"records/{name}", [path for path, _ in held])
        pieces.append([held[0][1], name])
    return {"counts": counts, "lengths": "".join(lengths), "records": pieces}


def _letter(places: int) -> str:
    """A record's length to a quarter: it only weighs what a word says there."""
    return chr(48 + round(math.log(max(places, 1), 1.25)))


def _write_words(folder: IndexFolder, postings: Postings) -> Iterator[str]:
    """Write the lists; returns the first word of each file."""
    sizes = (
        (word, len(word) + 3 + len(postings.records[word]) + len(postings.places[word]), word)
        for word in sorted(postings.records, key=utf16_order)
    )
    for name, held in cut(sizes):
        words = [word for word, _ in held]
        folder.write(f"words/{name}", b"".join(_entries(words, postings)))
        folder.write(f"places/{name}", b"".join(_with_length(postings.places[word]) for word in words))
        yield words[0]


def _entries(words: Sequence[str], postings: Postings) -> Iterator[bytes]:
    """Each word, without the letters that it shares with the one before, and the list of its records."""
    before = ""
    for word in words:
        shared = _shared_letters(before, word)
        yield bytes([shared]) + _with_length(word[shared:].encode()) + _with_length(postings.records[word])
        before = word


def _shared_letters(before: str, word: str) -> int:
    """How many letters two words begin with alike; scripts count other units, so none outside the basic plane."""
    shared = 0
    for a, b in zip(before[:_SHARED], word, strict=False):
        if a != b or a > "\uffff":
            break
        shared += 1
    return shared


def _with_length(data: bytes | bytearray) -> bytes:
    return varint(len(data)) + data


def _start(folder: IndexFolder, site: Site, vocabulary: Vocabulary, apart: Sequence[str]) -> dict[str, Any]:
    """What the search page has to know before its first query."""
    counted = vocabulary.counted
    names = find_names(site, vocabulary)
    slugs = site.crosslinks.order if len(site.articles) <= _LISTED else ()
    notes = {note.annotation.kind for article in site.corpus.articles for note in article.notes}
    entities = {entity.kind for entity in site.corpus.entities}
    empty = empty_words(site, counted)
    return {
        "empty": empty,
        "capital": capital_words(vocabulary, empty),
        "spaced": vocabulary.spaced,
        "apart": apart,
        "common": common_words(counted, len(site.articles)) if len(site.articles) > _LARGE else [],
        "heavy": heavy_words(counted),
        "names": list(_write_names(folder, names)),
        "likely": "".join(_write_likely(folder, likely_words(counted), [key for key, _ in names])),
        "languages": sorted({annotated.article.language for annotated in site.corpus.articles}),
        "articles": [[slug, site.articles[slug].article.title] for slug in slugs],
        "notes": [[kind.id, kind.label] for kind in site.kinds.notes if kind.id in notes],
        "entities": [[kind.id, kind.label] for kind in site.kinds.entities if kind.id in entities],
    }


def _write_names(folder: IndexFolder, names: Iterable[tuple[str, list[Name]]]) -> Iterator[str]:
    """The first key of each file. A file has its entities, and for each key the number of one and more, if need be."""
    for file, held in cut(((key, _size(key, meant), meant) for key, meant in names), _NAMES):
        entities: dict[tuple[Any, ...], int] = {}
        keys = []
        for key, meant in held:
            for name in meant:
                entity = entities.setdefault((name.entity, name.name, name.spellings, name.number), len(entities))
                more = [name.exact, 1] if name.weak else [name.exact] if name.exact else []
                keys.append([key, entity, *more])
        folder.write_json(f"names/{file}", {"entities": list(entities), "keys": keys})
        yield held[0][0]


def _size(key: str, meant: Iterable[Name]) -> int:
    return sum(len(key) + len(name.name) + sum(map(len, name.spellings)) + 20 for name in meant)


def _write_likely(folder: IndexFolder, words: Iterable[tuple[str, int]], names: Iterable[str]) -> Iterator[str]:
    """The first letters for which there is a file: of words with their counts, and of names without."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for key in names:
        by_letter[key[0]].append(key)
    for word, count in words:
        by_letter[word[0]].append(f"{word} {count}")
    for letter, lines in sorted(by_letter.items()):
        folder.write_json(f"likely/{ord(letter):x}", lines)
        yield letter
