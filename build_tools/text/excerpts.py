"""A span of a text with the words around it.

Every offset counts Unicode code points, every span is half-open, `[start, end)`.
"""

from __future__ import annotations


def context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """A concordance line (left, node, right): the span `[start, end)` and the text around it.

    Left and right have at most `width` code points and are cut at white space, so that no word is split. The three
    together are one slice of `text`, without the white space at its ends.
    """
    return (_left_piece(text, start, width), text[start:end], _right_piece(text, end, width))


def excerpt(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """`context`, with an ellipsis at the outer end of left and right where the text goes on."""
    left, node, right = context(text, start, end, width)
    left = f"…{left}" if start > len(left) else left
    return left, node, f"{right}…" if end + len(right) < len(text) else right


def _left_piece(text: str, start: int, width: int) -> str:
    begin = max(start - width, 0)
    if 0 < begin < start and not text[begin - 1].isspace():
        while begin < start and not text[begin].isspace():
            begin += 1
    return text[begin:start].lstrip()


def _right_piece(text: str, end: int, width: int) -> str:
    stop = min(end + width, len(text))
    if end < stop < len(text) and not text[stop].isspace():
        while stop > end and not text[stop - 1].isspace():
            stop -= 1
    return text[end:stop].rstrip()
