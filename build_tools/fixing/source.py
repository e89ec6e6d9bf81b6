"""Fix one source file: Unicode form, white space, order of keys, selector. Bytes in, bytes out.

A step that would change what the file says is undone, so that a bug here costs a fix and no text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.core.kinds import BUILT_IN, Kinds
from build_tools.core.model import Block
from build_tools.fixing.front_matter import find_texts, set_keys, sort_keys
from build_tools.fixing.marks import says_the_same_in_other_marks, with_marks, with_marks_in_keys
from build_tools.fixing.reading import says
from build_tools.fixing.renumbered import Renumbered, is_renumbered, renumber
from build_tools.sources.drafting import to_yaml
from build_tools.sources.front_matter import decode, parse_document
from build_tools.sources.schema import MODELS
from build_tools.sources.schema_messages import validate

_BOM = b"\xef\xbb\xbf"
_ADDRESS = re.compile(
    r"^url:\s+[\"']?https?://\S*|<https?:[^<>\n]*>|https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*",
    re.IGNORECASE | re.MULTILINE,
)
"""An address at its longest, as a key's value and in a link. In another Unicode form it would be another address."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file before and after, and the names of the steps that changed it."""

    before: bytes
    after: bytes
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a file's text: `head + front + fence + body`; each line except the last has its "\\n"."""

    head: str
    front: tuple[str, ...]
    """The lines between the two lines of hyphens, without their "\\n"."""
    fence: str
    body: str

    def text(self) -> str:
        return self.head + "".join(f"{line}\n" for line in self.front) + self.fence + self.body


def fix(
    raw: bytes,
    kind: str,
    selector: Mapping[str, str | int | None] | None = None,
    marks: Sequence[str] = (),
    *,
    path: str = "",
    renumbered: Sequence[Renumbered] = (),
    kinds: Kinds = BUILT_IN,
) -> Fixed:
    """Fix a file. A `kind` that isn't in `MODELS` means a file without front matter; `marks` are the quotation marks
    that straight ones become, or ().

    `selector` has new values for some keys; None removes a key. The references that are `renumbered` are in the file
    at `path`. `kinds` are those that notes and entries may have. A file with a fault in it, in another encoding, or
    with "\\r" alone as its line end, is left as it is: we can't know what it says.
    """
    if decode("", raw)[1] or "\r" in raw.replace(b"\r\n", b"").decode("utf-8") or not _is_sound(raw, kind, kinds):
        return Fixed(raw, raw)
    return _apply(raw, kind, [*_renumbering(path, renumbered), *_steps(kind, selector or {}, marks)])


def fix_page(raw: bytes, path: str, renumbered: Sequence[Renumbered]) -> Fixed:
    """Fix the references of a hand-written page, and nothing else."""
    if decode("", raw)[1] or "\r" in raw.replace(b"\r\n", b"").decode("utf-8"):
        return Fixed(raw, raw)
    return _apply(raw, "", _renumbering(path, renumbered))


def _apply(raw: bytes, kind: str, steps: Iterable[_Step]) -> Fixed:
    mark = _BOM if raw.startswith(_BOM) else b""
    now, why = raw.removeprefix(_BOM).decode("utf-8"), []
    for reason, step, agrees in steps:
        then = step(now)
        if then != now and agrees(now.encode(), then.encode(), kind):
            now = then
            why.append(reason)
    return Fixed(raw, mark + now.encode(), tuple(dict.fromkeys(why)))


def _renumbering(path: str, renumbered: Sequence[Renumbered]) -> list[_Step]:
    """The step that gives references their new numbers; the first, since it needs their places in the file."""

    def agrees(before: bytes, after: bytes, _kind: str) -> bool:
        return is_renumbered(path, before, after, renumbered)

    return [("numbers of paragraphs", lambda text: renumber(text, renumbered), agrees)] if renumbered else []


_Step = tuple[str, Callable[[str], str], Callable[[bytes, bytes, str], bool]]


def _steps(kind: str, selector: Mapping[str, str | int | None], marks: Sequence[str]) -> list[_Step]:
    """(name, function that changes the text, function that tests whether the file still says the same)."""

    def set_selector(text: str) -> str:
        return _with_front(text, kind, lambda lines, order: set_keys(lines, selector, order))

    def is_set(before: bytes, after: bytes, kind: str) -> bool:
        return says(after, kind) == _with_values(says(before, kind), selector)

    unfold: _Step = ("braces", lambda text: _with_lines_for_keys(text, kind), _say_the_same)
    steps: list[_Step] = [
        ("Unicode form", _compose, _say_the_same_composed),
        ("white space", lambda text: _with_tidy_front(text, kind, lambda _: ()), _say_the_same),
        ("white space", lambda text: _with_tidy_front(text, kind, find_texts), _say_the_same),
        ("white space", lambda text: _with_tidy_body(text, kind), _say_the_same),
        ("order of keys", lambda text: _with_front(text, kind, sort_keys), _say_the_same),
        ("quotation marks", lambda text: with_marks(text, kind, marks), says_the_same_in_other_marks),
        ("quotation marks", lambda text: with_marks_in_keys(text, kind, marks), says_the_same_in_other_marks),
    ]
    return [unfold, ("place of the note", set_selector, is_set), *steps] if selector else [unfold, *steps]


