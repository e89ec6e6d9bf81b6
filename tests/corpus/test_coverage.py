"""What a corpus lacks is found, ranked, and told in each form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import reader
from build_tools.core.kinds import BUILT_IN, NoteKind
from build_tools.corpus.coverage import Coverage, find_capitalised, find_coverage
from build_tools.corpus.reading import read_corpus
from build_tools.site.pages.registry import render_pages
from build_tools.site.site import build_site

REEF = """---
title: Reef
rights: CC0-1.0
edition: original
mentions:
  - {exact: Northern Lights, entity: null}
---
Robert Stevenson saw the Inchcap Rock in May, and with him came Lord Melville of the Admiralty.

## A Heading With Capitals

Before the men rested, Lord Melville’s yacht lay there. Before noon it left. Northern Lights.

Robert Stevenson and the Bell Rock. Nobody had a note on it. The Smeaton and the Floating Light came.
"""
BELL = """---
name: Bell Rock
kind: place
aliases: [Inchcape Rock]
gloss: A reef.
---
A reef.
"""
ROBERT = """---
name: Robert Stevenson
kind: person
gloss: Engineer.
---
An engineer.
"""
UNMET = """---
name: Skerryvore
kind: place
gloss: Another reef.
---
Another reef.
"""
NOTE = """---
paragraph: {paragraph}
exact: {exact}
kind: {kind}
contributor: editors
created: 2026
---
A note.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": "site_name: X\n",
        "source_texts/articles/reef/article.md": REEF,
        "source_texts/articles/reef/annotations/a-question.md": NOTE.format(
            paragraph=1, exact="in May", kind="question"
        ),
        "source_texts/articles/reef/annotations/b-claim.md": NOTE.format(paragraph=2, exact="yacht", kind="context"),
        "source_texts/glossary/bell-rock.md": BELL,
        "source_texts/glossary/robert-stevenson.md": ROBERT,
        "source_texts/glossary/skerryvore.md": UNMET,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def found(project: Path) -> Coverage:
    return find_coverage(read_corpus(project).corpus)


