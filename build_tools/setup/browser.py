"""Finds the Chromium that the tests drive, or gets one: `.venv/bin/python -m build_tools.setup.browser`.

In this order: READER_BROWSER, a Chromium or Google Chrome of the system, Playwright's own. Without any, root on a
Debian installs its package, which brings every library that it needs; elsewhere Playwright downloads its own. Where
there is a choice, it is Chromium without windows: the same engine, with a fifth less to do in each test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

PLAYWRIGHT = (sys.executable, "-m", "playwright")
HEADLESS = "chromium-headless-shell"
"""Debian's name for it, as a command and as a package."""
COMMANDS = (HEADLESS, "chromium", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")


def find_system_browser() -> Path | None:
    """The executable of READER_BROWSER, else of the first Chromium or Google Chrome; None where there is none.

    Raises FileNotFoundError where READER_BROWSER names no executable.
    """
    named = os.environ.get("READER_BROWSER")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"READER_BROWSER={named} is no executable")
        return Path(found)
    for command in COMMANDS:
        found = shutil.which(command)
        # A snap (Ubuntu) may not read the temporary folders in which tests build their sites.
        if found is not None and not found.startswith("/snap/"):
            return Path(found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            for application in MAC_APPLICATIONS:
                if os.access(folder / application, os.X_OK):
                    return folder / application
    return None


def launch_arguments() -> list[str]:
    """Chromium's flags for tests: nothing that reaches out, and no sandbox where root can't have one."""
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    return [*arguments, "--no-sandbox"] if os.geteuid() == 0 else arguments


def driver_starts() -> bool:
    """Whether Playwright's driver runs: it is a Node.js that needs a library which the barest Debians lack."""
    return _runs([*PLAYWRIGHT, "--version"], quiet=True)


def playwrights_own_starts() -> bool:
    """Whether the browser that Playwright downloads for itself is there and has the libraries it needs."""
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(args=launch_arguments()).close()
        except Error:
            return False
    return True


def install_debian_packages(packages: list[str]) -> bool:
    """Install packages where that needs no question asked; whether they are there now."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or "ID=debian" not in _os_release():
        return False
    _say(f"installing Debian's {' '.join(packages)}")
    apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return _runs([*apt_get, "update"]) and _runs([*apt_get, "install", "--no-install-recommends", *packages])


def install_playwrights_own() -> bool:
    """Download Playwright's own Chromium; whether it is there now and starts."""
    _say("downloading Playwright's Chromium")
    return _runs([*PLAYWRIGHT, "install", "--only-shell", "chromium"]) and playwrights_own_starts()


def main() -> int:
    has_driver = driver_starts()
    try:
        has_browser = bool(find_system_browser()) or (has_driver and playwrights_own_starts())
    except FileNotFoundError as error:
        _say(str(error))
        return 2
    missing = [package for package, is_there in (("libatomic1", has_driver), (HEADLESS, has_browser)) if not is_there]
    if not missing or install_debian_packages(missing) or (has_driver and install_playwrights_own()):
        return 0
    if has_driver:
        _say(
            f"no browser for the tests; install Chromium or Google Chrome (Debian: sudo apt-get install {HEADLESS}, "
            "macOS: brew install --cask google-chrome), or name one in READER_BROWSER"
        )
    else:
        _say(f"Playwright's driver does not start; on Debian: sudo apt-get install {' '.join(missing)}")
    return 2


def _os_release() -> list[str]:
    path = Path("/etc/os-release")
    return path.read_text("utf-8").splitlines() if path.exists() else []


def _runs(command: list[str], *, quiet: bool = False) -> bool:
    ended = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else sys.stderr,
        stderr=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    return ended.returncode == 0


def _say(message: str) -> None:
    print(f"set-up: {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
