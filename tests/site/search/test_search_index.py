"""What the search index is made of: records, names and words, and the scripts that they become."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from build_tools.cli import reader
from build_tools.core.model import Edition
from build_tools.corpus.reading import read_corpus
from build_tools.site.search import build_index
from build_tools.site.search.index import FOLDER
from build_tools.site.search.page_texts import find_page_texts
from build_tools.site.search.pieces import cut, name_of, utf16_order
from build_tools.site.search.postings import find_parted
from build_tools.site.search.readings import GAP
from build_tools.site.search.records import KINDS, find_records
from build_tools.site.search.varints import varint
from build_tools.site.search.vocabulary import Name, common_words, count_words, find_names, likely_words
from build_tools.site.search.words import places_of, tokens_of, words_of
from build_tools.site.site import Site, build_site
from tests.conftest import copy_project
from tests.support.paths import READING_CORPUS


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site("The Lighthouse Reader", "", read_corpus(READING_CORPUS).corpus)


def payload_of(path: Path) -> Any:
    """What a script of the index hands over, unpacked."""
    text = path.read_text("utf-8")
    name, _, payload = text.removeprefix("readerChunk(").removesuffix(")\n").partition(",")
    depth = len(json.loads(name).split("/"))
    assert json.loads(name) == path.relative_to(path.parents[depth - 1]).with_suffix("").as_posix()
    found = json.loads(payload)
    return gzip.decompress(base64.b64decode(found)) if isinstance(found, str) else found


def records_in(folder: Path) -> dict[str, dict[str, str]]:
    """Path of each record of an index -> its segments, those of one id together."""
    texts = folder / FOLDER / "text"
    found = {}
    for path in sorted(texts.rglob("*.js")):
        _href, _title, *segments = json.loads(payload_of(path))
        record: dict[str, str] = {}
        for identifier, text in segments:
            record[identifier] = f"{record.get(identifier, '')} {text}".strip()
        found[path.relative_to(texts).with_suffix("").as_posix()] = record
    return found


def lists_in(folder: Path) -> dict[str, dict[int, list[int]]]:
    """Word -> record -> places, of a whole index."""
    meta = json.loads(payload_of(folder / FOLDER / "meta.js"))
    found: dict[str, dict[int, list[int]]] = {}
    for first in meta["chunks"]:
        words = payload_of(folder / FOLDER / "words" / f"{name_of(first)}.js")
        places = payload_of(folder / FOLDER / "places" / f"{name_of(first)}.js")
        word, at, place_at = "", 0, 0
        while at < len(words):
            shared = words[at]
            length, at = read_number(words, at + 1)
            word, at = word[:shared] + words[at : at + length].decode(), at + length
            size, at = read_number(words, at)
            place_size, place_at = read_number(places, place_at)
            found[word] = dict(read_list(words[at : at + size], places[place_at : place_at + place_size]))
            at, place_at = at + size, place_at + place_size
    return found


def read_number(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return number, at


def read_list(records: bytes, places: bytes) -> Iterator[tuple[int, list[int]]]:
    record = at = place_at = 0
    while at < len(records):
        step, at = read_number(records, at)
        record += step >> 1
        count = 1
        if step & 1:
            count, at = read_number(records, at)
        found, place = [], 0
        for _ in range(count):
            step, place_at = read_number(places, place_at)
            place += step
            found.append(place)
        yield record, found
    assert place_at == len(places)


def test_everything_on_the_site_is_in_a_record(site: Site) -> None:
    segments = [(record.path, identifier) for record in find_records(site) for identifier, _ in record.segments]
    paths = {path for path, _ in segments}
    assert len(set(segments)) >= len(segments) - len(site.entities) * 20  # only descriptions share an id
    for article in site.corpus.articles:
        for block in article.blocks:
            if block.paragraph:
                assert (f"a/{article.slug}", f"p{block.paragraph}") in segments
        for note in article.notes:
            assert (f"n/{article.slug}", f"{note.annotation.kind}/{note.annotation.id}") in segments
    for entity in site.entities:
        assert (f"g/{entity}", "n0") in segments
    assert {f"e/{event}" for event in site.events} | {f"s/{reference}" for reference in site.references} <= paths


def test_texts_and_notes_of_an_article_have_the_same_number_among_their_kind(site: Site) -> None:
    records = list(find_records(site))
    assert "".join(record.kind for record in records) == "".join(sorted((r.kind for r in records), key=KINDS.index))
    names = {kind: [record.name for record in records if record.kind == kind] for kind in "an"}
    assert names["a"] == names["n"] == list(site.crosslinks.order)


PAGE = """<html><body><header><h2 id="x">Menu</h2></header><main id="page:content"><h1 id="t">A <em>ti</em>tle</h1>
<p>First &amp; <b>fore</b>most.</p><script>let hidden</script><h2 id="part">The part</h2><ul><li>one</li>
<li>two</li></ul></main><footer>Foot</footer></body></html>"""


def test_a_page_is_read_by_its_headings_without_what_is_around_it(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "index.html").write_text(PAGE, "utf-8")
    [page] = find_page_texts(tmp_path, ["guides/README.md", "guides/gone.md", "picture.png"])
    assert (page.href, page.title) == ("guides/index.html", "A title")
    assert page.parts == (("", "First & foremost."), ("part", "The part · one two"))


def test_lists_are_linear_and_hold_every_place_of_every_word(site: Site, tmp_path: Path) -> None:
    build_index(tmp_path, site)
    lists = lists_in(tmp_path)
    assert list(lists) == sorted(lists, key=utf16_order)
    expected: dict[str, dict[int, list[int]]] = {}
    for number, record in enumerate(find_records(site)):
        at = 0
        for _, text in record.segments:
            for piece in text.split():
                for words in places_of(tokens_of(piece)):
                    for word in words:
                        expected.setdefault(word, {}).setdefault(number, []).append(at)
                    at += 1
            at += GAP
    assert expected.keys() <= lists.keys()
    for word, records in expected.items():
        for number, places in records.items():
            assert set(places) <= set(lists[word][number]), (word, number)


KEYS = st.lists(st.text(max_size=6), max_size=300, unique=True)


@given(KEYS, st.integers(0, 4_000))
def test_files_are_cut_in_order_and_none_is_lost(keys: list[str], size: int) -> None:
    items = [(key, size, number) for number, key in enumerate(sorted(keys, key=utf16_order))]
    files = list(cut(items))
    assert [held for _, file in files for held in file] == [(key, number) for key, _, number in items]
    assert [name for name, _ in files] == [name_of(file[0][0]) for _, file in files]
    assert len({name for name, _ in files}) == len(files)


def test_an_edit_moves_few_cuts() -> None:
    items = [(f"word{number:05}", 40, number) for number in range(20_000)]
    before = {name for name, _ in cut(items)}
    after = {name for name, _ in cut([*items[:7_000], ("word06999x", 40, -1), *items[7_003:]])}
    assert len(before) > 100
    assert len(before ^ after) <= 4


@given(st.integers(0, 2**40))
def test_a_number_is_read_as_it_is_written(number: int) -> None:
    assert read_number(varint(number), 0) == (number, len(varint(number)))


def test_words_that_are_also_written_as_two_are_known_by_their_halves() -> None:
    parted = find_parted({"airstrikes", "air", "strikes", "strike", "into", "in", "to"}, ["in", "to"])
    assert parted == {"air": {"strikes": "airstrikes", "strike": "airstrike"}}


def names_of(site: Site) -> dict[str, list[Name]]:
    return dict(find_names(site, count_words(find_records(site))))


def corpus_of(folder: Path, **entries: str) -> Site:
    """A corpus of entries alone: what their front matter has besides a gloss."""
    for identifier, head in entries.items():
        path = folder / "source_texts/glossary" / f"{identifier}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}\ngloss: G.\n---\nD.\n", "utf-8")
    return build_site("", "", read_corpus(folder).corpus)


def test_a_name_is_widened_with_the_spellings_that_are_found(site: Site) -> None:
    named = names_of(site)
    [name] = named["eddistone"]
    assert (name.entity, name.name, name.exact) == ("eddystone", "Eddystone Lighthouse", "")
    assert list(site.entities)[name.number] == "eddystone"
    assert {"Eddystone", "Edystone"} <= set(name.spellings)
    assert not any(spelling.startswith("Eddystone ") for spelling in name.spellings), "Eddystone finds these as well"
    assert named[words_of("إديستون")[0]][0].entity == "eddystone"


def test_a_name_that_is_one_in_capitals_only_says_so_and_is_no_spelling(tmp_path: Path) -> None:
    head = "name: Islamic State\nkind: organisation\naliases: [Daesh, {name: IS, case: true}]"
    named = names_of(corpus_of(tmp_path, isis=head))
    assert [meaning.exact for meaning in named["is"]] == ["IS"]
    assert [meaning.exact for meaning in named["daesh"]] == [""]


def test_capitals_may_be_left_out_where_no_text_has_such_a_word(tmp_path: Path) -> None:
    head = "name: Harbour Front\nkind: organisation\naliases: [{name: HFX, case: true}]"
    named = names_of(corpus_of(tmp_path, front=head))
    assert [(meaning.exact, meaning.weak) for meaning in named["hfx"]] == [("HFX", False), ("", True)]


def test_surnames_and_initials_mean_who_has_them(tmp_path: Path) -> None:
    site = corpus_of(
        tmp_path,
        one="name: Anna van Dam\nkind: person\naliases: [Anna van Damme]",
        two="name: Bert Damme\nkind: person",
        three="name: UN Harbour Council\nkind: organisation",
    )
    named = names_of(site)
    assert [(meaning.entity, meaning.weak) for meaning in named["damme"]] == [("one", True), ("two", True)]
    assert [meaning.entity for meaning in named["van dam"]] == ["one"]
    assert [meaning.entity for meaning in named["unhc"]] == ["three"]


def test_an_arabic_name_is_known_without_its_article(tmp_path: Path) -> None:
    spelt = {"latakia": "اللاذقية", "bab": "الباب", "gate": "باب", "lamp": "ال"}
    heads = {
        name: f"name: {name}\nkind: place\naliases:\n- name: {spelling}\n  lang: ar" for name, spelling in spelt.items()
    }
    named = names_of(corpus_of(tmp_path, **heads))
    of = {key: [meaning.entity for meaning in meant] for key, meant in named.items() if not key.isascii()}
    assert of["لاذقية"] == of["اللاذقية"] == ["latakia"]
    assert of["باب"] == ["gate"]  # which is a name itself
    assert len(of) == 5


def test_frequent_words_are_common_and_slips_are_no_likely_words() -> None:
    counted = Counter({"the": 900, "of": 400, "khmeimim": 30, "goverment": 1, "government": 300_000})
    assert common_words(counted, 40) == ["government", "of", "the"]
    assert likely_words(counted) == [("government", 300_000), ("khmeimim", 30)]


def test_the_same_site_gives_the_same_bytes_and_leaves_nothing_of_an_earlier_index(site: Site, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    (two / FOLDER / "text").mkdir(parents=True)
    (two / FOLDER / "text" / "a999.js").write_text("stale", "utf-8")
    for folder in (one, two):
        build_index(folder, site)
    files = [{p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*.js")} for f in (one, two)]
    assert files[0] == files[1]
    assert {f"{FOLDER}/start.js", f"{FOLDER}/meta.js", f"{FOLDER}/text/a/reef-2016.js"} <= set(files[0])


def test_the_index_holds_each_text_as_it_is(site: Site, tmp_path: Path) -> None:
    build_index(tmp_path, site)
    records = records_in(tmp_path)
    assert set(records) == {record.path for record in find_records(site)}
    paragraph = next(b for b in site.articles["reef-2016"].blocks if b.paragraph == 9)
    assert records["a/reef-2016"]["p9"] == paragraph.text


def test_a_corpus_without_texts_has_an_index_without_records(tmp_path: Path) -> None:
    build_index(tmp_path, build_site("", "", read_corpus(tmp_path).corpus))
    meta = json.loads(payload_of(tmp_path / FOLDER / "meta.js"))
    assert meta == {"counts": dict.fromkeys(KINDS, 0), "lengths": "", "records": [], "chunks": []}


def test_only_a_private_index_holds_an_original(originals: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    copy_project(project)
    files = [str(path) for path in sorted(originals.glob("*.txt"))]
    result = CliRunner().invoke(reader, ["--project", str(project), "import", "original", *files])
    assert result.exit_code == 0, result.output
    private = build_site("", "", read_corpus(project, edition=Edition.ORIGINAL).corpus)
    build_index(tmp_path / "private", private)
    build_index(tmp_path / "public", build_site("", "", read_corpus(project).corpus))
    held = [records_in(tmp_path / name) for name in ("private", "public")]
    for article in private.corpus.articles:
        block = max((b for b in article.blocks if b.paragraph), key=lambda b: len(b.text))
        found = [block.text in records[f"a/{article.slug}"].values() for records in held]
        assert found == [True, False], article.slug
