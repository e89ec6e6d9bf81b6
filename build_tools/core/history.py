"""What git recorded of a project's files: its commits, the files that each changed, and files as they once were.

However many files are asked about, git is called a fixed number of times.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.core.errors import UsageError
from build_tools.core.git import read_blobs, run_git

_ABSENT = re.compile("0+")
"""The id that git gives a file that isn't there."""
_RAW = ("--raw", "-z", "--no-renames", "--no-abbrev")
_FAILURES = (UsageError, subprocess.TimeoutExpired)

Change = tuple[str, str]
"""(blob before, blob after) of a file; "" where it isn't there."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit, and what it changed."""

    commit: str
    parents: tuple[str, ...]
    changes: tuple[Mapping[str, Change], ...]
    """For each parent: path relative to the project -> how the file differs."""


@dataclass(frozen=True, slots=True)
class History:
    """The commits of a project, with what they changed in some folders."""

    steps: tuple[Step, ...]
    """Each before its parents."""
    uncommitted: Mapping[str, str]
    """Path of a file that was changed since the last commit -> its blob there, "" if it wasn't there."""
    is_cut: bool
    """Whether this is a shallow clone, which doesn't have the older commits."""


def read_history(root: Path, folders: Sequence[str]) -> History | None:
    """The history of folders of the project; None if there is no git, no repository or no commit."""
    try:
        facts = run_git(
            root, "rev-parse", "--show-prefix", "--is-shallow-repository", "--verify", "HEAD", what="git knows nothing"
        )
        prefix, is_shallow, _ = facts.decode().split("\n")[:3]
        listed = run_git(root, "rev-list", "--topo-order", "--parents", "HEAD", what="git can't list commits")
        commits = [tuple(line.split()) for line in listed.decode().splitlines()]
        steps = _read_steps(root, commits, folders, prefix)
        dirty = run_git(root, "diff-index", *_RAW, "HEAD", "--", *folders, what="git can't compare files")
        uncommitted = {path: before for path, (before, _) in _parse_changes(dirty.split(b"\0"), prefix)}
    except _FAILURES:
        return None
    return History(tuple(steps), uncommitted, is_shallow == "true")


def _read_steps(root: Path, commits: Sequence[tuple[str, ...]], folders: Sequence[str], prefix: str) -> Iterator[Step]:
    """Without `rev-list -- folders`, which would compare every two trees a second time."""
    given = "".join(f"{commit} {parent}\n" for commit, *parents in commits for parent in parents)
    command = ("diff-tree", "--stdin", "--always", "-r", *_RAW, "--", *folders)
    changes = _split_answers(run_git(root, *command, what="git can't compare commits", given=given), prefix)
    for commit, *parents in commits:
        yield Step(commit, tuple(parents), tuple(next(changes) for _ in parents))


def _split_answers(answer: bytes, prefix: str) -> Iterator[dict[str, Change]]:
    """What `diff-tree` says of each pair, in the order asked: the commit's id, then its changes."""
    fields: list[bytes] | None = None
    for field in answer.split(b"\0"):
        if fields is not None and (field.startswith(b":") or len(fields) % 2):
            fields.append(field)
            continue
        if fields is not None:
            yield dict(_parse_changes(fields, prefix))
        fields = []


def _parse_changes(fields: Sequence[bytes], prefix: str) -> Iterator[tuple[str, Change]]:
    """(path, change) from `:mode mode blob blob status` and path in turns."""
    for facts, path in zip(fields[::2], fields[1::2], strict=False):
        before, after = facts.decode().split()[2:4]
        yield os.fsdecode(path).removeprefix(prefix), (_absent_as_empty(before), _absent_as_empty(after))


def _absent_as_empty(blob: str) -> str:
    return "" if _ABSENT.fullmatch(blob) else blob


def read_files(root: Path, blobs: Collection[str]) -> dict[str, bytes]:
    """Blob -> its bytes; empty if git can't read them."""
    listed = sorted(blobs)
    try:
        return dict(zip(listed, read_blobs(root, listed), strict=True)) if listed else {}
    except (*_FAILURES, ValueError):  # a blob that is missing, as in a damaged repository
        return {}


def find_blobs(root: Path, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(commit, path) -> the blob that the path has there, for the paths that are there."""
    listed = sorted(place for place in places if "\n" not in place[1])  # git reads a place a line
    try:
        command = ("cat-file", "--batch-check=%(objecttype) %(objectname)")
        given = "".join(f"{commit}:./{path}\n" for commit, path in listed)
        answer = run_git(root, *command, what="git can't find files", given=given)
    except _FAILURES:
        return {}
    lines = [line.split(" ") for line in answer.decode("utf-8", "replace").splitlines()]
    return {place: words[1] for place, words in zip(listed, lines, strict=False) if words[0] == "blob"}
