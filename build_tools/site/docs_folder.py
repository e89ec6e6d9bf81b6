"""Site -> `{src_uri: text}` -> docs/. The only writer there: writes what changed, prunes what it made before.

Which files are its own is in the manifest. A file that isn't in it, or that was changed by hand since, is somebody's
work: it is neither overwritten nor deleted.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from build_tools.core.files import list_files, read_file, remove_empty_folders, replace_file
from build_tools.core.kinds import Kinds
from build_tools.core.manifest import OWN, Known, journal_lines, open_journal, read_known, read_pages
from build_tools.core.manifest import write_pages as write_manifest
from build_tools.core.problems import Problem, error
from build_tools.core.processes import map_in_copies
from build_tools.site.form_data import form_scripts
from build_tools.site.pages.registry import LATER_SCRIPTS, find_joined, find_makers
from build_tools.site.site import Site

_THEME = f"{OWN}/theme"
_THEME_SOURCE = Path(__file__).parent.parent / "theme"
_THEME_SUFFIXES = frozenset({".css", ".html", ".js", ".svg"})
"""Of the files that a site is made of; the others there are for those who work on the theme."""
_IGNORES_HEAD = "# Written by `reader build`: what it makes here. Delete this line to keep your own list."
_COMMENTS = re.compile(rb"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE)
"""Comments of scripts and styles that have their lines to themselves: a tenth of what an article's page would load."""
_INDENTATION = re.compile(rb"^[ \t]+", re.MULTILINE)
"""Of scripts and styles, template strings included, where it must not matter: a sixth of what the search loads."""
Maker = Callable[[], Iterable[tuple[str, bytes]]]
"""Makes some pages: (src_uri, content)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing did."""

    changed: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    digests: Mapping[str, str] = field(default_factory=dict)
    """src_uri -> SHA-256 of every page that is in docs/ as it was to be written."""

    @property
    def count(self) -> int:
        """How many pages the site has."""
        return len(self.changed) + self.unchanged


def write_docs(
    docs_dir: Path,
    site: Site,
    root: Path,
    *,
    jobs: int = 1,
    copies: Path | None = None,
    between: Callable[[], None] = lambda: None,
) -> Written:
    """Write the generated pages into `docs_dir`, and delete those of an earlier run that are no more.

    Problems are the pages that are in the way, with paths relative to `root`. The pages are made in `jobs` processes,
    0 for one a core. `copies` is another such folder, whose hand-written pages are copied, for a private build.
    `between` is called now and then, and may raise: what is then left is as after a crash. Raises
    UnsafePathError, before anything is opened, where one of the folders holds a link or what is no file.
    """
    in_place = frozenset(list_files(docs_dir))
    makers = [*(_encoded(make) for make in find_makers(site)), *(_copy_hand_written(copies) if copies else ())]
    known = read_known(docs_dir)
    digests: dict[str, str] = {}
    theirs: dict[str, str] = {}
    changed: list[str] = []
    problems: list[Problem] = []
    with open_journal(docs_dir) as journal:
        for src_uri, digest, state in _write_pages(docs_dir, makers, known, journal, jobs, between):
            if state == "foreign":
                problems.append(_foreign(docs_dir, src_uri, root, edited=src_uri in known))
                if src_uri in known:  # still ours once the hand edit is gone
                    theirs[src_uri] = known[src_uri][-1]
                continue
            digests[src_uri] = digest
            if state in {"missing", "stale"}:
                changed.append(src_uri)
        manifest = digests | theirs
        pruned = _prune(docs_dir, in_place, known, manifest, problems, root)
    write_manifest(docs_dir, manifest)
    _write_ignores(docs_dir, manifest)
    return Written(tuple(changed), tuple(pruned), tuple(problems), len(manifest) - len(changed), digests)


def write_page(docs_dir: Path, src_uri: str, text: str) -> bool:
    """Write one generated page that an earlier build made, before the others; says whether it could be written."""
    known = read_known(docs_dir)
    data = text.encode()
    if _find_state(f"{docs_dir}/{src_uri}", known.get(src_uri, ()), hashlib.sha256(data).hexdigest()) == "foreign":
        return False
    with open_journal(docs_dir) as journal:
        _write_batch(docs_dir, [(src_uri, data)], known, journal)
    return True


_BATCH = 40
"""Makers whose work is handed out at once. They are taken from all over the list, where the few that make many pages
are together.
"""
_ALONE = 200
"""Makers up to which other processes wouldn't be worth their start."""


def _encoded(make: Callable[[], Iterable[tuple[str, str]]]) -> Maker:
    return lambda: [(src_uri, text.encode()) for src_uri, text in make()]


def _copy_hand_written(docs_dir: Path) -> Iterator[Maker]:
    for uri in find_hand_written(docs_dir):
        yield lambda uri=uri: [(uri, read_file(docs_dir / uri))]  # type: ignore[misc]


def find_hand_written(docs_dir: Path) -> list[str]:
    """`src_uri` of every file in docs/ that `write_docs` didn't make, hidden ones left out.

    Raises UnsafePathError for a link.
    """
    ours = read_pages(docs_dir)
    return [uri for uri in list_files(docs_dir, hidden=False) if uri not in ours]


