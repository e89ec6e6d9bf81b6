"""How far the notes beside the text are from their numbers, and how many are cut, in each article of a built site.

python -m tests.bench.margin [SITE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from playwright.sync_api import Page, sync_playwright

from build_tools.setup.browser import find_system_browser, launch_arguments
from tests.support.page_kinds import kind_of
from tests.support.paths import ROOT

WIDTHS = (1280, 1440, 1920)
HEIGHT = 900
SETTLED = "() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 120)))"
# A note is cut if words of it, or of its short form, are in its place but invisible.
NOTES = """() => Array.from(document.querySelectorAll(".sidenote:not([hidden])"), (note) => {
  const inner = note.querySelector(note.matches(".brief") ? ".short" : ".whole");
  const number = document.getElementById(`fnref:${note.dataset.note}`).querySelector("a");
  return {
    cut: inner.scrollHeight > inner.clientHeight + 2,
    brief: note.classList.contains("brief"),
    away: note.getBoundingClientRect().top - number.getBoundingClientRect().top,
  };
})"""


@dataclass(frozen=True, slots=True)
class Row:
    """What a page shows at one width."""

    page: str
    """Its name, without the ending."""
    width: int
    """px, of the window."""
    notes: int
    brief: int
    """Those that show their short form."""
    cut: int
    """Those that show a part of their words."""
    away: tuple[float, float]
    """px between a note's top and its number's: mean and greatest."""


def measure(page: Page, address: str, name: str, widths: Sequence[int] = WIDTHS) -> Iterator[Row]:
    """One row for each width; a page without notes has none."""
    page.emulate_media(reduced_motion="reduce")
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(address)
        page.evaluate(SETTLED)
        found = page.evaluate(NOTES)
        if found:
            away = [abs(note["away"]) for note in found]
            brief, cut = (sum(note[what] for note in found) for what in ("brief", "cut"))
            yield Row(name, width, len(found), brief, cut, (mean(away), max(away)))


def main(arguments: Sequence[str]) -> int:
    site = Path(arguments[0]) if arguments else ROOT / "site"
    articles = sorted(path for path in (site / "articles").glob("*.html") if kind_of(path) == "article")
    if not articles:
        print(f"{site} has no articles; `make site` builds them", file=sys.stderr)
        return 2
    print("| Article | Width, px | Notes | Short form | Cut | Distance, mean | greatest |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_system_browser(), args=launch_arguments())
        page = browser.new_page()
        for path in articles:
            for row in measure(page, path.resolve().as_uri(), path.stem):
                mean_away, greatest = row.away
                numbers = f"{row.notes} | {row.brief} | {row.cut} | {mean_away:.0f} px | {greatest:.0f} px"
                print(f"| {row.page} | {row.width} | {numbers} |")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
