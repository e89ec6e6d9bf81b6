"""Exceptions for broken set-ups. A mistake in a source file never raises: it yields a `Problem`."""

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
        message = f"{exc.filename or 'a file'} can't be read or written: {exc.strerror or exc}"
        hint = getattr(exc, "hint", "")
    return f"reader: {message}" + (f"\n  hint: {hint}" if hint else "")


class UsageError(ReaderError):
    """A command was asked for something that it can't do, such as reading a file that doesn't exist."""