def _write_pages(
    docs_dir: Path,
    makers: Sequence[Maker],
    known: Known,
    journal: BinaryIO,
    jobs: int,
    between: Callable[[], None],
) -> Iterator[tuple[str, str, str]]:
    """(src_uri, digest, state as it was) of every page, those that were missing or stale written."""
    batches = -(-len(makers) // _BATCH)

    def write_batch(number: int) -> list[tuple[str, str, str]]:
        pages: list[tuple[str, bytes]] = []
        for make in makers[number::batches]:
            pages += make()
            between()
        return _write_batch(docs_dir, pages, known, journal)

    for written in map_in_copies(write_batch, batches, jobs if len(makers) > _ALONE else 1):
        yield from written


def _write_batch(
    docs_dir: Path, pages: Sequence[tuple[str, bytes]], known: Known, journal: BinaryIO
) -> list[tuple[str, str, str]]:
    """(src_uri, digest, state as it was) of some pages, those that were missing or stale written."""
    states, batch = [], []
    for src_uri, data in pages:
        digest = hashlib.sha256(data).hexdigest()
        state = _find_state(f"{docs_dir}/{src_uri}", known.get(src_uri, ()), digest)
        states.append((src_uri, digest, state))
        if state in {"missing", "stale"}:
            batch.append((src_uri, digest, data))
    journal.write(journal_lines((src_uri, digest) for src_uri, digest, _ in batch))
    for src_uri, _, data in batch:
        replace_file(f"{docs_dir}/{src_uri}", data)
    return states


def write_theme(docs_dir: Path, kinds: Kinds) -> None:
    """Write the theme's templates, styles and scripts into docs/.reader/theme, where `mkdocs.yml` looks for them, with
    the scripts that hold what the form for a note knows of the corpus.

    Scripts and styles that come with a page are joined. Raises UnsafePathError where that folder holds a link.
    """
    wanted = _read_theme() | {f"assets/js/{name}": text.encode() for name, text in form_scripts(kinds)}
    folder = docs_dir / _THEME
    in_place = list_files(folder)
    for path in in_place:
        if path not in wanted:
            (folder / path).unlink()
            remove_empty_folders((folder / path).parent, folder)
    for path, data in wanted.items():
        if path not in in_place or (folder / path).read_bytes() != data:
            replace_file(f"{folder}/{path}", data)


def _read_theme() -> dict[str, bytes]:
    """Path in the theme's folder -> content of every file that is to be there."""
    texts = {
        path.relative_to(_THEME_SOURCE).as_posix(): _read_asset(path)
        for path in sorted(_THEME_SOURCE.rglob("*"))
        if path.suffix in _THEME_SUFFIXES
    }
    joined = {
        f"assets/{path}": b"".join(texts[f"assets/{part}"] for part in parts) for path, parts in find_joined().items()
    }
    parts = {f"assets/{part}" for parts in find_joined().values() for part in parts}
    later = {f"assets/js/{name}.js" for name in LATER_SCRIPTS}
    return {path: text for path, text in texts.items() if path not in parts - later} | joined


def _read_asset(path: Path) -> bytes:
    data = path.read_bytes()
    return _INDENTATION.sub(b"", _COMMENTS.sub(b"", data)) if path.suffix in {".css", ".js"} else data


def _write_ignores(docs_dir: Path, pages: Iterable[str]) -> None:
    """Keep what builds write out of git: the generated pages, whole folders that have some, and the file that says so.

    A .gitignore that somebody wrote is left alone.
    """
    path = docs_dir / ".gitignore"
    tops = {f"/{first}/" if rest else f"/{first}" for first, _, rest in (uri.partition("/") for uri in pages)}
    text = "\n".join([_IGNORES_HEAD, *sorted({*tops, f"/{OWN}/", "/.gitignore"}), ""]).encode()
    before = read_file(path) if os.path.lexists(path) else _IGNORES_HEAD.encode()
    if before != text and before.startswith(_IGNORES_HEAD.encode()):
        replace_file(str(path), text)


def _find_state(path: str, recorded: Sequence[str], wanted: str) -> str:
    """`missing`; `fresh`: as wanted; `stale`: ours to write; `foreign`: somebody's."""
    try:
        is_file = stat.S_ISREG(os.lstat(path).st_mode)
    except FileNotFoundError:
        return "missing"
    actual = hashlib.sha256(Path(path).read_bytes()).hexdigest() if is_file else ""
    if actual == wanted:
        return "fresh"
    return "stale" if actual in recorded else "foreign"


def _foreign(docs_dir: Path, src_uri: str, root: Path, *, edited: bool) -> Problem:
    place = (_shown(docs_dir / src_uri, root), 0, 0)
    if edited:
        message = "this generated page was changed by hand, so it isn't written again"
        return error("edited-page", place, message, "put the change into source_texts/, then delete this file")
    message = "a page of this name is to be generated, but one written by hand is there"
    return error("hand-written-page", place, message, "rename it, or delete it if it isn't wanted")


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _prune(
    docs_dir: Path,
    in_place: frozenset[str],
    known: Known,
    manifest: dict[str, str],
    problems: list[Problem],
    root: Path,
) -> list[str]:
    pruned = []
    refused = {p.path for p in problems}
    for src_uri, digests in sorted(known.items()):
        path = docs_dir / src_uri
        if src_uri in manifest or _shown(path, root) in refused or src_uri not in in_place:
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() not in digests:
            problems.append(_foreign(docs_dir, src_uri, root, edited=True))
            manifest[src_uri] = digests[-1]
            continue
        path.unlink()
        pruned.append(src_uri)
        remove_empty_folders(path.parent, docs_dir)
    return pruned
