"""Work in other processes: an executor for work that can be pickled, copies of this process for the rest."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

R = TypeVar("R")


def count_jobs(jobs: int) -> int:
    """The number of processes: `jobs`, or for 0 the number of cores that this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_executor(jobs: int) -> Executor | None:
    """A process pool for `jobs` > 1 (0: one for each core); None if the work is done in this process."""
    jobs = count_jobs(jobs)
    if jobs < 2:
        return None
    from concurrent.futures import ProcessPoolExecutor  # importing it takes as long as reading a hundred files

    return ProcessPoolExecutor(max_workers=jobs, initializer=_end_with_parent)


def map_in_copies(work: Callable[[int], R], count: int, jobs: int) -> Iterator[R]:
    """`work(0)`, …, `work(count - 1)`, in order, in `jobs` copies of this process (0: one for each core).

    Only the results are sent; each copy already has the data that `work` reads, whatever its size. If this process
    can't be copied safely, because of other threads or of the system, it does all the work itself. Raises what `work`
    raises, and ChildProcessError if a copy ended early.
    """
    jobs = min(count_jobs(jobs), count)
    if jobs < 2 or not _can_be_copied():
        yield from map(work, range(count))
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    _copied.append(work)
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_end_with_parent) as pool:
            yield from pool.map(_call_copied, range(count))
    except BrokenProcessPool as exc:
        raise ChildProcessError("a copy of this process ended before its work was done") from exc
    finally:
        _copied.pop()


_copied: list[Callable[[int], Any]] = []
"""The work of the copies. They inherit it in this list, since a closure can't be sent to them."""


def _call_copied(number: int) -> Any:
    return _copied[-1](number)


def _can_be_copied() -> bool:
    """Whether forking is safe: Apple's frameworks don't survive it, and the copy of a process with several threads may
    wait for a thread that it doesn't have.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _end_with_parent() -> None:
    """End this worker when its parent process ends: a killed parent can't stop it, and the pool's workers keep each
    other's pipes open. Ctrl-C is left to the parent, too.
    """
    import signal
    from multiprocessing import connection, parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent  # this is a worker

    def wait_and_end() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait_and_end, daemon=True).start()
