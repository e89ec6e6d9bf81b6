"""The commands, run as a user runs them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from build_tools.cli import reader
from build_tools.core.errors import ProjectError, ReaderError, explain
from tests.support.git import commit
from tests.support.paths import READING_CORPUS, ROOT, SAMPLE

NOTE = "source_texts/articles/bell-rock/annotations/two-builders.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, made by `reader init`."""
    folder = tmp_path / "corpus"
    result = CliRunner().invoke(reader, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def run(project: Path, *arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(reader, ["--project", str(project), *arguments], input=text, catch_exceptions=True)


def run_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "READER_PROJECT"}
    command = [sys.executable, "-m", "build_tools", *arguments]
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)


def test_init_then_build_makes_a_working_site(project: Path) -> None:
    result = run_process("build", "--strict", cwd=project)
    assert result.returncode == 0, result.stdout + result.stderr
    page = (project / "site" / "articles" / "bell-rock.html").read_text("utf-8")
    assert "Robert Stevenson" in page
    assert (project / "site" / "glossary" / "robert-stevenson.html").is_file()
    assert "My Reader" in (project / "site" / "index.html").read_text("utf-8")


def test_init_fills_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    result = run_process("init", str(tmp_path), cwd=tmp_path)
    assert result.returncode == 2
    assert "isn't empty" in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_init_in_a_new_clone_works_and_overwrites_nothing(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    given = {"README.md": "# Mine\n", "LICENSE": "MIT\n", ".gitignore": "*.pyc\n/site/\n", ".github/x.yml": "a: b\n"}
    for name, text in given.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    result = run_process("init", ".", cwd=tmp_path)
    assert "There is now a sample corpus here. Next: reader build" in result.stdout
    assert result.returncode == 0, result.stderr
    assert {name: (tmp_path / name).read_text("utf-8") for name in given} == given
    assert "  /.private/\n" in result.stdout
    assert "  /site/\n" not in result.stdout
    assert run_process("check", cwd=tmp_path).stdout == "No problems found.\n"
    again = run_process("init", ".", cwd=tmp_path)
    assert again.returncode == 2
    assert "isn't empty: it has docs, mkdocs.yml, source_texts" in again.stderr


def test_diff_says_that_the_texts_were_a_submodule_or_a_link(project: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        own = ["-c", "user.name=A", "-c", "user.email=a@b", "-c", "protocol.file.allow=always"]
        subprocess.run(["git", "-C", str(project), *own, *arguments], check=True, capture_output=True)

    sources = project / "source_texts"
    sources.rename(tmp_path / "texts")
    subprocess.run(["git", "init", "-q", str(tmp_path / "texts")], check=True)
    git("init", "-q")
    sources.symlink_to("../texts")
    git("add", "source_texts")
    git("commit", "-qm", "a link")
    git("rm", "-q", "--cached", "source_texts")
    sources.unlink()
    shutil.copytree(tmp_path / "texts", sources)
    inside = ["git", "-C", str(sources), "-c", "user.name=A", "-c", "user.email=a@b"]
    subprocess.run([*inside, "add", "-A"], check=True)
    subprocess.run([*inside, "commit", "-qm", "texts"], check=True)
    git("add", "source_texts")
    git("commit", "-qm", "a submodule")
    for base, what in (("HEAD", "submodule"), ("HEAD~1", "symbolic link")):
        result = run_process("diff", base, cwd=project)
        assert result.returncode == 2, result.stdout
        assert f"source_texts is a {what} in {base}" in result.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp866", "cp932", "ascii", "utf-8"])
def test_letters_that_the_output_cannot_encode_stop_no_command(project: Path, encoding: str) -> None:
    entry = project / "source_texts/glossary/alan-stevenson.md"
    entry.write_text(entry.read_text("utf-8").replace("kind: person", "kind: حميميم"), "utf-8")
    home = project / "source_texts/home.md"
    home.write_text(home.read_text("utf-8") + "\nŁódź, 東京, Ð: 🙂 ~~gone~~\n", "utf-8")
    for arguments, code in ((("check",), 1), (("coverage",), 0), (("check", "--fix"), 1), (("diff", "HEAD"), 2)):
        environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "build_tools", *arguments]
        done = subprocess.run(command, cwd=project, capture_output=True, check=False, env=environment)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr
        if arguments == ("check",):
            assert b"bad-value error" in done.stdout
            assert done.stdout.rstrip().endswith(b"2 errors")


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(("command", "code"), [("check", 0), ("coverage", 0), ("diff HEAD", 2), ("export schema", 0)])
def test_a_closed_output_changes_no_exit_code(project: Path, closing: str, command: str, code: int) -> None:
    line = f"exec {shlex.quote(sys.executable)} -m build_tools {command} {closing}"
    done = subprocess.run(["sh", "-c", line], cwd=project, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == code


def test_no_private_site_is_made_where_git_would_take_it_in(project: Path) -> None:
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    ignored = (project / ".gitignore").read_text("utf-8")
    (project / ".gitignore").write_text(ignored.replace("/.private/\n", ""), "utf-8")
    result = run_process("build", "--originals", cwd=project)
    assert result.returncode == 2
    assert "git doesn't ignore .private/" in result.stderr
    assert not (project / ".private").exists()
    (project / ".gitignore").write_text(ignored, "utf-8")
    assert "there is no original here" in run_process("build", "--originals", cwd=project).stderr


def test_init_names_what_to_run_next_as_a_shell_takes_it(tmp_path: Path) -> None:
    folder = tmp_path / "my project é #1 & 100% 'q'"
    _, _, command = run_process("init", str(folder), cwd=tmp_path).stdout.partition("Next: ")
    assert shlex.split(command) == ["cd", str(folder), "&&", "reader", "build"]


@pytest.mark.parametrize("other", [SAMPLE, READING_CORPUS], ids=["sample", "reading corpus"])
def test_the_sample_and_the_corpus_of_tests_have_the_settings_of_this_project(other: Path) -> None:
    ours, theirs = ((folder / "mkdocs.yml").read_text("utf-8").splitlines() for folder in (ROOT, other))
    addresses = ("repo_url:", "site_url:", "# edit_uri:", "# repo_url:", "# site_url:", "# Both addresses")
    own = ("site_name:", "site_description:", "  - Guides:", "  /guides/", "  - Method:", "  - Contribute:", *addresses)
    assert [s for s in ours if not s.startswith(own)] == [s for s in theirs if not s.startswith(own)]


def test_outside_a_project_the_error_is_one_line_and_a_hint(tmp_path: Path) -> None:
    result = run_process("check", cwd=tmp_path)
    assert result.returncode == 2
    assert "there is no project here" in result.stderr
    assert "hint:" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("files", "missing"),
    [([], "mkdocs.yml"), (["mkdocs.yml"], "source_texts/"), (["source_texts/home.md"], "mkdocs.yml")],
)
def test_a_folder_that_is_named_and_is_no_project_is_refused(tmp_path: Path, files: list[str], missing: str) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("site_name: X\n", "utf-8")
    error = run(tmp_path, "check").exception
    assert isinstance(error, ProjectError)
    assert error.message == f"{tmp_path} isn't a project: it has no {missing}"


@pytest.mark.parametrize("setting", ["", "use_directory_urls: true"])
def test_a_project_whose_pages_would_not_open_from_disk_is_refused(project: Path, setting: str) -> None:
    path = project / "mkdocs.yml"
    path.write_text(
        re.sub("^use_directory_urls: false.*", setting, path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    result = run_process("build", "--strict", cwd=project)
    assert result.returncode == 2
    assert "doesn't say `use_directory_urls: false`" in result.stderr
    assert "opened from disk" in result.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("removed", "missing"),
    [
        ("  - footnotes\n", "footnotes"),
        ("  - attr_list\n  - footnotes\n  - md_in_html\n", "attr_list, footnotes, md_in_html"),
    ],
)
def test_a_project_without_the_extensions_that_pages_need_is_refused(project: Path, removed: str, missing: str) -> None:
    path = project / "mkdocs.yml"
    settings = path.read_text("utf-8")
    assert removed in settings
    path.write_text(settings.replace(removed, ""), "utf-8")
    result = run_process("build", cwd=project)
    assert result.returncode == 2
    assert f"needs: {missing}\n" in result.stderr
    path.write_text(settings.replace("  - attr_list\n  - footnotes\n  - md_in_html\n", "  - extra\n"), "utf-8")
    assert run_process("build", "--strict", cwd=project).returncode == 0


def test_wrong_usage_exits_with_2(project: Path) -> None:
    assert run(project, "build", "--jbos", "2").exit_code == 2
    assert run_process("check", "nowhere.md", cwd=project).returncode == 2


def test_a_page_that_cannot_be_written_is_told_with_its_path(project: Path) -> None:
    (project / "docs" / "glossary").write_text("a file where a folder is to be", "utf-8")
    result = run_process("build", cwd=project)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "docs/glossary/" in result.stderr
    assert ".md can't be read or written: " in result.stderr
    assert ".tmp" not in result.stderr


def test_check_finds_nothing_in_the_sample(project: Path) -> None:
    result = run(project, "check")
    assert (result.exit_code, result.output) == (0, "No problems found.\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: dispute", "knid: dispute", "4:1: bad-key error: the key `knid` is unknown"),
        ("exact: Robert Stevenson began", "exact: Robert Stephenson began", "3:8: orphan error:"),
        ("Whose tower", "<script>alert(1)</script> Whose tower", "10:1: raw-html error:"),
        ("cites: [stevenson-1824]", "cites: [stevenson-1842]", "8:9: unknown-reference error:"),
        ("article:skerryvore#p1", "article:skerryvore#p10", ":10:206: unknown-article error:"),
    ],
)
def test_a_slip_is_told_with_its_place_and_a_hint(project: Path, old: str, new: str, told: str) -> None:
    path = project / NOTE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    result = run(project, "check")
    assert result.exit_code == 1
    line = next(found for found in result.output.splitlines() if told in found)
    assert line.startswith(NOTE)
    assert "hint: " in result.output


