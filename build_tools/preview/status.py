"""What a page in the browser learns about the build."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from build_tools.core.problems import Problem

_LISTED = 20
"""Problems that the browser shows; the terminal has them all."""


@dataclass(frozen=True, slots=True)
class Status:
    version: int = 0
    """Grows with each change of the site or of its problems."""
    building: bool = False
    problems: tuple[Problem, ...] = ()
    failed: str = ""
    """Why there is no new site; "" if there is."""

    def to_data(self) -> dict[str, object]:
        shown = [{"place": _place_of(p), "severity": p.severity, "message": p.message} for p in self.problems[:_LISTED]]
        return {
            "version": self.version,
            "building": self.building,
            "problems": shown,
            "count": len(self.problems),
            "failed": self.failed,
        }


def _place_of(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path


@dataclass
class Board:
    """The status at present; the thread that builds changes it, those that serve wait for it."""

    _status: Status = field(default_factory=Status)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def begin(self) -> None:
        """A build has begun."""
        self._change(replace(self._status, building=True))

    def show_page(self) -> None:
        """The page that somebody works on is there; the others follow."""
        self._change(self._status)

    def end(self, problems: Sequence[Problem]) -> None:
        """All is built."""
        self._change(Status(problems=tuple(problems)))

    def fail(self, why: str) -> None:
        """The build stopped, and the site is what it was."""
        self._change(Status(failed=why))

    def _change(self, status: Status) -> None:
        with self._changed:
            self._status = replace(status, version=self._status.version + 1)
            self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> Status:
        """The status, once it is another than `version`, or after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._status.version != version, timeout=seconds)
            return self._status
