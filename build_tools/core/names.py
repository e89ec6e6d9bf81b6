"""Names of persons and institutions, in the parts that CSL has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff·・]+")
"""Chinese, Japanese and Korean: the family name comes first, without a space or a comma."""
_CLINGING = ("-", "'", "’", "ʼ", "ʿ")
"""What a particle such as "al-" or "d’" ends with if no space follows it."""
_ELIDED = re.compile(r"[^\W\d_]{1,3}['’](?=\w)")
"""A particle without its last letter, such as "d’"."""
_KEYS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")


@dataclass(frozen=True, slots=True)
class Name:
    """Who wrote something: a person, an institution, or someone of whom nobody said which."""

    family: str = ""
    """Of a person; a person of one name has nothing else."""
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    """A particle that belongs to the given name where names are sorted: "van" of Beethoven."""
    non_dropping: str = ""
    """A particle that belongs to the family name: "van" of "van Dam"."""
    literal: str = ""
    """The whole name, if it isn't a person's or nobody said so."""
    is_plain: bool = False
    """Whether nobody said if `literal` is a person or an institution: then it is never taken apart."""
    comma_suffix: bool = False
    """Whether a comma comes before the suffix even where the given name comes first."""
    family_first: bool = False
    """Whether the family name always comes first, as in Hungarian or Chinese names."""

    @property
    def is_person(self) -> bool:
        return not self.literal

    @property
    def is_institution(self) -> bool:
        return bool(self.literal) and not self.is_plain

    @property
    def surname(self) -> str:
        """With the particle that goes with it: "van Dam"; "" for an institution."""
        return _joined(self.non_dropping, self.family)

    @property
    def text(self) -> str:
        """As it is said: "Jane Q. Public"."""
        if self.literal:
            return self.literal
        if self._is_unspaced:
            return self.family + self.given
        last = _joined(self.dropping, self.surname)
        parts = (self.surname, self._given) if self.family_first else (self.given, last)
        whole = " ".join(filter(None, parts))
        return (", " if self.comma_suffix else " ").join(filter(None, [whole, self.suffix]))

    @property
    def inverted(self) -> str:
        """As lists are sorted: "Public, Jane Q."; an institution whole."""
        if self.literal or self._is_unspaced or self.family_first:
            return self.text
        return ", ".join(filter(None, [self.surname, self._given, self.suffix]))

    def to_csl(self) -> dict[str, Any]:
        """The name as CSL-JSON has it; a plain one is whole."""
        if self.literal:
            return {"literal": self.literal}
        values = (self.family, self.given, self.suffix, self.dropping, self.non_dropping)
        flags = {"comma-suffix": self.comma_suffix, "static-ordering": self.family_first}
        parts = {key: value for key, value in zip(_KEYS, values, strict=True) if value}
        return parts | {key: value for key, value in flags.items() if value}

    @property
    def _given(self) -> str:
        return " ".join(filter(None, [self.given, self.dropping]))

    @property
    def _is_unspaced(self) -> bool:
        return bool(_UNSPACED.fullmatch(self.family + self.given))


def plain_name(text: str) -> Name:
    """A name of which nobody says whether it is a person's or an institution's."""
    return Name(literal=text, is_plain=True)


def name_of_csl(data: Mapping[str, Any]) -> Name:
    """A name of CSL-JSON. A person with a given name alone is one of one name."""
    if literal := _text(data.get("literal")):
        return Name(literal=literal)
    family, given, suffix, dropping, non_dropping = (_text(data.get(key)) for key in _KEYS)
    if len(family) > 2 and family[0] == family[-1] == '"':  # Zotero's way to say that it has no particle
        family = family[1:-1]
    elif data.get("parse-names"):
        family, given, dropping, non_dropping = _split_particles(family, given, dropping, non_dropping)
    if not family:
        family, given = given, ""
    flags = (_is_set(data.get("comma-suffix")), _is_set(data.get("static-ordering")))
    return Name(family, given, suffix, dropping, non_dropping, comma_suffix=flags[0], family_first=flags[1])


def _text(value: object) -> str:
    return " ".join(str(value or "").split())


def _is_set(value: object) -> bool:
    return value not in {None, "", "0", "false", 0}


def _split_particles(family: str, given: str, dropping: str, non_dropping: str) -> tuple[str, str, str, str]:
    """The parts, with the small words before the family name and after the given name as particles."""
    words = family.split()
    small = _count_small(words)
    if not non_dropping and (elided := _ELIDED.match(family)) and elided[0].islower():
        non_dropping, family = elided[0], family[elided.end() :]
    elif not non_dropping and small < len(words):
        non_dropping, family = " ".join(words[:small]), " ".join(words[small:])
    words = given.split()
    small = _count_small(words[::-1])
    if not dropping and 0 < small < len(words):
        given, dropping = " ".join(words[:-small]), " ".join(words[-small:])
    return family, given, dropping, non_dropping


def _count_small(words: Sequence[str]) -> int:
    """How many words there are before the first that begins with a capital, or in a script without capitals."""
    return next((n for n, word in enumerate(words) if not word[0].islower()), len(words))


def _joined(before: str, after: str) -> str:
    """Two parts of a name, with a space between them except after such as "al-" and "d’"."""
    space = "" if before.endswith(_CLINGING) else " "
    return f"{before}{space}{after}".strip()
