"""`reader serve`: the site in the browser, rebuilt when a source changes."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from build_tools.commands.shared.building import Target, hold_target, make_site, publish, write_pages
from build_tools.commands.shared.reading import pass_project, read_and_check, show_problems
from build_tools.core.cache import Cache
from build_tools.core.errors import ProjectError, ReaderError, explain
from build_tools.core.folders import SOURCES
from build_tools.core.manifest import OWN, generated_pages
from build_tools.core.settings import Project, find_project

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free one.")
@pass_project
def serve(project: Project, host: str, port: int) -> None:
    """Serve the site for the browser and keep it up to date: a saved change shows a moment later.

    Problems are printed at each build. Stop it with Ctrl-C.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # otherwise the temporary folder would remain
    with TemporaryDirectory(prefix="reader-") as folder:
        target = Target(project.docs_dir, Path(folder), preview=True)
        builder = _Builder(project, target)
        builder.build()
        server = _make_server(builder.build, host, port, folder)
        for watched in (project.root / SOURCES, project.docs_dir, project.config_file):
            server.watch(str(watched))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            click.echo("Stopped.")
        except OSError as exc:
            hint = "choose another with `--port N`, or any free one with `--port 0`"
            raise ProjectError(f"can't serve on {host}, port {port}: {exc.strerror}", hint) from exc
        finally:
            server.shutdown()


def _make_server(build: Callable[[], None], host: str, port: int, folder: str) -> LiveReloadServer:
    from mkdocs.livereload import LiveReloadServer  # slow to import: see target.py

    class Server(LiveReloadServer):
        """Prints its address once it has a port; with port 0 it isn't known before."""

        def server_activate(self) -> None:
            super().server_activate()
            self.url = self.url.replace(f":{port}/", f":{self.server_address[1]}/")
            click.echo(f"Serving on {self.url}")

    return Server(build, host=host, port=port, root=folder, mount_path="/")


class _Builder:
    """Builds only if the sources differ from those of the last build, since writing docs/ wakes the watcher too."""

    def __init__(self, project: Project, target: Target) -> None:
        self.project, self.target = project, target
        self.built = ""

    def build(self) -> None:
        state = self._fingerprint()
        if state == self.built:
            return
        self.built = state
        try:
            self.project = find_project(self.project.root)  # the change may be in its settings
            read, problems = read_and_check(self.project)
            show_problems(problems, self.project.root)
            with hold_target(self.project, self.target):
                site = make_site(self.project, read.corpus)
                written = write_pages(self.project, self.target, site)
                show_problems(written.problems, self.project.root)
                publish(self.project, self.target, site, Cache(self.project.root), written.digests, strict=False)
            click.echo(f"Built; {len(written.changed)} pages changed.")
        except (ReaderError, OSError) as exc:  # keep serving: the next save may fix it
            click.echo(explain(exc), err=True)

    def _fingerprint(self) -> str:
        """A digest of everything written by hand, without the pages that a build writes into docs/."""
        generated = {self.project.docs_dir / uri for uri in generated_pages(self.project.docs_dir)}
        digest = hashlib.sha256()
        for path in self._watched():
            if path in generated or OWN in path.parts:
                continue
            try:
                stat = path.stat()
            except OSError:
                continue
            digest.update(f"{path}\0{stat.st_mtime_ns}\0{stat.st_size}\n".encode())
        return digest.hexdigest()

    def _watched(self) -> Iterator[Path]:
        yield self.project.config_file
        for folder in (self.project.root / SOURCES, self.project.docs_dir):
            yield from sorted(p for p in folder.rglob("*") if p.is_file())
