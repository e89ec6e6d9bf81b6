"""The files and folders of `source_texts/`, with a problem for each that can't be read or that nothing reads.

Nothing is read through a symbolic link. Every path is a POSIX path relative to the project.
"""

from __future__ import annotations

import enum
import errno
import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

from build_tools.core.files import NO_FILE, find_link, read_file
from build_tools.core.folders import ARTICLES, ORIGINAL
from build_tools.core.kinds import BUILT_IN, Kinds
from build_tools.core.problems import Problem, error, warning
from build_tools.sources.value_types import ID_PATTERN
from build_tools.text.ids import DEVICES, propose_id


class _Kind(enum.Enum):
    FILE = "file"
    FOLDER = "folder"


class SourceTree:
    """The tree of one project, and the problems found while it is read, in the order in which they were found."""

    def __init__(self, root: Path, kinds: Kinds = BUILT_IN, *, salvage: bool = False) -> None:
        self.root = root
        self.salvage = salvage
        self.kinds = kinds
        """The kinds that notes and entries may have."""
        self.problems: list[Problem] = []

    def read(self, path: str) -> bytes | None:
        """A file in a folder that was listed; None, and a problem, if it can't be read."""
        try:
            return read_file(f"{self.root}/{path}")
        except FileNotFoundError:
            hint = "every article's folder holds an `article.md`"
            self.problems.append(error("missing-file", (path, 0, 0), "the file isn't there", hint))
        except OSError as exc:
            self.problems.append(_unreadable(path, "file", exc))
        return None

    def read_optional(self, path: str) -> bytes | None:
        """The same for a file that need not exist: if there is none, that is no problem."""
        return self.read(path) if os.path.lexists(self.root / path) else None

    def list_sources(self, folder: str, suffix: str) -> Iterator[tuple[str, str]]:
        """(stem, path) of a folder's source files, sorted; a problem for anything else in it."""
        self._check_hidden(folder, suffix)
        entries = self._list_folder(folder)
        stems = {name.removesuffix(suffix) for name, _ in entries}
        for name, kind in entries:
            path = f"{folder}/{name}"
            if kind is _Kind.FILE and name.endswith(suffix):
                stem = name.removesuffix(suffix)
                self.check_id(stem, path, suffix, stems)
                yield stem, path
            else:
                hint = f"what is read in {folder} are files that end in `{suffix}`"
                self.problems.append(_stray(path, hint, kind))

    def _check_hidden(self, folder: str, suffix: str) -> None:
        """A problem for each source file whose name begins with a full stop; those of systems and editors are fine."""
        for name in self._list_names(folder):
            if name.startswith(".") and name.endswith(suffix) and not name.startswith(("._", ".#", ".~")):
                hint = f"rename it to `{name.lstrip('.')}`, or delete it"
                message = "the name begins with a full stop, which hides the file: nothing reads it"
                self.problems.append(error("misplaced-file", (f"{folder}/{name}", 0, 0), message, hint))

    def list_folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder, sorted."""
        return [name for name, kind in self._list_folder(folder) if kind is _Kind.FOLDER]

    def check_id(self, name: str, path: str, suffix: str = "", taken: Container[str] = ()) -> None:
        """A problem if the name of a file or folder can't be an id; `taken` are the other names in its folder."""
        if not is_id(name):
            wanted = propose_id(name, taken)
            hint = f"name it `{wanted}{suffix}`" if wanted else "use small letters a–z, digits and hyphens"
            self.problems.append(error("bad-name", (path, 0, 0), f"`{name}` can't be an id", hint))
        elif name in DEVICES:
            self.problems.append(report_device(name, path, f"{propose_id(name, taken)}{suffix}"))

    def check_originals(self, folder: str) -> None:
        """An error for each copy of an original that has another name than the one which git ignores."""
        for name in self._list_names(folder):
            if name != ORIGINAL and _LIKE_ORIGINAL.search(name):
                message = "this looks like a copy of the original, under a name that git doesn't ignore"
                hint = f"delete it, or name it `{ORIGINAL}` if it is the original and there is none"
                self.problems.append(error("exposed-original", (f"{folder}/{name}", 0, 0), message, hint))

    def check_strays(self, folder: str, files: set[str], folders: set[str]) -> None:
        """A problem for whatever is in a folder and is neither one of `files` nor of `folders`."""
        reported = {problem.path for problem in self.problems if problem.code == "exposed-original"}
        for name, kind in self._list_folder(folder):
            if name not in files | folders and f"{folder}/{name}" not in reported:
                known = ", ".join(f"`{known}`" for known in [*sorted(files), *(f"{sub}/" for sub in sorted(folders))])
                self.problems.append(_stray(f"{folder}/{name}", f"what is read in {folder}: {known}", kind))

    def check_no_files(self, folder: str, hint: str) -> None:
        """A problem for every file in a folder that should have only folders."""
        for name, kind in self._list_folder(folder):
            if kind is _Kind.FILE:
                self.problems.append(_stray(f"{folder}/{name}", hint, kind))

    def _list_names(self, folder: str) -> list[str]:
        """Names of all that is in a folder, hidden ones too, sorted; none if it can't be listed."""
        if find_link(self.root, folder):
            return []
        try:
            return sorted(os.listdir(f"{self.root}/{folder}"))  # noqa: PTH208 (thousands of folders)
        except OSError:
            return []

    def _list_folder(self, folder: str) -> list[tuple[str, _Kind]]:
        """(name, kind) of the files and folders in a folder, sorted, without hidden ones and README.md.

        A link, a pipe or a device is a problem and is left out.
        """
        if link := find_link(self.root, folder):
            self.problems.append(_linked(link))
            return []
        try:
            with os.scandir(f"{self.root}/{folder}") as entries:
                found = [e for e in entries if not e.name.startswith(".") and e.name != "README.md"]
        except FileNotFoundError:
            return []
        except OSError as exc:
            self.problems.append(_unreadable(folder, "folder", exc))
            return []
        kinds = [(entry.name, self._find_kind(entry, f"{folder}/{entry.name}")) for entry in found]
        return sorted(((name, kind) for name, kind in kinds if kind), key=lambda pair: pair[0])

    def _find_kind(self, entry: os.DirEntry[str], path: str) -> _Kind | None:
        if entry.is_symlink():
            self.problems.append(_linked(path))
            return None
        if entry.is_dir():
            return _Kind.FOLDER
        if not entry.is_file():
            self.problems.append(error("unreadable", (path, 0, 0), f"the file can't be read: {NO_FILE}"))
            return None
        return _Kind.FILE


