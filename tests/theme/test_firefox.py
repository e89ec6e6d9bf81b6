"""The built site from disk in the system's Firefox, where there is one, with the network off."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.firefox import Firefox
from tests.support.page_kinds import PAGE_KINDS

ESCAPE = "\ue00c"


def test_what_goes_wrong_on_a_page_is_seen(firefox: Firefox, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<script>console.error('told');</script><script>thrown.by.script</script>", "utf-8")
    before = len(firefox.errors())
    firefox.open(page.as_uri())
    assert [word for line in firefox.errors()[before:] for word in ("told", "thrown") if word in line] == [
        "told",
        "thrown",
    ]


@pytest.mark.parametrize("path", [path for path in PAGE_KINDS if path != "404.html"])  # that one is a server's
def test_every_page_kind_opens_from_disk_without_an_error(firefox: Firefox, built_site: Path, path: str) -> None:
    before = firefox.errors()
    firefox.open(f"{built_site.as_uri()}/{path}")
    assert firefox.run("return document.querySelectorAll('main h1').length") == 1
    fetched = firefox.run("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert [address for address in fetched if not address.startswith("file:")] == []
    assert firefox.errors() == before


def test_notes_stand_beside_their_words_and_do_not_overlap(firefox: Firefox, built_site: Path) -> None:
    firefox.open(f"{built_site.as_uri()}/articles/reef-2016.html")
    firefox.wait_for("document.querySelectorAll('.sidenote').length >= 25")
    boxes = firefox.run(
        "return Array.from(document.querySelectorAll('.sidenote'), (n) => n.getBoundingClientRect())"
        ".map((r) => [r.top, r.bottom])"
    )
    assert [(a, b) for a, b in pairwise(boxes) if a[1] > b[0]] == []


def test_a_names_card_opens_on_focus_and_closes_with_escape(firefox: Firefox, built_site: Path) -> None:
    firefox.open(f"{built_site.as_uri()}/articles/keepers-2017.html")
    firefox.type("body", "\t\t\t")  # so that the focus that follows is one of the keyboard
    firefox.run("document.querySelector('.text a.m[href*=eddystone]').focus()")
    firefox.wait_for("!document.getElementById('page:name-card').hidden")
    assert "Eddistone" in firefox.run("return document.getElementById('page:name-card').textContent")
    firefox.type(".text a.m[href*=eddystone]", ESCAPE)
    firefox.wait_for("document.getElementById('page:name-card').hidden")


def test_search_finds_a_name_under_its_other_spelling(firefox: Firefox, built_site: Path) -> None:
    firefox.open(f"{built_site.as_uri()}/index.html")
    firefox.type("[role=search] input", "eddistone")
    firefox.wait_for("document.querySelectorAll('a[data-search-hit]').length > 3")
    hits = firefox.run("return Array.from(document.querySelectorAll('a[data-search-hit]'), (a) => a.href)")
    assert any("reef-2016.html" in hit and "#p" in hit for hit in hits)
    assert any("glossary/eddystone.html" in hit for hit in hits)
