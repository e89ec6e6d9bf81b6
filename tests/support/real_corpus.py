"""Keeps tests away from the texts of this repository, so that whoever changes a text breaks none of them.

Tests marked `integration` may read them. Any other fails as soon as it, or code that it calls in its own process, opens
a file of `source_texts/`; only the schemas there are the tool's.
"""

from __future__ import annotations

import os
import sys

import pytest

from tests.support.paths import ROOT

_TEXTS = f"{ROOT / 'source_texts'}{os.sep}"
_SCHEMAS = f"{_TEXTS}schema{os.sep}"


class RealCorpus:
    """Whether a file of it may be opened."""

    __slots__ = ("is_closed",)

    def __init__(self) -> None:
        self.is_closed = False

    def watch(self) -> None:
        """From now on; Python has no way to end it."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not self.is_closed or not isinstance(arguments[0], (str, bytes)):
            return
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100 (a pathlib.Path takes ten times as long)
        if path.startswith(_TEXTS) and not path.startswith(_SCHEMAS):
            pytest.fail(
                f"this test opens {path}, so a change of a text could break it: read tests/support/reading_corpus,"
                " or mark the test `integration`"
            )


REAL_CORPUS = RealCorpus()
