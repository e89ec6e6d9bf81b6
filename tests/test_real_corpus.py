"""Whoever corrects a sentence of an article, or adds a note, an entry or an event, breaks no unit test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.checks import find_problems
from build_tools.corpus.reading import read_corpus
from tests.support.paths import READING_CORPUS, ROOT, SAMPLE

TEXTS = ROOT / "source_texts"


def test_a_unit_test_that_reads_the_real_corpus_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"opens .*corpus\.yml.*mark the test `integration`"):
        (TEXTS / "corpus.yml").read_text("utf-8")
    with pytest.raises(pytest.fail.Exception, match="so a change of a text could break it"):
        read_corpus(ROOT)
    with pytest.raises(pytest.fail.Exception, match="so a change of a text could break it"):
        shutil.copytree(TEXTS, tmp_path / "source_texts")
    monkeypatch.chdir(ROOT)
    with pytest.raises(pytest.fail.Exception, match="so a change of a text could break it"):
        Path("source_texts/home.md").read_bytes()


def test_it_may_read_the_corpora_made_for_tests_and_the_schemas() -> None:
    for root in (SAMPLE, READING_CORPUS):
        read = read_corpus(root)
        assert find_problems(read.corpus, read.gazetteer, root, read.problems) == []
    assert all(path.read_text("utf-8") for path in (TEXTS / "schema").glob("*.json"))


@pytest.mark.integration
def test_an_integration_test_may_read_it() -> None:
    assert read_corpus(ROOT).corpus.articles
