"""Search finds what is in the text: in many scripts, however words are joined, spelt or dated. No panel is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from build_tools.core.model import Corpus
from build_tools.corpus.reading import read_corpus
from build_tools.site.search import build_index
from build_tools.site.search.words import places_of, tokens_of
from build_tools.site.site import build_site
from build_tools.text.fold import fold
from tests.support.paths import READING_CORPUS, ROOT
from tests.support.samples import SAMPLES

SCRIPTS = ROOT / "build_tools" / "theme" / "assets" / "js"
PARTS = (
    *("shared/storage", "shared/dom", "shared/load-script", "shared/unspaced-writing", "shared/fold-table"),
    *("shared/fold-character", "search/words", "search/index-reader", "search/word-lists", "search/forms"),
    *("search/names", "search/dates", "search/query", "search/lookup", "search/matching", "search/passages"),
    "search/corrections",
)
ASK = """async (queries) => {
  const { query, lookup, passages } = readerSearch;
  const answers = [];
  for (const asked of queries) {
    const { units: parsed } = await query.parse(asked);
    const { records, units } = await lookup.find(parsed, {});
    const hits = (await Promise.all(records.map((record) => passages.findHits(record, units, {})))).flat();
    const most = Math.max(0, ...hits.map((hit) => hit.units.length));
    const whole = hits.filter((hit) => hit.units.length === units.length || hit.units.length === most);
    whole.sort((a, b) => b.near - a.near);
    answers.push(whole.map(({ href, marked }) => ({ href, marked })));
  }
  return answers;
}"""
CASES = yaml.safe_load((Path(__file__).parent / "found.yml").read_text("utf-8"))


def open_index(page: Page, folder: Path) -> None:
    """A blank page with the scripts that search, and an index beside it."""
    blank = folder / "blank.html"
    blank.write_text("<!doctype html><title>blank</title><script>readerSearch = { root: '' }</script>", "utf-8")
    page.goto(blank.as_uri())
    for name in PARTS:
        page.evaluate((SCRIPTS / f"{name}.js").read_text("utf-8"))


def write_article(project: Path, slug: str, text: str, *, language: str = "en") -> None:
    path = project / "source_texts/articles" / slug / "article.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"title: Untitled {slug}\nlanguage: {language}\nrights: CC0-1.0\nedition: original"
    path.write_text(f"---\n{head}\n---\n{text}\n", "utf-8")


def write_entry(project: Path, identifier: str, head: str) -> None:
    path = project / "source_texts/glossary" / f"{identifier}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\ngloss: Somebody.\n---\nSomebody else.\n", "utf-8")


def index(project: Path) -> None:
    build_index(project, build_site("", "", read_corpus(project).corpus))


@pytest.fixture(scope="module")
def asked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the index of the samples, an article for each."""
    project = tmp_path_factory.mktemp("samples")
    for name, text in SAMPLES.items():
        write_article(project, f"in-{name}", text, language=name.partition("-")[0])
    index(project)
    context = browser.new_context()
    page = context.new_page()
    open_index(page, project)
    yield page
    context.close()


def parts_of(piece: str) -> list[str]:
    """What a piece has between two signs, as it is written."""
    return [
        part
        for part in re.split(r"[^\w\u0300-\u036f\u0590-\u05c7\u064b-\u0652\u0900-\u097f\u0e00-\u0e7f]+", piece)
        if part
    ]


def has_words(text: str) -> bool:
    return bool(places_of(tokens_of("".join(text.split()))))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_and_each_of_its_parts_is_found_as_it_is_written(asked: Page, name: str) -> None:
    pieces = SAMPLES[name].split()
    queries = [q for q in dict.fromkeys([*pieces, *(p for piece in pieces for p in parts_of(piece))]) if has_words(q)]
    answers: list[list[Any]] = asked.evaluate(ASK, queries)
    missed = [
        query
        for query, hits in zip(queries, answers, strict=True)
        if f"articles/in-{name}.html#p1" not in {hit["href"] for hit in hits}
    ]
    assert missed == []


@pytest.mark.parametrize(
    "root", [READING_CORPUS, pytest.param(ROOT, marks=pytest.mark.integration)], ids=["made", "real"]
)
def test_every_word_of_a_corpus_is_found(browser: Browser, tmp_path: Path, root: Path) -> None:
    corpus: Corpus = read_corpus(root).corpus
    build_index(tmp_path, build_site("", "", corpus))
    context = browser.new_context()
    page = context.new_page()
    open_index(page, tmp_path)
    where: dict[str, str] = {}
    for article in corpus.articles:
        for block in article.blocks:
            if block.paragraph:
                for piece in block.text.split():
                    where.setdefault(piece, f"articles/{article.slug}.html#p{block.paragraph}")
    queries = [piece for piece in list(where)[::7] if has_words(piece)]
    answers: list[list[Any]] = page.evaluate(ASK, queries)
    context.close()
    found = zip(queries, answers, strict=True)
    assert [query for query, hits in found if where[query] not in {hit["href"] for hit in hits}] == []


@pytest.fixture
def made(page: Page, tmp_path: Path, case: dict[str, Any]) -> Page:
    """A page with the index of a case's texts and names."""
    for number, text in enumerate(case["texts"], 1):
        write_article(tmp_path, f"a{number}", text, language=case.get("language", "en"))
    for number, head in enumerate(case.get("entries", ()), 1):
        write_entry(tmp_path, f"e{number}", head)
    index(tmp_path)
    open_index(page, tmp_path)
    return page


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_queries_find_what_the_table_says(made: Page, case: dict[str, Any]) -> None:
    queries = [str(query) for query in case["queries"]]
    answers: list[list[Any]] = made.evaluate(ASK, queries)
    found = {}
    for query, hits in zip(queries, answers, strict=True):
        numbers = [match[1] for hit in hits if (match := re.fullmatch(r"articles/a(\d+)\.html#p1", hit["href"]))]
        found[query] = [int(number) for number in dict.fromkeys(numbers)]
    expected = {str(query): numbers for query, numbers in case["queries"].items()}
    ordered = case.get("ordered", False)
    assert {q: n if ordered else sorted(n) for q, n in found.items()} == expected


def test_what_is_marked_is_what_was_found(asked: Page) -> None:
    queries = {
        "5000": "5,000",
        "cooperation": "co-operation",
        "ussr": "U.S.S.R",
        "fussganger": "Fußgängerweg",
        "c++": "C",
    }
    answers = asked.evaluate(ASK, list(queries))
    for (query, marked), hits in zip(queries.items(), answers, strict=True):
        assert marked in {words for hit in hits for words in hit["marked"]}, query


def test_samples_fold_to_something() -> None:
    assert all(fold(text).text for text in SAMPLES.values())
