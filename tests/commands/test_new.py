"""`reader new`: what it writes passes the checks, and it asks at a terminal only."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import reader
from build_tools.commands.shared import asking
from build_tools.core.errors import UsageError
from build_tools.sources.front_matter import parse_document

NOTES = "source_texts/articles/skerryvore/annotations"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, made by `reader init`."""
    folder = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a person sat there."""
    monkeypatch.setattr(asking, "on_terminal", lambda: True)


def run(project: Path, *arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(reader, ["--project", str(project), *arguments], input=answers)


def refusal(project: Path, *arguments: str) -> UsageError:
    """What a command says when it can't do what it was asked for."""
    result = run(project, *arguments)
    assert isinstance(result.exception, UsageError), result.output
    return result.exception


def keys_of(path: Path) -> dict[str, object]:
    return parse_document(path.name, path.read_bytes())[0].data


def test_an_entry_may_ask_for_the_case_of_its_name(project: Path) -> None:
    said = ["--kind", "organisation", "--gloss", "Of the UN.", "--text", "A body."]
    result = run(project, "new", "entity", "WHO", "--case", *said)
    assert result.exit_code == 0, result.output
    path = project / "source_texts/glossary/who.md"
    assert "name: {name: WHO, case: true}\n" in path.read_text("utf-8")
    assert keys_of(path)["name"] == {"name": "WHO", "case": True}


def test_a_note_said_in_options_is_whole_and_passes_the_checks(project: Path) -> None:
    said = ["--kind", "gloss", "--text", "That of 1838.", "--cite", "stevenson-1824", "--as-of", "1838"]
    said += ["--short", "It was the winter of 1838."]
    result = run(
        project, "new", "annotation", "skerryvore", "--quote", "the first winter", *said, "--contributor", "Ed"
    )
    assert result.exit_code == 0, result.output
    path = project / NOTES / "the-first-winter.md"
    keys = keys_of(path)
    assert keys.pop("created")
    assert keys == {
        "paragraph": 2,
        "exact": "the first winter",
        "kind": "gloss",
        "contributor": "Ed",
        "as_of": 1838,
        "cites": ["stevenson-1824"],
        "short": "It was the winter of 1838.",
    }
    assert path.read_text("utf-8").endswith("---\nThat of 1838.\n")
    assert run(project, "check").output == "No problems found.\n"


def test_a_note_without_text_is_begun(project: Path) -> None:
    result = run(project, "new", "annotation", "skerryvore", "--quote", "the first winter")
    assert "now write its text" in result.output
    assert "empty-text" in run(project, "check").output
    assert run(project, "new", "annotation", "skerryvore", "--quote", "the first winter").exit_code == 0
    assert (project / NOTES / "the-first-winter-2.md").is_file()


