"""A span of a text with the words around it, and texts that are cut to fit, with an ellipsis where they go on.

Every offset counts Unicode code points, every span is half-open, `[start, end)`.
"""

from __future__ import annotations


def context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """A concordance line (left, node, right): the span `[start, end)` and the text around it.

    Left and right have at most `width` code points and are cut at white space, so that no word is split. The three
    together are one slice of `text`, without the white space at its ends.
    """
    begin, stop = surroundings(text, start, end, width)
    return (text[begin:start], text[start:end], text[end:stop])


def surroundings(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The span that `context` is about: `[start, end)` with the words around it."""
    return (start - len(_left_piece(text, start, width)), end + len(_right_piece(text, end, width)))


def excerpt(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """`context`, with an ellipsis at the outer end of left and right where the text goes on."""
    begin, stop = surroundings(text, start, end, width)
    before, after = ellipses(text, begin, stop)
    return f"{before}{text[begin:start]}", text[start:end], f"{text[end:stop]}{after}"


def ellipses(text: str, start: int, end: int, space: str = "") -> tuple[str, str]:
    """What goes before and after `text[start:end]`: an ellipsis, and `space` between it and the words, or nothing where
    the text begins or ends.
    """
    return (f"…{space}" if start else "", f"{space}…" if end < len(text) else "")


def shortened(text: str, most: int) -> str:
    """`text`, cut to at most `most` code points with an ellipsis as the last one if it is longer."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


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
