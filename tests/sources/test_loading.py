"""Files -> model. What is wrong with them: tests/checks."""

from __future__ import annotations

import os

import pytest

from build_tools.core.model import Alias, Edition, MentionRule, OriginalRecord
from build_tools.core.names import Name, plain_name
from build_tools.corpus.reading import read_corpus
from build_tools.sources.loading import load_article, load_shared
from build_tools.sources.tree import find_slugs

ARTICLE = """---
title: The tower on the reef
summary: How it was built.
author: [A. Writer, {family: Writer, given: B.}, {literal: The Writers}]
publisher: The Press
dateline: Arbroath
published: 1824
language: en-GB
url: https://example.org/reef
rights: restricted
edition: study
original:
  skip: [1]
  headings: [3]
  captions: [4]
mentions:
  - {exact: Stevenson, entity: robert-stevenson}
  - {exact: Rock, entity: null, paragraph: 2}
---
Stevenson built.

## Work

A picture.

Men stood on the Rock.
"""
NOTE = """---
paragraph: 2
exact: Men
prefix: "the "
original: {exact: Workers}
kind: dispute
contributor: {family: Public, given: Jane Q., suffix: Jr.}
created: 2026-11-22
as_of: 1824
confidence: low
cites: [stevenson-1824]
---
They did.
"""
ENTITY = """---
name: Robert Stevenson
kind: person
aliases: [Stevenson, {name: ستيفنسون, lang: ar}, {name: RS, case: true}]
gloss: Engineer.
coordinates: [56.4, -2.4]
dates: 1772/1850
see_also: [bell-rock]
cites: [stevenson-1824]
---
He built.
"""
EVENT = """---
title: The light is lit
date: 1811-02-01
entities: [robert-stevenson]
passages: ["article:reef#p2", "article:reef#note-men"]
cites: [b]
---
Robert Stevenson's light was *shown*.
"""


