"""How a reference is called in a note, and written in the list of sources."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.core.model import Reference, Source
from build_tools.corpus.reading import read_corpus
from build_tools.site.citations import format_label, render_reference, sort_key
from tests.support.paths import ROOT

PERSON = {"family": "Reed", "given": "Ann"}
BODY = {"literal": "Board of Lights"}


def reference(**data: Any) -> Reference:
    return Reference(id="r", data={"type": "report", "title": "On Towers", **data}, source=Source(path="r.json"))


NEWS = {"type": "article-newspaper", "container-title": "The Gazette", "issued": {"date-parts": [[1903, 5, 3]]}}


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ({"author": [BODY], "number": "B/12"}, "B/12"),
        ({"author": [PERSON], "number": "7/2019", "issued": {"date-parts": [[2019]]}}, "Reed 2019"),
        ({"author": [PERSON, PERSON, PERSON], "issued": {"date-parts": [[2019]]}}, "Reed and Reed et al. 2019"),
        ({"author": [{**PERSON, "non-dropping-particle": "van"}], "issued": {"date-parts": [[1821]]}}, "van Reed 1821"),
        ({"type": "speech", "author": [PERSON], "number": "S/PV.1"}, "S/PV.1"),
        ({"type": "treaty", "issued": {"date-parts": [[1836]]}}, "On Towers (1836)"),
    ],
)
def test_a_persons_work_is_called_by_its_author_and_a_document_by_its_number(data: dict[str, Any], label: str) -> None:
    assert format_label(reference(**data)) == label


def test_a_number_stands_with_its_series() -> None:
    line = render_reference(reference(author=[PERSON], number="7/2019", **{"collection-title": "Tower Papers"}))
    assert "Tower Papers 7/2019" in line
    assert render_reference(reference(title="Law 5 of 1836", number="Law 5")).count("Law 5") == 1


ARTICLE = {
    "type": "article-journal",
    "author": [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van", "suffix": "Jr."}],
    "container-title": "Journal",
    "volume": "12",
    "issue": 2,
    "page": "1-30",
    "DOI": "10.1000/xyz",
    "issued": {"date-parts": [[2015, 3], [2016, 4]]},
}
CHAPTER = {
    "type": "chapter",
    "author": [BODY],
    "editor": [PERSON, {"literal": "Friends"}],
    "container-title": "The Book",
    "page": "7",
    "edition": "2",
    "publisher": "Press",
    "publisher-place": "Leith",
}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            ARTICLE,
            (
                "Beethoven, Ludwig van, Jr. [On Towers](https://doi.org/10.1000/xyz). Journal 12(2), 1–30."
                " March 2015–April 2016."
            ),
        ),
        (CHAPTER, "Board of Lights. On Towers. The Book, ed. Ann Reed and Friends, 7. Edition 2. Leith: Press."),
        ({**CHAPTER, "author": []}, "Reed, Ann and Friends (eds). On Towers. The Book, 7. Edition 2. Leith: Press."),
        (
            {"author": [{"family": "Bab", "given": "Ali", "dropping-particle": "al-"}] * 2},
            "Bab, Ali al- and Ali al-Bab. <em>On Towers</em>.",
        ),
        ({"author": [{"family": "Este", "non-dropping-particle": "d’"}]}, "d’Este. <em>On Towers</em>."),
        ({"type": "treaty", "container-title": "Series", "volume": "8"}, "On Towers. Series vol. 8."),
        ({**NEWS, "author": [{"literal": "The Gazette"}]}, "The Gazette. On Towers. 3 May 1903."),
        ({**NEWS, "author": [{"literal": "An Agency"}]}, "An Agency. On Towers. The Gazette. 3 May 1903."),
        ({"DOI": "https://doi.org/10.1/a"}, "<em>[On Towers](https://doi.org/10.1/a)</em>."),
        ({"issued": {"raw": "spring 1821"}}, "<em>On Towers</em>. spring 1821."),
    ],
)
def test_a_source_is_told_with_all_that_finds_it(data: dict[str, Any], line: str) -> None:
    assert render_reference(reference(**data)) == line


BOOK = {"type": "book", "author": [PERSON]}
MORE = [
    ({"title": "On <i>Hamlet</i>", "type": "chapter"}, "On <em>Hamlet</em>."),
    ({"title": "On <i>Hamlet</i>"}, "<em>On <em>Hamlet</em></em>."),
    (
        {"title": 'H<sub>2</sub>O, <span class="nocase">iPhone</span>', "URL": "https://x.org"},
        "<em>[H<sub>2</sub>O, iPhone](https://x.org)</em>.",
    ),
    ({**NEWS, "container-title": "The <i>Hood</i> News"}, "On Towers. The <em>Hood</em> News. 3 May 1903."),
    ({"title": "Who goes there?"}, "<em>Who goes there?</em>"),
    ({**BOOK, "issued": {"date-parts": [[-44, 3, 15]]}}, "Reed, Ann. <em>On Towers</em>. 15 March 44 BCE."),
    ({**BOOK, "issued": {"date-parts": [[1500]], "circa": True}}, "Reed, Ann. <em>On Towers</em>. c. 1500."),
    ({**BOOK, "issued": {"date-parts": [[2015]], "season": "1"}}, "Reed, Ann. <em>On Towers</em>. spring 2015."),
    ({**BOOK, "translator": [PERSON, BODY]}, "Reed, Ann. <em>On Towers</em>. Trans. Ann Reed and Board of Lights."),
    (
        {**BOOK, "illustrator": [BODY], "contributor": [PERSON]},
        "Reed, Ann. <em>On Towers</em>. Illus. Board of Lights; with Ann Reed.",
    ),
    ({"type": "motion_picture", "director": [PERSON]}, "Reed, Ann (director). On Towers."),
    (
        {
            **BOOK,
            "original-date": {"date-parts": [[1850]]},
            "original-title": "Über Türme",
            "original-publisher": "Cotta",
        },
        "Reed, Ann. <em>On Towers</em>. First published as Über Türme, Cotta, 1850.",
    ),
    (
        {**BOOK, "type": "review-book", "reviewed-title": "<i>Fog</i>", "reviewed-author": [BODY]},
        "Reed, Ann. On Towers. Review of <em>Fog</em> by Board of Lights.",
    ),
    ({"type": "thesis", "genre": "PhD thesis", "author": [PERSON]}, "Reed, Ann. <em>On Towers</em>. PhD thesis."),
    (
        {"type": "paper-conference", "event-title": "Lights", "event-place": "Leith"},
        "On Towers. Lights, Leith.",
    ),
    ({**BOOK, "publisher-place": "Leith", "event-place": "Leith"}, "Reed, Ann. <em>On Towers</em>. Leith."),
    (
        {**BOOK, "volume": 2, "volume-title": "Rocks", "number-of-volumes": 3},
        "Reed, Ann. <em>On Towers</em>. vol. 2, Rocks, 3 vols.",
    ),
    (
        {**BOOK, "collection-title": "Lights", "collection-number": 4, "collection-editor": [BODY]},
        "Reed, Ann. <em>On Towers</em>. Lights 4, series ed. Board of Lights.",
    ),
    (
        {"type": "manuscript", "archive_location": "Box 3", "archive": "Leith Library", "call-number": "MS 1"},
        "On Towers. Box 3, Leith Library, MS 1.",
    ),
    (
        {"type": "webpage", "URL": "https://x.org", "accessed": {"date-parts": [[2026, 5, 1]]}},
        "[On Towers](https://x.org). Accessed 1 May 2026.",
    ),
    ({"type": "software", "version": "2.1", "medium": "tape"}, "On Towers. version 2.1, tape."),
    ({**BOOK, "status": "forthcoming"}, "Reed, Ann. <em>On Towers</em>. forthcoming."),
    ({"type": "legal_case", "authority": "High Court", "volume": "12"}, "On Towers. vol. 12. High Court."),
    ({"type": "article-journal", "container-title-short": "J. Lights", "page-first": "7"}, "On Towers. J. Lights, 7."),
]


@pytest.mark.parametrize(("data", "line"), MORE)
def test_what_csl_says_of_a_source_is_shown(data: dict[str, Any], line: str) -> None:
    assert render_reference(reference(**data)) == line


def test_of_very_many_authors_the_first_seven_are_shown() -> None:
    authors = [{"family": f"F{n}", "given": "A."} for n in range(200)]
    line = render_reference(reference(author=authors))
    assert line == "F0, A., A. F1, A. F2, A. F3, A. F4, A. F5, A. F6 et al. <em>On Towers</em>."
    assert "A. F9. " in render_reference(reference(author=authors[:10]))


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ({"author": [PERSON], "issued": {"date-parts": [[-44]]}}, "Reed 44 BCE"),
        ({"author": [PERSON], "issued": {"date-parts": [[1500]], "circa": True}}, "Reed c. 1500"),
        ({"author": [{"given": "Plato"}], "issued": {"literal": "about 360 BC"}}, "Plato"),
        ({"author": [PERSON], "issued": {"raw": "Spring 1821"}, "year-suffix": "b"}, "Reed 1821b"),
        ({"type": "webpage", "title": "On <i>Hamlet</i> & H<sub>2</sub>O"}, "On Hamlet & H2O"),
        ({"type": "webpage", "title-short": "<b>Fog</b>"}, "Fog"),
        ({"type": "treaty", "number": "<i>B</i>/12"}, "B/12"),
    ],
)
def test_a_label_is_plain_and_says_how_sure_its_year_is(data: dict[str, Any], label: str) -> None:
    assert format_label(reference(**data)) == label


def test_sources_are_sorted_by_family_name_or_plain_title() -> None:
    items = [
        {"title": "<i>Zeta</i>"},
        {"author": [{"family": "Dam", "non-dropping-particle": "van"}]},
        {"title": "Alpha"},
        {"author": [{"given": "Plato"}]},
        {"author": [BODY]},
    ]
    keys = sorted(sort_key(reference(**item))[0] for item in items)
    assert keys == ["alpha", "board of lights", "dam", "plato", "zeta"]


@pytest.mark.integration
def test_no_source_of_this_corpus_is_called_by_a_bare_number() -> None:
    labels = {r.id: format_label(r) for r in read_corpus(ROOT).corpus.references}
    assert {k: v for k, v in labels.items() if not any(c.isalpha() for c in v)} == {}
