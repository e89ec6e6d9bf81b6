"""A Firefox of the system, driven over its own protocol, Marionette: what a test of the built site needs of it.

Playwright drives only Firefoxes of its own making, and Selenium needs geckodriver, which Debian doesn't have; a command
is `[0, id, name, parameters]` as JSON behind its length, so little is needed.
Source: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60
"""Seconds after which starting, loading or waiting is given up."""
_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.dom.window.dump.enabled": True,  # and exceptions on standard error
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "devtools.console.stdout.content": True,  # what pages log comes on standard output
    "extensions.update.enabled": False,
    "marionette.port": 0,  # any free one; the profile then says which
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.http": "127.0.0.1",  # nothing listens there: the network is off
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "toolkit.telemetry.enabled": False,
}


def find_firefox() -> str | None:
    """The executable of READER_FIREFOX, else of the system's Firefox; None where there is none."""
    names = (os.environ.get("READER_FIREFOX", ""), "firefox", "firefox-esr")
    return next((found for name in names if name and (found := shutil.which(name))), None)


class Firefox:
    """One window; a context manager that ends the process it started."""

    def __init__(self, executable: str, profile: Path) -> None:
        profile.mkdir(parents=True)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        self.log = profile / "stdout.txt"
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [executable, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "HOME": str(profile)},
            )
        self.socket = socket.create_connection(("127.0.0.1", self._port(profile)), PATIENCE)
        self._receive()  # it says who it is
        self._count = 0
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait(PATIENCE)

    def _port(self, profile: Path) -> int:
        file = profile / "MarionetteActivePort"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if file.is_file() and (text := file.read_text("utf-8").strip()):
                return int(text)
            time.sleep(0.05)
        raise TimeoutError("Firefox didn't start")

    def _receive(self) -> Any:
        head = b""
        while not head.endswith(b":"):
            head += self._bytes(1)
        return json.loads(self._bytes(int(head[:-1])))

    def _bytes(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self.socket.recv(count - len(data))
            if not piece:
                raise ConnectionError("Firefox closed the connection")
            data += piece
        return data

    def call(self, command: str, parameters: dict[str, Any]) -> Any:
        """A command's result. Raises RuntimeError with what Firefox says of one that failed."""
        self._count += 1
        message = json.dumps([0, self._count, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def open(self, address: str) -> None:
        self.call("WebDriver:Navigate", {"url": address})

    def size(self, width: int, height: int) -> None:
        self.call("WebDriver:SetWindowRect", {"width": width, "height": height})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script's `return` gives."""
        return self.call("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})

    def wait_for(self, expression: str) -> Any:
        """The value of an expression once it is true. Raises TimeoutError where it stays false."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if value := self.run(f"return {expression}"):
                return value
            time.sleep(0.05)
        raise TimeoutError(f"stays false: {expression}")

    def type(self, selector: str, keys: str) -> None:
        """Type into the element that a CSS selector finds; special keys by WebDriver's code points."""
        element = self.call("WebDriver:FindElement", {"using": "css selector", "value": selector})
        (identifier,) = element.values()
        self.call("WebDriver:ElementSendKeys", {"id": identifier, "text": keys})

    def errors(self) -> list[str]:
        """What pages have logged as errors so far, uncaught exceptions among it; not what Firefox's own code has."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        told = [line for line in lines if line.startswith(("console.error", "JavaScript error"))]
        return [line for line in told if not line.startswith("JavaScript error: resource://")]
