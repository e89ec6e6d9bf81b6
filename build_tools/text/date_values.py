"""A date as EDTF has it: values alone. `date_parsing` makes them, `date_labels` puts them into words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Day = tuple[int, int, int]
"""(year, month, day). Years count through 0, as EDTF does: 0 is 1 BCE, -43 is 44 BCE."""
EARLIEST: Day = (-(10**12), 1, 1)
LATEST: Day = (10**12, 12, 31)
"""Before and after every date that can be written: the bounds of what has no end."""
OPEN = ".."
"""The end of an interval that goes on."""
UNKNOWN = ""
"""The end of an interval that nobody knows."""


def edtf_year(year: int) -> str:
    """A year as EDTF writes it."""
    minus = "-" if year < 0 else ""
    return f"{'Y' if abs(year) > 9999 else ''}{minus}{abs(year):04}"


@dataclass(frozen=True, slots=True)
class Single:
    """One date, as exact as it is written."""

    parts: tuple[int, ...]
    """As far as they are known: (2016, 12) for `2016-12`, (2016,) for `2016-XX`, () for `201X`."""
    lower: Day
    """First day that it can mean."""
    upper: Day
    """Last day that it can mean."""
    approximate: bool = False
    """`~` or `%`."""
    uncertain: bool = False
    """`?` or `%`."""
    season: int = 0
    """21 to 41 in the place of a month; 0 for none."""
    masks: tuple[str, ...] = ()
    """Year, month and day as written, if a digit of one of them is X: ("156X",)."""

    @property
    def is_whole(self) -> bool:
        """Whether it is a year, a month or a day of the calendar, without doubt."""
        return not (self.approximate or self.uncertain or self.season or self.masks)

    @property
    def first_month(self) -> int:
        """The month in which it begins; 0 if it is a year or longer."""
        if not self.parts or not (len(self.parts) > 1 or self.season or self.masks):
            return 0
        return 0 if "XX" in self.masks[1:2] else self.lower[1]


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another; a date by itself is both ends."""

    start: Single | str
    """A date, or OPEN or UNKNOWN."""
    end: Single | str

    @property
    def single(self) -> Single | None:
        """The date that it consists of, if it is one date by itself."""
        return self.start if isinstance(self.start, Single) and self.start is self.end else None

    @property
    def lower(self) -> Day:
        return self.start.lower if isinstance(self.start, Single) else EARLIEST

    @property
    def upper(self) -> Day:
        return self.end.upper if isinstance(self.end, Single) else LATEST

    def dates(self) -> Iterator[Single]:
        """The dates written, in order."""
        if isinstance(self.start, Single):
            yield self.start
        if isinstance(self.end, Single) and self.end is not self.start:
            yield self.end


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date that may be a span of time, or one or all of several."""

    form: Literal["date", "interval", "one", "all"]
    """`one` is one date of a list, `[a,b]` or `[a..b]`; `all` is every date of it, `{a,b}`."""
    members: tuple[Span, ...]
    """What a list has; else one span."""

    @property
    def lower(self) -> Day:
        """First day that it can mean."""
        return min(member.lower for member in self.members)

    @property
    def upper(self) -> Day:
        """Last day that it can mean."""
        return max(member.upper for member in self.members)

    @property
    def dates(self) -> tuple[Single, ...]:
        """Every date written, in order."""
        return tuple(date for member in self.members for date in member.dates())

    @property
    def sort_key(self) -> tuple[Day, Day]:
        return (self.lower, self.upper)

    @property
    def approximate(self) -> bool:
        return any(date.approximate for date in self.dates)

    @property
    def uncertain(self) -> bool:
        return any(date.uncertain for date in self.dates)

    @property
    def is_day(self) -> bool:
        """Whether it is one day without doubt."""
        return self.lower == self.upper and not (self.approximate or self.uncertain)

    @property
    def whole(self) -> Single | None:
        """The year, month or day of the calendar that it is, if it is one without doubt."""
        single = self.members[0].single if self.form == "date" else None
        return single if single and single.is_whole else None
