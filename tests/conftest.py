"""What all tests share: the browser, the originals, and how long Hypothesis looks."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page

from build_tools.cli import reader
from build_tools.core.manifest import generated_pages
from build_tools.setup.browser import find_system_browser, launch_arguments
from tests.support.firefox import Firefox, find_firefox
from tests.support.paths import READING_CORPUS, ROOT, SAMPLE
from tests.support.real_corpus import REAL_CORPUS
from tests.support.serving import serve

# Quick is the default, and the same on every run, so that no change is blamed for an old fault. To look for new ones:
# make test ARGS=--hypothesis-profile=thorough
settings.register_profile(
    "quick", max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", max_examples=3000, deadline=None, print_blob=True)
settings.load_profile("quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and what reads the site of the real corpus, so that `-m` can leave it out.

    Their files come first, since they take longest: where several processes share the tests, the short ones fill
    what is left.
    """
    for item in items:
        if "browser_type" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if {"real_site", "originals"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.integration)
    slow = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in slow)


REAL_CORPUS.watch()


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tool keeps for a user is kept in a folder of the tests, also by the processes that they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Only tests marked `integration`, with their fixtures, may open a text of this repository."""
    REAL_CORPUS.is_closed = item.get_closest_marker("integration") is None
    try:
        return (yield)
    finally:
        REAL_CORPUS.is_closed = False


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Have pytest-playwright's `browser` and `page` use the system's Chromium, where there is one.

    All pages share one process: to start one for each took an eighth of the time of all tests.
    """
    arguments = {**browser_type_launch_args, "args": [*launch_arguments(), "--renderer-process-limit=1"]}
    executable = find_system_browser()
    return {**arguments, "executable_path": executable} if executable else arguments


@pytest.fixture(scope="session")
def keeper(browser: Browser) -> Iterator[Page]:
    """A blank page that stays open behind those of the tests, so that the process of all pages does."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def context(keeper: Page) -> Iterator[BrowserContext]:
    """pytest-playwright's `context`, and so its `page`: one for all tests, put back as it was before the next."""
    shared = keeper.context
    yield shared
    shared.set_offline(False)
    shared.unroute_all(behavior="ignoreErrors")
    shared.clear_permissions()
    shared.clear_cookies()
    origins = {f"{u.scheme}://{u.netloc}" for u in (urlsplit(page.url) for page in shared.pages)}
    for page in shared.pages:
        if page is not keeper:
            page.close(run_before_unload=False)
    devtools = shared.new_cdp_session(keeper)
    for origin in origins:
        if origin.startswith(("http:", "file:")):
            devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    devtools.detach()


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the original documents, which are in copyright and so are not in this repository."""
    folder = os.environ.get("READER_ORIGINALS")
    if not folder:
        pytest.skip("originals not at hand")
    if not Path(folder).is_dir():
        pytest.fail(f"READER_ORIGINALS={folder} is no folder")
    return Path(folder)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of tests/support/reading_corpus, built as a user builds it: what tests of pages read."""
    return build_once(tmp_path_factory, "built", copy_reading_corpus)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's corpus, built likewise: for the few tests that look at it as it is published."""
    return build_once(tmp_path_factory, "real", copy_project)


def build_once(tmp_path_factory: pytest.TempPathFactory, name: str, copy: Callable[[Path], None]) -> Path:
    """A site in a folder of its own, built once for all processes that run tests."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent  # which is that of the run, and not of one worker
    project = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (project / "done").exists():
            copy(project)
            result = CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"])
            assert result.exit_code == 0, result.output
            (project / "done").touch()
    return project / "site"


def copy_reading_corpus(folder: Path) -> None:
    """The files that `reader init` would have made, and no others."""
    shutil.copytree(READING_CORPUS, folder)
    shutil.copy(SAMPLE / "dot-gitignore", folder / ".gitignore")


def copy_project(folder: Path) -> None:
    """What a contributor here has: texts, settings, hand-written pages; nothing generated, no original."""
    shutil.copytree(ROOT / "source_texts", folder / "source_texts", ignore=shutil.ignore_patterns("original.txt"))
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copy(ROOT / ".gitignore", folder / ".gitignore")
    generated = generated_pages(ROOT / "docs")
    for path in sorted((ROOT / "docs").rglob("*.md")):
        uri = path.relative_to(ROOT / "docs").as_posix()
        if uri not in generated and not uri.startswith("."):
            (folder / "docs" / uri).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / "docs" / uri)


@pytest.fixture(scope="session")
def served_site(built_site: Path) -> Iterator[str]:
    """The address of the built site, served over http on this machine."""
    with serve(built_site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def site_address(request: pytest.FixtureRequest, built_site: Path) -> str:
    """Where the built site is, without a slash at the end: over http, then from disk."""
    return request.getfixturevalue("served_site") if request.param == "http" else built_site.as_uri()


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """The system's Firefox; tests that want it are left out where there is none."""
    executable = find_firefox()
    if executable is None:
        pytest.skip("no Firefox on this system")
    with Firefox(executable, tmp_path_factory.mktemp("firefox") / "profile") as started:
        started.size(1440, 900)
        yield started
