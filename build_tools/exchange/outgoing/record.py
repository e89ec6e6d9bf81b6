"""How much the corpus has, as the file that `reader check` compares it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from build_tools.core.folders import RECORD
from build_tools.core.model import Corpus
from build_tools.corpus.counts import count_outputs
from build_tools.exchange.outgoing.format import File
from build_tools.sources.drafting import draft

_ABOUT = """
What the corpus had when this was last written. `reader check` and the build fail if it has less, so that no loss goes
unnoticed. If a loss is intended, or much was added, write this again with `reader export record`.
"""


def make_record(corpus: Corpus) -> Iterator[File]:
    counts = count_outputs(corpus)
    summary = f"{RECORD}: " + ", ".join(f"{count:,} {key.replace('_', '-')}" for key, count in counts.items())
    yield File(PurePosixPath(RECORD).name, [draft("record", counts, _ABOUT)], summary)
