"""Export mentions as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from build_tools.core.model import AnnotatedArticle


def export_mentions(articles: Iterable[AnnotatedArticle]) -> Iterator[str]:
    """A JSON object for each mention, in order of article, block and place; offsets as in `model.Mention`."""
    for annotated in articles:
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
            yield json.dumps(row, ensure_ascii=False)
