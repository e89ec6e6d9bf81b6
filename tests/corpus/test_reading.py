"""Reading a corpus on one core or on many gives the same, and progress is told of each article."""

from __future__ import annotations

import gc
import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from build_tools.core.processes import make_executor
from build_tools.corpus import reading
from build_tools.corpus.kept import KeptArticles
from build_tools.corpus.reading import is_worth_sending, read_corpus
from build_tools.sources.loading import LoadedArticle
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


def read_again(root: Path, kept: KeptArticles, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of the articles whose files are read again; what is read is what a first reading gives."""
    loaded: list[str] = []
    load = reading.load_article

    def watched(root: Path, slug: str, *rest: Any, **options: Any) -> LoadedArticle:
        loaded.append(slug)
        return load(root, slug, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "load_article", watched)
        read = read_corpus(root, kept=kept)
    first = read_corpus(root)
    assert (read.corpus, read.problems) == (first.corpus, first.problems)
    return loaded


def reopen(kept: KeptArticles) -> KeptArticles:
    """What a later process makes of it."""
    return KeptArticles(pickle.loads(pickle.dumps({k: v for _, part in kept.pack() for k, v in part.items()})))


def test_only_articles_of_which_something_changed_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "corpus"
    make_corpus(root, 4)
    folder = root / "source_texts/articles"
    slugs = sorted(path.name for path in folder.iterdir())
    kept = KeptArticles()
    assert read_again(root, kept, monkeypatch) == slugs
    assert read_again(root, kept, monkeypatch) == []
    assert read_again(root, reopen(kept), monkeypatch) == []

    note = next((folder / slugs[1] / "annotations").iterdir())
    text = note.read_text("utf-8")
    note.write_text(text + "More.\n", "utf-8")
    assert read_again(root, kept, monkeypatch) == [slugs[1]]
    note.write_text(text, "utf-8")
    assert read_again(root, kept, monkeypatch) == [slugs[1]]
    note.unlink()
    assert read_again(root, kept, monkeypatch) == [slugs[1]]
    (folder / slugs[2] / "stray.txt").write_text("a problem, which is never kept", "utf-8")
    assert read_again(root, kept, monkeypatch) == [slugs[2]]
    assert read_again(root, kept, monkeypatch) == [slugs[2]]
    shutil.rmtree(folder / slugs[2])
    assert read_again(root, kept, monkeypatch) == []
    assert slugs[2] not in dict(chain.from_iterable(part.items() for _, part in kept.pack()))


def test_a_new_name_in_the_glossary_or_another_language_makes_all_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "corpus"
    make_corpus(root, 2)
    kept = KeptArticles()
    slugs = read_again(root, kept, monkeypatch)
    entity = next((root / "source_texts/glossary").iterdir())
    entity.write_text(entity.read_text("utf-8").replace("aliases: [", "aliases: [which, "), "utf-8")
    assert read_again(root, kept, monkeypatch) == slugs
    settings = root / "source_texts/corpus.yml"
    written = settings.read_text("utf-8") if settings.exists() else ""
    settings.write_text(f"language: fr\n{written}", "utf-8")
    assert read_again(root, kept, monkeypatch) == slugs
