"""What GitHub runs and asks: the workflows' rights and pins, the forms, and that the commands they name are there."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.changes.report import Item, Section, format_markdown, plain
from build_tools.cli import reader
from build_tools.core.kinds import BUILT_IN, ids_of
from tests.support.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(p for p in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml")


def load(path: Path) -> dict[str, Any]:
    """A workflow; its key `on` is a truth value to YAML 1.1."""
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in loaded.items()}


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    uses = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    for line in uses:
        assert re.fullmatch(r"\s*(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_no_workflow_has_more_rights_than_its_jobs_name(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert set(job["permissions"]) <= {"contents", "pages", "id-token", "actions", "pull-requests"}
        assert job["permissions"].get("contents", "read") == "read"
        assert job["timeout-minutes"] <= 30


def test_a_change_is_built_without_rights_and_published_from_main_alone() -> None:
    workflow = load(ROOT / ".github/workflows/check.yml")
    jobs = workflow["jobs"]
    assert jobs["texts"]["permissions"] == jobs["tool"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    checkouts = [s for s in steps_of(workflow) if s.get("uses", "").startswith("actions/checkout@")]
    assert [checkout["with"]["persist-credentials"] for checkout in checkouts] == [False, False]
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "tool"),
    [
        (["source_texts/glossary/aleppo.md", "docs/about.md"], "false"),
        (["source_texts/glossary/aleppo.md", "build_tools/cli.py"], "true"),
        (["mkdocs.yml"], "true"),
        (["source_texts.md"], "true"),
    ],
)
def test_a_change_of_texts_alone_needs_no_test_of_the_tool(tmp_path: Path, changed: list[str], tool: str) -> None:
    (step,) = (s for s in steps_of(load(ROOT / ".github/workflows/check.yml")) if s.get("id") == "changed")
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]

    def commit(content: str) -> str:
        for name in changed:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content)
        subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
        subprocess.run(["git", *identity, "commit", "-qm", "x"], cwd=tmp_path, check=True)
        asked = ["git", "rev-parse", "HEAD"]
        return subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    base = commit("1")
    commit("2")
    output = tmp_path / "output"
    for of_a_request in (base, ""):
        output.write_text("")
        subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=tmp_path,
            check=True,
            env={"BASE": of_a_request, "GITHUB_OUTPUT": str(output), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        )
        assert output.read_text() == f"tool={tool if of_a_request else 'true'}\n"


def test_what_comments_runs_nothing_that_a_change_brings() -> None:
    workflow = load(ROOT / ".github/workflows/comment.yml")
    assert [s["uses"] for s in steps_of(workflow) if "uses" in s] == []
    for step in steps_of(workflow):
        assert "${{" not in step["run"]  # values come as variables, so that none is read as a command
        assert not re.search(r"\b(?:git|make|pip|python3?|reader|source|eval)\b", step["run"])


HOSTILE = (
    "@all ![x](https://x.y/z) \udcff `$(touch ran)`\n"
    "<a href=https://evil.example>Approved by maintainers</a> <b>bold</b> <!-- <img src=x> owner/repo#1 &#42;\n"
    "[Approved](https://evil.example) www.evil.example\n### Heading (3)\n"
)


def write_comment(folder: Path, report: bytes | None) -> str | None:
    """What the workflow's step makes of a report; None where the step fails."""
    (write,) = (s for s in steps_of(load(ROOT / ".github/workflows/comment.yml")) if s["name"] == "Write the comment")
    (folder / "diff").mkdir()
    if report is not None:
        (folder / "diff/diff.md").write_bytes(report)
    done = subprocess.run(
        ["bash", "-e", "-c", write["run"]],
        cwd=folder,
        check=False,
        env={"MARK": "<!-- m -->", "SITE": "https://x.y/1", "PATH": "/usr/bin:/bin"},
    )
    return (folder / "comment.md").read_text("utf-8") if done.returncode == 0 else None