def _is_sound(raw: bytes, kind: str, kinds: Kinds) -> bool:
    if kind not in MODELS:
        return True
    document, faults = parse_document("", raw)
    return not faults and not validate(MODELS[kind], document, kinds)[1]


def _say_the_same(before: bytes, after: bytes, kind: str) -> bool:
    return says(before, kind) == says(after, kind)


def _say_the_same_composed(before: bytes, after: bytes, kind: str) -> bool:
    """Whether only the Unicode form differs, and no letter became markup or the end of a value.

    Addresses must be the same in every code point.
    """
    (keys, blocks), (keys_after, blocks_after) = says(before, kind), says(after, kind)
    return (
        _composed(keys) == _composed(keys_after)
        and all(keys.get(key) == keys_after.get(key) for key in ("url", "same_as"))
        and [_composed(block.text) for block in blocks] == [_composed(block.text) for block in blocks_after]
        and [_addresses(block) for block in blocks] == [_addresses(block) for block in blocks_after]
    )


def _composed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _composed(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_composed(held) for held in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _addresses(block: Block) -> list[str]:
    return [link.href for link in block.links]


def _with_values(said: tuple[dict[str, Any], Any], values: Mapping[str, Any]) -> tuple[dict[str, Any], Any]:
    keys = {key: value for key, value in {**said[0], **values}.items() if value is not None}
    return keys, said[1]


def _split(text: str) -> _Parts:
    lines = text.split("\n")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    body = "\n".join(lines[end + 1 :])
    fence = lines[end] + ("\n" if end + 1 < len(lines) else "")
    return _Parts(f"{lines[0]}\n", tuple(lines[1:end]), fence, body)


def _compose(text: str) -> str:
    """The text in NFC, except addresses."""
    if unicodedata.is_normalized("NFC", text):
        return text
    pieces, at = [], 0
    for address in _ADDRESS.finditer(text):
        pieces += [unicodedata.normalize("NFC", text[at : address.start()]), address[0]]
        at = address.end()
    return "".join([*pieces, unicodedata.normalize("NFC", text[at:])])


def _with_front(text: str, kind: str, change: Callable[[Sequence[str], Sequence[str]], list[str]]) -> str:
    if kind not in MODELS:
        return text
    parts = _split(text)
    front = change(parts.front, list(MODELS[kind].model_fields))
    return _Parts(parts.head, tuple(front), parts.fence, parts.body).text()


def _with_lines_for_keys(text: str, kind: str) -> str:
    """Give each key of front matter in braces a line, as the other steps need it, unless it may have comments."""
    if kind not in MODELS:
        return text
    parts = _split(text)
    if not "".join(parts.front).lstrip().startswith("{") or any("#" in line for line in parts.front):
        return text
    end = "\r" if parts.front[0].endswith("\r") else ""
    document, _ = parse_document("", text.encode("utf-8"))
    lines = tuple(f"{key}: {to_yaml(value)}{end}" for key, value in document.data.items())
    return _Parts(parts.head, lines, parts.fence, parts.body).text()


def _with_tidy_front(text: str, kind: str, find_kept: Callable[[Sequence[str]], Collection[int]]) -> str:
    """Strip white space from line ends down to the second line of hyphens, except for the lines of `find_kept`."""
    if kind not in MODELS:
        return text
    parts = _split(text)
    kept = find_kept(parts.front)
    front = tuple(line if number in kept else _strip_line(line) for number, line in enumerate(parts.front))
    head, fence = (_strip_line(line.removesuffix("\n")) + "\n" for line in (parts.head, parts.fence))
    return _Parts(head, front, fence, parts.body).text()


def _with_tidy_body(text: str, kind: str) -> str:
    """Strip white space from line ends, reduce several blank lines to one, and end with one line end."""
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    if kind not in MODELS:
        return _tidy_body(text, end)
    parts = _split(text)
    return _Parts(parts.head, parts.front, parts.fence, _tidy_body(parts.body, end)).text()


def _strip_line(line: str) -> str:
    """The line without the white space at its end, but with a final "\\r"."""
    bare = line.removesuffix("\r")
    return bare.rstrip(" \t") + line[len(bare) :]


_LONE_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+\r?")
"""A line with only the marker of an item or a heading, which wouldn't be one without the white space after it."""


_LINE_BREAK = re.compile(r".*\S {2,}\r?")


def _is_kept(line: str, following: str) -> bool:
    """Whether the white space at the end of a line says something: in other Markdown it may be a line break."""
    return bool(_LONE_MARKER.fullmatch(line) or (following.strip() and _LINE_BREAK.fullmatch(line)))


def _tidy_body(body: str, end: str) -> str:
    given = body.split("\n")
    following = [*given[1:], ""]
    lines = [line if _is_kept(line, after) else _strip_line(line) for line, after in zip(given, following, strict=True)]
    kept = [line for n, line in enumerate(lines) if line.strip() or n == 0 or lines[n - 1].strip()]
    while kept and not kept[-1].strip():
        kept.pop()
    return "\n".join([*kept[:-1], kept[-1].removesuffix("\r") + end]) if kept else ""
