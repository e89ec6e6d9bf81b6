"""The scripts of the form for a note beside the Python whose work they do again: fold, find, check, quote."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from build_tools.anchoring.exact import find_exact
from build_tools.anchoring.selectors import select
from build_tools.core.model import BlockKind
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.drafting import draft
from build_tools.sources.front_matter import parse_document
from build_tools.sources.schema import AnnotationFields
from build_tools.sources.schema_messages import validate
from build_tools.text.characters import control_characters, is_word_boundary, is_word_character
from build_tools.text.directions import find_direction_faults
from build_tools.text.fold import fold
from build_tools.text.ids import DEVICES
from build_tools.text.quotation import find_curls
from build_tools.text.tokens import is_part_of_token
from build_tools.text.words import count_short, count_words
from tests.support.paths import PACKAGE

SCRIPTS = PACKAGE / "theme" / "assets" / "js"


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A blank page with the form's scripts, but for the form itself; the concordance folds with the first of them."""
    page = browser.new_page()
    for name in (
        "shared/unspaced-writing.js",
        "shared/fold-table.js",
        "shared/fold-character.js",
        "shared/fold.js",
        "annotate/quote.js",
        "annotate/unsupported.js",
        "annotate/note-check.js",
        "annotate/note-style.js",
        "annotate/note-file.js",
    ):
        page.add_script_tag(path=SCRIPTS / name)
    yield page
    page.close()


def in_page(page: Page, function: str, argument: Any) -> Any:
    """What the function makes of the argument; both ways as one string, since Playwright takes 1 ms for each value."""
    return json.loads(page.evaluate(f"text => JSON.stringify(({function})(JSON.parse(text)))", json.dumps(argument)))


def test_every_character_folds_in_the_page_as_it_does_in_python(scripts: Page) -> None:
    folded = in_page(
        scripts,
        """() => {
            const all = [];
            for (let code = 0; code < 0x30000; code += 1) {
                if (code >= 0xd800 && code < 0xe000) continue;
                const character = String.fromCodePoint(code);
                const text = readerFold.fold([character]).text.join("");
                if (text !== character) all.push([code, text, /\\p{Mn}/u.test(character)]);
            }
            return all;
        }""",
        None,
    )
    in_browser = {code: text for code, text, _ in folded}
    marks = {code for code, _, mark in folded if mark}
    everything = map(chr, range(0x30000))  # what lies behind is Chinese, tags and private use
    assigned = [c for c in everything if c != "|" and unicodedata.category(c) not in {"Cn", "Cs"}]
    in_python = dict(zip(assigned, fold("|".join(assigned)).text.split("|"), strict=True))
    wrong = {
        f"U+{ord(character):04X}": (expected, in_browser.get(ord(character)))
        for character, expected in in_python.items()
        if expected != in_browser.get(ord(character), character)
        # or else browser and Python know different Unicodes
        and (unicodedata.category(character) == "Mn") == (ord(character) in marks)
    }
    assert wrong == {}


def test_every_character_is_of_a_word_in_the_page_as_it_is_in_python(scripts: Page) -> None:
    codes = [code for code in range(0x30000) if not 0xD800 <= code < 0xE000]
    within, assigned, ends = in_page(
        scripts,
        r"""codes => {
            const all = codes.map((code) => String.fromCodePoint(code));
            const ends = all.map((character) => readerFold.isBetweenWords("a", character));
            return [all.map(readerFold.isWordCharacter), all.map((character) => !/\p{Cn}/u.test(character)), ends];
        }""",
        codes,
    )
    differing = [
        f"U+{code:04X}"
        for code, end, known in zip(codes, ends, assigned, strict=True)
        if known and unicodedata.category(chr(code)) != "Cn" and end != is_word_boundary(f"a{chr(code)}", 1)
    ]
    assert differing == []
    wrong = [
        f"U+{code:04X}"
        for code, told, known in zip(codes, within, assigned, strict=True)
        if told != is_word_character(chr(code)) and known and unicodedata.category(chr(code)) != "Cn"
    ]
    assert wrong == []


