"""Where notes go when their article is edited: the certain places are right ones, and what is gone is called gone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from build_tools.anchoring.moved import find_new_places
from build_tools.anchoring.selectors import Selector
from build_tools.core.model import AnnotatedArticle, Annotation, Block, BlockKind, Source
from build_tools.core.names import plain_name
from build_tools.corpus.placing import anchor_notes, find_moved
from build_tools.corpus.reading import read_corpus
from tests.support.paths import READING_CORPUS, ROOT

INSERTED = "A wholly other paragraph about orchards, with nothing of what is around it."


def slugs_in(root: Path) -> list[str]:
    return sorted(path.parent.name for path in root.glob("source_texts/articles/*/article.md"))


ARTICLES = [
    *((READING_CORPUS, slug) for slug in slugs_in(READING_CORPUS)),
    *(pytest.param(ROOT, slug, marks=pytest.mark.integration) for slug in slugs_in(ROOT)),
]
"""Those of the corpus for tests, and all of this repository's, whatever they are."""


@cache
def articles_of(root: Path) -> dict[str, AnnotatedArticle]:
    return {annotated.slug: annotated for annotated in read_corpus(root).corpus.articles}


def renumbered(blocks: list[Block]) -> tuple[Block, ...]:
    numbered, paragraph = [], 0
    for number, block in enumerate(blocks, 1):
        paragraph += block.paragraph is not None
        numbered.append(replace(block, number=number, paragraph=paragraph if block.paragraph else None))
    return tuple(numbered)


def edited(annotated: AnnotatedArticle, blocks: list[Block]) -> AnnotatedArticle:
    article = replace(annotated.article, blocks=renumbered(blocks))
    notes, _ = anchor_notes(article.blocks, [note.annotation for note in annotated.notes])
    return replace(annotated, article=article, blocks=article.blocks, notes=notes)


@pytest.mark.parametrize(("root", "slug"), ARTICLES)
def test_a_paragraph_put_in_front_moves_every_note_by_one(root: Path, slug: str) -> None:
    annotated = articles_of(root)[slug]
    blocks = list(annotated.blocks)
    after = edited(annotated, [Block(0, 1, BlockKind.PARAGRAPH, INSERTED), *blocks])
    moved = find_moved(after)
    certain = {identifier: place for identifier, place in moved.items() if place.certain}
    assert len(certain) >= 0.95 * len(annotated.notes)
    for note in annotated.notes:
        if note.annotation.id in certain:
            place = certain[note.annotation.id]
            assert place.block.paragraph == note.annotation.paragraph + 1
            assert (place.start, place.end) == (note.start, note.end)
        elif note.annotation.id not in moved:
            assert next(n for n in after.notes if n.annotation.id == note.annotation.id).orphan, "on wrong words"


@pytest.mark.parametrize(("root", "slug"), ARTICLES)
def test_a_paragraph_put_in_anywhere_leaves_no_note_on_wrong_words(root: Path, slug: str) -> None:
    annotated = articles_of(root)[slug]
    wrong = total = 0
    for at, before in enumerate(annotated.blocks):
        blocks = list(annotated.blocks)
        blocks.insert(at, Block(0, 1, BlockKind.PARAGRAPH, INSERTED))
        after = edited(annotated, blocks)
        moved = find_moved(after)
        standing = {note.annotation.id: note for note in after.notes if not note.orphan}
        for note in annotated.notes:
            identifier, shift = note.annotation.id, note.block >= before.number
            place = moved.get(identifier)
            if place and place.certain:
                assert place.block.number == note.block + shift, identifier
            elif identifier in standing:
                total += 1
                wrong += standing[identifier].block != note.block + shift
    assert wrong <= 0.002 * total


