"""A reference's `note`, which Zotero fills from its field "Extra": what is a variable of CSL, what a program wrote, and
what is for readers.

A line `Original Date: 1850` is a variable, by CSL's name or with spaces and capitals, as is `{:original-date: 1850}`. A
line with the key of a program, such as `tex.foo: bar` or `OCLC: 456`, is kept, but not shown. Anything else is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.sources.csl_variables import DATES, FORMER_NAMES, NAMES, TEXTS

_LINE = re.compile(r"\s*([A-Za-z_][\w.()* -]{0,60}?)\s*[:=]\s*(\S.*?)\s*")
_BRACES = re.compile(r"\{:\s*([A-Za-z_-]+)\s*:\s*([^{}]*)\}")
_PROSE = frozenset({"note", "annote", "abstract", "source", "references", "keyword", "locator", "citation-label"})
"""Variables that a line doesn't set, because as words before a colon they are prose, or because nothing shows them."""
_VARIABLES = (
    {name.lower().replace("_", "-"): name for name in ("type", *NAMES, *DATES, *TEXTS) if name not in _PROSE}
    | {old.lower(): new for old, new in FORMER_NAMES.items()}
    | {"short-title": "title-short", "citekey": "citation-key"}
)
_OF_PROGRAMS = frozenset(
    """ads-bibcode arxiv asin bibcode coden cstr eric-number google-books-id hdl isrctn jstor lccn mr-number oclc
    openalex page-version-id pii qid s2cid ssrn tldr urn version-number wikidata wos zbl zscc""".split()  # noqa: SIM905
)
_MACHINE = re.compile(r"[a-z]+\.[a-z]\S*|\w*_\w*|[a-z]{3,}[A-Z]\w*")
"""Keys that only programs have: with a point or an underscore in them, or a capital within."""
_REMARKS = re.compile(
    r"\s*(?:This CSL (?:JSON )?Item was .* by Manubot.*|WOS:\S+|arXiv:\S+.*|bib(?:la)?tex(?:data)?\*?[\[{].*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note taken apart."""

    variables: tuple[tuple[str, str], ...]
    """(variable of CSL, its value as text), in order; a name variable may occur several times."""
    custom: tuple[tuple[str, str], ...]
    """(key, value) that programs wrote."""
    prose: str
    """What is for readers."""


def read_note(text: str) -> Note:
    variables: list[tuple[str, str]] = []
    custom: list[tuple[str, str]] = []
    prose: list[str] = []

    def take(found: re.Match[str]) -> str:
        name = _VARIABLES.get(found[1].lower().replace("_", "-"))
        if name is None:
            return found[0]
        variables.append((name, found[2].strip()))
        return ""

    for line in _BRACES.sub(take, text).split("\n"):
        match = _LINE.fullmatch(line)
        key = re.sub(r"[ _]+", "-", match[1].lower()) if match else ""
        if match and key in _VARIABLES:
            variables.append((_VARIABLES[key], match[2]))
        elif match and (key in _OF_PROGRAMS or _MACHINE.fullmatch(match[1])):
            custom.append((match[1], match[2]))
        elif not _REMARKS.fullmatch(line):
            prose.append(line.strip())
    return Note(tuple(variables), tuple(custom), "\n".join(prose).strip())