def test_words_that_stand_in_several_places_are_listed_in_context(project: Path) -> None:
    article = project / "source_texts/articles/skerryvore/article.md"
    article.write_text(article.read_text("utf-8") + "\nHeavy seas, heavy stones, heavy hearts.\n", "utf-8")
    error = refusal(project, "new", "annotation", "skerryvore", "--quote", "heavy", "--paragraph", "4")
    assert error.message.splitlines() == [
        "“heavy” occurs in 2 places:",
        "  1  ¶ 4: Heavy seas, [heavy] stones, heavy hearts.",
        "  2  ¶ 4: Heavy seas, heavy stones, [heavy] hearts.",
    ]
    chosen = ("--quote", "heavy", "--paragraph", "4", "--place", "1", "--text", "Of granite.")
    assert run(project, "new", "annotation", "skerryvore", *chosen).exit_code == 0
    assert keys_of(project / NOTES / "heavy.md")["prefix"] == "seas, "
    assert run(project, "check").exit_code == 0
    assert "has 2" in refusal(project, "new", "annotation", "skerryvore", *chosen[:4], "--place", "4").message


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("skerryvor", "--quote", "x"), "there is no article `skerryvor`", "did you mean `skerryvore`?"),
        (("skerryvore",), "--quote is missing", "at a terminal"),
        (("skerryvore", "--quote", "polished by the wafes"), "[polished by the waves]", "--place N"),
        (("skerryvore", "--quote", "quantum"), "isn't in the article", "copy the words"),
        (("skerryvore", "--quote", "rock", "--paragraph", "9"), "there is no paragraph 9", "the article has 3"),
        (("skerryvore", "--quote", "the first winter", "--cite", "stevenson-1842"), "no reference", "`stevenson-1824`"),
        (("skerryvore", "--quote", "the first winter", "--text", "<b>No</b>"), "HTML such as `<b>`", "Markdown"),
        (("skerryvore", "--quote", "the first winter", "--as-of", "soon"), "`soon` is no date", "EDTF"),
        (("skerryvore", "--quote", "the first winter", "--id", "A b"), "`A b` can't be an id", "--id"),
    ],
)
def test_a_note_that_cannot_be_made_is_refused_with_the_reason(
    project: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    before = sorted((project / NOTES).iterdir())
    error = refusal(project, "new", "annotation", *arguments)
    assert message in error.message
    assert hint in (error.hint or error.message)
    assert sorted((project / NOTES).iterdir()) == before


def test_words_of_a_heading_are_said_to_take_no_note(project: Path) -> None:
    article = project / "source_texts/articles/skerryvore/article.md"
    article.write_text(article.read_text("utf-8") + "\n## Quartz and mica\n\nThe end.\n", "utf-8")
    note = ("new", "annotation", "skerryvore", "--quote", "Quartz and mica")
    assert "are in a heading" in refusal(project, *note).message
    path = project / NOTES / "shape.md"
    path.write_text(re.sub("(?m)^exact: .*$", "exact: Quartz and mica", path.read_text("utf-8")), "utf-8")
    assert "isn't in paragraph 2; it is in a heading" in run(project, "check").output


def test_a_text_that_comes_by_a_pipe_is_laid_aside_whole(project: Path, tmp_path: Path) -> None:
    pipe, text = tmp_path / "pipe", "A restricted text.\n\nIn two paragraphs.\n"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(text, "utf-8"))
    writer.start()
    assert run(project, "new", "article", str(pipe), "--title", "By a pipe").exit_code == 0
    writer.join()
    folder = project / "source_texts/articles/by-a-pipe"
    assert (folder / "original.txt").read_text("utf-8") == text
    assert keys_of(folder / "article.md")["original"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "empty.txt").touch()
    assert "is empty" in refusal(project, "new", "article", str(tmp_path / "empty.txt"), "--title", "Empty").message


def test_an_id_made_from_a_name_has_a_length_that_a_disk_takes(project: Path) -> None:
    entity = ("new", "entity", "Llanfair" * 50, "--kind", "place", "--gloss", "A long name.", "--text", "Long.")
    assert run(project, *entity).exit_code == 0
    assert (project / "source_texts/glossary" / f"{('llanfair' * 50)[:80]}.md").is_file()


@pytest.mark.parametrize(
    "identifier", ["../evil", "../../../evil/out", "a/b", "/tmp/evil", "..", "A", "a.md", "a\n", ""]
)
@pytest.mark.parametrize(
    "command",
    [
        ("annotation", "skerryvore", "--quote", "the first winter"),
        ("article", "--title", "Evil"),
        ("entity", "Evil", "--kind", "place", "--gloss", "g", "--text", "t"),
        ("event", "Evil", "--date", "2015", "--text", "t"),
    ],
    ids=lambda command: command[0],
)
def test_an_id_that_would_name_a_file_elsewhere_is_refused(
    project: Path, command: tuple[str, ...], identifier: str
) -> None:
    before = sorted(project.parent.rglob("*"))
    error = refusal(project, "new", *command, "--id", identifier)
    assert error.message == f"`{identifier}` can't be an id"
    assert "small letters a–z, digits and hyphens" in error.hint
    assert sorted(project.parent.rglob("*")) == before


