"""`reader diff` tells whatever a source may hold: each key of each kind of file, and what stands over each text.

The sample corpus is compared with itself, one thing in it changed; a key that a schema gains must be added here.
"""

from __future__ import annotations

import json
import shutil

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.changes.compare import compare
from build_tools.changes.difference import follow, show_exactly
from build_tools.changes.fields import find_differences, joined
from build_tools.changes.prose import compare_prose
from build_tools.changes.report import format_text, to_sections
from build_tools.changes.values import Detail
from build_tools.core.model import Block, BlockKind, Link, Style, StyleKind
from build_tools.corpus.reading import read_corpus
from build_tools.sources.schema import MODELS
from tests.support.paths import SAMPLE

SOURCES = "source_texts"
NOTE = {"paragraph": 1, "exact": "the", "kind": "gloss", "contributor": "editors", "created": 2026}
NOTES = f"{SOURCES}/articles/bell-rock/annotations"
FILES = {
    "article": f"{SOURCES}/articles/bell-rock/article.md",
    "annotation": f"{NOTES}/two-builders.md",
    "entity": f"{SOURCES}/glossary/skerryvore-lighthouse.md",
    "event": f"{SOURCES}/events/bell-rock-light-shown.md",
    "before": f"{NOTES}/before.md",
    "behind": f"{NOTES}/behind.md",
}
SHA256 = "0" * 64
EDITS = {
    ("article", "title"): ("A beacon", "A beacon"),
    ("article", "summary"): ("In short.", "In short."),
    ("article", "author"): ([{"family": "Smith", "given": "John"}], "Smith, John (a person)"),
    ("article", "publisher"): ("Chambers", "Chambers"),
    ("article", "dateline"): ("Arbroath", "Arbroath"),
    ("article", "published"): ("2026-10", "2026-10"),
    ("article", "language"): ("gd", "gd"),
    ("article", "url"): ("https://x.example/A-b", "https://x.example/A-b"),
    ("article", "rights"): ("CC-BY-4.0", "CC-BY-4.0"),
    ("article", "edition"): ("study", "study"),
    ("article", "original.sha256"): (SHA256, SHA256),
    ("article", "original.skip"): ([1], "original.skip: now [1]"),
    ("article", "original.headings"): ([3], "original.headings: now [3]"),
    ("article", "original.captions"): ([1], "original.captions: now [1]"),
    ("article", "original.title"): ("The tower", "original.title: now [The tower]"),
    ("article", "original.probable"): (["author"], "original.probable: now [author]"),
    ("article", "mentions"): ([{"exact": "Sailors", "entity": None}], "Sailors = no entity"),
    ("article", "dates"): ([{"exact": "1807", "date": None, "paragraph": 1}], "1807 = no date (¶ 1)"),
    ("annotation", "paragraph"): (1, "¶ 2 → ¶ 1"),
    ("annotation", "exact"): ("The men", "on “[The men]”"),
    ("annotation", "original.exact"): ("He began", "original.exact: now [He began]"),
    ("annotation", "kind"): ("source", "after: source"),
    ("annotation", "contributor"): ({"literal": "The Ada"}, "after: The Ada (an institution)"),
    ("annotation", "created"): ("2026-11-23", "after: 2026-11-23"),
    ("annotation", "as_of"): ("2020", "as_of: now [2020]"),
    ("annotation", "confidence"): ("high", "after: high"),
    ("annotation", "cites"): ([], "cites: no longer [stevenson-1824]"),
    ("annotation", "short"): ("Two men built it.", "short: now [Two men built it.]"),
    ("before", "prefix"): ("later", "and later [the] Bell Rock"),
    ("behind", "suffix"): ("Bell Rock", "and later [the] Bell Rock"),
    ("entity", "name"): ("Sgeir", "after: Sgeir"),
    ("entity", "kind"): ("concept", "after: concept"),
    ("entity", "aliases"): (["Skerryvore Lighthouse"], "alias removed: [Sgeir Mhòr] (gd)"),
    ("entity", "gloss"): ("A light.", "after: A light."),
    ("entity", "coordinates"): ([56.323, -7.115], "56.323, -7.115"),
    ("entity", "dates"): ("1844/..", "1844/.."),
    ("entity", "see_also"): (["robert-stevenson"], "after: robert-stevenson"),
    ("entity", "same_as"): (
        ["https://www.wikidata.org/entity/Q1"],
        "same_as: now [https://www.wikidata.org/entity/Q1]",
    ),
    ("entity", "cites"): (["stevenson-1824"], "cites: now [stevenson-1824]"),
    ("event", "title"): ("It is lit", "It is lit"),
    ("event", "date"): ("1811-02", "after: 1811-02"),
    ("event", "entities"): (["bell-rock-lighthouse"], "after: bell-rock-lighthouse"),
    ("event", "passages"): (["article:bell-rock#p2"], "after: article:bell-rock#p2"),
    ("event", "cites"): ([], "cites: no longer [stevenson-1824]"),
}
"""(kind of file, key) -> another value, and what the report then says."""
SETTINGS_EDITS = [
    ("language: gd", "language:\n      before: en\n      after: gd"),
    ("licence: {notes: CC0-1.0}", "before: CC-BY-4.0\n      after: CC0-1.0"),
    ('edition: {date: 2026-12-01, version: "2"}', "edition.version: now [2]"),
    ("order: [skerryvore, {part: Forth, articles: [bell-rock]}]", "order: now [skerryvore; Forth: bell-rock]"),
    ("contributors: {Ada: {url: https://x.example/}}", "contributors.Ada.url: now [https://x.example/]"),
    ("contributors: {Ada: {}}", "contributors: now [Ada]"),
    ("note_kinds: [{id: v, label: variant, plural: variants, meaning: x}]", "note_kinds.v.plural: now [variants]"),
    (
        "entity_kinds: [{id: s, label: ship, plural: ships, meaning: x, ends: {began: launched, ended: lost}}]",
        "entity_kinds.s.ends.began: now [launched]",
    ),
    ("entity_kinds: [{id: s, label: s, plural: s, meaning: x, happens: true}]", "entity_kinds.s.happens: now [true]"),
    ("checks: {note_words: {min: 40, max: 120}}", "before: at most 200\n      after: 40 to 120"),
    ("checks: {quotation_marks: [„, “, ‚, ‘]}", "after: „; “; ‚; ‘"),
    ("checks: {hosts: [x.example]}", "checks.hosts: now [x.example]"),
    ("checks: {hosts: []}", "checks.hosts: now [none]"),
    ("checks: {at_least: {events: 1}}", "checks.at_least.events: now [1]"),
    ("checks: {each_article: {kinds: [source]}}", "checks.each_article.kinds: now [source]"),
    ("checks: {guides: {folder: docs, every_article: true}}", "checks.guides.every_article: now [true]"),
]
"""The settings of the sample with other keys -> what the report then says."""
ALIASES = ["Skerryvore Lighthouse", {"name": "Sgeir Mhòr", "lang": "gd"}]
ALIAS_EDITS = [
    ([*ALIASES, {"name": "SKER", "case": True}], "alias added: [SKER] (only in exactly this case)"),
    ([ALIASES[0], {"name": "Sgeir Mhòr"}], "alias changed: [Sgeir Mhòr] (no longer gd)"),
    ([ALIASES[0], {"name": "Sgeir Mhòr", "lang": "ga"}], "alias changed: [Sgeir Mhòr] (was gd; now ga)"),
    ([{"name": ALIASES[0], "case": True}, ALIASES[1]], "(now only in exactly this case)"),
    (ALIASES[::-1], "order of aliases"),
]
REFERENCE_EDITS = {
    "type": "report",
    "title": "An account of the Bell Rock light-house",
    "author": [{"family": "Stevenson", "given": "R."}],
    "publisher": "A. Constable",
    "publisher-place": "Leith",
    "issued": {"date-parts": [[1825]]},
    "URL": "https://x.example/A",
    "note": "A note",
}
SKERRYVORE = f"{SOURCES}/articles/skerryvore"
TEXT_EDITS = [
    (FILES["article"], "*It still stands*", "It still stands", "“It still stands”: no longer [emphasis]"),
    (FILES["article"], "*It still stands*", "**It still stands**", "after: strong emphasis"),
    (FILES["article"], "## First light", "First light", "after: paragraph"),
    (FILES["article"], "Robert Stevenson began", "> Robert Stevenson began", "after: quote"),
    (FILES["article"], "Sailors called", "[Sailors](https://x.example) called", "link on “Sailors”: now [https://x.ex"),
    (FILES["article"], "1807.", "1808.", "1808."),
    (FILES["annotation"], "article:skerryvore#p1", "article:skerryvore#p2", "after: article:skerryvore#p2"),
    (f"{SKERRYVORE}/annotations/shape.md", "Which of them", "Which", "low down"),
    (f"{SKERRYVORE}/annotations/shape.md", "Compare", "1. Compare", "after: numbered list"),
    (FILES["entity"], "great rock", "[great rock](entity:bell-rock-lighthouse)", "now [entity:bell-rock-lighthouse]"),
    (FILES["event"], "The lamps", "*The lamps*", "“The lamps”: now [emphasis]"),
    (f"{SOURCES}/home.md", "lighthouse", "[lighthouse](article:bell-rock)", "now [article:bell-rock]"),
    (f"{SOURCES}/home.md", "Put your own", "Put yours", "Put yours"),
]


