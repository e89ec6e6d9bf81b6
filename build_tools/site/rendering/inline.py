"""A line of the generator's Markdown as HTML: tags, links with attributes, references to notes.

The weaver escapes every character that Markdown could read, so little is left that has a meaning. Whatever isn't known
here raises `UnknownMarkdownError`; Python-Markdown then converts the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


class UnknownMarkdownError(Exception):
    """The text has something that the generator doesn't write, so only Python-Markdown knows what it means."""


_PLAIN = (
    r"[^<>&\[\]{}*_`\\!~^=+:]++|=(?!=)|\+(?!\+)|:(?![+\w-])|!(?!\[)"
    r"|&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[0-9a-zA-Z]+);"
)
"""Also without the marks of the extensions that only hand-written pages are for (engines.py)."""
_TAG = r"""</[a-zA-Z][a-zA-Z0-9-]*+>|<[a-zA-Z][a-zA-Z0-9-]*+(?:[ ][a-zA-Z:-]++(?:="[^"<>\[\]`\\]*+")?)*+[ ]?/?>"""
_TITLE = r"""[ ]"(?P<title>[^"<>`\\\s]++(?:[ ][^"<>`\\\s]++)*+)\""""
_LINK = (
    rf"\[(?P<text>(?:{_PLAIN}|{_TAG})*+)\]"
    rf"""\((?P<href>[^\s()<>"`\\]*+)(?:{_TITLE})?\)"""
    r"(?:\{:[ ](?P<attributes>[^\n{}]*)[ ]\})?"
)
_NOTE = r"\[\^(?P<note>[^\]\s]++)\]"
_KNOWN = re.compile(re.sub(r"\?P<[a-z]+>", "?:", rf"(?:{_PLAIN}|{_TAG}|{_NOTE}|{_LINK})*+"))
"""A line in which all is known."""
_CHANGED = re.compile(f"{_NOTE}|{_LINK}")
"""What is not in the HTML as it is in Markdown."""
_ATTRIBUTE = re.compile(r'([a-zA-Z][a-zA-Z-]*)="([^"<>]*)"|\.([\w:%-]+)(?![^ ])|#([\w:.%-]+)(?![^ ])')
_TAG_ID = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"')
_UNSAFE = re.compile(r"[&<>\"]")
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What a page's lines refer to, and the ids that they give."""

    to_url: Callable[[str], str]
    """Makes the address of a page from that of its source."""
    notes: Mapping[str, int]
    """Id -> number, from 1, of the notes that the page defines."""
    ids: list[str] = field(default_factory=list)
    """The ids of the page's elements, in order; an id may be there twice."""
    referred: list[str] = field(default_factory=list)
    """The ids of notes that were referred to, in order."""


def convert_line(line: str, names: Names) -> str:
    """The line as HTML. Raises UnknownMarkdownError."""
    known = _KNOWN.match(line)
    if known is None or known.end() < len(line):
        raise UnknownMarkdownError(line[known.end() if known else 0 :][:40])
    if ' id="' in line:
        names.ids.extend(_TAG_ID.findall(line))
    return _CHANGED.sub(lambda found: _convert(found, names), line) if "[" in line else line


def _convert(found: re.Match[str], names: Names) -> str:
    note, text, href, title, written = found.groups()
    if note is not None:
        return _refer(note, names)
    given = {"href": names.to_url(href)}
    if title:
        given["title"] = title
    if written is not None:
        given.update(read_attributes(written))
    return f"{open_tag('a', given, names)}{text}</a>"


def _refer(note: str, names: Names) -> str:
    if note not in names.notes or note in names.referred:
        raise UnknownMarkdownError(note)
    names.referred.append(note)
    names.ids.append(f"fnref:{note}")
    return f'<sup id="fnref:{note}"><a class="footnote-ref" href="#fn:{note}">{names.notes[note]}</a></sup>'


def read_attributes(written: str) -> dict[str, str]:
    """The attributes of a list such as `#p14 .t data-x="y"`. Raises UnknownMarkdownError."""
    found: dict[str, str] = {}
    at = 0
    for item in _ATTRIBUTE.finditer(written):
        if written[at : item.start()] != (" " if found else ""):
            break
        key, value, name, identifier = item.groups()
        if name is not None:
            found["class"] = f"{found['class']} {name}" if "class" in found else name
        elif identifier is not None:
            found["id"] = identifier
        else:
            found[key] = value
        at = item.end()
    if not found or at < len(written):
        raise UnknownMarkdownError(written)
    return found


def open_tag(tag: str, given: Mapping[str, str], names: Names) -> str:
    """An opening tag with its attributes, sorted."""
    if "id" in given:
        names.ids.append(given["id"])
    written = "".join(f' {key}="{escape_value(value)}"' for key, value in sorted(given.items()))
    return f"<{tag}{written}>"


def escape_value(value: str) -> str:
    """An attribute's value, in which references to characters stay what they are."""
    if not _UNSAFE.search(value):  # as nearly always
        return value
    return _AMPERSAND.sub("&amp;", value).replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
