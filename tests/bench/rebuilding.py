"""What a second build costs: with nothing changed, and after a change of one note.

python -m tests.bench.rebuilding [ARTICLES…]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.building import SIZES, SMALL
from tests.bench.corpus import make_corpus
from tests.bench.cost import Cost, measure, middle
from tests.bench.edited_note import EditedNote
from tests.bench.generators import READER

BUILD = (*READER, "build", "--strict")


@dataclass(frozen=True, slots=True)
class Row:
    articles: int
    first: Cost
    unchanged: Cost
    changed: Cost


def measure_corpus(folder: Path, articles: int, times: int = 1) -> Row:
    """A build from nothing, then the others, of these the middle of this many runs."""
    make_corpus(folder, articles)
    first = measure(BUILD, folder)
    unchanged = middle([measure(BUILD, folder) for _ in range(times)])
    note = EditedNote(folder)
    changed = middle([_measure_change(folder, note) for _ in range(times)])
    return Row(articles, first, unchanged, changed)


def _measure_change(folder: Path, note: EditedNote) -> Cost:
    word = note.change()
    cost = measure(BUILD, folder)
    assert word in (folder / "site" / note.page).read_text("utf-8"), f"{note.page} doesn't have the change"
    return cost


def _shown(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s ({cost.processor:.1f} s)"


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as name:
        measure_corpus(Path(name) / "first", 1)  # compiles what is imported
        print("| Articles | First build | Nothing changed | One note changed |\n|---:|---:|---:|---:|", flush=True)
        for size in sizes:
            row = measure_corpus(Path(name) / str(size), size, 3 if size <= SMALL else 1)
            costs = " | ".join(map(_shown, (row.first, row.unchanged, row.changed)))
            print(f"| {size:,} | {costs} |", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
