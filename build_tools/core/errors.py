"""Exceptions for broken set-ups. A mistake in a source file never raises: it yields a `Problem`."""

import re

BROKEN = 2
"""The exit code of a command that raises one of these."""


class ReaderError(Exception):
    """Base of every error this package raises on purpose; the command exits with `BROKEN`."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProjectError(ReaderError):
    """No project is found, or its `mkdocs.yml` can't be used."""


def explain(exc: ReaderError | OSError) -> str:
    """The error as text for the terminal: one line, and a second one if there is a hint."""
    if isinstance(exc, ReaderError):
        message, hint = exc.message, exc.hint
    else:  # a full disk, a folder that may not be written, a link instead of a folder
        path = str(exc.filename or "a file").replace("\n", " ")
        message = f"{path} can't be read or written: {exc.strerror or exc}"
        hint = getattr(exc, "hint", "")
    return _UNSEEN.sub(
        lambda found: f"<U+{ord(found[0]):04X}>", f"reader: {message}" + (f"\n  hint: {hint}" if hint else "")
    )


_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters that steer a terminal, end a line or turn its direction: a message may repeat a name or a value."""


class UsageError(ReaderError):
    """A command was asked for something that it can't do, such as reading a file that doesn't exist."""
