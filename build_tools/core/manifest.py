"""Which files in a folder were written by a build. All other files there are somebody's work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from build_tools.core.files import read_file, replace_file

OWN = ".reader"
"""Folder in docs/ that only builds write to; MkDocs takes no pages from folders that begin with a dot."""
_PAGES = f"{OWN}/manifest.json"
"""The generated pages, each with its SHA-256."""
_JOURNAL = f"{OWN}/journal"
"""The pages that a run has written so far, until its manifest is saved; a line for each: SHA-256, space, path."""
_SITE = f"{OWN}/site.json"
"""The folder of the built site, relative to the project, and the files that the last build made there."""

Known = Mapping[str, Sequence[str]]
"""src_uri -> SHA-256 of what builds wrote there: the manifest's, then those that an interrupted run may have left."""


def generated_pages(docs_dir: Path) -> frozenset[str]:
    """`src_uri` of every page that a build made in `docs_dir`."""
    return frozenset(read_pages(docs_dir))


def read_pages(docs_dir: Path) -> dict[str, str]:
    """src_uri -> SHA-256 of every page that a build made in `docs_dir`; paths that lead out of it are left out."""
    pages = _read_json(docs_dir / _PAGES)
    if not isinstance(pages, dict):
        return {}
    return {uri: digest for uri, digest in pages.items() if isinstance(digest, str) and _is_within(uri)}


def read_known(docs_dir: Path) -> Known:
    """The generated pages, including those of an interrupted run."""
    known = {src_uri: [digest] for src_uri, digest in read_pages(docs_dir).items()}
    try:
        lines = read_file(docs_dir / _JOURNAL).decode("utf-8").splitlines()
    except (OSError, ValueError):
        return known
    for digest, _, src_uri in (line.partition(" ") for line in lines):
        if _is_within(src_uri):
            known.setdefault(src_uri, []).append(digest)
    return known


@contextmanager
def open_journal(docs_dir: Path) -> Iterator[BinaryIO]:
    """A write-ahead log: each page is recorded before it is written, so that the run after a crash can tell generated
    pages from hand-written ones. It is deleted once the manifest is saved.
    """
    path = docs_dir / _JOURNAL
    before = read_file(path) if path.exists() else b""
    replace_file(str(path), before)  # a new file, in case this one has hard links
    with path.open("ab", buffering=0) as journal:  # unbuffered, so that several processes don't mix their lines
        yield journal


def journal_lines(pages: Iterable[tuple[str, str]]) -> bytes:
    """The journal's lines for (src_uri, digest) of pages that are about to be written."""
    return "".join(f"{digest} {src_uri}\n" for src_uri, digest in pages).encode()


def write_pages(docs_dir: Path, pages: Mapping[str, str]) -> None:
    """Save the manifest, and delete the journal."""
    _write_json(docs_dir / _PAGES, dict(sorted(pages.items())))
    (docs_dir / _JOURNAL).unlink(missing_ok=True)


def read_site(docs_dir: Path, folder: str) -> set[str]:
    """The files that builds made in the site's `folder`, as paths in it; none if they built another folder."""
    site = _read_json(docs_dir / _SITE)
    if not isinstance(site, dict) or site.get("folder") != folder or not isinstance(site.get("files"), list):
        return set()
    return {path for path in site["files"] if isinstance(path, str) and _is_within(path)}


def write_site(docs_dir: Path, folder: str, files: Iterable[str]) -> None:
    """Record the files that a build makes in the site's `folder`, as paths in it."""
    _write_json(docs_dir / _SITE, {"folder": folder, "files": sorted(files)})


def _is_within(path: str) -> bool:
    """Whether a path stays in its folder: a manifest can come from anywhere, and builds delete files that it lists."""
    parts = PurePosixPath(path).parts
    return bool(parts) and "/".join(parts) == path and ".." not in parts and parts[0] not in {"/", OWN}


def _read_json(path: Path) -> Any:
    try:
        return json.loads(read_file(path))
    except (OSError, ValueError, RecursionError):
        return None


def _write_json(path: Path, value: object) -> None:
    replace_file(str(path), (json.dumps(value, indent=0) + "\n").encode())
