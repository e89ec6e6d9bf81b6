"""Corpus -> `{src_uri: text}` -> docs/. The only writer there: writes what changed, prunes what it made before.

Which files are its own stands in docs/.reader/manifest.json, path and SHA-256. A file that isn't in it, or that was
changed by hand since, is somebody's work: it is neither overwritten nor deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from build_tools.crosslinks import build_crosslinks
from build_tools.model import Corpus
from build_tools.problems import Problem, error
from build_tools.processes import map_in_copies
from build_tools.render import Repository, Site, find_makers

OWN = ".reader"
"""Folder in docs/ that is wholly ours; MkDocs takes no pages from folders that begin with a dot."""
MANIFEST = f"{OWN}/manifest.json"
JOURNAL = f"{OWN}/journal"
"""What a run has written until its manifest stands; a line each: SHA-256, bytes and path, with spaces between."""
THEME = f"{OWN}/theme"
_THEME_SOURCE = Path(__file__).parent / "theme"


class Written(NamedTuple):
    """What writing did."""

    changed: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0


def build_site(name: str, description: str, corpus: Corpus, repository: Repository | None = None) -> Site:
    """The corpus with everything that its pages link to."""
    return Site.of(name, description, corpus, build_crosslinks(corpus.articles), repository)


def write_docs(docs_dir: Path, site: Site, root: Path, *, jobs: int = 1) -> Written:
    """Write the generated pages into `docs_dir`, and delete those of an earlier run that are no more.

    Problems are the pages that stand in the way, with paths relative to `root`. The pages are made in `jobs` processes,
    0 for one a core.
    """
    known = _read_known(docs_dir)
    manifest: dict[str, str] = {}
    changed: list[str] = []
    problems: list[Problem] = []
    with _open_journal(docs_dir) as journal:
        for src_uri, digest, state in _write_pages(docs_dir, site, known, journal, jobs):
            if state == "foreign":
                problems.append(_foreign(docs_dir, src_uri, root, edited=src_uri in known))
                if src_uri in known:  # still ours once the hand edit is gone
                    manifest[src_uri] = known[src_uri][-1]
                continue
            manifest[src_uri] = digest
            if state in {"missing", "stale"}:
                changed.append(src_uri)
        pruned = _prune(docs_dir, known, manifest, problems, root)
    _write_manifest(docs_dir, manifest)
    return Written(tuple(changed), tuple(pruned), tuple(problems), len(manifest) - len(changed))


_BATCH = 40
"""Makers whose work is handed out at once. They are taken from all over the list, where the few that make many pages
stand together.
"""
_ALONE = 200
"""Makers up to which other processes wouldn't be worth their start."""


