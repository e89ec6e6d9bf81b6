"""Site -> `pagefind/` beside its pages: Pagefind's index, every file of it a script.

A page opened from disk can't fetch, but it can load scripts. So each file, compressed as Pagefind leaves it, stands
base64-coded in a call of `readerChunk`, and search-index.js reads it in this one form over http too. Of Pagefind's own
scripts only its WebAssembly is kept; its JavaScript is made of modules, workers and fetches.
"""

from __future__ import annotations

import base64
import gzip
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.model import AnnotationKind, EntityKind
from build_tools.render import Site
from build_tools.search import cbor
from build_tools.search.names import Name, common_words, count_words, find_names, in_pieces, likely_words
from build_tools.search.pagefind import index_pages
from build_tools.search.records import find_records, render_record

FOLDER = "pagefind"
"""In the site; holds nothing but the index."""
_LISTED = 200
"""Articles up to which the search page lists all of them to choose from."""
_SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind's begins with, once it is decompressed."""


def build_index(site_dir: Path, site: Site) -> None:
    """Index the texts, notes and entries of `site` into `site_dir`, in place of an earlier index.

    Raises ProjectError where Pagefind fails.
    """
    language = _language(site)
    made = index_pages(((record.path, render_record(record, language)) for record in find_records(site)), language)
    shutil.rmtree(site_dir / FOLDER, ignore_errors=True)
    _write_scripts(made, site_dir / FOLDER, site)


def _language(site: Site) -> str:
    """The language most articles are in: its word endings are the ones that a search sees through."""
    counted = Counter(article.article.language.split("-")[0].lower() for article in site.corpus.articles)
    return min(counted, key=lambda language: (-counted[language], language)) if counted else "en"


def _write_scripts(made: Mapping[str, bytes], folder: Path, site: Site) -> None:
    for name in ("index", "filter", "fragment", "names", "words"):
        (folder / name).mkdir(parents=True)
    languages = json.loads(made["pagefind-entry.json"])["languages"]
    for entry in languages.values():  # one, for the language is forced; none where there is nothing to index
        _write(folder, "engine", made[f"wasm.{entry['wasm'] or 'unknown'}.pagefind"])
        _write(folder, "meta", _rename(made, folder, made[f"pagefind.{entry['hash']}.pf_meta"]))
    _write(
        folder, "start", {"records": sum(entry["page_count"] for entry in languages.values()), **_start(folder, site)}
    )


def _rename(made: Mapping[str, bytes], folder: Path, meta: bytes) -> bytes:
    """Write the index's parts under short names, and return the table of contents with these names.

    Pagefind names its parts by their hashes, which tell nothing, don't compress, and differ from run to run where it
    doesn't sort what a filter holds. Our names for records say which group they belong to: a1, n1, g1.
    """
    version, pages, chunks, filters, *rest = _unpack(meta)
    for number, page in enumerate(pages):
        fragment = made[f"fragment/{page[0]}.pf_fragment"]
        page[0] = f"{_group(fragment)}{number}"
        _write(folder, f"fragment/{page[0]}", fragment)
    for number, chunk in enumerate(chunks):
        _write(folder, f"index/{number}", made[f"index/{chunk[2]}.pf_index"])
        chunk[2] = str(number)
    for item in filters:
        name, values = _unpack(made[f"filter/{item[1]}.pf_filter"])
        _write(folder, f"filter/{name}", _pack([name, sorted(values)]))
        item[1] = name
    return _pack([version, pages, chunks, sorted(filters), *rest])


def _group(fragment: bytes) -> str:
    """A for an article's text, n for notes, g for an entry of the glossary."""
    address: str = json.loads(gzip.decompress(fragment)[len(_SIGNATURE) :])["url"]
    return address.lstrip("/")[0]


def _unpack(data: bytes) -> list[Any]:
    found: list[Any] = cbor.decode(gzip.decompress(data)[len(_SIGNATURE) :])
    return found


def _pack(value: list[Any]) -> bytes:
    return gzip.compress(_SIGNATURE + cbor.encode(value), mtime=0)


def _start(folder: Path, site: Site) -> dict[str, Any]:
    """What the search page has to know before its first query."""
    counted = count_words(site)
    slugs = site.crosslinks.order if len(site.articles) <= _LISTED else ()
    notes = {note.annotation.kind for article in site.corpus.articles for note in article.notes}
    entities = {entity.kind for entity in site.corpus.entities}
    return {
        "common": common_words(counted, len(site.articles)),
        "names": list(_write_names(folder, find_names(site))),
        "words": list(_write_words(folder, likely_words(counted))),
        "articles": [[slug, site.articles[slug].article.title] for slug in slugs],
        "notes": [kind.value for kind in AnnotationKind if kind in notes],
        "entities": [kind.value for kind in EntityKind if kind in entities],
    }


def _write_names(folder: Path, names: Iterable[tuple[str, list[Name]]]) -> Iterator[str]:
    """The first key of every piece. A piece is its entities, and (key, index of an entity, exact form) thrice over."""
    for number, piece in enumerate(in_pieces(names)):
        entities: dict[tuple[Any, ...], int] = {}
        keys = [
            [key, entities.setdefault(entity, len(entities)), *([exact] if exact else [])]
            for key, meanings in piece
            for *entity_parts, exact in meanings
            for entity in (tuple(entity_parts),)
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
