"""The markup that CSL has in titles and other texts, as Zotero writes it: plain text and spans over it.

Known are `<i>`, `<b>`, `<sub>`, `<sup>`, `<sc>` and `<span>` for small capitals or for words whose case no style may
change. Any other tag is text, as is one of these without its partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.text.weave import Wrap, escape, link, weave

_TAG = re.compile(
    r"<(?P<end>/)?(?P<name>i|b|sub|sup|sc|span)(?P<more>(?:\s+[a-z-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*)\s*>",
    re.IGNORECASE,
)
_SMALL_CAPS = re.compile(r"font-variant\s*:\s*small-caps", re.IGNORECASE)
_NO_CASE = re.compile(r"class\s*=\s*[\"']nocase[\"']", re.IGNORECASE)
_TAGS = {"i": ("em", ""), "b": ("b", ""), "sub": ("sub", ""), "sup": ("sup", ""), "sc": ("span", 'class="small-caps"')}
"""CSL's tag -> the page's tag and its attributes."""


def plain(text: str) -> str:
    """The text without its markup."""
    return _parse(text)[0] if "<" in text else text


def render(text: str, href: str = "") -> str:
    """The text as Markdown, one line, as a link if there is an address."""
    words, wraps = _parse(text) if "<" in text else (text, ())
    if not wraps:
        return link(words, href) if href else escape(words)
    woven = weave(words, wraps)
    return f"[{woven}{link('', href)[1:]}" if href else woven


def find_unpaired(text: str) -> str:
    """The first known tag that has no partner; "" if there is none."""
    paired = {index for pair in _pairs(text) for index in pair}
    return next((match[0] for index, match in enumerate(_tags(text)) if index not in paired), "")


def _tags(text: str) -> list[re.Match[str]]:
    return [match for match in _TAG.finditer(text) if match["end"] or match["name"].lower() != "span" or _span(match)]


def _span(match: re.Match[str]) -> tuple[str, str] | None:
    """The page's tag for a `<span>`; ("", "") if nothing shows of it, None if it is no span of CSL."""
    if _SMALL_CAPS.search(match["more"]):
        return _TAGS["sc"]
    return ("", "") if _NO_CASE.search(match["more"]) else None


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Indices of a tag that opens and of the one that closes it, each pair within or outside any other."""
    opened: list[tuple[str, int]] = []
    for index, match in enumerate(_tags(text)):
        name = match["name"].lower()
        if not match["end"]:
            opened.append((name, index))
        elif any(name == waiting for waiting, _ in opened):
            while opened[-1][0] != name:
                opened.pop()
            yield (opened.pop()[1], index)


@lru_cache(1 << 12)
def _parse(text: str) -> tuple[str, tuple[Wrap, ...]]:
    """The plain text, and what is set off in it."""
    tags, pairs = _tags(text), list(_pairs(text))
    starts, pieces, at, length = dict[int, int](), list[str](), 0, 0
    for index in sorted(index for pair in pairs for index in pair):
        pieces.append(text[at : tags[index].start()])
        length += len(pieces[-1])
        starts[index], at = length, tags[index].end()
    pieces.append(text[at:])
    wraps = []
    for first, last in pairs:
        tag, attributes = _span(tags[first]) or _TAGS.get(tags[first]["name"].lower(), ("", ""))
        if tag and starts[first] < starts[last]:
            wraps.append(Wrap(starts[first], starts[last], tag, attributes))
    return "".join(pieces), tuple(sorted(wraps, key=lambda wrap: (wrap.start, -wrap.end)))
