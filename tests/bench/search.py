"""How long a reader waits for hits, and what is read for them, on corpora of several sizes, over http and from disk.

python -m tests.bench.search [ARTICLES…]

The site holds one page and the index of the whole corpus: what is measured doesn't know the difference. Beside it,
Material's search over all pages of the same corpus, where these are not too many to wait for.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.cli import reader
from build_tools.core.model import Corpus
from build_tools.corpus.reading import read_corpus
from build_tools.setup.browser import find_system_browser, launch_arguments
from build_tools.site.search import build_index
from build_tools.site.search.index import FOLDER
from build_tools.site.site import build_site
from tests.bench import material
from tests.bench.corpus import SAMPLE, make_corpus
from tests.support.serving import serve

SIZES = (1000, 5000)
BESIDE = 1000
"""Articles up to which Material's search is measured too; it takes minutes to build the pages."""
TIMES = 3
FIELD = '[role="search"] input'
# From a change of the field to the first frame that shows a hit of it, or the word that none was found at first.
WATCH = """() => {
  const field = document.querySelector('[role="search"] input');
  field.addEventListener("input", () => {
    const began = performance.now();
    window.waited = null;
    const look = () => {
      const search = window.readerSearch;
      const hit = search.shown === field.value && document.querySelector("a[data-search-hit]");
      if (hit || search.settled === field.value) window.waited = performance.now() - began;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""


@dataclass(frozen=True, slots=True)
class Row:
    articles: int
    way: str
    """http or file; or what else was measured."""
    first: tuple[float, float]
    """ms from the first change of the field to the first hit: median and worst of the queries. Of each, asked on
    `TIMES` fresh pages, the middle one counts: what the machine does besides takes as long as a query."""
    read: tuple[float, float]
    """kB of scripts and index that a fresh page reads for a query that is typed quickly."""
    later: tuple[float, float] | None = None
    """ms for a second query on that page."""
    slowly: tuple[float, float] | None = None
    """The same for a query typed letter by letter, and waited for after each."""


@dataclass(frozen=True, slots=True)
class Index:
    seconds: float
    peak: float
    """MB that the process held at the most, which had read the corpus before."""
    size: float
    """MB on disk."""
    files: int


def make_queries(corpus: Corpus, seed: int = 1) -> list[str]:
    """Names with several spellings, words, pairs of words, a phrase, beginnings."""
    rng = random.Random(seed)
    names = [entity.name for entity in rng.sample(corpus.entities[:200], 3)]
    aliases = [entity.aliases[0].name for entity in rng.sample(corpus.entities, 3)]
    texts = [block.text.split() for article in rng.sample(corpus.articles, 8) for block in article.blocks[2:4]]
    long = [[word for word in words if len(word) > 4] for words in texts]
    words = [rng.choice(known).strip(".") for known in long[:4]]
    pairs = [" ".join(known[3:5]) for known in long[4:7]]
    phrase = f'"{" ".join(texts[8][10:14])}"'
    return [*names, *aliases, *words, *pairs, phrase, words[0][:4], words[1][:3]]


def build(folder: Path, articles: int) -> tuple[Path, Corpus, Index]:
    """A page with the theme, and the index of a corpus."""
    texts, project = folder / "texts", folder / "page"
    make_corpus(texts, articles)
    shutil.copytree(SAMPLE, project)
    result = CliRunner().invoke(reader, ["--project", str(project), "build"])
    assert result.exit_code == 0, result.output
    corpus = read_corpus(texts).corpus
    site = build_site("Bench", "", corpus)
    began = time.perf_counter()
    child = multiprocessing.get_context("fork").Process(target=build_index, args=(project / "site", site))
    child.start()
    child.join()
    seconds = time.perf_counter() - began
    assert child.exitcode == 0
    files = [path.stat().st_size for path in (project / "site" / FOLDER).rglob("*.js")]
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    return project / "site", corpus, Index(seconds, peak, sum(files) / 1e6, len(files))


def fresh_page(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}/index.html")
    page.evaluate(WATCH)
    return page


def wait(page: Page, query: str) -> float:
    page.locator(FIELD).fill(query)
    page.wait_for_function("() => typeof window.waited === 'number'", timeout=60_000)
    waited: float = page.evaluate("window.waited")
    return waited


def wait_twice(browser: Browser, address: str, query: str, other: str) -> tuple[float, float]:
    """For a query on a fresh page, and for another after it."""
    page = fresh_page(browser, address)
    one = wait(page, query)
    if not page.locator("a[data-search-hit]").count():
        print(f"no hit at first for {query}", flush=True)
    two = wait(page, other)
    page.context.close()
    return one, two


def read_by_typing(browser: Browser, address: str, site: Path, query: str, delay: float) -> float:
    """KB."""
    page = fresh_page(browser, address)
    paths: list[str] = []
    page.on("request", lambda request: paths.append(request.url.removeprefix(address)))
    page.locator(FIELD).focus()
    page.keyboard.type(query, delay=delay)
    page.wait_for_function("query => window.readerSearch.settled === query", arg=query, timeout=60_000)
    page.context.close()
    return sum((site / unquote(urlsplit(path).path).lstrip("/")).stat().st_size for path in paths) / 1e3


def measure(browser: Browser, site: Path, address: str, articles: int, queries: Sequence[str]) -> Row:
    first, later, read, slowly = [], [], [], []
    way = address.partition(":")[0]
    for query, other in zip(queries, [*queries[1:], queries[0]], strict=True):
        waited = [wait_twice(browser, address, query, other) for _ in range(TIMES)]
        first.append(median(one for one, _ in waited))
        later.append(median(two for _, two in waited))
        read.append(read_by_typing(browser, address, site, query, 30))
        slowly.append(read_by_typing(browser, address, site, query, 250))
    return Row(articles, way, *((median(values), max(values)) for values in (first, read, later, slowly)))


def table(rows: Sequence[Row]) -> str:
    """Markdown."""
    head = (
        "| Articles | Way | First hit, median (worst) | Later queries | Read for a query | … typed slowly |\n"
        "|---:|---|---:|---:|---:|---:|"
    )
    lines = [
        f"| {row.articles:,} | {row.way} | {_shown(row.first, 'ms')} | {_shown(row.later, 'ms')}"
        f" | {_shown(row.read, 'kB')} | {_shown(row.slowly, 'kB')} |"
        for row in rows
    ]
    return "\n".join([head, *lines])


def _shown(measured: tuple[float, float] | None, unit: str) -> str:
    return f"{measured[0]:,.0f} {unit} ({measured[1]:,.0f})" if measured else ""


def main(sizes: Sequence[int] = SIZES) -> None:
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_system_browser(), args=launch_arguments())
        for size in sizes:
            with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
                site, corpus, index = build(Path(folder), size)
                print(
                    f"{size:,} articles: indexed in {index.seconds:.1f} s, peak {index.peak:.0f} MB;"
                    f" {index.files:,} files, {index.size:.0f} MB",
                    flush=True,
                )
                queries = make_queries(corpus)
                with serve(site) as address:
                    rows += [measure(browser, site, way, size, queries) for way in (address, site.as_uri())]
                if size <= BESIDE:
                    bare = material.build_bare(Path(folder) / "texts")
                    with serve(bare) as address:
                        waited, size_of_index = material.measure(browser, bare, address, queries[:4])
                        rows.append(Row(size, "Material, http", waited, (size_of_index, size_of_index)))
    print(f"\n{table(rows)}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
