"""What a failed build says."""

from __future__ import annotations

from pathlib import Path

import pytest
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