def test_a_fault_in_one_key_hides_no_other_fault(project: Path) -> None:
    """And what is salvaged for the check isn't published."""
    note, article = project / NOTE, project / "source_texts/articles/skerryvore/article.md"
    text = note.read_text("utf-8").replace("kind: dispute", "kind: dispoot").replace("paragraph: 2", "paragraph: 99")
    note.write_text(text.replace("cites: [stevenson-1824]", "cites: [stevenson-1842]"), "utf-8")
    article.write_text(article.read_text("utf-8").replace("published: 2026-12~", "published: 28.11.1844"), "utf-8")
    result = run(project, "check")
    assert result.exit_code == 1
    found = [line.split(": ")[1] for line in result.output.splitlines() if line.startswith("source_texts/")]
    assert found == ["orphan error", "bad-value error", "unknown-reference error", "bad-value error"]
    assert run(project, "build", "--docs-only").exit_code == 1
    assert not (project / "docs/articles/skerryvore.md").exists()
    assert "two-builders" not in (project / "docs/articles/bell-rock.md").read_text("utf-8")
    before = note.read_bytes()
    run(project, "check", "--fix")
    assert note.read_bytes() == before


def test_a_misspelt_key_is_one_fault_and_its_value_is_checked_all_the_same(project: Path) -> None:
    note = project / NOTE
    text = note.read_text("utf-8").replace("paragraph: 2", "paragraf: 99").replace("cites: [", "cite: [no-such-book, ")
    note.write_text(text, "utf-8")
    found = [line.split(": ", 1)[1] for line in run(project, "check").output.splitlines() if line.startswith(NOTE)]
    assert found[0] == "bad-key error: the key `paragraf` is unknown"
    assert found[1].startswith("orphan error")
    assert found[2:] == [
        "bad-key error: the key `cite` is unknown",
        "unknown-reference error: no reference has the id `no-such-book`",
    ]
    before = note.read_bytes()
    run(project, "check", "--fix")
    assert note.read_bytes() == before


