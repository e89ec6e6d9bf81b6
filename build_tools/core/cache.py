"""What builds keep for later builds, in the folder `.reader-cache/` of the project; it may be deleted at any time.

A value is pickled, and a pickle can run anything. Since a pull request may bring such a folder, each file is signed
with a secret of this user on this machine; what isn't signed with it, by this version of the tool, counts as missing.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import pickle
import secrets
import sys
import sysconfig
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_state_path

from build_tools.core.files import UnsafePathError, list_files, read_file, read_inside, require_unlinked, write_inside

V = TypeVar("V")

FOLDER = ".reader-cache"
_LARGEST = 4_000_000_000
"""Bytes of a kept file; a larger one is passed over."""
_SECRET_BYTES = 32
_SIGNATURE_BYTES = hashlib.sha256().digest_size
_IGNORED = b"# Written by the reader: nothing here belongs in git.\n*\n"


PARTS = 32
"""Into which a large value is divided by its keys, so that an edit changes few of them and none takes much memory."""


def part_of(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % PARTS


def find_changed_parts(before: Mapping[str, V], after: Mapping[str, V]) -> Iterator[tuple[int, dict[str, V]]]:
    """(number, its values) of each part that isn't as it was, one after the other."""
    changed = {part_of(key) for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    for part in sorted(changed):
        yield part, {key: value for key, value in after.items() if part_of(key) == part}


class _Parts:
    """Keeps a large value in parts, by means of `load` and `store`."""

    def load(self, name: str) -> Any:
        """The value kept by this name; None if there is none."""
        raise NotImplementedError

    def store(self, name: str, value: object) -> None:
        """Keep a value, in place of the one of this name."""
        raise NotImplementedError

    def load_parts(self, name: str) -> dict[str, Any]:
        """All parts of a value, together."""
        found: dict[str, Any] = {}
        for part in range(PARTS):
            found |= self.load(f"{name}-{part}") or {}
        return found

    def store_parts(self, name: str, parts: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Keep some parts of a value, each as it is made."""
        for part, value in parts:
            self.store(f"{name}-{part}", value)


class Cache(_Parts):
    """The cache of the project at `root`. It keeps nothing if there is no place for the user's secret."""

    def __init__(self, root: Path) -> None:
        """Raises UnsafePathError where the folder is none, is a link, or holds one or what is no file."""
        require_unlinked(root, FOLDER)
        if (root / FOLDER).exists() and not (root / FOLDER).is_dir():
            raise UnsafePathError(errno.ENOTDIR, "it is no folder", root / FOLDER)
        list_files(root / FOLDER)
        self._root = root
        self._secret = read_secret()

    def load(self, name: str) -> Any:
        """The value kept by this name; None if there is none that can be trusted."""
        if self._secret is None:
            return None
        try:
            data = memoryview(read_inside(self._root, f"{FOLDER}/{name}", _LARGEST))
        except OSError:
            return None
        signature, value = data[:_SIGNATURE_BYTES], data[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, _sign(self._secret, name, value)):
            return None
        return pickle.loads(value)  # noqa: S301 (signed)

    def store(self, name: str, value: object) -> None:
        """Keep a value, in place of the one of this name, or none at all where it can't be written."""
        if self._secret is None:
            return
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            write_inside(self._root, f"{FOLDER}/.gitignore", _IGNORED)
            write_inside(self._root, f"{FOLDER}/{name}", _sign(self._secret, name, data) + data)


class MemoryCache(_Parts):
    """A cache for one process."""

    def __init__(self) -> None:
        self._kept: dict[str, object] = {}

    def load(self, name: str) -> Any:
        """The value kept by this name, or None."""
        return self._kept.get(name)

    def store(self, name: str, value: object) -> None:
        """Keep a value, in place of the one of this name."""
        self._kept[name] = value


def _sign(secret: bytes, name: str, value: bytes | memoryview) -> bytes:
    signature = hmac.new(secret, digestmod="sha256")
    signature.update(f"{digest_of_tool()}\n{name}\n".encode())
    signature.update(value)
    return signature.digest()


def read_secret() -> bytes | None:
    """This user's secret, made on first use; None where it can't be kept."""
    try:
        path = user_state_path("annotated-reader", appauthor=False) / "cache-secret"
        if not path.exists() or path.stat().st_size != _SECRET_BYTES:
            _make_secret(path)
        return read_file(path)
    except (OSError, RuntimeError):  # RuntimeError: nobody knows this user's home folder
        return None


def _make_secret(path: Path) -> None:
    """Write a new secret, which only this user can read. If two processes do so at once, either may stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, secrets.token_bytes(_SECRET_BYTES))
    finally:
        os.close(descriptor)
    temporary.replace(path)


@cache
def digest_of_tool() -> str:
    """SHA-256 of all that decides what a build makes of its input: this package's files, Python's version, and the
    names and versions of the installed packages.
    """
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if not name.startswith("setup/") and path.suffix != ".pyc" and path.is_file():
            digest.update(f"\n{name}\n".encode() + path.read_bytes())
    for folder in dict.fromkeys(sysconfig.get_paths()[name] for name in ("purelib", "platlib")):
        digest.update("\n".join(sorted(path.name for path in Path(folder).glob("*-info"))).encode())
    return digest.hexdigest()
