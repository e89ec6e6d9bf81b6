"""A page of the generator's Markdown as HTML, just as Python-Markdown would give it.

Known are headings, paragraphs, tight lists, elements with `markdown="block"`, HTML that stays as it is, and notes; each
with attribute lists. A page with anything else raises `UnknownMarkdownError`. The same bytes as Python-Markdown's are
the contract: a test compares both on every page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from build_tools.site.rendering.elements import ELEMENT, is_sound
from build_tools.site.rendering.inline import Names, UnknownMarkdownError, convert_line, open_tag, read_attributes

NOTES_HERE = "///Footnotes Go Here///"

_NOTE = re.compile(r"\[\^([^\]\s]+)\]:$")
_HEADING = re.compile(r"(#{1,6}) (\S.*?)(?: \{: ([^\n{}]*) \})?$")
_LAST_LINE = re.compile(r"\{: ([^\n{}]*) \}$")
_ITEM = re.compile(r"(-|\d+\.) (.*)")
_OPENING = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*) markdown="block">$')
_OPENING_ATTRIBUTE = re.compile(r' ([a-z-]+)(=?)(?:"([^"]*)")?')
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|canvas|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hgroup|hr|html|iframe|legend|li|link|main|math|menu|meta|nav|noscript|object|ol"
    r"|output|p|pre|progress|script|section|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr"
    r"|ul|video)\b",
    re.IGNORECASE,
)
_NOT_A_PARAGRAPH = re.compile(r"^(?:\s|[#>|:~+=-]|\d+[.)]|!!!|\?\?\?|///|\*\[)", re.MULTILINE)
"""Where another line than that of a paragraph may begin, with the extensions that a person may set, too."""
_TAGS = re.compile(r"<[^>]*>|<!--.*?-->")
_RAW_ID = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Converted:
    html: str
    ids: frozenset[str]
    """All ids on the page."""


def convert_page(markdown: str, to_url: Callable[[str], str]) -> Converted:
    """The page as HTML; `to_url` makes the address of a page from that of its source.

    Raises UnknownMarkdownError.
    """
    text, notes = _split_notes(markdown.split("\n"))
    numbers = {note: number for number, note in enumerate(notes, start=1)}
    if len(numbers) != len(notes) or "\t" in markdown or "\r" in markdown or "\x02" in markdown or "\x03" in markdown:
        raise UnknownMarkdownError(markdown[:40])
    return _Page(Names(to_url, numbers), notes).convert(text)


def _split_notes(lines: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The lines outside of notes; and the lines of each note, its indent taken off."""
    text: list[str] = []
    notes: dict[str, list[str]] = {}
    at = 0
    while at < len(lines):
        opening = _NOTE.match(lines[at])
        at += 1
        if opening is None:
            text.append(lines[at - 1])
            continue
        if opening[1] in notes:
            raise UnknownMarkdownError(opening[0])
        body = notes[opening[1]] = []
        while at < len(lines) and (lines[at].startswith("    ") or not lines[at]):
            body.append(lines[at][4:])
            at += 1
    return text, notes


