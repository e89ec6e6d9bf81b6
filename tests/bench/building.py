"""What whole builds cost: this tool, MkDocs with Material and Zensical, over the same texts.

python -m tests.bench.building [ARTICLES…]; with Sphinx and Hugo: python -m tests.bench.others [ARTICLES…]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.cost import Cost, measure, middle
from tests.bench.generators import OUR_PAGES, TEXTS, Way, our_ways

SIZES = (10, 100, 1000)
SMALL = 100
"""Articles up to which what else goes on decides about a single run."""
HEAD = (
    "| Articles | Built by | By the clock | Processor | / MkDocs, our pages | / MkDocs, texts | Largest process"
    " | All together | Pages | Site |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


@dataclass(frozen=True, slots=True)
class Row:
    articles: int
    name: str
    cost: Cost
    pages: int
    size: float
    """MB of all files of the site."""


def measure_ways(folder: Path, articles: int, ways: Sequence[Way], times: int = 1) -> list[Row]:
    """What each way costs for that many articles, the middle of this many runs. What fails is reported.

    Nothing there is deleted between runs: ext4 takes up to ten times as long to make a file while others have been
    gone for less than five minutes.
    """
    rounds = [folder / f"run-{number}" for number in range(times)]
    rows = []
    for number, way in enumerate(ways):
        folders = [each / f"{articles}-{number}" for each in rounds]
        try:
            cost = middle([_measure_once(way, each, articles) for each in folders])
        except subprocess.CalledProcessError as failure:
            print(f"{way.name}, {articles:,} articles: {failure}\n{failure.stderr}", file=sys.stderr)
            continue
        files = [path for path in (folders[0] / way.site).rglob("*") if path.is_file()]
        pages = sum(path.suffix == (".md" if way.site == "docs" else ".html") for path in files)
        rows.append(Row(articles, way.name, cost, pages, sum(path.stat().st_size for path in files) / 1e6))
    return rows


def _measure_once(way: Way, folder: Path, articles: int) -> Cost:
    folder.parent.mkdir(parents=True, exist_ok=True)
    way.prepare(folder, articles)
    return measure(way.command, folder)


def table(rows: Sequence[Row]) -> str:
    """Markdown; each time also divided by those of MkDocs, where these were measured."""
    costs = {row.name: row.cost for row in rows}
    return "\n".join(_line(row, [costs.get(unit) for unit in (OUR_PAGES, TEXTS)]) for row in rows)


def _line(row: Row, units: Sequence[Cost | None]) -> str:
    cost = row.cost
    ratios = " | ".join(_ratio(cost, unit) if unit else "" for unit in units)
    together = f"{cost.together:,.0f} MB" if cost.together else ""
    return (
        f"| {row.articles:,} | {row.name} | {cost.seconds:.1f} s | {cost.processor:.1f} s | {ratios}"
        f" | {cost.largest:,.0f} MB | {together} | {row.pages:,} | {row.size:,.1f} MB |"
    )


def _ratio(cost: Cost, unit: Cost) -> str:
    """Of the times by the clock, and in brackets of the processors', which depend less on what else is going on."""
    return f"{cost.seconds / unit.seconds:.2f} ({cost.processor / unit.processor:.2f})"


def main(sizes: Sequence[int], others: Sequence[Way] = ()) -> None:
    ways = [*our_ways(), *others]
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as name:
        measure_ways(Path(name) / "first", 1, ways)  # compiles what all of them import, as everybody's first run does
        print(HEAD, flush=True)
        for size in sizes:
            print(table(measure_ways(Path(name), size, ways, 3 if size <= SMALL else 1)), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
