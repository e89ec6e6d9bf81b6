"""What can be used of front matter in which some keys can't: the other keys, a misspelt key under the name that was
meant, and a stand-in for what must be there.

Only `reader check` asks for it, so that one fault doesn't hide the others. Nothing salvaged is published.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from build_tools.core.kinds import Kinds
from build_tools.sources.front_matter import Document
from build_tools.sources.schema import AnnotationFields, ArticleFields, EntityFields, EventFields, Fields
from build_tools.sources.schema_messages import find_meant_keys

F = TypeVar("F", bound=Fields)

_STAND_INS: dict[type[Fields], dict[str, Any]] = {
    AnnotationFields: {"kind": "context", "contributor": "?", "created": "2000"},
    ArticleFields: {"title": "?"},
    EntityFields: {"kind": "concept", "gloss": "?"},
    EventFields: {"title": "?", "date": "2000"},
}
"""Kind of file -> values for the keys that it must have and that no other check depends on."""
_NEEDED: dict[type[Fields], frozenset[str]] = {
    AnnotationFields: frozenset({"paragraph", "exact", "prefix", "suffix", "ignore"}),
    ArticleFields: frozenset({"rights", "edition", "original", "mentions", "dates", "ignore"}),
    EntityFields: frozenset({"name", "aliases", "ignore"}),
    EventFields: frozenset({"ignore"}),
}
"""Keys that other checks depend on: where one can't be used, these would report what isn't so."""


def salvage_fields(model: type[F], document: Document, kinds: Kinds) -> F | None:
    """The usable keys of a file as `model`; None if too little is left to check. Misspelt keys are renamed in it."""
    if model not in _STAND_INS:
        return None
    document.rename(find_meant_keys(model, document.data))
    try:
        return model.model_validate(document.data, context=kinds)
    except ValidationError as exc:
        faulty = {str(detail["loc"][0]) for detail in exc.errors(include_url=False) if detail["loc"]}
    if faulty & _NEEDED[model]:
        return None
    kept = {key: value for key, value in document.data.items() if key not in faulty}
    return model.model_validate(_STAND_INS[model] | kept, context=kinds)
