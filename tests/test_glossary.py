"""The glossary of the real corpus: whether its names are found where they are, and only there.

What the originals' names must lead to stands in tests/mentions_of_originals.yml, article by article and paragraph by
paragraph (0: captions and headings): the ids of entries and how often each is met, no words of the texts. After a
change `READER_GOLDEN=update make test ARGS=tests/test_glossary.py` writes it anew; then read it in the diff.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.model import Edition
from build_tools.corpus.reading import Read, read_corpus
from tests.support.paths import ROOT

EXPECTED = Path(__file__).resolve().parent / "mentions_of_originals.yml"
pytestmark = pytest.mark.integration

SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "he": "HEBREW", "ru": "CYRILLIC", "tr": "LATIN"}


@pytest.fixture(scope="module")
def read() -> Read:
    return read_corpus(ROOT)


def script_of(name: str) -> set[str]:
    """The first words of its letters' Unicode names: {"CYRILLIC"}."""
    return {unicodedata.name(c).split()[0] for c in name if unicodedata.category(c) in {"Lu", "Ll", "Lo"}}


def test_a_foreign_name_is_in_the_script_of_its_language(read: Read) -> None:
    for entity in read.corpus.entities:
        for alias in entity.aliases:
            if alias.lang in SCRIPTS:
                assert script_of(alias.name) <= {SCRIPTS[alias.lang], "DIGIT"}, (entity.id, alias.name)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("a card for Trump", ["donald-trump"]),
        ("Syria’s civil war", ["syrian-civil-war"]),
        ("the Syrian Republican Guard and Iran’s Revolutionary Guard", ["syrian-republican-guard", "irgc"]),
        ("the Quds Brigade", ["liwa-al-quds"]),
        ("the S-300 and S400", ["s-300", "s-400"]),
        ("it is what it IS", ["isis"]),
        ("the Nusra Front at Idleb", ["hayat-tahrir-al-sham", "idlib"]),
        ("rockets on Ghouta after the Ghouta attack", ["eastern-ghouta", "ghouta-crisis-2013"]),
        ("after Assad’s fall", ["fall-of-assad-2024"]),
        ("the Assad regime’s fall", ["bashar-al-assad"]),
        ("the congress in Sochi", ["sochi"]),
        ("в Хмеймиме нет, а Хмеймим есть", ["khmeimim"]),
    ],
)
def test_names_are_found_on_their_words(read: Read, text: str, entities: list[str]) -> None:
    assert [m.entity for m in read.gazetteer.find(text)] == entities


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Rami Makhlouf, the businessman", "talal-makhlouf"),
        ("Bashar al-Jaafari, Syria’s ambassador", "bashar-al-assad"),
        ("to trump a card", "donald-trump"),
        ("the Ottoman caliphate", "isis"),
        ("the Lebanese civil war", "syrian-civil-war"),
        ("an American military intervention", "russian-intervention"),
        ("a permanent naval base in Sudan", "tartus"),
        ("it is what it is", "isis"),
    ],
)
def test_a_name_is_not_found_on_words_of_something_else(read: Read, text: str, entity: str) -> None:
    assert entity not in [m.entity for m in read.gazetteer.find(text)]


def test_every_name_in_the_originals_is_met_and_nothing_else(originals: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "source_texts", tmp_path / "source_texts", ignore=shutil.ignore_patterns("original.txt"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    files = sorted(str(p) for p in originals.glob("*.txt"))
    result = CliRunner().invoke(reader, ["--project", str(tmp_path), "import", "original", *files])
    assert result.exit_code == 0, result.output
    met: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for article in read_corpus(tmp_path, edition=Edition.ORIGINAL).corpus.articles:
        for mention in article.mentions:
            met[article.slug][mention.paragraph or 0][mention.entity] += 1
    found = {
        slug: {n: ", ".join(f"{k} {times}" for k, times in sorted(ids.items())) for n, ids in sorted(rows.items())}
        for slug, rows in sorted(met.items())
    }
    if os.environ.get("READER_GOLDEN") == "update":
        EXPECTED.write_text(yaml.dump(found, sort_keys=False, width=200), "utf-8")
    assert found == yaml.safe_load(EXPECTED.read_text("utf-8"))
