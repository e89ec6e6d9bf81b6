"""The ways into a corpus as Markdown: what stands where, and that no page grows with the corpus.

Whole pages stand in tests/site/pages, the browser is in tests/theme/test_explore.py.
"""

from __future__ import annotations

import re

import pytest

from build_tools.core.model import (
    AnchoredNote,
    AnnotatedArticle,
    Annotation,
    Article,
    Block,
    BlockKind,
    Corpus,
    Edition,
    Entity,
    Event,
    Mention,
    Source,
)
from build_tools.core.names import plain_name
from build_tools.site.pages.compare import sentences_around
from build_tools.site.pages.registry import render_kind, render_pages
from build_tools.site.site import build_site

SOURCE = Source("x.md")


def block(number, text):
    return Block(number, number, BlockKind.PARAGRAPH, text)


def article(slug, texts, published="", notes=0, entities=()):
    """Each entity's name is met wherever it stands."""
    blocks = tuple(block(number, text) for number, text in enumerate(texts, 1))
    mentions = tuple(
        Mention(slug, b.number, match.start(), match.end(), entity, match[0], b.number)
        for b in blocks
        for entity in entities
        for match in re.finditer(rf"\b{entity}\b", b.text, re.IGNORECASE)
    )
    anchored = tuple(
        AnchoredNote(
            Annotation(
                f"{slug}-{n}",
                slug,
                1,
                "word",
                "context" if n % 2 else "dispute",
                plain_name("editors"),
                "2026",
                SOURCE,
                body=(block(1, "Said in 12 words, more or less."),),
            ),
            1,
            0,
            0,
        )
        for n in range(notes)
    )
    source = Article(slug, f"Title of {slug}", SOURCE, published=published, blocks=blocks)
    return AnnotatedArticle(source, Edition.STUDY, blocks, anchored, mentions)


def entity(name, **others):
    return Entity(name, name.capitalize(), others.pop("kind", "place"), "A gloss.", SOURCE, **others)


def site_of(articles=(), entities=(), events=()):
    corpus = Corpus(tuple(articles), tuple(entities), events=tuple(events))
    return build_site("Name", "", corpus)


def event(identifier, date):
    return Event(identifier, f"Event {identifier}", date, SOURCE)


def timeline(site):
    return render_kind(site, "timeline")


def test_the_timeline_is_in_order_whatever_is_known_of_a_date():
    dates = [
        "2016-01",
        "2016",
        "2016-03",
        "2016-03-05",
        "2016-02~",
        "../2015",
        "2015-09/..",
        "[2016-11..2017-01]",
        "2011-03/2011-05",
        "2014/2016-06",
        "[2018-02,2016]",
    ]
    site = site_of(events=[event(f"e{n}", date) for n, date in enumerate(dates)])
    assert [item.edtf for item in site.dated] == [
        "2011-03/2011-05",
        "2014/2016-06",
        "../2015",
        "2015-09/..",
        "2016",
        "[2018-02,2016]",
        "2016-01",
        "2016-02~",
        "2016-03",
        "2016-03-05",
        "[2016-11..2017-01]",
    ]


def test_what_is_dated_to_a_year_stands_before_the_months_and_says_how_sure_it_is():
    site = site_of(events=[event("a", "2016"), event("b", "2016-02~"), event("c", "2015-09/..")])
    page = timeline(site)["timeline.md"]
    year = page[page.index("## 2016") :]
    assert year.index("Event a") < year.index("### February") < year.index("Event b")
    assert "about February 2016" in page
    assert "since September 2015" in page
    assert page.count('class="item event wide"') == 3
    page = timeline(site_of(events=[event("a", "2014/2016-06"), event("b", "../2013")]))["timeline.md"]
    assert "## 2013" in page
    assert "###" not in page


