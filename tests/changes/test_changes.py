"""`reader diff`: what a change does for readers, on small repositories of their own.

A case of tests/changes holds files before and after, each put over those of tests/support/base.yml (null: not there),
and the report as `text` and as `markdown`. `READER_GOLDEN=update` writes both anew.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import markdown
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from build_tools.changes.difference import follow, is_typographic, show_difference
from build_tools.changes.report import Item, Section, format_markdown, format_text, plain, strong
from build_tools.cli import reader
from build_tools.core.errors import UsageError
from build_tools.core.git import read_revision
from build_tools.core.model import Block, BlockKind
from build_tools.corpus.paragraphs import align, find_moved
from tests.support.paths import BASE

CASES = Path(__file__).resolve().parent


@lru_cache
def base_files():
    return yaml.safe_load(BASE.read_text("utf-8"))["files"]


def write_files(root, files):
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())


def git(root, *arguments):
    identity = ["-c", "user.name=Ed", "-c", "user.email=ed@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def commit(root, message="x"):
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


def make_repository(root, files):
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    write_files(root, {"mkdocs.yml": "site_name: X\n", **base_files(), **files})
    commit(root)


def run(project, *arguments):
    return CliRunner().invoke(reader, ["--project", str(project), "diff", *arguments])


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda p: p.stem)
def test_a_change_is_told_as_its_case_says(path, tmp_path):
    text = path.read_text("utf-8")
    case = yaml.safe_load(text)
    make_repository(tmp_path, case["before"])
    write_files(tmp_path, case["after"])

    reports = {}
    for style in ("text", "markdown"):
        result = run(tmp_path, "main", "--format", style)
        assert result.exit_code == 0, result.output
        reports[style] = re.sub(r"\([0-9a-f]{10}\)", "(COMMIT)", result.output)

    if os.environ.get("READER_GOLDEN") == "update":
        for style, report in reports.items():
            lines = "".join(f"  {line}".rstrip() + "\n" for line in report.splitlines())
            text = text.partition(f"\n{style}: |")[0].rstrip("\n") + f"\n{style}: |\n{lines}"
        path.write_text(text, "utf-8")
    else:
        assert reports == {style: case[style] for style in reports}


def test_the_work_tree_index_and_hooks_are_left_alone(tmp_path):
    make_repository(tmp_path, {})
    write_files(tmp_path, {"source_texts/home.md": "Staged.\n"})
    git(tmp_path, "add", "-A")
    write_files(tmp_path, {"source_texts/home.md": "Unsaved.\n", "source_texts/new.txt": "x"})
    before = (git(tmp_path, "status", "--porcelain"), (tmp_path / ".git/index").read_bytes())
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        path = tmp_path / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", "utf-8")
        path.chmod(0o755)
    assert run(tmp_path, "main").exit_code == 0
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / ".git/index").read_bytes() == before[1]
    assert git(tmp_path, "status", "--porcelain") == before[0]


def test_a_project_may_be_a_folder_of_its_repository_and_its_files_are_read_as_they_were_stored(tmp_path):
    project = tmp_path / "texts" / "corpus é"
    git(tmp_path, "init", "-q", "-b", "main")
    write_files(project, {"mkdocs.yml": "site_name: X\n", **base_files()})
    (tmp_path / ".gitattributes").write_text("*.md export-ignore filter=evil text eol=crlf\n", "utf-8")
    (project / "source_texts/glossary/link.md").symlink_to("bell-rock.md")
    commit(tmp_path)
    git(tmp_path, "config", "filter.evil.smudge", f"touch {tmp_path}/ran")

    revision = read_revision(project, "main", "source_texts", tmp_path / "out")

    found = {p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert {name: path.read_text("utf-8") for name, path in found.items()} == base_files()
    assert revision.files == len(base_files())
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["nowhere", "--help", "--output=/tmp/x", "main:source_texts", "", "HEAD~9"])
def test_what_is_no_commit_is_refused(tmp_path, name):
    make_repository(tmp_path, {})
    with pytest.raises(UsageError, match="git knows no commit"):
        read_revision(tmp_path, name, "source_texts", tmp_path / "out")


def test_outside_a_repository_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="is in no git repository"):
        read_revision(tmp_path, "main", "source_texts", tmp_path / "out")


def test_before_there_were_sources_everything_is_new(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    write_files(tmp_path, {"mkdocs.yml": "site_name: X\n", **base_files()})
    result = run(tmp_path, "main")
    assert "main has no source_texts/, so everything is new." in result.output
    assert "new: bell-rock Bell Rock" in result.output


@pytest.mark.parametrize("committed", [False, True])
def test_imported_originals_count_on_neither_side(committed, tmp_path):
    original = "source_texts/articles/reef/original.txt"
    make_repository(tmp_path, {".gitignore": "original.txt\n", **({original: "Old words.\n"} if committed else {})})
    write_files(tmp_path, {original: "One block, with a control character: \x07.\n"})
    result = run(tmp_path, "main")
    assert result.output.endswith("Problems: no problems before, no problems now.\n\nNothing.\n")


def blocks(*texts):
    return [Block(n, n, BlockKind.PARAGRAPH, text) for n, text in enumerate(texts, 1)]


LONG = "The men could stand there only at low water, for two hours, twice a day."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["a", "b"], ["a", "b"], [(1, 1), (2, 2)]),
        (["a", "b"], ["a", "x", "b"], [(1, 1), (None, 2), (2, 3)]),
        (["a", "x", "b"], ["a", "b"], [(1, 1), (2, None), (3, 2)]),
        (["a", LONG, "b"], ["a", LONG.replace("men", "masons"), "b"], [(1, 1), (2, 2), (3, 3)]),
        (["a", LONG], [LONG, "a"], [(2, 1), (1, 2)]),
        ([LONG], ["quite another thing", LONG.replace("men", "masons")], [(None, 1), (1, 2)]),
        ([], ["a"], [(None, 1)]),
        (["a"], [], [(1, None)]),
    ],
)
def test_blocks_are_paired_with_what_became_of_them(before, after, expected):
    pairs = align(blocks(*before), blocks(*after))
    assert [(b and b.number, a and a.number) for b, a in pairs] == expected


@given(st.lists(st.sampled_from(["a", "b", LONG, LONG[:40], ""])), st.lists(st.sampled_from(["a", LONG, LONG[9:], ""])))
def test_every_block_stands_in_one_pair(before, after):
    pairs = align(blocks(*before), blocks(*after))
    assert sorted(b.number for b, _ in pairs if b) == list(range(1, len(before) + 1))
    assert [a.number for _, a in pairs if a] == list(range(1, len(after) + 1))


@pytest.mark.parametrize(
    ("after", "expected"), [("abcd", ""), ("bcda", "a"), ("dabc", "d"), ("abd", ""), ("xbacd", "b"), ("acbd", "c")]
)
def test_blocks_that_stand_in_another_order_are_found(after, expected):
    assert find_moved(align(blocks(*"abcd"), blocks(*after))) == {"abcd".index(text) + 1 for text in expected}


def test_a_text_written_wholly_anew_is_paired_in_order():
    pairs = align(blocks(*(f"a{n}" for n in range(90))), blocks(*(f"b{n}" for n in range(60))))
    assert len(pairs) == 90
    assert sum(a is None for _, a in pairs) == 30


WORDS = " ".join(f"w{n}" for n in range(60))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the base at Hmeimim", "the base at Hmeimeem", ("the base at Hmeimim", "the base at Hmeimeem")),
        ("a", "a b", ("a", "a b")),
        (WORDS, WORDS.replace("w30 ", "x "), ("… w25 w26 w27 w28 w29 w30 w31 w32 w33 w34 w35 …", None)),
        (WORDS, WORDS.replace("w5 ", "").replace("w50 ", ""), ("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 … w45 w46", None)),
        (WORDS, "x " * 100, (None, "x x x")),
    ],
)
def test_a_difference_is_shown_with_a_few_words_around_it(before, after, expected):
    for shown, wanted in zip(show_difference(before, after), expected, strict=True):
        assert len(shown) < 250
        if wanted:
            assert shown.startswith(wanted)


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_texts_that_differ_in_words_are_shown_to_differ(before, after):
    if before.split() != after.split():
        assert len(set(show_difference(before, after))) == 2


def test_long_paragraphs_are_compared_as_short_ones_are():
    words = [f"w{i}" for i in range(2000)]
    before, after = " ".join(words), " ".join([*words[:1200], "one", "more", *words[1201:]])
    assert show_difference(before, after) == (
        "… w1195 w1196 w1197 w1198 w1199 w1200 w1201 w1202 w1203 w1204 w1205 …",
        "… w1195 w1196 w1197 w1198 w1199 one more w1201 w1202 w1203 w1204 w1205 …",
    )
    for word, became in (("w1200", "one more"), ("w1500", "w1500")):
        start, end = follow(before, after, before.index(word), before.index(word) + len(word))
        assert after[start:end] == became


def test_signs_alone_are_told_from_words():
    assert is_typographic("Syria's “army”", 'Syria’s "army"')
    assert not is_typographic("army", "armies")


@given(st.text("ab`*_[]()<>#@&!|~:/\n\\-+=.$1{}^"))
def test_what_a_source_holds_is_text_in_the_report_for_a_pull_request(text):
    section = Section("T", (Item((plain(text), strong(f"y{text}y"))),))
    rendered = markdown.markdown(format_markdown([section]))
    shown = re.sub("<[^>]*>", "", rendered.partition("<li>")[2])
    flat = text.replace("\n", " ")
    assert html.unescape(shown).replace("\u2060", "").strip() == f"{flat}y{flat}y".strip()
    assert not re.search(r"[@#]\w", html.unescape(rendered))


def test_a_comment_stays_as_short_as_it_must_be():
    items = tuple(Item((plain("word " * 80),)) for _ in range(200))
    report = format_markdown([Section("T", items)])
    assert 55_000 < len(report) < 61_000
    assert report.endswith("run `reader diff` to see it.")


def test_the_text_report_steers_no_terminal():
    assert "\x1b" not in format_text([Section("T", (Item((plain("a\x1b[31m"),)),))])
