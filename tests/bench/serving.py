"""How long a writer waits under `reader serve`: from saving a note to the page that has its new words.

python -m tests.bench.serving
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.corpus import CHAPTER, ESSAY, Shape, make_corpus
from tests.bench.edited_note import EditedNote
from tests.bench.generators import READER

CORPORA = ((4, ESSAY), (100, CHAPTER))
TIMES = 5
PATIENCE = 300
"""Seconds after which it is given up."""
POLL = 0.02
REST = 2
"""Seconds between two changes: a writer waits longer, and a build may go on once its page is there."""


@contextmanager
def server(project: Path) -> Iterator[str]:
    """`reader serve` on a free port, as a process of its own; gives its address once it serves."""
    command = [*READER, "--project", str(project), "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("Serving on "):
                break
        else:
            raise RuntimeError("`reader serve` ended before it served anything")
        yield line.removeprefix("Serving on ").strip()
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def wait_for(word: str, address: str) -> None:
    """Return once the page at that address has the word; raises TimeoutError if that takes too long."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        with suppress(URLError), urlopen(address, timeout=PATIENCE) as answer:  # a page may be missing for a moment
            if word in answer.read().decode():
                return
        time.sleep(POLL)
    raise TimeoutError(f"{address} doesn't have the change after {PATIENCE} s")


def measure(project: Path) -> tuple[float, list[float]]:
    """Seconds from the command to the first page, and from each save to the changed page."""
    note, waits = EditedNote(project), []
    began = time.perf_counter()
    with server(project) as address:
        page = address + note.page
        wait_for("<html", page)
        started = time.perf_counter() - began
        for _ in range(TIMES):
            time.sleep(REST)
            saved = time.perf_counter()
            wait_for(note.change(), page)
            waits.append(time.perf_counter() - saved)
    return started, waits


def describe(articles: int, shape: Shape) -> str:
    return f"| {articles:,} | {shape.words:,} | {shape.notes} | {shape.entities:,} "


def main() -> None:
    print("| Texts | Words in each | Notes in each | Entries | First page | Save to page, median | Longest |")
    print("|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as name:
        for articles, shape in CORPORA:
            project = Path(name) / str(articles)
            make_corpus(project, articles, shape=shape)
            started, waits = measure(project)
            figures = f"| {started:.1f} s | {median(waits):.2f} s | {max(waits):.2f} s |"
            print(describe(articles, shape) + figures, flush=True)


if __name__ == "__main__":
    main()
