"""Dates as EDTF: what is read, in what order it comes, and how it is said."""

from __future__ import annotations

import re
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.kinds import BUILT_IN
from build_tools.text.dates import (
    EARLIEST,
    LATEST,
    calendar_date,
    date_parts,
    date_sort_key,
    find_date_fault,
    format_date,
    format_edtf,
    format_ends,
    is_exact,
    parse_edtf,
)


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
        ("2015-09/..", (2015, 9, 1), LATEST, "since September 2015"),
        ("1965-09-11/", (1965, 9, 11), LATEST, "11 September 1965 – ?"),
        ("../2015", EARLIEST, (2015, 12, 31), "until 2015"),
        ("/2015~", EARLIEST, (2015, 12, 31), "? – about 2015"),
        ("[2016-11..2017-01]", (2016, 11, 1), (2017, 1, 31), "between November 2016 and January 2017"),
        ("[2018, 2016]", (2016, 1, 1), (2018, 12, 31), "2018 or 2016"),
        ("[2014,2016,2018]", (2014, 1, 1), (2018, 12, 31), "2014, 2016 or 2018"),
        ("0000", (0, 1, 1), (0, 12, 31), "1 BCE"),
        ("-0043", (-43, 1, 1), (-43, 12, 31), "44 BCE"),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15), "15 March 44 BCE"),
        ("-0004-02-29", (-4, 2, 29), (-4, 2, 29), "29 February 5 BCE"),
        ("-0043~", (-43, 1, 1), (-43, 12, 31), "about 44 BCE"),
        ("-0100/-0043-03-15", (-100, 1, 1), (-43, 3, 15), "101 BCE – 15 March 44 BCE"),
        ("-0026/0014-08-19", (-26, 1, 1), (14, 8, 19), "27 BCE – 19 August 14 CE"),
        ("0476", (476, 1, 1), (476, 12, 31), "476 CE"),
        ("Y-12000", (-12000, 1, 1), (-12000, 12, 31), "12,001 BCE"),
        ("Y17000", (17000, 1, 1), (17000, 12, 31), "17,000"),
        ("156X", (1560, 1, 1), (1569, 12, 31), "1560s"),
        ("156X~", (1560, 1, 1), (1569, 12, 31), "about 1560s"),
        ("20XX", (2000, 1, 1), (2099, 12, 31), "between 2000 and 2099"),
        ("1XXX", (1000, 1, 1), (1999, 12, 31), "between 1000 and 1999"),
        ("-004X", (-49, 1, 1), (-40, 12, 31), "between 50 and 41 BCE"),
        ("000X", (0, 1, 1), (9, 12, 31), "between 1 BCE and 9 CE"),
        ("2016-XX", (2016, 1, 1), (2016, 12, 31), "some month of 2016"),
        ("2016-06-XX", (2016, 6, 1), (2016, 6, 30), "some day in June 2016"),
        ("2016-XX-XX", (2016, 1, 1), (2016, 12, 31), "some day of 2016"),
        ("2016-12-2X", (2016, 12, 20), (2016, 12, 29), "between 20 and 29 December 2016"),
        ("1984-1X", (1984, 10, 1), (1984, 12, 31), "between October and December 1984"),
        ("156X-12-25", (1560, 12, 25), (1569, 12, 25), "25 December of a year in the 1560s"),
        ("15XX-12", (1500, 12, 1), (1599, 12, 31), "December of a year between 1500 and 1599"),
        ("2016-21", (2016, 3, 1), (2016, 5, 31), "spring 2016"),
        ("2016-24?", (2016, 12, 1), (2017, 2, 28), "perhaps winter 2016"),
        ("2016-29", (2016, 9, 1), (2016, 11, 30), "southern spring 2016"),
        ("2016-34", (2016, 4, 1), (2016, 6, 30), "second quarter of 2016"),
        ("2016-39", (2016, 9, 1), (2016, 12, 31), "third third of 2016"),
        ("2016-41", (2016, 7, 1), (2016, 12, 31), "second half of 2016"),
        ("2015-22/2016-21", (2015, 6, 1), (2016, 5, 31), "summer 2015 – spring 2016"),
        ("156X/1572", (1560, 1, 1), (1572, 12, 31), "1560s – 1572"),
        ("[..2016]", EARLIEST, (2016, 12, 31), "2016 or earlier"),
        ("[2016..]", (2016, 1, 1), LATEST, "2016 or later"),
        ("[1667,1668,1670..1672]", (1667, 1, 1), (1672, 12, 31), "1667, 1668 or between 1670 and 1672"),
        ("{1960,1961-12}", (1960, 1, 1), (1961, 12, 31), "1960 and December 1961"),
        ("{1960..1962}", (1960, 1, 1), (1962, 12, 31), "1960 to 1962"),
        ("{..1984}", EARLIEST, (1984, 12, 31), "all until 1984"),
        ("2004-06~-11", (2004, 6, 11), (2004, 6, 11), "about 11 June 2004"),
        ("?2004-06-11", (2004, 6, 11), (2004, 6, 11), "perhaps 11 June 2004"),
    ],
)
def test_a_date_has_bounds_and_words(text, lower, upper, label):
    date = parse_edtf(text)
    assert date is not None
    assert (date.lower, date.upper, format_edtf(date)) == (lower, upper, label)


