"""`reader check`: each code on small projects of its own, the whole on texts that are broken at random.

Each folder of tests/checks/rules is named after a code and holds cases: the files of a project, which are put over
those of tests/support/base.yml, and the whole report that they must give. What is under `before:` was committed before
them. After a change `READER_GOLDEN=update make test ARGS=tests/checks` writes the reports again; then read them in the
diff.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.checks import RULES, Rule, find_problems, format_problems, summarise
from build_tools.core.problems import Problem, Severity, error, notice, warning
from build_tools.corpus.reading import read_corpus
from build_tools.sources.hand_written import read_hand_written
from build_tools.text.terminal import shown
from tests.support.git import commit
from tests.support.hangs import ends_soon
from tests.support.paths import BASE, ROOT

CASES = Path(__file__).resolve().parent / "rules"
FOUND_BY_OTHERS = {
    "edited-page": "found when pages are written: tests/site/test_docs_folder.py",
    "hand-written-page": "found when pages are written: tests/site/test_docs_folder.py",
}
"""Codes of problems that `reader check` can't find -> who does."""


MAKERS = {"error", "warning", "notice"}
"""The functions of core/problems.py that make a problem."""


def write_project(root, files):
    """Files as a case gives them: text, {hex: …} for bytes, {link: …} for a symbolic link, {pipe: true}, {head: …,
    repeat: …, times: …} for a long text, null for none; a folder's name ends with a slash.
    """
    for name, content in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        elif content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            match content:
                case {"link": target}:
                    path.symlink_to(target)
                case {"pipe": _}:
                    os.mkfifo(path)
                case {"hex": data}:
                    path.write_bytes(bytes.fromhex(data))
                case {"head": head, "repeat": part, "times": times}:
                    path.write_text(head + part * times, "utf-8")
                case text:
                    path.write_bytes(text.encode())


def check(root, rules=RULES):
    read = read_corpus(root)
    pages, faults = read_hand_written(root, root / "docs")
    return find_problems(read.corpus, read.gazetteer, root, [*read.problems, *faults], pages, rules=rules)


@lru_cache
def base_files():
    return yaml.safe_load(BASE.read_text("utf-8"))["files"]


def crash(_corpus, _context):
    yield error("found-before", ("source_texts/home.md", 0, 0), "what a rule found before it stopped is kept")
    raise ValueError("no such thing")


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.yml")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_project_gives_the_report_of_its_case(path, tmp_path):
    text = path.read_text("utf-8")
    case = yaml.safe_load(text)
    base = base_files() if case.get("base", True) else {}
    if "before" in case:
        write_project(tmp_path, base | case["before"])
        commit(tmp_path)
    write_project(tmp_path, (base if "before" not in case else {}) | case["files"])
    if case.get("git"):
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    rules = [Rule("crashing", Severity.ERROR, "stops", crash), *RULES] if case.get("crash") else RULES

    report = format_problems(check(tmp_path, rules), tmp_path) + "\n"

    if os.environ.get("READER_GOLDEN") == "update":
        lines = "".join(f"  {line}".rstrip() + "\n" for line in report.splitlines())
        path.write_text(text.partition("\nproblems:")[0] + f"\nproblems: |\n{lines}", "utf-8")
    else:
        assert report == case["problems"]
        assert (f": {path.parent.name} " in report) is not path.stem.startswith("fine-")