def test_an_entry_leads_to_its_events_and_to_the_map() -> None:
    events = [
        Event(f"e{n}", f"Event {n}", f"{1900 + n}", SOURCE, entities=("aleppo",) if n else ("tartus",))
        for n in range(30)
    ]
    site = site_of(entities=[entity("aleppo", coordinates=(36.2, 37.16)), entity("tartus")], events=events)
    pages = dict(render_pages(site))
    page = pages["glossary/aleppo.md"]
    assert "[36.2° N, 37.16° E](../map.md" in page
    assert "[<bdi>Event 1</bdi>](../timeline.md#event-e1), 1901" in page
    assert "[9 more](../timeline.md)" in page
    assert "Event 0" not in page
    assert "[<bdi>Event 0</bdi>](../timeline.md#event-e0), 1900" in pages["glossary/tartus.md"]


def test_years_before_1_ce_come_first_and_gaps_show():
    dates = {"a": "-0043-03-15", "b": "0014", "c": "-0043", "d": "156X", "e": "2016-21", "f": "2016-XX"}
    dates |= {"h": "2016-01", "i": "1561", "g": "[..-0043]"}
    page = timeline(site_of(events=[event(key, date) for key, date in dates.items()]))["timeline.md"]
    assert re.findall(r'id="event-(.)"', page) == list("cgabdifhe")
    assert re.findall("^## (.*) {", page, re.MULTILINE) == ["44 BCE", "14 CE", "1560", "1561", "2016"]
    assert "#y-43)" in page
    assert "{: #y-43 }" in page
    assert [int(years) for years in re.findall(r'title="(\d+) years without an entry', page.replace(",", ""))] == [
        *(56, 1545, 454),
    ]


def test_people_and_undated_things_are_not_on_the_timeline():
    entities = [entity("war", kind="event", dates="2011"), entity("man", kind="person", dates="1965")]
    site = site_of([article("one", ["Nothing."])], [*entities, entity("fog", kind="event")])
    assert [(item.kind, item.id) for item in site.dated] == [("entity", "war")]


def test_an_entry_that_an_event_of_its_date_tells_of_is_not_told_twice():
    events = [Event("e", "The treaty", "2015-12-18", SOURCE, entities=("treaty",)), event("f", "2016")]
    entities = [
        entity("treaty", kind="agreement", dates="2015-12-18"),
        entity("pact", kind="agreement", dates="2015-12-18"),
    ]
    items = site_of(entities=entities, events=events).dated
    assert [(item.kind, item.id) for item in items] == [("event", "e"), ("entity", "pact"), ("event", "f")]


def test_a_passage_that_names_a_date_stands_with_the_event_of_that_date_else_by_itself():
    texts = ["On 18 December 2015 it voted, and on 18 December 2015 it rested.", "In May 2016."]
    site = site_of([article("one", texts, "2015-12-18")], events=[event("vote", "2015-12-18")])
    items = {(item.kind, item.id): item for item in site.dated}
    assert [(p.article, p.paragraph) for p in items["event", "vote"].passages] == [("one", 1)]
    assert items["article", "one"].passages == ()
    assert [(p.article, p.paragraph) for p in items["named", "2016-05"].passages] == [("one", 2)]


def test_a_date_that_many_passages_name_shows_a_few_of_them():
    site = site_of([article("one", [f"In May 2016, {n}." for n in range(40)])])
    page = timeline(site)["timeline.md"]
    assert page.count('<bdi class="snippet">') == 6
    assert "and 34 more passages" in page


def test_a_long_timeline_has_pages_and_its_events_are_found_on_them():
    site = site_of(events=[event(f"e{n}", f"{1500 + n}") for n in range(400)])
    pages = timeline(site)
    assert list(pages) == ["timeline.md", "timeline/page_2.md", "timeline/page_3.md"]
    events = site.event_places
    assert len(events) == 400
    assert all(f'id="{place.split("#")[1]}"' in pages[place.split("#")[0]] for place in events.values())
    years = dict(re.findall(r">(1[5-9]\d\d)</span>[^\n]*\]\(([^)]*)\)", pages["timeline.md"]))
    assert years["1500"] == "#y1500"
    assert years["1899"] == "timeline/page_3.md#y1899"
    assert "## 1899" in pages["timeline/page_3.md"]