def test_check_of_one_path_shows_only_its_problems(project: Path) -> None:
    for path in (project / NOTE, project / "source_texts/glossary/alan-stevenson.md"):
        path.write_text(path.read_text("utf-8").replace("kind:", "knid:"), "utf-8")
    assert run(project, "check").output.count("bad-key") == 2
    assert run(project, "check", str(project / NOTE)).output.count("bad-key") == 1
    assert run(project, "check", str(project / "source_texts" / "glossary")).output.count("bad-key") == 1
    assert run(project, "check", str(project / "source_texts" / "references")).exit_code == 0


def test_check_as_json(project: Path) -> None:
    path = project / NOTE
    path.write_text(path.read_text("utf-8").replace("kind: dispute", "kind: dispoot"), "utf-8")
    (found,) = json.loads(run(project, "check", "--format", "json").output)
    assert (found["path"], found["line"], found["column"], found["code"]) == (NOTE, 4, 7, "bad-value")


@pytest.mark.parametrize(("workspace", "shown"), [("corpus", NOTE), (".", f"corpus/{NOTE}"), ("elsewhere", NOTE)])
def test_check_for_github_names_files_as_its_repository_does(
    project: Path, monkeypatch: pytest.MonkeyPatch, workspace: str, shown: str
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent / workspace))
    path = project / NOTE
    path.write_text(path.read_text("utf-8").replace("kind: dispute", "kind: dispoot"), "utf-8")
    result = run(project, "check", "--format", "github")
    assert result.output.startswith(f"::error file={shown},line=4,col=7,title=bad-value::")


