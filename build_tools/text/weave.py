"""The weaver: plain text and stand-off spans -> one line of Markdown. The only place that escapes text.

The contract: for any text and spans, the visible text of what Python-Markdown makes of the line is `text`, apart from
the footnote numbers. Every footnote reference is in it once, and so is every link that others don't cover completely.

Text is escaped by character references, not by backslashes: which characters a backslash escapes depends on the
extensions in use, and inside link texts and attribute lists it fails. Emphasis and marks are inline HTML tags, since
`*` opens or closes nothing next to a space or inside a word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from build_tools.text.directions import DIRECTION_MARKS, FIRST_STRONG, POP_ISOLATE

_ANYWHERE = re.compile(
    r"[\\`*_\[\]<>&#|~^=+{}!]"  # Markdown, footnotes, attribute lists, tables, mark, caret, tilde
    r"|:(?! |$)"  # emoji, definition lists, addresses
    r"|/(?=/)"  # pymdownx blocks, the footnotes' place marker, addresses
    r"|[\t\n\u2028\u2029]"
    r"| (?= )"  # Markdown doesn't close up spaces, but some editors and minifiers do
)
_LINE_START = re.compile(r"\s*(?:[-:]|\d+[.)]|\?{3})")
"""A beginning that makes a line a list item, a definition or a folded part. Its last character is escaped."""
_SHORT = 300
"""Texts of up to this many code points are cached when escaped."""
_IN_ADDRESS = re.compile(r"[()<>\"'\\\[\]{}`*_~^|\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Wrap:
    """A span set off by a tag; it may be split where it overlaps another or a link."""

    start: int
    end: int
    tag: str
    attributes: str = ""
    """As the tag has them, escaped: `class="q"`."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span that is a link.

    It is never split: of two that overlap, the one given first stays whole, and the other keeps its longest free piece.
    """

    start: int
    end: int
    href: str
    title: str = ""
    classes: str = ""
    """Space-separated."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote reference after the code point `at - 1`."""

    at: int
    id: str


def escape(text: str) -> str:
    """`text` such that Markdown finds nothing to read in it inside a line; for a whole line there is `weave`."""
    return _escape_short(text) if len(text) <= _SHORT else _ANYWHERE.sub(_reference, text)


def quoted(text: str) -> str:
    """`text` as an attribute's value between double quotes. Markdown reads inside tags, too."""
    return escape(text).replace('"', "&quot;")


def weave(
    text: str,
    wraps: Iterable[Wrap] = (),
    anchors: Iterable[Anchor] = (),
    refs: Iterable[NoteRef] = (),
    *,
    start: int = 0,
    end: int | None = None,
) -> str:
    """Markdown of `text[start:end]`, one line, with the parts of the spans that lie in it and all of `refs`.

    A reference that lies elsewhere is set at the nearer end. Raises ValueError for a span that isn't in the text.
    """
    end = len(text) if end is None else end
    wraps, anchors, refs = list(wraps), list(anchors), list(refs)
    if not wraps and not anchors and not refs:
        return _escape_line(text[start:end])
    _require_in_range(text, wraps, anchors, refs)
    if len(wraps) == 1 and not anchors and not refs and not _line_escapes(text, start, end):
        return _weave_one(text, wraps[0], start, end)
    inside = [w for w in wraps if max(w.start, start) < min(w.end, end)]
    links = [_clipped(a, start, end) for a in anchors if a.start < end and start < a.end]
    notes = [NoteRef(min(max(r.at, start), end), r.id) for r in refs]
    return _Weaver(text, inside, _disjoint([a for a in links if a.start < a.end]), notes, start, end).run()


def _clipped(anchor: Anchor, start: int, end: int) -> Anchor:
    if start <= anchor.start and anchor.end <= end:
        return anchor
    return replace(anchor, start=max(anchor.start, start), end=min(anchor.end, end))


def _weave_one(text: str, wrap: Wrap, start: int, end: int) -> str:
    """A line with one wrap and nothing to escape: what a large site's concordances are made of."""
    first, last = min(max(wrap.start, start), end), max(min(wrap.end, end), start)
    if first >= last:
        return text[start:end]
    return f"{text[start:first]}{_open_tag(wrap)}{text[first:last]}</{wrap.tag}>{text[last:end]}"


def attributes(classes: str = "", identifier: str = "", **others: str) -> str:
    """An attribute list as Markdown has it: `{: #p14 .t }`."""
    return _attributes(classes, identifier, tuple(others.items()))


