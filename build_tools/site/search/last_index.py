"""The index that the last build left: which of its files this build would write again as they are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.site.search.readings import Readings


@dataclass(frozen=True, slots=True)
class IndexState:
    """What a build leaves for the next one."""

    readings: Readings = field(default_factory=Readings)
    files: Mapping[str, tuple[bytes, tuple[int, int]]] = field(default_factory=dict)
    """Path in the site -> digest of what is in the file, and (bytes, nanoseconds of the last change) of the file."""


@dataclass(slots=True)
class LastIndex:
    """The last build's index, and what this build makes of it."""

    before: IndexState = field(default_factory=IndexState)
    site_dir: Path | None = None
    """Where its files are."""
    kept: set[str] = field(default_factory=set)
    """Paths in the site of the files that stay as they are."""
    readings: Readings = field(default_factory=Readings)
    _files: dict[str, tuple[bytes, tuple[int, int]]] = field(default_factory=dict)

    def keep(self, path: str, content: bytes) -> bool:
        """Whether the last build left this file with this content, so that it stays."""
        kept = self.before.files.get(path)
        if kept is None or self.site_dir is None or kept != (_digest(content), _find_state(self.site_dir / path)):
            return False
        self.kept.add(path)
        self._files[path] = kept
        return True

    def add(self, path: str, content: bytes, file: Path) -> None:
        """Note a file that this build has written."""
        state = _find_state(file)
        if state:
            self._files[path] = _digest(content), state

    @property
    def after(self) -> IndexState:
        return IndexState(self.readings, self._files)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _find_state(path: Path) -> tuple[int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
