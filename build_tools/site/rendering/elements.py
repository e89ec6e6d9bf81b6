"""Which HTML between paragraphs stays as it is."""

from __future__ import annotations

import re

ELEMENT = re.compile(
    r"<(article|aside|details|div|fieldset|figure|footer|form|header|main|nav|noscript|p|script|section|table|ul|ol|dl)\b"
)
"""The beginning of a line that begins such HTML."""
_SCRIPT = re.compile(r'<script type="application/(?:ld\+)?json"(?: id="[^"<>]*")?>[^<]*</script>')
_ELEMENT_TAG = re.compile(
    r"""<(?:/([a-z][a-z0-9-]*)|([a-z][a-zA-Z0-9-]*)(?:[ ][a-zA-Z:-]++(?:="[^"<>]*+")?)*+([ ]?/)?)>|<"""
)
_VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "wbr"])
_UNREAD = frozenset(["script", "style", "textarea"])
"""Elements in which HTML has no tags."""


def is_sound(text: str) -> bool:
    """Whether the text is elements that each begin a line, their tags well formed and in pairs; or a script with data.

    Python-Markdown leaves such text as it is; of other HTML it makes something that only it knows.
    """
    return " markdown" not in text and (_are_elements(text) or _SCRIPT.fullmatch(text) is not None)


def _are_elements(text: str) -> bool:
    """Whether the text is elements of HTML that each begin a line, all their tags well formed and in pairs."""
    open_tags: list[str] = []
    end = 0
    for tag in _ELEMENT_TAG.finditer(text):
        closed, opened, is_empty = tag.groups()
        if not open_tags and (text[end : tag.start()] != ("\n" if end else "") or not ELEMENT.match(text, tag.start())):
            return False
        if opened in _UNREAD or (closed is None and opened is None):
            return False
        if closed is not None and (not open_tags or open_tags.pop() != closed):
            return False
        if opened is not None and not is_empty and opened not in _VOID:
            open_tags.append(opened)
        end = tag.end()
    return not open_tags and end == len(text)
