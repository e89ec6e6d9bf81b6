"""Reading and writing the files of a project, so that nothing outside it is touched.

A pull request can contain a symbolic link, which git creates where a source or one of our own pages is expected; and
opening a named pipe or a device can block for ever. So links are never followed, only regular files of a bounded size
are opened, and a file is written under a temporary name and then renamed, so that the other names of a hard link keep
their content. Paths are checked before they are used: this guards against the content of a checkout, not against a
program that changes it at the same time.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

MAX_BYTES = 10_000_000
"""A larger file isn't read. The longest novel has a third of this."""

LINK = "it is a symbolic link, and links aren't followed"
NO_FILE = "it is no regular file"
NAME = "its name isn't UTF-8"

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""Not blocking: otherwise, opening a named pipe would wait until somebody writes into it."""
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class UnsafePathError(OSError):
    """A path that isn't safe to open; `strerror` says why, `filename` is safe to print."""

    hint = "put the file itself there, or delete this"

    def __init__(self, number: int, why: str, path: str | Path) -> None:
        super().__init__(number, why, os.fsencode(path).decode("utf-8", "backslashreplace"))


def find_link(root: str | Path, path: str) -> str | None:
    """The first part of `path`, relative to `root`, that is a symbolic link: `docs/.reader` for `docs/.reader/theme`.

    None if there is none. Parts that don't exist are not links.
    """
    at = ""
    for part in path.split("/"):
        at = f"{at}/{part}" if at else part
        if os.path.islink(f"{root}/{at}"):  # noqa: PTH114 (called for each folder that is read)
            return at
    return None


def require_unlinked(root: str | Path, path: str) -> None:
    """Raises UnsafePathError if `path`, relative to `root`, is or passes a symbolic link, or leads out of `root`."""
    if path.startswith("/") or ".." in path.split("/"):
        raise UnsafePathError(errno.EINVAL, "it is outside the project", f"{root}/{path}")
    if link := find_link(root, path):
        raise UnsafePathError(errno.ELOOP, LINK, f"{root}/{link}")


def read_file(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file. Its folder isn't checked: see `read_inside`.

    Raises UnsafePathError for a link, for anything else that isn't a regular file, and for a file of more than `limit`
    bytes; OSError for other failures.
    """
    try:
        descriptor = os.open(path, _READ)
    except OSError as exc:
        if os.path.islink(path):  # noqa: PTH114
            raise UnsafePathError(errno.ELOOP, LINK, path) from exc
        raise
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise UnsafePathError(errno.EINVAL, NO_FILE, path)
        if found.st_size > limit:
            raise UnsafePathError(errno.EFBIG, f"it has {found.st_size:,} bytes, more than the {limit:,} allowed", path)
        with FileIO(descriptor, closefd=False) as file:  # raises IsADirectoryError for a folder
            return file.read()
    finally:
        os.close(descriptor)


def read_inside(root: str | Path, path: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes of the file at `path`, relative to `root`.

    Raises as `read_file` does, and UnsafePathError if a folder on the way is a link.
    """
    require_unlinked(root, path)
    return read_file(f"{root}/{path}", limit)


def read_given(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file or pipe named on the command line; links are followed, and a pipe is read only once.

    Raises UnsafePathError if there are more than `limit` bytes, as in an endless device; OSError for other failures.
    """
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnsafePathError(errno.EFBIG, f"it has more than the {limit:,} bytes allowed", path)
    return data


def write_inside(root: str | Path, path: str, data: bytes) -> None:
    """Write the file at `path`, relative to `root`, whole or not at all; missing folders are made.

    Raises UnsafePathError if the path is or passes a link, or is something other than a regular file.
    """
    require_unlinked(root, path)
    place = f"{root}/{path}"
    if os.path.lexists(place) and not Path(place).is_file():
        raise UnsafePathError(errno.EINVAL, NO_FILE, place)
    replace_file(place, data)


def create_inside(root: str | Path, path: str, data: bytes) -> None:
    """Like `write_inside`, for a new file: raises FileExistsError if the path exists."""
    require_unlinked(root, path)
    if os.path.lexists(f"{root}/{path}"):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), f"{root}/{path}")
    replace_file(f"{root}/{path}", data)


def replace_file(path: str, data: bytes) -> None:
    """Write a file whole or not at all. Its folder is made if missing, but not checked. An OSError names `path`."""
    folder, name = os.path.split(path)
    temporary = f"{folder}/.{name}.tmp"
    try:
        descriptor = _create(temporary, folder)
        try:
            with FileIO(descriptor, "w") as file:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
            with suppress(FileNotFoundError):
                shutil.copymode(path, temporary)
            os.replace(temporary, path)  # noqa: PTH105 (thousands of pages; pathlib takes as long as the disk)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as exc:
        raise OSError(exc.errno, exc.strerror, path) from exc


def _create(temporary: str, folder: str) -> int:
    """Open a new file, replacing one of that name that an interrupted run left."""
    try:
        return os.open(temporary, _CREATE, 0o666)
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        Path(temporary).unlink()
    return os.open(temporary, _CREATE, 0o666)


def digest_file(path: str | Path) -> bytes:
    """Digest of a file's content, or of why it can't be read."""
    try:
        data = read_file(path)
    except OSError as exc:
        data = f"{type(exc).__name__} {exc.errno}".encode()
    return hashlib.sha256(data).digest()


FileState = tuple[int, int]
"""(bytes, nanoseconds of the last change) of a file: it tells whether somebody has written to it since."""


def state_of(path: str | Path) -> FileState | None:
    """The state of a file; None if it isn't there."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def list_files(folder: str | Path, *, hidden: bool = True) -> list[str]:
    """Every file in a folder and those below it, as sorted POSIX paths relative to it; none if it doesn't exist.

    Without `hidden`, names that begin with a dot are left out. Raises UnsafePathError for a link, for anything that is
    neither a file nor a folder, and for a name that isn't UTF-8.
    """
    found = []
    for path, why in walk(folder, hidden=hidden):
        if why:
            raise UnsafePathError(errno.EINVAL, why, f"{folder}/{path}")
        found.append(path)
    return sorted(found)


def walk(folder: str | Path, *, hidden: bool = True) -> Iterator[tuple[str, str]]:
    """(path, "") for every file in a folder and those below it, and (path, why) for entries that may not be opened."""
    folders = [""]
    while folders:
        below = folders.pop()
        try:
            entries = os.scandir(f"{folder}/{below}")
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith(".") and not hidden:
                    continue
                why = find_fault(entry)
                if not why and entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                else:
                    yield f"{below}{entry.name}", why


def find_fault(entry: os.DirEntry[str]) -> str:
    """Why an entry of a folder may not be opened; "" if it may."""
    if entry.is_symlink():
        return LINK
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return NO_FILE
    return "" if entry.name.isascii() or _is_utf8(entry.name) else NAME


def _is_utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def remove_empty_folders(folder: Path, top: Path) -> None:
    """Remove `folder` if it is empty, then its parents in the same way, up to but without `top`."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


@contextmanager
def hold_lock(root: Path, path: str, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file at `path`, relative to `root`, while the block runs; its folder is made if missing.

    If another process holds it, this calls `on_wait` and then waits. The system frees the lock of a process that dies.
    Windows has no such locks: nothing is held there.
    """
    require_unlinked(root, path)
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if sys.platform != "win32":
            import fcntl  # missing on Windows

            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_wait()
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
