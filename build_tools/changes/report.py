"""Changes as text for a terminal and as Markdown for a pull request."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.changes.values import (
    TYPOGRAPHIC,
    AliasChange,
    Changes,
    Detail,
    Line,
    LinkChange,
    MentionChange,
    NoteChange,
    ParagraphChange,
    RecordChange,
    What,
)
from build_tools.core.model import RESTRICTED
from build_tools.text.excerpts import shortened
from build_tools.text.fold import fold
from build_tools.text.terminal import shown
from build_tools.text.weave import escape

_MOST = 25
"""At most this many items are listed in a section."""
_LINES = 5
"""At most this many gained and this many lost mentions are shown in context."""
_LONG = 400
"""At most this many code points of a text are shown."""

_LONGEST = 58_000
"""Bytes of a comment, which leaves room for text around it: GitHub takes 65,536 characters."""
_ONLY_TYPOGRAPHY = "only in quotation marks, hyphens, capitals, accents or spaces"

Piece = tuple[str, str]
"""(how, text): plain, strong or code."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a report, with the lines below it."""

    pieces: tuple[Piece, ...]
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]
    more: int = 0
    """Number of items left out."""


def plain(text: str) -> Piece:
    return ("plain", text)


def strong(text: str) -> Piece:
    return ("strong", text)


def code(text: str) -> Piece:
    return ("code", text)


def to_sections(changes: Changes) -> list[Section]:
    """What changed, in the order in which a reviewer needs it."""
    rights = [item for change in changes.articles if (item := _rights(change))]
    groups: list[tuple[str, Iterable[Item], int]] = [
        ("Rights", rights, len(rights)),
        ("Articles", map(_record, changes.articles), len(changes.articles)),
        ("Paragraphs", _paragraphs(changes.paragraphs), len(changes.paragraphs)),
        *_note_groups(changes.notes),
        *_link_groups(changes.links),
        ("Glossary", (_entity(change, changes.mentions) for change in changes.entities), len(changes.entities)),
        ("Mentions", map(_mention, changes.mentions), len(changes.mentions)),
        ("Events", map(_record, changes.events), len(changes.events)),
        ("References", map(_record, changes.references), len(changes.references)),
        ("Home page", map(_record, changes.home), len(changes.home)),
        ("Hand-written pages", map(_record, changes.pages), len(changes.pages)),
        ("Settings of the corpus", map(_record, changes.settings), len(changes.settings)),
    ]
    sections = []
    for title, items, count in groups:
        every = tuple(items)
        if count:
            sections.append(Section(f"{title} ({count})", every[:_MOST], max(len(every) - _MOST, 0)))
    return sections


def _rights(change: RecordChange) -> Item | None:
    """What an article's text may be used for, if that changed: several checks are only for texts in copyright."""
    details = [detail for detail in change.details if detail.key in {"rights", "edition"}]
    if change.what is not What.CHANGED or not details:
        return None
    lines = [Item((plain(f"{d.key}: {d.before or 'none'} → "), strong(d.after or "none"))) for d in details]
    if any(d.key == "rights" and d.before == RESTRICTED for d in details):
        lines.append(Item((plain("its sentences are no longer compared with those of the original"),)))
    return Item((code(change.id), plain(f" {_cut(change.name)}")), tuple(lines))


_TITLES = {
    What.ORPHANED: "Notes that lose their words",
    What.STRAYED: "Notes that may now be on other words",
    What.REWORDED: "Notes whose words now say something else",
    What.PLACED: "Notes that have their words again",
    What.ADDED: "Notes added",
    What.CHANGED: "Notes changed",
    What.MOVED: "Notes moved",
    What.REMOVED: "Notes removed",
}


def _note_groups(notes: Sequence[NoteChange]) -> Iterator[tuple[str, Iterable[Item], int]]:
    counts = Counter(note.what for note in notes)
    for what, title in _TITLES.items():
        yield title, [_note(note) for note in notes if note.what is what], counts[what]


def _note(note: NoteChange) -> Item:
    where = _numbers(note.before, note.after)
    pieces = (code(f"{note.article}#{note.id}"), plain(f" {where}, on “"), strong(_cut(note.words)), plain("”"))
    if note.what is What.ADDED or (note.what is What.ORPHANED and note.before is None):
        words = (Item((plain(_cut(d.after)),)) if d.key == "note" else _detail(d) for d in note.details)
        return Item(pieces, tuple(words))
    if note.what is What.REMOVED:
        return Item(pieces)
    return Item(pieces, tuple(map(_detail, note.details)))


