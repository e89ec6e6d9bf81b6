"""Dates of CSL as sources and labels have them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.csl_dates import csl_year, find_csl_fault, format_csl_date, read_csl_date, to_csl_date
from build_tools.text.dates import Edtf, parse_edtf

DATES: list[tuple[Any, str, str]] = [
    ({"date-parts": [[2015, 12, 18]]}, "18 December 2015", "2015"),
    ({"date-parts": [["2015", "12"]]}, "December 2015", "2015"),
    ({"date-parts": [[2015, 0, 0]]}, "2015", "2015"),
    ({"date-parts": [[-44, 3, 15]]}, "15 March 44 BCE", "44 BCE"),
    ({"date-parts": [["-44"]]}, "44 BCE", "44 BCE"),
    ({"date-parts": [[-1]]}, "1 BCE", "1 BCE"),
    ({"date-parts": [[-58], [-50]]}, "58 BCE–50 BCE", "58 BCE"),
    ({"date-parts": [[476, 9, 4]]}, "4 September 476 CE", "476 CE"),
    ({"date-parts": [[1500]], "circa": True}, "c. 1500", "c. 1500"),
    ({"date-parts": [[1500]], "circa": 1}, "c. 1500", "c. 1500"),
    ({"date-parts": [[1500]], "circa": "1"}, "c. 1500", "c. 1500"),
    ({"date-parts": [[1500]], "circa": False}, "1500", "1500"),
    ({"date-parts": [[-360]], "circa": True}, "c. 360 BCE", "c. 360 BCE"),
    ({"date-parts": [[1500], [1510]], "circa": True}, "c. 1500–c. 1510", "c. 1500"),
    ({"date-parts": [[2015]], "season": 2}, "summer 2015", "2015"),
    ({"date-parts": [[2015]], "season": "4"}, "winter 2015", "2015"),
    ({"date-parts": [[2015]], "season": "Fall"}, "autumn 2015", "2015"),
    ({"date-parts": [[2015]], "season": "Michaelmas"}, "Michaelmas 2015", "2015"),
    ({"date-parts": [[2015, 21]]}, "spring 2015", "2015"),
    ({"date-parts": [[2015, 3], [2016, 4]]}, "March 2015–April 2016", "2015"),
    ({"date-parts": [[2015], [0, 0, 0]]}, "2015–", "2015"),
    ({"literal": "n.d."}, "n.d.", ""),
    ({"literal": "Spring 1821"}, "Spring 1821", "1821"),
    ({"literal": "between 1821 and 1824"}, "between 1821 and 1824", ""),
    ({"raw": "1850-03-02"}, "2 March 1850", "1850"),
    ({"raw": "-0043-03-15"}, "15 March 44 BCE", "44 BCE"),
    ({"raw": "2 March 1850"}, "2 March 1850", "1850"),
    ({"raw": "156X"}, "1560s", "c. 1560"),
    ("1850~/1851", "c. 1850–1851", "c. 1850"),
]


@pytest.mark.parametrize(("value", "words", "year"), DATES)
def test_a_date_has_words_and_a_year_for_labels(value: Any, words: str, year: str) -> None:
    assert find_csl_fault(value) == ""
    assert (format_csl_date(value), csl_year(value)) == (words, year)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("May 1824", "is no date"),
        ({}, "no `date-parts`"),
        ({"date-parts": [[0]]}, "no year 0"),
        ({"date-parts": [[2015, 13]]}, "no month 13"),
        ({"date-parts": [[2015, 2, 30]]}, "no 30 February 2015"),
        ({"date-parts": [[2015, 21, 5]]}, "has no day 05"),
        ({"date-parts": [[2016], [2015]]}, "ends before it begins"),
        ({"date-parts": [[]]}, "one or two lists"),
        ({"date-parts": [[True]]}, "one or two lists"),
        ({"date-parts": [["٢٠١٥"]]}, "one or two lists"),
        ({"date-parts": [[1], [2], [3]]}, "one or two lists"),
        ({"raw": 5}, "no `date-parts`"),
        (5, "no object"),
    ],
)
def test_what_is_no_date_says_why(value: Any, fault: str) -> None:
    assert fault in find_csl_fault(value)


SINGLE = st.from_regex(
    r"-?(?:[012][0-9]{3}|1[0-9]XX|2[0-9]{2}X)(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-9]|XX))?[~?%]?", fullmatch=True
)
WRITTEN = st.one_of(
    SINGLE,
    st.builds("{}/{}".format, SINGLE, SINGLE | st.sampled_from(["", ".."])),
    st.builds("[{},{}]".format, SINGLE, SINGLE),
    st.builds("{{{}..{}}}".format, SINGLE, SINGLE | st.just("")),
)


@given(WRITTEN)
def test_every_date_of_edtf_becomes_one_of_csl_with_the_same_year(edtf: str) -> None:
    date, value = parse_edtf(edtf), to_csl_date(edtf)
    if date is None:
        return
    assert find_csl_fault(value) == ""
    if "literal" not in value:
        again = read_csl_date(value)
        assert isinstance(again, Edtf)
        assert again.lower[0] == date.lower[0]
        assert again.approximate or not (date.approximate or date.uncertain)


@given(st.integers(-9000, 9000).filter(bool), st.integers(0, 12), st.integers(0, 28), st.booleans())
def test_a_date_goes_to_edtf_and_back(year: int, month: int, day: int, circa: bool) -> None:
    parts = [year, *([month] if month else []), *([day] if month and day else [])]
    value = {"date-parts": [parts], **({"circa": True} if circa else {})}
    date = read_csl_date(value)
    assert isinstance(date, Edtf)
    assert date.dates[0].parts == (year if year > 0 else year + 1, *parts[1:])
    assert date.approximate is circa
    written = [f"{abs(date.lower[0]):04}", *(f"{part:02}" for part in parts[1:])]
    edtf = ("-" if date.lower[0] < 0 else "") + "-".join(written) + ("~" if circa else "")
    assert parse_edtf(edtf) == date
    assert to_csl_date(edtf) == value
