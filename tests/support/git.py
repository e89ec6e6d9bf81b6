"""Repositories for tests: git with an author of its own, whatever the machine's settings."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SETTINGS = {
    "user.name": "Ed",
    "user.email": "ed@example.org",
    "commit.gpgsign": "false",
    "protocol.file.allow": "always",
}


def git(root: Path, *arguments: str) -> str:
    """What the command prints. Raises CalledProcessError if it fails."""
    settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
    command = ["git", "-C", str(root), *settings, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit(root: Path) -> None:
    """Commit all that is in the folder, ignored or not; make a repository if there is none."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
