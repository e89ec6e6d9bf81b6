"""Work in other processes: an executor for what can be sent to them, copies of this one for the rest, and git's."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.connection import Connection

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
    if jobs < 2:
        return None
    from concurrent.futures import ProcessPoolExecutor  # as long to import as a hundred files to read

    return ProcessPoolExecutor(max_workers=jobs)


def map_in_copies(work: Callable[[int], R], count: int, jobs: int) -> Iterator[R]:
    """`work(0)`, …, `work(count - 1)`, in order, in `jobs` processes (0: one for each core): this one and copies of it.

    Only the results go between them; what `work` reads is there already, whatever its size. Where a process can't be
    copied safely, because of other threads or of the system, all is done here. Raises what `work` raises, and
    ChildProcessError where a copy ended before its time.
    """
    jobs = min(count_jobs(jobs), count)
    if jobs < 2 or not _can_be_copied():
        yield from map(work, range(count))
        return
    from multiprocessing import get_context  # not by way of a pool, which takes three times as long to start

    fork = get_context("fork")
    with ExitStack() as stack:
        numbers = _deal(count)
        stack.callback(os.close, numbers)
        ends = []
        for _ in range(jobs - 1):
            receiver, sender = fork.Pipe(duplex=False)
            copy = fork.Process(target=_send_results, args=(work, count, numbers, sender), daemon=True)
            stack.callback(copy.join)
            stack.callback(copy.terminate)
            copy.start()
            sender.close()
            ends.append(stack.enter_context(receiver))
        results = dict(_take(work, count, numbers))
        for end in ends:
            results.update(_receive(end))
    yield from (results[number] for number in range(count))


def _can_be_copied() -> bool:
    """Apple's frameworks don't survive a fork, and a copy of a process with threads may wait for one it hasn't got."""
    return sys.platform == "linux" and threading.active_count() == 1


_PORTIONS = 2048
"""Into which the work is parted at most: their numbers, two bytes each, fit into the smallest pipe."""


def _deal(count: int) -> int:
    """The reading end of a pipe of numbers, from 0: whichever process reads takes the next, so none waits for another.

    Not a file whose place they share: of one in memory two may read the same number.
    """
    reading, writing = os.pipe()
    os.write(writing, b"".join(portion.to_bytes(2, "big") for portion in range(min(count, _PORTIONS))))
    os.close(writing)
    return reading


def _take(work: Callable[[int], R], count: int, numbers: int) -> Iterator[tuple[int, R]]:
    while portion := os.read(numbers, 2):
        for number in range(int.from_bytes(portion, "big"), count, _PORTIONS):
            yield number, work(number)


def _send_results(work: Callable[[int], Any], count: int, numbers: int, sender: Connection) -> None:
    """Send them at once at the end, since nobody reads before: the others work too."""
    try:
        sent: Any = dict(_take(work, count, numbers))
    except KeyboardInterrupt:  # which the process itself was sent too, and tells of
        return
    except Exception as exc:  # noqa: BLE001 (raised anew where it is received)
        from traceback import format_exc

        exc.add_note(f"In a copy of the process:\n{format_exc()}")
        sent = exc
    sender.send(sent)


def _receive(receiver: Connection) -> dict[int, Any]:
    try:
        received: dict[int, Any] | Exception = receiver.recv()
    except EOFError as exc:
        raise ChildProcessError("a copy of this process ended before its work was done") from exc
    if isinstance(received, Exception):
        raise received
    return received
