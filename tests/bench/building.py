"""How long a corpus takes: the generator, MkDocs over the same pages, and the whole beside a bare MkDocs site."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import yaml
from mkdocs.utils import yaml_load

from tests.bench.corpus import make_corpus

SIZES = (10, 100, 1000)
SMALL = 100
"""Articles up to which what else goes on decides about a single run."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command's cost."""

    seconds: float
    peak: float
    """MB of resident memory at the most."""


@dataclass(frozen=True, slots=True)
class Row:
    articles: int
    pages: int
    generator: Run
    mkdocs: Run
    """MkDocs with this project's theme over the same docs/."""
    whole: Run
    """`reader build` from nothing, search index and all."""
    bare: Run
    """MkDocs with stock Material and its search over the same docs/, two entries in the navigation."""


def measure(command: Sequence[str], cwd: Path) -> Run:
    """Run a command; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(time.perf_counter() - started, usage.ru_maxrss / unit)


def measure_corpus(folder: Path, articles: int) -> Row:
    """All four costs for a corpus of that many articles, made in `folder`; of small ones each the middle of three runs.

    Nothing there is deleted between them: ext4 takes up to ten times as long to make a file while others have been gone
    for less than five minutes.
    """
    times = 3 if articles <= SMALL else 1
    rows = [_measure_once(folder / f"run-{number}", articles) for number in range(times)]
    costs = ("generator", "mkdocs", "whole", "bare")
    return replace(rows[0], **{cost: _middle([getattr(row, cost) for row in rows]) for cost in costs})


def _middle(runs: Sequence[Run]) -> Run:
    return Run(median(run.seconds for run in runs), median(run.peak for run in runs))


def _measure_once(folder: Path, articles: int) -> Row:
    project, other = folder / f"corpus-{articles}", folder / f"whole-{articles}"
    for made in (project, other):
        make_corpus(made, articles)
    reader = [sys.executable, "-m", "build_tools"]
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    generator = measure([*reader, "build", "--strict", "--docs-only"], project)
    pages = sum(1 for _ in (project / "docs").rglob("*.md"))
    plain = measure(mkdocs, project)
    bare = measure([*mkdocs, "--config-file", str(bare_config(project))], project)
    whole = measure([*reader, "build", "--strict"], other)
    return Row(articles, pages, generator, plain, whole, bare)


def bare_config(project: Path) -> Path:
    """What a user without this tool would have: the same extensions, Material as it comes."""
    ours = yaml_load((project / "mkdocs.yml").read_text("utf-8"))
    config = {
        "site_name": "Bare",
        "site_dir": "bare",
        "theme": {"name": "material"},
        "plugins": ["search"],
        "nav": [{"Home": "index.md"}, {"Articles": "articles/index.md"}],
        "markdown_extensions": ours["markdown_extensions"],
    }
    path = project / "bare.yml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    return path


def table(rows: Sequence[Row]) -> str:
    """Markdown."""
    head = (
        "| Articles | Pages | Generator | MkDocs, same pages | Generator / MkDocs | `reader build`"
        " | Bare MkDocs + Material | Whole / bare |\n|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    lines = [
        f"| {r.articles:,} | {r.pages:,} | {_shown(r.generator)} | {_shown(r.mkdocs)}"
        f" | {r.generator.seconds / r.mkdocs.seconds:.1%} | {_shown(r.whole)} | {_shown(r.bare)}"
        f" | {r.whole.seconds / r.bare.seconds:.2f} |"
        for r in rows
    ]
    return "\n".join([head, *lines])


def _shown(run: Run) -> str:
    return f"{run.seconds:.1f} s, {run.peak:.0f} MB"


def main(sizes: Sequence[int] = SIZES) -> None:
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as name:
        folder = Path(name)
        measure_corpus(folder / "first", 1)  # compiles what all of them import, as everybody's first run does
        print(table([measure_corpus(folder, size) for size in sizes]))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
