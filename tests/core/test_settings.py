"""What is read of `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.settings import find_project

ADDRESS = "https://github.com/o/r"


@pytest.mark.parametrize(
    ("line", "environment", "wanted"),
    [
        ('repo_url: !ENV [REPO_URL, "https://github.com/o/r"]', {}, ADDRESS),
        ('repo_url: !ENV [REPO_URL, "https://github.com/o/r"]', {"REPO_URL": "https://x.org/a"}, "https://x.org/a"),
        ('repo_url: !ENV [A, REPO_URL, ""]', {"REPO_URL": ADDRESS}, ADDRESS),
        ("repo_url: !ENV REPO_URL", {"REPO_URL": ADDRESS}, ADDRESS),
        ("repo_url: !ENV REPO_URL", {}, ""),
        ('repo_url: !ENV [REPO_URL, ""]', {}, ""),
        ("repo_url: https://github.com/o/r", {}, ADDRESS),
        ("markdown_extensions: [{x: {y: !!python/name:os.system ''}}]", {}, ""),
    ],
)
def test_settings_come_from_the_environment_as_mkdocs_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, environment: dict[str, str], wanted: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\n{line}\n", "utf-8")
    (tmp_path / "source_texts").mkdir()
    monkeypatch.delenv("REPO_URL", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert find_project(tmp_path).repo_url == wanted


def test_a_site_that_knows_its_repository_from_the_environment_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    settings = project / "mkdocs.yml"
    line = 'repo_url: !ENV [REPO_URL, ""]\nedit_uri: edit/trunk/docs/\n'
    settings.write_text(line + settings.read_text("utf-8"), "utf-8")
    for address in ("", ADDRESS):
        monkeypatch.setenv("REPO_URL", address)
        result = CliRunner().invoke(reader, ["--project", str(project), "build", "--strict"])
        assert result.exit_code == 0, result.output
        page = (project / "site/articles/bell-rock.html").read_text("utf-8")
        assert (f'data-propose="{ADDRESS}/new/trunk/"' in page) == bool(address)
        assert ("Suggest a correction" in page) == bool(address)
