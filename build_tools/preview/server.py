"""The server of previews: MkDocs' own, with another script in its pages and an eye on files that the system opens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import click
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from build_tools.core.manifest import OWN
from build_tools.preview.status import Board

_PREFIX = "/livereload/"
_SCRIPT = Path(__file__).with_name("preview.js")
_PATIENCE = 30.0
"""Seconds after which a browser that waits for a change gets an answer all the same."""
_SETTLING = 0.05
"""Seconds without another change before a build begins: an editor may save in two steps."""
_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirMovedEvent, DirDeletedEvent]
"""What to hear of. Each file that a build opens would be an event, too, and reading would take ten times as long."""


class PreviewServer(LiveReloadServer):
    """Serves a folder, and calls `build` when something in a watched folder changes."""

    def __init__(self, build: Callable[[], None], board: Board, folder: str, host: str, port: int) -> None:
        super().__init__(build, host=host, port=port, root=folder, mount_path="/")
        self.build_delay = _SETTLING
        self._board = board
        self._folder = Path(folder)
        self._asked_port = port
        self._has_news = False
        # The system reports changes to it, where MkDocs' own looks at every file twice a second.
        self.observer = Observer()  # type: ignore[assignment]

    def _build_loop(self) -> None:
        """Called once all is ready: prints the address, which with port 0 isn't known before, and looks for what was
        saved since the first build began.
        """
        click.echo(f"Serving on {self.url.replace(f':{self._asked_port}/', f':{self.server_address[1]}/')}")
        self._wake()
        super()._build_loop()  # type: ignore[no-untyped-call]

    def watch_folder(self, folder: Path) -> None:
        """Build when a file in the folder, or in one below it, has changed."""
        self._watched_paths[str(folder)] = 1
        self.observer.schedule(_Waker(self._wake), str(folder), recursive=True, event_filter=_CHANGES)

    def watch_file(self, path: Path) -> None:
        """Build when a file has changed; it may be replaced by another of its name, so its folder is watched."""
        self.observer.schedule(_Waker(self._wake, path.name), str(path.parent), event_filter=_CHANGES)

    def _wake(self) -> None:
        self._has_news = True
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def take_news(self) -> bool:
        """Whether something in a watched folder has changed since this was asked last, perhaps by the build itself."""
        news, self._has_news = self._has_news, False
        return news

    def show(self) -> None:
        """Answer requests again, which wait while the page that was asked for may be old."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path == f"{_PREFIX}script.js":
            return _answer(start_response, "application/javascript", _SCRIPT.read_bytes())
        if path == f"{_PREFIX}status":
            asked = parse_qs(environ.get("QUERY_STRING", ""))
            status = self._board.wait(_number(asked), _PATIENCE)
            data = {**status.to_data(), "page": self._find_state(asked.get("page", [""])[0])}
            return _answer(start_response, "application/json", json.dumps(data).encode())
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _find_state(self, address: str) -> str:
        """Digest of a page as it is now; "" if there is none."""
        path = unquote(address).lstrip("/")
        place = (self._folder / (f"{path}index.html" if path.endswith("/") or not path else path)).resolve()
        if not place.is_relative_to(self._folder.resolve()) or not place.is_file():
            return ""
        return _digest(place.read_bytes())

    def _inject_js_into_html(self, content: bytes, _epoch: int) -> bytes:
        tag = f'<script src="{_PREFIX}script.js" data-state="{_digest(content)}" defer></script>'
        before, end, after = content.rpartition(b"</body>")
        return before + tag.encode() + end + after if end else content + tag.encode()


class _Waker(FileSystemEventHandler):
    def __init__(self, wake: Callable[[], None], name: str = "") -> None:
        self._wake, self._name = wake, name

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called for each change of a file or folder."""
        paths = [Path(str(event.src_path)), Path(str(event.dest_path))]
        if OWN not in paths[0].parts and (not self._name or self._name in {path.name for path in paths}):
            self._wake()


def _number(asked: dict[str, list[str]]) -> int:
    given = asked.get("since", ["-1"])[0]
    return int(given) if given.isdecimal() and len(given) < 19 else -1


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _answer(start_response: Callable[..., Any], kind: str, data: bytes) -> list[bytes]:
    start_response(
        "200 OK", [("Content-Type", kind), ("Content-Length", str(len(data))), ("Cache-Control", "no-store")]
    )
    return [data]