PIECES = [
    *"aábcABß ",
    "ab",
    "’",
    "'",
    "“",
    '"',
    "-",
    "‑",
    "—",
    "–",
    "a−b",
    "ł",
    "Æ",
    "  ",
    "\u00a0",
    "\u0301",
    "ʿ",
    " ʿa",
    "ﬁ",
    "İ",
    "각",
    "🙂",
    "\n",
    "ـ",
    "रा",
    "म",
    "\u20dd",
    "軍",
    "の",
]


def texts(seed: int, count: int, longest: int) -> Iterator[str]:
    source = random.Random(seed)
    for _ in range(count):
        yield "".join(source.choice(PIECES) for _ in range(source.randint(0, longest)))


def test_quotes_are_found_in_the_page_where_python_finds_them(scripts: Page) -> None:
    source = random.Random(2)
    cases = []
    for text in texts(1, 3000, 24):
        start, end = sorted((source.randint(0, len(text)), source.randint(0, len(text))))
        exact = text[start:end] if source.random() < 0.8 else next(texts(source.randint(0, 99), 1, 3))
        exact = exact.swapcase() if source.random() < 0.3 else exact
        width = source.randint(0, 6)
        prefix = text[max(start - width, 0) : start] if source.random() < 0.5 else ""
        suffix = text[end : end + width] if source.random() < 0.5 else ""
        cases.append([text, exact, prefix, suffix])
    found = in_page(scripts, "cases => cases.map(c => readerQuote.findExact(...c.map(readerQuote.split)))", cases)
    expected = [[[a.start, a.end] for a in find_exact(*case)] for case in cases]
    assert sum(len(places) > 1 for places in expected) > 30
    assert [(c, f) for c, f, e in zip(cases, found, expected, strict=True) if f != e] == []


def test_a_token_goes_on_in_the_page_where_it_does_in_python(scripts: Page) -> None:
    source = random.Random(7)
    pieces = [
        *"aAbÉ1٣.·@,'’٬- \u00a0\u202f",
        "e\u0301",
        "\u00ad",
        "\u200b",
        "ـ",
        "軍",
        "ح",
        "ǅ",
        "ा",
        "U.S.",
        "𐐀",
        "𐐨",
        "\ufdd2",
    ]
    cases = []
    for _ in range(6000):
        text = "".join(source.choice(pieces) for _ in range(source.randint(1, 9)))
        start = source.randrange(len(text))
        cases.append([text, start, source.randint(start + 1, len(text))])
    found = in_page(
        scripts, "cases => cases.map(([t, i, j]) => readerFold.isPartOfToken(readerFold.split(t), i, j))", cases
    )
    expected = [is_part_of_token(*case) for case in cases]
    assert 600 < sum(expected) < 5400
    assert [(c, f) for c, f, e in zip(cases, found, expected, strict=True) if f != e] == []


def test_the_form_and_the_checks_know_the_same_devices(scripts: Page) -> None:
    names = [*DEVICES, *(f"{name}{end}" for name in DEVICES for end in ("", "0", "x")), "com0", "lpt", "index", "co"]
    assert in_page(scripts, "names => names.map(readerNoteFile.isDevice)", names) == [name in DEVICES for name in names]


def test_a_vowel_sign_ends_no_word(scripts: Page) -> None:
    case = ["रामायण और राम", "राम"]  # "Ramayana and Rama"
    found = in_page(scripts, "c => readerQuote.findExact(...c.map(readerFold.split))", case)
    assert found == [[a.start, a.end] for a in find_exact(*case)] == [[10, 13]]


