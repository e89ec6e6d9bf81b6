"""How a reference is called in a note, and written in the list of sources."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.core.model import Reference, Source
from build_tools.corpus.reading import read_corpus
from build_tools.site.citations import format_label, render_reference
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


def test_no_source_of_this_corpus_is_called_by_a_bare_number() -> None:
    labels = {r.id: format_label(r) for r in read_corpus(ROOT).corpus.references}
    assert {k: v for k, v in labels.items() if not any(c.isalpha() for c in v)} == {}
