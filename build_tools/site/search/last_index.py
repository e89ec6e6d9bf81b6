"""The index that the last build left: which of its files this build would write again as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.core.cache import Cache, MemoryCache, find_changed_parts
from build_tools.core.files import FileState, state_of
from build_tools.site.search.readings import Readings


@dataclass(frozen=True, slots=True)
class IndexState:
    """What a build leaves for the next one."""

    readings: Readings = field(default_factory=Readings)
    files: Mapping[str, tuple[bytes, FileState]] = field(default_factory=dict)
    """Path in the site -> digest of what is in the file, and the file's state."""


@dataclass(slots=True)
class LastIndex:
    """The last build's index, and what this build makes of it."""

    before: IndexState = field(default_factory=IndexState)
    site_dir: Path | None = None
    """Where its files are."""
    kept: set[str] = field(default_factory=set)
    """Paths in the site of the files that stay as they are."""
    readings: Readings = field(default_factory=Readings)
    _files: dict[str, tuple[bytes, FileState]] = field(default_factory=dict)

    def keep(self, path: str, content: bytes) -> bool:
        """Whether the last build left this file with this content, so that it stays."""
        kept = self.before.files.get(path)
        if kept is None or self.site_dir is None or kept != (_digest(content), state_of(self.site_dir / path)):
            return False
        self.kept.add(path)
        self._files[path] = kept
        return True

    def add(self, path: str, content: bytes, file: Path) -> None:
        """Note a file that this build has written."""
        state = state_of(file)
        if state:
            self._files[path] = _digest(content), state

    @classmethod
    def load(cls, cache: Cache | MemoryCache, name: str, site_dir: Path) -> LastIndex:
        """What the cache keeps by a name; the files were left in `site_dir`."""
        parted, files = cache.load(name) or ({}, {})
        return cls(IndexState(Readings(parted, cache.load_parts(name)), files), site_dir)

    def store(self, cache: Cache | MemoryCache, name: str) -> None:
        """Keep what the next build wants to know."""
        cache.store_parts(name, find_changed_parts(self.before.readings.kept, self.readings.kept))
        cache.store(name, (self.readings.parted, self._files))


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
