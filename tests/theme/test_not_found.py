"""The page for addresses that fail, on a site in a folder of its host."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from build_tools.cli import reader
from tests.support.serving import serve


@pytest.fixture(scope="module", params=["", "https://o.github.io/NAME/"], ids=["no site_url", "site_url"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """(site_url, the host's folder, in which the site is /NAME/)."""
    project = tmp_path_factory.mktemp("found") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    settings = project / "mkdocs.yml"
    given = f"site_url: {request.param}\n" if request.param else ""
    settings.write_text(given + settings.read_text("utf-8"), "utf-8")
    assert CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"]).exit_code == 0
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(project / "site", host / "NAME")
    deep = host / "NAME/articles/more"
    deep.mkdir()
    shutil.copy(project / "site/404.html", deep / "missing.html")  # as a server shows it there
    return request.param, host


def test_it_is_styled_and_leads_on_wherever_it_is_shown(page: Page, built: tuple[str, Path]) -> None:
    site_url, host = built
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    with serve(host) as address:
        page.goto(f"{address}/NAME/articles/more/missing.html")
        heading = page.get_by_role("heading", name="There is no such page")
        expect(heading).to_be_visible()
        box = heading.bounding_box()
        assert box
        assert box["x"] > 20, "not at the window's edge, where a page without styles has it"
        assert heading.evaluate("e => getComputedStyle(e).fontFamily").startswith(("Charter", "charter"))
        links = page.locator("a[href]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        root = "/NAME/" if site_url else None
        assert bool(links) == bool(site_url)
        assert [link for link in links if not link.startswith((root or "", "#"))] == []
        loaded = page.evaluate("performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)")
        assert [path for path in loaded if root is None or not path.startswith(root)] in ([], ["/favicon.ico"])
    assert [fault for fault in faults if "favicon" not in fault and "404" not in fault] == []
