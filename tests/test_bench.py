"""What the measurements are made with. No times are tested: they depend on what else the machine does."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.corpus.reading import read_corpus
from tests.bench.__main__ import NAMES
from tests.bench.building import Row, table
from tests.bench.corpus import CHAPTER, Shape, make_corpus
from tests.bench.cost import Cost, measure
from tests.bench.edited_note import EditedNote
from tests.bench.generators import OUR_PAGES, TEXTS, other_ways
from tests.bench.plain import write_plain
from tests.support.paths import ROOT

SMALL = Shape(words=400, paragraphs=16, notes=9, entities=30)


def test_each_measurement_has_a_command() -> None:
    for name in NAMES:
        assert 'if __name__ == "__main__":' in (ROOT / "tests/bench" / f"{name}.py").read_text("utf-8"), name


def test_plain_texts_have_all_words_and_each_note_after_its_quote(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 3, shape=SMALL)
    write_plain(tmp_path / "corpus", tmp_path / "plain")
    for annotated in read_corpus(tmp_path / "corpus").corpus.articles:
        article = annotated.article
        page = (tmp_path / "plain/articles" / f"{article.slug}.md").read_text("utf-8")
        blocks = [block for block in page.split("\n\n")[2:] if not block.startswith(("[^", "#"))]
        bare = [re.sub(r"\[\^[\w-]+\]", "", block).strip() for block in blocks]
        assert bare == [block.text for block in annotated.blocks if block.paragraph]
        marks, bodies = (re.findall(rf"\[\^([\w-]+)\]{end}", page) for end in ("(?!:)", ":"))
        assert sorted(marks) == sorted(bodies) == sorted(f"note-{number}" for number in range(SMALL.notes))
        for mark in marks:
            note = (tmp_path / "corpus/source_texts/articles" / article.slug / "annotations" / f"{mark}.md").read_text()
            quote = re.search(r'^exact: "(.+)"$', note, re.MULTILINE)[1]
            before = re.sub(r"\[\^[\w-]+\]", "", page[: page.index(f"[^{mark}]")])
            assert before.endswith(quote)
    assert len(list((tmp_path / "plain/glossary").glob("entity-*.md"))) == SMALL.entities


def test_a_corpus_has_the_shape_asked_for(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 1, shape=replace(CHAPTER, entities=10))
    corpus = read_corpus(tmp_path / "corpus").corpus
    (annotated,) = corpus.articles
    assert len(annotated.notes) == CHAPTER.notes
    assert len(corpus.entities) == 10
    words = sum(len(block.text.split()) for block in annotated.blocks)
    assert CHAPTER.words * 0.9 < words < CHAPTER.words * 1.1  # names have two words where one was


def test_a_command_that_fails_has_no_cost(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", "pass"], tmp_path)
    assert cost.seconds > 0
    assert cost.largest > 0
    with pytest.raises(subprocess.CalledProcessError) as failure:
        measure([sys.executable, "-c", "import sys; sys.exit('no such corpus')"], tmp_path)
    assert "no such corpus" in failure.value.stderr


def test_times_are_divided_by_those_of_mkdocs_where_there_are_any() -> None:
    row = Row(10, "own", Cost(2, 3, 1000, 0), 1200, 10.04)
    rows = [row, replace(row, name=OUR_PAGES, cost=Cost(8, 6, 80, 70))]
    assert (
        table(rows).splitlines()[0] == "| 10 | own | 2.0 s | 3.0 s | 0.25 (0.50) |  | 1,000 MB |  | 1,200 | 10.0 MB |"
    )
    rows.append(replace(row, name=TEXTS, cost=Cost(4, 2, 40, 30)))
    assert "| 0.25 (0.50) | 0.50 (1.50) |" in table(rows)


def test_what_is_not_installed_has_no_row(tmp_path: Path) -> None:
    assert other_ways(tmp_path) == []


def test_a_changed_note_is_still_found(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 1, shape=SMALL)
    note = EditedNote(tmp_path / "corpus")
    words = {note.change() for _ in range(3)}
    assert len(words) == 3
    assert sum(word in note.path.read_text("utf-8") for word in words) == 1
    assert not read_corpus(tmp_path / "corpus").problems
