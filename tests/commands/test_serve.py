"""`reader serve`: what is saved under source_texts/ shows in the browser."""

from __future__ import annotations

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.errors import ProjectError
from tests.support.paths import ROOT

PATIENCE = 60
"""Seconds after which a build or a page is given up: far more than any takes."""


class Server:
    """`reader serve` as a process of its own, and what it has printed."""

    def __init__(self, project: Path) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "READER_PROJECT"}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        # Tests that a shell runs in the background ignore SIGINT, and would hand that on.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "build_tools", "--project", str(project), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        signal.signal(signal.SIGINT, before)
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.wait_for(r"Serving on (http://127\.0\.0\.1:\d+/)")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, pattern: str) -> str:
        seen = []
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                seen.append(self.lines.get(timeout=1))
            except queue.Empty:
                continue
            if match := re.search(pattern, seen[-1]):
                return match.group(match.lastindex or 0)
        raise AssertionError(f"{pattern!r} was not printed: {''.join(seen)}")

    def page(self, path: str) -> str:
        with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    started = Server(project)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()
    assert started.process.stdout
    started.process.stdout.close()


def test_a_saved_source_shows_a_problem_is_told_and_it_stops_when_asked(project: Path, server: Server) -> None:
    article = project / "source_texts/articles/bell-rock/article.md"
    text = article.read_text("utf-8")
    assert "livereload" in server.page("articles/bell-rock.html")

    article.write_text(text.replace("It still stands", "It stands to this day"), "utf-8")
    server.wait_for("Built; ")
    assert "It stands to this day" in server.page("articles/bell-rock.html")

    article.write_text(text.replace("title:", "titel:"), "utf-8")
    server.wait_for("bad-key error")
    server.wait_for("Built; ")

    article.write_text(text, "utf-8")
    server.wait_for("Built; ")
    assert "It still stands" in server.page("articles/bell-rock.html")
    assert server.stop() == 0


def test_a_port_in_use_is_told_with_what_to_do(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(reader, ["--project", str(project), "serve", "--port", port])
    assert isinstance(result.exception, ProjectError)
    assert f"port {port}" in result.exception.message
    assert "--port 0" in result.exception.hint
