"""Articles as an earlier reading left them: one whose files haven't changed need not be read again."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.core.cache import part_of
from build_tools.core.files import digest_file, walk
from build_tools.core.folders import ARTICLES
from build_tools.core.model import AnnotatedArticle


class KeptArticles:
    """Annotated articles without a problem, each with a digest of what it was made of.

    They stay as they are between two readings in one process, and pickled between two processes.
    """

    def __init__(self, packed: Mapping[str, tuple[bytes, bytes]] | None = None) -> None:
        """`packed` are the parts that `pack` gave, together."""
        self._packed = dict(packed or {})
        self._articles: dict[str, tuple[bytes, AnnotatedArticle]] = {}
        self._changed: set[int] = set()
        """Numbers of the parts that have changed."""

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
        self._changed.add(part_of(slug))

    def forget_all_but(self, slugs: set[str]) -> None:
        for slug in (self._packed.keys() | self._articles.keys()) - slugs:
            self._packed.pop(slug, None)
            self._articles.pop(slug, None)
            self._changed.add(part_of(slug))

    def pack(self) -> Iterator[tuple[int, dict[str, tuple[bytes, bytes]]]]:
        """(number of a part, slug -> (key, pickled article)) of each part that has changed, one after the other.

        Articles whose original is on this machine are left out: it is in no other file.
        """
        for part in sorted(self._changed):
            packed = {slug: kept for slug, kept in self._packed.items() if part_of(slug) == part}
            for slug, (key, article) in self._articles.items():
                if part_of(slug) == part and slug not in packed and not article.article.original_blocks:
                    packed[slug] = key, pickle.dumps(article, pickle.HIGHEST_PROTOCOL)
            yield part, packed


def digest_article(root: Path, slug: str, made_with: bytes) -> bytes:
    """Digest of all that an article is read from: every file in its folder, by content, and `made_with`."""
    folder = root / ARTICLES / slug
    digest = hashlib.sha256(made_with)
    for path, why in sorted(walk(folder)):
        digest.update(b"\0" + os.fsencode(path) + b"\0" + (why.encode() or digest_file(f"{folder}/{path}")))
    return digest.digest()
