"""Stops what doesn't end.

No measure of speed, which is in `tests/bench/`: what is stopped here takes a hundredth of the time, unless its work
grows faster than its input.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 1.0
"""Of the processor's time, which other work on the machine doesn't lengthen."""


@contextmanager
def ends_soon(what: str = "this") -> Iterator[None]:
    """An AssertionError once the block takes more than `SECONDS`."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"{what} takes more than {SECONDS} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
