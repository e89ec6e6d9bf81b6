"""Mentions -> links: order, concordance, passages and articles that share rare names."""

from __future__ import annotations

import math
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.model import AnnotatedArticle, Article, Block, BlockKind, Edition, Link, Mention, Source
from build_tools.corpus.crosslinks import build_crosslinks, concordance_line, find_linked

HERE = Source("x.md")


def make_article(slug: str, paragraphs: Mapping[int, list[str]], published: str = "") -> AnnotatedArticle:
    """An article whose paragraphs are the names of the entities that each mentions."""
    blocks, mentions = [], []
    for number, entities in paragraphs.items():
        start = 0
        for entity in entities:
            mentions.append(Mention(slug, number, start, start + len(entity), entity, entity, number))
            start += len(entity) + 1
        blocks.append(Block(number, number, BlockKind.PARAGRAPH, " ".join(entities)))
    article = Article(slug, slug.upper(), HERE, published=published)
    return AnnotatedArticle(article, Edition.STUDY, tuple(blocks), (), tuple(mentions))


def test_articles_stand_in_order_of_date_the_undated_last() -> None:
    articles = [
        make_article("d", {}),
        make_article("c", {}, "2017-04~"),
        make_article("b", {}, "2016"),
        make_article("a", {}, "2017-04"),
    ]
    links = build_crosslinks(articles)
    assert links.order == ("b", "a", "c", "d")


def test_articles_of_the_settings_come_first_in_their_order() -> None:
    articles = [
        make_article(slug, {}, year) for slug, year in (("a", "2015"), ("b", "2016"), ("c", "2017"), ("d", "2014"))
    ]
    assert build_crosslinks(articles, ("c", "gone", "a", "c")).order == ("c", "a", "d", "b")


def test_every_mention_stands_under_its_entity_in_order_of_date() -> None:
    articles = [make_article("new", {1: ["x", "y", "x"]}, "2017"), make_article("old", {1: ["x"]}, "2015")]
    links = build_crosslinks(articles)
    assert [(m.article, m.start) for m in links.mentions["x"]] == [("old", 0), ("new", 0), ("new", 4)]
    assert links.entities == {"new": {"x": 2, "y": 1}, "old": {"x": 1}}
    assert links.spread == {"x": 2, "y": 1}


def test_a_passage_elsewhere_shares_the_rarest_names_and_each_target_stands_once() -> None:
    articles = [
        make_article("a", {1: ["common", "rare"], 2: ["common"]}),
        make_article("b", {1: ["common"], 2: ["rare", "common"]}),
        make_article("c", {1: ["common"], 2: ["other"]}),
    ]
    passages = build_crosslinks(articles).passages["a"]
    assert (passages[0].article, passages[0].other, passages[0].entities) == ("b", 2, ("rare", "common"))
    targets = [(p.article, p.other) for p in passages]
    assert len(targets) == len(set(targets))
    assert all(p.article != "a" for p in passages)


CORPORA = st.dictionaries(
    st.sampled_from("abcde"),
    st.dictionaries(st.integers(1, 4), st.lists(st.sampled_from("stuvwxyz"), max_size=4), max_size=4),
    min_size=1,
    max_size=5,
)


@given(CORPORA)
def test_related_articles_are_those_of_an_oracle_that_compares_all_with_all(
    corpus: dict[str, dict[int, list[str]]],
) -> None:
    related = build_crosslinks([make_article(slug, paragraphs) for slug, paragraphs in corpus.items()]).related
    names = {slug: {e for found in paragraphs.values() for e in found} for slug, paragraphs in corpus.items()}
    weight = {
        e: math.log((len(corpus) + 1) / sum(e in found for found in names.values()))
        for e in set().union(*names.values())
    }
    for slug, found in names.items():
        wanted = {
            other: sum(weight[e] for e in found & names[other])
            for other in names
            if other != slug and found & names[other]
        }
        assert {r.article for r in related[slug]} == set(wanted)
        for r in related[slug]:
            assert set(r.entities) == found & names[r.article]
            assert math.isclose(r.score, wanted[r.article])
        scores = [r.score for r in related[slug]]
        assert scores == sorted(scores, reverse=True)


def test_the_first_mention_in_each_section_is_linked_but_none_in_a_heading_or_a_link() -> None:
    blocks = (
        Block(1, 1, BlockKind.PARAGRAPH, "x x y", links=(Link(4, 5, "https://example.org"),)),
        Block(2, None, BlockKind.HEADING, "x"),
        Block(3, 2, BlockKind.PARAGRAPH, "x y x"),
    )
    places = [(1, 0, "x"), (1, 2, "x"), (1, 4, "y"), (2, 0, "x"), (3, 0, "x"), (3, 2, "y"), (3, 4, "x")]
    mentions = tuple(Mention("a", b, i, i + 1, e, e, None if b == 2 else b) for b, i, e in places)
    annotated = AnnotatedArticle(Article("a", "A", HERE), Edition.STUDY, blocks, (), mentions)
    assert [(m.block, m.start) for m in find_linked(annotated)] == [(1, 0), (3, 0), (3, 2)]


@given(st.text(alphabet="ab c.\n", min_size=1, max_size=400), st.data())
def test_a_concordance_line_is_a_piece_of_the_text_around_the_mention(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Mention("a", 1, start, end, "e", text[start:end], 1)
    left, node, right = concordance_line(Block(1, 1, BlockKind.PARAGRAPH, text), mention)
    assert node == text[start:end]
    assert text[:start].endswith(left)
    assert text[end:].startswith(right)
    assert max(len(left), len(right)) <= 80
