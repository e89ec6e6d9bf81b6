"""docs/ and the templates hold with other engines, too.

ProperDocs goes on with MkDocs 1; Zensical comes after Material. A test is left out where its engine isn't installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_tools.core.settings import find_project
from build_tools.site.mkdocs import build_pages
from build_tools.site.rendering.settings import Options

REAL = pytest.param("real", marks=pytest.mark.integration)


def run(engine: str, project: Path, *arguments: str) -> None:
    program = Path(sys.executable).parent / engine
    if not program.exists():
        pytest.skip(f"{engine} isn't installed")
    ended = subprocess.run(
        [program, "build", *arguments], cwd=project, capture_output=True, text=True, check=False, timeout=300
    )
    assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"


@pytest.mark.parametrize("corpus", ["sample", "components", "made_up", REAL])
def test_the_site_is_that_of_properdocs(corpus: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    project = request.getfixturevalue(corpus)
    run(
        "properdocs",
        project,
        "--quiet",
        "--strict",
        "--config-file",
        "mkdocs.yml",
        "--site-dir",
        str(tmp_path / "theirs"),
    )
    build_ours(project, tmp_path / "ours")
    pages = pages_of(tmp_path / "ours")
    assert pages
    assert pages_of(tmp_path / "theirs") == pages
    assert [
        uri for uri in pages if (tmp_path / "ours" / uri).read_bytes() != (tmp_path / "theirs" / uri).read_bytes()
    ] == []


@pytest.mark.parametrize("corpus", ["sample", "components", REAL])
def test_text_links_ids_and_notes_are_those_of_zensical(
    corpus: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """It spells some addresses otherwise, writes attributes in another order, and makes no page for other addresses."""
    project = tmp_path / "project"
    shutil.copytree(request.getfixturevalue(corpus), project)
    run("zensical", project, "--config-file", "mkdocs.yml")
    build_ours(project, tmp_path / "ours")
    pages = [uri for uri in pages_of(tmp_path / "ours") if uri != "404.html"]
    assert pages
    for uri in pages:
        ours, theirs = (facts_of(site / uri) for site in (tmp_path / "ours", project / "site"))
        for name, value in ours.items():
            assert theirs[name] == value, (uri, name)


def build_ours(project: Path, site: Path) -> None:
    found = find_project(project)
    build_pages(found, found.docs_dir, site, Options(strict=True))


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def facts_of(page: Path) -> dict[str, object]:
    """What a reader sees of a page's content, where it leads to and what leads into it."""
    main = BeautifulSoup(page.read_text("utf-8"), "html.parser").main
    assert main
    return {
        "text": " ".join(main.get_text(" ").split()),
        "links": [spelt(str(link["href"])) for link in main.find_all("a", href=True)],
        "ids": [element["id"] for element in main.find_all(id=True)],
        "notes": [" ".join(note.get_text(" ").split()) for note in main.select(".footnote li")],
    }


def spelt(address: str) -> str:
    return re.sub(r"^\./", "", address).replace("%5F", "_")
