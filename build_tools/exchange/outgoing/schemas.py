"""JSON schemas of the front matter, one file for each sort of source."""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_tools.core.model import Corpus
from build_tools.exchange.outgoing.format import File
from build_tools.sources.json_schemas import json_schemas


def make_schemas(corpus: Corpus) -> Iterator[File]:
    for name, described in json_schemas(corpus.kinds).items():
        yield File(name, [json.dumps(described, indent=2, ensure_ascii=False), "\n"])