def _link_groups(links: Sequence[LinkChange]) -> Iterator[tuple[str, Iterable[Item], int]]:
    for title, in_place in (("Links that now lead to other words", False), ("Links to reworded paragraphs", True)):
        group = [link for link in links if link.in_place is in_place]
        yield title, map(_link, group), len(group)


def _link(link: LinkChange) -> Item:
    words = (plain(" on “"), strong(_cut(link.words)), plain("”")) if link.words else ()
    target = (plain(" to "), code(link.article), plain(f" {_numbers(*link.numbers)}"))
    head = (code(f"{link.path}:{link.line}"), *words, *target)
    was = Item((plain(f"paragraph {link.numbers[0]} {link.what}"),))
    after = _side("after", link.new) if link.new else Item((plain("after: no such paragraph"),))
    if link.in_place:
        return Item(head, (_side("before", link.old), after))
    return Item(head, (was, _side("before", link.old), after))


def _numbers(before: int | None, after: int | None) -> str:
    if before == after:
        return f"¶ {after}" if after else "a heading or caption"
    return " → ".join(f"¶ {number}" for number in (before, after) if number)


def _record(change: RecordChange) -> Item:
    label = {What.ADDED: "new: ", What.REMOVED: "gone: "}.get(change.what, "")
    name = f" {_cut(change.name)}" if change.name else ""
    return Item((plain(label), code(change.id), plain(name)), tuple(map(_detail, change.details)))


def _entity(change: RecordChange, mentions: Sequence[MentionChange]) -> Item:
    """An entry; for each alias also how many mentions it gains or loses."""
    found = next((m for m in mentions if m.entity == change.id), None)
    item = _record(change)
    return Item(item.pieces, (*(_alias(alias, found) for alias in change.aliases), *item.below))


def _alias(alias: AliasChange, found: MentionChange | None) -> Item:
    how = alias.before or alias.after
    if alias.what is What.CHANGED and alias.after:
        how = f"was {alias.before}; now {alias.after}" if alias.before else f"now {alias.after}"
    elif alias.what is What.CHANGED:
        how = f"no longer {alias.before}"
    counts = (("gains", _count(alias.name, found.gained)), ("loses", _count(alias.name, found.lost))) if found else ()
    mentions = "".join(f", {verb} {n} mention{'' if n == 1 else 's'}" for verb, n in counts if n)
    return Item(
        (
            plain(f"alias {alias.what.value}: "),
            strong(_cut(alias.name)),
            plain(f" ({how}){mentions}" if how else mentions),
        )
    )


def _count(name: str, lines: Sequence[Line]) -> int:
    return sum(fold(line.node).text == fold(name).text for line in lines)


def _detail(detail: Detail) -> Item:
    key = _cut(detail.key)
    if detail.before == TYPOGRAPHIC:
        return Item((plain(f"{key}: changed {_ONLY_TYPOGRAPHY}"),))
    if not detail.before or not detail.after:
        verb, text = ("now", detail.after) if detail.after else ("no longer", detail.before)
        return Item((plain(f"{key}: {verb} "), strong(_cut(text))))
    return Item((plain(f"{key}:"),), (_side("before", detail.before), _side("after", detail.after)))


def _side(when: str, text: str) -> Item:
    return Item((plain(f"{when}: {_cut(text)}"),))


def _paragraphs(changes: Sequence[ParagraphChange]) -> Iterator[Item]:
    """Paragraphs that differ in words, then in one line for each article those that differ only in typography."""
    typographic: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.what is What.CHANGED and change.old == TYPOGRAPHIC and not change.details:
            typographic[change.article].append(_numbers(change.before, change.after))
        else:
            yield _paragraph(change)
    for article, numbers in typographic.items():
        yield Item((code(article), plain(f" {', '.join(numbers)} changed {_ONLY_TYPOGRAPHY}")))


def _paragraph(change: ParagraphChange) -> Item:
    head = (code(change.article), plain(f" {_numbers(change.before, change.after)} {change.what.value}"))
    words: tuple[Item, ...] = ()
    if change.old == TYPOGRAPHIC:
        words = (Item((plain(f"changed {_ONLY_TYPOGRAPHY}"),)),)
    elif change.old and change.new:
        words = (_side("before", change.old), _side("after", change.new))
    elif text := change.new or change.old:
        words = (Item((plain(_cut(text)),)),)
    return Item(head, (*words, *map(_detail, change.details)))


