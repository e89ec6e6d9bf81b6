"""What the search index is made of: records, names and words, and the scripts that they become."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools.cli import reader
from build_tools.core.errors import ProjectError
from build_tools.core.model import Edition
from build_tools.corpus.reading import read_corpus
from build_tools.site.search import build_index, chunks, pagefind
from build_tools.site.search.cbor import decode_cbor
from build_tools.site.search.records import GLUE, find_records, prepare, render_record, words_pattern
from build_tools.site.search.vocabulary import common_words, find_names, hidden_words, in_pieces, likely_words, words_of
from build_tools.site.site import Site, build_site
from tests.conftest import copy_project
from tests.support.paths import ROOT

WORDS = [
    ("Hmeimim", ["hmeimim"]),
    ("Bashar al-Assad", ["bashar", "al", "assad"]),
    ("François", ["francois"]),
    ("U.N. envoy", ["un", "envoy"]),
    ("S-300", ["s", "300"]),
    ("Straße", ["strasse"]),
    ("Baʿth", ["bath"]),
    ("حَمِيمِيم", ["حميميم"]),
    ("أحمد", ["احمد"]),
    ("حـميميم", ["حميميم"]),
    ("Хмеймим", ["хмеимим"]),
    ("  two\n words ", ["two", "words"]),
    ("“quoted”", ["quoted"]),
    ("– …", []),
    ("俄羅斯 UN軍", ["俄", "羅", "斯", "un", "軍"]),
    ("アレッポ、ไทย", ["ア", "レ", "ッ", "ホ", "ไ", "ท", "ย"]),
    ("Khmei\u200bmim Alep\u00adpo", ["khmeimim", "aleppo"]),
]


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site("The Syria Reader", "", read_corpus(ROOT).corpus)


def payload_of(path: Path) -> Any:
    """What a script of the index hands over."""
    text = path.read_text("utf-8")
    name, _, payload = text.removeprefix("readerChunk(").removesuffix(")\n").partition(",")
    assert (
        json.loads(name)
        == path.relative_to(path.parents[len(json.loads(name).split("/")) - 1]).with_suffix("").as_posix()
    )
    return json.loads(payload)


def records_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Address -> record of an index."""
    packed = [base64.b64decode(payload_of(path)) for path in sorted((folder / "pagefind" / "fragment").glob("*.js"))]
    records = [json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd")) for data in packed]
    return {record["url"]: record for record in records}


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_are_compared_without_capitals_marks_and_hyphens(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("2015–2017", f"2015–{GLUE}2017"),
        ("word—word", f"word—{GLUE}word"),
        ("one – two", "one – two"),
        ("Assad’s", "Assad's"),
        ("al‑Assad", "al-Assad"),
        ("Baʿth", f"Ba{chr(0xF0000 + ord('ʿ'))}th"),
        ("“quoted”", "“quoted”"),
        ("Alep\u00adpo", "Aleppo"),
        ("UN空軍、ok", f"UN{GLUE}空{GLUE}軍、{GLUE}ok"),
        ("the oﬃce of eﬀects", "the office of effects"),
    ],
)
def test_pagefind_is_given_the_words_that_a_reader_sees(text: str, expected: str) -> None:
    assert prepare(text) == expected


def test_hidden_words_are_shown_but_not_found() -> None:
    pattern = words_pattern(["the", "of"])
    shown = prepare("The head of the theatre", pattern)
    assert [c for c in shown if c.isalnum()] == list("headtheatre")
    assert "".join(chr(ord(c) - 0xF0000) if ord(c) >= 0xF0000 else c for c in shown) == "The head of the theatre"
    assert words_pattern([]) is None


def test_words_are_hidden_only_where_their_places_would_be_too_many() -> None:
    assert hidden_words(Counter({"the": 45_000, "of": 900, "khmeimim": 30}), 40) == ["the"]


def test_every_paragraph_note_and_entry_is_in_a_record(site: Site) -> None:
    segments = [(record.path, identifier) for record in find_records(site) for identifier, _ in record.segments]
    assert len(set(segments)) >= len(segments) - len(site.entities) * 20  # only descriptions share an id
    for article in site.corpus.articles:
        for block in article.blocks:
            if block.paragraph:
                assert (f"articles/{article.slug}.html", f"p{block.paragraph}") in segments
        for note in article.notes:
            kind = note.annotation.kind
            assert (f"notes/{article.slug}.html", f"{kind}/{note.annotation.id}") in segments
    for entity in site.entities:
        assert (f"glossary/{entity}.html", "n0") in segments


