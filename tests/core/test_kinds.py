"""The tables of kinds, and that nothing has a list of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from build_tools.core.kinds import BUILT_IN, EntityKind, Kind, NoteKind, ids_of
from build_tools.core.manifest import generated_pages
from build_tools.sources.value_types import ID_PATTERN
from tests.support.paths import PACKAGE, ROOT

GUIDE = ROOT / "docs" / "contributing.md"
SORTS = {"note": BUILT_IN.notes, "entry": BUILT_IN.entities}
TABLE_HEADS = {"note": "| Kind of note | What it says |", "entry": "| Kind of entry | What it is about |"}
LISTS = {
    PACKAGE / "core" / "kinds.py": "the table",
    GUIDE: "compared below",
    ROOT / ".github" / "ISSUE_TEMPLATE" / "note.yml": "compared in tests/test_workflows.py",
}
"""Files that may list kinds -> why they can't differ from the table."""


@pytest.mark.parametrize("sort", SORTS)
def test_a_row_is_complete(sort: str) -> None:
    kinds = SORTS[sort]
    assert len(set(ids_of(kinds))) == len(kinds)
    for kind in kinds:
        assert re.fullmatch(ID_PATTERN, kind.id)
        assert all(text == text.strip() != "" for text in (kind.label, kind.plural, kind.meaning))
        assert kind.meaning[0].islower(), kind
        assert not kind.meaning.endswith("."), kind


def test_a_kind_is_found_by_its_id() -> None:
    assert [BUILT_IN.note(kind.id) for kind in BUILT_IN.notes] == list(BUILT_IN.notes)
    assert [BUILT_IN.entity(kind.id) for kind in BUILT_IN.entities] == list(BUILT_IN.entities)
    with pytest.raises(KeyError):
        BUILT_IN.note(BUILT_IN.entities[0].id)


def test_kinds_are_added_after_the_others_or_take_the_place_of_one() -> None:
    reading = NoteKind("reading", "reading", "readings", "what another copy has")
    remark = NoteKind("gloss", "word", "words", "what a word means")
    more = BUILT_IN.extended([reading, remark], [EntityKind("ship", "ship", "ships", "a vessel")])
    assert ids_of(more.notes) == [*ids_of(BUILT_IN.notes), "reading"]
    assert (more.note("gloss"), more.note("reading")) == (remark, reading)
    assert ids_of(more.entities) == [*ids_of(BUILT_IN.entities), "ship"]
    assert BUILT_IN.extended() == BUILT_IN


def test_labels_are_written_with_a_capital_at_the_beginning_of_a_line() -> None:
    kind = NoteKind("x", "état des lieux", "NGO reports", "what is there")
    assert (kind.title, kind.heading) == ("État des lieux", "NGO reports")


def files_of_the_project() -> Iterator[Path]:
    """Sources, scripts, styles, templates, forms and what people write about the tool."""
    endings = {".py", ".js", ".ts", ".css", ".html", ".md", ".yml", ".cjs", ".sh"}
    generated = generated_pages(ROOT / "docs")
    for path in (*PACKAGE.rglob("*"), *(ROOT / ".github").rglob("*"), *(ROOT / "docs").rglob("*"), *ROOT.glob("*.*")):
        apart = {"node_modules", ".reader"} & set(path.parts)
        if path.suffix in endings and not apart and path.name != "CHANGELOG.md":
            in_docs = path.is_relative_to(ROOT / "docs")
            if not (in_docs and path.relative_to(ROOT / "docs").as_posix() in generated):
                yield path


def find_lists(text: str, kinds: Sequence[Kind]) -> list[list[str]]:
    """Runs of names of four kinds or more, each at most 120 characters after the one before."""
    names = {name.lower(): kind.id for kind in kinds for name in (kind.id, kind.label, kind.plural)}
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    runs: list[list[str]] = []
    end = -1
    for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
        if not runs or found.start() - end > 120:
            runs.append([])
        runs[-1].append(names[found[0].lower()])
        end = found.end()
    return [run for run in runs if len(set(run)) > 3]


@pytest.mark.parametrize("sort", SORTS)
def test_only_the_table_and_what_is_compared_with_it_list_kinds(sort: str) -> None:
    own = {
        path: found for path in files_of_the_project() if (found := find_lists(path.read_text("utf-8"), SORTS[sort]))
    }
    assert {path.relative_to(ROOT).as_posix(): found for path, found in own.items() if path not in LISTS} == {}
    assert PACKAGE / "core" / "kinds.py" in own


@pytest.mark.parametrize(
    "text",
    [
        'KINDS = ["context", "gloss", "source", "dispute"]',
        ".note.context, .note.gloss { } .note.source { } .note.dispute { color: red }",
        "Glosses, disputes, corrections and questions",
        '[["gloss", "Gloss: what a word or a role means"],\n ["dispute", "…"], ["question", "…"], ["context", ""]]',
    ],
)
def test_a_list_is_seen_however_it_is_written(text: str) -> None:
    assert find_lists(text, BUILT_IN.notes)


@pytest.mark.parametrize(
    "text", ["kind: context", "a source, another source, a question", "glossary, sourced, contexts"]
)
def test_words_alone_are_no_list(text: str) -> None:
    assert not find_lists(text, BUILT_IN.notes)


@pytest.mark.parametrize("sort", SORTS)
def test_the_guide_lists_every_kind(sort: str) -> None:
    """`READER_GOLDEN=update` writes the table."""
    guide = GUIDE.read_text("utf-8")
    before, head, rest = guide.partition(f"{TABLE_HEADS[sort]}\n|---|---|\n")
    assert head
    table, _, after = rest.partition("\n\n" if rest.startswith("|") else "\n")
    wanted = "\n".join(f"| `{kind.id}` | {kind.meaning} |" for kind in SORTS[sort])
    if os.environ.get("READER_GOLDEN") == "update":
        GUIDE.write_text(f"{before}{head}{wanted}\n\n{after}", "utf-8")
    else:
        assert table == wanted
