"""Which files in a folder are ours: those that a build wrote there. Whatever else is there is somebody's work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from build_tools.core.files import read_file, replace_file

OWN = ".reader"
"""Folder in docs/ that is wholly ours; MkDocs takes no pages from folders that begin with a dot."""
_PAGES = f"{OWN}/manifest.json"
"""The generated pages, each with its SHA-256."""
_JOURNAL = f"{OWN}/journal"
"""What a run has written so far, until its manifest is saved; a line each: SHA-256 and path, with a space between."""
_SITE = f"{OWN}/site.json"
"""The folder of the built site, relative to the project, and the files that the last build made there."""

Known = Mapping[str, Sequence[str]]
"""src_uri -> digests of what we wrote there: the manifest's, then those that a run that didn't end may have left."""


def generated_pages(docs_dir: Path) -> frozenset[str]:
    """`src_uri` of every page that a build made there."""
    return frozenset(read_pages(docs_dir))


def read_pages(docs_dir: Path) -> dict[str, str]:
    """src_uri -> SHA-256 of every page that a build made there. Of what leads out of `docs_dir` nothing is known."""
    pages = _read_json(docs_dir / _PAGES)
    if not isinstance(pages, dict):
        return {}
    return {uri: digest for uri, digest in pages.items() if isinstance(digest, str) and _is_within(uri)}


def read_known(docs_dir: Path) -> Known:
    """The generated pages, those of a run that was interrupted included."""
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
    """A write-ahead log: each page is recorded before it is written, so that the run after a crash knows our pages from
    somebody's. It is deleted once the manifest is saved.
    """
    path = docs_dir / _JOURNAL
    before = read_file(path) if path.exists() else b""
    replace_file(str(path), before)  # a new file: what is appended to it is seen under no other name
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
    """The files that builds made in the site's `folder`, as paths in it; none where they built another folder."""
    site = _read_json(docs_dir / _SITE)
    if not isinstance(site, dict) or site.get("folder") != folder or not isinstance(site.get("files"), list):
        return set()
    return {path for path in site["files"] if isinstance(path, str) and _is_within(path)}


def write_site(docs_dir: Path, folder: str, files: Iterable[str]) -> None:
    """Record the files that a build makes in the site's `folder`."""
    _write_json(docs_dir / _SITE, {"folder": folder, "files": sorted(files)})


def _is_within(path: str) -> bool:
    """Whether a path stays in its folder. The manifest can come from anywhere, and what it lists may be deleted."""
    parts = PurePosixPath(path).parts
    return bool(parts) and "/".join(parts) == path and ".." not in parts and parts[0] not in {"/", OWN}


def _read_json(path: Path) -> Any:
    try:
        return json.loads(read_file(path))
    except (OSError, ValueError, RecursionError):
        return None


def _write_json(path: Path, value: object) -> None:
    replace_file(str(path), (json.dumps(value, indent=0) + "\n").encode())
