"""Work in other processes: an executor for what can be sent to them, copies of this one for the rest, and git's."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

R = TypeVar("R")


_OF_THE_CALLER = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"})
"""What git sets in a hook."""


def environment_for_git() -> dict[str, str]:
    """The environment in which git speaks of the repository that a folder lies in, and not of one that called."""
    return {key: value for key, value in os.environ.items() if key not in _OF_THE_CALLER}


def count_jobs(jobs: int) -> int:
    """How many processes are meant: 0 is one for each core that this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_executor(jobs: int) -> Executor | None:
    """A process pool for `jobs` > 1 (0: one for each core); None where the work is done here."""
    jobs = count_jobs(jobs)
    return ProcessPoolExecutor(max_workers=jobs) if jobs > 1 else None


def map_in_copies(work: Callable[[int], R], count: int, jobs: int) -> Iterator[R]:
    """`work(0)`, …, `work(count - 1)`, in order, in `jobs` copies of this process (0: one for each core).

    Only numbers and results go between the processes; what `work` reads is there already, whatever its size. Where
    a process can't be copied safely, because of other threads or of the system, all is done here.
    """
    jobs = min(count_jobs(jobs), count)
    if jobs < 2 or not _can_be_copied():
        yield from map(work, range(count))
        return
    with ProcessPoolExecutor(jobs, get_context("fork"), initializer=_keep, initargs=(work,)) as copies:
        yield from copies.map(_run, range(count))


def _can_be_copied() -> bool:
    """Apple's frameworks don't survive a fork, and a copy of a process with threads may wait for one it hasn't got."""
    return sys.platform == "linux" and threading.active_count() == 1


_kept: list[Callable[[int], Any]] = []


def _keep(work: Callable[[int], Any]) -> None:
    _kept[:] = [work]


def _run(number: int) -> Any:
    return _kept[0](number)
