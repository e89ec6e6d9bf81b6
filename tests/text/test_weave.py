"""The weaver's contract: what Markdown makes of the line has exactly the text, each reference and each link once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.characters import control_characters
from build_tools.text.weave import Anchor, NoteRef, Wrap, attributes, isolate, link, link_name, plain_name_words, weave
from tests.support.markdown_project import to_soup

TITLE = 'q "x" <y> {z} \\ * _a_ `c` &amp; end'
# Each is something that Markdown, an extension or the weaver itself could read.
MARKUP = (
    "[^n0]", "](", "http://a.b", "{: #x }", "&amp;", "--8<--", "///", "///Footnotes Go Here///", "!!! ", "??? ",
    "    ", "<b>", "1. ", "2015) ", "<!--", "-->", "[x]: y", "[^1]: z", "***", "  ", "\u2028", "حم", "<script>",
    "</p>", "![", "``", "~~~", "[TOC]", "*[a]: b", ":smile:", "klzzwxh:0", "wzxhzdk:0", "\n", "\t", "\u00a0", "é",
    "&#42;", "\\", "::: ", "| a | b |", "==", "^^", "~~", "++", "# ", "> ", "- ", "+ ", ": ", "e\u0301",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(MARKUP), st.sampled_from(list("ab \\`*_[]<>&#|~^=+{}!:/-.)(1\"'$@%;,?xX")))
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.text(min_size=1, max_size=20)).filter(
    lambda text: not control_characters(text)
)


@st.composite
def woven(draw: st.DrawFn) -> tuple[str, list[Wrap], list[Anchor], list[Anchor], list[NoteRef]]:
    """(text, wraps, mention links that don't overlap, links that may, references)."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).map(sorted).filter(lambda span: span[0] < span[1])
    tags, classes = st.sampled_from(["em", "strong", "span"]), st.sampled_from(["", 'class="q"'])
    wraps = [Wrap(start, end, draw(tags), draw(classes)) for start, end in draw(st.lists(spans, max_size=4))]
    mentions: list[Anchor] = []
    for start, end in draw(st.lists(spans, max_size=5)):
        if all(end <= other.start or other.end <= start for other in mentions):
            title, names = draw(st.sampled_from(["", TITLE])), draw(st.sampled_from(["", "m", "m x"]))
            mentions.append(Anchor(start, end, f"m{len(mentions)}.md", title, names))
    links = [Anchor(start, end, "https://e.com/(x)_y_") for start, end in draw(st.lists(spans, max_size=2))]
    refs = [NoteRef(at, f"n{i}") for i, at in enumerate(draw(st.lists(offsets, max_size=4)))]
    return text, wraps, mentions, links, refs


@given(woven(), st.booleans())
def test_page_has_the_text_and_each_reference_and_link_once(
    case: tuple[str, list[Wrap], list[Anchor], list[Anchor], list[NoteRef]], numbered: bool
) -> None:
    text, wraps, mentions, links, refs = case
    line = weave(text, wraps, mentions + links, refs)
    assert "\n" not in line
    number = f"[9](#p9){attributes('n')}" if numbered else ""
    notes = "".join(f"[^{ref.id}]: note\n\n" for ref in refs)
    (paragraph,) = to_soup(f"{number}{line}\n{attributes('t', 'p9')}\n\n{notes}").find_all(id="p9")
    targets = [sup.a["href"] for sup in paragraph.find_all("sup")]
    assert sorted(targets) == sorted(f"#fn:{ref.id}" for ref in refs)
    for apparatus in (*paragraph.find_all("sup"), *paragraph.find_all("a", class_="n")):
        apparatus.decompose()
    assert paragraph.get_text() == text
    for mention in mentions:
        (anchor,) = (a for a in paragraph.find_all("a") if a["href"] == mention.href)
        assert anchor.get_text() == text[mention.start : mention.end]
        assert anchor.get("title", "") == mention.title
        assert anchor.get("class", []) == mention.classes.split()


@given(woven())
def test_slices_of_a_text_hold_its_parts(
    case: tuple[str, list[Wrap], list[Anchor], list[Anchor], list[NoteRef]],
) -> None:
    text, wraps, mentions, _, refs = case
    cuts = sorted({0, len(text) // 3, len(text) // 2, len(text)})
    notes = "".join(f"[^{ref.id}]: note\n\n" for ref in refs)
    lines = [
        weave(
            text, wraps, mentions, [r for r in refs if start < r.at <= end or r.at == start == 0], start=start, end=end
        )
        for start, end in pairwise(cuts)
    ]
    page = "\n\n".join(f"{line}\n{attributes(identifier=f's{i}')}" for i, line in enumerate(lines))
    soup = to_soup(f"{page}\n\n{notes}")
    parts = [soup.find(id=f"s{i}") for i in range(len(lines))]
    assert sum(len(part.find_all("sup")) for part in parts) == len(refs)
    for part, (start, end) in zip(parts, pairwise(cuts), strict=True):
        for sup in part.find_all("sup"):
            sup.decompose()
        assert part.get_text() == text[start:end]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain words, “quoted”; 5 % — done.", "plain words, “quoted”; 5 % — done."),
        ("2015. It began", "2015&#46; It began"),
        ("- no item", "&#45; no item"),
        ("a: b", "a: b"),
        ("12:30", "12&#58;30"),
        ("??? no box", "??&#63; no box"),
        ("*no* _em_", "&#42;no&#42; &#95;em&#95;"),
        ("two\nlines", "two&#10;lines"),
    ],
)
def test_escapes_only_what_could_be_read(text: str, line: str) -> None:
    assert weave(text) == line


def test_overlapping_wraps_are_split_and_links_stay_whole() -> None:
    line = weave("abcdef", [Wrap(0, 3, "em"), Wrap(2, 5, "strong")], [Anchor(1, 4, "x.md")])
    assert line == "<em>a</em>[<em>b<strong>c</strong></em><strong>d</strong>](x.md)<strong>e</strong>f"


@pytest.mark.parametrize("title", ["(/'onfocus='x'autofocus=')", "it’s 'so'", "a') b", '"(', "\\", "{: #x }", "']"])
def test_a_title_holds_whatever_text_it_is_given(title: str) -> None:
    (anchor,) = to_soup(f"a {link(title, 'x.md', title, 'm')} b").find_all("a")
    assert (anchor.get_text(), anchor["href"], anchor["title"], anchor["class"]) == (title, "x.md", title, ["m"])


def test_a_reference_inside_a_link_goes_behind_it() -> None:
    assert weave("abc", anchors=[Anchor(0, 3, "x.md")], refs=[NoteRef(2, "n")]) == "[abc](x.md)[^n]"


@pytest.mark.parametrize("span", [Wrap(0, 4, "em"), Wrap(-1, 2, "em"), Wrap(2, 1, "em")])
def test_a_span_outside_the_text_is_refused(span: Wrap) -> None:
    with pytest.raises(ValueError, match="doesn't lie in a text of 3"):
        weave("abc", [span])


@pytest.mark.parametrize(
    ("name", "isolated"),
    [
        *(("Robert Stevenson", False), ("Môle", False), ("Хмеймим", False), ("東京", False), ("S-400", True)),
        *(("حميميم", True), ("Base (حميميم)", True), ("Smith (UK)", True), ("x\u202bمم\u202c", True)),
    ],
)
def test_a_name_that_could_turn_what_is_around_it_is_isolated(name: str, isolated: bool) -> None:
    soup = to_soup(f"{link_name(name, 'a.md')}, {isolate(name)}")
    linked, person = soup.find("a"), soup.find_all("bdi")[-1]
    assert linked
    assert linked.get_text() == person.get_text() == name
    assert (linked.find("bdi") is not None) is isolated
    assert plain_name_words(name) == (f"\u2068{name}\u2069" if isolated else name)