def test_an_orphan_stands_at_its_paragraph_in_a_build_that_is_not_strict(project: Path) -> None:
    path = project / NOTE
    path.write_text(path.read_text("utf-8").replace("began to build", "ate"), "utf-8")
    result = run(project, "build", "--docs-only")
    assert result.exit_code == 1
    page = (project / "docs" / "articles" / "bell-rock.md").read_text("utf-8")
    assert "beside the tower.[^two-builders]" in page
    assert "are no longer in this paragraph" in page
    assert run(project, "build", "--strict", "--docs-only").exit_code == 1


def test_a_strict_build_that_fails_writes_nothing(project: Path) -> None:
    path = project / NOTE
    path.write_text(path.read_text("utf-8").replace("kind:", "knid:"), "utf-8")
    assert run(project, "build", "--strict", "--docs-only").exit_code == 1
    assert not (project / "docs" / "articles").exists()


def test_many_processes_make_the_same_pages(project: Path) -> None:
    assert run(project, "build", "--docs-only").exit_code == 0
    result = run_process("build", "--docs-only", "--jobs", "2", cwd=project)
    assert result.returncode == 0, result.stderr
    assert ": 0 written, 0 pruned" in result.stdout


def test_export_mentions_as_json_lines(project: Path) -> None:
    rows = [json.loads(line) for line in run(project, "export", "mentions").output.splitlines()]
    assert rows[1] == {
        "article": "bell-rock",
        "edition": "original",
        "block": 1,
        "paragraph": 1,
        "start": 151,
        "end": 160,
        "exact": "Bell Rock",
        "entity": "bell-rock-lighthouse",
    }


def test_new_event_passes_check_once_written(project: Path) -> None:
    event = (
        "new",
        "event",
        "The light is lit: 1844",
        "--entity",
        "alan-stevenson",
        "--passage",
        "article:skerryvore#p2",
    )
    assert run(project, *event, "--date", "winter").exit_code != 0
    result = run(project, *event, "--date", "1844-02-01")
    assert result.exit_code == 0, result.output
    path = project / "source_texts/events/the-light-is-lit-1844.md"
    path.write_text(path.read_text("utf-8") + "The light was shown.\n", "utf-8")
    result = run(project, "check")
    assert result.output == "No problems found.\n"


def test_import_recognises_by_checksum_by_likeness_and_by_name(project: Path, tmp_path: Path) -> None:
    import hashlib

    article = project / "source_texts/articles/skerryvore/article.md"
    text = article.read_text("utf-8").rpartition("---\n")[2]
    digest = hashlib.sha256(text.encode()).hexdigest()
    study = article.read_text("utf-8").replace("edition: original", f"edition: study\noriginal:\n  sha256: {digest}")
    article.write_text(study, "utf-8")
    given, other = tmp_path / "given.txt", tmp_path / "other.txt"
    given.write_text(text, "utf-8")
    other.write_text(text + "\n\nMore, about Atlantic waves and metres.\n", "utf-8")
    stranger = tmp_path / "stranger.txt"
    stranger.write_text("Nothing of the kind: cheese, bread, wine and Sunday mornings.", "utf-8")
    short = tmp_path / "short.txt"
    short.write_text("Skerryvore, Tiree", "utf-8")
    stored = article.with_name("original.txt")

    assert "recognised by its SHA-256" in run(project, "import", "original", str(given)).output
    assert stored.read_bytes() == given.read_bytes()
    refused = run_process("import", "original", str(other), cwd=project)
    assert "already has the recorded original" in refused.stderr
    stored.unlink()
    assert "recognised by likeness" in run(project, "import", "original", str(other)).output
    assert stored.read_bytes() == other.read_bytes()
    assert run(project, "import", "original", str(stranger)).exit_code == 1
    assert run(project, "import", "original", str(short)).exit_code == 1
    assert run(project, "import", "original", "--as", "skerryvore", str(stranger)).exit_code == 0
    assert stored.read_bytes() == stranger.read_bytes()
    assert run_process("import", "original", str(given), str(other), cwd=project).returncode == 2
    assert run(project, "import", "original", str(given)).exit_code == 0
    refused = run_process("import", "original", "--as", "skerryvore", str(stranger), cwd=project)
    assert "already has the recorded original" in refused.stderr
    stranger.write_text(" ", "utf-8")
    assert "is empty" in run_process("import", "original", "--as", "skerryvore", str(stranger), cwd=project).stderr
    assert stored.read_bytes() == given.read_bytes()


