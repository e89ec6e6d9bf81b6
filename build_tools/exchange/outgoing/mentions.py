"""Every mention as a JSON line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_tools.core.model import Corpus
from build_tools.exchange.outgoing.format import File


def make_mentions(corpus: Corpus) -> Iterator[File]:
    """One file; offsets are those of `model.Mention`."""
    yield File("mentions.jsonl", _to_lines(corpus))


def _to_lines(corpus: Corpus) -> Iterator[str]:
    """A JSON object for each mention, in order of article, block and place."""
    for annotated in corpus.articles:
        for mention in annotated.mentions:
            row = {
                "article": mention.article,
                "edition": annotated.edition.value,
                "block": mention.block,
                "paragraph": mention.paragraph,
                "start": mention.start,
                "end": mention.end,
                "exact": mention.exact,
                "entity": mention.entity,
            }
            yield f"{json.dumps(row, ensure_ascii=False)}\n"
