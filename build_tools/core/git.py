"""Read a project's git repository without touching the work tree or the index, and without running its hooks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.core.errors import UsageError

_FILE_MODES = frozenset({"100644", "100755"})
"""Modes of plain files; links and submodules are left out."""
_SUBMODULE, _LINK = "160000", "120000"
_PATIENCE = 120
"""Seconds to wait for a git command."""


@dataclass(frozen=True, slots=True)
class Revision:
    commit: str
    """The full hash."""
    files: int
    """How many were read."""


def read_revision(root: Path, name: str, folder: str, target: Path) -> Revision:
    """Write the files of the project's `folder`, as they are in the commit `name`, to the same paths under `target`.

    They are read as they were stored: no filter, attribute or hook is applied. Raises UsageError if `root` is in no
    repository, there is no such commit, or the folder is or has a submodule there, or is a link: of these git keeps
    only the name.
    """
    prefix = run_git(root, "rev-parse", "--show-prefix", what=f"{root} is in no git repository").decode().strip()
    wanted = f"{name}^{{commit}}"
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    commit = run_git(root, *verify, what=f"git knows no commit `{name}`").decode().strip()
    _require_folder(root, commit, name, PurePosixPath(prefix, folder))
    entries = list(_list_files(root, commit, f"{prefix}{folder}"))
    for (path, _), data in zip(entries, read_blobs(root, [blob for _, blob in entries]), strict=True):
        _write(target, path.removeprefix(prefix), data)
    return Revision(commit, len(entries))


def _require_folder(root: Path, commit: str, name: str, folder: PurePosixPath) -> None:
    """Raises UsageError if a path of the repository can't be read as a folder."""
    above = [path for path in (*reversed(folder.parents), folder) if path.parts]
    for mode, path in _list_entries(root, commit, *(f"{path}" for path in above)):
        _require_readable(mode, path, name)
    for mode, path in _list_entries(root, commit, "-r", f"{folder}/"):
        if mode == _SUBMODULE:
            _require_readable(mode, path, name)


def _require_readable(mode: str, path: str, name: str) -> None:
    if mode == _SUBMODULE:
        hint = "compare inside it, with `--project` for a project there, or make it a folder of this repository"
        raise UsageError(f"{path} is a submodule in {name}: its files are in another repository", hint)
    if mode == _LINK:
        raise UsageError(f"{path} is a symbolic link in {name}, and nothing is read through links", "make it a folder")


def _list_entries(root: Path, commit: str, *wanted: str) -> Iterator[tuple[str, str]]:
    """(mode, path) of the entries of a commit; with "-r" first, of all below the folder."""
    options, paths = (wanted[:1], wanted[1:]) if wanted[:1] == ("-r",) else ((), wanted)
    arguments = ("ls-tree", "-z", "--full-tree", *options, commit, "--", *paths)
    for entry in run_git(root, *arguments, what="git can't list its files").split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        if facts:
            yield facts.split()[0].decode(), os.fsdecode(path)


def _list_files(root: Path, commit: str, folder: str) -> Iterator[tuple[str, str]]:
    """(path relative to the repository's top, blob) of the plain files in a folder."""
    listed = run_git(
        root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{folder}/", what="git can't list its files"
    )
    for entry in listed.split(b"\0"):
        facts, _, path = entry.partition(b"\t")
        if facts and facts.split()[0].decode() in _FILE_MODES:
            yield os.fsdecode(path), facts.split()[2].decode()


def read_blobs(root: Path, blobs: list[str]) -> Iterator[bytes]:
    """The contents of blobs, in order. Raises UsageError if git can't read them."""
    answer = run_git(
        root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs), what="git can't read files"
    )
    at = 0
    for _ in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _write(target: Path, path: str, data: bytes) -> None:
    parts = PurePosixPath(path).parts
    if ".." in parts or path.startswith("/"):
        return
    place = target.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


_VERSIONS = 20
"""At most this many earlier versions of a file are read."""


def read_versions(root: Path, path: str) -> Iterator[bytes]:
    """A file's content in the latest commits that changed it, newest first; nothing if git doesn't know the file."""
    try:
        commits = run_git(root, "log", "-n", str(_VERSIONS), "--format=%H", "--", path, what="git can't list commits")
        for commit in commits.decode().split():
            yield run_git(root, "cat-file", "blob", f"{commit}:./{path}", what="git can't read a file")
    except UsageError:  # no git, no repository, no commit, or a commit that deleted the file
        return


def find_ignored(root: Path, paths: list[str]) -> set[str] | None:
    """The `paths` that git ignores and doesn't track; None if there is no git, or `root` is not in a checkout."""
    try:
        done = _run(root, "check-ignore", "-z", "--stdin", given="\0".join(paths))
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {os.fsdecode(path) for path in done.stdout.split(b"\0")} if done.returncode in {0, 1} else None


def run_git(root: Path, *arguments: str, what: str, given: str = "") -> bytes:
    """The output of a git command. Raises UsageError with the message `what` if it fails."""
    try:
        done = _run(root, *arguments, given=given)
        done.check_returncode()
    except FileNotFoundError as exc:
        raise UsageError("git isn't installed", "install it; this command reads from the repository") from exc
    except subprocess.CalledProcessError as exc:
        said = exc.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(what, said[0] if said else "name a branch, a tag or a commit that is here") from exc
    return done.stdout


_OF_THE_CALLER = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"})
"""Git sets these for a hook; with them, our commands would read that hook's repository instead of the project's."""
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
"""A repository's own settings may name programs: one unpacked from an archive could otherwise run anything."""


def _run(root: Path, *arguments: str, given: str) -> subprocess.CompletedProcess[bytes]:
    """Run git; every call goes through here."""
    environment = {key: value for key, value in os.environ.items() if key not in _OF_THE_CALLER} | _ENVIRONMENT
    command = ["git", "-C", str(root), *_SETTINGS, *arguments]
    return subprocess.run(
        command, input=given.encode(), capture_output=True, check=False, env=environment, timeout=_PATIENCE
    )
