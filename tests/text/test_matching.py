"""Which names are met in a text, and where."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.characters import is_word_boundary
from build_tools.text.fold import fold
from build_tools.text.matching import Gazetteer, Match, Pattern, as_written, to_key
from build_tools.text.tokens import is_part_of_token

NAMES = Gazetteer(
    [
        Pattern("Syria", "syria"),
        Pattern("Assad", "bashar"),
        Pattern("al-Assad", "bashar"),
        Pattern("Hafez al-Assad", "hafez"),
        Pattern("Aleppo", "aleppo"),
        Pattern("UN Security Council", "council"),
        Pattern("UN", "un", case=True),
        Pattern("US", "us", case=True),
        Pattern("U.S.", "us"),
        Pattern("Khmeimim", "khmeimim"),
        Pattern("Hmeimīm", "khmeimim"),
        Pattern("Baʿth Party", "baath"),
        Pattern("حلب", "aleppo"),
        Pattern("Straße der Einheit", "strasse"),
        Pattern("’Abd Allāh", "abd"),
        Pattern("Syrian Arab Army", "army"),
        Pattern("Arab", "arab"),
    ]
)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Hafez al-Assad and Assad", ["Hafez al-Assad:hafez", "Assad:bashar"]),
        ("al Assad, al-Assad, al‑Assad", ["al Assad:bashar", "al-Assad:bashar", "al‑Assad:bashar"]),
        ("Hafez\n  al-Assad", ["Hafez\n  al-Assad:hafez"]),
        ("Syria's and Syria’s", ["Syria:syria", "Syria:syria"]),
        ("Syrian", []),
        ("Assyria", []),
        ("ALEPPO, aleppo", ["ALEPPO:aleppo", "aleppo:aleppo"]),
        ("Alep\u00adpo, A\u200bleppo", ["Alep\u00adpo:aleppo", "A\u200bleppo:aleppo"]),
        ("the UN security council", ["UN security council:council"]),
        ("un or UN", ["UN:un"]),
        ("(US)-led, not us", ["US:us"]),
        ("U.S. troops, U.S.-led", ["U.S.:us", "U.S.:us"]),
        ("the UN Security Councils", ["UN:un"]),
        ("Syrian Arab Armyless", ["Arab:arab"]),
        ("Hmeimim or Khmeimīm", ["Hmeimim:khmeimim", "Khmeimīm:khmeimim"]),
        ("Hmeimi\u0304m\u0301!", ["Hmeimi\u0304m\u0301:khmeimim"]),
        ("the Baath Party, the Bath Party", ["Bath Party:baath"]),
        ("مدينة حَلَب.", ["حَلَب:aleppo"]),
        ("STRASSE DER EINHEIT", ["STRASSE DER EINHEIT:strasse"]),
        ("Aleppo_1 Aleppo2", []),
        ("'Abd Allah, ’Abd Allāh", ["'Abd Allah:abd", "’Abd Allāh:abd"]),
        ("al.Assad", ["Assad:bashar"]),
        ("", []),
    ],
)
def test_names_are_met_as_whole_words_the_longest_first(text: str, met: list[str]) -> None:
    assert [f"{text[m.start : m.end]}:{m.entity}" for m in NAMES.find(text)] == met


@pytest.mark.parametrize(
    ("surface", "text", "found"),
    [
        ("Al-Qaeda", "Al Qaeda", True),
        ("Al-Qaeda", "Al\nQaeda", True),
        ("Al-Qaeda", "al-Qaeda", False),
        ("O’Neill", "O'Neill", True),
        ("Īd", "Id", False),
        ("Īd", "I\u0304d", True),
        ("Kız", "Kiz", False),
        ("Kız", "Kız", True),
        ("Łódź", "Lodz", False),
        ("Iran-Iraq", "Iran–Iraq", True),
        ("Iran-Iraq", "Iran – Iraq", False),
    ],
)
def test_a_case_is_exact_but_for_hyphens_quotes_and_white_space(surface: str, text: str, found: bool) -> None:
    assert bool(Gazetteer([Pattern(surface, "e", case=True)]).find(text)) is found


def test_a_shorter_name_is_met_where_the_longer_has_the_wrong_case() -> None:
    gazetteer = Gazetteer([Pattern("March", "month"), Pattern("March Offensive", "offensive", case=True)])
    assert [m.entity for m in gazetteer.find("the March offensive, the March Offensive")] == ["month", "offensive"]


def test_an_ambiguous_surface_names_the_first_entity_and_is_listed() -> None:
    gazetteer = Gazetteer([Pattern("al-Bab", "town"), Pattern("Al Bāb", "gate"), Pattern("Homs", "homs")])
    assert gazetteer.ambiguous == {"al bab": ("gate", "town")}
    assert gazetteer.find("al-Bab") == [Match(0, 6, "gate")]


def test_surfaces_that_no_text_can_confuse_are_not_ambiguous() -> None:
    gazetteer = Gazetteer([Pattern("US", "country", case=True), Pattern("Us", "film", case=True)])
    assert gazetteer.ambiguous == {}
    assert [m.entity for m in gazetteer.find("US Us us")] == ["country", "film"]


def test_an_exact_case_may_be_confused_with_any_case() -> None:
    gazetteer = Gazetteer([Pattern("US", "z-country", case=True), Pattern("us", "a-film")])
    assert gazetteer.ambiguous == {"us": ("a-film", "z-country")}
    assert [m.entity for m in gazetteer.find("US us")] == ["a-film", "a-film"]


@pytest.mark.parametrize("surface", ["", " ", "-", "\u0301", "ʿ", "\0", "a\0b"])
def test_a_surface_without_anything_to_compare_is_left_out(surface: str) -> None:
    gazetteer = Gazetteer([Pattern(surface, "e")])
    assert gazetteer.find("a - b ʿ \u0301 a\0b") == []
    assert gazetteer.ambiguous == {}


UNSPACED = [
    ("俄羅斯空軍在阿勒颇作战。", ["俄羅斯", "阿勒颇"]),
    ("シリアの町アレッポは古い。", ["アレッポ"]),
    ("เมืองอะเลปโปเก่าแก่", ["อะเลปโป"]),
    ("アサドAssad軍のUN", ["Assad", "UN"]),
    ("Assads, 𠮷野家の町", ["𠮷野家"]),
]


@pytest.mark.parametrize(("text", "found"), UNSPACED)
def test_names_are_met_where_nothing_stands_between_words(text: str, found: list[str]) -> None:
    names = ["俄羅斯", "阿勒颇", "アレッポ", "อะเลปโป", "Assad", "UN", "𠮷野家"]
    gazetteer = Gazetteer([Pattern(name, name, case=name == "UN") for name in names])
    expected = [Match(text.index(name), text.index(name) + len(name), name) for name in found]
    assert gazetteer.find(text) == expected
    assert gazetteer.find_all(["Assad", text]) == [[Match(0, 5, "Assad")], expected]


def test_a_name_that_may_be_two_is_told_of_in_any_script() -> None:
    gazetteer = Gazetteer([Pattern("阿勒颇", "city"), Pattern("阿勒颇", "province")])
    assert gazetteer.ambiguous == {to_key("阿勒颇"): ("city", "province")}


def test_no_patterns_find_nothing() -> None:
    assert Gazetteer([]).find("Syria") == []
    assert Gazetteer([]).find_all(["Syria", ""]) == [[], []]
    assert NAMES.find_all([]) == []


def test_a_gazetteer_pickles() -> None:
    copy = pickle.loads(pickle.dumps(NAMES))
    assert copy.patterns == NAMES.patterns
    assert copy.find("Hafez al-Assad") == NAMES.find("Hafez al-Assad")


def test_the_order_of_patterns_does_not_matter() -> None:
    assert Gazetteer(reversed(NAMES.patterns)).find("US and U.S., us") == NAMES.find("US and U.S., us")


ALPHABET = "aAbá  -–'’.,1æ\u00ad_ʿ\u0301ß"
SURFACES = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=5)
PATTERNS = st.lists(st.builds(Pattern, SURFACES, st.sampled_from("uvw"), st.booleans()), max_size=8)
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=25)


def brute_force(patterns: list[Pattern], text: str) -> list[Match]:
    """The definition, at each position every pattern."""
    folded = fold(text)
    found, at = [], 0
    while at < len(folded.text):
        met = [
            (-len(surface), pattern.entity)
            for pattern in patterns
            if (surface := fold(pattern.surface).text.strip())
            and folded.text.startswith(surface, at)
            and is_word_boundary(folded.text, at)
            and is_word_boundary(folded.text, at + len(surface))
            and not is_part_of_token(text, folded.start(at), folded.end(at + len(surface)))
            and (not pattern.case or written(folded.text, text, at, surface) == as_written(pattern.surface))
        ]
        if not met:
            at += 1
            continue
        minus_length, entity = min(met)
        found.append(Match(folded.start(at), folded.end(at - minus_length), entity))
        at -= minus_length
    return found


def written(folded: str, text: str, at: int, surface: str) -> str:
    """How the text writes the folded surface that begins at `at`."""
    offsets = fold(text)
    assert offsets.text == folded
    return as_written(text[offsets.start(at) : offsets.end(at + len(surface))])


MIXED = "aA軍の  -.,1ß"
"""With signs of scripts that put nothing between words, which no dropped letter stands beside."""


@given(
    st.lists(
        st.builds(Pattern, st.text(MIXED, min_size=1, max_size=4), st.sampled_from("uv"), st.booleans()), max_size=6
    ),
    st.text(MIXED, max_size=20),
)
def test_find_agrees_with_its_definition_where_nothing_stands_between_words(patterns: list[Pattern], text: str) -> None:
    assert Gazetteer(patterns).find(text) == brute_force(patterns, text)


@given(PATTERNS, TEXTS)
def test_find_agrees_with_its_definition(patterns: list[Pattern], text: str) -> None:
    assert Gazetteer(patterns).find(text) == brute_force(patterns, text)


@given(st.lists(st.sampled_from(["ab", "a b", "b a", "a.", "a. b", "'a", "a'b", "b", "A b"]), max_size=9), TEXTS)
def test_find_agrees_with_its_definition_on_names_that_overlap(surfaces: list[str], text: str) -> None:
    patterns = [Pattern(surface, f"e{n % 3}", n % 4 == 3) for n, surface in enumerate(surfaces)]
    assert Gazetteer(patterns).find(text) == brute_force(patterns, text)


@given(PATTERNS, st.lists(TEXTS, max_size=6))
def test_find_all_is_find_for_each(patterns: list[Pattern], texts: list[str]) -> None:
    gazetteer = Gazetteer(patterns)
    assert gazetteer.find_all(texts) == [gazetteer.find(text) for text in texts]
