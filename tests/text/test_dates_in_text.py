"""Dates in English prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.dates import parse_edtf
from build_tools.text.dates_in_text import find_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 18 December 2015 it voted.", [("18 December 2015", "2015-12-18")]),
        ("On December 18, 2015, it voted.", [("December 18, 2015", "2015-12-18")]),
        ("on the 1st of May 1916", [("1st of May 1916", "1916-05-01")]),
        ("in December 2015 and January 2016", [("December 2015", "2015-12"), ("January 2016", "2016-01")]),
        ("in May, 2017", [("May, 2017", "2017-05")]),
        ("18\u00a0December\u00a02015", [("18\u00a0December\u00a02015", "2015-12-18")]),
        ("1 and 2 March 2016", [("2 March 2016", "2016-03-02")]),
        ("on 15 March 44 BC.", [("15 March 44 BC", "-0043-03-15")]),
        ("on March 15, 44 BCE he", [("March 15, 44 BCE", "-0043-03-15")]),
        ("in September 1 B.C., when", [("September 1 B.C.", "0000-09")]),
        ("in August 1184 B.C.E. it", [("August 1184 B.C.E.", "-1183-08")]),
    ],
)
def test_a_day_or_a_month_with_its_year_is_a_date(text, found):
    assert [(text[d.start : d.end], d.edtf) for d in find_dates(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "in 2015, on 18 December",
        "31 February 2015",
        "may 2015 be a better year",
        "Decembers 2015",
        "on 15 March 44 men",
        "March 44 BCG vaccines",
        "December 20155",
        "March on Damascus, 2016",
        "the 2015 elections",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert find_dates(text) == []


def test_every_date_found_is_one_that_the_timeline_can_order():
    text = " ".join(f"{day} {month} 2016." for month in ("February", "June") for day in range(1, 32))
    found = find_dates(text)
    assert len(found) == 29 + 30
    assert all(parse_edtf(date.edtf) for date in found)


@pytest.mark.parametrize(
    "text",
    [
        "In May 1500 fighters left Homs",
        "On 5 May 1500 fighters left Homs",
        "In May 1500 well-armed Syrian rebel fighters left",
        "In May 1500 US-backed fighters left",
        "In May 1500-strong units came",
        "In May 1500 of them left, in June 1600 or so people",
        "In May 1500 were killed",
        "In March 1200 tonnes of wheat came",
        "In June 1320 civilians fled",
    ],
)
def test_a_number_that_counts_is_no_year(text):
    assert find_dates(text) == []
    assert find_dates(text, range(1000, 1700)) != []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In May 1500 Cabral reached Brazil", "1500-05"),
        ("On 29 May 1453 the walls fell", "1453-05-29"),
        ("In May 1453 Ottoman forces took the city", "1453-05"),
        ("In June 1492 Spain’s ships left", "1492-06"),
        ("In May 1500, fighters left", "1500-05"),
        ("In May 1500. Fighters left", "1500-05"),
        ("In May 1500 this began", "1500-05"),
        ("In May 2016 rebels left Homs", "2016-05"),
        ("In May 2000 soldiers died", "2000-05"),
    ],
)
def test_a_year_before_what_it_may_not_count_is_a_date(text, edtf):
    assert [date.edtf for date in find_dates(text)] == [edtf]


@given(st.integers(1000, 2999), st.text(st.characters(), max_size=30), st.booleans())
def test_an_expected_year_is_a_date_whatever_follows(year, after, known):
    text = f"In May {year} {after}"
    years = range(year, year + 1) if known else ()
    found = [date.edtf for date in find_dates(text, years) if date.start == 3]
    assert found == [f"{year}-05"] or (not known and found == [])
