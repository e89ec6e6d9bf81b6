"""Articles that an earlier reading left, for a reading that finds all they were made of unchanged."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Mapping
from pathlib import Path

from build_tools.core.files import read_file, walk
from build_tools.core.folders import ARTICLES
from build_tools.core.model import AnnotatedArticle


class KeptArticles:
    """Annotated articles without a problem, by what they were made of.

    They stay as they are between two readings in one process, and pickled between two processes.
    """

    def __init__(self, packed: Mapping[str, tuple[bytes, bytes]] | None = None) -> None:
        """`packed` is what `pack` returned."""
        self._packed = dict(packed or {})
        self._articles: dict[str, tuple[bytes, AnnotatedArticle]] = {}
        self.is_changed = False
        """Whether `pack` would return something else than was given."""

    def find(self, slug: str, key: bytes) -> AnnotatedArticle | None:
        """The article that was kept under this key."""
        if slug not in self._articles and slug in self._packed:
            kept, value = self._packed[slug]
            if kept == key:
                self._articles[slug] = key, pickle.loads(value)  # noqa: S301 (whoever gave it vouches for it)
        found = self._articles.get(slug)
        return found[1] if found and found[0] == key else None

    def keep(self, slug: str, key: bytes, article: AnnotatedArticle) -> None:
        self._articles[slug] = key, article
        self._packed.pop(slug, None)
        self.is_changed = True

    def forget_all_but(self, slugs: set[str]) -> None:
        for slug in (self._packed.keys() | self._articles.keys()) - slugs:
            self._packed.pop(slug, None)
            self._articles.pop(slug, None)
            self.is_changed = True

    def pack(self) -> dict[str, tuple[bytes, bytes]]:
        """Slug -> (key, pickled article), without those whose original is on this machine: that is in no other file."""
        for slug in self._articles.keys() - self._packed.keys():
            key, article = self._articles[slug]
            if not article.article.original_blocks:
                self._packed[slug] = key, pickle.dumps(article, pickle.HIGHEST_PROTOCOL)
        return self._packed


def digest_article(root: Path, slug: str, made_with: bytes) -> bytes:
    """Digest of all that an article is read from: every file in its folder, by content, and `made_with`."""
    folder = root / ARTICLES / slug
    digest = hashlib.sha256(made_with)
    for path, why in sorted(walk(folder)):
        try:
            data = read_file(f"{folder}/{path}") if not why else why.encode()
        except OSError as exc:
            data = f"{type(exc).__name__} {exc.errno}".encode()
        digest.update(b"\0" + os.fsencode(path) + b"\0" + hashlib.sha256(data).digest())
    return digest.digest()
