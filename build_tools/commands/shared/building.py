"""The folders that a build writes to, and the steps that `reader build` and `reader serve` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from build_tools.core.cache import Cache, MemoryCache
from build_tools.core.errors import UsageError
from build_tools.core.files import hold_lock, list_files, require_unlinked
from build_tools.core.git import find_ignored
from build_tools.core.manifest import OWN
from build_tools.core.model import Corpus
from build_tools.core.settings import Project, read_all_settings
from build_tools.site.docs_folder import Written, find_hand_written, write_docs, write_theme
from build_tools.site.repository import Repository
from build_tools.site.site import Site, build_site
from build_tools.site.site_folder import SiteFolder

PRIVATE = ".private"
"""Folder of the project, ignored by git, for pages that show originals."""


@dataclass(frozen=True, slots=True)
class Target:
    docs_dir: Path
    site_dir: Path
    private: bool = False
    """Whether the site shows originals; every page then says so."""
    preview: bool = False
    """Whether the site is for `reader serve`."""

    @property
    def name(self) -> str:
        """Begins the names of what the cache keeps of it; of a private site it keeps nothing."""
        return "preview" if self.preview else "public"


def target_of(project: Project, *, originals: bool) -> Target:
    """The folders of a build; a site that shows originals has its own, apart from the public site.

    Raises UsageError if git would take in that site.
    """
    if originals:
        _require_ignored(project)
        return Target(project.root / PRIVATE / "docs", project.root / PRIVATE / "site", private=True)
    return Target(project.docs_dir, project.site_dir)


def _require_ignored(project: Project) -> None:
    page = f"{PRIVATE}/site/index.html"
    ignored = find_ignored(project.root, [page])
    if ignored is not None and page not in ignored:
        message = f"git doesn't ignore {PRIVATE}/, where the private site would be"
        hint = f"add the line `/{PRIVATE}/` to .gitignore; if git has files of it, `git rm -r --cached {PRIVATE}`"
        raise UsageError(message, hint)


@contextmanager
def hold_target(project: Project, target: Target) -> Iterator[None]:
    """Check that this build may write to the target's folders, and make other builds of the project wait.

    Raises UnsafePathError for a folder that is, passes or has a link, and ProjectError if the site's folder has files
    that no build wrote.
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


def make_site(project: Project, corpus: Corpus, before: Site | None = None) -> Site:
    """The site of a corpus, with the names and addresses in the project's settings; `before` is what it was."""
    repository = Repository.of(project.repo_url, project.edit_uri, project.docs_dir.name)
    return build_site(project.name, project.description, corpus, repository, before)


def write_pages(
    project: Project, target: Target, site: Site, *, jobs: int = 1, between: Callable[[], None] = lambda: None
) -> Written:
    """Write the theme and the generated pages; in a private build also copies of the hand-written pages.

    `between` is called now and then, and may raise to stop.
    """
    write_theme(project.docs_dir, site.kinds)
    copies = project.docs_dir if target.docs_dir != project.docs_dir else None
    return write_docs(target.docs_dir, site, project.root, jobs=jobs, copies=copies, between=between)


def publish(
    project: Project,
    target: Target,
    site: Site,
    cache: Cache | MemoryCache,
    digests: Mapping[str, str],
    *,
    strict: bool,
    by_mkdocs: bool = False,
    jobs: int = 1,
) -> tuple[list[str], str]:
    """Build the site with its search index; `digests` are those of the generated pages.

    Returns MkDocs' warnings, and why the pages took longer than they might, if they did.
    """
    # importing MkDocs takes 0.4 s, which would slow down every other command
    from build_tools.site.mkdocs import build_pages
    from build_tools.site.rendering.last_build import LastBuild
    from build_tools.site.rendering.settings import Options
    from build_tools.site.search import build_index
    from build_tools.site.search.last_index import LastIndex

    options = Options(strict, target.private, target.preview, by_mkdocs, jobs)
    pages, words = f"{target.name}-pages", f"{target.name}-words"
    last = LastBuild.load(cache, pages, target.site_dir, digests, read_all_settings(project.root))
    with SiteFolder(project.root, target.site_dir, target.docs_dir).replace() as staging:
        result = build_pages(project, target.docs_dir, staging.path, options, last)
        staging.kept = last.kept
        index = LastIndex.load(cache, words, target.site_dir)
        build_index(staging.path, site, find_hand_written(project.docs_dir), last.kept, index)
        staging.kept |= index.kept
    last.store(cache, pages)
    index.store(cache, words)
    return result
