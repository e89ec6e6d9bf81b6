"""A project: the folder that holds `mkdocs.yml` and `source_texts/`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from build_tools.core.errors import ProjectError
from build_tools.core.files import UnsafePathError, read_file, require_unlinked
from build_tools.core.folders import SOURCES

CONFIG = "mkdocs.yml"
ENVIRONMENT = "READER_PROJECT"


@dataclass(frozen=True, slots=True)
class Project:
    root: Path
    name: str
    description: str
    docs_dir: Path
    site_dir: Path
    repo_url: str = ""
    edit_uri: str = ""
    """Like `repo_url` as in `mkdocs.yml`; "" if it isn't there."""

    @property
    def config_file(self) -> Path:
        return self.root / CONFIG


_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_TAKES_MORE = re.compile(r"INHERIT|!!python/(?!name:(?:material|pymdownx)\.)|snippets|custom_icons|base_path")
"""What in `mkdocs.yml` makes MkDocs read other files, or run what isn't in a package."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_all_settings(root: Path) -> str | None:
    """`mkdocs.yml`, with the environment variables that it may name: two builds for which this is the same have the
    same settings. None if it takes in what isn't known here. Raises OSError if it can't be read.
    """
    text = read_file(root / CONFIG).decode("utf-8", "replace")
    if _TAKES_MORE.search(_COMMENT.sub("", text)):
        return None
    named = sorted(set(_NAME.findall(text)).intersection(os.environ))
    return "\n".join([text, *(f"{name}={os.environ[name]}" for name in named)])


class _ConfigLoader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does. Accepts its other tags, such as `!!python/name:…`, and ignores their values, which
    we don't need.
    """


_ConfigLoader.add_constructor("!ENV", construct_env_tag)
_ConfigLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def find_project(start: Path | None = None) -> Project:
    """The project at `start`. Without `start`, the one that READER_PROJECT names, or else the one that the current
    folder is in.

    Raises ProjectError if there is none or its `mkdocs.yml` can't be read.
    """
    given = start or (Path(os.environ[ENVIRONMENT]) if os.environ.get(ENVIRONMENT) else None)
    if given is not None:
        root = given.resolve()
        missing = _find_missing(root)
        if missing:
            raise ProjectError(f"{given} isn't a project: it has no {missing}", "make one with `reader init DIR`")
        return _read_project(root)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if not _find_missing(folder):
            return _read_project(folder)
    hint = "go to a project's folder, name one with `--project DIR`, or make one with `reader init DIR`"
    raise ProjectError(f"there is no project here: no folder from {here} up has {CONFIG} and {SOURCES}/", hint)


def _find_missing(folder: Path) -> str:
    """What a folder lacks to be a project; "" for nothing."""
    if not (folder / CONFIG).is_file():
        return CONFIG
    return "" if (folder / SOURCES).is_dir() else f"{SOURCES}/"


def _read_project(root: Path) -> Project:
    path = root / CONFIG
    require_unlinked(root, SOURCES)
    try:
        config = yaml.load(read_file(path).decode("utf-8"), Loader=_ConfigLoader)  # noqa: S506, a SafeLoader
    except UnsafePathError:
        raise
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as exc:
        raise ProjectError(f"{path} can't be read: {exc}", "fix its YAML") from exc
    if not isinstance(config, dict):
        raise ProjectError(f"{path} has no settings", "see https://www.mkdocs.org/user-guide/configuration/")
    docs_dir, site_dir = (_read_folder(root, config, key, usual) for key, usual in _FOLDERS)
    return Project(
        root,
        str(config.get("site_name") or root.name),
        str(config.get("site_description") or ""),
        docs_dir,
        site_dir,
        str(config.get("repo_url") or ""),
        str(config.get("edit_uri") or ""),
    )


_FOLDERS = (("docs_dir", "docs"), ("site_dir", "site"))


def _read_folder(root: Path, config: dict[str, Any], key: str, usual: str) -> Path:
    """A folder that builds write into. Raises ProjectError if it isn't inside the project or overlaps the folder of the
    sources, and UnsafePathError if it is or passes a link.
    """
    named = config.get(key) or usual
    if not isinstance(named, str) or not named.isprintable():
        message = f"`{key}` in {root / CONFIG} is no name of a folder"
        raise ProjectError(message, f"name a folder such as `{key}: {usual}`")
    folder = Path(os.path.normpath(root / named))
    if folder == root or not folder.is_relative_to(root):
        message = f"`{key}` in {root / CONFIG} names {folder}, which isn't a folder inside the project"
        raise ProjectError(message, f"builds write and delete there; name a folder such as `{key}: {usual}`")
    require_unlinked(root, folder.relative_to(root).as_posix())
    top = folder.relative_to(root).parts[0].casefold()  # on many disks, Source_Texts is the folder of the sources
    if top in {SOURCES, ".git"}:
        whose = "the sources are" if top == SOURCES else "git keeps its own files"
        message = f"`{key}` in {root / CONFIG} names {folder}, where {whose}: builds write and delete there"
        raise ProjectError(message, f"name a folder of its own, such as `{key}: {usual}`")
    return folder