def test_a_record_escapes_what_texts_hold(site: Site) -> None:
    record = next(find_records(site))
    changed = type(record)(record.path, 'A & "B" <c>', record.filters, (("p1", "<script>x</script> & y"),))
    text = render_record(changed)
    assert "<script>" not in text
    assert "&lt;script&gt;x&lt;/script&gt; &amp; y" in text
    assert 'id="A%20%26%20%22B%22%20%3Cc%3E"' in text


def test_a_name_is_widened_with_the_spellings_that_are_met(site: Site) -> None:
    named = dict(find_names(site))
    [(entity, name, spellings, exact)] = named["hmeimeem"]
    assert (entity, name, exact) == ("khmeimim", "Khmeimim Air Base", "")
    assert {"Khmeimim", "Hmeimim"} <= set(spellings)
    assert not any(spelling.startswith("Khmeimim ") for spelling in spellings), "Khmeimim finds these as well"
    assert named[words_of("حميميم")[0]][0][0] == "khmeimim"


def test_a_name_that_is_met_in_capitals_only_says_so_and_is_no_spelling(tmp_path: Path) -> None:
    path = tmp_path / "source_texts" / "glossary" / "isis.md"
    path.parent.mkdir(parents=True)
    head = "name: Islamic State\nkind: organisation\naliases: [Daesh, {name: IS, case: true}]\ngloss: A group."
    path.write_text(f"---\n{head}\n---\nText.\n", "utf-8")
    named = dict(find_names(build_site("", "", read_corpus(tmp_path).corpus)))
    assert [meaning[3] for meaning in named["is"]] == ["IS"]
    assert [meaning[3] for meaning in named["daesh"]] == [""]


def test_an_arabic_name_is_known_without_its_article(tmp_path: Path) -> None:
    for name, spelling in (("latakia", "اللاذقية"), ("bab", "الباب"), ("gate", "باب"), ("lamp", "ال")):
        entry = f"---\nname: {name}\nkind: place\ngloss: G.\naliases:\n- name: {spelling}\n  lang: ar\n---\nD.\n"
        path = tmp_path / "source_texts/glossary" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry, "utf-8")
    named = dict(find_names(build_site("", "", read_corpus(tmp_path).corpus)))
    of = {key: [entity for entity, *_ in meant] for key, meant in named.items() if not key.isascii()}
    assert of["لاذقية"] == of["اللاذقية"] == ["latakia"]
    assert of["باب"] == ["gate"]  # which is a name itself
    assert len(of) == 5


def test_frequent_words_are_common_and_slips_are_no_likely_words() -> None:
    counted = Counter({"the": 900, "of": 400, "khmeimim": 30, "goverment": 1, "government": 300_000})
    assert common_words(counted, 40) == ["government", "of", "the"]
    assert likely_words(counted) == [("government", 300_000), ("khmeimim", 30)]


def test_pieces_keep_the_order_and_stay_small() -> None:
    items = [(f"key{number:05}", "x" * 50) for number in range(2_000)]
    pieces = in_pieces(items)
    assert [item for piece in pieces for item in piece] == items
    assert max(len(repr(piece)) for piece in pieces) < 9_000
    assert in_pieces([]) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("1903e8", 1000),
        ("1b000000e8d4a51000", 1_000_000_000_000),
        ("20", -1),
        ("3863", -100),
        ("62c3bc", "ü"),
        ("80", []),
        ("82018102", [1, [2]]),
    ],
)
def test_cbor_is_that_of_the_standard(data: str, expected: Any) -> None:
    assert decode_cbor(bytes.fromhex(data)) == expected


NUMBERS = st.one_of(st.integers(-300, 300), st.integers(-(2**40), 2**40))
PAGES = st.lists(st.tuples(NUMBERS, st.lists(NUMBERS, max_size=30), st.lists(NUMBERS, max_size=2)), max_size=40)
TEXT = st.one_of(st.text(max_size=5), st.text(min_size=250, max_size=300))
VARIANTS = st.lists(st.tuples(TEXT, PAGES), max_size=3)


