"""The form by which a reader makes a note from words selected in a page, driven in a browser from disk."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Download, Locator, Page, expect

from build_tools.cli import reader
from build_tools.core.kinds import BUILT_IN, ids_of
from build_tools.corpus.reading import read_corpus
from build_tools.site.repository import Repository
from tests.support.axe import violations
from tests.support.paths import SAMPLE

ARTICLE = Path(__file__).resolve().parent / "note_form" / "article.md"
REPOSITORY = "https://github.com/example/lights"
NOTE = "source_texts/articles/everything/annotations/the-engineer.md"


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
        "short": "In short",
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


def test_the_form_offers_every_kind_of_note_in_the_order_of_the_table(everything: Page) -> None:
    annotate(everything, "lamp was lit", paragraph="p1")
    options = everything.get_by_label("Kind").locator("option")
    assert options.all_inner_texts() == [f"{kind.title}: {kind.meaning}" for kind in BUILT_IN.notes]
    values = options.evaluate_all("options => options.map(option => option.value)")
    assert values == ids_of(BUILT_IN.notes)


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


def test_a_form_that_cannot_be_loaded_is_told_of_and_asked_for_again(everything: Page) -> None:
    faults: list[str] = []
    everything.on("pageerror", lambda error: faults.append(str(error)))
    everything.route("**/note-check.js", lambda route: route.abort())
    select(everything, "lay at anchor")
    everything.get_by_role("button", name="Annotate").click()
    expect(everything.locator(".said").filter(has_text="can’t be loaded")).to_be_visible()
    everything.unroute("**/note-check.js")
    everything.keyboard.press("a")
    expect(form(everything)).to_be_visible()
    assert faults == []


def test_a_heading_is_not_offered_for_a_note(everything: Page) -> None:
    everything.evaluate("getSelection().selectAllChildren(document.querySelector('.text > h2'))")
    everything.wait_for_timeout(400)
    assert everything.evaluate("getSelection().toString()").strip() == "A heading"
    expect(everything.get_by_role("button", name="Annotate")).to_have_count(0)


def test_three_clicks_take_the_paragraph_and_nothing_of_the_next(everything: Page) -> None:
    everything.locator("#p1 em").click(click_count=3)
    everything.get_by_role("button", name="Annotate").click()
    words = everything.get_by_label("Words that the note is about")
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
    expect(faults.first).to_contain_text("isn’t an address")
    expect(faults.last).to_contain_text("already a note with this name")


def test_the_form_helps_with_what_the_corpus_asks_for(everything: Page) -> None:
    annotate(everything, "went")
    note = form(everything).get_by_label(re.compile("^Note"))
    note.press_sequentially("He said: \"It's *'so'* in the '90s\" [or](https://x.example/it's) 5'10\"")
    expect(note).to_have_value("He said: “It’s *‘so’* in the ’90s” [or](https://x.example/it's) 5'10\"")
    expect(form(everything)).to_contain_text("9 words; at most 200 are asked for here.")
    note.press("Control+Home")
    note.press_sequentially("'tis ")
    expect(note).to_have_value(re.compile("^’tis He said"))


def test_without_settings_the_form_counts_words_and_leaves_marks(page: Page, project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "source_texts", tmp_path / "source_texts")
    shutil.copy(project / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    (tmp_path / "source_texts/corpus.yml").unlink()
    assert CliRunner().invoke(reader, ["--project", str(tmp_path), "build"]).exit_code == 0
    page.goto((tmp_path / "site/articles/everything.html").as_uri())
    annotate(page, "went")
    note = form(page).get_by_label(re.compile("^Note"))
    note.press_sequentially('It\'s "so"')
    expect(note).to_have_value('It\'s "so"')
    expect(form(page)).to_contain_text("2 words. *emphasis*")


def test_a_note_may_be_named_like_a_field_of_the_form(everything: Page) -> None:
    annotate(everything, "lay at anchor")
    fill(everything, note="N.", name="Ann")
    for name in ("words", "which", "kind", "body", "source", "name", "id", "form-title"):
        fill(everything, file=name)
        assert download(everything).suggested_filename == f"{name}.md"
    ids = everything.locator(".note-form [id]").evaluate_all("all => all.map((element) => element.id)")
    assert [identifier for identifier in ids if identifier.startswith("note-")] == [], "those are the notes' own"


def test_the_sources_become_keys_or_a_link(everything: Page, project: Path) -> None:
    annotate(everything, "lay at anchor")
    fill(everything, note="N.", name="A", source="stevenson-1824, https://example.org/a_(b)?c=<d>")
    everything.get_by_role("button", name="Copy").click()
    expect(everything.get_by_role("alert")).to_contain_text("isn’t an address")
    fill(everything, source="stevenson-1824, https://example.org/a_(b)")
    everything.get_by_text("The finished file").click()
    shown = everything.locator(".note-form pre")
    expect(shown).to_contain_text("cites: [stevenson-1824]")
    expect(shown).to_contain_text("Source: [example.org](https://example.org/a_%28b%29).")


def test_what_is_said_in_short_becomes_a_key_with_the_right_marks(everything: Page) -> None:
    annotate(everything, "lay at anchor")
    fill(everything, note="N.", name="A", short='The ship lay "off the reef"')
    everything.get_by_role("button", name="Copy").click()
    expect(everything.get_by_role("alert")).to_contain_text("ends as a sentence does")
    fill(everything, short='  The ship lay  "off the reef". ')
    everything.get_by_text("The finished file").click()
    expect(everything.locator(".note-form pre")).to_contain_text('short: "The ship lay “off the reef”."')


def test_the_file_is_proposed_on_github_with_name_and_text_filled_in(everything: Page) -> None:
    annotate(everything, "lamp was lit", 2)
    fill(everything, note="Größe & “more” #1", name="Ann")
    with everything.context.expect_page() as waiting:
        everything.get_by_role("button", name="Propose on GitHub").click()
    address = urlsplit(waiting.value.url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPOSITORY}/new/trunk/"
    query = parse_qs(address.query, strict_parsing=True)
    assert query["filename"] == ["source_texts/articles/everything/annotations/lamp-was-lit.md"]
    assert query["value"][0].startswith('---\nparagraph: 1\nexact: lamp was lit\nsuffix: " once"\n')
    assert query["value"][0].endswith("---\nGröße & “more” #1\n")


def test_a_note_too_long_for_an_address_is_offered_for_download(everything: Page) -> None:
    opened: list[Page] = []
    everything.on("popup", lambda page: opened.append(page))  # noqa: PLW0108 (Playwright takes no built-in)
    annotate(everything, "lay at anchor")
    fill(everything, note="ü" * 1500, name="Ann")
    everything.get_by_role("button", name="Propose on GitHub").click()
    expect(everything.locator(".note-form").get_by_role("status")).to_contain_text("too long")
    assert opened == []
    assert download(everything).suggested_filename == "lay-at-anchor.md"


def test_without_a_repository_nothing_leads_there(page: Page, built_site: Path) -> None:
    page.goto((built_site / "articles/reef-2016.html").as_uri())
    annotate(page, "white water")
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
    assert "begin-note.js" not in private
    assert "begin-note.js" in (project / "site/articles/everything.html").read_text("utf-8")


def test_the_form_works_by_keyboard_and_escape_closes_it(everything: Page) -> None:
    keys = everything.keyboard
    everything.locator("#p6 .n").focus()
    keys.press("a")
    expect(everything.get_by_label("Words that the note is about")).to_be_focused()
    keys.type("TWO one")
    which = everything.get_by_label("These words occur more than once")
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


def test_a_draft_is_not_lost_without_a_question(everything: Page) -> None:
    asked: list[str] = []
    everything.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept())[0])
    annotate(everything, "lay at anchor")
    fill(everything, note="A draft.", name="Ann")
    everything.reload()
    assert asked == ["beforeunload"]
    annotate(everything, "lay at anchor")
    fill(everything, note="A draft.", name="Ann")
    download(everything)
    everything.reload()
    assert asked == ["beforeunload"]


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


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_form_has_no_accessibility_fault(everything: Page, width: int, scheme: Any) -> None:
    everything.set_viewport_size({"width": width, "height": 800})
    everything.emulate_media(color_scheme=scheme)
    annotate(everything, "lay at anchor")
    everything.get_by_role("button", name="Copy").click()
    assert violations(everything, ".note-form") == []
    assert everything.evaluate("document.documentElement.scrollWidth <= innerWidth")
    form(everything).locator("details").evaluate("details => { details.open = true; }")
    fields = form(everything).locator("input, select, textarea, button").filter(visible=True)
    assert [field.bounding_box() for field in fields.all() if (field.bounding_box() or {})["height"] < 24] == []


def test_notes_entries_articles_and_events_lead_to_their_files(project: Path) -> None:
    edit = f"{REPOSITORY}/edit/trunk/source%5Ftexts"
    article = (project / "site/articles/everything.html").read_text("utf-8")
    assert f'href="{edit}/articles/everything/article.md">Suggest a correction</a>' in article
    assert f'href="{edit}/articles/everything/annotations/the-engineer.md">Suggest a correction</a>' in article
    entity = (project / "site/glossary/robert-stevenson.html").read_text("utf-8")
    assert f'href="{edit}/glossary/robert-stevenson.md">Suggest a correction</a>' in entity
    timeline = (project / "site/timeline.html").read_text("utf-8")
    assert f'href="{edit}/events/bell-rock-light-shown.md">Suggest a correction</a>' in timeline


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
