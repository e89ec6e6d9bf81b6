"""Hand-written pages that run something, or load something from elsewhere.

The Content-Security-Policy of every page blocks all of it; but it has no place in a text, and a reviewer should see it.
The rendered HTML is searched, not the Markdown, since entities and attribute lists hide a lot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, error
from build_tools.sources.hand_written import HandWritten

_RUNNING = frozenset({"script", "iframe", "frame", "object", "embed", "applet", "base", "form", "portal"})
_LOADING = frozenset(
    {"src", "srcset", "poster", "background", "data", "action", "formaction", "cite", "longdesc", "manifest", "ping"}
)
_LINKING = frozenset({"a", "area"})
"""Elements whose address is loaded only when a reader clicks on it."""
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}", re.IGNORECASE)
_RUNNING_ADDRESS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:[a-z][a-z0-9+.-]*:)?//[^\"')\s]+)", re.IGNORECASE)
_SUSPICIOUS = re.compile(
    r"<\s*(?:script|i?frame|object|embed|applet|base|form|portal|meta|style|svg|link)\b|!\[|&#?\w+;|\bon[a-z]+\s*="
    r"|script\s*:|data\s*:|\b(?:src|srcset|href|style|poster|background|action|ping)\s*=",
    re.IGNORECASE,
)
"""A page without any of these isn't rendered, since rendering takes longer than all other checks of a page."""
_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg"})
_EXTENSIONS = (
    *("attr_list", "footnotes", "md_in_html", "tables", "def_list", "admonition"),
    *("pymdownx.superfences", "pymdownx.details", "pymdownx.tabbed", "pymdownx.blocks.caption"),
)
"""Those that show as text what would be code without them, pushed in by four spaces, and those that do the reverse."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that runs or loads."""

    what: str
    """For the message: `<script>`, `onclick`, or the address that is loaded."""
    needle: str
    """The text to look for in the source, to show the place."""


def find_active(page: HandWritten) -> list[Finding]:
    """Everything on a page that would run, or load something from elsewhere, if the policy allowed it; each once."""
    suffix = PurePosixPath(page.path).suffix.lower()
    if suffix in _MARKDOWN:
        found = _find_in_html(_render(page.text)) if _SUSPICIOUS.search(page.text) else []
    elif suffix in _HTML:
        found = _find_in_html(page.text)
    elif suffix == ".css":
        found = _find_in_styles(page.text)
    else:
        return []
    return list(dict.fromkeys(found))


def _render(text: str) -> str:
    from markdown import Markdown  # slow to import, and rarely needed

    return Markdown(extensions=_EXTENSIONS).convert(text)


def _find_in_html(text: str) -> list[Finding]:
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.found


def _find_in_styles(text: str) -> list[Finding]:
    return [Finding(match[1], match[1]) for match in _STYLE_ADDRESS.finditer(text)]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Finding] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        given = {name: value or "" for name, value in attrs}
        if tag in _RUNNING or (tag == "meta" and "http-equiv" in given):
            self.found.append(Finding(f"<{tag}>", f"<{tag}"))
        for name, value in given.items():
            self.found += _find_in_attribute(tag, name.rpartition(":")[2], value.strip())

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found += _find_in_styles(data)


def _find_in_attribute(tag: str, name: str, value: str) -> Iterator[Finding]:
    address = re.sub(r"[\x00-\x20]+", "", value)  # browsers ignore these characters, even within a scheme
    if name.startswith("on"):
        yield Finding(name, name)
    elif name == "style":
        yield from _find_in_styles(value)
    elif name == "href" and tag in _LINKING:
        if _RUNNING_ADDRESS.match(address):
            yield Finding(value, value)
    elif (name in _LOADING or name == "href") and (_RUNNING_ADDRESS.match(address) or _OUTSIDE.search(address)):
        yield Finding(value, value)


def check_active_content(_corpus: Corpus, context: Context) -> Iterator[Problem]:
    for page in context.pages:
        for found in find_active(page):
            message = f"this page would run or load something: {found.what[:100]}"
            hint = "delete it; put your own pictures and styles into docs/. Pages may not run or load anything else"
            yield error("active-content", (page.path, *_find_place(page.text, found.needle)), message, hint)


def _find_place(text: str, needle: str) -> tuple[int, int]:
    """(line, column) of the first `needle`, in any case; (1, 1) if the page spells it with other characters."""
    at = text.lower().find(needle.lower())
    if at < 0:
        return 1, 1
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
