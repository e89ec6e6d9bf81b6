"""JSON schemas of what people write, from which editors complete keys and values."""

from __future__ import annotations

from typing import Any

from build_tools.sources.corpus_schema import CorpusFields
from build_tools.sources.schema import MODELS, Fields


def json_schemas() -> dict[str, dict[str, Any]]:
    """File name -> JSON schema, for `source_texts/schema/`."""
    models: dict[str, type[Fields]] = {**MODELS, "corpus": CorpusFields}
    return {
        f"{name}.json": {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        for name, model in models.items()
    }
