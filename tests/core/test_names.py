"""Names in the forms that lists and sentences need."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.names import Name, name_of_csl, plain_name

NAMES: list[tuple[dict[str, Any], str, str]] = [
    ({"family": "Public", "given": "Jane Q."}, "Jane Q. Public", "Public, Jane Q."),
    ({"given": "Plato"}, "Plato", "Plato"),
    ({"family": "Plato"}, "Plato", "Plato"),
    ({"family": "", "given": "Plato"}, "Plato", "Plato"),
    ({"literal": "International Crisis Group"}, "International Crisis Group", "International Crisis Group"),
    ({"family": "King", "given": "M. L.", "suffix": "Jr."}, "M. L. King Jr.", "King, M. L., Jr."),
    (
        {"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True},
        "M. L. King, Jr.",
        "King, M. L., Jr.",
    ),
    (
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        "Ludwig van Beethoven",
        "Beethoven, Ludwig van",
    ),
    ({"family": "Dam", "given": "Jan", "non-dropping-particle": "van"}, "Jan van Dam", "van Dam, Jan"),
    ({"family": "Bab", "given": "Ali", "dropping-particle": "al-"}, "Ali al-Bab", "Bab, Ali al-"),
    ({"family": "Este", "given": "I.", "non-dropping-particle": "d’"}, "I. d’Este", "d’Este, I."),
    (
        {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"},
        "Jean de La Fontaine",
        "La Fontaine, Jean de",
    ),
    ({"family": "van der Berg", "given": "Jan", "parse-names": True}, "Jan van der Berg", "van der Berg, Jan"),
    (
        {"family": "Humboldt", "given": "Alexander von", "parse-names": 1},
        "Alexander von Humboldt",
        "Humboldt, Alexander von",
    ),
    ({"family": "d'Este", "given": "I.", "parse-names": True}, "I. d'Este", "d'Este, I."),
    ({"family": '"van Gogh"', "given": "V.", "parse-names": True}, "V. van Gogh", "van Gogh, V."),
    ({"family": "毛", "given": "泽东"}, "毛泽东", "毛泽东"),
    ({"family": "Nagy", "given": "Imre", "static-ordering": True}, "Nagy Imre", "Nagy Imre"),
    ({"family": "العظم", "given": "صادق"}, "صادق العظم", "العظم, صادق"),
    ({"family": "  Public ", "given": "Jane\nQ."}, "Jane Q. Public", "Public, Jane Q."),
]


@pytest.mark.parametrize(("csl", "text", "inverted"), NAMES)
def test_a_name_is_said_and_sorted(csl: dict[str, Any], text: str, inverted: str) -> None:
    name = name_of_csl(csl)
    assert (name.text, name.inverted) == (text, inverted)
    assert name_of_csl(name.to_csl()) == name


def test_particles_are_told_from_names_only_where_the_file_asks_for_it() -> None:
    assert name_of_csl({"family": "van Dam", "given": "Jan"}).to_csl() == {"family": "van Dam", "given": "Jan"}
    assert name_of_csl({"family": "van Dam", "given": "Jan", "parse-names": True}).to_csl() == {
        "family": "Dam",
        "given": "Jan",
        "non-dropping-particle": "van",
    }


def test_a_plain_name_is_neither_a_persons_nor_an_institutions() -> None:
    name = plain_name("Jane Q. Public")
    assert not name.is_person
    assert not name.is_institution
    assert name.inverted == name.text == "Jane Q. Public"
    assert Name(literal="X").is_institution
    assert Name("X").is_person


WORDS = st.text(alphabet="ABcd éÅ'’-毛", min_size=1, max_size=8)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("family", "given", "suffix", "dropping-particle"), WORDS)))
def test_no_part_of_a_name_is_lost(csl: dict[str, str]) -> None:
    name = name_of_csl(csl)
    for part in csl.values():
        for word in part.split():
            assert word in name.text or word in name.text.replace(" ", "")
            assert word in name.inverted or word in name.inverted.replace(" ", "")
