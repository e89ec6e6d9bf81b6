"""Material's own search over the same pages: what a user would have without this tool's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.bench.building import bare_config

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


def measure(browser: Browser, site: Path, address: str, queries: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """(median, worst) of ms to the first hit on a fresh page, of ms for another query there, and of kB read."""
    first, later, read = [], [], []
    for query, other in zip(queries, [*queries[1:], queries[0]], strict=True):
        page = browser.new_context().new_page()
        page.goto(f"{address}/index.html")
        page.evaluate(WATCH)
        first.append(_wait(page, query))
        later.append(_wait(page, other))
        read.append((site / "search" / "search_index.json").stat().st_size / 1e3)
        page.context.close()
    return tuple((median(values), max(values)) for values in (first, later, read))


def _wait(page: Page, query: str) -> float:
    page.locator(FIELD).fill(query)
    page.wait_for_function("typeof window.waited === 'number'", timeout=120_000)
    waited: float = page.evaluate("window.waited")
    return waited
