"""The real corpus: complete, well linked, and free of the originals' sentences."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.checks import find_problems
from build_tools.cli import reader
from build_tools.core.model import Annotation, AnnotationKind, BlockKind, Edition
from build_tools.corpus.counts import count_outputs
from build_tools.corpus.crosslinks import build_crosslinks, find_linked
from build_tools.corpus.reading import Read, read_corpus

ROOT = Path(__file__).resolve().parent.parent
PARAGRAPHS = {"escalation-2015": 24, "aleppo-2016": 21, "alliance-2017": 23, "victory-2017": 15}


@pytest.fixture(scope="module")
def read() -> Read:
    return read_corpus(ROOT)


def annotations_of(read: Read) -> list[Annotation]:
    return [note.annotation for annotated in read.corpus.articles for note in annotated.notes]


def test_no_rule_finds_anything(read: Read) -> None:
    assert [str(p) for p in find_problems(read.corpus, read.gazetteer, ROOT, read.problems)] == []


def test_the_four_articles_stand_in_order_of_date_with_every_paragraph(read: Read) -> None:
    assert list(PARAGRAPHS) == list(build_crosslinks(read.corpus.articles).order)
    for annotated in read.corpus.articles:
        numbers = [b.paragraph for b in annotated.blocks if b.paragraph]
        assert numbers == list(range(1, PARAGRAPHS[annotated.slug] + 1))


def test_the_interview_keeps_its_questions_and_speakers(read: Read) -> None:
    (interview,) = (a for a in read.corpus.articles if a.slug == "alliance-2017")
    assert sum(b.kind is BlockKind.HEADING for b in interview.blocks) == 3
    text = "\n".join(b.text for b in interview.blocks)
    assert text.count("Alexei Khlebnikov") == text.count("Aymenn al Tamimi") == 3


def test_every_article_has_notes_of_several_kinds_on_nearly_every_paragraph(read: Read) -> None:
    for annotated in read.corpus.articles:
        assert len(annotated.notes) >= 25
        assert len({n.annotation.kind for n in annotated.notes}) >= 6
        assert len({n.annotation.paragraph for n in annotated.notes}) >= 0.9 * PARAGRAPHS[annotated.slug]
        assert not any(n.orphan for n in annotated.notes)


def test_a_note_is_long_enough_to_say_something_and_short_enough_to_be_read(read: Read) -> None:
    lengths = {n.id: sum(len(block.text.split()) for block in n.body) for n in annotations_of(read)}
    assert {id_: words for id_, words in lengths.items() if not 40 <= words <= 120} == {}


def test_every_kind_of_note_is_in_use(read: Read) -> None:
    kinds = Counter(note.kind for note in annotations_of(read))
    assert all(kinds[kind] >= 2 for kind in AnnotationKind)


def test_many_notes_lead_to_another_article(read: Read) -> None:
    def leads_away(note: Annotation) -> bool:
        hrefs = [link.href for block in note.body for link in block.links]
        return any(h.startswith("article:") and not h.startswith(f"article:{note.article}#") for h in hrefs)

    leading = [note for note in annotations_of(read) if leads_away(note)]
    assert len(leading) >= 40
    assert {note.article for note in leading} == set(PARAGRAPHS)


def test_many_notes_name_a_source(read: Read) -> None:
    assert sum(bool(note.cites) for note in annotations_of(read)) >= 60


def test_what_the_corpus_holds_is_on_record(read: Read) -> None:
    assert read.corpus.record is not None
    recorded = read.corpus.record.counts
    assert set(recorded) == set(count_outputs(read.corpus))
    assert all(recorded.values())


def test_no_straight_quote_stands_in_an_article_or_a_note(read: Read) -> None:
    texts = [block.text for annotated in read.corpus.articles for block in annotated.article.blocks]
    texts += [block.text for note in annotations_of(read) for block in note.body]
    assert [text for text in texts if re.search("[\"']", text)] == []


def test_the_glossary_knows_the_names_that_matter(read: Read) -> None:
    entities = {e.id: e for e in read.corpus.entities}
    assert {"khmeimim", "fifth-corps", "liwa-al-quds", "astana", "bashar-al-assad", "hafez-al-assad"} <= set(entities)
    assert len(entities) >= 55
    assert any(a.lang == "ar" for a in entities["khmeimim"].aliases)


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


def test_one_air_base_is_met_in_three_articles_in_three_spellings(read: Read) -> None:
    mentions = build_crosslinks(read.corpus.articles).mentions["khmeimim"]
    spellings = {re.sub(r"(?i) air ?base", "", m.exact) for m in mentions}
    assert spellings == {"Khmeimim", "Hmeimim", "Hmeimeem"}
    assert len({m.article for m in mentions}) == 3


def test_links_stand_at_the_first_mention_in_each_section_and_in_no_heading(read: Read) -> None:
    for annotated in read.corpus.articles:
        headings = [b.number for b in annotated.blocks if b.kind is BlockKind.HEADING]
        linked = find_linked(annotated)
        sections = [(sum(h < m.block for h in headings), m.entity) for m in linked]
        assert len(sections) == len(set(sections))
        assert not {m.block for m in linked} & set(headings)
        assert {m.entity for m in linked} == {m.entity for m in annotated.mentions if m.block not in headings}


OFFICES = [
    "documents.un.org",
    "en.kremlin.ru",
    "geneva.usmission.gov",
    "inss.ndu.edu",
    "kremlin.ru",
    "press.un.org",
    "reliefweb.int",
    "tass.com",
    "treaties.un.org",
    "undocs.org",
    "unocha.org",
    "www.amnestyusa.org",
    "www.crisisgroup.org",
    "www.diplomatie.gouv.fr",
    "www.govinfo.gov",
    "www.hrw.org",
    "www.opcw.org",
    "www.un.org",
    "www.unhcr.org",
]
PRESS = [
    "actionpal.org.uk",
    "arabi21.net",
    "archive.siasat.com",
    "bridge.georgetown.edu",
    "chinadailyhk.com",
    "countervortex.org",
    "dailypost.ng",
    "dailysabah.com",
    "docslib.org",
    "ecfr.eu",
    "en.chinagate.cn",
    "en.rfi.fr",
    "en.zamanalwsl.net",
    "enabbaladi.net",
    "english.aawsat.com",
    "english.ahram.org.eg",
    "english.alaraby.co.uk",
    "english.alghad.com",
    "federalnewsradio.com",
    "gandhara.rferl.org",
    "ilfoglio.it",
    "information.tv5monde.com",
    "interfax.com",
    "jakartaglobe.id",
    "jordantimes.com",
    "jusoor.co",
    "m24.ru",
    "meforum.org",
    "menafn.com",
    "naharnet.com",
    "navaltoday.com",
    "newarab.com",
    "news.yahoo.com",
    "now.mmedia.me",
    "pakobserver.net",
    "palquest.org",
    "rudaw.net",
    "rusnavy.com",
    "sg.news.yahoo.com",
    "sol.sapo.pt",
    "stepagency-sy.net",
    "syriaarabspring.info",
    "syriadirect.org",
    "syrianobserver.com",
    "theiranproject.com",
    "thenewkhalij.news",
    "timesofindia.indiatimes.com",
    "triblive.com",
    "voce.com.ve",
    "wtop.com",
    "www.airandspaceforces.com",
    "www.albawaba.com",
    "www.aljazeera.com",
    "www.anews.com.tr",
    "www.arkansasonline.com",
    "www.bbc.co.uk",
    "www.bloomberg.com",
    "www.curtis.com",
    "www.dailysabah.com",
    "www.eurasiareview.com",
    "www.foxnews.com",
    "www.globalbankingandfinance.com",
    "www.globalsecurity.org",
    "www.haaretz.com",
    "www.hurriyetdailynews.com",
    "www.irishtimes.com",
    "www.jusoor.co",
    "www.kurdistan24.net",
    "www.latestly.com",
    "www.latimes.com",
    "www.longwarjournal.org",
    "www.memri.org",
    "www.middleeastobserver.org",
    "www.naharnet.com",
    "www.nbcnews.com",
    "www.newarab.com",
    "www.nysun.com",
    "www.omanobserver.om",
    "www.orient-news.net",
    "www.panarmenian.net",
    "www.photosmedia.net",
    "www.reuters.com",
    "www.rferl.org",
    "www.rozana.fm",
    "www.sentinelassam.com",
    "www.shafaq.com",
    "www.syriahr.com",
    "www.theepochtimes.com",
    "www.thisismoney.co.uk",
    "www.timesofisrael.com",
    "www.trtworld.com",
    "www.valdaiclub.com",
    "www.wionews.com",
    "www.yourmiddleeast.com",
]
"""Hosts of which somebody has seen the pages that are cited: a new one stands here once that was done."""


def test_an_address_is_of_a_site_that_was_looked_at(read: Read) -> None:
    hosts = {re.sub(r"https?://([^/]+).*", r"\1", r.data["URL"]) for r in read.corpus.references if "URL" in r.data}
    assert hosts - {*OFFICES, *PRESS} == set()


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


def test_recorded_checksums_are_those_of_the_originals(originals: Path, read: Read) -> None:
    given = {hashlib.sha256(p.read_bytes()).hexdigest() for p in originals.glob("*.txt")}
    assert {a.article.original.sha256 for a in read.corpus.articles if a.article.original} == given


def test_mentions_are_exported_with_offsets_that_hold(read: Read) -> None:
    result = CliRunner().invoke(reader, ["--project", str(ROOT), "export", "mentions"])
    rows = [json.loads(line) for line in result.output.splitlines()]
    blocks = {(a.slug, b.number): b for a in read.corpus.articles for b in a.blocks}
    assert len(rows) > 200
    for row in rows:
        block = blocks[row["article"], row["block"]]
        assert block.text[row["start"] : row["end"]] == row["exact"]
        assert (row["paragraph"], row["edition"]) == (block.paragraph, "study")
