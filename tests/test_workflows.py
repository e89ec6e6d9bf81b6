"""What GitHub runs and asks: the workflows' rights and pins, the forms, and that the commands they name are there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.cli import reader
from build_tools.core.model import AnnotationKind

ROOT = Path(__file__).resolve().parent.parent
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
    assert jobs["check"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    (checkout,) = (s for s in steps_of(workflow) if s.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] is False
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text("utf-8")


def test_what_comments_runs_nothing_that_a_change_brings() -> None:
    workflow = load(ROOT / ".github/workflows/comment.yml")
    assert [s["uses"] for s in steps_of(workflow) if "uses" in s] == []
    for step in steps_of(workflow):
        assert "${{" not in step["run"]  # values come as variables, so that none is read as a command
        assert not re.search(r"\b(?:git|make|pip|python3?|reader|source|eval)\b", step["run"])


def test_a_comment_calls_nobody_and_is_cut(tmp_path: Path) -> None:
    (write,) = (s for s in steps_of(load(ROOT / ".github/workflows/comment.yml")) if s["name"] == "Write the comment")
    (tmp_path / "diff").mkdir()
    (tmp_path / "diff/diff.md").write_bytes(b"@all ![x](https://x.y/z) \xff `$(touch ran)`\n" + b"x" * 100_000)
    subprocess.run(
        ["bash", "-e", "-c", write["run"]],
        cwd=tmp_path,
        check=True,
        env={"MARK": "<!-- m -->", "PATH": "/usr/bin:/bin"},
    )
    comment = (tmp_path / "comment.md").read_text("utf-8")
    assert comment.startswith("<!-- m -->\n@\u200ball ! [x](https://x.y/z)  `$(touch ran)`\n")
    assert len(comment) < 65_536
    assert not (tmp_path / "ran").exists()


def test_the_commands_named_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    places = [*WORKFLOWS, ROOT / ".pre-commit-config.yaml", ROOT / "CONTRIBUTING.md"]
    text = "\n".join(path.read_text("utf-8") for path in places)
    made, run = set(re.findall(r"\bmake ([a-z]+)\b", text)), set(re.findall(r"bin/reader ([a-z]+)", text))
    assert {"lint", "test", "site"} <= made
    assert {"check", "diff"} <= run
    assert made - {"mends"} <= targets
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
    assert kinds == [kind.value for kind in AnnotationKind]