def test_a_comment_calls_nobody_links_nowhere_and_says_whose_it_is(tmp_path: Path) -> None:
    comment = write_comment(tmp_path, HOSTILE.encode("utf-8", "surrogateescape"))
    assert comment is not None
    head, whose, rest = comment.split("\n\n", 2)
    assert head == "<!-- m -->\n[The site of this change](https://x.y/1), as a ZIP file to be read offline."
    assert whose == "Made from the change's own files, and not checked by anybody:"
    first, second, third, heading, _ = rest.split("\n")
    assert first == "@\u200ball ! [x] (https:\u200b//x.y/z)  `&#36;(touch ran)`"
    assert set(re.findall(r"<[^>]*>?", second)) == {"<b>", "</b>"}
    assert "owner/repo#\u200b1 &#42;" in second
    assert third == "[Approved] (https:\u200b//evil.example) www\u200b.evil.example"
    assert heading == "### Heading (3)"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        *("&#64;somebody", "&#x40;somebody", "&commat;somebody", "&&#35;64;somebody", "&#0064;somebody"),
        *("#12", "- #12", "&#35;12", "owner/repo&num;1", "GH-12", "gh-12", "0123456789abcdef0123456789abcdef01234567"),
        *("[a]\n\n[a]: //evil.example", "[a][b]\n\n[b]:\n/owner/repo", "[^1]\n\n[^1]: x", "![a][b]\n\n[b]: /x.png"),
        *("https&#58;//evil.example", "http:&#47;/evil.example", "wWw.evil.example", "mailto:a@evil.example"),
        *(
            "$x$",
            "$`x`$",
            "```math\nx\n```",
            "````mermaid\nx",
            "~~~\nx",
            "<details>",
            "< b>",
            "<b onclick=x>",
            "\x1b[31m",
        ),
    ],
)
def test_nothing_in_a_comment_is_read_as_a_mention_a_link_or_a_block(tmp_path: Path, text: str) -> None:
    comment = write_comment(tmp_path, text.encode())
    assert comment is not None
    rest = comment.split("\n\n", 2)[2]
    shown = html.unescape(rest)  # GitHub looks for mentions in what a comment says, and entities are read by then
    assert not re.search(r"@\w|#\d|(?i:gh)-\d|[0-9a-f]{7}|://|(?i:www)\.", shown)
    assert not re.search(r"\](?:\(|:)|!\[|```|~~~|(?<!&#36;)\$|<(?!/?b>)|[\x00-\x08\x0b-\x1f]", rest)


def test_a_comment_shows_what_a_report_says(tmp_path: Path) -> None:
    """A report's own escapes are read; `#` and `:` are as good as theirs."""
    said = "A *b* & <c> `d` [e]: #f @g x/y 50% $5 ~h~ https://e.org {i} \\ j_k_l! 1+1=2 a|b ^"
    comment = write_comment(tmp_path, format_markdown([Section("A", (Item((plain(said),)),))]).encode())
    assert comment is not None
    assert re.sub("[\u200b\u2060]", "", html.unescape(comment)).endswith(f"### A\n\n- {said}")


@pytest.mark.parametrize("size", range(59_990, 60_010))
def test_a_comment_that_is_cut_inside_a_character_is_written(tmp_path: Path, size: int) -> None:
    assert write_comment(tmp_path, b"x" * (size % 4) + "𝄞".encode() * size) is not None


@pytest.mark.parametrize("report", [b"x" * 100_000, b"@" * 60_000, "é@".encode() * 40_000], ids=["x", "at", "é"])
def test_a_comment_is_cut_to_what_github_takes(tmp_path: Path, report: bytes) -> None:
    comment = write_comment(tmp_path, report)
    assert comment is not None
    assert len(comment) < 65_536


def test_without_a_report_there_is_no_comment(tmp_path: Path) -> None:
    assert write_comment(tmp_path, None) is None


def test_the_commands_named_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    places = [*WORKFLOWS, ROOT / ".pre-commit-config.yaml", ROOT / "CONTRIBUTING.md"]
    text = "\n".join(path.read_text("utf-8") for path in places)
    made, run = set(re.findall(r"\bmake ([a-z]+)\b", text)), set(re.findall(r"bin/reader ([a-z]+)", text))
    assert {"lint", "test", "site"} <= made
    assert {"check", "diff"} <= run
    assert made <= targets
    assert run <= set(reader.commands)


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.name)
def test_a_form_asks_what_it_says_it_asks(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(form)
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 1
    assert all("label" in field["attributes"] or field["type"] == "markdown" for field in form["body"])
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_the_form_for_a_note_knows_all_kinds() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/note.yml").read_text("utf-8"))
    (kinds,) = (field["attributes"]["options"] for field in form["body"] if field["type"] == "dropdown")
    assert kinds == ids_of(BUILT_IN.notes)
