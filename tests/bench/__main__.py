"""All measurements, or those named: `make bench`, `make bench ARGS="matching anchoring"`.

Only if named: `others`, the table of `building` with programs that are installed for it.

Each runs in a process of its own, so that no other's memory or caches count. With arguments of its own:
`python -m tests.bench.NAME …`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MATERIAL = {"corpus", "edits", "approximate", "material", "cost", "plain", "generators", "edited_note"}
"""Modules that measure nothing by themselves: what is measured, with what it is compared, and how."""
ASKED = {"others"}
"""Modules that run only if they are named."""
NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in {"__main__", *MATERIAL})


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"no measurement is called {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    worst = 0
    for name in names or sorted({*NAMES} - ASKED):
        print(f"\n## {name}\n", flush=True)
        worst |= subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode
    return min(worst, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
