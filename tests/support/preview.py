"""`reader serve` as a process of its own."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen

from tests.support.paths import ROOT

PATIENCE = 60
"""Seconds after which a build or a page is given up: far more than any takes."""


class Preview:
    """`reader serve` as a process of its own, and what it has printed."""

    def __init__(self, project: Path) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "READER_PROJECT"}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        # Tests that a shell runs in the background ignore SIGINT, and would hand that on.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "build_tools", "--project", str(project), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        signal.signal(signal.SIGINT, before)
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.wait_for(r"Serving on (http://127\.0\.0\.1:\d+/)")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, pattern: str) -> str:
        seen = []
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                seen.append(self.lines.get(timeout=1))
            except queue.Empty:
                continue
            if match := re.search(pattern, seen[-1]):
                return match.group(match.lastindex or 0)
        raise AssertionError(f"{pattern!r} was not printed: {''.join(seen)}")

    def page(self, path: str) -> str:
        with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def wait_for_page(self, path: str, words: str) -> None:
        """Until the page says so."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.page(path):
            assert time.monotonic() < deadline, f"{path} never said {words!r}"
            time.sleep(0.02)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)