def test_originals_are_shown_in_the_private_build_only(project: Path) -> None:
    article = project / "source_texts/articles/skerryvore/article.md"
    study = article.read_text("utf-8").replace("edition: original", "edition: study").replace("CC0-1.0", "restricted")
    article.write_text(study, "utf-8")
    words = "An unseen sentence about gneiss.\n\nHere a curve hands the force of the sea down.\n\nAnd a third.\n"
    article.with_name("original.txt").write_text(words, "utf-8")
    assert run_process("build", "--originals", cwd=project).returncode == 0
    private = (project / ".private/docs/articles/skerryvore.md").read_text("utf-8")
    assert "unseen sentence" in private
    assert "[^shape]" in private
    assert "Private copy" in private
    pages = list((project / ".private/site").rglob("*.html"))
    assert [p for p in pages if '<p class="private"' not in p.read_text("utf-8")] == []
    assert {"index.html", "404.html", "about.html", "skerryvore.html"} <= {p.name for p in pages}
    assert run_process("build", "--docs-only", cwd=project).returncode == 0
    assert "unseen sentence" not in (project / "docs/articles/skerryvore.md").read_text("utf-8")
    rows = [json.loads(r) for r in run(project, "export", "mentions", "--originals").output.splitlines()]
    assert {r["edition"] for r in rows if r["article"] == "skerryvore"} <= {"original"}


def test_without_an_original_there_is_nothing_to_show_privately(project: Path) -> None:
    result = run_process("build", "--originals", cwd=project)
    assert result.returncode == 2
    assert "reader import original" in result.stderr
    assert not (project / ".private").exists()


@pytest.mark.integration  # they have the kinds that corpus.yml adds
def test_schemas_in_the_repository_are_those_of_the_models(tmp_path: Path) -> None:
    root = ROOT
    run(root, "export", "schema", str(tmp_path))
    for path in sorted(tmp_path.glob("*.json")):
        stored = root / "source_texts" / "schema" / path.name
        assert stored.read_text("utf-8") == path.read_text("utf-8"), "refresh with `reader export schema`"


def test_what_cannot_be_read_is_told_where_it_is_left_out(project: Path) -> None:
    assert run(project, "export", "record").exit_code == 0
    record = (project / "source_texts/corpus.yml").read_bytes()
    article = project / "source_texts/articles/bell-rock/article.md"
    article.write_text(article.read_text("utf-8").replace("title:", 'title: "'), "utf-8")
    refused = run_process("export", "record", cwd=project)
    assert refused.returncode == 2
    assert "source_texts/articles/bell-rock/article.md" in refused.stderr
    assert (project / "source_texts/corpus.yml").read_bytes() == record
    for command in (["export", "mentions"], ["coverage"]):
        told = run_process(*command, cwd=project)
        assert told.returncode == 0
        assert "bell-rock/article.md can't be read and is left out" in told.stderr


def test_every_page_of_a_section_is_reached_from_the_others(project: Path) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    nav = [{"Articles": "articles/index.md"}]
    nav.append({"Method": [{"How": "how.md"}, {"More": [{"Why": "why.md"}, {"Out": "https://example.org/"}]}]})
    settings.write_text(re.sub(r"(?m)^nav:\n(?:[ -].*\n)+", f"nav: {json.dumps(nav)}\n", text), "utf-8")
    for name, title in (("how", "How A < B > C"), ("why", "Why")):
        (project / f"docs/{name}.md").write_text(f"---\ntitle: {title}\n---\n\nText.\n", "utf-8")
    assert run(project, "build").exit_code == 0
    for name in ("how", "why"):
        page = BeautifulSoup((project / f"site/{name}.html").read_text("utf-8"), "html.parser")
        section = page.select("nav.section a")
        assert [link["href"] for link in section] == ["how.html", "why.html", "https://example.org/"]
        assert [link["href"] for link in section if link.get("aria-current")] == [f"{name}.html"]
        assert page.select_one("header [aria-current]").get_text() == "Method"
    shown = BeautifulSoup((project / "site/how.html").read_text("utf-8"), "html.parser")
    assert shown.title.get_text().startswith("How A < B > C · ")
    assert shown.h1.get_text() == "How A < B > C"