@pytest.fixture
def project(tmp_path):
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    write(tmp_path / FILES["before"], {**NOTE, "prefix": "called it"}, "This.\n")
    write(tmp_path / FILES["behind"], {**NOTE, "suffix": "Inchcape"}, "That.\n")
    return tmp_path


def write(path, fields, body):
    path.write_text(f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n{body}", "utf-8")


def set_key(path, key, value):
    """Give a key, such as `original.skip`, another value."""
    _, front_matter, body = path.read_text("utf-8").split("---\n", 2)
    fields = yaml.safe_load(front_matter)
    *outer, last = key.split(".")
    inner = fields
    for part in outer:
        inner = inner.setdefault(part, {})
    inner[last] = value
    write(path, fields, body)


def report(before, after):
    return format_text(to_sections(compare(before.corpus, after.corpus)))


def assert_told(project, edit, expected):
    """The report says what is expected, and something where the change is taken back."""
    before = read_corpus(project)
    edit()
    after = read_corpus(project)
    assert len(after.corpus.articles) == len(before.corpus.articles)
    assert expected in report(before, after)
    assert report(after, before)
    assert not report(after, after)


def test_every_key_is_among_those_that_are_changed_here():
    nested = {"original"}
    known = {
        (kind, f"{name}.{inner}" if name in nested else name)
        for kind, model in MODELS.items()
        for name in model.model_fields
        for inner in (model.model_json_schema()["$defs"][of(kind)]["properties"] if name in nested else [""])
    }
    tried = {("annotation" if kind in {"before", "behind"} else kind, key) for kind, key in EDITS}
    assert {key for key in known if key[1] != "ignore"} == tried


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"name": "Skerryvore Lighthouse", "case": True}, "name.case: now [only in exactly this case]"),
        ({"name": "SKER", "case": True}, "after: SKER"),
    ],
)
def test_a_name_that_matches_differently_is_reported(project, name, expected):
    path = project / FILES["entity"]
    set_key(path, "aliases", ["Sgeir Mhòr"])
    assert_told(project, lambda: set_key(path, "name", name), expected)