@given(st.lists(st.tuples(TEXT, PAGES, VARIANTS), max_size=30), st.integers(1, 2_000))
def test_a_chunk_is_cut_between_words_and_nothing_is_lost(entries: list[Any], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_PIECE", size)
        pieces = list(chunks.cut_chunk(encode_cbor([entries])))
    decoded = [decode_cbor(piece) for _, _, piece in pieces]
    assert [entry for piece in decoded for entry in piece] == as_lists(entries)
    for (first, last, data), piece in zip(pieces, decoded, strict=True):
        assert (first, last) == (piece[0][0], piece[-1][0])
        assert len(piece) == 1 or len(data) - 5 <= size


def as_lists(value: Any) -> Any:
    return [as_lists(item) for item in value] if isinstance(value, list | tuple) else value


def encode_cbor(value: str | int | Sequence[Any]) -> bytes:
    """Texts, integers and arrays, each length in as few bytes as there may be."""
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        return _head(3, len(data)) + data
    return _head(4, len(value)) + b"".join(map(encode_cbor, value))


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    power = next(n for n in range(4) if number < 1 << (8 << n))
    return bytes([major << 5 | 24 + power]) + number.to_bytes(1 << power, "big")


@given(st.text(max_size=6), st.text(min_size=1, max_size=6))
def test_a_piece_begins_as_late_as_the_words_before_it_ask_for(last: str, first: str) -> None:
    assume(last < first)
    beginning = chunks.shortest_after(last, first)
    assert last < beginning <= first
    assert not beginning[:-1] > last


@pytest.mark.parametrize("data", [b"\xf5", b"\xa0", b"\x9f\xff"])
def test_cbor_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no CBOR"):
        decode_cbor(data)


def test_the_same_site_gives_the_same_bytes_and_leaves_nothing_of_an_earlier_index(site: Site, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    (two / "pagefind" / "fragment").mkdir(parents=True)
    (two / "pagefind" / "fragment" / "a999.js").write_text("stale", "utf-8")
    for folder in (one, two):
        build_index(folder, site)
    files = [{p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*.js")} for f in (one, two)]
    assert files[0] == files[1]
    assert {"pagefind/start.js", "pagefind/meta.js", "pagefind/index/0.js"} <= set(files[0])


def test_the_index_holds_each_text_once_and_no_page_written_by_hand(site: Site, tmp_path: Path) -> None:
    build_index(tmp_path, site)
    records = records_in(tmp_path)
    assert set(records) == {record.path for record in find_records(site)}
    paragraph = next(b for b in site.articles["aleppo-2016"].blocks if b.paragraph == 9)
    content = records["articles/aleppo-2016.html"]["content"]
    assert " ".join(prepare(paragraph.text).split()) in content
    assert "reader check" not in "".join(record["content"] for record in records.values())


def test_a_corpus_without_texts_has_an_index_without_records(tmp_path: Path) -> None:
    build_index(tmp_path, build_site("", "", read_corpus(tmp_path).corpus))
    packed = base64.b64decode(payload_of(tmp_path / "pagefind" / "meta.js"))
    assert json.loads(gzip.decompress(packed)) == {"kinds": "", "lengths": "", "chunks": []}


def test_a_missing_program_is_a_fault_of_the_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "get_executable", lambda: None)
    with pytest.raises(ProjectError, match="missing"):
        pagefind.index_pages([("a.html", "<html></html>")])


def test_a_program_that_stops_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "get_executable", lambda: Path("/bin/true"))
    with pytest.raises(ProjectError, match="stopped"):
        pagefind.index_pages([("a.html", "<html></html>")])


def test_only_a_private_index_holds_an_original(originals: Path, tmp_path: Path, site: Site) -> None:
    project = tmp_path / "project"
    copy_project(project)
    files = [str(path) for path in sorted(originals.glob("*.txt"))]
    result = CliRunner().invoke(reader, ["--project", str(project), "import", "original", *files])
    assert result.exit_code == 0, result.output
    private = build_site("", "", read_corpus(project, edition=Edition.ORIGINAL).corpus)
    build_index(tmp_path / "private", private)
    build_index(tmp_path / "public", site)
    held = [records_in(tmp_path / name) for name in ("private", "public")]
    for article in private.corpus.articles:
        block = max((b for b in article.blocks if b.paragraph), key=lambda b: len(b.text))
        text = " ".join(prepare(block.text).split())
        found = [text in records[f"articles/{article.slug}.html"]["content"] for records in held]
        assert found == [True, False], article.slug
