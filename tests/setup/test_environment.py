"""The set-up makes a virtual environment in `.venv`, which empties that folder: it has to be ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.paths import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the set-up reads, and a folder with a file beside it."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "build_tools" / "setup", root / "build_tools" / "setup")
    shutil.copy(ROOT / "pyproject.toml", root)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "precious.txt").write_text("mine", "utf-8")
    return root


def set_up(checkout: Path) -> str:
    ended = subprocess.run(
        ["sh", "build_tools/setup/environment.sh", "dev"],
        cwd=checkout,
        env={"PATH": "/usr/bin:/bin", "READER_PYTHON": "/nonexistent"},  # it must not get as far as to install anything
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    return ended.stderr


def test_a_link_is_not_followed(checkout: Path) -> None:
    (checkout / ".venv").symlink_to("../elsewhere")
    assert ".venv is a symbolic link, and what it leads to would be emptied; delete the link" in set_up(checkout)
    assert (checkout.parent / "elsewhere/precious.txt").read_text("utf-8") == "mine"


def test_another_folder_is_left_alone(checkout: Path) -> None:
    shutil.copytree(checkout.parent / "elsewhere", checkout / ".venv")
    assert ".venv is no environment of Python, and would be emptied; move it away" in set_up(checkout)
    assert (checkout / ".venv/precious.txt").read_text("utf-8") == "mine"


def test_a_file_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv").write_text("mine", "utf-8")
    assert ".venv is no environment of Python" in set_up(checkout)


@pytest.mark.parametrize("made", ["nothing", "an empty folder", "an environment"])
def test_otherwise_it_goes_on(made: str, checkout: Path) -> None:
    if made != "nothing":
        (checkout / ".venv").mkdir()
    if made == "an environment":
        (checkout / ".venv/pyvenv.cfg").write_text("home = /usr/bin\n", "utf-8")
    assert "no Python 3.11 or newer at /nonexistent" in set_up(checkout)