def _mention(change: MentionChange) -> Item:
    head = (code(change.entity), plain(f" {change.name}: {change.before} → {change.after} mentions"))
    return Item(head, (*_lines("gains", "was", change.gained), *_lines("loses", "now", change.lost)))


def _lines(verb: str, other: str, lines: Sequence[Line]) -> Iterator[Item]:
    for line in lines[:_LINES]:
        where = f"¶ {line.paragraph}" if line.paragraph else "heading or caption"
        change = f" ({other} {line.other})" if line.other else ""
        pieces = (plain(f"{verb} "), code(line.article), plain(f" {where}: {line.left}"), strong(line.node))
        yield Item((*pieces, plain(f"{line.right}{change}")))
    if len(lines) > _LINES:
        yield Item((plain(f"{verb} {len(lines) - _LINES} more"),))


def _cut(text: str) -> str:
    return shortened(" ".join(text.split()), _LONG)


def format_report(remarks: Sequence[str], sections: Sequence[Section], style: str) -> str:
    """The whole report; `style` is text or markdown, `remarks` are put before the changes."""
    if style == "markdown":
        return "\n\n".join([*(_to_markdown("plain", r) for r in remarks), format_markdown(sections) or "Nothing."])
    return "\n".join(map(shown, remarks)) + f"\n\n{format_text(sections) or 'Nothing.'}"


def format_text(sections: Sequence[Section]) -> str:
    """The sections for a terminal, which no text from a source can steer."""
    parts = []
    for section in sections:
        lines = [section.title, *(line for item in section.items for line in _text_lines(item, 1))]
        parts.append("\n".join([*lines, *([f"  and {section.more} more"] if section.more else [])]))
    return "\n\n".join(parts)


def _text_lines(item: Item, depth: int) -> Iterator[str]:
    text = "".join(f"[{text}]" if how == "strong" else text for how, text in item.pieces)
    yield "  " * depth + shown(text)
    for below in item.below:
        yield from _text_lines(below, depth + 1)


def format_markdown(sections: Sequence[Section]) -> str:
    """The sections for a comment on a pull request: text from a source is shown as plain text, and mentions nobody."""
    lines: list[str] = []
    for section in sections:
        lines += ["", f"### {section.title}", ""]
        lines += (line for item in section.items for line in _markdown_lines(item, 0))
        lines += [f"- and {section.more} more"] if section.more else []
    return _shortened(lines[1:])


def _shortened(lines: Sequence[str]) -> str:
    """The lines as one text, or if that is too long for a comment, as many of them as fit."""
    length = 0
    for number, line in enumerate(lines):
        length += len(line.encode()) + 1
        if length > _LONGEST:
            return "\n".join([*lines[:number], "", "The rest is too long for a comment: run `reader diff` to see it."])
    return "\n".join(lines)


def _markdown_lines(item: Item, depth: int) -> Iterator[str]:
    line = "".join(_to_markdown(how, text) for how, text in item.pieces)
    yield f"{'  ' * depth}- {_escape_start(line)}"
    for below in item.below:
        yield from _markdown_lines(below, depth + 1)


def _escape_start(line: str) -> str:
    """The line, escaped so that it doesn't begin a list or a heading within its item."""
    begins = re.match(r"(\d+|)([-.)])", line)
    return f"{begins[1]}&#{ord(begins[2])};{line[begins.end() :]}" if begins else line


_CALLS = re.compile(r"[@#](?=\S)")
_WEB = re.compile(r"(www)\.", re.IGNORECASE)
"""GitHub makes this a link even without `://`."""


def _to_markdown(how: str, text: str) -> str:
    text = shown(text)
    if how == "code":
        return f"`{text.replace('`', chr(0x27))}`"
    # No escape keeps `@name` from notifying somebody, or `#1` from becoming a link; an invisible character does.
    escaped = escape(_CALLS.sub("\\g<0>\u2060", text)).replace("$", "&#36;")
    escaped = _WEB.sub("\\1&#46;", escaped)
    return f"<b>{escaped}</b>" if how == "strong" else escaped
