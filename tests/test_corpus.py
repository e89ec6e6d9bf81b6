"""The real corpus: facts about it that no good change of a text touches.

What its editors want of texts, notes and guides is in `source_texts/corpus.yml`; `reader check` reports what differs.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.checks import find_problems
from build_tools.cli import reader
from build_tools.core.model import BlockKind, Edition
from build_tools.corpus.crosslinks import find_linked
from build_tools.corpus.documents import find_documents
from build_tools.corpus.reading import Read, read_corpus
from tests.support.paths import ROOT

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def read() -> Read:
    return read_corpus(ROOT)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("at Khmeimim", "khmeimim"),
        ("at Hmeimim", "khmeimim"),
        ("at HMEIMEEM", "khmeimim"),
        ("the fifth corps", "fifth-corps"),
        ("the Jerusalem brigade", "liwa-al-quds"),
        ("al Assad’s", "bashar-al-assad"),
        ("Bashar al‑Assad", "bashar-al-assad"),
        ("Hafez al-Assad", "hafez-al-assad"),
        ("the UN security council", "un-security-council"),
        ("ALEPPO —", "aleppo"),
        ("in Tartous", "tartus"),
        ("في حميميم", "khmeimim"),
    ],
)
def test_spellings_of_one_name_are_one_entity(read: Read, text: str, entity: str) -> None:
    assert [m.entity for m in read.gazetteer.find(text)] == [entity]


def test_links_stand_at_the_first_mention_in_each_section_and_in_no_heading(read: Read) -> None:
    for annotated in read.corpus.articles:
        headings = [b.number for b in annotated.blocks if b.kind is BlockKind.HEADING]
        linked = find_linked(annotated)
        sections = [(sum(h < m.block for h in headings), m.entity) for m in linked]
        assert len(sections) == len(set(sections))
        assert not {m.block for m in linked} & set(headings)
        assert {m.entity for m in linked} == {m.entity for m in annotated.mentions if m.block not in headings}


def test_the_originals_fall_in_line_with_the_study_editions(originals: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "source_texts", project / "source_texts", ignore=shutil.ignore_patterns("original.txt"))
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    files = sorted(str(p) for p in originals.glob("*.txt"))
    result = CliRunner().invoke(reader, ["--project", str(project), "import", "original", *files])
    assert result.exit_code == 0, result.output
    assert result.output.count("recognised by its SHA-256") == 4
    study, original = read_corpus(project), read_corpus(project, edition=Edition.ORIGINAL)
    assert find_problems(study.corpus, study.gazetteer, project, study.problems) == []
    for one, other in zip(study.corpus.articles, original.corpus.articles, strict=True):
        assert other.edition is Edition.ORIGINAL
        assert [b.kind for b in one.blocks] == [b.kind for b in other.blocks]
        assert [b.paragraph for b in one.blocks] == [b.paragraph for b in other.blocks]
        assert {n.annotation.id for n in one.notes} == {n.annotation.id for n in other.notes}
        assert [n.annotation.id for n in other.notes if n.orphan] == []


def test_originals_are_recognised_by_likeness_too(originals: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "source_texts", project / "source_texts", ignore=shutil.ignore_patterns("original.txt"))
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    copies = []
    for path in sorted(originals.glob("*.txt")):
        copy = tmp_path / path.name
        copy.write_text(path.read_text("utf-8").replace("’", "'") + "\n\nOne more line.\n", "utf-8")
        copies.append(str(copy))
    result = CliRunner().invoke(reader, ["--project", str(project), "import", "original", *copies])
    assert result.exit_code == 0, result.output
    assert result.output.count("recognised by likeness") == 4
    for path, slug in zip(copies, ["aleppo-2016", "victory-2017", "alliance-2017", "escalation-2015"], strict=True):
        assert (project / f"source_texts/articles/{slug}/original.txt").read_bytes() == Path(path).read_bytes()


def test_no_source_text_carries_a_sentence_of_the_originals(originals: Path) -> None:
    word = re.compile(r"[^\W_]+")
    known = set()
    for path in originals.glob("*.txt"):
        words = word.findall(path.read_text("utf-8").casefold())
        known |= {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
    assert known
    for path in [*(ROOT / "source_texts").rglob("*.md"), *(ROOT / "source_texts").rglob("*.json")]:
        words = word.findall(path.read_text("utf-8").casefold())
        assert not [w for i in range(len(words) - 7) if (w := tuple(words[i : i + 8])) in known], path


def _words(text: str) -> str:
    """The words of a text with spaces around them; American spelling is as good as British."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join('center' if word == 'centre' else word for word in words)} "


def test_words_in_quotation_marks_are_those_of_the_originals(originals: Path, read: Read) -> None:
    """Of an edition, all. Elsewhere, two or more words that an edition has: quoted, they pass for the author's."""
    theirs = " ".join(_words(path.read_text("utf-8")) for path in sorted(originals.glob("*.txt")))
    ours = " ".join(_words(block.text) for a in read.corpus.articles for block in a.blocks)
    texts = [(d.source.path, block.text) for d in find_documents(read.corpus) for block in d.blocks]
    pages = (
        path for folder in ("guides", "teaching", "themes") for path in sorted((ROOT / "docs" / folder).glob("*.md"))
    )
    texts += [(path.name, path.read_text("utf-8")) for path in pages]
    for path, text in texts:
        for quoted in map(_words, re.findall("“([^”]+)”", text)):
            is_edition = path.endswith("/article.md")
            if is_edition or (len(quoted.split()) > 1 and quoted in ours):
                assert quoted in theirs, (path, quoted)


def test_recorded_checksums_are_those_of_the_originals(originals: Path, read: Read) -> None:
    given = {hashlib.sha256(p.read_bytes()).hexdigest() for p in originals.glob("*.txt")}
    assert {a.article.original.sha256 for a in read.corpus.articles if a.article.original} == given


def test_mentions_are_exported_with_offsets_that_hold(read: Read) -> None:
    result = CliRunner().invoke(reader, ["--project", str(ROOT), "export", "mentions"])
    rows = [json.loads(line) for line in result.output.splitlines()]
    blocks = {(a.slug, b.number): b for a in read.corpus.articles for b in a.blocks}
    assert rows
    for row in rows:
        block = blocks[row["article"], row["block"]]
        assert block.text[row["start"] : row["end"]] == row["exact"]
        assert (row["paragraph"], row["edition"]) == (block.paragraph, "study")
