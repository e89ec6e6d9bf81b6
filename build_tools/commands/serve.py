"""`reader serve`: the site in the browser, rebuilt when a source changes."""

from __future__ import annotations

import signal
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from build_tools.commands.shared.building import Target, hold_target, make_site, publish, write_pages
from build_tools.commands.shared.outcome import find_written
from build_tools.commands.shared.reading import check_all, pass_project, read_all, show_problems
from build_tools.core.cache import MemoryCache
from build_tools.core.errors import ProjectError, ReaderError, explain
from build_tools.core.files import digest_file
from build_tools.core.folders import ARTICLES, GLOSSARY, SOURCES
from build_tools.core.manifest import generated_pages
from build_tools.core.settings import Project, find_project
from build_tools.corpus.kept import KeptArticles
from build_tools.preview.status import Board
from build_tools.site.docs_folder import write_page
from build_tools.site.pages.registry import render_source
from build_tools.site.site import Site

if TYPE_CHECKING:
    from build_tools.preview.server import PreviewServer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free one.")
@pass_project
def serve(project: Project, host: str, port: int) -> None:
    """Serve the site for the browser and keep it up to date: a saved change shows a moment later.

    The page that a change belongs to is built first, then the others. Problems are printed at each build, and the
    browser shows them. Stop it with Ctrl-C.
    """
    from build_tools.preview.server import PreviewServer  # slow to import: see building.py

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # otherwise the temporary folder would remain
    with TemporaryDirectory(prefix="reader-") as folder:
        builder = _Builder(project, Target(project.docs_dir, Path(folder), preview=True))
        builder.build()
        server = PreviewServer(builder.build, builder.board, folder, host, port)
        builder.server = server
        for watched in (project.root / SOURCES, project.docs_dir):
            server.watch_folder(watched)
        server.watch_file(project.config_file)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            click.echo("Stopped.")
        except OSError as exc:
            hint = "choose another with `--port N`, or any free one with `--port 0`"
            raise ProjectError(f"can't serve on {host}, port {port}: {exc.strerror}", hint) from exc
        finally:
            server.shutdown()


class _OutdatedError(Exception):
    """What is being built is no longer what is wanted."""


class _Builder:
    """Builds only if the sources differ from those of the last build, since writing docs/ wakes the watcher too."""

    def __init__(self, project: Project, target: Target) -> None:
        self.project, self.target = project, target
        self.server: PreviewServer | None = None
        self.board = Board()
        self._built: dict[str, bytes] = {}
        """Path, relative to the project, of each file that somebody wrote -> its digest at the last build."""
        self._kept = KeptArticles()
        self._site: Site | None = None
        self._cache = MemoryCache()

    def build(self) -> None:
        found = self._read_written()
        changed = sorted(path for path in found.keys() | self._built.keys() if found.get(path) != self._built.get(path))
        if not changed:
            return
        first, self._built = not self._built, found
        self.board.begin()
        try:
            self.project = find_project(self.project.root)  # the change may be in its settings
            self._build(() if first else changed)
        except _OutdatedError:
            return  # the build that follows does it all
        except (ReaderError, OSError) as exc:  # keep serving: the next save may fix it
            said = explain(exc)
            click.echo(said, err=True)
            self.board.fail(said)

    def _build(self, changed: tuple[str, ...] | list[str]) -> None:
        read = read_all(self.project.root, jobs=1, kept=self._kept)
        with hold_target(self.project, self.target):
            site = self._site = make_site(self.project, read.corpus, self._site)
            for path in changed:
                if self._show_first(site, path):
                    break
            self._stop_if_outdated()
            problems = check_all(self.project, read)
            show_problems(problems, self.project.root)
            written = write_pages(self.project, self.target, site, between=self._stop_if_outdated)
            show_problems(written.problems, self.project.root)
            publish(self.project, self.target, site, self._cache, written.digests, strict=False)
        click.echo(f"Built; {len(written.changed)} pages changed.")
        self.board.end([*problems, *written.problems])

    def _stop_if_outdated(self) -> None:
        """Raises _OutdatedError if somebody has saved again: the other pages are left to the build that follows."""
        if self.server and self.server.take_news() and self._read_written() != self._built:
            raise _OutdatedError

    def _show_first(self, site: Site, path: str) -> bool:
        """Build the page of a changed file before all else, and say whether it has one of its own."""
        from build_tools.site.mkdocs import build_page
        from build_tools.site.rendering.settings import Options

        src_uri = self._write_first(site, path)
        docs_dir, site_dir = self.target.docs_dir, self.target.site_dir
        if not src_uri or not build_page(self.project, docs_dir, site_dir, Options(preview=True), src_uri):
            return False
        self.board.show_page()
        if self.server:
            self.server.show()
        return True

    def _write_first(self, site: Site, path: str) -> str:
        """Write the page of a changed file into docs/: its `src_uri`, "" if the file has none or it is new."""
        docs = self.project.docs_dir.relative_to(self.project.root).as_posix()
        if path.startswith(f"{docs}/"):
            src_uri = path.removeprefix(f"{docs}/")
            return src_uri if src_uri.endswith(".md") and (self.project.root / path).is_file() else ""
        parts = PurePosixPath(path).parts
        if path.startswith(f"{ARTICLES}/") and len(parts) > len(PurePosixPath(ARTICLES).parts) + 1:
            page = render_source(site, "article", parts[len(PurePosixPath(ARTICLES).parts)])
        elif path.startswith(f"{GLOSSARY}/"):
            page = render_source(site, "entity", PurePosixPath(path).stem)
        else:
            page = None
        known = page and page[0] in generated_pages(self.project.docs_dir)
        return page[0] if page and known and write_page(self.project.docs_dir, *page) else ""

    def _read_written(self) -> dict[str, bytes]:
        """Path, relative to the project, of each file that somebody wrote -> its digest."""
        return {path: digest_file(self.project.root / path) for path in find_written(self.project)}
