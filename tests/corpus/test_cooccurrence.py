"""Who is named with whom."""

from __future__ import annotations

from build_tools.core.model import AnnotatedArticle, Article, Edition, Mention, Source
from build_tools.corpus.cooccurrence import Pair, find_pairs


def article(slug, *paragraphs):
    """Mentions of one-letter entities, a string a paragraph."""
    mentions = tuple(
        Mention(slug, number, at, at + 1, entity, entity, number)
        for number, entities in enumerate(paragraphs, 1)
        for at, entity in enumerate(entities)
    )
    return AnnotatedArticle(Article(slug, slug, Source("x")), Edition.STUDY, (), (), mentions)


KNOWN = set("abcdefghijklmnopqrstuvwxyz")


def test_a_pair_is_counted_once_a_paragraph_with_its_first_places():
    pairs = find_pairs([article("one", "ab", "aabb", "ac"), article("two", "ba", "ba", "ba")], KNOWN, 9, 9)
    assert pairs == [
        Pair("a", "b", 5, (("one", 1), ("one", 2), ("two", 1))),
        Pair("a", "c", 1, (("one", 3),)),
    ]


def test_what_the_glossary_lacks_and_what_stands_outside_of_paragraphs_is_not_counted():
    heading = Mention("one", 9, 0, 1, "b", "b", None)
    whole = article("one", "az", "b")
    with_heading = AnnotatedArticle(whole.article, whole.edition, (), (), (*whole.mentions, heading))
    assert find_pairs([with_heading], {"a", "b"}, 9, 9) == []


def test_only_the_strongest_entities_and_pairs_are_kept():
    articles = [article("one", "ab", "ab", "ac", "bc", "de")]
    assert [(p.first, p.second) for p in find_pairs(articles, KNOWN, 3, 9)] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [(p.first, p.second) for p in find_pairs(articles, KNOWN, 3, 1)] == [("a", "b")]


def test_a_paragraph_that_is_a_list_of_names_relates_nothing():
    assert find_pairs([article("one", "abcdefghijklmnopqrstuvwxyz", "ab")], KNOWN, 99, 99) == [
        Pair("a", "b", 1, (("one", 2),))
    ]
