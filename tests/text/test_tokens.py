"""Names that are only a part of a longer token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.matching import Gazetteer, Pattern
from build_tools.text.tokens import is_part_of_token


def found(name: str, text: str) -> list[str]:
    return [text[m.start : m.end] for m in Gazetteer([Pattern(name, "e")]).find(text)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("U.S.", "The U.S.S.R. and the U.S.A."),
        ("U.S", "the U.S.S.R"),
        ("S.A.", "the U.S.A."),
        ("Vue", "Vue.js, vue.JS and Vue.component"),
        ("js", "Vue.js"),
        (".NET", "ASP.NET and ASP.Net"),
        (".NET", "ASP\u00ad.NET"),
        ("U.S.", "U.S.\u200bS.R."),
        ("1,000", "1,000,000 or 21,000"),
        ("1.000", "1.000.000"),
        ("1'000", "1’000’000"),
        ("١٬٠٠٠", "١٬٠٠٠٬٠٠٠"),
        ("1 000", "1\u202f000\u202f000 and 1\u00a0000\u00a0000"),
        ("2.0", "2.0.1"),
        ("Syria", "syria.com, www.syria, SYRIA.COM"),
        ("Assad", "assad@example.org, x@Assad"),
        ("Assad", "Assad.then and Assad.THE"),
        ("Paral", "Paral·lel"),
        ("НАТО", "www.нато.рф"),
        ("م", "ق.م."),
        ("C", "C++, C# and C++/C#; C++17"),
        ("Disney", "Disney+, (Disney+)"),
        ("Яндекс", "Яндекс+"),
    ],
)
def test_a_name_is_not_found_in_a_token_that_goes_on(name: str, text: str) -> None:
    assert found(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("U.S.", "in the U.S. The war, the U.S.", ["U.S.", "U.S."]),
        ("U.S.", "(U.S.) U.S.-led, U.S., U.S.’s, U.S.… U.S./U.K.", ["U.S."] * 6),
        ("U.S.", "the U.S.The war", ["U.S."]),
        ("Vue", "Vue. It. Vue, Vue…", ["Vue", "Vue", "Vue"]),
        (".NET", "in .NET, (.NET)", [".NET", ".NET"]),
        ("Vue.js", "Vue.js.", ["Vue.js"]),
        ("1,000", "1,000, 1,000. 1,000-strong", ["1,000"] * 3),
        (
            "Resolution 2254",
            "Resolution 2254 12 times, Resolution\u00a02254\u00a0of",
            ["Resolution 2254", "Resolution\u00a02254"],
        ),
        ("Assad", "Assad.Then Assad. B.Assad", ["Assad"] * 3),
        ("Assad", "Assad.E\u0301tienne", ["Assad"]),
        ("Assad", "Assad/Putin (Assad) #Assad @Assad", ["Assad"] * 4),
        ("Assad", "Assad’s Assad' Assad-led anti-Assad", ["Assad"] * 4),
        ("Assad", "Assad,Putin;Assad:Assad", ["Assad"] * 3),
        ("Assad", "Assad...and …Assad", ["Assad", "Assad"]),
        ("P5+1", "“P5+1” P5+1.", ["P5+1", "P5+1"]),
        ("Assad", "Assad+Putin, Assad + Putin", ["Assad", "Assad"]),
        ("C++", "C++, (C++)", ["C++", "C++"]),
        ("C#", "C#.", ["C#"]),
        ("C", "C, C/D and C", ["C", "C", "C"]),
        ("S-400", "S-400s S-400. S-400,", ["S-400", "S-400"]),
        ("حلب", "حلب.ثم من حلب.", ["حلب", "حلب"]),
        ("アレッポ", "アレッポ.町", ["アレッポ"]),
        ("Assad", "Assad.然后", ["Assad"]),
    ],
)
def test_a_name_is_found_where_a_sentence_or_a_word_ends(name: str, text: str, expected: list[str]) -> None:
    assert found(name, text) == expected


def test_a_shorter_name_is_found_where_the_longer_is_part_of_a_token() -> None:
    gazetteer = Gazetteer([Pattern("New York", "city"), Pattern("New York U.S.", "office"), Pattern("Alaska.js", "js")])
    assert [m.entity for m in gazetteer.find("New York U.S.S.R., Alaska.js")] == ["city", "js"]


LETTERS = st.text(st.sampled_from("abcdefgЖж1"), min_size=1, max_size=4)


@given(LETTERS, LETTERS, st.sampled_from(" -/()[]’'\";:!?—…+&"), st.sampled_from(" -/()[]’'\";:!?—…+&"))
def test_other_signs_join_nothing(name: str, other: str, before: str, after: str) -> None:
    text = f"{other}x{before}x{name}{after}x{other}"
    start = len(other) + 3
    assert not is_part_of_token(text, start, start + len(name))


@given(LETTERS, LETTERS)
def test_a_stop_before_a_small_letter_or_a_digit_joins(name: str, other: str) -> None:
    text = f"{name}.{other.lower()}"
    assert is_part_of_token(text, 0, len(name))
    assert is_part_of_token(text, len(name) + 1, len(text))
    assert not is_part_of_token(text, 0, len(text))
    assert not is_part_of_token(f"{name}. {other}", 0, len(name))
