"""How long `reader check` takes: a corpus of 1,000 articles and 12,000 notes, on one core and on all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import ARTICLE, make_corpus

SIZES = (100, 1000)
_ROUNDS = 3
"""The quickest counts: the slower ones shared the machine."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    user: float
    """Seconds of processor time outside the system, all its processes together."""
    wall: float
    """Seconds by the clock."""


def measure(project: Path, *options: str) -> Cost:
    """The least of some runs, each figure by itself; raises CalledProcessError where the check finds something."""
    runs = [_run(project, *options) for _ in range(_ROUNDS)]
    return Cost(min(run.user for run in runs), min(run.wall for run in runs))


def _run(project: Path, *options: str) -> Cost:
    command = [sys.executable, "-m", "build_tools", "--project", str(project), "check", *options]
    started, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return Cost(after.children_user - before.children_user, time.perf_counter() - started)


def main(sizes: Sequence[int] = SIZES) -> None:
    print("| Articles | Notes | User time | By the clock | `--jobs 0`, by the clock |\n|---:|---:|---:|---:|---:|")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
            project = Path(folder) / "corpus"
            make_corpus(project, size)
            one, all_cores = measure(project, "--jobs", "1"), measure(project, "--jobs", "0")
            shutil.rmtree(project)
        notes = size * ARTICLE.notes
        print(f"| {size:,} | {notes:,} | {one.user:.1f} s | {one.wall:.1f} s | {all_cores.wall:.1f} s |", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
