"""What builds keep: only what this user's builds wrote is read again."""

from __future__ import annotations

import os
import pickle
import stat
from pathlib import Path

import pytest

from build_tools.core import cache
from build_tools.core.cache import FOLDER, Cache, digest_of_tool, read_secret
from build_tools.core.files import UnsafePathError


class Bomb:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, ("exploded",))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    Cache(tmp_path).store("pages", {"a": (1, frozenset({"b"}))})
    assert Cache(tmp_path).load("pages") == {"a": (1, frozenset({"b"}))}
    assert Cache(tmp_path).load("others") is None


def test_git_takes_in_none_of_it(tmp_path: Path) -> None:
    Cache(tmp_path).store("pages", 1)
    assert "*" in (tmp_path / FOLDER / ".gitignore").read_text("utf-8").splitlines()


def test_what_somebody_else_put_there_is_never_unpickled(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for signature in (b"", bytes(32), b"x" * 31):
        (tmp_path / FOLDER / "pages").write_bytes(signature + pickle.dumps(Bomb()))
        assert Cache(tmp_path).load("pages") is None
    assert not (tmp_path / "exploded").exists()


def test_a_changed_cut_or_renamed_file_counts_as_missing(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.store("pages", ["a"] * 50)
    path = tmp_path / FOLDER / "pages"
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.load("pages") is None
        path.write_bytes(whole[:at])
        assert kept.load("pages") is None
    path.write_bytes(whole)
    path.rename(path.with_name("others"))
    assert kept.load("others") is None


def test_another_user_or_another_version_reads_none_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).store("pages", 1)
    with monkeypatch.context() as other:
        other.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
        other.setattr(cache, "user_state_path", lambda *_, **__: tmp_path / "elsewhere")
        assert Cache(tmp_path).load("pages") is None
    assert Cache(tmp_path).load("pages") == 1
    monkeypatch.setattr(cache, "digest_of_tool", lambda: "another")
    assert Cache(tmp_path).load("pages") is None


def test_only_the_user_can_read_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "user_state_path", lambda *_, **__: tmp_path / "state")
    secret = read_secret()
    assert secret
    assert read_secret() == secret
    (path,) = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_secret_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setattr(cache, "user_state_path", lambda *_, **__: tmp_path / "file" / "below")
    kept = Cache(tmp_path)
    kept.store("pages", 1)
    assert kept.load("pages") is None
    assert not (tmp_path / FOLDER).exists()


def test_a_link_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / FOLDER).symlink_to(tmp_path / "outside")
    with pytest.raises(UnsafePathError):
        Cache(tmp_path)
    (tmp_path / FOLDER).unlink()
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "pages").symlink_to(tmp_path / "outside")
    with pytest.raises(UnsafePathError):
        Cache(tmp_path)


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / FOLDER / "pages").mkdir(parents=True)
    Cache(tmp_path).store("pages", 1)
    assert Cache(tmp_path).load("pages") is None


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("mine", "utf-8")
    with pytest.raises(UnsafePathError, match="no folder"):
        Cache(tmp_path)


def test_the_tool_s_digest_is_the_same_each_time() -> None:
    digest = digest_of_tool()
    digest_of_tool.cache_clear()
    assert digest_of_tool() == digest
