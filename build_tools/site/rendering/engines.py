"""Which engine builds a site: ours, or MkDocs' own `build` for what ours can't know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

_EXTENSIONS = frozenset(
    [
        *("attr_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc", "fenced_code", "admonition"),
        *("extra", "abbr", "def_list"),
        *("pymdownx.superfences", "pymdownx.highlight", "pymdownx.details", "pymdownx.tabbed", "pymdownx.tasklist"),
        *("pymdownx.inlinehilite", "pymdownx.snippets", "pymdownx.keys", "pymdownx.emoji", "pymdownx.blocks.caption"),
        *("pymdownx.caret", "pymdownx.mark", "pymdownx.tilde"),
    ]
)
"""Markdown extensions that change nothing of generated pages, since their marks aren't in them: the weaver escapes the
marks, or our converter leaves the page to Python-Markdown.
"""
_CONFIGURABLE = frozenset(name for name in _EXTENSIONS if name.startswith("pymdownx.") or name == "tables")
"""Those of which no option changes anything either, except those below."""
_ON_EVERY_PAGE = {"pymdownx.snippets": "auto_append"}
"""Extension -> an option of it that adds something to every page."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How a site is to be built, and why not in the quickest way."""

    is_mkdocs: bool = False
    """Whether MkDocs' own `build` does it all."""
    generated: frozenset[str] = frozenset()
    """The pages that our own converter may convert."""
    reason: str = ""
    """A sentence for the user; "" in the quickest way."""


def choose_engine(config: MkDocsConfig, theme: Path, generated: frozenset[str], *, forced: bool = False) -> Engine:
    """The engine for these settings. `theme` is the folder of the tool's own templates; with `forced`, MkDocs itself.

    `generated` are the pages, by path in docs/, that the tool wrote.
    """
    if forced:
        return Engine(is_mkdocs=True)
    if reason := _find_foreign(config, theme):
        return Engine(is_mkdocs=True, reason=f"MkDocs builds every page itself, since mkdocs.yml has {reason}")
    if unknown := _find_unknown_extensions(config):
        named = ", ".join(unknown)
        return Engine(reason=f"Python-Markdown converts every page, since mkdocs.yml has {named}")
    return Engine(generated=generated)


def _find_foreign(config: MkDocsConfig, theme: Path) -> str:
    """What in the settings may have a say in how pages are made; "" for nothing."""
    hooks = [str(hook) for hook in config.hooks]
    if hooks:
        return f"hooks: {', '.join(hooks)}"
    if config.plugins:
        return f"plugins: {', '.join(config.plugins)}"
    custom = config.theme.custom_dir
    if custom is None or Path(custom).resolve() != theme.resolve():
        return "a theme of its own"
    return ""


def _find_unknown_extensions(config: MkDocsConfig) -> list[str]:
    """The Markdown extensions that might change what a generated page says."""
    return [
        name
        for name in (full.removeprefix("markdown.extensions.") for full in config.markdown_extensions)
        if name not in _EXTENSIONS or _has_foreign_options(name, config.mdx_configs.get(name) or {})
    ]


def _has_foreign_options(name: str, options: Mapping[str, object]) -> bool:
    return bool(options) and (name not in _CONFIGURABLE or bool(options.get(_ON_EVERY_PAGE.get(name, ""))))