def test_a_place_far_off_is_on_a_map_of_its_own_with_a_frame_for_the_others():
    near = [entity(f"near{n}", coordinates=(35 + n / 10, 37 + n / 10)) for n in range(6)]
    far = entity("far", coordinates=(48.2, 16.4))
    (page,) = render_kind(site_of(entities=[*near, far]), "map").values()
    close, whole = page.split("<figure")[1:3]
    assert close.count('href="glossary/near') == 12  # on two drawings, for two widths
    assert "glossary/far" not in close
    assert whole.count('href="glossary/far.html"') == 2
    assert whole.count('class="frame"') == 2
    assert len(re.findall(r"^\| \[", page, re.MULTILINE)) == 7
    (page,) = render_kind(site_of(entities=near), "map").values()
    assert page.count("<figure") == 1


def test_a_place_beyond_180_degrees_is_not_far_off():
    places = {"suva": (-18.14, 178.44), "nadi": (-17.8, 177.42), "apia": (-13.83, -171.76), "tonga": (-21.13, -175.2)}
    near = [entity(name, coordinates=where) for name, where in places.items()]
    (page,) = render_kind(site_of(entities=near), "map").values()
    assert page.count("<figure") == 1
    (page,) = render_kind(site_of(entities=[*near, entity("rome", coordinates=(41.9, 12.5))]), "map").values()
    close, whole = page.split("<figure")[1:3]
    assert [close.count(f"glossary/{name}.html") for name in (*places, "rome")] == [2, 2, 2, 2, 0]
    assert whole.count("glossary/rome.html") == 2
    frames = re.findall(r'class="frame" x="([-\d.]+)" y="[-\d.]+" width="([\d.]+)"', whole)
    assert len(frames) == 2
    assert all(float(x) >= 0 and float(width) < 300 for x, width in frames)


def test_the_map_and_its_table_stay_small():
    places = [entity(f"place{n}", coordinates=(n % 90 / 2, n % 77 / 2)) for n in range(1000)]
    (page,) = render_kind(site_of(entities=places), "map").values()
    assert len(page) < 200_000
    assert page.count('class="dot"') == 2 * 80
    assert len(re.findall(r"^\| \[", page, re.MULTILINE)) == 300
    assert "700 others" in page


def test_without_places_pairs_or_articles_the_pages_say_so():
    site = site_of()
    assert "has coordinates yet" in render_kind(site, "map")["map.md"]
    assert "two entries" in render_kind(site, "network")["network.md"]
    assert "Two articles must name" in render_kind(site, "compare")["compare.md"]
    assert "Nothing here is dated yet." in timeline(site)["timeline.md"]
    assert "No notes yet." in render_kind(site, "notes")["notes.md"]


def test_the_network_and_its_table_have_the_same_ties():
    names = ["aleppo", "tartus", "palmyra"]
    texts = ["Aleppo and Tartus.", "Tartus, Aleppo.", "Palmyra and Aleppo.", "Palmyra."]
    (page,) = render_kind(
        site_of([article("one", texts, entities=names)], [entity(name) for name in names]), "network"
    ).values()
    wide = page[page.index('<svg id="network-wide"') : page.index('<svg id="network-narrow"')]
    assert re.findall(r"<title>(\w+ and \w+: [^<]*)</title>", wide) == [
        "Aleppo and Palmyra: 1 paragraph",
        "Aleppo and Tartus: 2 paragraphs",
    ]
    rows = re.findall(r"^\| \[(\w+)\].*? \| \[(\w+)\].*? \| (\d+) \|", page, re.MULTILINE)
    assert rows == [("Aleppo", "Tartus", "2"), ("Aleppo", "Palmyra", "1")]
    assert wide.count('class="dot"') == 3


