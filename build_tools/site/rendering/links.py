"""Links between pages: from the address of a source to that of its page, as MkDocs makes them, but each only once.

A corpus of a thousand articles has a million links to a few thousand pages. MkDocs reads the address of each again.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import get_relative_url

_TO_PAGE = re.compile(r"((?:\.\./|[A-Za-z0-9-]+/)*[A-Za-z0-9-]+\.md)(?:#([A-Za-z0-9:-]+))?")
"""The addresses that generated pages have; MkDocs reads all others."""


@dataclass(slots=True)
class KnownLinks:
    """What was found out about addresses; one for all pages that a process renders."""

    config: MkDocsConfig
    files: Files
    targets: dict[tuple[str, str], tuple[File, str] | None] = field(default_factory=dict)
    """(folder of a page, path of another as written there) -> the other and its address; None if MkDocs has to say."""

    def find(self, file: File, folder: str, path: str) -> tuple[File, str] | None:
        """What `path`, as a page of this folder has it, leads to."""
        key = (folder, path)
        if key not in self.targets:
            self.targets[key] = self._find(file, posixpath.normpath(posixpath.join(folder, path)))
        return self.targets[key]

    def _find(self, file: File, uri: str) -> tuple[File, str] | None:
        target = self.files.get_file_from_path(uri)
        if target is None or target.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            return None
        return target, get_relative_url(target.url, file.url)


class PageLinks:
    """The links of one page."""

    def __init__(self, file: File, known: KnownLinks) -> None:
        self.file, self.known = file, known
        self.folder = posixpath.dirname(file.src_uri)
        self._slow = _RelativePathTreeprocessor(file, known.files, known.config)

    @property
    def to_anchors(self) -> dict[File, dict[str, str]]:
        """Page -> anchor on it -> the first address that leads there, as MkDocs keeps them."""
        return self._slow.links_to_anchors

    def to_url(self, address: str) -> str:
        """The address on the built page; logs a warning, as MkDocs does, for one that leads nowhere."""
        written = _TO_PAGE.fullmatch(address)
        found = self.known.find(self.file, self.folder, written[1]) if written else None
        if written is None or found is None:
            return self._slow.path_to_url(address)
        target, url = found
        anchor = written[2]
        if not anchor:
            return url
        self.to_anchors.setdefault(target, {}).setdefault(anchor, address)
        return f"{url}#{anchor}"
