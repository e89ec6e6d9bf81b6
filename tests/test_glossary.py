"""The glossary and the events as an editor would check them: form, sources, and whether names are met where they stand.

What the originals' names must lead to stands in tests/mentions_of_originals.yml, article by article and paragraph by
paragraph (0: captions and headings): the ids of entries and how often each is met, no words of the texts. After a
change `READER_GOLDEN=update make test ARGS=tests/test_glossary.py` writes it anew; then read it in the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.model import Block, Edition
from build_tools.corpus.reading import Read, read_corpus
from build_tools.text.dates import parse_edtf
from tests.support.paths import ROOT

EXPECTED = Path(__file__).resolve().parent / "mentions_of_originals.yml"
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "he": "HEBREW", "ru": "CYRILLIC", "tr": "LATIN"}
# Names of the war that a student meets in the notes; an entry that is lost should be missed at once.
MUST_STAND = {"opcw", "resolution-2254", "hayat-tahrir-al-sham", "syrian-democratic-forces", "fall-of-assad-2024"}


@pytest.fixture(scope="module")
def read() -> Read:
    return read_corpus(ROOT)


def words_of(blocks: tuple[Block, ...]) -> int:
    return sum(len(b.text.split()) for b in blocks)


def script_of(name: str) -> set[str]:
    """The first words of its letters' Unicode names: {"CYRILLIC"}."""
    return {unicodedata.name(c).split()[0] for c in name if unicodedata.category(c) in {"Lu", "Ll", "Lo"}}


def test_there_are_enough_entries(read: Read) -> None:
    assert len(read.corpus.entities) >= 115
    assert {e.id for e in read.corpus.entities} >= MUST_STAND


def test_a_gloss_is_one_short_sentence_that_does_not_repeat_the_name(read: Read) -> None:
    for entity in read.corpus.entities:
        assert 30 <= len(entity.gloss) <= 200, entity.id
        assert entity.gloss.endswith((".", ").")), entity.id
        assert not re.search(r"[a-z]{3}\. [A-Z]", entity.gloss), entity.id
        assert not entity.gloss.startswith(entity.name), entity.id


def test_a_description_has_60_to_150_words(read: Read) -> None:
    lengths = {e.id: words_of(e.description) for e in read.corpus.entities}
    assert {k: n for k, n in lengths.items() if not 60 <= n <= 150} == {}


def test_every_place_can_be_put_on_a_map_and_lies_where_places_of_this_war_lie(read: Read) -> None:
    for entity in read.corpus.entities:
        if entity.kind == "place":
            assert entity.coordinates, entity.id
            latitude, longitude = entity.coordinates
            in_region = 29 < latitude < 46 and 33 < longitude < 42
            assert in_region or entity.id == "new-york", entity.id


def test_every_event_and_agreement_of_one_time_is_dated(read: Read) -> None:
    timeless = {"geneva-talks"}  # rounds in several years: the description dates them
    for entity in read.corpus.entities:
        if entity.kind in {"event", "agreement"} and entity.id not in timeless:
            assert parse_edtf(entity.dates), entity.id


def test_a_foreign_name_is_in_the_script_of_its_language(read: Read) -> None:
    for entity in read.corpus.entities:
        for alias in entity.aliases:
            if alias.lang:
                assert script_of(alias.name) <= {SCRIPTS[alias.lang], "DIGIT"}, (entity.id, alias.name)


def test_most_people_and_places_have_their_name_in_another_script(read: Read) -> None:
    for kind in ("person", "place"):
        entities = [e for e in read.corpus.entities if e.kind is kind]
        assert sum(any(a.lang for a in e.aliases) for e in entities) >= len(entities) * 0.75


def test_every_entry_leads_to_others_and_is_led_to(read: Read) -> None:
    led_to = {other for e in read.corpus.entities for other in e.see_also}
    met = {m.entity for a in read.corpus.articles for m in a.mentions}
    for entity in read.corpus.entities:
        assert 1 <= len(entity.see_also) <= 6, entity.id
        assert entity.id in led_to | met, entity.id


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Rami Makhlouf, the businessman", []),
        ("Bashar al-Jaafari, Syria’s ambassador", []),
        ("to trump a card", []),
        ("a card for Trump", ["donald-trump"]),
        ("the Ottoman caliphate", []),
        ("the Lebanese civil war", []),
        ("Syria’s civil war", ["syrian-civil-war"]),
        ("an American military intervention", []),
        ("a permanent naval base in Sudan", []),
        ("the Syrian Republican Guard and Iran’s Revolutionary Guard", ["syrian-republican-guard", "irgc"]),
        ("the Quds Brigade", ["liwa-al-quds"]),
        ("the S-300 and S400", ["s-300", "s-400"]),
        ("it is what it IS", ["isis"]),
        ("it is what it is", []),
        ("the Nusra Front at Idleb", ["hayat-tahrir-al-sham", "idlib"]),
        ("rockets on Ghouta after the Ghouta attack", ["eastern-ghouta", "ghouta-crisis-2013"]),
        ("after Assad’s fall", ["fall-of-assad-2024"]),
        ("the Assad regime’s fall", ["bashar-al-assad"]),
        ("the congress in Sochi", ["sochi"]),
        ("в Хмеймиме нет, а Хмеймим есть", ["khmeimim"]),
    ],
)
def test_names_are_met_on_the_right_words_only(read: Read, text: str, entities: list[str]) -> None:
    assert [m.entity for m in read.gazetteer.find(text)] == entities


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


def test_there_are_enough_events_each_with_a_date_a_source_and_one_to_three_sentences(read: Read) -> None:
    events = read.corpus.events
    assert len(events) >= 60
    for event in events:
        date = parse_edtf(event.date)
        assert date, event.id
        assert 2011 <= date.lower[0] <= date.upper[0] <= 2018, event.id
        assert event.cites, event.id
        assert event.entities, event.id
        body = " ".join(b.text for b in event.body)
        assert 1 <= len(re.findall(r"[a-z0-9][.!?](?= [A-Z]|$)", body)) <= 4, event.id


def test_an_event_is_filed_under_its_day_or_the_day_it_ended(read: Read) -> None:
    for event in read.corpus.events:
        day = re.match(r"(\d{4}(?:-\d\d)*)", event.id)
        assert day, event.id
        assert day[1] in event.date.split("/"), event.id


def test_most_events_bear_on_a_paragraph_and_every_article_has_its_events(read: Read) -> None:
    events = read.corpus.events
    assert sum(bool(e.passages) for e in events) >= len(events) * 0.9
    for article in read.corpus.articles:
        assert sum(any(f":{article.slug}#" in p for p in e.passages) for e in events) >= 15, article.slug


def test_every_source_is_cited_somewhere(read: Read) -> None:
    corpus = read.corpus
    cited = {c for things in (corpus.entities, corpus.events) for thing in things for c in thing.cites}
    cited |= {c for article in corpus.articles for note in article.notes for c in note.annotation.cites}
    assert {r.id for r in corpus.references} <= cited
