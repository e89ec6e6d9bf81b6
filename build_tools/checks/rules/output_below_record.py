"""A corpus that has less than its record says."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error
from build_tools.corpus.counts import count_outputs


def check_output_below_record(corpus: Corpus, context: Context) -> Iterator[Problem]:
    if corpus.record is None or context.has_unread_texts:
        return  # unread files aren't counted, and their own messages say what to do
    counts = count_outputs(corpus)
    for key, recorded in corpus.record.counts.items():
        if counts[key] < recorded:
            name = key.replace("_", "-")
            message = f"fewer {name} than recorded: {counts[key]:,} instead of {recorded:,}"
            hint = "if this is intended, run `reader export record` and say why in the same change"
            yield error("output-below-record", corpus.record.source.place(key), message, hint)
