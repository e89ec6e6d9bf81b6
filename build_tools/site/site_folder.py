"""The built site, put in its place only when it is whole, and in place of nothing but an earlier build of this project.

MkDocs empties the folder that it builds into. So it is given a new one inside the site's folder, and the files are then
moved from there. A folder that holds other files than those that the last build is known to have made is left alone.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from build_tools.core.errors import ProjectError
from build_tools.core.files import UnsafePathError, list_files, remove_empty_folders, require_unlinked
from build_tools.core.manifest import OWN, read_site, write_site

_LISTED = 3


@dataclass(slots=True)
class Staging:
    """The new site, until it is installed."""

    path: Path
    """Folder of the files that are new or changed."""
    kept: frozenset[str] = frozenset()
    """Paths in the site of the last build's files that stay."""


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """Where a site is built, and where it is recorded what builds made there."""

    root: Path
    """The project."""
    path: Path
    docs_dir: Path

    def require_ours(self) -> None:
        """Raises UnsafePathError where the folder is, passes or holds a link, ProjectError where foreign files are."""
        if not self._is_recorded:
            return
        require_unlinked(self.root, self._name)
        if self.path.exists() and not self.path.is_dir():
            raise UnsafePathError(errno.ENOTDIR, "it is no folder", self.path)
        made = self._read_made()
        foreign = [path for path in list_files(self.path, hidden=False) if path not in made]
        if foreign:
            more = f" and {len(foreign) - _LISTED:,} more" if len(foreign) > _LISTED else ""
            raise ProjectError(
                f"{self.path} holds files that no build of this project is known to have made:"
                f" {', '.join(foreign[:_LISTED])}{more}",
                "delete the folder if an earlier build made it; else move the files away, or set another `site_dir`",
            )

    @contextmanager
    def replace(self) -> Iterator[Staging]:
        """A new folder to build the site into; if the block ends well, its files take the place of the last build's.

        `require_ours` comes first. Names that begin with a dot are nobody's business: MkDocs makes none, and systems
        put theirs into every folder.
        """
        staging = Staging(self.path / OWN)
        _remove(staging.path)
        staging.path.mkdir(parents=True)
        try:
            yield staging
            self._install(staging)
        finally:
            _remove(staging.path)
            if not any(self.path.iterdir()):  # nothing came of it
                self.path.rmdir()

    def _install(self, staging: Staging) -> None:
        new = list_files(staging.path)
        before, made = self._read_made(), {*new, *staging.kept}
        self._record({*before, *made})  # if this is interrupted, the next build knows either kind as ours
        for path in sorted(before.difference(made)):
            old = self.path / path
            old.unlink(missing_ok=True)
            if old.parent.is_dir():
                remove_empty_folders(old.parent, self.path)
        for path in new:
            _move(f"{staging.path}/{path}", f"{self.path}/{path}")
        self._record(made)

    @property
    def _is_recorded(self) -> bool:
        """Not where the folder is outside the project: `reader serve` makes a new one, all of which is ours."""
        return self.path.is_relative_to(self.root)

    @property
    def _name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    def _read_made(self) -> set[str]:
        return read_site(self.docs_dir, self._name) if self._is_recorded else set(list_files(self.path, hidden=False))

    def _record(self, files: Iterable[str]) -> None:
        if self._is_recorded:
            write_site(self.docs_dir, self._name, files)


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105 (thousands of files)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)  # noqa: PTH105


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