def _write_pages(
    docs_dir: Path, site: Site, known: Known, journal: BinaryIO, jobs: int
) -> Iterator[tuple[str, str, str]]:
    """(src_uri, digest, state as it was) of every page, those that were missing or stale written."""
    makers = find_makers(site)
    batches = -(-len(makers) // _BATCH)

    def write_batch(number: int) -> list[tuple[str, str, str]]:
        pages = [(src_uri, text.encode()) for make in makers[number::batches] for src_uri, text in make()]
        return _write_batch(docs_dir, pages, known, journal)

    for written in map_in_copies(write_batch, batches, jobs if len(makers) > _ALONE else 1):
        yield from written


def _write_batch(
    docs_dir: Path, pages: Sequence[tuple[str, bytes]], known: Known, journal: BinaryIO
) -> list[tuple[str, str, str]]:
    """(src_uri, digest, state as it was) of some pages, those that were missing or stale written."""
    told, batch, lines = [], [], []
    for src_uri, data in pages:
        path, digest = f"{docs_dir}/{src_uri}", hashlib.sha256(data).hexdigest()
        state = _state(path, known.get(src_uri, ()), digest)
        told.append((src_uri, digest, state))
        if state in {"missing", "stale"}:
            lines.append(f"{digest} {len(data)} {src_uri}\n")
            batch.append((_create if state == "missing" else _write, path, data))
    journal.write("".join(lines).encode())
    for write, path, data in batch:
        write(path, data)
    return told


def write_theme(docs_dir: Path) -> None:
    """Mirror the theme's templates, styles and scripts into docs/.reader/theme, where `mkdocs.yml` looks for them."""
    wanted = {
        path.relative_to(_THEME_SOURCE).as_posix(): path.read_bytes()
        for path in sorted(_THEME_SOURCE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    mirror(docs_dir / THEME, wanted)


def mirror(folder: Path, wanted: Mapping[str, bytes]) -> None:
    """Make a folder of ours hold just these files, given by path; touch only what differs."""
    for path in [p for p in folder.rglob("*") if p.is_file()]:
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
            _remove_empty(path.parent, folder)
    for relative, data in wanted.items():
        path = folder / relative
        if not path.is_file() or path.read_bytes() != data:
            _write(path, data)


def copy_hand_written(docs_dir: Path, other: Path) -> None:
    """Bring the pages of docs/ that `write_docs` didn't make into another such folder, for a private build."""
    ours, generated_there = _read_manifest(docs_dir), _read_manifest(other)
    pages = {
        uri: path.read_bytes()
        for path in sorted(docs_dir.rglob("*"))
        if path.is_file() and not (uri := path.relative_to(docs_dir).as_posix()).startswith(".") and uri not in ours
    }
    for path in [p for p in other.rglob("*") if p.is_file()]:
        uri = path.relative_to(other).as_posix()
        if not uri.startswith(".") and uri not in generated_there and uri not in pages:
            path.unlink()
    for uri, data in pages.items():
        _write(other / uri, data)


def generated_pages(docs_dir: Path) -> frozenset[str]:
    """`src_uri` of every page that `write_docs` made there."""
    return frozenset(_read_manifest(docs_dir))


def _state(path: str, recorded: Sequence[str], wanted: str) -> str:
    """`missing`; `fresh`: as wanted; `stale`: ours to write; `foreign`: somebody's."""
    if not os.path.lexists(path):
        return "missing"
    actual = hashlib.sha256(Path(path).read_bytes()).hexdigest() if Path(path).is_file() else ""
    if actual == wanted:
        return "fresh"
    return "stale" if actual in recorded else "foreign"


def _foreign(docs_dir: Path, src_uri: str, root: Path, *, edited: bool) -> Problem:
    place = (_shown(docs_dir / src_uri, root), 0, 0)
    if edited:
        message = "this generated page was changed by hand, so it isn't written anew"
        return error("edited-page", place, message, "put the change into source_texts/, then delete this file")
    message = "a page of this name is to be generated, but one written by hand is there"
    return error("hand-written-page", place, message, "rename it, or delete it if it isn't wanted")


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _prune(docs_dir: Path, known: Known, manifest: dict[str, str], problems: list[Problem], root: Path) -> list[str]:
    pruned = []
    refused = {p.path for p in problems}
    for src_uri, digests in sorted(known.items()):
        path = docs_dir / src_uri
        if src_uri in manifest or _shown(path, root) in refused or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() not in digests:
            problems.append(_foreign(docs_dir, src_uri, root, edited=True))
            manifest[src_uri] = digests[-1]
            continue
        path.unlink()
        pruned.append(src_uri)
        _remove_empty(path.parent, docs_dir)
    return pruned


def _remove_empty(folder: Path, docs_dir: Path) -> None:
    while folder != docs_dir and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _read_manifest(docs_dir: Path) -> dict[str, str]:
    try:
        manifest = json.loads((docs_dir / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in manifest.items() if isinstance(v, str)} if isinstance(manifest, dict) else {}


Known = Mapping[str, Sequence[str]]
"""src_uri -> digests of what we wrote there: as the manifest has it, then as a run that didn't end may have left it."""


def _read_known(docs_dir: Path) -> Known:
    known = {src_uri: [digest] for src_uri, digest in _read_manifest(docs_dir).items()}
    try:
        lines = (docs_dir / JOURNAL).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return known
    for digest, size, src_uri in (line.split(" ", 2) for line in lines if line.count(" ") > 1):
        known.setdefault(src_uri, []).append(digest)
        if begun := _digest_of_part(docs_dir / src_uri, int(size) if size.isdecimal() else 0):
            known[src_uri].append(begun)
    return known


_BLOCK = 4096
"""Bytes that a system writes of a file at once, or a multiple of that."""


def _digest_of_part(path: Path, size: int) -> str | None:
    """The digest of a page of `size` bytes whose writing was cut off; None where that isn't so."""
    if not path.is_file() or (found := path.stat().st_size) >= size or found % _BLOCK:
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _open_journal(docs_dir: Path) -> Iterator[BinaryIO]:
    """Where each page is told of before it is written: without that, the pages of a run that was interrupted would look
    like somebody's to the next. It goes once the manifest can be written.
    """
    path = docs_dir / JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as journal:  # appended to unbuffered, so that the copies don't mix their lines
        yield journal


def _write_manifest(docs_dir: Path, manifest: Mapping[str, str]) -> None:
    _write(docs_dir / MANIFEST, (json.dumps(dict(sorted(manifest.items())), indent=0) + "\n").encode())
    (docs_dir / JOURNAL).unlink(missing_ok=True)


def _create(path: str, data: bytes) -> None:
    """Write a page that isn't there: in its place, which takes half as long as a file beside it that takes the place.

    If this process ends meanwhile, the journal knows what is there of it. An OSError names the page.
    """
    try:
        file = _open_new(path)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = _open_new(path)
    with file:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
        except OSError as exc:
            Path(path).unlink()
            raise OSError(exc.errno, exc.strerror, path) from exc


def _open_new(path: str) -> FileIO:
    return open(path, "xb", buffering=0)  # noqa: PTH123 (thousands of pages; pathlib takes as long as the disk)


def _write(path: str | Path, data: bytes) -> None:
    """Write whole or not at all: a page half written would look hand-edited to the next run.

    An OSError names the page, and not the file beside it that is to take its place.
    """
    try:
        _replace(path, data)
    except OSError as exc:
        raise OSError(exc.errno, exc.strerror, str(path)) from exc


def _replace(path: str | Path, data: bytes) -> None:
    folder, name = os.path.split(path)
    temporary = f"{folder}/.{name}.tmp"
    try:
        file = open(temporary, "wb")  # noqa: SIM115, PTH123 (as above)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        file = open(temporary, "wb")  # noqa: SIM115, PTH123
    with file:
        file.write(data)
    os.replace(temporary, path)  # noqa: PTH105, as above