_LIKE_ORIGINAL = re.compile(r"(?<![^\W_])original", re.IGNORECASE)


def find_slugs(root: Path) -> list[str]:
    """Names of the articles' folders, sorted."""
    return SourceTree(root).list_folders(ARTICLES)


def is_id(name: str) -> bool:
    """Whether a name can be part of addresses and attributes; a file with another name is checked, not published."""
    return re.fullmatch(ID_PATTERN, name) is not None


def report_device(name: str, path: str, other: str) -> Problem:
    return error("device-name", (path, 0, 0), say_device(name), f"give it another name, such as `{other}`")


def say_device(name: str) -> str:
    """Why a name that Windows keeps for a device can't be used."""
    return f"`{name}` is the name of a device on Windows, where no file or folder can have it"


def _unreadable(path: str, what: str, exc: OSError) -> Problem:
    if exc.errno == errno.ELOOP:
        return _linked(path)
    return error("unreadable", (path, 0, 0), f"the {what} can't be read: {exc.strerror}")


def _linked(path: str) -> Problem:
    message = "this is a symbolic link, and nothing is read through links"
    return error("symbolic-link", (path, 0, 0), message, "put the file itself here, or delete the link")


def _stray(path: str, hint: str, kind: _Kind) -> Problem:
    return warning("stray-file", (path, 0, 0), f"nothing reads this {kind.value}", hint)