@lru_cache(1 << 12)
def _attributes(classes: str, identifier: str, others: tuple[tuple[str, str], ...]) -> str:
    """`attributes`, cached: the same few occur on every page."""
    parts = [f"#{identifier}"] if identifier else []
    parts += [f".{name}" for name in classes.split()]
    parts += [f'{key}="{_attribute(value)}"' for key, value in others]
    return "{: " + " ".join(parts) + " }"


def link(text: str, href: str, title: str = "", classes: str = "") -> str:
    """A Markdown link whose text is plain."""
    return f"[{escape(text)}{_closing(href, title, classes)}"


def isolate(name: str) -> str:
    """A person's name as Markdown, kept from changing the direction of what is around it."""
    return f"<bdi>{escape(name)}</bdi>"


def name_words(name: str) -> str:
    """A name or a title as Markdown, isolated unless its letters run from left to right from end to end."""
    return escape(name) if _runs_left_to_right(name) else isolate(name)


def plain_name_words(name: str) -> str:
    """The same for a text that can't have elements, such as a tooltip: there two characters do what `<bdi>` does."""
    return name if _runs_left_to_right(name) else f"{FIRST_STRONG}{name}{POP_ISOLATE}"


def link_name(name: str, href: str, title: str = "", classes: str = "", *, before: str = "", after: str = "") -> str:
    """A Markdown link whose text is a name or a title, as `name_words`, with plain words before and after it."""
    return f"[{escape(before)}{name_words(name)}{escape(after)}{_closing(href, title, classes)}"


def _runs_left_to_right(name: str) -> bool:
    if name.isascii() and name[:1].isalpha() and name[-1:].isalpha():
        return True
    directions = [unicodedata.bidirectional(character) for character in name]
    ends = {*directions[:1], *directions[-1:]}
    return ends <= {"L", "NSM"} and not {"R", "AL", "AN"} & {*directions} and DIRECTION_MARKS.isdisjoint(name)


