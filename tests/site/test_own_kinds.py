"""Kinds that only one corpus has: whatever knows kinds knows them, and they do what their row says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from build_tools.checks import find_problems
from build_tools.core.kinds import BUILT_IN, EntityKind, NoteKind, ids_of
from build_tools.corpus.coverage import find_coverage
from build_tools.corpus.reading import Read, read_corpus
from build_tools.fixing.corpus import find_fixes
from build_tools.site.docs_folder import write_theme
from build_tools.site.pages.registry import render_pages
from build_tools.site.search.records import find_records
from build_tools.site.site import Site, build_site
from build_tools.sources.json_schemas import json_schemas
from tests.support.paths import PACKAGE

KINDS = BUILT_IN.extended(
    [NoteKind("variant", "variant reading", "variant *readings*", "what <another> copy has", source_need=9)],
    [EntityKind("launch", "launch", "launches", "the day a light was lit", happens=True)],
)
NOTE = "source_texts/articles/bell-rock/annotations/two-builders.md"
ENTRY = "source_texts/glossary/bell-rock-lighthouse.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample, with a note and an entry of kinds of its own."""
    shutil.copytree(PACKAGE / "sample", tmp_path / "corpus")
    for path, keys in ((NOTE, "kind: variant\n"), (ENTRY, "kind: launch\ndates: 1811\n")):
        file = tmp_path / "corpus" / path
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(keys if line.startswith("kind:") else line for line in lines if "cites:" not in line))
    return tmp_path / "corpus"


@pytest.fixture
def read(root: Path) -> Read:
    return read_corpus(root, kinds=KINDS)


@pytest.fixture
def site(read: Read) -> Site:
    return build_site("Sample", "", read.corpus)


def test_without_them_the_files_have_a_bad_value(root: Path) -> None:
    found = {(p.path, p.code, p.hint) for p in read_corpus(root).problems}
    assert {(path, code) for path, code, _ in found} == {(NOTE, "bad-value"), (ENTRY, "bad-value")}
    assert f"one of: {', '.join(ids_of(BUILT_IN.notes))}" in {hint for *_, hint in found}


def test_with_them_nothing_is_wrong(root: Path, read: Read) -> None:
    assert [p for p in find_problems(read.corpus, read.gazetteer, root, read.problems) if p.path in {NOTE, ENTRY}] == []


def test_pages_show_their_labels_and_keep_their_ids(site: Site) -> None:
    pages = dict(render_pages(site))
    assert '<span class="kind">Variant reading</span>' in pages["articles/bell-rock.md"]
    assert 'data-note-kind="variant"' in pages["articles/bell-rock.md"]
    assert '"variant":"Variant reading note"' in pages["articles/bell-rock.md"].replace('": "', '":"')
    assert "## <bdi>Variant &#42;readings&#42;</bdi> " in pages["notes.md"]
    assert "{: #variant }" in pages["notes.md"]
    assert "<another>" not in pages["notes.md"]
    assert "## Launches {: #launch }" in pages["glossary/by_kind.md"]
    assert "#launch" in pages["glossary/bell-rock-lighthouse.md"]


def test_an_entry_is_on_the_timeline_because_its_kind_happens(root: Path, site: Site) -> None:
    assert "bell-rock-lighthouse" in {item.id for item in site.dated if item.kind == "entity"}
    lasting = KINDS.extended(entities=[EntityKind("launch", "launch", "launches", "a day")])
    dated = build_site("Sample", "", read_corpus(root, kinds=lasting).corpus).dated
    assert "bell-rock-lighthouse" not in {item.id for item in dated if item.kind == "entity"}


def test_notes_of_the_kind_that_needs_a_source_most_are_listed_first(read: Read) -> None:
    unsourced = find_coverage(read.corpus).unsourced
    assert unsourced[0].kind == "variant"


def test_the_form_the_schemas_and_the_search_know_them(tmp_path: Path, site: Site) -> None:
    write_theme(tmp_path, KINDS)
    script = (tmp_path / ".reader/theme/assets/js/annotate/kinds.js").read_text("utf-8")
    rows = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    assert [row["id"] for row in rows] == ids_of(KINDS.notes)
    assert rows[-1] == {"id": "variant", "title": "Variant reading", "meaning": "what <another> copy has"}
    schemas = json_schemas(KINDS)
    assert schemas["annotation.json"]["properties"]["kind"]["enum"] == ids_of(KINDS.notes)
    assert schemas["entity.json"]["properties"]["kind"]["enum"] == ids_of(KINDS.entities)
    searched = {(record.kind, kind) for record in find_records(site) for kind in record.filters}
    assert {("n", "variant"), ("g", "launch")} <= searched


def test_fix_tidies_a_file_of_such_a_kind(root: Path) -> None:
    file = root / NOTE
    file.write_text(file.read_text("utf-8").replace("kind: variant\n", "kind: variant   \n"), "utf-8")
    corpus = read_corpus(root, kinds=KINDS).corpus
    fixed = dict(find_fixes(corpus, "source_texts/home.md", lambda path: (root / path).read_bytes()))
    assert b"kind: variant\n" in fixed[NOTE].after
