"""One article: notes at their words or, orphaned, at their paragraph; names met, as the article itself has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.core.model import (
    Alias,
    Annotation,
    Article,
    Block,
    BlockKind,
    Edition,
    Entity,
    Link,
    MentionRule,
    Source,
)
from build_tools.core.names import plain_name
from build_tools.corpus.placing import (
    anchor_notes,
    annotate,
    build_gazetteer,
    find_mentions,
    find_names,
    find_note_names,
    rule_for,
)

HERE = Source("x.md")
FIRST = "The tower stands on the rock, and the rock stands in the sea."
SECOND = "Stevenson built the tower. Alan Stevenson, his son, built another."


def entity(identifier: str, name: str, *aliases: Alias) -> Entity:
    return Entity(identifier, name, "person", "Gloss.", HERE, aliases)


def article(
    *mentions: MentionRule, texts: tuple[str, ...] = (FIRST, SECOND), originals: tuple[str, ...] = ()
) -> Article:
    return Article("a", "A", HERE, mentions=mentions, blocks=blocks(texts), original_blocks=blocks(originals))


def blocks(texts: tuple[str, ...]) -> tuple[Block, ...]:
    return tuple(Block(n, n, BlockKind.PARAGRAPH, text) for n, text in enumerate(texts, 1))


def note(
    identifier: str, exact: str, paragraph: int = 1, prefix: str = "", suffix: str = "", original: str = ""
) -> Annotation:
    return Annotation(
        identifier,
        "a",
        paragraph,
        exact,
        "context",
        plain_name("editors"),
        "2026",
        HERE,
        prefix,
        suffix,
        original,
    )


GAZETTEER = build_gazetteer(
    [
        entity("robert-stevenson", "Robert Stevenson", Alias("Stevenson")),
        entity("alan-stevenson", "Alan Stevenson", Alias("Stevenson")),
        entity("bell-rock", "Bell Rock", Alias("rock"), Alias("Sea", case=True)),
    ]
)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (note("n", "The tower"), "The tower"),
        (note("n", "the TOWER"), "The tower"),
        (note("n", "the rock", prefix="on "), "the rock"),
        (note("n", "the rock", suffix=" stands"), "the rock"),
    ],
)
def test_a_note_stands_on_its_words(wanted: Annotation, words: str) -> None:
    (placed,), problems = anchor_notes(article().blocks, [wanted])
    assert (FIRST[placed.start : placed.end], placed.orphan, problems) == (words, False, [])


def test_prefix_and_suffix_say_which_of_several_places_is_meant() -> None:
    first, second = FIRST.index("the rock"), FIRST.rindex("the rock")
    placed, problems = anchor_notes(
        article().blocks, [note("b", "the rock", suffix=" stands"), note("a", "the rock", prefix="on ")]
    )
    assert problems == []
    assert [(p.annotation.id, p.start) for p in placed] == [("a", first), ("b", second)]


@pytest.mark.parametrize(
    ("wanted", "code", "hint"),
    [
        (note("n", "the rock"), "ambiguous-quote", "add `prefix: …`"),
        (note("n", "the rook, and the rock"), "orphan", "did you mean “the rock, and the rock”?"),
        (note("n", "quantum chromodynamics"), "orphan", "copy the words from the article"),
        (note("n", "Alan Stevenson"), "orphan", "write `paragraph: 2`"),
        (note("n", "The tower", prefix="no such"), "orphan", "copy `prefix` and `suffix`"),
        (note("n", "the rock stands", paragraph=9), "orphan", "write `paragraph: 1`"),
    ],
)
def test_a_note_that_cannot_be_placed_is_an_orphan_at_its_paragraph_and_a_problem(
    wanted: Annotation, code: str, hint: str
) -> None:
    (placed,), (problem,) = anchor_notes(article().blocks, [wanted])
    seat = min(wanted.paragraph, 2)
    assert (placed.block, placed.orphan) == (seat, True)
    assert placed.start == placed.end == len(article().blocks[seat - 1].text)
    assert problem.code == code
    assert hint in problem.hint


def test_notes_stand_in_reading_order_whatever_the_order_of_their_files() -> None:
    wanted = [note("c", "Alan Stevenson", 2), note("b", "in the sea"), note("a", "The tower"), note("d", "gone", 1)]
    placed, _ = anchor_notes(article().blocks, wanted)
    assert [p.annotation.id for p in placed] == ["a", "b", "d", "c"]


def test_an_article_without_a_paragraph_loses_no_problem() -> None:
    placed, (problem,) = anchor_notes((), [note("n", "words")])
    assert (placed, problem.code) == ((), "orphan")


def test_the_original_is_shown_with_the_same_notes_on_its_own_words() -> None:
    originals = ("On a rock in the sea they put up a tower.", "It was Stevenson's.")
    notes = [note("same", "in the sea"), note("other", "The tower", original="a tower"), note("gone", "stands on")]
    shown, problems = annotate(article(originals=originals), notes, GAZETTEER, Edition.ORIGINAL)
    assert (shown.edition, problems) == (Edition.ORIGINAL, [])
    assert [(n.annotation.id, shown.blocks[0].text[n.start : n.end], n.orphan) for n in shown.notes] == [
        ("same", "in the sea", False),
        ("other", "a tower", False),
        ("gone", "", True),
    ]


def test_without_an_original_at_hand_the_study_edition_is_shown() -> None:
    shown, _ = annotate(article(), [], GAZETTEER, Edition.ORIGINAL)
    assert (shown.edition, shown.blocks) == (Edition.STUDY, article().blocks)


def surfaces(*rules: MentionRule) -> list[tuple[str, str, int | None]]:
    found = find_mentions(article(*rules), article().blocks, GAZETTEER)
    return [(m.exact, m.entity, m.paragraph) for m in found]


ROCKS = [("rock", "bell-rock", 1), ("rock", "bell-rock", 1)]
ALAN = ("Alan Stevenson", "alan-stevenson", 2)


def test_an_ambiguous_name_goes_to_the_first_entity_and_a_longer_name_before_a_shorter() -> None:
    assert surfaces() == [*ROCKS, ("Stevenson", "alan-stevenson", 2), ALAN]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (MentionRule("stevenson", "robert-stevenson"), [*ROCKS, ("Stevenson", "robert-stevenson", 2), ALAN]),
        (MentionRule("Stevenson", "robert-stevenson", 2), [*ROCKS, ("Stevenson", "robert-stevenson", 2), ALAN]),
        (MentionRule("Stevenson", None), [*ROCKS, ALAN]),
        (MentionRule("rock", None, 2), [*ROCKS, ("Stevenson", "alan-stevenson", 2), ALAN]),
        (MentionRule("rock", None), [("Stevenson", "alan-stevenson", 2), ALAN]),
        (
            MentionRule("the tower", "bell-rock", 2),
            [*ROCKS, ("Stevenson", "alan-stevenson", 2), ("the tower", "bell-rock", 2), ALAN],
        ),
        (MentionRule("built", None), [*ROCKS, ("Stevenson", "alan-stevenson", 2), ALAN]),
    ],
)
def test_the_articles_own_mentions_decide(rule: MentionRule, expected: list[tuple[str, str, int | None]]) -> None:
    assert surfaces(rule) == expected


def test_a_rule_for_a_paragraph_goes_before_one_for_the_article() -> None:
    rules = (MentionRule("rock", None), MentionRule("rock", "bell-rock", 1))
    assert rule_for(article(*rules), "Rock", 1) == rules[1]
    assert rule_for(article(*rules), "ROCK", 2) == rules[0]
    assert rule_for(article(*rules), "reef", 2) is None


def test_in_a_note_the_first_mention_of_each_is_found_but_none_in_links_or_headings_or_of_its_own() -> None:
    text = "The rock; Robert Stevenson; the rock again; Alan Stevenson."
    linked = Link(text.index("Alan"), text.index("Alan") + 4, "https://example.org")
    body = (
        Block(1, None, BlockKind.HEADING, "Robert Stevenson"),
        Block(2, None, BlockKind.PARAGRAPH, text, links=(linked,)),
        Block(3, None, BlockKind.PARAGRAPH, "Robert Stevenson and the rock."),
    )
    names = find_names(body, GAZETTEER)
    assert [[body[n].text[s:e] for s, e, _ in spans] for n, spans in enumerate(names)] == [
        [],
        ["rock", "Robert Stevenson"],
        [],
    ]
    assert [entity for spans in find_names(body, GAZETTEER, own="bell-rock") for *_, entity in spans] == [
        "robert-stevenson"
    ]


def test_in_a_note_an_ambiguous_name_leads_nowhere_unless_the_article_says_where() -> None:
    body = blocks(("Stevenson wrote.",))
    assert find_names(body, GAZETTEER) == ((),)
    ruled = article(MentionRule("Stevenson", "robert-stevenson"))
    notes = (replace(note("a", "The"), body=body), replace(note("b", "The"), body=(*body, *body)))
    met = ((0, 9, "robert-stevenson"),)
    assert find_note_names(ruled, notes, GAZETTEER) == {"a": (met,), "b": (met, ())}
