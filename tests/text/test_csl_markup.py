"""The markup of CSL in titles: shown on pages, absent from plain text, and never a tag that anybody sees."""

from __future__ import annotations

import re

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.csl_markup import find_unpaired, plain, render

CASES = [
    ("Towers", "Towers", "Towers"),
    ("On <i>Hamlet</i>", "On Hamlet", "On <em>Hamlet</em>"),
    ("H<sub>2</sub>O, 10<sup>3</sup>", "H2O, 103", "H<sub>2</sub>O, 10<sup>3</sup>"),
    ("<b>Bold</b> and <B>BOLD</B>", "Bold and BOLD", "<b>Bold</b> and <b>BOLD</b>"),
    ('<span class="nocase">iPhone</span> use', "iPhone use", "iPhone use"),
    ("<span class='nocase'>La <i>Nef</i></span>", "La Nef", "La <em>Nef</em>"),
    (
        '<span style="font-variant:small-caps">ad</span> 79',
        "ad 79",
        '<span class="small-caps">ad</span> 79',
    ),
    ('<span style="font-variant: small-caps;">ad</span>', "ad", '<span class="small-caps">ad</span>'),
    ("<sc>ad</sc>", "ad", '<span class="small-caps">ad</span>'),
    ("<i>a <b>b</b> c</i>", "a b c", "<em>a <b>b</b> c</em>"),
    ("<i></i>", "", ""),
    ("a < b > c & d", "a < b > c & d", "a &#60; b &#62; c &#38; d"),
    ("*a* `b`", "*a* `b`", "&#42;a&#42; &#96;b&#96;"),
]
AS_TEXT = [
    ("<i>open", "<i>"),
    ("shut</i>", "</i>"),
    ("<i>a <b>b</i> c</b>", "<b>"),
    ('<span class="nocase">a', '<span class="nocase">'),
    ('<span onclick="x()">a', ""),
    ("<script>alert(1)</script>", ""),
    ("<scp>DNA</scp> <u>x</u> <br>", ""),
    ("<i onclick=x>", ""),
]


@pytest.mark.parametrize(("text", "words", "shown"), CASES)
def test_known_tags_are_emphasis_on_pages_and_absent_from_plain_text(text: str, words: str, shown: str) -> None:
    assert plain(text) == words
    assert render(text) == shown
    assert find_unpaired(text) == ""


@pytest.mark.parametrize(("text", "unpaired"), AS_TEXT)
def test_other_tags_and_those_without_a_partner_are_text(text: str, unpaired: str) -> None:
    assert find_unpaired(text) == unpaired
    html = BeautifulSoup(markdown.markdown("x " + render(text)), "html.parser")
    assert {tag.name for tag in html.find_all()} <= {"p", "em", "b"}
    assert html.get_text() == f"x {plain(text)}"
    if "i>" not in text:
        assert plain(text) == text


def test_a_title_that_is_a_link_keeps_its_emphasis() -> None:
    html = BeautifulSoup(markdown.markdown(render("On <i>H]am</i>", "https://x.org/a_b(c)")), "html.parser")
    assert html.a is not None
    assert html.a["href"] == "https://x.org/a%5Fb%28c%29"
    assert html.a.em is not None
    assert html.a.get_text() == "On H]am"


PIECES = st.sampled_from(
    [
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sub>",
        "</sub>",
        '<span class="nocase">',
        "</span>",
        "<sc>",
        "</sc>",
        "<br>",
        "a",
        " b*",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_the_tags_the_page_says_the_plain_text(text: str) -> None:
    html = BeautifulSoup(markdown.markdown("x" + render(text)), "html.parser")
    said = re.sub(r"\s+", " ", html.get_text()).strip()
    assert said == re.sub(r"\s+", " ", "x" + plain(text)).strip()
    if not find_unpaired(text):
        assert not re.search(r"</?(?:i|b|sub|sc)>|nocase", plain(text))
    for tag in html.find_all():
        assert tag.name in {"p", "em", "b", "sub", "span"}
