"""Folding and its way back, words, concordance lines."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.characters import (
    DASHES,
    HYPHENS,
    LETTERS,
    control_characters,
    is_word_boundary,
    is_word_character,
)
from build_tools.text.excerpts import context
from build_tools.text.fold import Folded, blank, fold, fold_and_blank, normalise
from build_tools.text.matching import as_written

SHAPED = "ｶﾞＮﻻﷺﹰ״´ی"
ODD = (
    SHAPED
    + "aA \t\n-‐‑–−־ıŁøÆþǾ'’‘\"“éÉe\u0301\u0308ßﬁİıŉʿʾʼــᾳΣς각Ḥ.,_1—\ufdd0\ufdd1ж\U0001d165\ufffe\u00a0\u3000\u093f"
)
TEXTS = st.text(st.sampled_from(ODD), max_size=24) | st.text(max_size=24)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Aleppo", "aleppo"),
        ("al-Assad", "al assad"),
        ("al‐Assad", "al assad"),
        ("al\u2011Assad", "al assad"),
        ("al \u00a0\n Assad", "al assad"),
        ("al - Assad", "al assad"),
        ("Hmeimīm", "hmeimim"),
        ("Baʿth Qurʾān ʻayn", "bath quran ayn"),
        ("Вʼячеслав, cʼhoar, Օ՚Հ, ŉ", "в'ячеслав, c'hoar, օ'հ, 'n"),
        ("Syria’s “safe” zones", 'syria\'s "safe" zones'),
        ("«Правда»", '"правда"'),
        ("حَلَب", "حلب"),
        ("حلـــب", "حلب"),
        ("Straße", "strasse"),
        ("ﬁ", "fi"),
        ("İstanbul", "istanbul"),
        ("ΑΣ ας", "ας ας".replace("ς", "σ")),
        ("ᾳ ά", "α α"),
        ("a — b – c… 5 %", "a — b – c… 5 %"),
        ("Iran–Iraq War", "iran iraq war"),
        ("1,200–1,500", "1,200 1,500"),
        ("S−400, Т‒90, Ⅳ﹣Ⅴ, ５－６, a―b, a—b", "s 400, т 90, ⅳ ⅴ, 5 6, a b, a b"),
        ("a\u00ad–\u200bb, e\u0301–b, al–ʿAbd", "a b, e b, al abd"),
        ("सीता–राम", "सीता राम"),
        ("−5, a– b, a –b, (–b), a––b, –", "−5, a– b, a –b, (–b), a––b, –"),
        ("תל־אביב, Հյուսիս֊Հարավ", "תל אביב, հյուսիս հարավ"),
        ("Diyarbakır DIYARBAKIR Diyarbakir", "diyarbakir diyarbakir diyarbakir"),
        ("Łódź Øresund Đà Nẵng Æthelred", "lodz oresund da nang aethelred"),
        ("Sacré-Cœur Þórr Guðrún Ħaż-Żebbuġ Sámi giella ŋ", "sacre coeur thorr gudrun haz zebbug sami giella ng"),
        ("Ǿ ǽ Ĳmuiden Ǆ Əliyev Ɛʋe Ɔ", "o ae ijmuiden dz eliyev eve o"),
        ("F⁃16, a﹘b", "f 16, a b"),
        ("O`Brien O´Brien O＇Brien", "o'brien o'brien o'brien"),
        ("צה״ל ג׳ורג׳", "צה\"ל ג'ורג'"),
        ("ＮＡＴＯ Ｆ－１６", "nato f 16"),
        ("ｼﾘｱ ﾀﾞﾏｽｶｽ ダマスカス", "シリア タマスカス タマスカス"),
        ("ﺳﻮﺭﻳﺎ ﻻ ﷲ", "سوريا لا الله"),
        ("کرد علی کردستان ہوا", "كرد علي كردستان هوا"),
        ("", ""),
    ],
)
def test_fold_sets_aside_what_comparing_should(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("al  \n Assad!", "assad", "Assad"),
        ("al  \n Assad!", "al assad", "al  \n Assad"),
        ("cafe\u0301, bar", "cafe", "cafe\u0301"),
        ("cafe\u0301s", "cafe", "cafe\u0301"),
        ("Rabīʿ al-ʿArabī", "rabi", "Rabīʿ"),
        ("Rabīʿ al-ʿArabī", "arabi", "ʿArabī"),
        ("“ʿAlī”", "ali", "ʿAlī"),
        ("die Straße dort", "strasse", "Straße"),
        ("die Straße dort", "stras", "Straß"),
        ("die Straße dort", "se dort", "ße dort"),
        ("حَلَب", "حلب", "حَلَب"),
        ("a  b\u0301", "b", "b\u0301"),
        ("the Sacré–Cœur hill", "sacre coeur", "Sacré–Cœur"),
        ("the Sacré–Cœur hill", "ur hill", "ur hill"),
        ("Łódź–Æbelø!", "aebelo", "Æbelø"),
        ("Iran\u00ad–\u00adIraq", "iran", "Iran\u00ad"),
        ("Iran\u00ad–\u00adIraq", "iraq", "Iraq"),
    ],
)
def test_a_folded_span_leads_back_to_the_original(text: str, part: str, original: str) -> None:
    folded = fold(text)
    i = folded.text.index(part)
    assert text[folded.start(i) : folded.end(i + len(part))] == original


@given(TEXTS)
def test_offsets_cover_the_text_in_order(text: str) -> None:
    folded = fold(text)
    n = len(folded.text)
    starts = [folded.start(i) for i in range(n + 1)]
    assert starts == sorted(starts)
    assert starts[n] == len(text)
    assert [folded.index(start) for start in starts] == [starts.index(start) for start in starts]
    for i in range(n):
        assert 0 <= folded.start(i) < folded.end(i + 1) <= len(text)
        assert i + 1 == n or folded.end(i + 1) <= folded.start(i + 1) or folded.start(i) == folded.start(i + 1)
    if n:
        assert folded.end(n) == len(text)
    assert folded.end(0) == 0


@given(TEXTS)
def test_each_span_folds_to_itself(text: str) -> None:
    folded = fold(text)
    for i, character in enumerate(folded.text):
        piece = text[folded.start(i) : folded.end(i + 1)]
        if character == " " and set(DASHES) & set(piece):  # a space only with what it joins
            piece = text[folded.start(i - 1) : folded.end(i + 2)]
        assert character in fold(piece).text


@given(TEXTS)
def test_a_span_never_parts_a_letter_from_its_combining_marks(text: str) -> None:
    folded = fold(text)
    for j in range(1, len(folded.text) + 1):
        end = folded.end(j)
        assert end == len(text) or unicodedata.category(text[end]) != "Mn"


@given(TEXTS)
def test_folding_is_idempotent_and_blind_to_composition_and_case(text: str) -> None:
    folded = fold(text).text
    assert fold(folded) == Folded(folded)
    assert fold(unicodedata.normalize("NFC", text)).text == folded
    assert fold(unicodedata.normalize("NFD", text)).text == folded
    assert "  " not in folded


@given(st.text(st.sampled_from(ODD), max_size=10), TEXTS, st.text(st.sampled_from(ODD), max_size=10))
def test_folding_knows_no_context_but_runs_of_spaces(before: str, text: str, after: str) -> None:
    whole = fold(f"{before}|{text}|{after}").text
    assert f"|{fold(text).text}|" in whole


@given(TEXTS)
def test_folding_is_the_same_on_every_path(text: str) -> None:
    """Alone, in a text of one code page, and in one of none (ß folds to two)."""
    folded, blanked = fold_and_blank(text)
    assert folded == fold(text)
    assert blanked == blank(folded.text)
    assert fold(text + "|é").text == folded.text + "|e"
    assert fold(text + "|ß").text == folded.text + "|ss"


@pytest.mark.parametrize("text", ["a\ufffeé", "é\U0001f600", "é\x00ß", "".join(map(chr, range(0x4E00, 0x4F80)))])
def test_texts_that_fit_no_code_page_fold_all_the_same(text: str) -> None:
    assert fold(text).text == "".join(fold(c).text for c in text)


@given(st.lists(st.text(max_size=300), max_size=5))
def test_folding_does_not_depend_on_the_texts_before(texts: list[str]) -> None:
    before = [fold(text) for text in texts]
    assert [fold(text) for text in reversed(texts)] == before[::-1]


@given(st.text(st.sampled_from("aéł1軍"), min_size=1), st.text(st.sampled_from("aéł1軍"), min_size=1))
def test_every_hyphen_and_dash_joins_two_words_alike(first: str, second: str) -> None:
    joined = {fold(f"{first}{sign}{second}").text for sign in (*HYPHENS, *DASHES)}
    assert joined == {f"{fold(first).text} {fold(second).text}"}
    assert {as_written(f"{first}{sign}{second}") for sign in (*HYPHENS, *DASHES)} == {as_written(f"{first} {second}")}


def test_the_letters_are_small_and_none_has_an_accent() -> None:
    for letter, plain in LETTERS.items():
        assert letter == letter.lower() == unicodedata.normalize("NFD", letter)
        assert fold(letter).text == fold(letter.upper()).text == plain


@given(TEXTS)
def test_blank_keeps_the_words(text: str) -> None:
    folded = fold(text).text
    assert blank(folded) == "".join(c if is_word_character(c) else " " for c in folded)


@pytest.mark.parametrize(
    ("text", "boundaries"),
    [("un in", [0, 2, 3, 5]), ("syria's", [0, 5, 6, 7]), ("a_1", [0, 3]), ("...", [0, 1, 2, 3]), ("", [0])],
)
def test_word_boundaries(text: str, boundaries: list[int]) -> None:
    assert [i for i in range(len(text) + 1) if is_word_boundary(text, i)] == boundaries


def test_normalise_composes_and_tidies_white_space() -> None:
    assert normalise("  cafe\u0301 \n\t bar\u00a0") == "café bar"


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("plain\n\ttext é ‘’", []),
        ("a\rb\x00\x7f\x85", [1, 3, 4, 5]),
        ("\ud800a\ufffe\ufdd0\U0010ffff\U0001fffe", [0, 2, 3, 4, 5]),
    ],
)
def test_control_characters_are_found(text: str, offsets: list[int]) -> None:
    assert control_characters(text) == offsets


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (0, ("", "Aleppo", "")),
        (1, ("", "Aleppo", "")),
        (3, ("of ", "Aleppo", "’s")),
        (7, ("of ", "Aleppo", "’s")),
        (8, ("of ", "Aleppo", "’s east,")),
        (10, ("people of ", "Aleppo", "’s east,")),
        (99, ("The people of ", "Aleppo", "’s east, today")),
    ],
)
def test_context_is_cut_between_words(width: int, line: tuple[str, str, str]) -> None:
    text = "The people of Aleppo’s east, today"
    start = text.index("Aleppo")
    assert context(text, start, start + 6, width) == line


@given(st.text(st.sampled_from("ab c\n."), max_size=30), st.data())
def test_context_is_a_slice_that_splits_no_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    width = data.draw(st.integers(0, 12))
    left, node, right = context(text, start, end, width)
    assert node == text[start:end]
    assert len(left) <= width
    assert len(right) <= width
    assert text[:start].endswith(left)
    assert text[end:].startswith(right)
    assert not left or left == text[:start].lstrip() or text[start - len(left) - 1].isspace()
    assert not right or right == text[end:].rstrip() or text[end + len(right)].isspace()