def run(project: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(reader, ["--project", str(project), "coverage", *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_near_spellings_of_known_names_are_told_with_their_entry(found: Coverage) -> None:
    (near,) = found.near
    assert (near.surface, near.like, near.entity, near.paragraph) == ("Inchcap Rock", "Inchcape Rock", "bell-rock", 1)


def test_names_without_an_entry_are_ranked_by_how_often_they_are_met(found: Coverage) -> None:
    assert [(name.surface, name.count) for name in found.names] == [
        ("Lord Melville of the Admiralty", 1),
        ("Floating Light", 1),
        ("Lord Melville", 1),
        ("Smeaton", 1),
    ]


def test_words_made_of_a_known_name_are_no_names_of_their_own(project: Path) -> None:
    bell = project / "source_texts/glossary/bell-rock.md"
    bell.write_text(
        bell.read_text("utf-8").replace("[Inchcape Rock]", "[Inchcape Rock, Smeato, Floating Ligh]"), "utf-8"
    )
    found = find_coverage(read_corpus(project).corpus)
    assert "Smeaton" not in {name.surface for name in (*found.names, *found.near)}
    assert "Floating Light" in {name.surface for name in found.near}


def test_words_made_of_a_name_that_is_told_are_not_told_again(project: Path) -> None:
    article = project / "source_texts/articles/reef/article.md"
    article.write_text(
        article.read_text("utf-8") + "\nHe sailed for Norway; Norwayans, a Norwayish crew, came.\n", "utf-8"
    )
    names = {name.surface for name in find_coverage(read_corpus(project).corpus).names}
    assert "Norway" in names
    assert not {"Norwayans", "Norwayish"} & names


def test_entries_that_no_article_names_are_told(found: Coverage) -> None:
    assert found.unmet == ("skerryvore",)


def test_paragraphs_without_a_note_are_told_with_the_names_in_them(found: Coverage) -> None:
    assert [(p.article, p.paragraph, p.names) for p in found.bare] == [("reef", 3, 2)]
    assert found.bare[0].opening.startswith("Robert Stevenson and the Bell Rock.")


def test_notes_without_a_source_begin_with_those_that_need_it_most(project: Path) -> None:
    first = project / "source_texts/articles/reef/annotations/a-correction.md"
    first.write_text(NOTE.format(paragraph=1, exact="Robert", kind="gloss"), "utf-8")
    last = first.with_name("c-correction.md")
    last.write_text(NOTE.format(paragraph=2, exact="noon", kind="correction"), "utf-8")
    found = find_coverage(read_corpus(project).corpus)
    assert [note.id for note in found.unsourced] == ["c-correction", "b-claim"]


@pytest.mark.parametrize("kind", BUILT_IN.notes, ids=lambda kind: kind.id)
def test_a_note_without_a_source_says_so_only_if_its_kind_needs_one(project: Path, kind: NoteKind) -> None:
    """On every page and in every list."""
    note = project / "source_texts/articles/reef/annotations/b-claim.md"
    note.write_text(NOTE.format(paragraph=2, exact="yacht", kind=kind.id), "utf-8")
    corpus = read_corpus(project).corpus
    pages = {uri: text.lower().count("no source given") for uri, text in render_pages(build_site("S", "", corpus))}
    says = {uri for uri, count in pages.items() if count}
    by = {f"notes/by_{order}.md" for order in ("article", "contributor")} | {"notes.md"}
    assert says == (({"articles/reef.md"} | by) if kind.source_need else set())
    assert [note.id for note in find_coverage(corpus).unsourced] == (["b-claim"] if kind.source_need else [])


def test_a_page_that_a_note_links_to_is_its_source(project: Path) -> None:
    note = next(project.rglob("b-claim.md"))
    note.write_text(note.read_text("utf-8") + "\nSource: [the log](https://example.org/log)\n", "utf-8")
    read = read_corpus(project)
    assert [n.id for n in find_coverage(read.corpus).unsourced] == []
    page = dict(render_pages(build_site("S", "", read.corpus)))["articles/reef.md"]
    assert "No source given" not in page


LOWER = {"before", "the", "men", "it", "he"}


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("He saw Lord Melville there.", [], ["Lord Melville"]),
        ("Before Lord Melville came.", [], ["Lord Melville"]),
        ("It ended. Before noon. “The men” went.", [], []),
        ("Melville came.", [], ["Melville"]),
        ("the Board of the Northern Lights", [], ["Board of the Northern Lights"]),
        ("in Iraq the United States", [], ["Iraq", "United States"]),
        ("saw Syria, Russia and Iran", [], ["Syria", "Russia", "Iran"]),
        ("by Russia’s Fleet", [], ["Russia", "Fleet"]),
        ("the al-Nusra Front", [], ["Front"]),
        ("Board of trade", [], ["Board"]),
        ("President Vladimir Putin said", [(10, 24)], ["President"]),
        ("on Monday in May, I said", [], []),
        ("", [], []),
    ],
)
def test_capitalised_words_in_a_row_are_one_name(text: str, taken: list[tuple[int, int]], expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_capitalised(text, taken, LOWER)] == expected


def test_the_command_tells_it_as_text_markdown_and_json(project: Path) -> None:
    text = run(project).output
    assert "Spellings that may be known names (1)\n  Inchcap Rock: like Inchcape Rock (bell-rock), 1 times" in text
    assert "Paragraphs without a note (1)\n  reef ¶ 3: 2 names, Robert Stevenson" in text
    markdown = run(project, "--format", "markdown").output
    assert "## Notes without a source (1)\n\n- reef&#35;b-claim" in markdown
    whole = json.loads(run(project, "--format", "json").output)
    assert whole["unmet"] == ["skerryvore"]
    assert whole["bare"][0]["paragraph"] == 3


def test_lists_are_cut_where_they_are_long(project: Path) -> None:
    note = project / "source_texts/articles/reef/annotations/a-question.md"
    note.write_text(NOTE.format(paragraph=1, exact="in May", kind="source"), "utf-8")
    assert (
        "Notes without a source (2)\n  reef#b-claim ¶ 2: context on yacht\n  and 1 more"
        in run(project, "--most", "1").output
    )
    assert "more" not in run(project, "--most", "0").output


def test_the_page_leads_to_the_places(project: Path) -> None:
    result = CliRunner().invoke(reader, ["--project", str(project), "build", "--docs-only"])
    assert result.exit_code == 0, result.output
    page = (project / "docs" / "coverage.md").read_text("utf-8")
    assert "(articles/reef.md#p3)" in page
    assert "(articles/reef.md#note-b-claim)" in page
    assert "(glossary/skerryvore.md)" in page
    assert "## Names without an entry (" in page
