"""docs/ -> site/, by MkDocs in this process, as a whole or as a library."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_tools.core.errors import ProjectError
from build_tools.core.manifest import OWN, generated_pages
from build_tools.core.settings import Project
from build_tools.site.rendering.engines import choose_engine
from build_tools.site.rendering.last_build import LastBuild
from build_tools.site.rendering.settings import Options, load_settings
from build_tools.site.rendering.whole_site import render_page, render_site
from build_tools.text.terminal import shown


def build_pages(
    project: Project, docs_dir: Path, site_dir: Path, options: Options, last: LastBuild | None = None
) -> tuple[list[str], str]:
    """Render the pages of `docs_dir` into `site_dir`: all but those that `last` then says are kept.

    Returns MkDocs' warnings, and why it takes longer than it might, if it does.

    Raises ProjectError where MkDocs can't build, and for any warning when `strict`.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice of its end of life, on every build
    with _collect_warnings() as warnings:
        try:
            config = load_settings(project, docs_dir, site_dir, options)
            made = frozenset(generated_pages(docs_dir))
            engine = choose_engine(config, project.docs_dir / OWN / "theme", made, forced=options.by_mkdocs)
            if engine.is_mkdocs:
                _run_mkdocs(config)
            else:
                render_site(config, engine.generated, jobs=options.jobs, last=last)
        except Abort as exc:
            listed = "".join(f"\n  {shown(warning)}" for warning in warnings)
            raise ProjectError(f"MkDocs stopped: {exc}{listed}", _find_remedy(project.docs_dir, warnings)) from exc
        except (MkDocsException, TemplateError) as exc:
            raise ProjectError(f"MkDocs can't build the site: {exc}", f"correct {project.config_file.name}") from exc
    return warnings, engine.reason


def build_page(project: Project, docs_dir: Path, site_dir: Path, options: Options, src_uri: str) -> bool:
    """Render one page into a site that is there, and say whether that could be done by itself.

    What MkDocs would warn of is left to the build of all pages. Raises ProjectError where MkDocs can't build.
    """
    with _collect_warnings():
        try:
            config = load_settings(project, docs_dir, site_dir, options)
            engine = choose_engine(config, project.docs_dir / OWN / "theme", frozenset(generated_pages(docs_dir)))
            if not engine.is_mkdocs:
                render_page(config, engine.generated, src_uri)
        except (Abort, MkDocsException, TemplateError) as exc:
            raise ProjectError(f"MkDocs can't build the page: {exc}", f"correct {project.config_file.name}") from exc
    return not engine.is_mkdocs


def _run_mkdocs(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


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
