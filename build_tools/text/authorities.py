"""Registers that give a thing of the world an address for good, and the form of their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """A register."""

    name: str
    """As readers see it."""
    hosts: frozenset[str]
    identifier: re.Pattern[str]
    """What one of its addresses must hold; its group is the thing's id."""
    address: str
    """An address, with `{}` in the place of the id."""


def _authority(name: str, hosts: str, identifier: str, address: str) -> Authority:
    return Authority(name, frozenset(hosts.split()), re.compile(identifier), address)


_AUTHORITIES = (
    _authority(
        "Wikidata",
        "wikidata.org www.wikidata.org m.wikidata.org",
        r"^/(?:entity|wiki)/(?:Special:EntityData/)?(Q[1-9][0-9]*)(?:\.[a-z]+)?(?:[?#].*)?$",
        "https://www.wikidata.org/entity/{}",
    ),
    _authority("VIAF", "viaf.org www.viaf.org", r"^/(?:[a-z]{2}/)?viaf/([1-9][0-9]*)/?$", "https://viaf.org/viaf/{}"),
    _authority(
        "GeoNames",
        "geonames.org www.geonames.org sws.geonames.org",
        r"^/([1-9][0-9]*)(?:/[^/]*)?$",
        "https://www.geonames.org/{}",
    ),
    _authority(
        "Library of Congress",
        "id.loc.gov",
        r"^/authorities/((?:names|subjects)/[a-z]{1,3}[0-9]+)(?:\.html)?$",
        "https://id.loc.gov/authorities/{}",
    ),
    _authority("GND", "d-nb.info", r"^/gnd/([0-9]+-?[0-9X])$", "https://d-nb.info/gnd/{}"),
)
_ADDRESS = re.compile(r"https?://([^/?#:]+)(?::[0-9]+)?([^\s]*)", re.IGNORECASE)


def find_authority(address: str) -> Authority | None:
    """The register that an address is of, whatever the address is of there; None for any other page."""
    parts = _ADDRESS.fullmatch(address)
    host = parts[1].lower() if parts else ""
    return next((authority for authority in _AUTHORITIES if host in authority.hosts), None)


def usual_address(authority: Authority, address: str) -> str:
    """The address by which a register wants a thing to be known; "" if `address` isn't that of a thing."""
    parts = _ADDRESS.fullmatch(address)
    found = authority.identifier.search(parts[2]) if parts else None
    return authority.address.format(found[1]) if found else ""


def label_of(address: str) -> str:
    """What a link to an address says: "Wikidata Q858", or for another page the site: "en.wikipedia.org"."""
    authority = find_authority(address)
    if authority and usual_address(authority, address) == address:
        return f"{authority.name} {address.rpartition('/')[2]}"
    parts = _ADDRESS.fullmatch(address)
    return parts[1].lower() if parts else address
