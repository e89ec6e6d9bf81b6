"""The table of formats. `reader export` and its help are made from it; a new format is a file here and a row."""

from __future__ import annotations

from build_tools.core.folders import SCHEMA
from build_tools.exchange.outgoing.format import Format, Reads
from build_tools.exchange.outgoing.mentions import make_mentions
from build_tools.exchange.outgoing.schemas import make_schemas

FORMATS = (
    Format(
        "mentions",
        "Write every mention of an entity as JSON lines to standard output.",
        make_mentions,
        "One object for each mention: article, edition, block (from 1), paragraph (or null), start and end (code points"
        " in the block's text, half-open), exact, entity.",
        has_originals=True,
    ),
    Format(
        "schema",
        "Write JSON schemas of the front matter, for editors, into FOLDER (default: source_texts/schema).",
        make_schemas,
        folder=SCHEMA,
        may_choose_folder=True,
        reads=Reads.KINDS,
    ),
)
