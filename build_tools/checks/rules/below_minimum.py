"""A corpus that has less than its settings ask for, so that no loss goes unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error
from build_tools.corpus.counts import count_outputs


def check_below_minimum(corpus: Corpus, context: Context) -> Iterator[Problem]:
    minimum = corpus.settings.checks.at_least
    if not minimum or context.has_unread_texts:
        return  # unread files aren't counted, and their own messages say what to do
    counts = count_outputs(corpus)
    for key, least in minimum.items():
        if counts[key] < least:
            name = key.replace("_", "-")
            message = f"there are fewer {name} than there must be: {counts[key]:,} instead of {least:,}"
            hint = "if this is intended, run `reader export record` and say why in the same change"
            place = corpus.settings_source.place("checks", "at_least", key)
            yield error("below-minimum", place, message, hint)