def test_a_comparison_has_the_articles_in_order_of_date_with_every_passage():
    articles = [
        article("later", ["Aleppo fell."], "2017", entities=["aleppo"]),
        article("earlier", ["In Aleppo.", "Not here.", "ALEPPO again, and Aleppo."], "2015", entities=["aleppo"]),
        article("other", ["Nothing."], "2014"),
    ]
    site = site_of(articles, [entity("aleppo"), entity("tartus")])
    pages = render_kind(site, "compare") | render_kind(site, "comparison")
    assert list(pages) == ["compare.md", "compare/aleppo.md"]
    page = pages["compare/aleppo.md"]
    assert re.findall(r"^## \[([^]]*)", page, re.MULTILINE) == ["Title of earlier", "Title of later"]
    assert re.findall(r"^\[(¶ \d)\]", page, re.MULTILINE) == ["¶ 1", "¶ 3", "¶ 1"]
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["Aleppo", "ALEPPO", "Aleppo", "Aleppo"]


def test_a_comparison_of_many_articles_takes_those_that_say_most():
    articles = [article(f"a{n:02}", ["Aleppo."] * (1 + n % 10), f"{1950 + n}", entities=["aleppo"]) for n in range(60)]
    page = render_kind(site_of(articles, [entity("aleppo")]), "comparison")["compare/aleppo.md"]
    assert page.count('<section class="column"') == 8
    assert "The 8 of 60 articles" in page
    assert page.count('{: .passage dir="auto" }') == 8 * 3
    assert "7 more passages in the concordance](../glossary/aleppo.md#in-a09)" in page


@pytest.mark.parametrize(
    ("start", "wanted"),
    [(5, "One is first."), (700, "X" * 690 + "!"), (735, "Three, said the U.S. army, is it?")],
)
def test_of_a_long_paragraph_the_sentences_with_the_name_are_given(start, wanted):
    text = f"One is first. {'X' * 690}! Three, said the U.S. army, is it? “Four.”"
    first, last = sentences_around(text, start, start + 2)
    assert text[first:last] == wanted


def test_a_short_paragraph_is_given_whole():
    assert sentences_around("One. Two. Three.", 5, 8) == (0, 16)


def test_the_texts_for_looking_up_words_are_in_files_of_bounded_size_and_left_out_of_a_large_corpus():
    articles = [article(f"a{n}", ["word " * 10_000]) for n in range(12)]
    pages = render_kind(site_of(articles), "words")
    assert list(pages) == [
        "concordance.md",
        "concordance/texts_1.js",
        "concordance/texts_2.js",
        "concordance/texts_3.js",
    ]
    assert all(len(text) < 260_000 for uri, text in pages.items() if uri.endswith(".js"))
    assert all(f'"articles/a{n}.html"' in "".join(pages.values()) for n in range(12))
    pages = render_kind(site_of([article(f"a{n}", ["word " * 10_000]) for n in range(31)]), "words")
    assert list(pages) == ["concordance.md"]
    assert "In a corpus of 31 articles words are found by the search" in pages["concordance.md"]


def test_notes_stand_under_kind_article_and_contributor_with_pages_where_they_are_many():
    site = site_of([article(f"a{n:02}", ["word"], f"{1950 + n}", notes=10) for n in range(50)])
    pages = render_kind(site, "notes")
    for order in ("kind", "article", "contributor"):
        own = {
            u: t for u, t in pages.items() if u.startswith(f"notes/by_{order}") or (order == "kind" and u == "notes.md")
        }
        assert len(own) == 3
        assert sum(len(re.findall(r"^- \[word\]", text, re.MULTILINE)) for text in own.values()) == 500
    assert "[Context](#context)" in pages["notes.md"]
    assert "[Disputes](notes/by%5Fkind%5F2.md#dispute)" in pages["notes.md"]
    assert "{: #dispute }" in pages["notes/by_kind_2.md"]


def test_an_index_of_very_many_notes_is_brief():
    site = site_of([article(f"a{n:03}", ["word"], notes=10) for n in range(400)])
    pages = render_kind(site, "notes")
    assert "Said in 12 words" not in "".join(pages.values())
    assert pages["notes/by_article.md"].count('<span class="count">10</span>') == 400
    assert "notes/by_article_2.md" not in pages
