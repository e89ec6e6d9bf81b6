"""Whatever set-up installs is in a lock file, in one version, with the hashes of its files."""

from __future__ import annotations

import re

import pytest

from tests.support.paths import ROOT

SETUP = ROOT / "build_tools/setup"
LOCKS = sorted(SETUP.glob("requirements*.txt"))
OWN = "--no-deps --no-build-isolation --editable ."
"""What installs the checkout itself, without anything from a registry."""


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_each_package_of_a_lock_has_one_version_and_hashes(path) -> None:
    packages = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+==[\w.+!-]+(?: ; [^\\]+)? \\\n", package), package
        assert re.fullmatch(
            r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+", package.partition(" \\\n")[1] + package.partition(" \\\n")[2]
        ), package


def test_nothing_is_installed_without_them() -> None:
    scripts = [*SETUP.glob("*.sh"), *SETUP.glob("*.py"), *(ROOT / ".github").rglob("*.yml"), ROOT / "Makefile"]
    lines = [
        line.strip()
        for script in scripts
        for line in script.read_text("utf-8").splitlines()
        if re.search(r"\bpip\b.*\binstall\b", line) and not line.strip().startswith("#")
    ]
    assert len(lines) >= 3
    for line in lines:
        assert "--require-hashes" in line or OWN in line, line


def test_pip_itself_comes_first_and_from_its_lock() -> None:
    script = (SETUP / "environment.sh").read_text("utf-8")
    installed = re.findall(r"^pip install (.+)$", script, re.MULTILINE)
    assert installed == ["--require-hashes -r $here/requirements-pip.txt", '--require-hashes -r "$lock"', OWN]
    assert {"pip==", "uv=="} == {
        re.match(r"\w+==", (SETUP / f"requirements-{name}.txt").read_text("utf-8"))[0] for name in ("pip", "lock")
    }
