"""The settings of `mkdocs.yml`, read by MkDocs; refused where the pages couldn't do with them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_names
from mkdocs.utils.yaml import yaml_load

from build_tools.core.errors import ProjectError
from build_tools.core.files import list_files, require_unlinked
from build_tools.core.folders import SOURCES
from build_tools.core.manifest import OWN
from build_tools.core.settings import Project
from build_tools.site.name_lists import direction_of


@dataclass(frozen=True, slots=True)
class Options:
    """How the pages are to be built."""

    strict: bool = False
    private: bool = False
    """Whether every page is marked as private."""
    preview: bool = False
    """Whether it is for `reader serve`, which adds a script to each page that no policy would allow."""
    by_mkdocs: bool = False
    """Whether MkDocs' own `build` makes the pages."""
    jobs: int = 1
    """Processes; 0 for one for each core."""


def load_settings(project: Project, docs_dir: Path, site_dir: Path, options: Options) -> MkDocsConfig:
    """The settings of `mkdocs.yml` for a build of `docs_dir` into `site_dir`.

    Raises ProjectError where they lack what the pages need, or would publish other files, and what MkDocs raises.
    """
    config = _load_config(project, strict=options.strict, docs_dir=str(docs_dir), site_dir=str(site_dir))
    if not config.repo_url:  # it may be known on another machine only, and MkDocs warns of an `edit_uri` alone
        config.edit_uri = None
    _require_files(config)
    _require_extensions(config)
    _require_theme(project, config)
    config.extra["private"] = options.private
    config.extra["preview"] = options.preview
    config.extra["direction"] = direction_of(str(config.theme.get("language") or "en"))
    return config


def _load_config(project: Project, **settings: Any) -> MkDocsConfig:
    """The project's settings as MkDocs has them. Raises ProjectError where MkDocs fails on a value, such as a number
    under `INHERIT:`, and what MkDocs raises for the faults that it knows.
    """
    try:
        if theme := _without_missing_theme(project.config_file):
            settings["theme"] = theme
        config = load_config(str(project.config_file), **settings)
        hash((*config.extra_css, *config.extra_javascript))  # MkDocs takes any value for a name
    except (TypeError, ValueError, AttributeError, RecursionError) as exc:
        message = f"MkDocs can't use the settings in {project.config_file}: {type(exc).__name__}: {str(exc)[:_SHOWN]}"
        raise ProjectError(message, "compare them with https://www.mkdocs.org/user-guide/configuration/") from exc
    return config


_SHOWN = 200
"""Characters of an error of Python's that a message has."""


def _without_missing_theme(config_file: Path) -> dict[str, Any] | None:
    """The theme's settings without its name if that is Material and isn't installed: our templates replace it all."""
    with config_file.open("rb") as file:
        settings = yaml_load(file)
    theme = settings.get("theme")
    if isinstance(theme, dict) and theme.get("name") == "material" and "material" not in get_theme_names():
        return {**theme, "name": None, "static_templates": ["404.html"]}
    return None


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
