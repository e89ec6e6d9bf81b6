"""How to write a name as a person's or an institution's, for the hints of messages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from build_tools.text.likeness import CUTOFF, find_nearest

ONE_NAME = "a person is `{family: …, given: …}`, an institution `{literal: …}`"
_SEVERAL = re.compile(r"\s*[;；؛]\s*|\s+(?:and|und|et|y|e|и|و|&)\s+")
_SPECIAL = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[,\[\]{}]|: |:$| #")
"""What makes quotes necessary within braces."""
_LONGEST = 60
"""A longer value is hardly a name."""


def hint_names(given: str) -> str:
    """The hint where a list of names should be, and text is: which brackets and keys to put around it."""
    names = [name for name in _SEVERAL.split(given.strip()) if name]
    if not names or len(given) > _LONGEST:
        return f"write a list: {ONE_NAME}"
    persons = ", ".join(map(_as_person, names))
    if len(names) > 1:
        return f"write `[{persons}]` for persons; an institution is `{{literal: …}}`"
    return f"write `[{persons}]` for a person, `[{{literal: {_quoted(names[0])}}}]` for an institution"


def hint_name(name: str) -> str:
    """The hint for a name of a list: what to write in its place."""
    return f"write `{_as_person(name)}` for a person, `{{literal: {_quoted(name)}}}` for an institution"


def hint_key_of_name(key: str, known: Sequence[str]) -> str:
    """The hint for an unknown key of a name. `name` is none to offer: whoever writes `firstname` means another one."""
    near = find_nearest(key, [other for other in known if other != "name"], CUTOFF)
    return f"did you mean `{near[0]}`?" if near else ONE_NAME


def _as_person(name: str) -> str:
    """A name with its family name first, before a comma, or last."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        given, _, family = name.rpartition(" ")
    return (
        f"{{family: {_quoted(family)}, given: {_quoted(given)}}}"
        if given and family
        else f"{{family: {_quoted(name)}}}"
    )


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if _SPECIAL.search(value) else value
