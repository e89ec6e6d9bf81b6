"""What the Cite box writes for BibTeX, as another program reads it: one record, and in its fields the same texts."""

from __future__ import annotations

import re
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page
from pybtex.database import Entry, Person, parse_string

ODD = [
    "}",
    "{",
    "}{",
    "\\",
    "\\}",
    "{\\",
    "%",
    "$",
    "#",
    "&",
    "~",
    "^",
    "_",
    '"',
    "@",
    ",",
    "=",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
]
"""What BibTeX or TeX takes for something else, and line ends."""
WORDS = ["tower", "and", "And", "others", "reef", "№ 7", "برج", "灯塔", "É", "--", "''"]
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
TEXTS = {"title": "title", "container-title": "booktitle", "publisher": "publisher", "note": "note"}


def decode(value: str) -> str:
    """What TeX prints of a value; anything that it would not print as it is written is a fault."""
    pieces = re.findall(r"\{\\([a-z]+)\}|\\([$&%#_])|([{}])|([^\\{}$&%#_~^])|(.)", value, re.DOTALL)
    assert not [piece for *_, piece in pieces if piece], value
    return "".join(COMMANDS[command] if command else sign or text for command, sign, _, text, _ in pieces)


def spaced(text: str) -> str:
    return " ".join(text.split())


def name_of(person: Person) -> dict[str, str]:
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    parts = {"family": family, "given": given, "suffix": " ".join(person.lineage_names)}
    return {key: decode(value) for key, value in parts.items() if value}


def make_texts() -> list[str]:
    """Each odd thing at the beginning, in the middle and at the end, and mixtures of them."""
    rng = Random(1)
    placed = [form.format(odd=odd) for odd in ODD for form in ("{odd} b", "a {odd} b", "a{odd}b", "a {odd}")]
    mixed = ["".join(rng.choices([*ODD, *WORDS, " ", " "], k=rng.randint(2, 9))) for _ in range(200)]
    return [text for text in [*placed, *mixed] if re.search(r"\w", text)]


@pytest.fixture
def cited(page: Page, built_site: Path):
    """A function that has the Cite box write items, and a program of others read them: all in one file."""
    page.goto(f"{built_site.as_uri()}/articles/reef-2016.html")
    page.get_by_role("button", name="Cite", exact=True).first.click()
    page.wait_for_selector(".cite-box[open]")

    def cite(items: list[dict[str, Any]]) -> list[Entry]:
        numbered = [item | {"id": f"item-{number}"} for number, item in enumerate(items)]
        written = page.evaluate("items => items.map((item) => readerCitations.bibtex(item))", numbered)
        entries = parse_string("\n".join(written), "bibtex").entries
        assert list(entries) == [item["id"] for item in numbered]  # none swallows another, none is cut in two
        return list(entries.values())

    return cite


def item(**fields: Any) -> dict[str, Any]:
    known = {"type": "chapter", "title": "T", "container-title": "C", "URL": "https://example.org/a_b.html"}
    accessed = {"date-parts": [[2026, 5, 1]]}
    return {**known, "issued": {"date-parts": [[1824]]}, "accessed": accessed, **fields}


def test_every_text_comes_back_as_it_is(cited) -> None:
    asked = list(product(TEXTS, make_texts()))
    for (key, text), entry in zip(asked, cited([item(**{key: text}) for key, text in asked]), strict=True):
        assert decode(entry.fields[TEXTS[key]]) == spaced(text), text
        assert "\n" not in "".join(entry.fields.values())


def test_names_stay_apart_and_come_back(cited) -> None:
    texts = [spaced(text) for text in make_texts() if spaced(text)]
    names = [
        *({"literal": text} for text in texts),
        *({"family": text, "given": other} for text, other in pairwise(texts)),
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "{", "given": "}"},
    ]
    between = [{"literal": "The Press and Others"}, {"family": "Public", "given": "Jane Q."}]
    entries = cited([item(author=[between[0], name, between[1]]) for name in names])
    for name, entry in zip(names, entries, strict=True):
        persons = [name_of(person) for person in entry.persons["author"]]
        whole = {"family": name["literal"]} if "literal" in name else name
        assert persons == [{"family": "The Press and Others"}, whole, between[1]], name


def test_an_address_leads_where_it_led(cited) -> None:
    ends = ["a_b.html#note-x", "a%20b.html", "?a=1&b=2~c", "{x}", "\\", "}"]
    for end, entry in zip(ends, cited([item(URL=f"https://example.org/{end}") for end in ends]), strict=True):
        quoted = end.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
        assert entry.fields["url"] == f"https://example.org/{quoted}"
