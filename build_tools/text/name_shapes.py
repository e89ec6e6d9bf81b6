"""What can be said for certain from the letters of an author's name: that it is half a name, or several names.

Initials show it, and nothing else does: `Public, Jane` may be two people of one name each, `Trade and Industry` a
department.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PARTICLES = {
    "af",
    "av",
    "da",
    "de",
    "del",
    "den",
    "der",
    "di",
    "dos",
    "du",
    "la",
    "le",
    "van",
    "von",
    "zu",
    "zum",
    "zur",
}
"""What may end a given name where names are inverted: Ludwig van, Vincent de."""
_FORMS = {"a.g.", "b.v.", "co.", "corp.", "inc.", "l.l.c.", "l.p.", "ltd.", "n.v.", "plc.", "s.a.", "s.l.", "s.p.a."}
"""What firms write after their names."""
_STATES = {"e.u.", "u.k.", "u.n.", "u.s."}
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_INITIALS = re.compile(r"[^\W\d_]\.(?:[ \-‐]?[^\W\d_]\.)*")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){3,}")
"""F.B.I. may be one, so J.R.R. is no certain case."""
_SEMICOLON = re.compile(r"\s*[;；؛]\s*")
_ENTITY = re.compile(r"&#?\w+;")
_AND = re.compile(r"\s+(?:and|und|et|y|e|и|&)\s+")


def find_torn(names: Sequence[str]) -> Iterator[int]:
    """The indices of names that are the second half of the name before them: `Jane Q.` after `Public`."""
    torn = False
    for index in range(1, len(names)):
        torn = not torn and _completes(names[index - 1], names[index])
        if torn:
            yield index


def is_suffix(name: str) -> bool:
    """Whether it is only what comes after a person's name: `Jr.`"""
    return bool(_SUFFIX.fullmatch(name))


def is_inverted_person(name: str) -> bool:
    """Whether it is a person's name with the family name first, and not a firm's: `Public, Jane Q.`"""
    family, comma, given = (part.strip() for part in name.partition(","))
    words = given.split()
    return bool(comma and family and words) and "," not in given and _is_initials(words[-1])


def find_several(name: str) -> list[str]:
    """The names in what is given as one; [] if it may be one. An institution may well have "and" in its name."""
    parts = [part for part in _SEMICOLON.split(name.strip()) if part]
    if len(parts) > 1 and not _ENTITY.search(name):
        return parts
    parts = _AND.split(name)
    return parts if len(parts) > 1 and all(map(_has_initials, parts)) else []


def _completes(before: str, name: str) -> bool:
    """Whether `name` can't be a whole name, and `before` can be what comes before its comma."""
    words = name.split()
    if not before or not words or "," in name or any(map(_is_initials, before.split())):
        return False
    if _is_initials(name) or name.lower() in _FORMS:
        return True
    return _is_family(before) and len(words) > 1 and (_is_initials(words[-1]) or words[-1] in _PARTICLES)


def _is_family(name: str) -> bool:
    """Whether it is one word, with particles or without: `Public`, `van Dam`."""
    return "," not in name and len([word for word in name.split() if word not in _PARTICLES]) == 1


def _has_initials(name: str) -> bool:
    """Whether it is a person's name with initials in the place where they have to be: `J. Smith` or `Smith, J.`"""
    *given, family = name.split() or [""]
    return is_inverted_person(name) or (bool(given) and _is_initials(" ".join(given)) and not _is_initials(family))


def _is_initials(text: str) -> bool:
    """Whether it is a person's initials and nothing else: `J.`, `J. Q.`, `J.-P.`"""
    capitals = all(letter.isupper() for letter in text if letter.isalpha())
    others = text.lower() in _FORMS | _STATES or _ACRONYM.fullmatch(text)
    return capitals and not others and bool(_INITIALS.fullmatch(text))
