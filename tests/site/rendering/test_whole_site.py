"""Our renderer makes the site that MkDocs makes, byte for byte, and says what MkDocs says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.core.errors import ProjectError
from build_tools.core.manifest import generated_pages
from build_tools.core.settings import find_project
from build_tools.site.mkdocs import build_pages
from build_tools.site.rendering import pages
from build_tools.site.rendering.settings import Options
from build_tools.site.rendering.whole_site import COMPONENTS

UNUSED = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
"""Folders of the theme that `mkdocs.yml` names, of which no page loads anything."""


def build(project: Path, site: Path, *, strict: bool = False, by_mkdocs: bool = False, jobs: int = 1) -> list[str]:
    found = find_project(project)
    options = Options(strict=strict, by_mkdocs=by_mkdocs, jobs=jobs)
    warnings, reason = build_pages(found, found.docs_dir, site, options)
    return [*warnings, *filter(None, [reason])]


def files_of(site: Path) -> dict[str, bytes]:
    """The files that pages use; of a compressed one what it holds, since MkDocs writes the path into it."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if not name.startswith(UNUSED) and name != "sitemap.xml.gz"
    }


def without_components(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without those for components that no page loads: MkDocs can't know that none does."""
    pages = [content for name, content in files.items() if name.endswith(".html")]
    unused = {name for name in COMPONENTS if not any(f'{name}"'.encode() in page for page in pages)}
    return {name: content for name, content in files.items() if name not in unused}


@pytest.mark.parametrize(
    "corpus", ["sample", "hostile", "made_up", pytest.param("real", marks=pytest.mark.integration)]
)
def test_the_site_is_that_of_mkdocs(corpus: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    project = request.getfixturevalue(corpus)
    said = build(project, tmp_path / "own", jobs=2)
    assert said == build(project, tmp_path / "mkdocs", by_mkdocs=True)
    own, judge = files_of(tmp_path / "own"), without_components(files_of(tmp_path / "mkdocs"))
    assert own.keys() == judge.keys()
    assert [name for name, content in own.items() if content != judge[name]] == []


def test_no_file_is_there_that_nothing_loads(built_site: Path) -> None:
    """Each is named by a page, a style or a script, or loaded by the search; or it is for search engines."""
    files = {path.relative_to(built_site).as_posix(): path for path in built_site.rglob("*") if path.is_file()}
    texts = "".join(
        path.read_text("utf-8")
        for name, path in files.items()
        if name.endswith((".html", ".css", ".js")) and not name.startswith("search-index/")
    )
    others = {name for name in files if not name.endswith(".html") and not name.startswith("search-index/")}
    unnamed = {name for name in others if Path(name).name not in texts and Path(name).stem not in texts}
    assert unnamed == {"sitemap.xml", "sitemap.xml.gz"}


def test_what_components_need_is_there_if_a_page_loads_it(sample: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(sample, project)
    own, more = tmp_path / "own", project / "docs/own.md"
    for text, needed in (("Words.", 0), ("Words ==marked==, H~2~O.", 1), ("- [x] A task", 1), ("```\ncode\n```", 3)):
        more.write_text(f"# Mine\n\n{text}\n", "utf-8")
        build(project, own)
        there = [name for name in COMPONENTS if (own / name).exists()]
        assert there == list(COMPONENTS[:needed]), text
        pages = {path.name for path in own.rglob("*.html") if COMPONENTS[0] in path.read_text("utf-8")}
        assert pages == ({"own.html"} if needed else set())


def test_a_page_with_every_component_is_that_of_mkdocs(components: Path, tmp_path: Path) -> None:
    said = build(components, tmp_path / "own", strict=True)
    assert said == build(components, tmp_path / "mkdocs", strict=True, by_mkdocs=True) == []
    assert files_of(tmp_path / "own") == files_of(tmp_path / "mkdocs")
    own = files_of(tmp_path / "own")["components.html"]
    assert [name for name in COMPONENTS if f'{name}"'.encode() not in own] == []


@pytest.mark.parametrize("corpus", ["sample", "hostile", "made_up"])
def test_most_pages_are_our_own(corpus: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch) -> None:
    """Python-Markdown gets those with a table or code, and of the hostile ones two in a hundred."""
    project = request.getfixturevalue(corpus)
    left: list[str] = []
    convert = pages.Renderer._convert_own

    def watch(renderer: pages.Renderer, page: pages.Page) -> bool:
        is_own = convert(renderer, page)
        if not is_own:
            left.append(page.file.src_uri)
        return is_own

    monkeypatch.setattr(pages.Renderer, "_convert_own", watch)
    build(project, tmp_path / "own")
    others = set(left) - {"map.md", "network.md", "coverage.md"}
    assert len(others) <= (len(generated_pages(project / "docs")) // 50 if corpus == "hostile" else 0), others


DEAD = "[Nowhere](articles/index.md#nowhere) [Nothing](nothing.md) [Here](#here) [A folder](guides) [Again](nothing.md)"


@pytest.mark.parametrize("jobs", [1, 2])
def test_dead_links_are_reported_as_mkdocs_does(jobs: int, sample: Path, tmp_path: Path) -> None:
    """On hand-written pages, in the navigation and outside of it, and on a generated one."""
    project = tmp_path / "project"
    shutil.copytree(sample, project)
    (project / "docs/own.md").write_text(f"# Mine\n\n{DEAD}\n", "utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("\nnav:\n", "\nnav:\n  - own.md\n"), "utf-8")
    (project / "docs/apart.md").write_text(f"# Not in the navigation\n\n{DEAD}\n", "utf-8")
    page = project / "docs/articles/bell-rock.md"
    with page.open("a", encoding="utf-8") as file:
        file.write("\n[Nowhere](../glossary/robert-stevenson.md#nowhere) [Nothing](gone.md) [No](#no)\n")
    said = build(project, tmp_path / "own", jobs=jobs)
    judge = build(project, tmp_path / "mkdocs", by_mkdocs=True)
    assert sorted(said) == sorted(judge)
    assert len([line for line in said if "own.md" in line]) >= 4
    assert len([line for line in said if "bell-rock.md" in line]) == 3
    with pytest.raises(ProjectError) as ours:
        build(project, tmp_path / "strict", strict=True, jobs=jobs)
    with pytest.raises(ProjectError) as theirs:
        build(project, tmp_path / "strict-mkdocs", strict=True, by_mkdocs=True)
    assert str(ours.value).splitlines()[0] == str(theirs.value).splitlines()[0]


def test_settings_hold(sample: Path, tmp_path: Path) -> None:
    """Titles from headings and from file names, files, templates, an address; pages left out, and drafts."""
    project = tmp_path / "project"
    shutil.copytree(sample, project)
    docs = project / "docs"
    (docs / "own.css").write_text("p { color: red }", "utf-8")
    (docs / "own.js").write_text("1", "utf-8")
    (docs / "more").mkdir()
    (docs / "more/heading.md").write_text("# From *its* heading\n\n| a |\n|---|\n| b |\n", "utf-8")
    (docs / "more/no-title.md").write_text("No heading.\n\n- [x](heading.md)\n", "utf-8")
    (docs / "more/draft.md").write_text("# Draft\n", "utf-8")
    (docs / "more/hidden.md").write_text("# Hidden\n", "utf-8")
    (docs / "feed.xml").write_text("<feed>{{ config.site_name }}{% for p in pages %}{{ p.url }} {% endfor %}</feed>")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace(
        "\nnav:\n", "\nnav:\n  - more/heading.md\n  - Section:\n      - more/no-title.md\n      - https://x.example/\n"
    )
    settings += "\nextra_css: [own.css]\nextra_javascript: [own.js]\nextra_templates: [feed.xml]\n"
    settings += "exclude_docs: more/hidden.md\ndraft_docs: more/draft.md\ncopyright: Ours\n"
    settings += "site_url: https://x.example/lights/\n"
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert sorted(build(project, tmp_path / "own")) == sorted(build(project, tmp_path / "mkdocs", by_mkdocs=True))
    own = files_of(tmp_path / "own")
    assert own == without_components(files_of(tmp_path / "mkdocs"))
    assert {"own.css", "own.js", "feed.xml", "more/heading.html"} <= own.keys()
    assert "more/draft.html" not in own
    assert b"https://x.example/lights/more/heading.html" in own["sitemap.xml"]
    assert b">From its heading<" in own["index.html"]
