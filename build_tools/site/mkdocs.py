"""docs/ -> site/: MkDocs run in this process, then the search index over what it made."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_tools.core.errors import ProjectError
from build_tools.core.files import list_files, require_unlinked
from build_tools.core.folders import SOURCES
from build_tools.core.manifest import OWN, generated_pages
from build_tools.core.settings import Project
from build_tools.site.name_lists import direction_of
from build_tools.text.terminal import shown


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
            config = _load_config(project, strict=strict, site_dir=str(site_dir or project.site_dir), **overrides)
            if not config.repo_url:  # it may be known on another machine only, and MkDocs warns of an `edit_uri` alone
                config.edit_uri = None
            _require_files(config)
            _require_extensions(config)
            _require_theme(project, config)
            config.extra["private"] = private
            config.extra["preview"] = preview
            config.extra["direction"] = direction_of(str(config.theme.get("language") or "en"))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except Abort as exc:
            listed = "".join(f"\n  {shown(warning)}" for warning in warnings)
            raise ProjectError(f"MkDocs stopped: {exc}{listed}", _find_remedy(project.docs_dir, warnings)) from exc
        except (MkDocsException, TemplateError) as exc:
            raise ProjectError(f"MkDocs can't build the site: {exc}", f"correct {project.config_file.name}") from exc
    return warnings


def _load_config(project: Project, **settings: Any) -> MkDocsConfig:
    """The project's settings as MkDocs has them. Raises ProjectError where MkDocs fails on a value, such as a number
    under `INHERIT:`, and what MkDocs raises for the faults that it knows.
    """
    try:
        config = load_config(str(project.config_file), **settings)
        hash((*config.extra_css, *config.extra_javascript))  # MkDocs takes any value for a name
    except (TypeError, ValueError, AttributeError, RecursionError) as exc:
        message = f"MkDocs can't use the settings in {project.config_file}: {type(exc).__name__}: {str(exc)[:_SHOWN]}"
        raise ProjectError(message, "compare them with https://www.mkdocs.org/user-guide/configuration/") from exc
    return config


_SHOWN = 200
"""Characters of an error of Python's that a message has."""


def _require_theme(project: Project, config: MkDocsConfig) -> None:
    """Raises ProjectError without a `custom_dir`, or if it is no folder of the project, or has its sources, and
    UnsafePathError if it has a link: MkDocs copies all that is in it into the site.
    """
    if not config.theme.custom_dir:
        raise ProjectError(
            f"{project.config_file} doesn't say where the theme of the pages is: they would lack notes and search",
            f"write below `theme:`\n    custom_dir: {project.docs_dir.name}/{OWN}/theme",
        )
    folder = Path(os.path.normpath(project.root / config.theme.custom_dir))
    place = folder.relative_to(project.root) if folder.is_relative_to(project.root) else Path()
    if not place.parts or place.parts[0].casefold() in {SOURCES, ".git", project.site_dir.name.casefold()}:
        raise ProjectError(
            f"`custom_dir` in {project.config_file} names {folder}, and all files there would be published",
            "name a folder of the project that has nothing but a theme, such as `custom_dir: docs/.reader/theme`",
        )
    require_unlinked(project.root, place.as_posix())
    list_files(folder)


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
