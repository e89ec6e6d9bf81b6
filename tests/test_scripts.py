"""The unit tests of the page's scripts, in tests/js: run by Node's own runner, a file at a time."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import playwright
import pytest

from build_tools.setup.node import find_node

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
    } <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_scripts_do_what_their_unit_tests_say(path: Path) -> None:
    node = find_node() or PLAYWRIGHTS_OWN
    ended = subprocess.run(
        [node, "--test", "--test-reporter=spec", path], capture_output=True, text=True, check=False, cwd=TESTS
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert re.search(r"^\S* pass [1-9]", ended.stdout, re.MULTILINE), ended.stdout
