"""The script with what a note can cite and link to: the form for a note offers it, and refuses anything else."""

from __future__ import annotations

import json
from typing import Any

from build_tools.site.citations import format_label
from build_tools.site.pieces import DataScript
from build_tools.site.site import Site

_URI = "notes/known_ids.js"


def render_known_ids(site: Site) -> DataScript:
    """A classic script, since a page opened from disk can read nothing else: `readerKnown = {…}`."""
    known = json.dumps(known_ids(site), ensure_ascii=False, separators=(",", ":"))
    return DataScript(_URI, f"self.readerKnown = {known};\n")


def known_ids(site: Site) -> dict[str, Any]:
    """Ids of references with their labels, of entries, and of articles with their paragraphs and notes."""
    return {
        "references": [[reference.id, format_label(reference)] for reference in site.corpus.references],
        "entities": list(site.entities),
        "articles": [
            [
                article.slug,
                max((block.paragraph or 0 for block in article.blocks), default=0),
                [note.annotation.id for note in article.notes],
            ]
            for article in site.corpus.articles
        ],
    }
