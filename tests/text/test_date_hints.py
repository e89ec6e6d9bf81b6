"""The EDTF that a hint offers for a date written in another way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.date_hints import suggest_edtf
from build_tools.text.dates import parse_edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        *(("28.11.2026", "2026-11-28"), ("28 November 2026", "2026-11-28"), ("November 28th, 2026", "2026-11-28")),
        *(("11/28/2026", "2026-11-28"), ("3/4/2026", ""), ("20261128", "2026-11-28"), ("2026-1-2", "2026-01-02")),
        *(("2015-2016", "2015/2016"), ("2015–2016", "2015/2016"), ("c. 1500", "1500~"), ("2026-11-31", "")),
    ],
)
def test_the_hint_is_the_one_date_that_can_be_meant(text: str, edtf: str) -> None:
    assert suggest_edtf(text) == edtf


@given(st.from_regex(r"\A[0-9]{1,4}([./ -][0-9]{1,4}){0,3}\Z"))
def test_whatever_is_offered_is_a_date(text: str) -> None:
    offered = suggest_edtf(text)
    assert not offered or parse_edtf(offered)
