"""The pages of docs/ that people write. MkDocs renders them; here they are read for what the checks want to know."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.core.files import LINK, read_file, walk
from build_tools.core.manifest import read_pages
from build_tools.core.problems import Problem, error
from build_tools.sources.front_matter import decode, find_conflicts, find_direction_marks
from build_tools.sources.misplaced import find_misplaced, find_misplaced_at_root
from build_tools.sources.tree import report_device
from build_tools.text.ids import DEVICES, propose_id

_TEXTS = frozenset({".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".svg", ".css", ".js", ".mjs", ".txt"})


@dataclass(frozen=True, slots=True, order=True)
class HandWritten:
    """A file of docs/ that no build made."""

    path: str
    """Relative to the project."""
    text: str
    """What it holds; "" for a picture and the like."""


def read_hand_written(root: Path, docs_dir: Path) -> tuple[list[HandWritten], list[Problem]]:
    """Every such file, sorted by path, except hidden ones; and a problem for each that may not be opened, or that
    belongs elsewhere, as files in the project's own folder may.
    """
    pages: list[HandWritten] = []
    problems: list[Problem] = []
    ours = read_pages(docs_dir)
    folder = docs_dir.relative_to(root).as_posix()
    for uri, why in walk(docs_dir):
        path = f"{folder}/{uri}"
        if why:
            problems.append(_refused(path, why))
        elif uri not in ours and not _is_hidden(uri):
            problems += _find_devices(uri, path)
            pages += _read(root, path, problems)
    return sorted(pages), problems + find_misplaced_at_root(root)


def _is_hidden(uri: str) -> bool:
    return any(part.startswith(".") for part in uri.split("/"))


def _find_devices(uri: str, path: str) -> Iterator[Problem]:
    """A problem for the first part of a path that Windows keeps for a device, in any capitals, with any extension."""
    for part in uri.split("/"):
        name, dot, extension = part.partition(".")
        if name.lower() in DEVICES:
            yield report_device(name, path, f"{propose_id(name)}{dot}{extension}")
            return


def _refused(path: str, why: str) -> Problem:
    if why == LINK:
        message = "this is a symbolic link, and nothing is read through links"
        return error("symbolic-link", (path, 0, 0), message, "put the file itself here, or delete the link")
    printable = os.fsencode(path).decode("utf-8", "backslashreplace")
    return error("unreadable", (printable, 0, 0), f"the file can't be read: {why}")


def _read(root: Path, path: str, problems: list[Problem]) -> Iterator[HandWritten]:
    if Path(path).suffix.lower() not in _TEXTS:
        yield HandWritten(path, "")
        return
    try:
        text, faults = decode(path, read_file(root / path))
    except OSError as exc:
        problems.append(_refused(path, str(exc.strerror)))
        return
    problems += [*faults, *find_misplaced(path, text), *find_conflicts(path, text), *find_direction_marks(path, text)]
    yield HandWritten(path, text)
