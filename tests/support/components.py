"""A page with every component that hand-written pages may have."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.paths import ROOT

FOLDER = ROOT / "tests" / "theme" / "components"
PLAIN = "  - pymdownx.highlight:\n      use_pygments: false\n"
"""How the settings of a new project have code, before the guide’s lines take its place."""


def add_components(project: Path) -> None:
    """Put the page `components.md` into a new project, and what the guide has for code and icons into its settings."""
    for name in ("components.md", "square.png"):
        shutil.copy(FOLDER / name, project / "docs")
    settings = project / "mkdocs.yml"
    before, plain, after = settings.read_text("utf-8").partition(PLAIN)
    assert plain
    settings.write_text(before + (FOLDER / "settings.yml").read_text("utf-8") + after, "utf-8")
