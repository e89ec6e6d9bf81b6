"""Markdown as the project itself renders it: Python-Markdown with the extensions of mkdocs.yml."""

from __future__ import annotations

from functools import cache
from typing import Any

import markdown
from bs4 import BeautifulSoup
from mkdocs.utils import yaml_load

from tests.support.paths import ROOT

_KEPT = {"p", "a", "em", "strong", "span", "sup", "li", "blockquote", "h2"}


@cache
def _converter() -> markdown.Markdown:
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings: dict[str, dict[str, Any]] = {}
    for extension in config["markdown_extensions"]:
        settings |= {k: v or {} for k, v in extension.items()} if isinstance(extension, dict) else {extension: {}}
    return markdown.Markdown(extensions=list(settings), extension_configs=settings)


def to_soup(text: str) -> BeautifulSoup:
    """The page's HTML, parsed, with white space as it stands."""
    rendered = _converter().reset().convert(text)
    return BeautifulSoup(rendered, "html.parser", preserve_whitespace_tags=_KEPT)