def test_where_there_is_no_article_the_hint_says_how_to_begin_one(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / "source_texts/articles")
    (tmp_path / "x.txt").write_text("Words.\n", "utf-8")
    for command in (
        ("new", "annotation", "x", "--quote", "y"),
        ("import", "original", "--as", "x", f"{tmp_path}/x.txt"),
    ):
        assert refusal(project, *command).hint == "there is none yet: start one with `reader new article`"


def test_authors_are_persons_institutions_or_plain_names(project: Path) -> None:
    given = [("--author", "Public, Jane Q."), ("--author", "King, M. L., Jr."), ("--author", "A. Writer")]
    given.append(("--institution", "Ministry of Ports, Leith"))
    options = [part for pair in given for part in pair]
    assert run(project, "new", "article", "--title", "Reef", "--rights", "CC0-1.0", *options).exit_code == 0
    assert keys_of(project / "source_texts/articles/reef/article.md")["author"] == [
        {"family": "Public", "given": "Jane Q."},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        "A. Writer",
        {"literal": "Ministry of Ports, Leith"},
    ]


@pytest.mark.usefixtures("terminal")
def test_authors_asked_for_are_separated_by_semicolons(project: Path) -> None:
    answers = "Reef\nCC0-1.0\nPublic, Jane Q.; A. Writer\n2016-21\n"
    assert run(project, "new", "article", answers=answers).exit_code == 0
    keys = keys_of(project / "source_texts/articles/reef/article.md")
    assert keys["author"] == [{"family": "Public", "given": "Jane Q."}, "A. Writer"]
    assert keys["published"] == "2016-21"


def test_words_of_two_paragraphs_are_refused(project: Path) -> None:
    text = (project / "source_texts/articles/skerryvore/article.md").read_text("utf-8").split("---\n")[2]
    first, second = text.strip().split("\n\n")[:2]
    for length in (20, 90):
        error = refusal(project, "new", "annotation", "skerryvore", "--quote", f"{first[-length:]} {second[:20]}")
        assert "run over the end of paragraph 1" in error.message


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_what_is_missing_is_asked_for(project: Path) -> None:
    answers = "polished by the wafes\n1\ncontext\nBy the swell.\nstevenson-1824\nEd\n"
    result = run(project, "new", "annotation", "skerryvore", answers=answers)
    assert result.exit_code == 0, result.output
    keys = keys_of(project / NOTES / "polished-by-the-waves.md")
    assert (keys["exact"], keys["cites"], keys["contributor"]) == ("polished by the waves", ["stevenson-1824"], "Ed")
    assert run(project, "check").exit_code == 0


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_enter_leaves_out_what_may_be_left_out(project: Path) -> None:
    result = run(project, "new", "entity", "Tiree", answers="place\nAn island.\n\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert keys_of(project / "source_texts/glossary/tiree.md") == {
        "name": "Tiree",
        "kind": "place",
        "gloss": "An island.",
    }


def test_an_entry_said_in_options_passes_the_checks(project: Path) -> None:
    said = ["--kind", "place", "--gloss", "An island: low, green.", "--alias", "Tiree", "--text", "West of Mull."]
    said += ["--same-as", "https://en.wikipedia.org/wiki/Tiree"]
    result = run(project, "new", "entity", "Tiree: the isle", *said, "--see-also", "skerryvore-lighthouse")
    assert result.exit_code == 0, result.output
    assert run(project, "check").output == "No problems found.\n"
    assert "already exists" in refusal(project, "new", "entity", "Tiree: the isle", *said).message
    assert "--kind is missing" in refusal(project, "new", "entity", "Mull").message
    assert "no id can be made" in refusal(project, "new", "entity", "…", *said).message


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("Хмеймим", "khmeymim"), ("حميميم", "hmymym"), ("東京", "dongjing"), ("Łódź", "lodz"), ("Æthelred", "aethelred")],
)
def test_an_id_loses_no_letters(project: Path, name: str, identifier: str) -> None:
    result = run(project, "new", "entity", name, "--kind", "place", "--gloss", "A town.", "--text", "A town.")
    assert result.exit_code == 0, result.output
    assert keys_of(project / f"source_texts/glossary/{identifier}.md")["name"] == name


