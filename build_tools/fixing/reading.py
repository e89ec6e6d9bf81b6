"""What a source file says, to compare it before and after a fix."""

from __future__ import annotations

from typing import Any

from build_tools.core.model import Block
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.front_matter import decode, parse_document
from build_tools.sources.schema import MODELS


def read_text(raw: bytes, kind: str) -> tuple[Block, ...]:
    """The blocks of a file, with their places in it."""
    if kind not in MODELS:
        return parse_blocks("", decode("", raw)[0])[0]
    document, _ = parse_document("", raw)
    return parse_blocks("", document.body, document.body_line)[0]


def says(raw: bytes, kind: str) -> tuple[dict[str, Any], Any]:
    """What a file says: its keys and its blocks, without their places in the file."""
    if kind not in MODELS:
        return {}, parse_blocks("", decode("", raw)[0])[0]
    document, faults = parse_document("", raw)
    if faults:
        return {"": faults}, ()
    return document.data, parse_blocks("", document.body)[0]
