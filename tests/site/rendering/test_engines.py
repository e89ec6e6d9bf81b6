"""Which engine builds the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs import utils
from mkdocs.commands import build as mkdocs_build

from build_tools.cli import reader
from build_tools.site.rendering import settings as mkdocs_settings

HOOK = "def on_page_content(html, **_):\n    return html.replace('Inchcape', 'INCHCAPE')\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    assert CliRunner().invoke(reader, ["init", str(root)]).exit_code == 0
    return root


def build(project: Path, *options: str) -> str:
    result = CliRunner().invoke(reader, ["--project", str(project), "build", *options])
    assert result.exit_code == 0, result.output
    return result.output


def change(project: Path, old: str, new: str) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")


def test_it_is_ours_and_says_nothing(project: Path) -> None:
    assert "mkdocs:" not in build(project)
    assert not (project / "site/assets/javascripts").exists()


def test_mkdocs_can_be_asked_for(project: Path) -> None:
    assert "mkdocs:" not in build(project, "--renderer", "mkdocs")
    assert (project / "site/assets/javascripts").exists()


def test_a_hook_has_its_say(project: Path) -> None:
    (project / "hook.py").write_text(HOOK, "utf-8")
    change(project, "plugins: []", "plugins: []\nhooks: [hook.py]")
    assert "mkdocs: MkDocs builds every page itself, since mkdocs.yml has hooks: hook.py" in build(project)
    assert "INCHCAPE" in (project / "site/articles/bell-rock.html").read_text("utf-8")


def test_so_has_a_plugin(project: Path) -> None:
    change(project, "plugins: []", "plugins: [search]")
    assert "since mkdocs.yml has plugins: material/search" in build(project)
    assert (project / "site/search/search_index.json").exists()


def test_a_theme_is_used_as_a_whole(project: Path) -> None:
    (project / "theme").mkdir()
    (project / "theme/main.html").write_text("Mine: {{ page.content }}{{ page.toc }}", "utf-8")
    change(project, "custom_dir: docs/.reader/theme", "custom_dir: theme")
    assert "since mkdocs.yml has a theme of its own" in build(project)
    page = (project / "site/articles/bell-rock.html").read_text("utf-8")
    assert page.startswith("Mine: ")
    assert "A light on the Inchcape" in page


def test_an_extension_that_might_change_generated_pages_does(project: Path) -> None:
    change(project, "  - attr_list", "  - smarty\n  - attr_list")
    assert "mkdocs: Python-Markdown converts every page, since mkdocs.yml has smarty" in build(project)
    plain = project.parent / "plain"
    (project / "site").rename(plain)
    build(project, "--renderer", "mkdocs")
    for path in plain.rglob("*.html"):
        assert path.read_bytes() == (project / "site" / path.relative_to(plain)).read_bytes()


def test_options_of_an_extension_hold_too(project: Path) -> None:
    change(project, "  - toc", "  - toc:\n      permalink: true")
    assert "since mkdocs.yml has toc" in build(project)
    assert "headerlink" in (project / "site/articles/bell-rock.html").read_text("utf-8")


def test_components_of_hand_written_pages_need_nothing_slower(project: Path) -> None:
    change(project, "  - attr_list", "  - admonition\n  - pymdownx.details\n  - attr_list")
    (project / "docs/own.md").write_text("# Mine\n\n??? note\n    Folded.\n", "utf-8")
    assert "mkdocs: Python" not in build(project)
    assert "<details" in (project / "site/own.html").read_text("utf-8")


def test_what_is_put_on_every_page_is_not_left_out(project: Path) -> None:
    (project / "words.md").write_text("*[light]: What ships look for\n", "utf-8")
    change(project, "  - attr_list", f"  - pymdownx.snippets:\n      base_path: [{project}]\n  - attr_list")
    assert "mkdocs: Python" not in build(project)
    change(project, "      base_path", "      auto_append: [words.md]\n      base_path")
    assert "mkdocs: Python-Markdown converts every page, since mkdocs.yml has pymdownx.snippets" in build(project)
    assert "<abbr" in (project / "site/articles/bell-rock.html").read_text("utf-8")


def test_mkdocs_is_asked_for_all_pages_at_once_only_then(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(mkdocs_build, "_populate_page", fail)
    build(project)


@pytest.mark.parametrize("renderer", ["auto", "mkdocs"])
def test_the_site_is_the_same_without_material(
    renderer: str, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build(project, "--renderer", renderer)
    (project / "site").rename(tmp_path / "with")
    names = [name for name in utils.get_theme_names() if name != "material"]
    for module in (utils, mkdocs_settings):
        monkeypatch.setattr(module, "get_theme_names", lambda: names)
    build(project, "--renderer", renderer)
    pages = {path.relative_to(project / "site") for path in (project / "site").rglob("*.html")}
    assert pages == {path.relative_to(tmp_path / "with") for path in (tmp_path / "with").rglob("*.html")}
    for path in [*pages, Path("sitemap.xml")]:
        assert (project / "site" / path).read_bytes() == (tmp_path / "with" / path).read_bytes()
