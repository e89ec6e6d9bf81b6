"""A source file taken apart: its keys with their places, and its body. What is wrong with it: tests/checks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.sources import front_matter as frontmatter
from build_tools.sources.front_matter import decode, parse_document
from build_tools.text.likeness import did_you_mean
from tests.support.hangs import ends_soon


def parse(text):
    document, problems = parse_document("x.md", text if isinstance(text, bytes) else text.encode())
    assert not problems
    return document


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("words of text", "words of text"),
        ("'it''s'", "it's"),
        ('"a: b"', "a: b"),
        ("9", 9),
        ("-3", -3),
        ("0", 0),
        ("35.40", 35.4),
        ("-2.4", -2.4),
        ("true", True),
        ("No", False),
        ("", None),
        ("~", None),
        ("null", None),
        ('"9"', "9"),
        ("'true'", "true"),
        ("010", "010"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2016-12-22", "2016-12-22"),
        ("2016-12", "2016-12"),
        ("2015-09/..", "2015-09/.."),
        (".inf", ".inf"),
        (".", "."),
        ("9999999999999999999999", "9999999999999999999999"),
        ("[a, 1, [b]]", ["a", 1, ["b"]]),
        ("{a: b, c: {d: 1}}", {"a": "b", "c": {"d": 1}}),
        ("|\n  two\n  lines", "two\nlines\n"),
        (">\n  one\n  line", "one line\n"),
    ],
)
def test_a_value_is_read_as_a_number_only_where_it_plainly_is_one(written, value):
    read = parse(f"---\nkey: {written}\n---\n").data["key"]
    assert read == value
    assert type(read) is type(value)


def test_every_value_and_key_has_its_place():
    document = parse("---\ntitle: «Алеппо»\nlist:\n  - один\n  - {имя: x, lang: ru}\nlast: [a, b]\n---\nText.\n")
    assert document.place(("title",)) == ("x.md", 2, 8)
    assert document.place(("list", 0)) == ("x.md", 4, 5)
    assert document.place(("list", 1, "lang")) == ("x.md", 5, 20)
    assert document.place(("last", 1)) == ("x.md", 6, 11)
    assert document.key_place(("list", 1, "lang")) == ("x.md", 5, 14)


def test_a_place_that_is_not_in_the_file_is_that_of_what_would_hold_it():
    document = parse("---\nlist: [a]\n---\n")
    assert document.place(("list", 7, "name")) == ("x.md", 2, 7)
    assert document.place(("none",)) == ("x.md", 2, 1)
    assert document.key_place(("list", 7)) == ("x.md", 2, 7)
    assert parse("---\n---\n").place(("none",)) == ("x.md", 1, 1)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\nText.\n", "Text.\n", 4),
        ("---\n---\n\nText.", "\nText.", 3),
        ("---\na: b\n---", "", 3),
        ("---  \na: b\n--- \nText.\n---\nMore.", "Text.\n---\nMore.", 4),
        (b"\xef\xbb\xbf---\r\na: b\r\n---\r\nText.\r\n", "Text.\n", 4),
        (b"---\ra: b\r---\rText.", "Text.", 4),
    ],
)
def test_the_body_begins_after_the_second_line_of_hyphens(text, body, line):
    document = parse(text)
    assert (document.body, document.body_line) == (body, line)


def test_a_line_separator_does_not_shift_the_lines_below():
    document = parse("---\na: one\u2028two\nb: c\n---\n")
    assert document.data["a"] == "one two"
    assert document.place(("b",)) == ("x.md", 3, 4)


def test_text_that_is_no_utf_8_is_read_all_the_same():
    text, (problem,) = decode("x.md", b"one\r\nt\xc3\xa9w\xff\xfeo\n")
    assert text == "one\ntéw\ufffd\ufffdo\n"
    assert (problem.line, problem.column) == (2, 4)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("alias", "did you mean `aliases`?"),
        ("gloss", "did you mean `gloss`?"),
        ("colour", ""),
        ("", ""),
        ("x" * 9999, ""),
    ],
)
def test_a_word_near_a_known_one_is_taken_for_it(word, expected):
    assert did_you_mean(word, ["name", "aliases", "gloss"]) == expected


YAML = st.text(alphabet="abc:-[]{}'\"#&*!|>%@`,? \n\t\u2028é\U0001f3f0\x07", max_size=80)


@given(st.one_of(st.binary(), YAML.map(str.encode), YAML.map(lambda y: f"---\n{y}\n---\n{y}".encode())))
def test_any_bytes_make_a_document_with_places_inside_the_file(raw):
    document, problems = parse_document("x.md", raw)
    assert document.body.count("\n") <= len(document.lines)
    for line, column in [*document.marks.values(), *((p.line, p.column) for p in problems)]:
        assert 1 <= line <= len(document.lines)
        assert 1 <= column <= len(document.lines[line - 1]) + 1


@given(
    st.dictionaries(st.text("abcé", min_size=1), st.text("xyz عé\U0001f3f0", min_size=1).map(str.strip).filter(bool))
)
def test_quoted_values_are_found_where_they_are_marked(values):
    text = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    document = parse(f"---\n{text}---\n")
    for key, value in values.items():
        _, line, column = document.place((key,))
        assert document.lines[line - 1][column - 1 :] == f'"{value}"'
    assert document.data == values


WORD = st.text("abcdefnoyé0123456789.-_ '\"?:#,\u00a0", max_size=12)
ODD = ["true", "No", "null", "~", "0", "010", "-3", "1.0e-5", "2016-12", "2016-12-22", "1_000", "1:30", "a:b#p3", "x?"]
SCALAR = st.one_of(WORD, WORD.map(lambda w: f'"{w}"'), WORD.map(lambda w: f"'{w}'"), st.sampled_from(ODD))
PAIRS = st.lists(st.tuples(st.sampled_from(["a", "b", "C"]), SCALAR), max_size=2).map(
    lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
)
VALUE = st.one_of(
    SCALAR,
    PAIRS,
    st.lists(SCALAR, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    st.lists(st.tuples(st.sampled_from(["- ", "  - ", "-", " -  "]), st.one_of(SCALAR, PAIRS)), max_size=3).map(
        lambda items: "".join(f"\n{dash}{item}" for dash, item in items)
    ),
    st.lists(st.tuples(st.sampled_from(["  ", " "]), st.sampled_from("abC"), SCALAR), max_size=3).map(
        lambda pairs: "".join(f"\n{indent}{key}: {value}" for indent, key, value in pairs)
    ),
    WORD.map(lambda w: f"{w} # why"),
)
LINES = st.lists(
    st.builds("{}:{}{}{}".format, st.sampled_from(["a", "b_c", "D", "e-f"]), st.sampled_from([" ", "", "  "]), VALUE,
              st.sampled_from(["", " "])), max_size=4)  # fmt: skip


@settings(max_examples=max(500, settings().max_examples))
@given(LINES, st.sampled_from(["", "# head\n"]))
def test_keys_that_need_no_yaml_are_read_as_yaml_would_read_them(lines, head):
    text = "\n".join(lines)
    quick, problems = parse_document("x.md", f"---\n{head}{text}\n---\nBody".encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "read_plain_keys", lambda *_: None)
        whole, faults = parse_document("x.md", f"---\n{head}{text}\n---\nBody".encode())
    assert (quick.data, quick.marks, problems) == (whole.data, whole.marks, faults)


@pytest.mark.parametrize("unit", ["[", "{", "a: ", "- ", "? ", "&a ", "*a ", "'", '"', "!", "# ", "| "])
def test_the_cost_grows_with_the_length(unit):
    with ends_soon():
        parse_document("x.md", f"---\n{unit * 40_000}\n---\n".encode())
        parse_document("x.md", "\n".join(["---", *[f"a{unit}b: c"] * 10_000, "---"]).encode())
