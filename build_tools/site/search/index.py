"""Site -> `pagefind/` beside its pages: Pagefind's index, every file of it a script.

A page opened from disk can't fetch, but it can load scripts. So each file, compressed as Pagefind leaves it, stands
base64-coded in a call of `readerChunk`, and search/index-reader.js reads it in this one form over http too.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.site.search.cbor import decode_cbor
from build_tools.site.search.chunks import cut_chunk, shortest_after
from build_tools.site.search.pagefind import index_pages
from build_tools.site.search.records import entity_path, find_records, render_record, words_pattern
from build_tools.site.search.vocabulary import (
    Name,
    common_words,
    count_words,
    empty_words,
    find_names,
    hidden_words,
    in_pieces,
    likely_words,
)
from build_tools.site.site import Site

FOLDER = "pagefind"
"""In the site; holds nothing but the index."""
_LISTED = 200
"""Articles up to which the search page lists all of them to choose from."""
_LARGE = 200
"""Articles from which on a query is looked up without its common words."""
_LEVEL = 6
"""Of compression: the highest takes twice as long, for half a percent."""
_SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind's begins with, once it is decompressed."""


def build_index(site_dir: Path, site: Site) -> None:
    """Index the texts, notes and entries of `site` into `site_dir`, in place of an earlier index.

    Raises ProjectError where Pagefind fails.
    """
    counted = count_words(site)
    hidden = words_pattern(hidden_words(counted, len(site.articles)))
    made = index_pages((record.path, render_record(record, hidden)) for record in find_records(site))
    folder = site_dir / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("index", "filter", "fragment", "names", "words"):
        (folder / name).mkdir(parents=True)
    records = _write_index(made, folder)
    _write(folder, "start", _start(folder, site, counted, records))


def _write_index(made: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """Write the index's parts under short names, and a table of contents with what the search page needs of Pagefind's.

    Gives the names of the records by their paths.

    Pagefind names its parts by their hashes, which tell nothing, don't compress, and differ from run to run where it
    doesn't sort what a filter holds. Our names for records say which group they belong to: a1, n2, g3.
    """
    metas = [data for path, data in made.items() if path.endswith(".pf_meta")]
    _version, pages, chunks, filters, *_ = _unpack(metas[0]) if metas else ("", [], [], [])
    kinds, records = [], {}
    for number, (name, _words) in enumerate(pages):
        fragment = made[f"fragment/{name}.pf_fragment"]
        path = _path_of(fragment)
        kinds.append(path[0])  # a for an article's text, n for notes, g for an entry of the glossary
        records[path] = f"{kinds[-1]}{number}"
        _write(folder, f"fragment/{kinds[-1]}{number}", fragment)
    for name, part in filters:
        _, values = _unpack(made[f"filter/{part}.pf_filter"])
        _write(folder, f"filter/{name}", _pack(dict(sorted(values))))
    lengths = "".join(_letter(words) for _, words in pages)
    beginnings = list(_write_chunks(folder, (made[f"index/{name}.pf_index"] for _first, _last, name in chunks)))
    contents = {"kinds": "".join(kinds), "lengths": lengths, "chunks": beginnings}
    _write(folder, "meta", _pack(contents))
    return records


def _write_chunks(folder: Path, chunks: Iterable[bytes]) -> Iterator[str]:
    """Where each chunk begins: the words of one are no less than that, and those before it are less."""
    last = ""
    pieces = (piece for chunk in chunks for piece in cut_chunk(gzip.decompress(chunk)[len(_SIGNATURE) :]))
    for number, (first, end, words) in enumerate(pieces):
        _write(folder, f"index/{number}", gzip.compress(words, _LEVEL, mtime=0))
        yield shortest_after(last, first)
        last = end


def _letter(words: int) -> str:
    """A record's length to a quarter: it only weighs how much a word tells there."""
    return chr(48 + round(math.log(max(words, 1), 1.25)))


def _path_of(fragment: bytes) -> str:
    address: str = json.loads(gzip.decompress(fragment)[len(_SIGNATURE) :])["url"]
    return address.lstrip("/")


def _unpack(data: bytes) -> Any:
    return decode_cbor(gzip.decompress(data)[len(_SIGNATURE) :])


def _pack(value: Any) -> bytes:
    return gzip.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), mtime=0)


def _start(folder: Path, site: Site, counted: Mapping[str, int], records: Mapping[str, str]) -> dict[str, Any]:
    """What the search page has to know before its first query."""
    slugs = site.crosslinks.order if len(site.articles) <= _LISTED else ()
    notes = {note.annotation.kind for article in site.corpus.articles for note in article.notes}
    entities = {entity.kind for entity in site.corpus.entities}
    return {
        "empty": empty_words(site, counted),
        "common": common_words(counted, len(site.articles)) if len(site.articles) > _LARGE else [],
        "hidden": hidden_words(counted, len(site.articles)),
        "names": list(_write_names(folder, find_names(site), records)),
        "words": list(_write_words(folder, likely_words(counted))),
        "articles": [[slug, site.articles[slug].article.title] for slug in slugs],
        "notes": [[kind.id, kind.label] for kind in site.kinds.notes if kind.id in notes],
        "entities": [[kind.id, kind.label] for kind in site.kinds.entities if kind.id in entities],
    }


def _write_names(folder: Path, names: Iterable[tuple[str, list[Name]]], records: Mapping[str, str]) -> Iterator[str]:
    """The first key of every piece. A piece is its entities, and (key, index of an entity, exact form) thrice over."""
    for number, piece in enumerate(in_pieces(names)):
        entities: dict[tuple[Any, ...], int] = {}
        keys = [
            [key, entities.setdefault(entity, len(entities)), *([exact] if exact else [])]
            for key, meanings in piece
            for identifier, *named, exact in meanings
            for entity in ((identifier, *named, records[entity_path(identifier)]),)
        ]
        _write(folder, f"names/{number}", {"entities": list(entities), "keys": keys})
        yield piece[0][0]


def _write_words(folder: Path, words: Iterable[tuple[str, int]]) -> Iterator[str]:
    """The first word of every piece."""
    for number, piece in enumerate(in_pieces(words)):
        _write(folder, f"words/{number}", " ".join(f"{word} {count}" for word, count in piece))
        yield piece[0][0]


def _write(folder: Path, name: str, data: object) -> None:
    shown = base64.b64encode(data).decode() if isinstance(data, bytes) else data
    payload = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.js").write_text(f'readerChunk("{name}",{payload})\n', "utf-8")
