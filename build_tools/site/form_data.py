"""What the form for a note has to know of the corpus, as a script: a page opened from disk can load nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_tools.core.kinds import Kinds


def form_scripts(kinds: Kinds) -> Iterator[tuple[str, str]]:
    """(name, text) of each; named like the scripts in theme/assets/js."""
    rows = [{"id": kind.id, "title": kind.title, "meaning": kind.meaning} for kind in kinds.notes]
    yield "annotate/kinds.js", f"window.readerNoteKinds = {json.dumps(rows, ensure_ascii=False)};\n"
