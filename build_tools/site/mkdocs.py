"""docs/ -> site/: MkDocs run in this process, then the search index over what it made."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_tools.core.errors import ProjectError
from build_tools.core.manifest import OWN, generated_pages
from build_tools.core.settings import Project
from build_tools.site.name_lists import direction_of


def build_pages(
    project: Project,
    *,
    strict: bool = False,
    docs_dir: Path | None = None,
    site_dir: Path | None = None,
    private: bool = False,
    preview: bool = False,
) -> list[str]:
    """Render every page of docs/ into the site's folder, each marked if `private`; returns MkDocs' warnings.

    A `preview` is for `reader serve`, which adds a script to each page that no policy would allow.

    Raises ProjectError where MkDocs can't build, and for any warning when `strict`.
    """
    overrides = {"docs_dir": str(docs_dir)} if docs_dir else {}
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice of its end of life, on every build
    with _collect_warnings() as warnings:
        try:
            config = load_config(
                str(project.config_file), strict=strict, site_dir=str(site_dir or project.site_dir), **overrides
            )
            if not config.repo_url:  # it may be known on another machine only, and MkDocs warns of an `edit_uri` alone
                config.edit_uri = None
            _require_files(config)
            _require_extensions(config)
            _require_theme(config)
            config.extra["private"] = private
            config.extra["preview"] = preview
            config.extra["direction"] = direction_of(str(config.theme.get("language") or "en"))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except Abort as exc:
            shown = "".join(f"\n  {warning}" for warning in warnings)
            raise ProjectError(f"MkDocs stopped: {exc}{shown}", _find_remedy(project.docs_dir, warnings)) from exc
        except (MkDocsException, TemplateError) as exc:
            raise ProjectError(f"MkDocs can't build the site: {exc}", f"correct {project.config_file.name}") from exc
    return warnings


_NAMED_PAGE = re.compile(r"Doc file '([^']+)'")


def _find_remedy(docs_dir: Path, warnings: Iterable[str]) -> str:
    """What to do about MkDocs' warnings: people can correct the pages that they wrote, and no others."""
    named = sorted({page for warning in warnings for page in _NAMED_PAGE.findall(warning)})
    made = generated_pages(docs_dir)
    written = [f"{docs_dir.name}/{page}" for page in named if page not in made and (docs_dir / page).is_file()]
    if named and not written:
        return (
            "a build makes these pages from source_texts/, so this is a fault of the tool: please report it, with these"
            " lines. Without `--strict` the site is built in spite of it"
        )
    return f"correct {' and '.join(written) or 'what it names'}, then build again"


def _require_files(config: MkDocsConfig) -> None:
    """Raises ProjectError where each page would get a folder of its own."""
    if config.use_directory_urls:
        raise ProjectError(
            f"{config.config_file_path} doesn't say `use_directory_urls: false`: each page would get a folder of its"
            " own, and pages are opened from disk, where a folder's address shows a list of its files",
            "write the line `use_directory_urls: false`",
        )


_EXTENSIONS = ("attr_list", "footnotes", "md_in_html")
"""What generated pages are written in, beside plain Markdown and what MkDocs always adds."""
_LISTS = "sane_lists"
"""Keeps two lists of different kinds apart that follow one another."""


def _require_extensions(config: MkDocsConfig) -> None:
    """Raises ProjectError without a Markdown extension that generated pages need: readers would see their marks."""
    named = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    named |= set(_EXTENSIONS) if "extra" in named else set()  # which holds them all
    if missing := [name for name in (*_EXTENSIONS, _LISTS) if name not in named]:
        lines = "".join(f"\n    - {name}" for name in missing)
        raise ProjectError(
            f"{config.config_file_path} lacks Markdown extensions that every page needs: {', '.join(missing)}",
            f"write below `markdown_extensions:`{lines}",
        )


def _require_theme(config: MkDocsConfig) -> None:
    """Raises ProjectError where MkDocs wouldn't look for our templates, without which pages lack notes and search."""
    if any(Path(folder).parts[-2:] == (OWN, "theme") for folder in config.theme.dirs):
        return
    raise ProjectError(
        f"{config.config_file_path} doesn't say where the theme of the pages is: they would lack notes and search",
        f"write below `theme:`\n    custom_dir: {Path(config.docs_dir).name}/{OWN}/theme",
    )


@contextmanager
def _collect_warnings() -> Iterator[list[str]]:
    """MkDocs' warnings as a list; its log isn't printed."""
    found: list[str] = []

    class _Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = _Collector(logging.WARNING)
    logger.addHandler(handler)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