@pytest.mark.parametrize(
    "text",
    [
        *("", " 2016", "16", "2016-1", "2016-13", "2016-00", "2016-02-30", "2015-02-29", "-0000", "2016-12-22T10:00"),
        *(
            "2016~?",
            "December 2016",
            "٢٠١٦",
            "2016\n",
            "-201",
            "2017/2016",
            "/",
            "..",
            "../..",
            "2016/x",
            "2016/2017/2018",
        ),
        *("[2016]", "[]", "[..]", "[2017..2016]", "[2016,]", "[2016", "{2016}"),
    ],
)
def test_what_is_no_date_is_none_and_is_shown_as_it_stands(text):
    assert parse_edtf(text) is None
    assert find_date_fault(text)
    assert format_date(text) == text


def test_dates_sort_by_their_first_day_then_their_last_and_what_is_none_comes_last():
    dates = ["", "2017", "2016-12-22", "../2015", "-0043", "201X", "0014", "2016-12", "2016", "soon", "2016-01-01"]
    dates += ["-0043-03-15", "Y-12000", "2016-21", "0000", "[..2016]"]
    assert sorted(dates, key=date_sort_key) == [
        *("../2015", "[..2016]", "Y-12000", "-0043", "-0043-03-15", "0000", "0014", "201X"),
        *("2016-01-01", "2016", "2016-21", "2016-12", "2016-12-22", "2017"),
        *("", "soon"),
    ]


@given(st.dates())
def test_every_day_is_read(day):
    date = parse_edtf(day.isoformat())
    assert date is not None
    assert date.lower == date.upper == (day.year, day.month, day.day)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.[]{},~?%XY ")))
def test_a_date_that_is_read_ends_after_it_begins(text):
    date = parse_edtf(text)
    assert date is None or (date.lower <= date.upper and format_edtf(date))
    assert (date is None) == bool(find_date_fault(text))


@given(
    st.integers(-9999, 9999),
    st.integers(0, 3),
    st.sampled_from(["", "-XX", "-0X", "-1X", "-02", "-12"]),
    st.sampled_from(["", "-XX", "-0X", "-1X", "-2X", "-3X", "-29"]),
    st.sampled_from("~?% "),
)
def test_unknown_digits_can_be_any_that_the_calendar_has(year, unknown, month, day, doubt):
    """Bounds found by trying every day of the years that a date can mean."""
    sign, digits = "-" * (year < 0), f"{abs(year):04}"
    mask = sign + digits[: 4 - unknown] + "X" * unknown
    text = f"{mask}{month}{day if month else ''}"
    if mask == "-0000":
        return
    pattern = re.compile(text.replace("X", "[0-9]") + ("" if day and month else "-.*" if month else "-.*-.*"))
    years = [y for y in range(year - 1000, year + 1000) if re.fullmatch(mask.replace("X", "[0-9]"), written(y))]
    days = [
        (y, m, d)
        for y in (*years[:9], *years[-9:])
        for m in range(1, 13)
        for d in range(1, monthrange(y, m)[1] + 1)
        if pattern.fullmatch(f"{written(y)}-{m:02}-{d:02}")
    ]
    date = parse_edtf(text + doubt.strip())
    if date:
        assert date.lower <= min(days, default=date.lower)
        assert max(days, default=date.upper) <= date.upper
        assert (date.lower[0], date.upper[0]) == (years[0], years[-1])
    else:
        assert not days or "X" in month + day


