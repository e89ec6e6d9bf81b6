"""Whatever articles, headings and entries are called, no id of the page's own parts is there twice."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from markdown.extensions.toc import slugify
from playwright.sync_api import Page, expect

from build_tools.cli import reader
from tests.support.theme_facts import scripts, templates

NAMED_IN_THEME = sorted(
    {
        found
        for text in [*scripts().values(), *templates().values()]
        for found in re.findall(r"""\bid(?:=|: )["'`]([a-z_][^"'`$\\]*)["'`]""", text)
    }
)
OWN = [
    *("page:citation", "notes", "names", "names-heading", "elsewhere", "elsewhere-heading", "related", "mentions"),
    *("related-heading", "p1", "section-2", "note-n0", "fn:n0", "fnref:n0", "in-a0", "_content", "_find"),
    *NAMED_IN_THEME,
]
"""Every id of an article's or entry's page that contributors don't write, and those of earlier versions."""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, headings and entries of such names, and an article that has them all as headings."""
    project = tmp_path_factory.mktemp("own") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    sources = project / "source_texts"
    shutil.rmtree(sources)
    for number, name in enumerate(OWN):
        for title in (name, name.replace("page:", "").replace("-", " ").capitalize()):
            slug = f"a{number}" if title == name else f"b{number}"
            headings = "\n\n".join(f"## {other}" for other in (OWN if number == 0 else [title]))
            text = f"Bell Rock of Entry{number} lies there.\n\n{headings}\n\nBell Rock again, of Entry{number}.\n"
            article = f"---\ntitle: {json.dumps(title)}\nrights: CC0-1.0\nedition: original\n---\n{text}"
            _write(sources / f"articles/{slug}/article.md", article)
            note = "paragraph: 1\nexact: lies\nkind: gloss\ncontributor: editors\ncreated: 2026-01-01\n"
            _write(
                sources / f"articles/{slug}/annotations/{'n' if title == name else 'm'}{number}.md",
                f"---\n{note}---\nIs there.\n",
            )
        entry = f"name: {json.dumps(name)}\nkind: place\ngloss: A place.\naliases: [{{name: Entry{number}}}]\n"
        _write(sources / f"glossary/e{number}.md", f"---\n{entry}---\nA rock.\n")
    _write(sources / "glossary/rock.md", "---\nname: Bell Rock\nkind: place\ngloss: A reef.\n---\nA reef.\n")
    result = CliRunner().invoke(reader, ["--project", str(project), "build"])
    assert "written" in result.output, result.output
    return project / "site"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_no_heading_can_have_an_id_that_scripts_and_templates_make() -> None:
    assert len(NAMED_IN_THEME) > 10
    assert [name for name in NAMED_IN_THEME if not name.startswith("page:")] == []
    assert [name for name in NAMED_IN_THEME if slugify(name, "-") == name] == []


def test_every_id_is_on_a_page_once(project: Path) -> None:
    pages = sorted(project.rglob("*.html"))
    assert len(pages) > 3 * len(OWN)
    for path in pages:
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids)), path.name
        parts = {tag["href"][1:] for tag in soup.select("a[href^='#']")}
        assert parts <= set(ids), path.name


def test_parts_keep_their_addresses_whatever_the_title(project: Path) -> None:
    for path in sorted((project / "articles").glob("[ab]?*.html")):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert soup.find(id="p1")["class"] == ["t"], path.name
        assert soup.find(id="notes").get_text(strip=True) == "Notes", path.name
        assert soup.find(id="names").name == "section", path.name
        assert json.loads(soup.find(id="page:citation").string)["item"]["id"] == path.stem


IDS = "() => Array.from(document.querySelectorAll('[id]'), (element) => element.id)"


@pytest.mark.parametrize("name", OWN)
def test_scripts_find_their_own_parts(project: Path, page: Page, name: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for first in "ab":
        path = project / "articles" / f"{first}{OWN.index(name)}.html"
        if not path.exists():
            continue
        page.goto(path.as_uri())
        page.get_by_role("button", name="Cite", exact=True).click()
        expect(page.get_by_role("dialog", name="Cite this edition")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        page.locator("a.m").first.hover()
        expect(page.get_by_role("tooltip")).to_be_visible()
        page.locator("#p1 .n").focus()
        page.keyboard.press("a")
        expect(page.locator("dialog.note-form")).to_be_visible()
        ids = page.evaluate(IDS)
        assert sorted(ids) == sorted(set(ids))
    assert faults == []