def test_a_selector_made_in_the_page_names_its_words_and_no_others(scripts: Page) -> None:
    source = random.Random(4)
    words = ["the", "The", "lamp", "lamps", "lámp", "was", "lit", "it’s", "it's", "—", "al-Asad", "al Asad", "one,"]
    cases = []
    for _ in range(600):
        text = " ".join(source.choice(words) for _ in range(source.randint(1, 25)))
        start = source.randrange(len(text))
        cases.append([text, start, min(len(text), start + source.randint(1, 12))])
    litany = "Lord have mercy upon us. " * 40  # which so much context as is tried tells apart nowhere
    cases.append([litany, litany.index("mercy", 480), litany.index("mercy", 480) + 5])
    made = in_page(
        scripts,
        """cases => cases.map(([text, start, end]) => {
            const chars = readerQuote.split(text);
            const place = readerQuote.trim(chars, start, end);
            return [place, place[0] < place[1] ? readerQuote.select(chars, ...place) : null];
        })""",
        cases,
    )
    several = 0
    for (text, start, end), ((begin, stop), selector) in zip(cases, made, strict=True):
        if begin == stop:
            assert not text[start:end].strip()
            continue
        assert begin <= start + 1
        assert selector, text
        assert selector["exact"] == text[begin:stop]
        assert selector == asdict(select(text, begin, stop))
        found = find_exact(text, selector["exact"], selector["prefix"], selector["suffix"])
        assert [(a.start, a.end) for a in found] == [(begin, stop)]
        if len(find_exact(text, selector["exact"])) == 1:
            assert not selector["prefix"]
            assert not selector["suffix"]
        else:
            several += 1
    assert several > 100


MARKUP = (
    *(
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "> ",
        "\n",
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n7. ",
        "\n> ",
        "\n## ",
        "#",
        "\\",
        "*",
        "_",
        "**",
        "!",
    ),
    *("](https://a.b/c)", "](http://x)", "](javascript:alert(1))", "](data:x)", "](entity:abc)", "](article:x#p3)"),
    *("<b>", "</b>", "<!-- ", "<https://x.y>", "<script", "<ſcript>", "<a href='x'>", "&lt;", "](", "](<https://a b>)"),
    *(
        "a",
        "word",
        " ",
        "  ",
        "\t",
        "[^1]",
        "\\[^1]",
        "[^",
        "é",
        "\u00a0",
        "\ufeff",
        "٣. ",
        "١. ",
        "7) ",
        "\x07",
        "\u2028",
        "\ufffe",
        "🙂",
    ),
    *("| ", " |", "\n|---|", "\n---", "\n==", "  \n", "\\\n", "```", "~~~", "\n    ", "\n  - ", "\n\t", "[a][", "][]"),
    *("~", "~~", "==", "^", "^^", "`", "&nbsp;", "&", ";", "{.a", "}", "{: #", "a=", "https://", "www."),
    *("\u202e", "\u202b", "\u202c", "\u2067", "\u2069", "\u2066", "\u200b", "\u3164", "\n \n"),
    *("- [ ] ", "[@a"),
    *("]: ", "\n: ", " ##", "+--+", "\n* * *", "\n:::", "!!! a", "1", ")", ".md", '"', "'", "> - ", "2. "),
)


def test_a_body_that_the_page_takes_is_one_that_check_takes(scripts: Page) -> None:
    source = random.Random(5)
    bodies = ["".join(source.choice(MARKUP) for _ in range(source.randint(0, 12))) for _ in range(12000)]
    told: list[list[str]] = in_page(scripts, "bodies => bodies.map(readerNoteCheck.checkBody)", bodies)
    taken = [body for body, problems in zip(bodies, told, strict=True) if not problems]
    refused = [body for body, problems in zip(bodies, told, strict=True) if problems]
    assert len(taken) > 1000
    assert [body for body in taken if faults_of(body)] == []
    assert [body for body in refused if not faults_of(body)] == []


def faults_of(body: str) -> set[str]:
    blocks, problems = parse_blocks("note.md", body)
    codes = {problem.code for problem in problems}
    if not blocks:
        codes.add("empty-text")
    if any(block.kind is BlockKind.HEADING for block in blocks):
        codes.add("bad-heading")
    return codes


VALUES = (
    *(
        "plain words",
        "it’s",
        "Yes",
        "no",
        "null",
        "~",
        "12",
        "2015-09-30",
        "- x",
        "a: b",
        "a #b",
        "#",
        "'",
        '"',
        "\\",
        "\\n",
    ),
    *(
        "a\nb",
        "tab\there",
        " lead",
        "trail ",
        "[x]",
        "{y}",
        "&a",
        "*b",
        "!c",
        "%d",
        "@e",
        "`f",
        "|",
        ">",
        "?",
        ": ",
        "…",
    ),
    *(
        "حميميم",
        "🙂",
        "é\u0301",
        "\ufeffbom",
        "line\u2028para\u2029",
        "soft\u00adhyphen",
        "nbsp\u00a0",
        "flag\U0001f3f4\U000e0067\U000e0062\U000e007f",
        "---",
    ),
)


