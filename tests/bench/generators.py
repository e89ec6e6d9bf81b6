"""The ways to make a site that are compared: this tool, and what a user might take in its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.bench.corpus import make_corpus
from tests.bench.plain import write_plain

READER = (sys.executable, "-m", "build_tools")
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
OUR_PAGES, TEXTS = "MkDocs + Material, our pages", "MkDocs + Material, texts"
"""The two ways whose times are units of the others."""


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    command: tuple[str, ...]
    site: str
    """Folder with the pages, in that of the way."""
    prepare: Callable[[Path, int], None]
    """(folder, number of articles): writes what the command reads."""


def our_ways() -> list[Way]:
    """What the environment for development has: this tool, MkDocs and Zensical."""
    return [
        Way("`reader build`", (*READER, "build", "--strict"), "site", make_corpus),
        Way("`reader build --docs-only`", (*READER, "build", "--strict", "--docs-only"), "docs", make_corpus),
        Way("`reader build --renderer mkdocs`", (*READER, "build", "--renderer", "mkdocs"), "site", make_corpus),
        Way(OUR_PAGES, (*MKDOCS, "--config-file", "bare.yml"), "bare", _prepare_our_pages),
        Way(TEXTS, MKDOCS, "site", _prepare_mkdocs),
        Way("Zensical, texts", (sys.executable, "-m", "zensical", "build"), "site", _prepare_mkdocs),
    ]


def other_ways(venv: Path) -> list[Way]:
    """Sphinx and Hugo, those of the two that are in a venv."""
    python, hugo = venv / "bin" / "python", next(venv.glob("lib/*/site-packages/hugo/binaries/hugo*"), None)
    ways = []
    if any(venv.glob("lib/*/site-packages/sphinx")) and any(venv.glob("lib/*/site-packages/myst_parser")):
        sphinx = (str(python), "-m", "sphinx", "-q", "-j", "auto", "-d", "doctrees", "texts", "site")
        ways.append(Way("Sphinx + MyST, texts", sphinx, "site", _prepare_sphinx))
    if hugo:  # the program itself: the command of that name is a script that starts it
        ways.append(Way("Hugo, texts", (str(hugo), "--quiet"), "public", _prepare_hugo))
    return ways


def bare_config(project: Path) -> Path:
    """For this tool's pages, what a user without it would have: the same extensions, Material as it comes."""
    from mkdocs.utils import yaml_load  # late: what this process holds is the least that a measured one can show

    ours = yaml_load((project / "mkdocs.yml").read_text("utf-8"))
    return _write_config(
        project / "bare.yml",
        site_dir="bare",
        nav=[{"Home": "index.md"}, {"Articles": "articles/index.md"}],
        markdown_extensions=ours["markdown_extensions"],
    )


def _write_config(path: Path, **settings: object) -> Path:
    config = {"site_name": "Bare", "theme": {"name": "material"}, "plugins": ["search"], **settings}
    path.write_text(yaml.safe_dump(config), "utf-8")
    return path


def _prepare_our_pages(folder: Path, articles: int) -> None:
    make_corpus(folder, articles)
    subprocess.run([*READER, "build", "--docs-only"], cwd=folder, check=True, capture_output=True)
    bare_config(folder)


def _write_texts(folder: Path, articles: int, name: str, index: str = "index.md") -> None:
    make_corpus(folder / "corpus", articles)
    write_plain(folder / "corpus", folder / name, index)


def _prepare_mkdocs(folder: Path, articles: int) -> None:
    """For Zensical too, which reads MkDocs' settings."""
    _write_texts(folder, articles, "docs")
    nav = [{"Home": "index.md"}, {"Articles": "articles/index.md"}, {"Glossary": "glossary/index.md"}]
    _write_config(folder / "mkdocs.yml", nav=nav, markdown_extensions=["footnotes"])


def _prepare_sphinx(folder: Path, articles: int) -> None:
    _write_texts(folder, articles, "texts")
    (folder / "texts" / "conf.py").write_text('project = "Bare"\nextensions = ["myst_parser"]\n', "utf-8")


HUGO = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<nav><a href="/">Home</a> <a href="/articles/">Articles</a> <a href="/glossary/">Glossary</a></nav>
<main>{{ .Content }}</main>
</body>
</html>
"""
"""Hugo has no theme of its own."""
HUGO_SETTINGS = """title = "Bare"
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""


def _prepare_hugo(folder: Path, articles: int) -> None:
    _write_texts(folder, articles, "content", "_index.md")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for kind in ("single", "list"):
        (layouts / f"{kind}.html").write_text(HUGO, "utf-8")
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, "utf-8")