@pytest.mark.parametrize(
    ("command", "reason", "proposed"),
    [
        (("entity", "NUL", "--kind", "place", "--gloss", "g"), "`nul` is the name of a device", "--id the-nul"),
        (("entity", "Index", "--kind", "place", "--gloss", "g"), "belongs to the page", "--id the-index"),
        (("entity", "X", "--id", "com7", "--kind", "place", "--gloss", "g"), "of a device", "--id the-com7"),
        (("event", "Con", "--date", "2015"), "`con` is the name of a device", "--id the-con"),
        (("article", "--title", "Aux"), "`aux` is the name of a device", "--id the-aux"),
        (("article", "--title", "Index"), "belongs to the page with the list", "--id the-index"),
        (("annotation", "skerryvore", "--quote", "winter", "--id", "lpt1", "--text", "t"), "device", "--id the-lpt1"),
        (("entity", "X", "--id", "Нефть", "--kind", "place", "--gloss", "g"), "can't be an id", "--id neft"),
    ],
)
def test_an_id_that_check_would_refuse_is_not_written(
    project: Path, command: tuple[str, ...], reason: str, proposed: str
) -> None:
    before = sorted(project.rglob("*"))
    error = refusal(project, "new", *command)
    assert reason in error.message
    assert proposed in error.hint
    assert sorted(project.rglob("*")) == before


def test_a_note_on_the_name_of_a_device_gets_another_id(project: Path) -> None:
    path = project / "source_texts/articles/skerryvore/article.md"
    path.write_text(path.read_text("utf-8") + "\nHe fell for the con.\n", "utf-8")
    result = run(project, "new", "annotation", "skerryvore", "--quote", "con", "--text", "A trick.")
    assert result.exit_code == 0, result.output
    assert (project / NOTES / "con-2.md").exists()


def test_an_entry_whose_name_another_has_is_told(project: Path) -> None:
    said = ["--kind", "person", "--gloss", "Another.", "--text", "Another.", "--id", "robert-the-other"]
    result = run(project, "new", "entity", "Robert  STEVENSON", *said)
    assert "`robert-stevenson` has this name too" in result.output


@pytest.mark.parametrize(
    ("passage", "message", "hint"),
    [
        ("article:skerryvor#p1", "there is no article `skerryvor`", "did you mean `skerryvore`?"),
        ("article:skerryvore#p999", "`skerryvore` has no paragraph 999: the last is 3", "in the margin"),
        ("article:skerryvore#note-shap", "`skerryvore` has no note `shap`", "did you mean `shape`?"),
        ("article:skerryvore#note-none", "`skerryvore` has no note `none`", f"its file in {NOTES}/"),
        ("skerryvore#p1", "can't be `skerryvore#p1`", "write `article:SLUG#p3`"),
    ],
)
def test_an_event_with_a_passage_that_is_not_there_is_refused(
    project: Path, passage: str, message: str, hint: str
) -> None:
    good = ("--passage", "article:skerryvore#p3", "--passage", "article:skerryvore#note-shape")
    error = refusal(project, "new", "event", "X", "--date", "2015", *good, "--passage", passage)
    assert message in error.message
    assert hint in (error.hint or error.message)
    assert not (project / "source_texts/events/x.md").exists()


def test_an_event_may_name_a_note_that_cannot_be_read(project: Path) -> None:
    (project / NOTES / "shape.md").write_text("---\nkind: [\n---\nText.\n", "utf-8")
    passages = ("--passage", "article:skerryvore#note-shape")
    assert run(project, "new", "event", "X", "--date", "2015", *passages).exit_code == 0


