"""How the dates of an entry are said, by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.core.model import EntityKind


@dataclass(frozen=True, slots=True)
class Ends:
    """Words for the two ends of the time that something lasted."""

    began: str
    ended: str
    between: str = ", "
    unknown: str = "on an unknown date"


_LASTED = Ends("from", "until", " ", "an unknown date")
_FOUNDED = Ends("founded", "dissolved")

ENDS: Mapping[EntityKind, Ends] = {
    EntityKind.PERSON: Ends("born", "died"),
    EntityKind.PLACE: _LASTED,
    EntityKind.ORGANISATION: _FOUNDED,
    EntityKind.UNIT: _FOUNDED,
    EntityKind.EVENT: _LASTED,
    EntityKind.AGREEMENT: _LASTED,
    EntityKind.WEAPON: _LASTED,
    EntityKind.CONCEPT: _LASTED,
}