def codes_in(path):
    """(code, severity) of the problems that a module makes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"error", "warning", "notice"}
        ):
            code = node.args[0]
            assert isinstance(code, ast.Constant), f"{path}:{node.lineno}: write the code out, so that it can be found"
            yield code.value, node.func.id


def codes_of_package():
    return {code for path in (ROOT / "build_tools").rglob("*.py") for code, _ in codes_in(path)}


def test_every_code_has_its_cases():
    folders = {path.name for path in CASES.iterdir() if path.is_dir() and any(path.glob("*.yml"))}
    assert folders == codes_of_package() - set(FOUND_BY_OTHERS)


def test_every_code_is_explained_in_the_docs():
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    headings = re.findall(r"^### (.+)$", page, flags=re.MULTILINE)
    assert sorted(headings) == sorted(codes_of_package())


def test_every_rule_has_its_own_code():
    codes = [code for rule in RULES for code in rule.codes]
    assert len(codes) == len(set(codes))
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_every_file_of_a_rule_is_in_the_table_once_and_finds_what_its_row_says():
    files = {path.stem for path in (ROOT / "build_tools/checks/rules").glob("*.py")} - {"__init__"}
    assert sorted(files) == [rule.code.replace("-", "_") for rule in RULES]
    for rule in RULES:
        path = ROOT / f"{rule.check.__module__.replace('.', '/')}.py"
        assert path.stem == rule.code.replace("-", "_")
        assert dict(codes_in(path)) == {code: severity.value for code, severity in rule.codes.items()}
        assert rule.description[0].isupper()
        assert not rule.description.endswith(".")


PROBLEMS = [
    error("bad-yaml", ("a,b:c.md", 2, 3), "50% of\nit\x1b[31m", "say: why"),
    warning("stray-file", ("x.md", 0, 0), "nothing reads it"),
]
NOTICE = notice("note-length", ("x.md", 3, 1), "the note has 4 words")


def test_json_holds_every_field_in_ascii(tmp_path):
    assert json.loads(format_problems(PROBLEMS, tmp_path, "json")) == [
        {
            "path": "a,b:c.md",
            "line": 2,
            "column": 3,
            "code": "bad-yaml",
            "severity": "error",
            "message": "50% of\nit\x1b[31m",
            "hint": "say: why",
        },
        {
            "path": "x.md",
            "line": 0,
            "column": 0,
            "code": "stray-file",
            "severity": "warning",
            "message": "nothing reads it",
            "hint": "",
        },
    ]
    assert format_problems([PROBLEMS[0]], tmp_path, "json").replace("\n", "").isprintable()
    assert json.loads(format_problems([], tmp_path, "json")) == []


def test_github_commands_escape_what_would_end_them(tmp_path):
    assert format_problems(PROBLEMS, tmp_path, "github").splitlines() == [
        "::error file=a%2Cb%3Ac.md,line=2,col=3,title=bad-yaml::50%25 of it<U+001B>[31m%0Ahint: say: why",
        "::warning file=x.md,title=stray-file::nothing reads it",
    ]
    assert format_problems([NOTICE], tmp_path, "github").startswith(
        "::notice file=x.md,line=3,col=1,title=note-length::"
    )


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ("", "no problems"),
        ("e", "1 error"),
        ("w", "1 warning"),
        ("eeew", "3 errors, 1 warning"),
        ("ewwe", "2 errors, 2 warnings"),
        ("nwn", "1 warning, 2 notices"),
    ],
)
def test_the_summary_counts_errors_before_warnings(severities, expected):
    named = {"e": Severity.ERROR, "w": Severity.WARNING, "n": Severity.NOTICE}
    assert summarise([Problem("x", 1, 1, "c", named[s], "m") for s in severities]) == expected


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("kind: peson", 7, ["    kind: peson", "          ^"]),
        ("\tkind: x", 8, ["        kind: x", "              ^"]),
        ("東京: x", 5, ["    東京: x", "          ^"]),
        ("a\u0301b: x", 3, ["    a\u0301b: x", "     ^"]),
        ("a\x1bb: x", 3, ["    a<U+001B>b: x", "             ^"]),
        ("a\u202eb", 3, ["    a<U+202E>b", "             ^"]),
        ("short", 99, ["    short", "         ^"]),
        ("a line", 0, ["    a line"]),
        ("   ", 2, []),
    ],
)
def test_the_caret_stands_under_the_column(line, column, expected, tmp_path):
    (tmp_path / "x.md").write_text(f"first\n{line}\n", "utf-8")
    report = format_problems([error("c", ("x.md", 2, column), "m")], tmp_path)
    assert report.splitlines()[1:] == [*expected, "", "1 error"]


@pytest.mark.parametrize("column", [1, 49, 51, 60, 500, 901, 950, 1000, 1001])
def test_a_long_line_is_cut_around_the_column(column, tmp_path):
    line = "".join(f"{n:<5}" for n in range(200))
    (tmp_path / "x.md").write_text(line, "utf-8")
    _, source, caret, *_ = format_problems([error("c", ("x.md", 1, column), "m")], tmp_path).splitlines()
    assert len(source) <= 4 + 102
    at = caret.index("^")
    assert source[at : at + 1].strip() == line[column - 1 : column].strip()


def test_a_report_copes_with_files_that_are_gone(tmp_path):
    report = format_problems([error("c", ("gone.md", 3, 1), "m", "h"), error("c", ("\0", 3, 1), "m")], tmp_path)
    assert report == "gone.md:3:1: c error: m\n  hint: h\n\n<U+0000>:3:1: c error: m\n\n2 errors"


@given(st.text())
def test_nothing_shown_steers_a_terminal(text):
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown(text))


FILES = base_files() | {
    "source_texts/articles/fog/article.md": """---
title: "Fog: a study"
summary: What it hides.
author: [A. Writer]
published: "[1811..1824]"
url: https://example.org/fog
rights: restricted
edition: study
original:
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
  skip: [1]
  headings: [2]
  captions: [4]