def written(year):
    return f"{'-' * (year < 0)}{abs(year):04}"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("person", "1965-09-11/..", "born 11 September 1965"),
        ("person", "1939/2026-02-28", "born 1939, died 28 February 2026"),
        ("person", "-0099/-0043-03-15", "born 100 BCE, died 15 March 44 BCE"),
        ("person", "1947~/", "born about 1947, died on an unknown date"),
        ("person", "../1990?", "died perhaps 1990"),
        ("person", "1965", "1965"),
        ("organisation", "1949-04-04/..", "founded 4 April 1949"),
        ("organisation", "1945/1991", "founded 1945, dissolved 1991"),
        ("unit", "/2024-12", "founded on an unknown date, dissolved December 2024"),
        ("event", "2011-03/2024-12-08", "from March 2011 until 8 December 2024"),
        ("event", "2011/", "from 2011 until an unknown date"),
        ("event", "../2011", "until 2011"),
        ("place", "2015/..", "from 2015"),
        ("agreement", "[2015..2016]", "between 2015 and 2016"),
    ],
)
def test_the_ends_of_an_entry_have_the_words_of_its_kind(kind, text, words):
    date = parse_edtf(text)
    assert date is not None
    assert format_ends(date, BUILT_IN.entity(kind).ends) == words


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it is empty"),
        ("2016-13", "there is no month 13"),
        ("2016-02-30", "there is no 30 February 2016"),
        ("-0043-02-29", "there is no 29 February -0043"),
        ("2016-1", "`1`: a month has two digits"),
        ("2016-12-1", "`1`: a day has two digits"),
        ("450", "`450`: a year has four digits, such as 0044"),
        ("-450", "`-450`: a year has four digits, such as 0044"),
        ("12000", "`12000`: a year of more than four digits has a Y before it"),
        ("Y2016", "`Y2016`: Y is for years of five to twelve digits"),
        ("-0000", "the year 0000, 1 BCE, has no minus"),
        ("156x", "`156x`: an unknown digit is a capital X"),
        ("1X60", "in `1X60` only the last digits can be X"),
        ("XXXX-12", "it says nothing of its year"),
        ("2016-3X", "there is no month 3X"),
        ("2016-02-3X", "there is no day 3X in the month 02"),
        ("2016-XX-1X", "the day `1X` needs a month that is known"),
        ("2016-21-05", "`21` is a season or a part of a year, which has no day 05"),
        ("2016~?", "`~?`: write one of `?` (uncertain), `~` (about) and `%` (both)"),
        ("2016-12-22T10:00:00Z", "the time of day, `T10:00:00Z`, isn’t supported"),
        ("1950S2", "significant digits, `S2`, aren’t supported"),
        ("Y17E7", "an exponent, `Y17E7`, isn’t supported"),
        ("2017/2016", "it ends before it begins"),
        ("../..", "an interval needs a date on one side of its `/`"),
        ("2015/2016/2017", "an interval has one `/`"),
        ("[2016", "the bracket `[` isn’t closed"),
        ("[2016,]", "a date is missing"),
        ("[2016]", "brackets need two dates or more, or `..` before or after one"),
        ("{2016,..}", "`..` needs a date before or after it"),
        ("2015/March 2016", "`March 2016` is no date"),
    ],
)
def test_a_fault_names_the_part_that_is_no_date(text, fault):
    assert find_date_fault(text) == fault


@pytest.mark.parametrize(
    "text", ["2016~", "2016-21", "201X", "2016-XX", "-0043", "0000", "Y17000", "2015/2016", "[2015,2016]", "x"]
)
def test_only_dates_that_html_has_too_are_given_to_programs(text):
    assert calendar_date(text) == ""
    assert calendar_date("0476-09-04") == "0476-09-04"


@pytest.mark.parametrize(
    ("text", "parts", "exact"),
    [
        ("2016", ((2016,),), True),
        ("2016-12-22", ((2016, 12, 22),), True),
        ("2016-12~", ((2016, 12),), False),
        ("2015-09/..", ((2015, 9),), False),
        ("[2016-11..2017-01]", ((2016, 11), (2017, 1)), False),
        ("-0043-03-15", ((-43, 3, 15),), True),
        ("2016-06-XX", ((2016, 6),), False),
        ("201X", ((),), False),
        ("2016-21", ((2016,),), False),
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