def of(kind):
    return {"article": "OriginalFields", "annotation": "TargetFields"}[kind]


@pytest.mark.parametrize(("kind", "key"), EDITS)
def test_a_key_with_another_value_is_told(kind, key, project):
    value, expected = EDITS[kind, key]
    assert_told(project, lambda: set_key(project / FILES[kind], key, value), expected)


@pytest.mark.parametrize(("keys", "expected"), SETTINGS_EDITS)
def test_a_setting_with_another_value_is_reported(keys, expected, project):
    path = project / SOURCES / "corpus.yml"
    changed = {**yaml.safe_load(path.read_text("utf-8")), **yaml.safe_load(keys)}
    assert_told(project, lambda: path.write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8"), expected)


@pytest.mark.parametrize(("aliases", "expected"), ALIAS_EDITS)
def test_what_an_alias_says_of_itself_is_told(aliases, expected, project):
    assert_told(project, lambda: set_key(project / FILES["entity"], "aliases", aliases), expected)


@pytest.mark.parametrize("key", REFERENCE_EDITS)
def test_a_key_of_a_reference_is_told(key, project):
    path = project / SOURCES / "references" / "books.json"
    items = json.loads(path.read_text("utf-8"))
    items[0][key] = REFERENCE_EDITS[key]
    assert_told(project, lambda: path.write_text(json.dumps(items), "utf-8"), f"{key}:")


@pytest.mark.parametrize(("path", "old", "new", "expected"), TEXT_EDITS)
def test_what_stands_in_or_over_a_text_is_told(path, old, new, expected, project):
    text = (project / path).read_text("utf-8")
    assert old in text
    assert_told(project, lambda: (project / path).write_text(text.replace(old, new, 1), "utf-8"), expected)


def test_of_a_long_list_what_differs_is_told():
    before, after = joined(range(100)), joined([*range(99), "new"])
    assert list(find_differences({"cites": before}, {"cites": after})) == [Detail("cites", "…; 99", "…; new")]
    (detail,) = find_differences({"cites": before}, {"cites": joined(reversed(range(100)))})
    assert detail.before.startswith("0; 1")
    assert detail.after.startswith("99; 98")


def spans(length):
    bounds = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    return st.lists(bounds, max_size=2, unique_by=tuple).map(sorted)


@st.composite
def some_blocks(draw):
    blocks = []
    for number in range(draw(st.integers(1, 3))):
        text = draw(st.text("ab \n", min_size=1, max_size=5))
        links = tuple(Link(i, j, draw(st.sampled_from(["x", "X", "y"]))) for i, j in draw(spans(len(text))))
        styles = tuple(Style(i, j, draw(st.sampled_from(StyleKind))) for i, j in draw(spans(len(text))))
        kind = draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST]))
        first = draw(st.none() | st.integers(0, 2)) if kind is BlockKind.LIST else None
        blocks.append(Block(number, number, kind, text, styles, links, first))
    return blocks


@given(some_blocks(), some_blocks())
def test_two_texts_are_told_apart_where_a_page_would_show_them_otherwise(before, after):
    assert bool(list(compare_prose("text", before, after))) == (before != after)


@given(st.text("ab", max_size=500), st.text("ab", max_size=20), st.text("ab", max_size=400))
def test_values_of_which_every_sign_counts_are_shown_to_differ(same, before, after):
    old, new = show_exactly(same + before, same + after)
    assert (old == new) == (before == after)
    assert max(len(old), len(new)) <= 300


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("one two three four", "three"),
        ("new one two three four", "three"),
        ("one two 3 four", "3"),
        ("one two four", ""),
        ("one, two, and three, four", "three"),
    ],
)
def test_words_are_followed_into_an_edited_text(after, expected):
    start, end = follow("one two three four", after, 8, 13)
    assert after[start:end] == expected