@pytest.mark.parametrize(("root", "slug"), ARTICLES)
def test_notes_of_a_paragraph_that_was_taken_out_are_never_certain_of_another_place(root: Path, slug: str) -> None:
    annotated = articles_of(root)[slug]
    for out in [b for b in annotated.blocks if b.paragraph is not None]:
        after = edited(annotated, [b for b in annotated.blocks if b is not out])
        moved = find_moved(after)
        for note in annotated.notes:
            place = moved.get(note.annotation.id)
            if place and place.certain:
                assert note.block != out.number, note.annotation.id
                assert place.block.paragraph == note.annotation.paragraph - 1
                assert place.words == annotated.blocks[note.block - 1].text[note.start : note.end]


def blocks_of(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(n, n, BlockKind.PARAGRAPH, text) for n, text in enumerate(texts, 1))


def note(exact: str, paragraph: int = 1, prefix: str = "", suffix: str = "") -> Annotation:
    here = Source("x.md")
    return Annotation("n", "a", paragraph, exact, "context", plain_name("editors"), "2026", here, prefix, suffix)


SEA = "The sea beats the rock all day long, and nobody hears it."
MEN = "The men came at low water, and they left when the sea came back over the rock."


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        (note("The men came at low water"), (2, "The men came at low water", True)),
        (note("low water"), (2, "low water", False)),
        (note("low water", prefix="The men came at "), (2, "low water", True)),
        (note("low water", prefix="The boats came at "), (2, "low water", False)),
        (note("they left when the sea came back", prefix="but "), (2, "they left when the sea came back", False)),
        (note("they left when the sea came back", prefix="and "), (2, "they left when the sea came back", True)),
        (note("the men come at low water, and they left when"), (2, MEN[: MEN.index(" the sea")], False)),
        (note("the men came at low watter, and they left when"), (2, MEN[: MEN.index(" the sea")], True)),
        (note("the rock", paragraph=9), (1, "the rock", False)),
        (note("a lamp of twenty-one reflectors"), None),
        (note("when the sea came"), (2, "when the sea came", False)),
    ],
)
def test_a_place_is_certain_where_enough_speaks_for_it(lost: Annotation, expected: tuple[int, str, bool]) -> None:
    place = find_new_places(blocks_of(SEA, MEN), [lost], []).get("n")
    assert (place and (place.block.paragraph, place.words, place.certain)) == expected


def test_words_that_stand_twice_run_over_no_paragraphs_end() -> None:
    place = find_new_places(blocks_of("One two three four.", "Five six seven eight."), [note("four. Five six")], [])
    assert all("\n" not in p.words for p in place.values())


def test_the_selector_keeps_the_notes_words_where_they_find_the_place() -> None:
    blocks = blocks_of(SEA, f"{MEN} The men came at noon.")
    lost = note("The men", prefix="over the rock. ")
    place = find_new_places(blocks, [lost], [])["n"]
    assert place.selector_for(lost) == Selector("The men", "over the rock. ")
    assert place.selector_for(note("The men", prefix="no such ")).prefix != "no such "


LIGHTS = "The spokesman of the Northern {} Board promised in May that the tower would be ready by the autumn of 1811."
CELLAR = "Years later the Northern Lighthouse Board was asked about the rats in its cellar."


@pytest.mark.parametrize("edited", ["Lights", "Fisheries and Harbours"])
def test_a_name_that_stands_elsewhere_is_no_place_for_what_was_edited_where_it_stood(edited: str) -> None:
    """The note on the same paragraph says that it kept its number."""
    standing = replace(note("the tower would be ready by the autumn of 1811", 2), id="standing")
    blocks = blocks_of(SEA, LIGHTS.format(edited), MEN, CELLAR)
    notes, _ = anchor_notes(blocks, [standing])
    place = find_new_places(blocks, [note("the Northern Lighthouse Board", 2)], notes)["n"]
    assert not place.certain


def test_words_like_the_notes_in_its_own_paragraph_cast_doubt_on_a_name_elsewhere() -> None:
    blocks = blocks_of(SEA, LIGHTS.format("Lights"), MEN, CELLAR)
    place = find_new_places(blocks, [note("the Northern Lighthouse Board", 2)], [])["n"]
    assert not place.certain
