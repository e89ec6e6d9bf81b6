"""Where a build goes, and the steps that `reader build` and `reader serve` share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from build_tools.core.files import hold_lock, list_files, require_unlinked
from build_tools.core.manifest import OWN
from build_tools.core.model import Corpus
from build_tools.core.settings import Project
from build_tools.site.docs_folder import Written, write_docs, write_theme
from build_tools.site.repository import Repository
from build_tools.site.site import Site, build_site
from build_tools.site.site_folder import SiteFolder

PRIVATE = ".private"
"""Folder of the project, ignored by git, for pages that show originals."""


class Target(NamedTuple):
    docs_dir: Path
    site_dir: Path
    private: bool = False
    """Whether originals are shown there, which every page then says."""
    preview: bool = False
    """Whether `reader serve` shows it."""


def target_of(project: Project, *, originals: bool) -> Target:
    """A site that shows originals is never where the public one is."""
    if originals:
        return Target(project.root / PRIVATE / "docs", project.root / PRIVATE / "site", private=True)
    return Target(project.docs_dir, project.site_dir)


@contextmanager
def hold_target(project: Project, target: Target) -> Iterator[None]:
    """Keep other builds of the project waiting, once it is sure that all that this one writes into is ours.

    Raises UnsafePathError for a folder that is, passes or holds a link, and ProjectError where the site's folder holds
    somebody's files.
    """
    for folder in {project.docs_dir, target.docs_dir}:
        require_unlinked(project.root, folder.relative_to(project.root).as_posix())
        list_files(folder)
    lock = (project.docs_dir / OWN / "lock").relative_to(project.root).as_posix()
    with hold_lock(project.root, lock, _say_waiting):
        SiteFolder(project.root, target.site_dir, target.docs_dir).require_ours()
        yield


def _say_waiting() -> None:
    click.echo("Another build of this project is running; this one waits for it.", err=True)


def make_site(project: Project, corpus: Corpus) -> Site:
    """The corpus as the project's settings name it."""
    repository = Repository.of(project.repo_url, project.edit_uri, project.docs_dir.name)
    return build_site(project.name, project.description, corpus, repository)


def write_pages(project: Project, target: Target, site: Site, *, jobs: int = 1) -> Written:
    """The theme and the generated pages; in a private build beside copies of the pages written by hand."""
    write_theme(project.docs_dir)
    copies = project.docs_dir if target.docs_dir != project.docs_dir else None
    return write_docs(target.docs_dir, site, project.root, jobs=jobs, copies=copies)


def publish(project: Project, target: Target, site: Site, *, strict: bool) -> list[str]:
    """The site with its search index; returns MkDocs' warnings."""
    # MkDocs takes 0.4 s to import, which every other command would pay for
    from build_tools.site.mkdocs import build_pages
    from build_tools.site.search import build_index

    with SiteFolder(project.root, target.site_dir, target.docs_dir).replace() as folder:
        warnings = build_pages(
            project,
            strict=strict,
            docs_dir=target.docs_dir,
            site_dir=folder,
            private=target.private,
            preview=target.preview,
        )
        build_index(folder, site)
    return warnings
