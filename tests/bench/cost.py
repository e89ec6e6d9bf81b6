"""What a command costs: time by the clock, time of the processors, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Self

PAUSE = 0.1
"""Seconds between two looks at the memory of all processes. A look takes some ms of the other core."""


@dataclass(frozen=True, slots=True)
class Cost:
    seconds: float
    """By the clock."""
    processor: float
    """Seconds of all processes on all cores, the system's work for them included."""
    largest: float
    """MB of resident memory at the most, of the process that had most."""
    together: float
    """MB at the most of all processes at one moment, with what they share counted once. 0 except on Linux."""


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of some runs, each figure by itself."""
    return Cost(*(median(figures) for figures in zip(*map(astuple, costs), strict=True)))


def measure(command: Sequence[str], cwd: Path) -> Cost:
    """Run a command; raises CalledProcessError where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stderr
    try:
        with process.stderr, _Watch(process.pid) as watch:
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)  # in a session of its own, so Ctrl-C doesn't reach it
        raise
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors.decode(errors="replace"))
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, watch.peak)


class _Watch(threading.Thread):
    """Looks at the memory of all processes of a session until the `with` ends."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.peak, self._ended = session, 0.0, threading.Event()

    def run(self) -> None:
        while not self._ended.wait(PAUSE):
            self.peak = max(self.peak, sum(map(_memory, _members(self.session))))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()


def _members(session: int) -> list[Path]:
    """The folders in /proc of a session's processes."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(after_name[3]) == session:
            found.append(stat.parent)
    return found


def _memory(process: Path) -> float:
    """MB; of pages shared with others only this process's share."""
    try:
        lines = (process / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)
