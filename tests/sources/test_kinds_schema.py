"""Kinds of notes and entries that a corpus adds: everything that knows kinds knows them."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.kinds import BUILT_IN, Ends, EntityKind, ids_of
from build_tools.sources.kinds_schema import EntityKindFields, NoteKindFields, name_kinds
from build_tools.sources.loading import load_shared

SETTINGS = """
    note_kinds:
      - {id: reading, label: other reading, plural: other readings, meaning: what another copy has, source_need: 3}
      - {id: gloss, label: word, plural: words, meaning: what a word means}
    entity_kinds:
      - id: ship
        label: ship
        plural: ships
        meaning: a vessel with a name
        ends: {began: launched, ended: lost}
    checks:
      each_article: {kinds: [reading]}
      each_entry: {dates: [ship]}
"""
SHIP = """
    ---
    name: Smeaton
    kind: ship
    gloss: "The sloop that carried the stones."
    dates: 1807/1890
    ---
    A sloop of some forty tons.
"""


def run(project: Path, *arguments: str) -> str:
    result = CliRunner().invoke(reader, ["--project", str(project), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a note and an entry of kinds of its own, built."""
    root = tmp_path_factory.mktemp("kinds") / "corpus"
    assert CliRunner().invoke(reader, ["init", str(root)]).exit_code == 0
    (root / "source_texts/corpus.yml").write_text(dedent(SETTINGS), "utf-8")
    (root / "source_texts/glossary/smeaton.md").write_text(dedent(SHIP).lstrip(), "utf-8")
    note = next(root.glob("source_texts/articles/bell-rock/annotations/*.md"))
    lines = note.read_text("utf-8").splitlines()
    kind = next(i for i, line in enumerate(lines) if line.startswith("kind:"))
    lines[kind] = "kind: reading"
    note.write_text("\n".join(line for line in lines if not line.startswith("cites:")) + "\n", "utf-8")
    run(root, "build", "--docs-only")
    return root


def test_settings_add_kinds_and_reword_built_in_ones(project: Path) -> None:
    kinds = load_shared(project).kinds
    assert ids_of(kinds.notes) == [*ids_of(BUILT_IN.notes), "reading"]
    assert (kinds.note("reading").source_need, kinds.note("gloss").label) == (3, "word")
    assert kinds.note("gloss").source_need == BUILT_IN.note("gloss").source_need
    assert kinds.entity("ship").ends == Ends("launched", "lost")


@pytest.mark.parametrize("kind", BUILT_IN.entities, ids=lambda kind: kind.id)
def test_what_a_reworded_entry_does_is_kept_if_it_is_not_given(kind: EntityKind) -> None:
    row = {"id": kind.id, "label": "thing", "plural": "things", "meaning": "something"}
    reworded = EntityKindFields.model_validate(row).to_model()
    assert reworded.label == "thing"
    for field in ("ends", "has_everyday_names", "happens"):
        assert getattr(reworded, field) == getattr(kind, field)
    assert not EntityKindFields.model_validate({**row, "happens": False}).to_model().happens


def test_a_need_of_nothing_can_be_given() -> None:
    row = {"id": "correction", "label": "erratum", "plural": "errata", "meaning": "an error", "source_need": 0}
    assert NoteKindFields.model_validate(row).to_model().source_need == 0


def test_the_rules_know_them(project: Path) -> None:
    output = run(project, "check")
    assert "skerryvore/article.md:2:8: thin-article notice: the article has no note of the kind `reading`" in output
    assert "bell-rock/article.md" not in output.replace("bell-rock/article.md:2:8: unlinked", "")


def test_the_pages_know_them(project: Path) -> None:
    docs = project / "docs"
    assert '<span class="kind">Other reading</span>' in (docs / "articles/bell-rock.md").read_text("utf-8")
    entry = (docs / "glossary/smeaton.md").read_text("utf-8")
    assert "ship" in entry
    assert "launched in 1807" in entry or "launched 1807" in entry
    pages = {path: path.read_text("utf-8") for path in docs.rglob("*.md")}
    assert any("Other readings" in text for text in pages.values())
    assert any("Ships" in text for text in pages.values())


def test_the_form_and_the_search_know_them(project: Path) -> None:
    scripts = project / "docs/.reader/theme/assets/js"
    form = (scripts / "annotate/kinds.js").read_text("utf-8")
    rows = json.loads(form.removeprefix("window.readerNoteKinds = ").removesuffix(";\n"))
    assert rows[-1] == {"id": "reading", "title": "Other reading", "meaning": "what another copy has"}
    assert [row["title"] for row in rows if row["id"] == "gloss"] == ["Word"]


def test_editors_and_new_files_know_them(project: Path) -> None:
    run(project, "export", "schema")
    schema = json.loads((project / "source_texts/schema/entity.json").read_text("utf-8"))
    assert schema["properties"]["kind"]["enum"][-1] == "ship"
    run(project, "new", "entity", "Pharos", "--kind", "ship", "--gloss", "A tender.", "--text", "She lay by the rock.")
    assert "kind: ship" in (project / "source_texts/glossary/pharos.md").read_text("utf-8")
    (project / "source_texts/glossary/pharos.md").unlink()


def test_lists_of_notes_without_a_source_know_them(project: Path) -> None:
    assert "other reading on" in run(project, "coverage").lower()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"note_kinds": None, "entity_kinds": "ship"},
        {"note_kinds": [None, 3, "reading", {"label": "x"}, {"id": 3}, {"id": None}], "entity_kinds": {"ship": {}}},
    ],
)
def test_settings_that_hold_no_kinds_name_none(data: dict[str, object]) -> None:
    assert name_kinds(data, BUILT_IN) == BUILT_IN
