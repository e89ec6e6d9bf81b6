"""What front matter may hold, and the JSON schemas made of it. The messages: tests/checks."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.model import Edition
from build_tools.core.names import Name, plain_name
from build_tools.sources import schema, schema_messages
from build_tools.sources.front_matter import parse_document
from build_tools.sources.json_schemas import json_schemas
from build_tools.sources.schema import AnnotationFields, ArticleFields, EntityFields, EventFields
from build_tools.sources.schema_messages import validate

ENTITY = {"name": "Bell Rock", "kind": "place", "gloss": "A reef."}
ANNOTATION = {"paragraph": 1, "exact": "reef", "kind": "gloss", "contributor": "editors", "created": "2026"}
EVENT = {"title": "The light is lit", "date": "1811-02-01"}
ARTICLE = {"title": "The reef", "rights": "restricted", "edition": "study"}


def check(model, values):
    """The model of some front matter, and the codes and messages of its problems."""
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())
    document, problems = parse_document("x.md", f"---\n{text}---\n".encode())
    assert not problems
    fields, problems = validate(model, document)
    assert (fields is None) is bool(problems)
    return fields, [(problem.code, problem.message) for problem in problems]


def test_what_need_not_be_stated_is_left_out():
    assert check(EntityFields, ENTITY)[0].model_dump(exclude_defaults=True) == {**ENTITY, "kind": "place"}
    note = check(AnnotationFields, ANNOTATION)[0]
    assert note.model_dump(exclude_defaults=True) == {
        **ANNOTATION,
        "kind": "gloss",
        "contributor": {"name": "editors"},
    }
    article = check(ArticleFields, ARTICLE)[0]
    assert article.model_dump(exclude_defaults=True) == {**ARTICLE, "edition": Edition.STUDY}
    assert check(EventFields, EVENT)[0].model_dump(exclude_defaults=True) == EVENT


@pytest.mark.parametrize(
    ("value", "name", "csl"),
    [
        ("Jane Q. Public", plain_name("Jane Q. Public"), {"literal": "Jane Q. Public"}),
        ({"name": "Jane Q. Public"}, plain_name("Jane Q. Public"), {"literal": "Jane Q. Public"}),
        ({"literal": "Crisis Group"}, Name(literal="Crisis Group"), {"literal": "Crisis Group"}),
        ({"family": "Public", "given": "J."}, Name("Public", "J."), {"family": "Public", "given": "J."}),
        ({"given": "Plato"}, Name("Plato"), {"family": "Plato"}),
        (
            {"family": "King", "given": "M. L.", "suffix": "Jr."},
            Name("King", "M. L.", "Jr."),
            {"family": "King", "given": "M. L.", "suffix": "Jr."},
        ),
    ],
)
def test_a_name_is_a_persons_an_institutions_or_nobody_says(value, name, csl):
    fields = check(ArticleFields, ARTICLE | {"author": [value]})[0]
    assert fields.to_values()["author"] == (name,)
    assert name.to_csl() == csl
    assert check(AnnotationFields, ANNOTATION | {"contributor": value})[0].to_values()["contributor"] == name


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"family": "Public", "literal": "Crisis Group"}, "bad-value"),
        ({"name": "X", "family": "Public"}, "bad-value"),
        ({"suffix": "Jr."}, "bad-value"),
        ({"given": "Plato", "suffix": "Jr."}, "bad-value"),
        ({}, "bad-value"),
        ({"family": " "}, "bad-value"),
        ({"family": "Public", "first": "Jane"}, "bad-key"),
        ({"family": ["Public"]}, "wrong-type"),
        (None, "wrong-type"),
    ],
)
def test_what_is_no_name_is_reported(value, code):
    assert [found for found, _ in check(ArticleFields, ARTICLE | {"author": [value]})[1]] == [code]
    assert [found for found, _ in check(AnnotationFields, ANNOTATION | {"contributor": value})[1]] == [code]


def test_a_web_address_stays_as_it_was_written():
    assert check(ArticleFields, ARTICLE | {"url": " https://e.org/e\u0301 "})[0].url == "https://e.org/e\u0301"


@pytest.mark.parametrize("address", ["article:reef#p2", "article:bell-rock-2#note-low-water", "article:reef#p120"])
def test_a_passage_is_a_paragraph_or_a_note(address):
    assert check(EventFields, EVENT | {"passages": [address]})[0].passages == [address]


@pytest.mark.parametrize(
    "address", ["reef#p2", "article:reef", "article:reef#p0", "article:reef#low", "article:Reef#p1"]
)
def test_nothing_else_is_a_passage(address):
    assert [code for code, _ in check(EventFields, EVENT | {"passages": [address]})[1]] == ["bad-value"]


def test_an_alias_is_a_name_or_keys():
    fields, _ = check(
        EntityFields, ENTITY | {"aliases": ["Inchcape", 1811, {"name": "IR", "case": True, "lang": "en"}]}
    )
    assert [(a.name, a.lang, a.case) for a in fields.aliases] == [
        ("Inchcape", None, False),
        ("1811", None, False),
        ("IR", "en", True),
    ]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("WHO", {"name": "WHO"}),
        (1811, {"name": "1811"}),
        ({"name": "WHO"}, {"name": "WHO", "case": False}),
        ({"name": "WHO", "case": True}, {"name": "WHO", "case": True}),
    ],
)
def test_a_preferred_name_is_a_name_or_keys(name, values):
    given = check(EntityFields, ENTITY | {"name": name})[0].to_values()
    assert {key: given[key] for key in ("name", "case") if key in given} == values


def test_texts_are_normalised_and_quotes_are_left_as_they_are():
    fields, _ = check(EntityFields, ENTITY | {"name": "  Bell\n Ro\u0301ck "})
    assert fields.name == "Bell Róck"
    fields, _ = check(AnnotationFields, ANNOTATION | {"exact": "a  ree\u0301f ", "prefix": "on "})
    assert (fields.exact, fields.prefix) == ("a  ree\u0301f ", "on ")


@pytest.mark.parametrize(
    ("values", "code", "message"),
    [
        ({"coordinates": [56.4]}, "wrong-type", "`coordinates` should be a list of two numbers"),
        ({"coordinates": [56.4, -2.4, 0]}, "wrong-type", "`coordinates` should be a list of two numbers"),
        ({"coordinates": ["56", True]}, "wrong-type", "entry 1 of `coordinates` should be a number, not text"),
        ({"coordinates": [-91, 0]}, "bad-value", "entry 1 of `coordinates` must be at least -90, not -91"),
        ({"aliases": [{"nam": "x"}]}, "missing-key", "the key `name` is missing"),
        ({"aliases": [["x"]]}, "wrong-type", "entry 1 of `aliases` should be text, not a list"),
        ({"aliases": [None]}, "wrong-type", "entry 1 of `aliases` is empty"),
        (
            {"aliases": [{"name": "x", "case": "maybe"}]},
            "wrong-type",
            "`case` in entry 1 of `aliases` should be true or false, not text",
        ),
        ({"gloss": "x" * 201}, "bad-value", "`gloss` can't be used: it has 201 characters"),
        ({"name": "\u200b\x07"}, "control-character", "an invisible control character (U+0007) is in `name`"),
        ({"name": {"name": "x", "case": "maybe"}}, "wrong-type", "`name.case` should be true or false, not text"),
        ({"name": {"name": "x", "lang": "en"}}, "bad-key", "the key `lang` is unknown"),
        ({"name": {"case": True}}, "missing-key", "the key `name` is missing"),
        ({"name": ["x"]}, "wrong-type", "`name` should be text, not a list"),
        ({"kind": ["place"]}, "bad-value", "`kind` can't be `['place']`"),
        ({"see_also": ["-"]}, "bad-value", "entry 1 of `see_also` can't be `-`"),
    ],
)
def test_a_fault_is_told_in_plain_words(values, code, message):
    assert check(EntityFields, ENTITY | values)[1][0] == (code, message)


def test_all_faults_are_told_at_once():
    _, problems = check(EntityFields, {"nam": "x", "kind": "x", "see_also": [1.5, "A"]})
    assert [code for code, _ in problems] == [
        "bad-value",
        "missing-key",
        "wrong-type",
        "bad-value",
        "bad-key",
    ]


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["name", "lang", "case", "exact", "entity", "skip", "x"]), inner, max_size=3),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("model", "base"),
    [(EntityFields, ENTITY), (AnnotationFields, ANNOTATION), (ArticleFields, ARTICLE), (EventFields, EVENT)],
)
@given(data=st.data())
def test_whatever_a_key_holds_its_faults_are_told(model, base, data):
    keys = st.sampled_from([*model.model_fields, "x"])
    values = data.draw(st.dictionaries(keys, VALUES, max_size=3))
    document, _ = parse_document("x.md", b"---\na: b\n---\n")
    document.data = base | values
    _, problems = validate(model, document)
    for problem in problems:
        assert problem.message
        assert problem.code in {"bad-key", "bad-value", "control-character", "missing-key", "wrong-type"}


def test_every_pattern_has_words():
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(json_schemas())))
    assert {json.loads(pattern) for pattern in patterns} == set(schema_messages._PATTERN_HINTS)


def test_the_json_schemas_hold_every_key_and_close_the_list():
    schemas = json_schemas()
    assert sorted(schemas) == ["annotation.json", "article.json", "corpus.json", "entity.json", "event.json"]
    for name, model in schema.MODELS.items():
        described = schemas[f"{name}.json"]
        assert set(described["properties"]) == set(model.model_fields)
        assert described["additionalProperties"] is False
        assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schemas["entity.json"]["required"] == ["name", "kind", "gloss"]
