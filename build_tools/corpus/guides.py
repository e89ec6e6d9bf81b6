"""What hand-written guides are made of: their words, their links to passages, their questions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.core.corpus_settings import GuideDemands
from build_tools.sources.hand_written import HandWritten
from build_tools.text.words import count_words

_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_PASSAGE = re.compile(r"(?:.*/)?articles/([a-z0-9-]+)\.md#(?:p[0-9]+|note-[a-z0-9-]+)")
_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|[0-9]+[.)])[ \t]+\S")
_TITLE = re.compile(r"#[ \t]+(.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*")


@dataclass(frozen=True, slots=True)
class Guide:
    path: str
    title_line: int
    """Line, from 1, of its `# ` heading; 1 if it has none."""
    words: int
    """Without front matter and the addresses of links."""
    passages: tuple[str, ...]
    """The slug of the article for each link to a paragraph or a note."""
    pages: frozenset[str]
    """Paths of the pages that it links to, relative to the project."""
    questions: int
    """Items of the list below the heading that guides end with."""
    questions_line: int
    """The heading's line, from 1; 0 if there is none."""


def find_guides(pages: Iterable[HandWritten], demands: GuideDemands) -> list[Guide]:
    """The guides of the folder that the settings name, sorted by path, without its index."""
    if not demands.folder:
        return []
    index = index_path(demands)
    own = (page for page in pages if posixpath.dirname(page.path) == demands.folder and page.path.endswith(".md"))
    return [read_guide(page, demands.questions_under) for page in own if page.path != index]


def index_path(demands: GuideDemands) -> str:
    """The page that lists the guides, relative to the project; "" if the settings name none."""
    return posixpath.join(demands.folder, demands.index) if demands.index else ""


def read_guide(page: HandWritten, questions_under: str = "") -> Guide:
    lines = page.text.split("\n")
    body = _find_body(lines)
    titles = (number for number, line in enumerate(lines[body:], body + 1) if _TITLE.match(line))
    addresses = [address for line in lines[body:] for _, address in _LINK.findall(line)]
    folder = posixpath.dirname(page.path)
    targets = [posixpath.normpath(posixpath.join(folder, address)) for address in addresses if "://" not in address]
    heading, items = _find_questions(lines, body, questions_under)
    return Guide(
        page.path,
        next(titles, 1),
        count_words(_LINK.sub(r"\1", "\n".join(lines[body:]))),
        tuple(found[1] for target in targets if (found := _PASSAGE.fullmatch(target))),
        frozenset(target.partition("#")[0] for target in targets),
        items,
        heading,
    )


def _find_body(lines: list[str]) -> int:
    """Number, from 0, of the first line after the front matter."""
    if lines[0].rstrip() != "---":
        return 0
    return next((n + 1 for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)


def _find_questions(lines: list[str], body: int, heading: str) -> tuple[int, int]:
    """(line of the heading, from 1, or 0; list items below it, down to the next heading)."""
    for number, line in enumerate(lines[body:], body + 1):
        found = _HEADING.fullmatch(line)
        if heading and found and found[1] == heading:
            return number, sum(1 for below in _until_heading(lines[number:]) if _ITEM.match(below))
    return 0, 0


def _until_heading(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if _HEADING.fullmatch(line):
            return
        yield line
