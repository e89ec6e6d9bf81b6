"""Where the things are that tests read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder: the real corpus, and the tool."""

PACKAGE = ROOT / "build_tools"
SAMPLE = PACKAGE / "sample"
"""The corpus that `reader init` makes."""

BASE = ROOT / "tests/support/base.yml"
"""The project that golden cases put their files over."""

READING_CORPUS = ROOT / "tests/support/reading_corpus"
"""Four texts on lighthouses with all that pages show: what tests read in place of the real corpus."""
