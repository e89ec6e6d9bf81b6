"""What a failed build says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.errors import ProjectError
from build_tools.site.pages import compare


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    assert CliRunner().invoke(reader, ["init", str(root)]).exit_code == 0
    return root


def build(project: Path) -> str:
    result = CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"])
    assert isinstance(result.exception, ProjectError), result.output
    return f"{result.exception}\n{result.exception.hint}"


def test_a_dead_link_of_a_hand_written_page_is_to_be_corrected_there(project: Path) -> None:
    (project / "docs/own.md").write_text("# Mine\n\n[Nowhere](articles/index.md#nowhere)\n", "utf-8")
    report = build(project)
    assert "Doc file 'own.md'" in report
    assert "correct docs/own.md, then build again" in report


def test_a_dead_link_of_a_generated_page_is_a_fault_of_the_tool(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = project / "source_texts/articles/other/article.md"
    source.parent.mkdir()
    name = "Bell Rock. Nothing else. " * 20
    paragraphs = "\n\n".join([name] * 40)
    source.write_text(f"---\ntitle: Other\nrights: public-domain\nedition: original\n---\n{paragraphs}\n", "utf-8")
    monkeypatch.setattr(compare, "mentions_address", lambda entity, *_: f"glossary/{entity}.md#gone")
    report = build(project)
    assert "a build makes these pages from source_texts/" in report
    assert "please report it" in report
    assert "mend" not in report


SETTINGS = {
    "footnotes": ("markdown_extensions", ["attr_list", "md_in_html", "sane_lists", "tables"], "\n    - footnotes"),
    "attr_list": ("markdown_extensions", ["footnotes", "md_in_html", "sane_lists"], "\n    - attr_list"),
    "md_in_html": ("markdown_extensions", [{"footnotes": {}}, "attr_list", "sane_lists"], "\n    - md_in_html"),
    "sane_lists": ("markdown_extensions", ["extra"], "\n    - sane_lists"),
    "all of them": (
        "markdown_extensions",
        None,
        "\n    - attr_list\n    - footnotes\n    - md_in_html\n    - sane_lists",
    ),
    "theme": ("theme", {"name": "material"}, "custom_dir: docs/.reader/theme"),
}


@pytest.mark.parametrize("lacking", SETTINGS)
def test_a_setting_that_pages_need_is_asked_for(project: Path, lacking: str) -> None:
    key, value, hint = SETTINGS[lacking]
    path = project / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text("utf-8")) | {key: value}
    path.write_text(yaml.safe_dump({k: v for k, v in settings.items() if v is not None}), "utf-8")
    assert hint in build(project)
    assert not (project / "site").exists()


def test_extensions_by_their_long_names_will_do(project: Path) -> None:
    path = project / "mkdocs.yml"
    named = ["markdown.extensions.extra", "markdown.extensions.sane_lists"]
    settings = yaml.safe_load(path.read_text("utf-8")) | {"markdown_extensions": named}
    path.write_text(yaml.safe_dump(settings), "utf-8")
    result = CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "line",
    [
        *("INHERIT: mkdocs.yml", "INHERIT: [x]", "INHERIT: ../nowhere.yml", "plugins: [[x]]", "hooks: [[x]]"),
        *("extra_css: [[x]]", "theme: 5", 'theme: {name: material, custom_dir: "a\\0b"}', "markdown_extensions: 5"),
    ],
)
def test_no_value_in_the_settings_is_a_traceback(project: Path, line: str) -> None:
    settings = project / "mkdocs.yml"
    key = line.partition(":")[0]
    kept = re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", settings.read_text("utf-8"))
    settings.write_text(f"{kept}\n{line}\n", "utf-8")
    build(project)
