"""Addresses of registers: which is the form that each of them has for a thing, and what readers see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.authorities import find_authority, label_of, usual_address

WIKIDATA = "https://www.wikidata.org/entity/Q858"
GEONAMES = "https://www.geonames.org/170654"
CONGRESS = "https://id.loc.gov/authorities/names/n79007233"


@pytest.mark.parametrize(
    ("address", "usual"),
    [
        (WIKIDATA, WIKIDATA),
        ("https://www.wikidata.org/wiki/Q858", WIKIDATA),
        ("http://www.wikidata.org/entity/Q858", WIKIDATA),
        ("https://m.wikidata.org/wiki/Q858#P31", WIKIDATA),
        ("https://www.wikidata.org/wiki/Special:EntityData/Q858.json", WIKIDATA),
        ("https://wikidata.org/wiki/Q858?uselang=ar", WIKIDATA),
        ("https://www.wikidata.org/wiki/Property:P31", ""),
        ("https://www.wikidata.org/entity/q858", ""),
        ("https://www.wikidata.org/entity/Q0", ""),
        ("https://www.wikidata.org/entity/Q858/x", ""),
        ("https://www.wikidata.org", ""),
        ("https://viaf.org/en/viaf/102333412/", "https://viaf.org/viaf/102333412"),
        ("https://www.geonames.org/170654/damascus.html", GEONAMES),
        ("https://sws.geonames.org/170654/", GEONAMES),
        ("https://www.geonames.org/search.html?q=damascus", ""),
        (f"{CONGRESS}.html", CONGRESS),
        ("https://d-nb.info/gnd/4058794-1", "https://d-nb.info/gnd/4058794-1"),
        ("https://d-nb.info/4058794", ""),
    ],
)
def test_a_register_has_one_form_for_a_thing(address: str, usual: str) -> None:
    authority = find_authority(address)
    assert authority
    assert usual_address(authority, address) == usual


@pytest.mark.parametrize(
    ("address", "label"),
    [
        (WIKIDATA, "Wikidata Q858"),
        (GEONAMES, "GeoNames 170654"),
        (CONGRESS, "Library of Congress n79007233"),
        ("https://en.wikipedia.org/wiki/Syria", "en.wikipedia.org"),
        ("https://wikidata.org.example/entity/Q858", "wikidata.org.example"),
        ("https://EXAMPLE.org:443", "example.org"),
    ],
)
def test_a_link_says_where_it_leads(address: str, label: str) -> None:
    assert label_of(address) == label


@given(st.sampled_from(["www.wikidata.org", "viaf.org", "www.geonames.org", "id.loc.gov", "d-nb.info"]), st.text())
def test_the_usual_form_is_its_own(host: str, path: str) -> None:
    address = f"https://{host}/{path}"
    authority = find_authority(address)
    if authority and (usual := usual_address(authority, address)):
        assert find_authority(usual) == authority
        assert usual_address(authority, usual) == usual
        assert label_of(usual).startswith(f"{authority.name} ")
    label_of(address)
