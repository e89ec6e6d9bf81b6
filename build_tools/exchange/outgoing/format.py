"""What a format is that the corpus can be written in."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from build_tools.core.model import Corpus


class Reads(enum.Enum):
    """What a format needs of the corpus."""

    KINDS = enum.auto()
    """It gets a corpus that has only the kinds of notes and entries."""
    WHAT_IS_READABLE = enum.auto()
    """Files that can't be read are reported and left out."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to write."""

    name: str
    """Path in the format's folder."""
    pieces: Iterable[str]
    """Its text."""


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table in `registry`."""

    name: str
    """The word after `reader export`."""
    about: str
    """What it writes and where: a sentence, for the list of formats."""
    make: Callable[[Corpus], Iterable[File]]
    details: str = ""
    """More about it, for its own help."""
    folder: str = ""
    """Where the files go, relative to the project; "" for one that is printed to standard output."""
    may_choose_folder: bool = False
    """Whether the command takes another folder."""
    reads: Reads = Reads.WHAT_IS_READABLE
    has_originals: bool = False
    """Whether the imported originals can be taken instead of the study editions."""
