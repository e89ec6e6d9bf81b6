"""Reading a corpus on one core or on many gives the same, and progress is told of each article."""

from __future__ import annotations

import gc
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools.core.processes import make_executor
from build_tools.corpus.reading import is_worth_sending, read_corpus
from tests.bench.corpus import make_corpus


def test_any_executor_gives_what_one_core_gives(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 70)
    alone = read_corpus(tmp_path / "corpus")
    with ThreadPoolExecutor(4) as threads:
        assert read_corpus(tmp_path / "corpus", executor=threads).corpus == alone.corpus
    processes = make_executor(2)
    assert processes
    with processes:
        assert read_corpus(tmp_path / "corpus", executor=processes).corpus == alone.corpus
    assert len(alone.corpus.articles) == 70
    assert sum(len(a.mentions) for a in alone.corpus.articles) > 70 * 50


@pytest.mark.parametrize(("articles", "expected"), [(128, False), (129, True)])
def test_a_small_corpus_is_read_here(tmp_path: Path, articles: int, *, expected: bool) -> None:
    for number in range(articles):
        (tmp_path / f"source_texts/articles/a{number}").mkdir(parents=True)
    assert is_worth_sending(tmp_path) is expected


def test_what_processes_hand_each_other_keeps_its_places(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 1)
    read = read_corpus(tmp_path / "corpus")
    (annotated,) = read.corpus.articles
    (again,), gazetteer = pickle.loads(pickle.dumps((read.corpus.articles, read.gazetteer)))
    assert again == annotated
    assert again.article.source.marks == annotated.article.source.marks
    assert [b.positions for b in again.blocks] == [b.positions for b in annotated.blocks]
    assert gazetteer.patterns == read.gazetteer.patterns
    assert gazetteer.find(annotated.blocks[0].text) == read.gazetteer.find(annotated.blocks[0].text)


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_collector_of_cycles_as_it_was(tmp_path: Path, *, enabled: bool) -> None:
    make_corpus(tmp_path / "corpus", 1)
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        read_corpus(tmp_path / "corpus")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_progress_is_told_of_each_article(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 5)
    told: list[tuple[int, int]] = []
    read_corpus(tmp_path / "corpus", progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(1, 6)]
