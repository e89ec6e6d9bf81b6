"""What all tests share: the browser, the originals, and how long Hypothesis looks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from build_tools.setup.browser import find_system_browser, launch_arguments

# Quick is the default, and the same on every run, so that no change is blamed for an old fault. To look for new ones:
# make test ARGS=--hypothesis-profile=thorough
settings.register_profile(
    "quick", max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", max_examples=3000, deadline=None, print_blob=True)
settings.load_profile("quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "browser_type" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Have pytest-playwright's `browser` and `page` use the system's Chromium, where there is one."""
    arguments = {**browser_type_launch_args, "args": launch_arguments()}
    executable = find_system_browser()
    return {**arguments, "executable_path": executable} if executable else arguments


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the original documents, which are in copyright and so are not in this repository."""
    folder = os.environ.get("READER_ORIGINALS")
    if not folder:
        pytest.skip("originals not at hand")
    if not Path(folder).is_dir():
        pytest.fail(f"READER_ORIGINALS={folder} is no folder")
    return Path(folder)
