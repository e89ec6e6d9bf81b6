"""Files of other formats are recognised by how they begin, and texts aren't taken for them."""

from __future__ import annotations

import pytest

from build_tools.text.file_formats import recognise_format

BEGINNINGS = {
    "HTML": [
        b"<!DOCTYPE html>\n<title>A</title>",
        b"\xef\xbb\xbf\n  <HTML lang=en>",
        b"<!-- saved --><html>",
        b"<head><meta charset=utf-8>",
        b"<p>Words</p>",
        b'<div class="a">',
        b"<h1>A</h1>",
        "<!doctype html><p>é".encode("utf-16"),
        "<html><body>".encode("utf-16-le"),
    ],
    "XHTML": [b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'],
    "TEI XML": [
        b'<?xml version="1.0"?>\n<?xml-model href="a"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">',
        b"<TEI>",
        b"<tei:TEI xmlns:tei='x'>",
        b"<?xml version='1.0'?><teiCorpus>",
        b"<TEI.2>",
    ],
    "XML": [b'<?xml version="1.0"?><book/>', b"<!DOCTYPE book>"],
    "RTF": [b"{\\rtf1\\ansi"],
    "a PDF": [b"%PDF-1.7\n%\xe2\xe3"],
    "a file of an old Word": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"],
    "a Word document (DOCX)": [b"PK\x03\x04\x14\0\x06\0[Content_Types].xml\0word/document.xml"],
    "an EPUB": [b"PK\x03\x04\n\0\0\0mimetypeapplication/epub+zip"],
    "an OpenDocument file": [b"PK\x03\x04\n\0\0\0mimetypeapplication/vnd.oasis.opendocument.text"],
    "an archive": [b"PK\x03\x04\n\0\0\0a.txt"],
    "LaTeX": [b"% a comment\n\\documentclass{article}"],
}
TEXTS = [
    "",
    "Plain words.",
    "# A heading",
    "---\ntitle: A\n---\n<p>Text",
    "<sic> is a word in brackets",
    "<name@example.org> wrote:",
    "<Editor's note> Words",
    "< 5",
    "<p.",
    "%PD",
    "PK is a firm",
    "{a}",
    "\\document",
    "<TEIL> und <html",
    "Он <body> сказал",
    "<thead",
]


@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, raws in BEGINNINGS.items() for raw in raws])
def test_a_format_is_recognised(name: str, raw: bytes) -> None:
    found = recognise_format(raw)
    assert found
    assert found.name == name
    assert found.hint


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_no_other_format(text: str) -> None:
    assert recognise_format(text.encode()) is None


def test_markdown_may_begin_with_an_element_but_is_no_whole_page() -> None:
    assert recognise_format(b"<p>Words</p>", is_markdown=True) is None
    assert recognise_format(b"<html><p>Words</p>", is_markdown=True)
