"""Projects of which docs/ is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from tests.bench.corpus import make_corpus
from tests.hostile.corpus import write_corpus
from tests.support.components import add_components
from tests.support.paths import ROOT


def start(project: Path) -> Path:
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    return project


def write_docs(project: Path) -> Path:
    result = CliRunner().invoke(reader, ["--project", str(project), "build", "--docs-only"])
    assert result.exit_code in {0, 1}, result.output
    return project


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_docs(start(tmp_path_factory.mktemp("sample") / "project"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Payloads in every field."""
    project = start(tmp_path_factory.mktemp("hostile") / "project")
    shutil.rmtree(project / "source_texts")
    write_corpus(project / "source_texts")
    return write_docs(project)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some dozen articles, a thousand entries: lists on several pages."""
    project = tmp_path_factory.mktemp("made") / "project"
    make_corpus(project, 24)
    return write_docs(project)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("real") / "project"
    for name in ("source_texts", "docs"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("original.txt", ".reader"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    return write_docs(project)


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a page that has every component."""
    project = start(tmp_path_factory.mktemp("components") / "project")
    add_components(project)
    return write_docs(project)
