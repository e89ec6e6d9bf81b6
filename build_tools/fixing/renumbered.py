"""Give references the numbers that their paragraphs have now. Text in, text out; nothing but numbers is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.corpus.paragraph_links import PAGE_ADDRESS, PARAGRAPH, RULES, ParagraphLink, read_paragraph_links
from build_tools.corpus.stray_links import StrayLink, names_paragraph

_WHOLE_NUMBER = re.compile(r"\d+")
_LINK_TO = re.compile(rf"\]\(\s*<?{PARAGRAPH.pattern}(?!\d)")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A reference and the number that it must have."""

    link: ParagraphLink
    number: int


def find_renumbered(strays: Iterable[StrayLink]) -> Mapping[str, Sequence[Renumbered]]:
    """Path -> the references that certainly mean a paragraph with another number."""
    found: dict[str, list[Renumbered]] = {}
    for stray in strays:
        if stray.number is not None:
            found.setdefault(stray.link.path, []).append(Renumbered(stray.link, stray.number))
    return found


def renumber(text: str, wanted: Sequence[Renumbered]) -> str:
    """The text with the new numbers. A reference that isn't where it should be is left as it is."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    edits: dict[int, tuple[int, str]] = {}
    for one in wanted:
        at = starts[one.link.line - 1] + one.link.column - 1
        for start, end in _find_numbers(text, at, one.link):
            edits[start] = (end, str(one.number))
    for start in sorted(edits, reverse=True):
        end, number = edits[start]
        text = text[:start] + number + text[end:]
    return text


def _find_numbers(text: str, at: int, link: ParagraphLink) -> list[tuple[int, int]]:
    """(start, end) of the number of a reference at `at`, and of the number in its words, if these are no more."""
    if link.kind in RULES:
        found = _WHOLE_NUMBER.match(text, at)
        return [found.span()] if found and int(found[0]) == link.number else []
    if link.kind == "passages":
        address = PARAGRAPH.search(text, at)
        slug, number = 1, 2
    elif address := _LINK_TO.search(text, at):
        slug, number = 1, 2
    else:
        address = PAGE_ADDRESS.search(text, at)
        slug, number = 2, 3
    if address is None or (address[slug], int(address[number])) != (link.slug, link.number):
        return []
    in_words = re.compile(rf"(?<!\d){link.number}(?!\d)").search(text, at, address.start())
    return [address.span(number), *([in_words.span()] if in_words and names_paragraph(link) else [])]


def is_renumbered(path: str, before: bytes, after: bytes, wanted: Sequence[Renumbered]) -> bool:
    """Whether the wanted references of a file have their new numbers, and nothing else in it is another reference."""
    numbers = {(one.link.line, one.link.column): one.number for one in wanted}
    expected = [
        (link.slug, link.kind, numbers.get((link.line, link.column), link.number), link.key)
        for link in read_paragraph_links(path, before)
    ]
    return expected == [(link.slug, link.kind, link.number, link.key) for link in read_paragraph_links(path, after)]