class _Page:
    """Converts one page."""

    def __init__(self, names: Names, notes: dict[str, list[str]]) -> None:
        self.names, self.notes = names, notes
        self.slugs: list[str] = []
        """The ids of headings, made from their words."""

    def convert(self, lines: Sequence[str]) -> Converted:
        pieces = self._blocks(lines)
        if NOTES_HERE in pieces and not self.notes:
            raise UnknownMarkdownError(NOTES_HERE)
        if self.notes and (pieces.count(NOTES_HERE) != 1 or len(self.names.referred) != len(self.notes)):
            raise UnknownMarkdownError("notes")
        if self.notes:
            pieces[pieces.index(NOTES_HERE)] = self._notes()
        if any(self.names.ids.count(slug) > 1 for slug in self.slugs):
            raise UnknownMarkdownError("ids")
        return Converted("\n".join(pieces).strip(), frozenset(self.names.ids))

    def _blocks(self, lines: Sequence[str]) -> list[str]:
        pieces: list[str] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            if not line:
                at += 1
            elif opening := _OPENING.match(line):
                end = _find_end(lines, at, opening[1])
                pieces.append(self._element(opening, lines[at + 1 : end]))
                at = end + 1
            else:
                end = at + 1
                while end < len(lines) and lines[end] and not _OPENING.match(lines[end]):
                    end += 1
                if end < len(lines) and lines[end]:
                    raise UnknownMarkdownError(lines[end])
                if _ITEM.match(line) and pieces and pieces[-1].endswith(("</ul>", "</ol>")):
                    raise UnknownMarkdownError(line)  # Markdown makes one list of two
                pieces.append(self._block(lines[at:end]))
                at = end
        return pieces

    def _block(self, lines: Sequence[str]) -> str:
        first = lines[0]
        if first == NOTES_HERE and len(lines) == 1:
            return first
        if first.startswith("#"):
            return self._heading(lines)
        if ELEMENT.match(first):
            return self._raw(lines)
        if _ITEM.match(first):
            return self._list(lines)
        return self._paragraph(lines)

    def _element(self, opening: re.Match[str], lines: Sequence[str]) -> str:
        """An element whose content is Markdown."""
        tag = opening[1]
        given = {
            key: html.unescape(value) if has else key for key, has, value in _OPENING_ATTRIBUTE.findall(opening[2])
        }
        begun = open_tag(tag, given, self.names)
        inside = self._blocks(lines)
        if not inside or any(ELEMENT.match(line) and not _OPENING.match(line) for line in lines):
            raise UnknownMarkdownError(opening[0])  # HTML within is written in another order of attributes
        return "\n".join([begun, *inside, f"</{tag}>"])

    def _heading(self, lines: Sequence[str]) -> str:
        heading = _HEADING.match(lines[0])
        if heading is None or len(lines) > 1 or heading[2].endswith(("#", "}")) or heading[2] != heading[2].strip():
            raise UnknownMarkdownError(lines[0])
        level = len(heading[1])
        given = {} if heading[3] is None else read_attributes(heading[3])
        text = convert_line(heading[2], self.names)
        if "<sup" in text:
            raise UnknownMarkdownError(lines[0])
        name = " ".join(_TAGS.sub("", text).split())
        if "id" not in given:
            given["id"] = slugify(html.unescape(name), "-")
            self.slugs.append(given["id"])
            if not given["id"]:
                raise UnknownMarkdownError(lines[0])
        return f"{open_tag(f'h{level}', given, self.names)}{text}</h{level}>"

    def _paragraph(self, lines: Sequence[str], after: str = "") -> str:
        """The paragraph; `after` is put at its end."""
        text = "\n".join(lines)
        attributes = _LAST_LINE.match(lines[-1]) if len(lines) > 1 else None
        if _NOT_A_PARAGRAPH.search(text) or any(_BLOCK_TAG.match(line) for line in lines) or (attributes and after):
            raise UnknownMarkdownError(text[:80])
        begun = "<p>"
        if attributes:
            text = "\n".join(lines[:-1])
            begun = open_tag("p", read_attributes(attributes[1]), self.names)
        if any(line != line.strip() for line in text.split("\n")):
            raise UnknownMarkdownError(text[:80])
        return f"{begun}{convert_line(text, self.names)}{after}</p>"

    def _list(self, lines: Sequence[str]) -> str:
        """A list whose items are a line each."""
        items = [_ITEM.match(line) for line in lines]
        markers = [item[1] if item else "" for item in items]
        if "" in markers or len({marker == "-" for marker in markers}) > 1:
            raise UnknownMarkdownError(lines[0])
        tag, begun = ("ul", "<ul>") if markers[0] == "-" else ("ol", "<ol>")
        if tag == "ol" and markers[0] != "1.":
            begun = f'<ol start="{markers[0][:-1]}">'
        written = [self._item(item[2]) for item in items if item]
        return "\n".join([begun, *written, f"</{tag}>"])

    def _item(self, text: str) -> str:
        if not text.strip() or text != text.strip() or _NOT_A_PARAGRAPH.search(text) or _BLOCK_TAG.match(text):
            raise UnknownMarkdownError(text)
        return f"<li>{convert_line(text, self.names)}</li>"

    def _raw(self, lines: Sequence[str]) -> str:
        """HTML that stays as it is, up to the next empty line."""
        text = "\n".join(lines)
        if not is_sound(text):
            raise UnknownMarkdownError(text[:80])
        self.names.ids.extend(_RAW_ID.findall(text))
        return f"{text}\n"

    def _notes(self) -> str:
        pieces = ['<div class="footnote">', "<hr />", "<ol>"]
        for note, lines in self.notes.items():
            self.names.ids.append(f"fn:{note}")
            pieces += [f'<li id="fn:{note}">', *self._note(note, lines), "</li>"]
        return "\n".join([*pieces, "</ol>", "</div>"])

    def _note(self, note: str, lines: Sequence[str]) -> list[str]:
        number = self.names.notes[note]
        back = (
            f'<a class="footnote-backref" href="#fnref:{note}"'
            f' title="Jump back to footnote {number} in the text">&#8617;</a>'
        )
        begin = len(lines)
        while begin and not lines[begin - 1]:
            begin -= 1
        stop = begin
        while begin and lines[begin - 1]:
            begin -= 1
        last = lines[begin:stop]
        if not last or not begin or _ITEM.match(last[0]) or ELEMENT.match(last[0]) or last[0].startswith(("#", "</")):
            raise UnknownMarkdownError(note)
        return [*self._blocks(lines[:begin]), self._paragraph(last, f"&#160;{back}")]


def _find_end(lines: Sequence[str], at: int, tag: str) -> int:
    """The line that closes the element that opens on line `at`."""
    opening, closing = re.compile(rf"<{tag}\b"), f"</{tag}>"
    depth = 0
    for index in range(at, len(lines)):
        line = lines[index]
        depth += len(opening.findall(line)) - line.count(closing)
        if depth == 0:
            if line != closing:
                break
            return index
    raise UnknownMarkdownError(lines[at])