mentions:
  - {exact: reef, entity: bell-rock, paragraph: 1}
  - {exact: Rock, entity: null}
---
## Fog

*Stevenson* saw the [reef](entity:bell-rock), and **then** fog.

A picture of the Rock.
""",
    "source_texts/corpus.yml": """# Of this corpus.
language: en
licence: {texts: CC0-1.0}
edition: {date: 2026-11, version: "1"}
order:
  - reef
  - part: Fog
    articles: [fog]
contributors:
  editors: {url: https://example.org/}
checks:
  note_words: {min: 2, max: 90}
  quotation_marks: [“, ”, ‘, ’]
  hosts: [example.org]
  at_least:
    annotations: 1
    mentions: 2
  each_article: {notes: 1, kinds: [dispute], paragraphs_with_notes: 50, links_to_others: 1}
  guides: {folder: docs/guides, words: {min: 1}, index: index.md}
""",
    "source_texts/articles/fog/original.txt": """READ THIS

Fog

The reef was hid from Stevenson by fog.

The Rock.
""",
    "source_texts/articles/fog/annotations/fog-reef.md": """---
paragraph: 1
exact: reef
prefix: "the "
suffix: ", and"
original: {exact: The reef was hid}
kind: dispute
contributor: editors
created: 2026-11-22
as_of: 1824~
confidence: low
---
> It [stood](article:reef#note-reef-low-water).

- A *list*,
- of two.
""",
    "source_texts/glossary/rock.md": """---
name: Rock
kind: person
aliases: [Stevenson, {name: صخرة, lang: ar}, {name: IR, case: true}]
gloss: A man.
coordinates: [56.4, -2.4]
dates: 1811/..
see_also: [bell-rock]
---
A man.
""",
}
SOURCES = sorted(FILES)
GARBAGE = st.one_of(
    st.text(),
    st.text(alphabet="-:[]{}'\"#&*!|>%@`,? \n\tab1", max_size=60),
    st.text(alphabet="[]()*_\\<>!#`~ \n\tabentity:article:#p1https://", max_size=60),
    st.sampled_from(
        ["---", "- ", "{" * 200, "[" * 200, "(" * 200, "*" * 200, "](" * 99, "\\", "\ufeff", "\u2028", "9" * 5000]
    ),
)


@st.composite
def broken(draw):
    """(path, bytes): a source file of the base project with something done to it."""
    name = draw(st.sampled_from(SOURCES))
    raw = bytearray(FILES[name].encode())
    lines = bytes(raw).split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(["flip", "drop", "double", "insert", "splice", "cut", "replace"])):
        case "flip":
            for _ in range(draw(st.integers(1, 4))):
                raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
            return name, bytes(raw)
        case "drop":
            del lines[at]
        case "double":
            lines.insert(draw(st.integers(0, len(lines))), lines[at])
        case "insert":
            lines.insert(at, draw(GARBAGE).encode("utf-8", "replace"))
        case "splice":
            column = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:column] + draw(GARBAGE).encode("utf-8", "replace") + lines[at][column:]
        case "cut":
            return name, bytes(raw[: draw(st.integers(0, len(raw)))])
        case "replace":
            return name, draw(st.one_of(st.binary(max_size=300), GARBAGE.map(lambda t: t.encode("utf-8", "replace"))))
    return name, b"\n".join(lines)


@settings(max_examples=max(300, settings().max_examples), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(broken(), broken())
def test_whatever_stands_in_the_files_they_are_read_and_left_alone(tmp_path_factory, first, second):
    root = tmp_path_factory.mktemp("broken")
    write_project(root, FILES)
    for name, raw in (first, second):
        (root / name).write_bytes(raw)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    with ends_soon():
        problems = check(root)
        reports = [format_problems(problems, root, style) for style in ("text", "json", "github")]

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    for problem in problems:
        assert problem.code != "rule-crashed", problem
        assert problem.path.startswith("source_texts/")
        if problem.line:
            lines = before[root / problem.path].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            assert 1 <= problem.line <= lines
            assert problem.column >= 1
    for report in reports:
        report.encode()


def test_no_program_of_the_project_s_git_settings_is_run(tmp_path):
    write_project(tmp_path, base_files() | {"source_texts/articles/reef/original.txt": "Rock.\n"})
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    program = tmp_path / "evil.sh"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", "utf-8")
    program.chmod(0o755)
    subprocess.run(["git", "-C", str(tmp_path), "config", "core.fsmonitor", str(program)], check=True)
    assert "exposed-original" in {problem.code for problem in check(tmp_path)}
    assert not (tmp_path / "ran").exists()
