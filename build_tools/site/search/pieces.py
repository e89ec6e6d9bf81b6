"""Sorted items cut into files so that an edit moves few of the cuts, and what a file of the index looks like.

Where a file ends is decided by the item that begins the next one, not by how much came before; and a file is named by
its first item. So what changes in one place changes the names and contents of the files there, and of no others.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from build_tools.site.search.last_index import LastIndex

T = TypeVar("T")

LEAST = 3_000
"""Bytes after which a file ends before an item of a certain kind: one in eight, after twice as many two in eight …"""
_MOST = 36_000
"""Bytes before which it ends in any case, unless one item has more."""
_LEVEL = 6
"""Of compression: the highest takes twice as long, for half a percent."""


def cut(items: Iterable[tuple[str, int, T]], least: int = LEAST) -> Iterator[tuple[str, list[tuple[str, T]]]]:
    """(name, its keys and items) of each file, for (key, size, item) in order. No two names are alike."""
    names: set[str] = set()
    name, held, filled = "", list[tuple[str, T]](), 0
    for key, size, item in items:
        full = held and (_checksum(key) % 8 < filled // least or filled + size > _MOST)
        if not held or (full and name_of(key) not in names):
            if held:
                yield name, held
            name, held, filled = name_of(key), [], 0
            names.add(name)
        held.append((key, item))
        filled += size
    if held:
        yield name, held


def name_of(key: str) -> str:
    """The name of the file that begins with a key."""
    return f"{_checksum(key):08x}"


def _checksum(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "replace"))


def utf16_order(key: str) -> bytes:
    """Sorts as scripts compare texts: by UTF-16's units, which are in another order than code points."""
    return key.encode("utf-16-be", "surrogatepass")


class IndexFolder:
    """The folder of an index. Each file is a script that hands over its content, so that it loads from disk too.

    What the last build left as it is to be is not written again.
    """

    def __init__(self, path: Path, last: LastIndex) -> None:
        self.path = path
        self._last = last
        self._made: set[Path] = set()

    def write(self, name: str, content: object) -> None:
        """Write a file: bytes compressed and base64-coded, anything else as JSON."""
        data = content if isinstance(content, bytes) else _json(content).encode("utf-8", "replace")
        file = self.path / f"{name}.js"
        path = f"{self.path.name}/{name}.js"
        if self._last.keep(path, data):
            return
        packed = isinstance(content, bytes)
        shown = base64.b64encode(gzip.compress(data, _LEVEL, mtime=0)).decode() if packed else content
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        file.write_text(f"readerChunk({_json(name)},{_json(shown)})\n", "utf-8", "replace")
        self._last.add(path, data, file)

    def write_json(self, name: str, content: object) -> None:
        """Write JSON, compressed."""
        self.write(name, _json(content).encode("utf-8", "replace"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
