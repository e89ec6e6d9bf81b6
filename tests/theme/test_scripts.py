"""The unit tests of the page's scripts, in tests/theme/js: run by Node's own runner, a file at a time."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import playwright
import pytest

from build_tools.core.kinds import BUILT_IN
from build_tools.setup.node import find_node
from build_tools.site.docs_folder import write_theme
from tests.support.paths import PACKAGE

TESTS = Path(__file__).resolve().parent / "js"
FILES = sorted(TESTS.rglob("*.test.js"))
PLAYWRIGHTS_OWN = Path(playwright.__file__).parent / "driver" / "node"
"""A Node.js that is there with the browser tests, for whoever has no other."""


def test_there_are_unit_tests_of_what_touches_no_page() -> None:
    names = {path.relative_to(TESTS).as_posix() for path in FILES}
    assert {
        "shared/fold.test.js",
        "annotate/quote.test.js",
        "annotate/note-file.test.js",
        "search/query.test.js",
        "search/lookup.test.js",
    } <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_scripts_do_what_their_unit_tests_say(path: Path, tmp_path: Path) -> None:
    node = find_node() or PLAYWRIGHTS_OWN
    write_theme(tmp_path, BUILT_IN)
    ended = subprocess.run(
        [node, "--test", "--test-reporter=spec", path],
        capture_output=True,
        text=True,
        check=False,
        cwd=TESTS,
        env={**os.environ, "READER_SCRIPTS": str(tmp_path / ".reader/theme/assets/js")},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert re.search(r"^\S* pass [1-9]", ended.stdout, re.MULTILINE), ended.stdout


def fake(folder: Path, name: str, version: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho {version}\n", "utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("version", "with_npm", "taken"),
    [("v20.19.0", True, True), ("v24.1.0", True, True), ("v20.18.3", True, False), ("v24.1.0", False, False)],
)
def test_the_systems_node_is_taken_if_it_is_new_enough_and_has_npm(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, *, with_npm: bool, taken: bool
) -> None:
    fake(tmp_path, "node", version)
    if with_npm:
        fake(tmp_path, "npm", "11")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("build_tools.setup.node._wheel_node", lambda: None)
    assert find_node() == (tmp_path / "node" if taken else None)


def test_npm_packages_are_locked_with_hashes_and_tied_to_no_registry() -> None:
    folder = PACKAGE / "setup" / "node"
    wanted = json.loads((folder / "package.json").read_bytes())["devDependencies"]
    locked = json.loads((folder / "package-lock.json").read_bytes())["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    packages = [package for path, package in locked.items() if path]
    assert [package for package in packages if not package.get("integrity", "").startswith("sha512-")] == []
    assert [package for package in packages if "resolved" in package] == []
