"""Whether a build would change nothing: what the last one read, what it left, and what it said."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.commands.shared.building import Target
from build_tools.core.cache import Cache, MemoryCache
from build_tools.core.errors import ReaderError
from build_tools.core.files import FileState, digest_file, state_of, walk
from build_tools.core.folders import ORIGINAL, SOURCES
from build_tools.core.git import find_ignored, run_git
from build_tools.core.manifest import OWN, read_pages
from build_tools.core.problems import Problem
from build_tools.core.settings import Project, read_all_settings

_AT_TOP = frozenset({".md", ".markdown", ".txt", ".yml", ".yaml"})
"""Endings of the files beside `mkdocs.yml` that the checks read; and git's own begin with `.git`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is kept of a whole build."""

    read: str
    """Digest of all that it read."""
    left: Mapping[str, FileState]
    """Path -> state of every file that it made."""
    pages: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    """MkDocs' own."""


class LastOutcome:
    """The outcome of the last build of a target."""

    def __init__(self, project: Project, target: Target, cache: Cache | MemoryCache, *options: object) -> None:
        """`options` are those that decide what a build makes. Call it before anything is read."""
        self._project, self._target, self._options = project, target, options
        self._cache = cache
        self._name = f"{target.name}-outcome"
        self._read = _digest_input(project, target, options)

    def find_same(self) -> Outcome | None:
        """What the last build left, if a build would find and leave the same."""
        last: Outcome | None = self._cache.load(self._name)
        if last is None or last.read != self._read or last.left != _find_left(self._project, self._target):
            return None
        return last

    def keep(self, pages: int, problems: Sequence[Problem], warnings: Sequence[str]) -> None:
        """Keep this build's outcome, unless somebody saved files meanwhile: some may have been read before."""
        if self._read is not None and self._read == _digest_input(self._project, self._target, self._options):
            left = _find_left(self._project, self._target)
            self._cache.store(self._name, Outcome(self._read, left, pages, tuple(problems), tuple(warnings)))


def _digest_input(project: Project, target: Target, options: tuple[object, ...]) -> str | None:
    """Digest of everything that a build with these options reads; None where nobody knows all of it.

    Nothing goes by time here: a file that was saved again as it was is the same.
    """
    settings = read_all_settings(project.root)
    if settings is None:
        return None
    parts = [settings, str(target), str(options), _describe_repository(project.root)]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape"))
    originals = []
    for path in find_written(project):
        digest.update(b"\0" + os.fsencode(path) + b"\0" + digest_file(project.root / path))
        if path.endswith(f"/{ORIGINAL}"):
            originals.append(path)
    if originals:
        digest.update(str(sorted(find_ignored(project.root, originals) or ())).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def find_written(project: Project) -> Iterator[str]:
    """Paths, relative to the project, of everything that people put there, links and pipes included."""
    docs = project.docs_dir.relative_to(project.root).as_posix()
    made = read_pages(project.docs_dir)
    found = [f"{SOURCES}/{path}" for path, _ in walk(project.root / SOURCES)]
    found += [f"{docs}/{path}" for path, _ in walk(project.docs_dir) if path not in made and not _is_made(path)]
    with os.scandir(project.root) as entries:
        found += [e.name for e in entries if Path(e.name).suffix in _AT_TOP or e.name.startswith(".git")]
    yield from sorted(found)


def _is_made(path: str) -> bool:
    """Whether a path in docs/ is that of a file that builds write beside the pages."""
    return path == ".gitignore" or path.startswith(f"{OWN}/")


def _describe_repository(root: Path) -> str:
    """What the checks ask git: where the history ends, and whether all of it is here."""
    try:
        return run_git(root, "rev-parse", "--show-prefix", "--is-shallow-repository", "HEAD", what="").decode()
    except (ReaderError, OSError, subprocess.TimeoutExpired):
        return ""


def _find_left(project: Project, target: Target) -> dict[str, FileState]:
    """Path -> state of every file that builds made: the pages in docs/ with what is beside them, and the site."""
    made = read_pages(target.docs_dir)
    found = {}
    for folder in dict.fromkeys([project.docs_dir, target.docs_dir, target.site_dir]):
        for path, _ in walk(folder):
            is_ours = folder == target.site_dir or path in made or (_is_made(path) and path != f"{OWN}/lock")
            if is_ours and (state := state_of(folder / path)):
                found[f"{folder}/{path}"] = state
    return found
