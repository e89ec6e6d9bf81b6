"""The pages that the last build rendered: which of them are as this build would render them.

A page is made of its Markdown, the settings, the theme, and the titles in the navigation. What else it shows of other
pages is in its Markdown, since the generator wrote it there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from build_tools.core.cache import Cache, MemoryCache, find_changed_parts
from build_tools.core.files import FileState, list_files, read_file, state_of


@dataclass(frozen=True, slots=True)
class Anchors:
    """What has to be known of a page to check the links between pages."""

    ids: str
    """Those on it, with "\\n" between them: as a set they would take four times the memory."""
    wanted: str
    """Path of the source of another page, "#", and an id there that it links to; also with "\\n" between them."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page in the site's folder."""

    digest: str
    """SHA-256 of its Markdown."""
    state: FileState
    """That of its file, as the build left it."""
    anchors: Anchors


@dataclass(frozen=True, slots=True)
class RenderedSite:
    """What a build leaves for the next one."""

    settings: str = ""
    """Digest of what every page is made of."""
    sources: frozenset[str] = frozenset()
    """Paths in docs/ of all files that pages may link to."""
    pages: Mapping[str, RenderedPage] = field(default_factory=dict)
    """Path in docs/ -> the page; of the generated pages that nothing was wrong with."""


@dataclass(slots=True)
class LastBuild:
    """The last build of a site, and what this one makes of it."""

    before: RenderedSite
    site_dir: Path
    """Where the last build's pages are."""
    digests: Mapping[str, str]
    """Path in docs/ -> SHA-256 of the Markdown of every page that may be kept."""
    settings: str | None
    """`mkdocs.yml` with all that it takes from elsewhere; None if nobody knows that, so that nothing is kept."""
    after: RenderedSite = field(default_factory=RenderedSite)
    kept: frozenset[str] = frozenset()
    """Paths in the site of the pages that stay as they are."""

    @classmethod
    def load(
        cls, cache: Cache | MemoryCache, name: str, site_dir: Path, digests: Mapping[str, str], settings: str | None
    ) -> LastBuild:
        """What the cache keeps by a name; the pages were left in `site_dir`."""
        common, sources = cache.load(name) or ("", frozenset())
        return cls(RenderedSite(common, sources, cache.load_parts(name)), site_dir, digests, settings)

    def store(self, cache: Cache | MemoryCache, name: str) -> None:
        """Keep what the next build wants to know."""
        cache.store_parts(name, find_changed_parts(self.before.pages, self.after.pages))
        cache.store(name, (self.after.settings, self.after.sources))

    def find_fresh(
        self, config: MkDocsConfig, nav: Navigation, files: Iterable[File], documents: Iterable[File]
    ) -> dict[str, Anchors]:
        """Path in docs/ -> anchors, of the documents that need not be rendered."""
        if self.settings is None:
            return {}
        sources = frozenset(file.src_uri for file in files)
        settings = _digest_settings(self.settings, config, nav)
        self.after = RenderedSite(settings, sources, {})
        if settings != self.before.settings:
            return {}
        docs_dir = Path(config.docs_dir)
        gone = {PurePosixPath(uri).name.encode() for uri in self.before.sources - sources}
        fresh = [file for file in documents if self._is_fresh(file) and not _names_one(docs_dir / file.src_uri, gone)]
        pages = {file.src_uri: self.before.pages[file.src_uri] for file in fresh}
        self.after = RenderedSite(settings, sources, pages)
        self.kept = frozenset(file.dest_uri for file in fresh)
        return {uri: page.anchors for uri, page in pages.items()}

    def _is_fresh(self, file: File) -> bool:
        page = self.before.pages.get(file.src_uri)
        return (
            page is not None
            and self.digests.get(file.src_uri) == page.digest
            and state_of(self.site_dir / file.dest_uri) == page.state
        )

    def add(self, rendered: Mapping[str, Anchors], files: Iterable[File]) -> None:
        """Note the pages that this build has rendered without a word of complaint."""
        if self.settings is None:
            return
        new = {}
        for file in files:
            digest, anchors = self.digests.get(file.src_uri), rendered.get(file.src_uri)
            state = state_of(Path(file.abs_dest_path))
            if digest and anchors and state:
                new[file.src_uri] = RenderedPage(digest, state, anchors)
        self.after = RenderedSite(self.after.settings, self.after.sources, {**self.after.pages, **new})


def _names_one(source: Path, names: Collection[bytes]) -> bool:
    """Whether a text may link to a file of one of these names."""
    if not names:
        return False
    text = read_file(source)
    return any(name in text for name in names)


def _digest_settings(text: str, config: MkDocsConfig, nav: Navigation) -> str:
    """Digest of what every page is made of; `text` is `mkdocs.yml` with all that it takes from elsewhere."""
    digest = hashlib.sha256(f"{text}\n{sorted(config.extra.items())}".encode())
    for page in nav.pages:
        digest.update(f"\n{page.url}\n{page.title}".encode())
    folder = Path(str(config.theme.custom_dir))
    for path in list_files(folder):
        digest.update(f"\n{path}\n".encode() + read_file(folder / path))
    return digest.hexdigest()