def test_an_article_begins_from_a_text_that_is_free(project: Path, tmp_path: Path) -> None:
    text = tmp_path / "muckle.txt"
    text.write_bytes(b"North of everything\r\n\r\nA rock_1 [sic].\r\n\r\n2. Waves.\r\n")
    result = run(project, "new", "article", str(text), "--rights", "CC0-1.0", "--author", "A. Writer")
    assert result.exit_code == 0, result.output
    path = project / "source_texts/articles/north-of-everything/article.md"
    assert keys_of(path) == {
        "title": "North of everything",
        "author": ["A. Writer"],
        "language": "en",
        "rights": "CC0-1.0",
        "edition": "original",
    }
    assert path.read_text("utf-8").endswith("---\nA rock\\_1 \\[sic].\n\n2\\. Waves.\n")
    assert run(project, "check").output == "No problems found.\n"


def test_markdown_is_taken_as_it_is(project: Path, tmp_path: Path) -> None:
    text = tmp_path / "muckle.md"
    text.write_text("---\nlayout: post\n---\n## Waves\n\n*Much* water.\n", "utf-8")
    said = ["--title", "North", "--rights", "CC0-1.0", "--id", "muckle-flugga"]
    assert run(project, "new", "article", str(text), *said).exit_code == 0
    path = project / "source_texts/articles/muckle-flugga/article.md"
    assert path.read_text("utf-8").endswith("---\n## Waves\n\n*Much* water.\n")


@pytest.mark.parametrize(
    "text", ["# My title\n\nText one.\n", "---\ntitle: My title\n---\nText one.\n", "My title\n\nText one.\n"]
)
def test_the_title_of_a_markdown_file_is_not_repeated_in_the_text(project: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "t.md").write_text(text, "utf-8")
    result = run(project, "new", "article", str(tmp_path / "t.md"), "--rights", "CC0-1.0")
    assert result.exit_code == 0, result.output
    path = project / "source_texts/articles/my-title/article.md"
    assert keys_of(path)["title"] == "My title"
    assert path.read_text("utf-8").endswith("---\nText one.\n")
    assert run(project, "check").output == "No problems found.\n"


