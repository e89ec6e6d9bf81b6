"""`reader export record` writes numbers into `corpus.yml` and leaves the rest as it is."""

from __future__ import annotations

import pytest

from build_tools.fixing.minimum import set_minimum

COUNTS = {"annotations": 12, "events": 0}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "checks:\n  at_least:\n    annotations: 12\n    events: 0\n"),
        ("# Mine\nlanguage: en\n", "# Mine\nlanguage: en\nchecks:\n  at_least:\n    annotations: 12\n    events: 0\n"),
        (
            "checks: # these\n  hosts: [] # one\nlanguage: en",
            "checks: # these\n  at_least:\n    annotations: 12\n    events: 0\n  hosts: [] # one\nlanguage: en\n",
        ),
        (
            "checks:\n  at_least:\n    # of them\n    annotations: 7 # 7 is few\n",
            "checks:\n  at_least:\n    # of them\n    annotations: 12 # 7 is few\n",
        ),
        (
            "checks: {at_least: {events: 3, annotations: 100}}\n",
            "checks: {at_least: {events: 0, annotations: 12}}\n",
        ),
        ("checks:\r\n  at_least:\r\n    events: 3\r\n", "checks:\r\n  at_least:\r\n    events: 0\r\n"),
    ],
)
def test_numbers_are_written_where_they_belong(before: str, after: str) -> None:
    assert (set_minimum(before.encode(), COUNTS) or b"").decode() == after
    assert set_minimum(after.encode(), COUNTS) == after.encode()


def test_a_file_in_braces_without_numbers_is_left_to_its_editor() -> None:
    assert set_minimum(b"checks: {hosts: []}\n", COUNTS) is None