def test_an_original_that_git_would_take_is_told_of_whatever_git_called(project: Path, monkeypatch: Any) -> None:
    """As a hook does, of this repository or of one around it."""
    article = project / "source_texts/articles/skerryvore/article.md"
    study = article.read_text("utf-8").replace("edition: original", "edition: study").replace("CC0-1.0", "restricted")
    article.write_text(study, "utf-8")
    article.with_name("original.txt").write_text("An unseen sentence.\n", "utf-8")
    (project / ".gitignore").unlink(missing_ok=True)
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    monkeypatch.setenv("GIT_DIR", str(project.parent / "nowhere"))
    assert "exposed-original error" in run(project, "check").output


INTO_SOURCES = [("site_dir", "source_texts"), ("site_dir", "source_texts/articles"), ("docs_dir", "source_texts")]


@pytest.mark.parametrize(("key", "folder"), INTO_SOURCES)
def test_a_build_into_the_sources_is_refused(project: Path, key: str, folder: str) -> None:
    settings = project / "mkdocs.yml"
    kept = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(key)]
    settings.write_text("\n".join([*kept, f"{key}: {folder}", ""]), "utf-8")
    before = sorted(project.rglob("*"))
    refused = run_process("build", cwd=project)
    assert refused.returncode == 2
    assert "where the sources are" in refused.stderr
    assert sorted(project.rglob("*")) == before


def test_a_corpus_with_less_than_its_minimum_fails_until_that_is_written_again(project: Path) -> None:
    assert run(project, "export", "record").exit_code == 0
    assert run(project, "check").exit_code == 0
    (project / NOTE).unlink()
    assert "below-minimum error: there are fewer annotations than there must be" in run(project, "check").output
    assert run(project, "build", "--docs-only").exit_code == 1
    assert run(project, "build", "--docs-only", "--strict").exit_code == 1
    assert run(project, "export", "record").exit_code == 0
    assert run(project, "check").exit_code == 0


def test_what_an_editor_decides_stops_no_build(project: Path) -> None:
    settings = project / "source_texts/corpus.yml"
    settings.write_text("checks:\n  note_words: {min: 1000}\n", "utf-8")
    checked = run(project, "check")
    assert checked.exit_code == 0
    assert "note-length notice" in checked.output
    built = run(project, "build", "--docs-only", "--strict")
    assert built.exit_code == 0
    assert "note-length notice" in built.output


STEERING = ("\n::error::x", "a\r::error::x", "\x1b[31mx", "\u202ex", "\u2028::error::x", "\x0b::error::x")


@pytest.mark.parametrize(
    "command",
    [
        *(("check",), ("check", "--fix"), ("check", "--format", "github"), ("build", "--docs-only"), ("coverage",)),
        *(("export", "mentions"), ("export", "record"), ("diff", "HEAD"), ("diff", "HEAD", "--format", "markdown")),
        *(("new", "entity", "\x1b[31m::error::x"), ("new", "annotation", "bell-rock", "--quote", "\x1b[31mx")),
    ],
    ids=" ".join,
)
def test_no_name_or_value_steers_a_terminal_or_a_workflow(project: Path, command: tuple[str, ...]) -> None:
    commit(project)
    note = (project / NOTE).read_text("utf-8")
    for number, text in enumerate(STEERING):
        (project / f"source_texts/glossary/{text}.md").write_text("x", "utf-8")
        (project / f"docs/{text}.md").write_text(f"# x\n\n[a](n{text.strip()}.md)\n", "utf-8")
        quoted = json.dumps(text)
        (project / NOTE).with_name(f"n{number}.md").write_text(
            note.replace("exact: ", f"exact: {quoted} #").replace("kind: ", f"kind: {quoted} #"), "utf-8"
        )
    result = run(project, *command)
    said = f"{result.output}{explain(result.exception) if isinstance(result.exception, ReaderError) else ''}"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", said)
    assert not re.search(r"(?m)^\s*::(?!(?:error|warning|notice) (?:file|title)=)", said)
