"""What a page may run and load is said in its head, and browsers hold to it: online and from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from playwright.sync_api import Page

from build_tools.cli import reader
from tests.support.firefox import Firefox, find_firefox
from tests.support.serving import serve

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
BAD = """# Bad

<script>document.title = "ran"</script>
<script src="https://example.org/x.js"></script>
<img src="https://example.org/x.png" onerror="document.title = 'ran'">
<link rel="stylesheet" href="https://example.org/x.css">
<iframe src="https://example.org/x.html"></iframe>

<p style="background: url(https://example.org/y.png)">Words</p>

[Follow](javascript:document.title='ran')
"""


@pytest.fixture(scope="module")
def bad_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("bad") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    (project / "docs/bad.md").write_text(BAD, "utf-8")
    result = CliRunner().invoke(reader, ["--project", str(project), "build"])
    assert result.exit_code == 1
    assert "docs/bad.md:3:1: active-content error" in result.output
    return project / "site"


def policy_of(page: Path) -> str | None:
    """The policy, which must come before whatever it is to hold for."""
    head = BeautifulSoup(page.read_bytes(), "html.parser").head
    assert head
    first, second = head.find_all(["meta", "link", "title", "script"])[:2]
    assert first.get("charset") == "utf-8"
    return str(second["content"]) if second.get("http-equiv") == "Content-Security-Policy" else None


def test_every_page_has_the_strict_policy_first(real_site: Path) -> None:
    pages = sorted(real_site.rglob("*.html"))
    assert len(pages) > 100
    assert {policy_of(page) for page in pages} == {STRICT}


@pytest.fixture(params=["http", "file"])
def bad_address(request: pytest.FixtureRequest, bad_site: Path) -> Iterator[str]:
    if request.param == "file":
        yield bad_site.as_uri()
        return
    with serve(bad_site) as address:
        yield address


def test_nothing_that_a_page_brings_runs_or_is_loaded_in_chromium(page: Page, bad_address: str) -> None:
    asked: list[str] = []
    page.context.route(re.compile(r"example\.org"), lambda route: (asked.append(route.request.url), route.abort())[0])
    page.goto(f"{bad_address}/bad.html", wait_until="load")
    page.get_by_text("Follow").click()
    assert page.evaluate("document.title") == "Bad · My Reader"
    assert asked == []
    assert page.evaluate("typeof readerStorage") == "object"


def test_nothing_that_a_page_brings_runs_in_firefox(bad_address: str, tmp_path: Path) -> None:
    executable = find_firefox()
    if executable is None:
        pytest.skip("no Firefox on this system")
    with Firefox(executable, tmp_path / "profile") as firefox:
        firefox.open(f"{bad_address}/bad.html")
        assert firefox.run("return document.title") == "Bad · My Reader"
        fetched = firefox.run("return performance.getEntriesByType('resource').map((e) => e.name)")
        assert firefox.run("return typeof readerStorage") == "object"
        assert [address for address in fetched if "example.org" in address] == []


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("extra_javascript: [https://example.org/x.js, own.js]", STRICT.replace("script-src 'self'", "script-src 'self' https://example.org/x.js")),
        ("extra_css: [https://example.org/x.css]", STRICT.replace("style-src 'self'", "style-src 'self' https://example.org/x.css")),
        ("extra: {content_security_policy: \"default-src 'self'\"}", "default-src 'self'"),
        ("extra: {content_security_policy: false}", None),
    ],
)  # fmt: skip
def test_settings_widen_it(tmp_path: Path, setting: str, expected: str | None) -> None:
    project = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    (project / "docs/own.js").write_text("", "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{setting}\n")
    assert CliRunner().invoke(reader, ["--project", str(project), "build"]).exit_code == 0
    assert policy_of(project / "site/about.html") == expected