class _Weaver:
    """Walks the elementary segments between the spans' ends, closing and opening what changes."""

    def __init__(
        self, text: str, wraps: list[Wrap], anchors: list[Anchor], refs: list[NoteRef], start: int, end: int
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.wraps = sorted(wraps, key=lambda w: (w.start, -w.end, w.tag, w.attributes))
        self.anchors, self.refs = anchors, _outside_of(anchors, refs)
        self.out: list[str] = []
        self.stack: list[Wrap] = []
        self.anchor: Anchor | None = None

    def run(self) -> str:
        cuts = {self.start, self.end, *(ref.at for ref in self.refs)}
        spans: list[Wrap | Anchor] = [*self.wraps, *self.anchors]
        for span in spans:
            cuts.update((max(span.start, self.start), min(span.end, self.end)))
        escapes = iter(_line_escapes(self.text, self.start, self.end))
        self.escape = next(escapes, None)
        refs, anchors, wraps = deque(self.refs), deque(self.anchors), deque(self.wraps)
        active: list[Wrap] = []
        here = self.start
        for there in [*sorted(cuts), None]:
            if there is not None and there > here:
                self._text(here, there, escapes)
                here = there
            elif there is not None and there != self.start:
                continue
            notes = []
            while refs and refs[0].at <= here:
                notes.append(refs.popleft())
            active = [wrap for wrap in active if wrap.end > here]
            while wraps and wraps[0].start <= here < self.end:
                active.append(wraps.popleft())
            anchor = self.anchor if self.anchor and self.anchor.end > here else None
            if anchor is None and anchors and anchors[0].start <= here:
                anchor = anchors.popleft()
            last = here == self.end
            self._change([] if last else active, None if last else anchor, notes)
        return "".join(self.out)

    def _text(self, start: int, end: int, escapes: Iterator[tuple[int, str]]) -> None:
        while self.escape and self.escape[0] < end:
            offset, replacement = self.escape
            self.out.append(self.text[start:offset])
            self.out.append(replacement)
            start, self.escape = offset + 1, next(escapes, None)
        self.out.append(self.text[start:end])

    def _change(self, wanted: list[Wrap], anchor: Anchor | None, notes: list[NoteRef]) -> None:
        """Close what ends here, outermost kept; set the references; open what begins."""
        keep = 0
        if anchor is self.anchor:
            while keep < min(len(wanted), len(self.stack)) and wanted[keep] is self.stack[keep]:
                keep += 1
        while len(self.stack) > keep:
            self.out.append(f"</{self.stack.pop().tag}>")
        if anchor is not self.anchor and self.anchor is not None:
            self.out.append(_closing(self.anchor.href, self.anchor.title, self.anchor.classes))
        self.out.extend(f"[^{note.id}]" for note in notes)
        if anchor is not self.anchor and anchor is not None:
            self.out.append("[")
        self.anchor = anchor
        for wrap in wanted[keep:]:
            self.out.append(_open_tag(wrap))
            self.stack.append(wrap)


def _require_in_range(text: str, wraps: Sequence[Wrap], anchors: Sequence[Anchor], refs: Sequence[NoteRef]) -> None:
    spans: list[Wrap | Anchor] = [*wraps, *anchors]
    for span in spans:
        if not 0 <= span.start <= span.end <= len(text):
            raise ValueError(f"the span [{span.start}, {span.end}) doesn't lie in a text of {len(text)} code points")
    for ref in refs:
        if not 0 <= ref.at <= len(text):
            raise ValueError(f"the reference at {ref.at} doesn't lie in a text of {len(text)} code points")


def _disjoint(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors in text order; one that overlaps an anchor given before it keeps its own longest free piece.

    Links can't nest in HTML. One without a free piece is left out: no text is left for it.
    """
    ordered = sorted(anchors, key=lambda a: (a.start, a.end))
    if all(a.end <= b.start for a, b in pairwise(ordered)):
        return ordered
    taken: list[Anchor] = []
    for anchor in anchors:
        free = [(anchor.start, anchor.end)]
        for other in taken:
            halves = [((s, min(e, other.start)), (max(s, other.end), e)) for s, e in free]
            free = [(s, e) for pair in halves for s, e in pair if s < e]
        if free:
            start, end = max(free, key=lambda piece: (piece[1] - piece[0], -piece[0]))
            taken.append(replace(anchor, start=start, end=end))
    return sorted(taken, key=lambda a: a.start)


def _outside_of(anchors: list[Anchor], refs: list[NoteRef]) -> list[NoteRef]:
    """The references in text order; one inside a link is moved to the link's end."""
    starts = [a.start for a in anchors]
    moved = []
    for ref in refs:
        index = bisect_left(starts, ref.at) - 1
        inside = index >= 0 and ref.at < anchors[index].end
        moved.append(NoteRef(anchors[index].end, ref.id) if inside else ref)
    return sorted(moved, key=lambda r: r.at)


def _open_tag(wrap: Wrap) -> str:
    return f"<{wrap.tag} {wrap.attributes}>" if wrap.attributes else f"<{wrap.tag}>"


@lru_cache(1 << 14)
def _closing(href: str, title: str, classes: str) -> str:
    """What follows a link's text."""
    titled = f' "{_attribute(title)}"' if title else ""
    listed = attributes(classes) if classes else ""
    return f"]({_address(href)}{titled}){listed}"


def _address(href: str) -> str:
    """An address as Markdown takes it: percent-encoded where a character would end it or be read as markup."""
    return _IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)


def _attribute(value: str) -> str:
    # Python-Markdown ends a title at its last quotation mark of either sort, and begins it at a `'` inside it.
    return escape(value).replace('"', "&quot;").replace("'", "&#39;")


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


@lru_cache(1 << 14)
def _escape_short(text: str) -> str:
    """Names, glosses and addresses come up again and again: nine of ten on a large site's pages occurred before."""
    return _ANYWHERE.sub(_reference, text)


def _escape_line(line: str) -> str:
    """The whole line, escaped."""
    if line[:1].isalpha() and not line[-1:].isspace():
        return escape(line)
    marker = _LINE_START.match(line)
    first = marker.end() if marker else len(line) - len(line.lstrip())
    last = max(len(line.rstrip()), first)
    head, middle, tail = line[:first], line[first:last], line[last:]
    spaces = len(head) - len(head.lstrip())
    opening = _numeric(head[:spaces]) + escape(head[spaces:-1]) + _numeric(head[max(spaces, first - 1) :])
    return opening + escape(middle) + _numeric(tail)


def _numeric(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def _line_escapes(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """(offset, what replaces that code point) for all that needs escaping in the line `text[start:end]`, in order."""
    line = text[start:end]
    found = {start + match.start(): _reference(match) for match in _ANYWHERE.finditer(line)}
    blank = len(line) - len(line.lstrip())
    marker = _LINE_START.match(line)
    tail = range(start + len(line.rstrip()), end)
    for offset in (*range(start, start + blank), *([start + marker.end() - 1] if marker else ()), *tail):
        found[offset] = f"&#{ord(text[offset])};"
    return sorted(found.items())