@pytest.mark.parametrize("value", VALUES)
def test_any_text_stands_in_the_file_as_it_was(scripts: Page, value: str) -> None:
    note = {
        **dict.fromkeys(("exact", "prefix", "suffix", "contributor", "short"), value),
        "paragraph": 3,
        "kind": "gloss",
        "created": "2026-11-25",
        "source": "",
        "body": "B.\r\n\r\nC.\n\n".replace("\r", ""),
        "cites": ["un-s-res-2254-2015", "1984", "no", "a:b"],
    }
    made: str = scripts.evaluate("note => readerNoteFile.make(note)", note)
    document, problems = parse_document("n.md", made.encode())
    fields, more = validate(AnnotationFields, document)
    assert [*problems, *more] == []
    assert fields
    assert (fields.exact, fields.prefix, fields.suffix) == (value, value, value)
    assert fields.short == " ".join(unicodedata.normalize("NFC", value).split())
    assert fields.contributor.name == " ".join(unicodedata.normalize("NFC", value).split())
    assert fields.cites == note["cites"]
    assert (fields.paragraph, fields.kind, fields.created) == (3, "gloss", "2026-11-25")
    assert document.body == "B.\n\nC.\n"
    assert made == draft("annotation", note, "B.\n\nC.\n")


def test_controls_are_told_in_the_page_as_in_python(scripts: Page) -> None:
    codes = [*range(0x3000), *range(0xF900, 0x10000), 0x1FFFE, 0x1F642, 0x10FFFF]
    told = in_page(scripts, "codes => codes.map(c => readerNoteCheck.hasControls(String.fromCodePoint(c)))", codes)
    assert told == [bool(control_characters(chr(code)) or find_direction_faults(chr(code))) for code in codes]


MARK_PIECES = [*"\"\"''‘’“”  \n.,()—-°", "s", "tis", "N", "90", "5", "é", "漢", "א", "𐌰"]


@pytest.mark.parametrize("marks", ["“”‘’", "„“‚‘", "””’’"])
def test_quotation_marks_are_the_same_in_the_page_and_in_python(scripts: Page, marks: str) -> None:
    source = random.Random(7)
    texts = ["".join(source.choices([*MARK_PIECES, *marks], k=source.randint(1, 25))) for _ in range(4000)]
    function = f"texts => texts.map(text => readerNoteStyle.findCurls(Array.from(text), {json.dumps(list(marks))}))"
    in_browser = [list(map(tuple, found)) for found in in_page(scripts, function, texts)]
    in_python = [find_curls(text, marks) for text in texts]
    assert [text for text, a, b in zip(texts, in_browser, in_python, strict=True) if a != b] == []
    assert sum(map(len, in_python)) > 4000


WORD_PIECES = [
    "one",
    "two ",
    " ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "2. ",
    "> ",
    "[",
    "](https://x.example/a_b)",
    "—",
    "漢字",
    "ไทย",
]


def test_words_of_a_note_are_counted_in_the_page_as_by_the_check(scripts: Page) -> None:
    source = random.Random(11)
    bodies = ["".join(source.choices([*WORD_PIECES, "*", "3"], k=source.randint(1, 15))) for _ in range(4000)]
    good = [body for body in bodies if not faults_of(body)]
    function = "bodies => bodies.map(body => readerNoteStyle.wordsOf(readerNoteCheck.textsOf(body)))"
    in_browser = in_page(scripts, function, good)
    in_python = [sum(count_words(block.text) for block in parse_blocks("note.md", body)[0]) for body in good]
    assert [(body, a, b) for body, a, b in zip(good, in_browser, in_python, strict=True) if a != b] == []
    assert len(good) > 1000
    short = in_page(scripts, "bodies => bodies.map(readerNoteStyle.countShort)", good)
    assert [(body, a, b) for body, a, b in zip(good, short, map(count_short, good), strict=True) if a != b] == []
