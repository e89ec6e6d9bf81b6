"""Material's own search over the same pages: what a user would have without this tool's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.bench.generators import bare_config

FIELD = ".md-search__input"
# From a change of the field to the first change of the list of results that says how many there are.
WATCH = """() => {
  const field = document.querySelector(".md-search__input"), results = document.querySelector(".md-search-result");
  let began = 0;
  field.addEventListener("input", () => { began = performance.now(); window.waited = null; });
  new MutationObserver(() => {
    const told = results.querySelector(".md-search-result__meta").textContent;
    if (began && window.waited === null && /\\d|No matching/.test(told)) window.waited = performance.now() - began;
  }).observe(results, { childList: true, characterData: true, subtree: true });
}"""


def build_bare(project: Path) -> Path:
    """A site of the corpus's pages by MkDocs and Material as they come; returns its folder."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for command in (
        ["build_tools", "build", "--docs-only"],
        ["mkdocs", "build", "--quiet", "--config-file", str(bare_config(project))],
    ):
        subprocess.run([sys.executable, "-m", *command], cwd=project, env=environment, check=True, capture_output=True)
    return project / "bare"


def measure(browser: Browser, site: Path, address: str, queries: Sequence[str]) -> tuple[tuple[float, float], float]:
    """Median and worst of the ms to the first results, each on a fresh page; and kB of the index, which it reads whole.

    A second query is not measured: whether its results are there can't be told from those of the first.
    """
    waited = []
    for query in queries:
        page = browser.new_context().new_page()
        page.goto(f"{address}/index.html")
        page.evaluate(WATCH)
        page.locator(FIELD).fill(query)
        page.wait_for_function("typeof window.waited === 'number'", timeout=300_000)
        waited.append(page.evaluate("window.waited"))
        page.context.close()
    size = (site / "search" / "search_index.json").stat().st_size / 1e3
    return (median(waited), max(waited)), size