@pytest.fixture
def root(tmp_path):
    def write(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")

    write("source_texts/articles/reef/article.md", ARTICLE)
    write("source_texts/articles/reef/annotations/men.md", NOTE)
    write("source_texts/articles/reef/annotations/a-first.md", NOTE)
    write("source_texts/articles/.hidden/article.md", "")
    write("source_texts/glossary/robert-stevenson.md", ENTITY)
    write("source_texts/events/lit.md", EVENT)
    write("source_texts/references/b.json", '[{"id": "b", "type": "book", "title": "B"}]')
    write(
        "source_texts/references/a.json",
        '[{"id": "c", "type": "book", "title": "C"},\n {"id": "a", "type": "book", "title": "A"}]',
    )
    write("source_texts/home.md", "Welcome.")
    return tmp_path


def test_an_article_is_read_with_all_its_keys(root):
    loaded = load_article(root, "reef")
    article = loaded.article
    assert not loaded.problems
    assert (article.slug, article.title, article.summary) == ("reef", "The tower on the reef", "How it was built.")
    assert (article.author, article.publisher, article.dateline) == (
        (plain_name("A. Writer"), Name("Writer", "B."), Name(literal="The Writers")),
        "The Press",
        "Arbroath",
    )
    assert (article.published, article.language, article.url) == ("1824", "en-GB", "https://example.org/reef")
    assert (article.rights, article.edition) == ("restricted", Edition.STUDY)
    assert article.original == OriginalRecord("", (1,), (3,), (4,))
    assert article.mentions == (MentionRule("Stevenson", "robert-stevenson"), MentionRule("Rock", None, 2))
    assert [(b.kind.value, b.paragraph) for b in article.blocks] == [
        ("paragraph", 1),
        ("heading", None),
        ("caption", None),
        ("paragraph", 2),
    ]
    assert article.source.place("original", "headings", 0) == ("source_texts/articles/reef/article.md", 14, 14)
    assert article.blocks[0].position(0) == (20, 1)
    assert article.original_blocks == ()


def test_an_annotation_is_read_with_all_its_keys(root):
    first, note = load_article(root, "reef").annotations
    assert (first.id, note.id, note.article) == ("a-first", "men", "reef")
    assert (note.paragraph, note.exact, note.prefix, note.suffix) == (2, "Men", "the ", "")
    assert (note.original_exact, note.kind) == ("Workers", "dispute")
    assert note.contributor == Name("Public", "Jane Q.", "Jr.")
    assert (note.created, note.as_of, note.confidence) == ("2026-11-22", "1824", "low")
    assert (note.cites, [b.text for b in note.body]) == (("stevenson-1824",), ["They did."])


def test_an_entity_is_read_with_all_its_keys(root):
    (entity,) = load_shared(root).entities
    assert (entity.id, entity.name, entity.kind) == ("robert-stevenson", "Robert Stevenson", "person")
    assert entity.aliases == (Alias("Stevenson"), Alias("ستيفنسون", "ar"), Alias("RS", "", case=True))
    assert (entity.gloss, entity.coordinates, entity.dates) == ("Engineer.", (56.4, -2.4), "1772/1850")
    assert (entity.see_also, entity.cites) == (("bell-rock",), ("stevenson-1824",))
    assert entity.source.place("aliases", 1, "lang") == ("source_texts/glossary/robert-stevenson.md", 4, 45)


def test_an_event_is_read_with_all_its_keys_and_the_names_in_it_are_met(root):
    corpus = read_corpus(root).corpus
    (event,) = corpus.events
    assert (event.id, event.title, event.date) == ("lit", "The light is lit", "1811-02-01")
    assert (event.entities, event.cites) == (("robert-stevenson",), ("b",))
    assert event.passages == ("article:reef#p2", "article:reef#note-men")
    assert [b.text for b in event.body] == ["Robert Stevenson's light was shown."]
    assert corpus.event_names == {"lit": (((0, 16, "robert-stevenson"),),)}
    assert event.source.place("passages", 1) == ("source_texts/events/lit.md", 5, 31)


def test_references_of_all_files_come_in_order_of_their_ids(root):
    shared = load_shared(root)
    assert [(r.id, r.source.place()) for r in shared.references] == [
        ("a", ("source_texts/references/a.json", 2, 2)),
        ("b", ("source_texts/references/b.json", 1, 2)),
        ("c", ("source_texts/references/a.json", 1, 2)),
    ]
    assert [block.text for block in shared.home] == ["Welcome."]
    assert not shared.problems


def test_an_original_at_hand_is_read(root):
    path = root / "source_texts/articles/reef/original.txt"
    path.write_bytes("\ufeffREAD THIS\r\n\r\nÉ.\r\n\r\nWork\r\n\r\nPicture\r\n\r\nMen.".encode())
    article = load_article(root, "reef").article
    assert [(b.number, b.paragraph, b.text) for b in article.original_blocks] == [
        (2, 1, "É."),
        (3, None, "Work"),
        (4, None, "Picture"),
        (5, 2, "Men."),
    ]


def test_hidden_folders_and_files_are_no_articles(root):
    (root / "source_texts/articles/README.md").write_text("x")
    assert find_slugs(root) == ["reef"]


def test_a_project_without_sources_is_empty(tmp_path):
    assert find_slugs(tmp_path) == []
    read = read_corpus(tmp_path)
    assert (read.corpus.articles, read.corpus.entities, read.problems) == ((), (), ())


def test_a_faulty_file_takes_nothing_else_with_it(root):
    (root / "source_texts/articles/reef/annotations/men.md").write_text("---\nparagraph: x\n---\n")
    loaded = load_article(root, "reef")
    assert [a.id for a in loaded.annotations] == ["a-first"]
    assert loaded.article is not None
    assert {p.path for p in loaded.problems} == {"source_texts/articles/reef/annotations/men.md"}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (os.mkfifo, "unreadable"),
        (os.mkdir, "stray-file"),
        (lambda path: path.symlink_to(path), "symbolic-link"),
        (lambda path: path.symlink_to("elsewhere"), "symbolic-link"),
        (lambda path: path.symlink_to("bell-rock.md"), "symbolic-link"),
    ],
    ids=["pipe", "folder", "loop", "broken", "link"],
)
def test_what_is_no_file_is_not_opened(root, make, code):
    path = "source_texts/glossary/odd.md"
    make(root / path)
    assert [(p.code, p.path) for p in load_shared(root).problems] == [(code, path)]


@pytest.mark.parametrize(
    "name", ["glossary", "events", "references", "home.md", "articles/reef/annotations", "articles/reef/original.txt"]
)
def test_a_file_for_a_folder_or_the_reverse_is_unreadable(root, name):
    path = root / "source_texts" / name
    if path.is_dir():
        path.rename(root / "moved")
        path.write_text("x")
    else:
        path.unlink(missing_ok=True)
        path.mkdir()
    problems = [*load_shared(root).problems, *load_article(root, "reef").problems]
    assert [(p.code, p.path) for p in problems] == [("unreadable", f"source_texts/{name}")]


def test_a_name_that_is_no_utf_8_is_told(root):
    try:
        (root / os.fsdecode(b"source_texts/glossary/\xff.md")).write_text(ENTITY)
    except OSError:
        pytest.skip("this file system takes no such name")
    problems = read_corpus(root).problems
    assert "bad-name" in {p.code for p in problems}


def test_one_article_is_read_as_all_are(root):
    read = read_corpus(root)
    assert read.corpus.articles[0].article == load_article(root, "reef").article


@pytest.mark.parametrize("depth", [11, 200, 500, 900, 5000, 100_000])
def test_references_nested_however_deep_are_a_problem(root, depth):
    nested = "[" * depth + "]" * depth
    path = root / "source_texts/references/deep.json"
    path.write_text(f'[{{"id": "a", "type": "book", "title": "T", "x": {nested}}}]', "utf-8")
    assert {p.code for p in load_shared(root).problems} <= {"bad-reference", "bad-json"}
    assert load_shared(root).problems
