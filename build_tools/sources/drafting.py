"""New source files as text: front matter in the order of the schema, whatever the values hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from build_tools.sources.schema import MODELS

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ’'.()/-]*")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def draft(kind: str, fields: Mapping[str, Any], body: str = "") -> str:
    """A source file of a kind that `MODELS` names; fields that are empty are left out."""
    lines = [f"{key}: {to_yaml(fields[key])}" for key in MODELS[kind].model_fields if _is_given(fields.get(key))]
    return "\n".join(["---", *lines, "---", f"{body.strip()}\n" if body.strip() else ""])


def _is_given(value: Any) -> bool:
    return value is not None and value not in ("", [], (), {})


def to_yaml(value: Any) -> str:
    """A value in YAML's flow style, on one line; text without quotes where that is safe."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {to_yaml(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_yaml(held) for held in value) + "]"
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return quote_if_needed(str(value))


def quote_if_needed(text: str) -> str:
    """A YAML string, whatever it holds; plain where that is safe."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in _WORDS_OF_YAML:
        return text
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):  # a date: text to us, though a bare year is a number to YAML
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
