"""Pagefind run as a service: pages in, the files of its index out, all through its pipes.

Its own Python client waits a tenth of a second for each page, and its command line reads and writes folders: 1,000
articles would be 5,000 files to write, read and delete. The messages are those of that client: JSON, base64-coded, each
closed by a comma; answers come in the same form.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from pagefind.service import get_executable

from build_tools.core.errors import ProjectError

_NO_LANGUAGE = "zz"
"""Of a language it knows Pagefind would keep words without their endings: "offic" for "officers"."""
_LAST = 0xFFFF_FFFF
"""Number of the message whose answer is the index."""


def index_pages(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """(address, HTML) of each page -> path and content of each file of the index.

    Raises ProjectError where Pagefind isn't to be found or takes no page.
    """
    executable = get_executable()
    if executable is None:
        raise ProjectError("Pagefind's program is missing", "install the package `pagefind[bin]`")
    with subprocess.Popen(
        [executable, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        assert process.stdout
        sender = Thread(target=_send, args=(process.stdin, pages), daemon=True)
        sender.start()
        try:
            files = _receive(process.stdout)
        finally:
            process.kill()
            sender.join()
            with suppress(BrokenPipeError):  # what was left for it, if it stopped before
                process.stdin.close()
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _send(pipe: IO[bytes], pages: Iterable[tuple[str, str]]) -> None:
    with suppress(BrokenPipeError):  # the receiver sees that it is gone, and says so
        for number, payload in _messages(pages):
            message = json.dumps({"message_id": number, "payload": payload})
            pipe.write(base64.b64encode(message.encode("utf-8")) + b",")
        pipe.flush()  # and not closed: Pagefind would stop before it has answered


def _messages(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[int, dict[str, Any]]]:
    yield 1, {"type": "NewIndex", "config": {"force_language": _NO_LANGUAGE}}
    number = 1
    for number, (address, text) in enumerate(pages, 2):
        yield number, {"type": "AddFile", "index_id": 0, "url": address, "file_path": None, "file_contents": text}
    yield _LAST, {"type": "GetFiles", "index_id": 0}


def _receive(pipe: IO[bytes]) -> list[dict[str, str]]:
    """The files in the last answer."""
    for answer in _answers(pipe):
        payload = answer["payload"]
        if payload["type"] == "Error":
            raise ProjectError(f"Pagefind can't index the site: {payload['message']}", "set up anew: make clean")
        if answer["message_id"] == _LAST:
            files: list[dict[str, str]] = payload["files"]
            return files
    raise ProjectError("Pagefind stopped before it had made the search index", "is there enough memory?")


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while data := os.read(pipe.fileno(), 1 << 20):
        *done, rest = data.split(b",")
        for piece in done:
            yield json.loads(base64.b64decode(b"".join([*parts, piece])))
            parts = []
        parts.append(rest)
