"""Dates as EDTF: what is read, in what order it comes, and how it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.dates import date_parts, date_sort_key, format_date, format_edtf, is_exact, parse_edtf


@pytest.mark.parametrize(
    ("text", "lower", "upper", "label"),
    [
        ("2016", (2016, 1, 1), (2016, 12, 31), "2016"),
        ("2016-02", (2016, 2, 1), (2016, 2, 29), "February 2016"),
        ("2016-12-22", (2016, 12, 22), (2016, 12, 22), "22 December 2016"),
        ("2017-04~", (2017, 4, 1), (2017, 4, 30), "about April 2017"),
        ("2017?", (2017, 1, 1), (2017, 12, 31), "perhaps 2017"),
        ("2017%", (2017, 1, 1), (2017, 12, 31), "perhaps about 2017"),
        ("2015-09/2017-12", (2015, 9, 1), (2017, 12, 31), "September 2015 – December 2017"),
        ("2016/2016", (2016, 1, 1), (2016, 12, 31), "2016 – 2016"),
        ("2015-09/..", (2015, 9, 1), (9999, 12, 31), "since September 2015"),
        ("1965-09-11/", (1965, 9, 11), (9999, 12, 31), "11 September 1965 – ?"),
        ("../2015", (0, 0, 0), (2015, 12, 31), "until 2015"),
        ("/2015~", (0, 0, 0), (2015, 12, 31), "? – about 2015"),
        ("[2016-11..2017-01]", (2016, 11, 1), (2017, 1, 31), "between November 2016 and January 2017"),
        ("[2018, 2016]", (2016, 1, 1), (2018, 12, 31), "2018 or 2016"),
        ("[2014,2016,2018]", (2014, 1, 1), (2018, 12, 31), "2014, 2016 or 2018"),
    ],
)
def test_a_date_has_bounds_and_words(text, lower, upper, label):
    date = parse_edtf(text)
    assert date is not None
    assert (date.lower, date.upper, format_edtf(date)) == (lower, upper, label)


@pytest.mark.parametrize(
    "text",
    [
        *("", " 2016", "16", "2016-1", "2016-13", "2016-00", "2016-02-30", "2015-02-29", "0000", "2016-12-22T10:00"),
        *(
            "2016~?",
            "December 2016",
            "٢٠١٦",
            "2016\n",
            "-2016",
            "2017/2016",
            "/",
            "..",
            "../..",
            "2016/x",
            "2016/2017/2018",
        ),
        *("[2016]", "[]", "[2016..]", "[2017..2016]", "[2016,]", "[2016", "{2016,2017}"),
    ],
)
def test_what_is_no_date_is_none_and_is_shown_as_it_stands(text):
    assert parse_edtf(text) is None
    assert format_date(text) == text


def test_dates_sort_by_their_first_day_then_their_last_and_what_is_none_comes_last():
    dates = ["", "2017", "2016-12-22", "../2015", "2016-12", "2016", "soon", "2016-01-01"]
    assert sorted(dates, key=date_sort_key) == [
        *("../2015", "2016-01-01", "2016", "2016-12", "2016-12-22", "2017"),
        *("", "soon"),
    ]


@given(st.dates())
def test_every_day_is_read(day):
    date = parse_edtf(day.isoformat())
    assert date is not None
    assert date.lower == date.upper == (day.year, day.month, day.day)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.[],~?% ")))
def test_a_date_that_is_read_ends_after_it_begins(text):
    date = parse_edtf(text)
    assert date is None or (date.lower <= date.upper and format_edtf(date))


@pytest.mark.parametrize(
    ("text", "parts", "exact"),
    [
        ("2016", ((2016,),), True),
        ("2016-12-22", ((2016, 12, 22),), True),
        ("2016-12~", ((2016, 12),), False),
        ("2015-09/..", ((2015, 9),), False),
        ("[2016-11..2017-01]", ((2016, 11), (2017, 1)), False),
        ("2016-13", (), False),
        ("about 2016", (), False),
    ],
)
def test_a_date_says_its_parts_and_whether_it_is_exact(text: str, parts: tuple, exact: bool) -> None:
    assert date_parts(text) == parts
    assert is_exact(text) == exact


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain", "is_day"),
    [
        ("2016-12-22", False, False, True),
        ("2016-12", False, False, False),
        ("2016-12-22~", True, False, False),
        ("2016-12-22?", False, True, False),
        ("2016-12-22%", True, True, False),
        ("2016-12-22/2016-12-22~", True, False, False),
        ("../2016-12-22?", False, True, False),
        ("[2016,2018~]", True, False, False),
    ],
)
def test_doubt_is_a_value_and_no_word(text, approximate, uncertain, is_day):
    date = parse_edtf(text)
    assert date is not None
    assert (date.approximate, date.uncertain, date.is_day) == (approximate, uncertain, is_day)