def test_what_texts_here_cannot_hold_is_told_with_its_line(project: Path, tmp_path: Path) -> None:
    lines = {
        "| a | b |": "",
        "|---|:-:|": "a table",
        "| 1 | 2 |": "",
        "```": "a block of code",
        "- no - list": "",
        "``` ": "",
        "- one": "",
        "  - in one": "a list in a list",
        "- two": "",
        "See [the log][x] -- or not.": "",
        "[x]: https://example.org": "an address apart",
        "* * *": "a line across",
    }
    (tmp_path / "t.md").write_text(
        "# T\n\n" + "\n\n".join(["", *lines]).replace("\n\n|", "\n|").replace("\n\n  -", "\n  -"), "utf-8"
    )
    before = sorted(project.rglob("*"))
    said = refusal(project, "new", "article", str(tmp_path / "t.md"), "--rights", "CC0-1.0").message
    assert [what for what in lines.values() if what and what not in said] == []
    assert said.count("unsupported-markdown") == 6
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("chapter.xhtml", b'<?xml version="1.0"?><html xmlns="x"><body><p>A</p></body></html>', "XHTML"),
        ("page.html", b"<!DOCTYPE html><title>A</title><p>Words", "HTML"),
        ("page.txt", b"<div>\n<p>Words</p></div>", "HTML"),
        ("tei.xml", b'<?xml version="1.0"?><TEI><text><p>A</p></text></TEI>', "TEI XML"),
        ("letter.rtf", b"{\\rtf1\\ansi Words.}", "RTF"),
        ("paper.pdf", b"%PDF-1.7\n1 0 obj", "a PDF"),
        ("letter.docx", b"PK\x03\x04\x14\0[Content_Types].xml word/document.xml", "a Word document"),
        ("book.epub", b"PK\x03\x04\n\0mimetypeapplication/epub+zip", "an EPUB"),
    ],
)
def test_files_that_are_no_text_are_refused_by_what_they_are(
    project: Path, tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    given = tmp_path / name
    given.write_bytes(data)
    before = sorted(project.rglob("*"))
    for arguments in (
        ("new", "article", str(given), "--title", "T", "--rights", "CC0-1.0"),
        ("import", "original", str(given)),
    ):
        refused = refusal(project, *arguments)
        assert f"{given} is {what}" in refused.message
        assert "FILE" not in refused.hint
        assert refused.hint
    assert sorted(project.rglob("*")) == before


def test_headings_of_other_ranks_are_made_to_be_of_the_one_there_is_and_that_is_said(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "t.md").write_text("# T\n\n## A\n\nText.\n\n### B\n\nText.\n\n#### C\n\nText.\n", "utf-8")
    result = run(project, "new", "article", str(tmp_path / "t.md"), "--rights", "CC0-1.0")
    assert result.output.startswith("2 headings now begin with `## `")
    text = (project / "source_texts/articles/t/article.md").read_text("utf-8")
    assert text.endswith("---\n## A\n\nText.\n\n## B\n\nText.\n\n## C\n\nText.\n")
    assert run(project, "check").output == "No problems found.\n"


def test_what_cannot_be_used_of_a_file_is_told_whole_and_in_its_place(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.md").write_text("---\nx: 1\n---\n# T\n\nOne.\n\n### A <b>\n\nTwo ![x](https://x.org).\n", "utf-8")
    error = refusal(project, "new", "article", "t.md", "--rights", "none at all", "--author", "A. B")
    assert (error.message, error.hint) == (
        """source_texts/articles/t/article.md isn't written:
source_texts/articles/t/article.md:5:9: bad-value error: `rights` can't be `none at all`
    rights: none at all
            ^
  hint: write restricted, public-domain, or an SPDX id such as CC-BY-4.0

t.md:8:7: raw-html error: HTML such as `<b>` can't be used
    ### A <b>
          ^
  hint: use Markdown; to show a `<` itself, write `\\<`

t.md:10:6: bad-link error: pictures can't be shown
    Two ![x](https://x.org).
         ^
  hint: link to it in words: `[words](https://…)`; or write `\\!` to show it

3 errors""",
        "",
    )
    assert not (project / "source_texts/articles/t").exists()


def test_a_control_character_in_a_plain_text_is_told_in_its_place(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(b"T\r\n\r\nA page.\x0cAnother.\r\nA _bell_: \x07\r\n")
    error = refusal(project, "new", "article", str(path), "--rights", "CC0-1.0")
    assert f"\n{path}:4:11: control-character error: " in error.message
    assert error.message.endswith("\n1 error")


def test_front_matter_that_cannot_be_read_is_told_since_it_may_be_text(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text("---\nThe first part.\n\n---\nThe second.\n", "utf-8")
    error = refusal(project, "new", "article", str(path), "--rights", "CC0-1.0", "--title", "T")
    assert f"\n{path}:2:1: bad-yaml error: " in error.message


def test_a_restricted_text_stays_out_of_the_article(project: Path, tmp_path: Path) -> None:
    text = tmp_path / "closed.txt"
    text.write_text("Closed\n\nUnseen words.\n", "utf-8")
    result = run(project, "new", "article", str(text))
    assert result.exit_code == 0, result.output
    folder = project / "source_texts/articles/closed"
    assert (folder / "original.txt").read_bytes() == text.read_bytes()
    keys = keys_of(folder / "article.md")
    assert (keys["rights"], keys["edition"]) == ("restricted", "study")
    assert keys["original"] == {"sha256": hashlib.sha256(text.read_bytes()).hexdigest()}
    assert "Unseen" not in (folder / "article.md").read_text("utf-8")


def test_an_article_needs_a_title_and_a_readable_file(project: Path, tmp_path: Path) -> None:
    assert "--title is missing" in refusal(project, "new", "article").message
    assert "can't be read" in refusal(project, "new", "article", str(tmp_path / "none.txt")).message
    (tmp_path / "latin.txt").write_bytes(b"M\xf4le")
    assert "isn't text in UTF-8" in refusal(project, "new", "article", str(tmp_path / "latin.txt")).message
    assert run(project, "new", "article", "--title", "Bare").exit_code == 0
