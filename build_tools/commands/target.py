"""Where a build goes, and the steps that `reader build` and `reader serve` share."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from build_tools.model import Corpus
from build_tools.project import Project
from build_tools.render import Repository, Site
from build_tools.site import Written, build_site, copy_hand_written, write_docs, write_theme

PRIVATE = ".private"
"""Folder of the project, ignored by git, for pages that show originals."""


class Target(NamedTuple):
    docs_dir: Path
    site_dir: Path
    private: bool = False
    """Whether originals are shown there, which every page then says."""


def target_of(project: Project, *, originals: bool) -> Target:
    """A site that shows originals never lies where the public one does."""
    if originals:
        return Target(project.root / PRIVATE / "docs", project.root / PRIVATE / "site", private=True)
    return Target(project.docs_dir, project.site_dir)


def make_site(project: Project, corpus: Corpus) -> Site:
    """The corpus as the project's settings name it."""
    repository = Repository.of(project.repo_url, project.edit_uri, project.docs_dir.name)
    return build_site(project.name, project.description, corpus, repository)


def write_pages(project: Project, target: Target, site: Site, *, jobs: int = 1) -> Written:
    """The theme and the generated pages; in a private build beside copies of the pages written by hand."""
    write_theme(project.docs_dir)
    if target.docs_dir != project.docs_dir:
        copy_hand_written(project.docs_dir, target.docs_dir)
    return write_docs(target.docs_dir, site, project.root, jobs=jobs)


def publish(project: Project, target: Target, site: Site, *, strict: bool) -> list[str]:
    """The site with its search index; returns MkDocs' warnings."""
    # MkDocs takes 0.4 s to import, which every other command would pay for
    from build_tools.publish import build_pages
    from build_tools.search import build_index

    warnings = build_pages(
        project, strict=strict, docs_dir=target.docs_dir, site_dir=target.site_dir, private=target.private
    )
    build_index(target.site_dir, site)
    return warnings
