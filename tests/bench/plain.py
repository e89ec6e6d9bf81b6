"""A corpus as plain Markdown with footnotes, which any generator can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from build_tools.core.folders import ARTICLES, GLOSSARY

HEAD = "---\ntitle: {title}\norphan: true\n---\n\n# {title}\n\n"
"""For Hugo the title; for Sphinx that no list of contents has the page. The others ignore both."""


def write_plain(project: Path, folder: Path, index: str = "index.md") -> None:
    """Write the articles with their notes as footnotes, the entries, a list of each, and a home page.

    A page has the words of its source and nothing that this tool finds out: no links to entries, no lists of mentions.
    """
    articles = [_article(path) for path in _sorted((project / ARTICLES).iterdir())]
    entries = [_entry(path) for path in _sorted((project / GLOSSARY).glob("*.md"))]
    for name, pages in (("articles", articles), ("glossary", entries)):
        (folder / name).mkdir(parents=True)
        for slug, title, text in pages:
            (folder / name / f"{slug}.md").write_text(HEAD.format(title=title) + text, "utf-8")
        links = "".join(f"- [{title}]({slug}.md)\n" for slug, title, _ in pages)
        (folder / name / index).write_text(HEAD.format(title=name.capitalize()) + links, "utf-8")
    home = f"- [Articles](articles/{index})\n- [Glossary](glossary/{index})\n"
    (folder / index).write_text(HEAD.format(title="Texts").replace("orphan: true\n", "") + home, "utf-8")


def _sorted(paths: Iterator[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: (len(path.name), path.name))


def _parts(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and text of a source."""
    _, head, text = re.split(r"^---\n", path.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
    return yaml.load(head, yaml.CSafeLoader), text.strip()


def _article(home: Path) -> tuple[str, str, str]:
    """(slug, title, text with footnotes)."""
    head, text = _parts(home / "article.md")
    blocks = text.split("\n\n")
    places = [at for at, block in enumerate(blocks) if not block.startswith("#")]
    marks: dict[int, list[tuple[int, str]]] = {}
    for path in _sorted((home / "annotations").glob("*.md")):
        note, body = _parts(path)
        at = places[note["paragraph"] - 1]
        quote = note.get("prefix", "") + note["exact"]
        marks.setdefault(at, []).append((blocks[at].index(quote) + len(quote), path.stem))
        blocks.append(f"[^{path.stem}]: {body}")
    for at, ends in marks.items():
        for end, name in sorted(ends, reverse=True):
            blocks[at] = f"{blocks[at][:end]}[^{name}]{blocks[at][end:]}"
    return home.name, head["title"], "\n\n".join(blocks) + "\n"


def _entry(path: Path) -> tuple[str, str, str]:
    head, text = _parts(path)
    names = ", ".join(head["aliases"])
    return path.stem, head["name"], f"*{head['kind']}*, also {names}\n\n{head['gloss']}\n\n{text}\n"
