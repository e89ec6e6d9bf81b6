"""The form by which a reader makes a note from words selected in a page, driven in a browser; and its scripts beside
the Python whose work they do again.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, Download, Locator, Page, expect

from build_tools.anchoring import find_exact
from build_tools.checks.footnote_mark import RULE as FOOTNOTE_MARK
from build_tools.checks.rule import make_context
from build_tools.cli import reader
from build_tools.frontmatter import parse_document
from build_tools.matching import Gazetteer
from build_tools.model import AnnotatedArticle, Article, BlockKind, Corpus, Edition, Source
from build_tools.parsing import parse_blocks
from build_tools.pipeline import read_corpus
from build_tools.render import Repository
from build_tools.schema import AnnotationFields, validate
from build_tools.text import control_characters, fold

ASSETS = Path(__file__).resolve().parent.parent / "build_tools" / "theme" / "assets"
ARTICLE = Path(__file__).resolve().parent / "note_form" / "article.md"
REPOSITORY = "https://github.com/example/lights"
NOTE = "source_texts/articles/everything/annotations/the-engineer.md"


# --- The scripts beside the Python ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A blank page with the form's scripts, but for the form itself."""
    page = browser.new_page()
    for name in ("quote.js", "note_check.js", "note_file.js"):
        page.add_script_tag(path=ASSETS / name)
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
            for (let code = 0; code < 0x110000; code += 1) {
                if (code >= 0xd800 && code < 0xe000) continue;
                const character = String.fromCodePoint(code);
                const text = readerQuote.fold([character]).text.join("");
                if (text !== character) all.push([code, text, /\\p{Mn}/u.test(character)]);
            }
            return all;
        }""",
        None,
    )
    in_browser = {code: text for code, text, _ in folded}
    marks = {code for code, _, mark in folded if mark}
    everything = map(chr, range(0x110000))
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


def test_a_selector_made_in_the_page_names_its_words_and_no_others(scripts: Page) -> None:
    source = random.Random(4)
    words = ["the", "The", "lamp", "lamps", "lámp", "was", "lit", "it’s", "it's", "—", "al-Asad", "al Asad", "one,"]
    cases = []
    for _ in range(600):
        text = " ".join(source.choice(words) for _ in range(source.randint(1, 25)))
        start = source.randrange(len(text))
        cases.append([text, start, min(len(text), start + source.randint(1, 12))])
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
        found = find_exact(text, selector["exact"], selector["prefix"], selector["suffix"])
        assert [(a.start, a.end) for a in found] == [(begin, stop)]
        if len(find_exact(text, selector["exact"])) == 1:
            assert not selector["prefix"]
            assert not selector["suffix"]
        else:
            several += 1
            assert len(selector["prefix"]) + len(selector["suffix"]) < len(text)
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
    *("a", "word", " ", "  ", "\t", "[^1]", "[^", "é", "\u00a0", "\ufeff", "٣. ", "\x07", "\u2028", "\ufffe", "🙂"),
)


def test_a_body_that_the_page_takes_is_one_that_check_takes(scripts: Page) -> None:
    source = random.Random(5)
    bodies = ["".join(source.choice(MARKUP) for _ in range(source.randint(0, 12))) for _ in range(6000)]
    told: list[list[str]] = in_page(scripts, "bodies => bodies.map(readerNoteCheck.checkBody)", bodies)
    taken = [body for body, problems in zip(bodies, told, strict=True) if not problems]
    refused = [body for body, problems in zip(bodies, told, strict=True) if problems]
    assert len(taken) > 1000
    assert [body for body in taken if faults_of(body)] == []
    # The other way round it may be stricter: `[^` alone is refused, since it may become a mark once more is typed.
    assert [body for body in refused if not faults_of(body) and "[^" not in body] == []


def faults_of(body: str) -> set[str]:
    blocks, problems = parse_blocks("note.md", body)
    codes = {problem.code for problem in problems}
    if not blocks:
        codes.add("empty-text")
    if any(block.kind is BlockKind.HEADING for block in blocks):
        codes.add("bad-heading")
    article = Article("a", "A", Source("note.md"), blocks=blocks)
    corpus = Corpus((AnnotatedArticle(article, Edition.STUDY, blocks),))
    context = make_context(corpus, Gazetteer([]), Path(), ())
    return codes | {problem.code for problem in FOOTNOTE_MARK.check(corpus, context)}


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
        "\U000e0001",
        "---",
    ),
)


@pytest.mark.parametrize("value", VALUES)
def test_any_text_stands_in_the_file_as_it_was(scripts: Page, value: str) -> None:
    note = {
        **dict.fromkeys(("exact", "prefix", "suffix", "contributor"), value),
        "paragraph": 3,
        "kind": "gloss",
        "created": "2026-11-25",
        "address": "",
        "body": "B.\r\n\r\nC.\n\n".replace("\r", ""),
        "cites": ["un-s-res-2254-2015", "1984", "no", "a:b"],
    }
    made: str = scripts.evaluate("note => readerNoteFile.make(note)", note)
    document, problems = parse_document("n.md", made.encode())
    fields, more = validate(AnnotationFields, document)
    assert [*problems, *more] == []
    assert fields
    assert (fields.exact, fields.prefix, fields.suffix) == (value, value, value)
    assert fields.contributor == " ".join(unicodedata.normalize("NFC", value).split())
    assert fields.cites == note["cites"]
    assert (fields.paragraph, fields.kind, fields.created) == (3, "gloss", "2026-11-25")
    assert document.body == "B.\n\nC.\n"


def test_controls_are_told_in_the_page_as_in_python(scripts: Page) -> None:
    codes = [*range(0x3000), *range(0xF900, 0x10000), 0x1FFFE, 0x1F642, 0x10FFFF]
    told = in_page(scripts, "codes => codes.map(c => readerNoteCheck.hasControls(String.fromCodePoint(c)))", codes)
    assert told == [bool(control_characters(chr(code))) for code in codes]


# --- The form ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with an article that has everything in it, and an address of its repository."""
    folder = tmp_path_factory.mktemp("form") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(folder)]).exit_code == 0
    note = folder / NOTE
    note.parent.mkdir(parents=True)
    shutil.copy(ARTICLE, note.parent.parent / "article.md")
    note.write_text(
        "---\nparagraph: 1\nexact: Robert Stevenson\nkind: context\ncontributor: A\ncreated: 2026-11-22\n---\nX.\n",
        "utf-8",
    )
    settings = folder / "mkdocs.yml"
    settings.write_text(f"repo_url: {REPOSITORY}\nedit_uri: edit/trunk/docs/\n" + settings.read_text("utf-8"), "utf-8")
    result = CliRunner().invoke(reader, ["--project", str(folder), "build", "--strict"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def everything(page: Page, project: Path) -> Page:
    """That article, opened from disk, with the network off but for the repository's address, which answers nothing."""
    page.context.route(re.compile("^https?:"), lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto((project / "site/articles/everything.html").as_uri())
    return page


SELECT = """([from, words, occurrence, to]) => {
    const charsOf = (id) => {
        const found = [];
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (!node.parentElement.closest(".n, sup")) for (let i = 0; i < node.length; i += 1) found.push([node, i]);
        }
        return found;
    };
    const chars = charsOf(from);
    const text = chars.map(([node, i]) => node.data[i]).join("");
    let at = -1;
    for (let n = 0; n < occurrence; n += 1) at = text.indexOf(words, at + 1);
    if (at < 0) throw new Error(`not there: ${words}`);
    const last = to ? charsOf(to)[4] : chars[at + words.length - 1];
    getSelection().setBaseAndExtent(...chars[at], last[0], last[1] + 1);
}"""


def select(page: Page, words: str, occurrence: int = 1, *, paragraph: str = "p1", to: str = "") -> None:
    page.evaluate(SELECT, [paragraph, words, occurrence, to])


def form(page: Page) -> Locator:
    return page.locator(".note-form")


def annotate(page: Page, words: str, occurrence: int = 1, *, paragraph: str = "p1") -> None:
    select(page, words, occurrence, paragraph=paragraph)
    page.get_by_role("button", name="Annotate").click()
    expect(form(page)).to_be_visible()


def fill(page: Page, **fields: str) -> None:
    labels = {
        "note": "Note",
        "name": "Your name",
        "source": "Source",
        "kind": "Kind",
        "file": "Its name",
        "words": "Words",
    }
    if "file" in fields:
        form(page).locator("details").evaluate("details => { details.open = true; }")
    for name, value in fields.items():
        field = form(page).get_by_label(re.compile(f"^{labels[name]}"))
        field.select_option(value) if name == "kind" else field.fill(value)


def download(page: Page) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    return waiting.value


SELECTIONS = [
    # id, paragraph, words as selected, which of them, the words the note is put on, and how the text before them ends
    ("over-a-name-and-its-note", "p1", "and Robert Stevenson went", 1, "and Robert Stevenson went", "anchor, "),
    ("a-name", "p1", "Robert Stevenson", 1, "Robert Stevenson", "and "),
    ("over-emphasis", "p1", "The Smeaton lay", 1, "The Smeaton lay", "1811. "),
    (
        "several-sentences",
        "p1",
        "was lit in 1811. The Smeaton lay at",
        1,
        "was lit in 1811. The Smeaton lay at",
        "lamp ",
    ),
    ("the-second-of-two", "p1", "lamp was lit", 2, "lamp was lit", "then the "),
    ("part-of-words", "p1", "amp bur", 1, "lamp burned", "and the "),
    ("curly-quotes", "p2", "“it’s done”", 2, "“it’s done”", "8d. — "),
    ("over-a-link", "p2", "record of the third winter agrees", 1, "record of the third winter agrees", "the "),
    ("marks-alone-differ", "p2", "Cafe society", 1, "Cafe society", "society, "),
    ("case-alone-differs", "p2", "CAFÉ SOCIETY", 1, "CAFÉ SOCIETY", "and "),
    ("in-a-list", "p3", "with emphasis in it", 1, "with emphasis in it", "list, "),
    ("a-name-in-a-list", "p3", "Bell Rock Lighthouse", 1, "Bell Rock Lighthouse", "the "),
    ("in-a-quotation", "p4", "mind the 🙂 sign", 1, "mind the 🙂 sign", "another: "),
    ("after-an-emoji", "p4", "sign <b>", 1, "sign <b>", "the "),
    ("a-sign-folding-drops", "p5", "ʿAlī", 2, "ʿAlī", "and "),
    (
        "signs-of-markup",
        "p5",
        "e_x *stars* [^1] `code` &amp; a : b # c",
        1,
        "e_x *stars* [^1] `code` &amp; a : b # c",
        "; ",
    ),
    ("signs-of-yaml", "p5", "Yes. True: 12. “Yes” - no", 1, "Yes. True: 12. “Yes” - no", "d. "),
    ("a-word-yes", "p5", "Yes", 1, "Yes", "d. "),
    ("words-over-and-over", "p6", "one two", 3, "one two", "one two one two "),
    ("all-of-it", "p6", "one two one two one two one two", 1, "one two one two one two one two", ""),
]


def test_what_the_form_makes_passes_check_as_it_stands(everything: Page, project: Path, tmp_path: Path) -> None:
    page, copy = everything, tmp_path / "copy"
    shutil.copytree(project, copy)
    for identifier, paragraph, words, occurrence, _, _ in SELECTIONS:
        annotate(page, words, occurrence, paragraph=paragraph)
        fill(page, note="A *note* with a [link](https://example.org/(x)).", name="Ann: O’Neil", file=identifier)
        made = download(page)
        assert made.suggested_filename == f"{identifier}.md"
        made.save_as(copy / NOTE.replace("the-engineer.md", made.suggested_filename))
        page.keyboard.press("Escape")
        expect(form(page)).to_be_hidden()
    result = CliRunner().invoke(reader, ["--project", str(copy), "check"])
    assert result.output == "No problems found.\n"
    article = next(a for a in read_corpus(copy).corpus.articles if a.slug == "everything")
    blocks = {block.number: block for block in article.blocks}
    placed = {note.annotation.id: note for note in article.notes}
    for identifier, paragraph, _, _, words, before in SELECTIONS:
        note = placed[identifier]
        block = blocks[note.block]
        assert f"p{block.paragraph}" == paragraph
        assert block.text[note.start : note.end] == words
        assert block.text[: note.start].endswith(before)


def test_a_selection_across_paragraphs_is_refused_with_a_reason(everything: Page) -> None:
    select(everything, "burned.", to="p2")
    everything.get_by_role("button", name="Annotate").click()
    expect(everything.locator(".said").filter(has_text="one paragraph; these reach from 1 to 2")).to_be_visible()
    expect(form(everything)).to_have_count(0)


def test_a_heading_is_not_offered_for_a_note(everything: Page) -> None:
    everything.evaluate("getSelection().selectAllChildren(document.querySelector('.text > h2'))")
    everything.wait_for_timeout(400)
    assert everything.evaluate("getSelection().toString()").strip() == "A heading"
    expect(everything.get_by_role("button", name="Annotate")).to_have_count(0)


def test_three_clicks_take_the_paragraph_and_nothing_of_the_next(everything: Page) -> None:
    everything.locator("#p1 em").click(click_count=3)
    everything.get_by_role("button", name="Annotate").click()
    words = everything.get_by_label("Words that the note speaks of")
    expect(words).to_have_value(re.compile("^The lamp .* lamp burned\\.$"))


def test_what_is_wrong_is_said_before_a_file_is_made(everything: Page) -> None:
    annotate(everything, "lay at anchor")
    faults = everything.get_by_role("alert").get_by_role("listitem")
    everything.get_by_role("button", name="Copy").click()
    expect(faults).to_have_text(["The note is empty.", "Say who wrote the note."])
    expect(everything.get_by_label("Note", exact=True)).to_be_focused()
    fill(everything, note="<b>No</b>", name="A", source="javascript:alert(1)", file="Bad Name")
    everything.get_by_role("button", name="Copy").click()
    expect(faults).to_have_count(3)
    fill(everything, note="Yes.", source="ftp://x.y", file="the-engineer")
    everything.get_by_role("button", name="Copy").click()
    expect(faults.first).to_contain_text("no address")
    expect(faults.last).to_contain_text("of this name already")


def test_the_sources_become_keys_or_a_link(everything: Page, project: Path) -> None:
    annotate(everything, "lay at anchor")
    fill(everything, note="N.", name="A", source="stevenson-1824, https://example.org/a_(b)?c=<d>")
    everything.get_by_role("button", name="Copy").click()
    expect(everything.get_by_role("alert")).to_contain_text("no address")
    fill(everything, source="stevenson-1824, https://example.org/a_(b)")
    everything.get_by_text("The finished file").click()
    shown = everything.locator(".note-form pre")
    expect(shown).to_contain_text("cites: [stevenson-1824]")
    expect(shown).to_contain_text("Source: [example.org](https://example.org/a_%28b%29).")


def test_the_file_is_proposed_on_github_with_name_and_text_filled_in(everything: Page) -> None:
    annotate(everything, "lamp was lit", 2)
    fill(everything, note="Größe & “more” #1", name="Ann")
    with everything.context.expect_page() as waiting:
        everything.get_by_role("button", name="Propose on GitHub").click()
    address = urlsplit(waiting.value.url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPOSITORY}/new/trunk/"
    query = parse_qs(address.query, strict_parsing=True)
    assert query["filename"] == ["source_texts/articles/everything/annotations/lamp-was-lit.md"]
    assert query["value"][0].startswith("---\nparagraph: 1\nexact: lamp was lit\nsuffix: once\n")
    assert query["value"][0].endswith("---\nGröße & “more” #1\n")


def test_a_note_too_long_for_an_address_is_offered_for_download(everything: Page) -> None:
    annotate(everything, "lay at anchor")
    fill(everything, note="ü" * 1500, name="Ann")
    everything.get_by_role("button", name="Propose on GitHub").click()
    expect(everything.locator(".note-form").get_by_role("status")).to_contain_text("too long")
    assert len(everything.context.pages) == 1
    assert download(everything).suggested_filename == "lay-at-anchor.md"


def test_without_a_repository_nothing_leads_there(page: Page, built_site: Path) -> None:
    page.goto((built_site / "articles/aleppo-2016.html").as_uri())
    annotate(page, "Smoke fills")
    expect(page.get_by_role("button", name="Download")).to_be_visible()
    expect(page.get_by_role("button", name="Propose on GitHub")).to_be_hidden()
    expect(page.get_by_text("Suggest a correction")).to_have_count(0)


def test_a_private_copy_offers_no_form_since_its_words_are_the_originals(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project, copy)
    (copy / "source_texts/articles/everything/original.txt").write_text("Other words.\n", "utf-8")
    CliRunner().invoke(reader, ["--project", str(copy), "build", "--originals"])
    private = (copy / ".private/site/articles/everything.html").read_text("utf-8")
    assert "Other words." in private
    assert "annotate.js" not in private
    assert "annotate.js" in (project / "site/articles/everything.html").read_text("utf-8")


def test_the_form_works_by_keyboard_and_escape_closes_it(everything: Page) -> None:
    keys = everything.keyboard
    everything.locator("#p6 .n").focus()
    keys.press("a")
    expect(everything.get_by_label("Words that the note speaks of")).to_be_focused()
    keys.type("TWO one")
    which = everything.get_by_label("They stand there more than once")
    expect(which).to_be_visible()
    keys.press("Tab")
    keys.press("ArrowDown")
    expect(which).to_have_value("1")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("A draft.")
    keys.press("Escape")
    expect(form(everything)).to_be_hidden()
    expect(everything.locator("#p6 .n")).to_be_focused()
    annotate(everything, "lay at anchor")
    expect(everything.get_by_label("Note", exact=True)).to_have_value("A draft.")
    keys.press("Escape")
    expect(everything.locator("#p1 .n")).to_be_focused()


def test_copying_gives_the_file(everything: Page) -> None:
    everything.context.grant_permissions(["clipboard-read", "clipboard-write"])
    annotate(everything, "lay at anchor")
    fill(everything, note="N.", name="Ann", kind="question")
    everything.get_by_role("button", name="Copy").click()
    expect(everything.locator(".note-form").get_by_role("status")).to_contain_text("annotations/lay-at-anchor.md")
    copied = everything.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r"---\nparagraph: 1\nexact: lay at anchor\nkind: question\ncontributor: Ann\n"
        r"created: \d{4}-\d\d-\d\d\n---\nN\.\n",
        copied,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_form_has_no_accessibility_fault(everything: Page, width: int, scheme: Any) -> None:
    everything.set_viewport_size({"width": width, "height": 800})
    everything.emulate_media(color_scheme=scheme)
    annotate(everything, "lay at anchor")
    everything.get_by_role("button", name="Copy").click()
    found = Axe().run(everything, context=".note-form", options={"resultTypes": ["violations"]})
    assert found.response["violations"] == []
    assert everything.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_notes_and_entries_and_articles_lead_to_their_files(project: Path) -> None:
    edit = f"{REPOSITORY}/edit/trunk/source%5Ftexts"
    article = (project / "site/articles/everything.html").read_text("utf-8")
    assert f'href="{edit}/articles/everything/article.md">Suggest a correction</a>' in article
    assert f'href="{edit}/articles/everything/annotations/the-engineer.md">Suggest a correction</a>' in article
    entity = (project / "site/glossary/robert-stevenson.html").read_text("utf-8")
    assert f'href="{edit}/glossary/robert-stevenson.md">Suggest a correction</a>' in entity


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "edit", "propose"),
    [
        ("https://github.com/o/r", "", "https://github.com/o/r/edit/main/a.md", "https://github.com/o/r/new/main/"),
        (
            "https://github.com/o/r/",
            "edit/trunk/docs/",
            "https://github.com/o/r/edit/trunk/a.md",
            "https://github.com/o/r/new/trunk/",
        ),
        (
            "https://github.com/o/r",
            "edit/a/b/docs",
            "https://github.com/o/r/edit/a/b/a.md",
            "https://github.com/o/r/new/a/b/",
        ),
        ("https://gitlab.com/o/r", "-/edit/main/docs/", "https://gitlab.com/o/r/-/edit/main/a.md", ""),
    ],
)
def test_where_a_file_is_edited(repo_url: str, edit_uri: str, edit: str, propose: str) -> None:
    repository = Repository.of(repo_url, edit_uri, "docs")
    assert repository
    assert (repository.edit_address("a.md"), repository.propose) == (edit, propose)


@pytest.mark.parametrize(
    ("repo_url", "edit_uri"), [("", ""), ("javascript:x", ""), ("https://h/o/r", "blob/main/docs/")]
)
def test_where_no_file_can_be_edited(repo_url: str, edit_uri: str) -> None:
    assert Repository.of(repo_url, edit_uri, "docs") is None
