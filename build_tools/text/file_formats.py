"""Recognise files of other formats by their first bytes, when they are given as text."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFormat:
    name: str
    hint: str
    """What to do with such a file."""


_WITH_PANDOC = "make it plain text first, for example with pandoc: `pandoc FILE --to plain --wrap none -o text.txt`"
_WITH_EDITOR = "open it and save it as plain text in UTF-8, or use pandoc: `pandoc FILE --to plain -o text.txt`"
_FROM_XML = "take its words out into a file of plain text, with a blank line between paragraphs"
_BY_HAND = "copy its words into a file of plain text, or use `pdftotext FILE text.txt`; then read it through"

_TEI = re.compile(r"<(?:[a-z]+:)?(?:TEI|teiCorpus|TEI\.2)[\s>]")
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_XML = re.compile(r"<\?xml\s|<!DOCTYPE\s")
_ELEMENTS = (
    "a|abbr|address|article|aside|b|base|big|blockquote|body|br|center|cite|code|dd|del|details|dfn|div|dl|dt|em|"
    "figcaption|figure|font|footer|form|h[1-6]|head|header|hr|i|iframe|img|input|ins|kbd|li|link|main|map|mark|meta|nav|"
    "object|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    "template|th|thead|title|tr|tt|u|ul|var|video"
)
_FRAGMENT = re.compile(rf"(?:<!--.*?-->\s*)*<(?:{_ELEMENTS})(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL)
_LATEX = re.compile(r"(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|begin\{document\})")
_BYTES = 4096
"""How much of a file is looked at."""
_BINARY = (
    (b"%PDF-", "a PDF", _BY_HAND),
    (b"{\\rtf", "RTF", _WITH_EDITOR),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Word", _WITH_EDITOR),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "a picture", _BY_HAND),
    (b"\xff\xd8\xff", "a picture", _BY_HAND),
)
_ZIPPED = (
    (b"application/epub+zip", "an EPUB", _WITH_PANDOC),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _WITH_EDITOR),
    (b"word/", "a Word document (DOCX)", _WITH_EDITOR),
    (b"[Content_Types].xml", "an Office document", _WITH_EDITOR),
)


def recognise_format(raw: bytes, *, is_markdown: bool = False) -> FileFormat | None:
    """The format of a file that is no plain text and no Markdown; None if it may be text.

    Markdown may begin with an element of HTML.
    """
    if raw.startswith(b"---\n"):  # as nearly every file does
        return None
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:_BYTES]
    for start, name, hint in _BINARY:
        if head.startswith(start):
            return FileFormat(name, hint)
    if head.startswith(b"PK\x03\x04"):
        inside = next(((name, hint) for mark, name, hint in _ZIPPED if mark in raw), ("an archive", "unpack it first"))
        return FileFormat(*inside)
    return _recognise_markup(_to_text(head).removeprefix("\ufeff").lstrip(), is_markdown=is_markdown)


def _to_text(head: bytes) -> str:
    """The beginning of a text in UTF-8 or UTF-16; whatever else it is, its ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) & ~1].decode("utf-16", "replace")
    if b"\0" in head[:4]:
        return head.replace(b"\0", b"").decode("latin-1")
    return head.decode("utf-8", "replace")


def _recognise_markup(head: str, *, is_markdown: bool) -> FileFormat | None:
    if _LATEX.match(head):
        return FileFormat("LaTeX", _WITH_PANDOC)
    if not head.startswith("<"):
        return None
    is_xml = _XML.match(head)
    if (tei := _TEI.search(head)) and (is_xml or not tei.start()):
        return FileFormat("TEI XML", _FROM_XML)
    if html := _HTML.search(head):
        if head.startswith("<?xml"):
            return FileFormat("XHTML", _WITH_PANDOC.replace("FILE", "FILE --from html"))
        if not html.start() or _FRAGMENT.match(head) or head.startswith("<!"):
            return FileFormat("HTML", _WITH_PANDOC)
    if is_xml:
        return FileFormat("XML", _FROM_XML)
    return FileFormat("HTML", _WITH_PANDOC) if _FRAGMENT.match(head) and not is_markdown else None
