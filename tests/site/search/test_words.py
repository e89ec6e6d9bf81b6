"""A text's words: cut and folded alike in the index and in the page, in whatever script they are written."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from build_tools.site.search.words import places_of, tokens_of, words_of
from build_tools.text.characters import UNSPACED_RANGES, is_word_character
from build_tools.text.fold import fold, fold_character
from build_tools.text.fold_table import PATH, render_table
from tests.support.hangs import ends_soon
from tests.support.paths import ROOT
from tests.support.samples import SAMPLES

SCRIPTS = ROOT / "build_tools" / "theme" / "assets" / "js"
DROPPED = re.compile("[\ufdd0\ufdd1]")
"""What fold_character has for what is dropped."""
TWINS = ("shared/fold-table", "shared/fold-character", "shared/unspaced-writing", "search/words")

WORDS = [
    ("Hmeimim", ["hmeimim"]),
    ("Bashar al-Assad", ["bashar", "al", "assad"]),
    ("François", ["francois"]),
    ("U.N. envoy", ["un", "envoy"]),
    ("U.S.S.R.", ["ussr"]),
    ("S-300", ["s", "300"]),
    ("Su-24M, T-72B3", ["su", "24m", "t", "72b3"]),
    ("5,000 men", ["5000", "men"]),
    ("12,345,678", ["12345678"]),
    ("1.8 or 1,8", ["1.8", "or", "1.8"]),
    ("5.56mm", ["5.56mm"]),
    ("S/2016/846", ["s", "2016", "846"]),
    ("10:30", ["10", "30"]),
    ("۱۳۵۷ १९४७ ２０１６", ["1357", "1947", "2016"]),
    ("km²", ["km2"]),
    ("Straße", ["strasse"]),
    ("Baʿth Ba'th", ["bath", "ba", "th"]),
    ("حَمِيمِيم", ["حميميم"]),
    ("أحمد", ["احمد"]),
    ("حـميميم", ["حميميم"]),
    ("می‌رود", ["مي", "رود"]),
    ("שָׁלוֹם", ["שלום"]),
    ("Хмеймим", ["хмеимим"]),
    ("  two\n words ", ["two", "words"]),
    ("“quoted”", ["quoted"]),
    ("– …", []),
    ("俄羅斯 UN軍", ["俄", "羅", "斯", "un", "軍"]),
    ("アレッポ、ไทย", ["ア", "レ", "ッ", "ホ", "ไ", "ท", "ย"]),
    ("Khmei\u200bmim Alep\u00adpo", ["khmeimim", "aleppo"]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_are_compared_without_capitals_marks_and_hyphens(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("piece", "places"),
    [
        ("co-operation", [{"co", "operation", "cooperation"}]),
        ("anti-cease-fire", [{"anti", "cease", "fire", "ceasefire", "anticease", "anticeasefire"}]),
        ("U.N.", [{"un", "u", "n"}]),
        ("5,000", [{"5000", "5", "000"}]),
        ("5.000", [{"5.000", "5000", "5", "000"}]),
        ("1.8", [{"1.8", "1", "8"}]),
        ("C++", [{"c", "c++"}]),
        ("O’Brien", [{"o", "brien", "obrien"}]),
        ("Assad’s", [{"assad", "s"}]),
        ("2015-2017", [{"2015", "2017"}]),
        ("می‌رود", [{"مي", "رود", "ميرود"}]),
        ("UN空军", [{"un"}, {"空"}, {"军"}]),
    ],
)
def test_a_piece_is_found_by_all_that_it_may_be_called(piece: str, places: list[set[str]]) -> None:
    assert [set(words) for words in places_of(tokens_of(piece))] == places


@pytest.mark.parametrize("unit", ["a—", "a&", "a.", "ab.", "1,", "1.1.", "ก", "漢a", "a'", "ا\u200c", "a/", "a+"])
def test_the_cost_grows_with_the_length(unit: str) -> None:
    with ends_soon():
        assert len(tokens_of(unit * 10_000)) > 0


@given(st.text(max_size=12).map(lambda text: "".join(text.split())))
def test_every_part_between_two_signs_is_a_word_of_its_piece(piece: str) -> None:
    known = {word for words in places_of(tokens_of(piece)) for word in words}
    folded = fold(piece).text
    parts = "".join(c if is_word_character(c) else " " for c in folded).split()
    for part in parts:
        assert all(set(words) & known for words in places_of(tokens_of(part)) if words)


@given(st.text(max_size=12), st.text(max_size=12))
def test_words_of_two_texts_are_those_of_each(one: str, other: str) -> None:
    assert words_of(f"{one} {other}") == words_of(one) + words_of(other)


def test_the_table_is_the_one_that_python_makes() -> None:
    if unicodedata.unidata_version != "14.0.0":
        pytest.skip("the table is made with Python 3.11, and its Unicode 14")
    made = PATH.read_text("utf-8")
    assert made == render_table(), "run `.venv/bin/python -m build_tools.text.fold_table`"


@pytest.fixture
def twins(page: Page, tmp_path: Path) -> Page:
    """A page with the scripts that fold and cut texts."""
    blank = tmp_path / "blank.html"
    blank.write_text("<!doctype html><title>blank</title><script>readerSearch = {}</script>", "utf-8")
    page.goto(blank.as_uri())
    for name in TWINS:
        page.evaluate((SCRIPTS / f"{name}.js").read_text("utf-8"))
    return page


def test_every_code_point_folds_in_the_page_as_in_python(twins: Page) -> None:
    folded: list[str] = twins.evaluate(
        """() => {
            const { MARK, LETTER, fold, isWord } = readerFoldCharacter;
            const all = [];
            for (let code = 0; code <= 0x10ffff; code += 1) {
                const c = code >= 0xd800 && code < 0xe000 ? " " : String.fromCodePoint(code);
                const folded = fold(c);
                all.push((folded === MARK || folded === LETTER ? "" : folded) + (isWord(c) ? "1" : "0"));
            }
            return all.join("\\n");
        }"""
    ).split("\n")
    assert len(folded) == sys.maxunicode + 1
    wrong = []
    for code in range(sys.maxunicode + 1):
        c = " " if 0xD800 <= code < 0xE000 else chr(code)
        expected = DROPPED.sub("", fold_character(c)) + str(int(is_word_character(c)))
        if folded[code] != expected and unicodedata.category(c) != "Cn":
            wrong.append(hex(code))
    assert wrong == []


SHOWN = "({ word, also, joined, single }) => [word, also, joined, single]"


def shown_in_page(page: Page, pieces: list[str]) -> list[Any]:
    """The tokens of each piece: [word, also, joined, single]."""
    script = f"pieces => JSON.stringify(pieces.map((piece) => readerSearch.words.tokensOf(piece).map({SHOWN})))"
    made: list[Any] = json.loads(page.evaluate(script, pieces))
    return made


def shown(piece: str) -> list[Any]:
    return [[t.word, list(t.also), [list(each) for each in t.joined], t.single] for t in tokens_of(piece)]


def test_every_character_is_cut_in_the_page_as_in_python(twins: Page) -> None:
    """But for letters without capitals, which are parts of words, and all alike."""
    left_out = {"Cn", "Co", "Cs", "Lo"}
    characters = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in left_out]
    edges = {chr(code + by) for first, last in UNSPACED_RANGES for code in (first, last) for by in (-2, -1, 0, 1, 2)}
    pieces = [f"a{c}1{c}2{c}" for c in [*characters, *sorted(edges)] if not c.isspace()]
    made = shown_in_page(twins, pieces)
    assert [piece for piece, tokens in zip(pieces, made, strict=True) if tokens != shown(piece)] == []


def test_texts_are_cut_in_the_page_as_in_python(twins: Page) -> None:
    texts = [*(text for text, _ in WORDS), *SAMPLES.values(), "a\x1cb\x85c\u2028d\u3000e\ufefff"]
    for text in texts:
        assert twins.evaluate("text => readerSearch.words.words(text)", text) == words_of(text)
        pieces = text.split()
        assert shown_in_page(twins, pieces) == [shown(piece) for piece in pieces]


ALPHABET = "aB1.,'’-+#&\u200c\u0301ʿß٬ı空ไ۵"


def test_pieces_of_any_signs_are_cut_in_the_page_as_in_python(twins: Page) -> None:
    pieces: list[str] = []

    @given(st.lists(st.text(alphabet=ALPHABET, min_size=1, max_size=12), min_size=50, max_size=50))
    def collect(made: list[str]) -> None:
        pieces.extend(made)

    collect()
    made = shown_in_page(twins, pieces)
    assert [piece for piece, tokens in zip(pieces, made, strict=True) if tokens != shown(piece)] == []
