"""JSON schemas of what people write, from which editors complete keys and values."""

from __future__ import annotations

from typing import Any

from build_tools.core.kinds import BUILT_IN, Kinds, ids_of
from build_tools.sources.corpus_schema import CorpusFields
from build_tools.sources.schema import MODELS, Fields


def json_schemas(kinds: Kinds = BUILT_IN) -> dict[str, dict[str, Any]]:
    """File name -> JSON schema, for `source_texts/schema/`."""
    models: dict[str, type[Fields]] = {**MODELS, "corpus": CorpusFields}
    return {f"{name}.json": _json_schema(model, kinds) for name, model in models.items()}


def _json_schema(model: type[Fields], kinds: Kinds) -> dict[str, Any]:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    if known := model.kinds_in(kinds):
        described = "; ".join(f"{kind.id}: {kind.meaning}" for kind in known)
        schema["properties"]["kind"] |= {"description": described, "enum": ids_of(known)}
    return schema
