"""What the theme's sources say of classes, data attributes and globals: read from their text, for test_theme.py."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from build_tools.core.kinds import BUILT_IN
from build_tools.site.form_data import form_scripts
from tests.support.paths import PACKAGE

THEME = PACKAGE / "theme"
SCRIPTS = THEME / "assets" / "js"
Uses = dict[str, set[str]]
"""Name -> the files that use it: scripts by folder and name, others by name."""

_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
_EXPRESSION = re.compile(r"\$\{[^{}]*\}")
_CLASS = re.compile(r"(?<![\w./-])(?:[a-z][a-z0-9]*|\*)?((?:\.[a-z][\w-]*)+)")
"""In a selector: the classes of one element."""


def scripts() -> dict[str, str]:
    """Text of each script, without comments: `reading/keys.js` -> text; also of those that the build writes."""
    texts = {path.relative_to(SCRIPTS).as_posix(): path.read_text("utf-8") for path in SCRIPTS.glob("*/*.js")}
    texts |= form_scripts(BUILT_IN)
    return {name: _COMMENT.sub("", text) for name, text in sorted(texts.items())}


def styles() -> dict[str, str]:
    return {path.name: _COMMENT.sub("", path.read_text("utf-8")) for path in sorted(THEME.glob("assets/css/*.css"))}


def templates() -> dict[str, str]:
    paths = sorted([*THEME.glob("*.html"), *THEME.glob("partials/*.html")])
    return {path.name: re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL) for path in paths}


def modules() -> dict[str, str]:
    """Text of every Python module that may write a page; not of those that write what Python-Markdown would."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if not {"setup", "rendering", "preview"} & set(path.parts)]
    return {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in paths}


def classes_styled() -> Uses:
    return _gather(styles(), lambda text: (name for selector in _selectors(text) for name in _classes_in(selector)))


def classes_read() -> Uses:
    """In strings of scripts that are selectors, or in `classList.contains`."""
    return _gather(scripts(), _classes_read)


def classes_written_by_scripts() -> Uses:
    return _gather(scripts(), _classes_written)


def classes_written_by_templates() -> Uses:
    return _gather(templates(), lambda text: _words(re.findall(r'(?<![\w-])class="([^"{]*)"', text)))


def classes_written_by_modules() -> Uses:
    """Those that are written out there; parts that are put together at run time aren't seen."""
    return _gather(
        modules(),
        lambda text: _words(
            [
                *re.findall(r'(?<![\w-])class=\\?"([^"{\\]*)(?<![\w-](?=\{))', text),
                *re.findall(r"""\battributes\(["']([\w -]*)["']""", text),
                *re.findall(r"""\bclasses=["']([\w -]*)["']""", text),
            ]
        ),
    )


def data_attributes() -> Uses:
    """Every `data-…` of every source."""
    texts = {**scripts(), **styles(), **templates(), **modules()}
    return _gather(texts, _data_attributes)


def globals_set() -> Uses:
    return _gather(scripts(), lambda text: re.findall(r"\bwindow\.(reader\w+) =(?!=)", text))


def globals_used() -> Uses:
    return _gather(scripts(), lambda text: [*re.findall(r"\bwindow\.(reader\w+)", text), *_destructured(text)])


def declared_globals() -> set[str]:
    """As globals.d.ts has them."""
    text = (THEME / "globals.d.ts").read_text("utf-8")
    body = text[text.index("interface Window") : text.index("declare namespace")]
    return set(re.findall(r"^  (reader\w+)\??:", body, re.MULTILINE))


def _gather(texts: dict[str, str], find: Callable[[str], Iterable[str]]) -> Uses:
    found: Uses = defaultdict(set)
    for name, text in texts.items():
        for use in find(text):
            found[use].add(name)
    return dict(found)


def _words(values: list[str]) -> Iterator[str]:
    return (word for value in values for word in value.split())


def _selectors(text: str) -> Iterator[str]:
    for prelude in re.findall(r"([^{};]*)\{", text):
        if not prelude.lstrip().startswith("@"):
            yield prelude


def _classes_in(selector: str) -> list[str]:
    return [name for run in _CLASS.findall(selector) for name in run.split(".")[1:]]


def _strings(text: str) -> Iterator[str]:
    """Every string of a script, those within a template's `${…}` by themselves."""
    for match in _STRING.finditer(_EXPRESSION.sub("", text)):
        yield next(part for part in match.groups() if part is not None)
    for expression in _EXPRESSION.findall(text):
        yield from re.findall(r'"([^"]*)"', expression)


def _classes_read(text: str) -> Iterator[str]:
    for string in _strings(text):
        if not re.search(r"\.(?:js|css|html|md)?$|[.][.]|://", string) and re.fullmatch(
            r"[\w\s.,>:+#()\[\]=\"'^$*~{}-]+", string
        ):
            yield from _classes_in(re.sub(r"\[[^\]]*\]", "", string))
    yield from re.findall(r'classList\.contains\("([\w-]+)"', text)


def _classes_written(text: str) -> Iterator[str]:
    yield from _words(re.findall(r'\bclass: "([^"]*)"', text))
    yield from _words(re.findall(r'(?<![\w-])class="([^"]*)"', text))
    yield from re.findall(r'classList\.(?:add|toggle)\("([\w-]+)"', text)


def _data_attributes(text: str) -> Iterator[str]:
    yield from re.findall(r"\bdata-[a-z][a-z-]*[a-z]", text)
    for name in re.findall(r"\bdataset\.(\w+)", text):
        yield "data-" + re.sub(r"[A-Z]", lambda m: "-" + m.group().lower(), name)


def _destructured(text: str) -> Iterator[str]:
    for names in re.findall(r"const \{([^}]*)\} =\s+window;", text):
        yield from re.findall(r"\breader\w+", names)
