"""What a page says of how to cite it: CSL-JSON, Highwire's tags, JSON-LD; and the styles and files made of that."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from build_tools.core.model import Edition, OriginalRecord
from build_tools.core.names import Name
from build_tools.corpus.reading import read_corpus
from build_tools.site.cite_data import citation_data, citation_fields, linked_article, linked_entry
from build_tools.site.site import Site, build_site
from build_tools.text.csl_dates import to_csl_date
from tests.support.paths import READING_CORPUS, SAMPLE

PERSON = Name("Public", "Jane Q.")
GROUP = Name(literal="International Crisis Group")
DATES = [
    ("2016", {"date-parts": [[2016]]}),
    ("2016-12", {"date-parts": [[2016, 12]]}),
    ("2016-12-22", {"date-parts": [[2016, 12, 22]]}),
    ("2017-04~", {"date-parts": [[2017, 4]], "circa": True}),
    ("[2016-11..2017-01]", {"date-parts": [[2016, 11], [2017, 1]], "circa": True}),
    ("2015-09/2017-12", {"date-parts": [[2015, 9], [2017, 12]], "circa": True}),
    ("2015-09/..", {"literal": "since September 2015"}),
    ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
    ("0000", {"date-parts": [[-1]]}),
    ("156X", {"date-parts": [[1560], [1569]], "circa": True}),
    ("2016-06-XX", {"date-parts": [[2016, 6]], "circa": True}),
    ("2016-21", {"date-parts": [[2016]], "season": 1}),
    ("2016-24~", {"date-parts": [[2016]], "season": 4, "circa": True}),
    ("2016-33", {"literal": "first quarter of 2016"}),
    ("2015-22/2016-21", {"literal": "summer 2015 – spring 2016"}),
    ("[..2016]", {"literal": "2016 or earlier"}),
    ("{1960,1962}", {"date-parts": [[1960], [1962]], "circa": True}),
    ("/2015", {"literal": "? – 2015"}),
]


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site("The Lighthouse Reader", "", read_corpus(READING_CORPUS).corpus)


@pytest.fixture(scope="module")
def sample() -> Site:
    return build_site("Towers", "", read_corpus(SAMPLE).corpus)


def data_of(script: str) -> Any:
    return json.loads(re.fullmatch(r"<script [^>]*>(.*)</script>", script)[1])


@pytest.mark.parametrize(("edtf", "csl"), DATES, ids=[edtf for edtf, _ in DATES])
def test_dates_of_edtf_become_dates_of_csl(edtf: str, csl: dict[str, Any]) -> None:
    assert to_csl_date(edtf) == csl


def test_a_study_edition_is_its_editors_and_based_on_the_original(site: Site) -> None:
    article = site.articles["lenses-2017"]
    item = data_of(citation_data(site, article))["item"]
    assert item["author"] == [{"literal": "Editors of The Lighthouse Reader"}]
    assert item["original-author"] == [{"family": "Público", "given": "Jane"}]
    assert "issued" not in item
    assert item["original-date"]["date-parts"] == [[2017, 4]]
    linked = data_of(linked_article(site, article))
    assert linked["author"]["name"] == "Editors of The Lighthouse Reader"
    assert linked["isBasedOn"]["author"] == [{"@type": "Person", "name": "Jane Público"}]
    assert linked["isBasedOn"]["datePublished"] == "2017-04"
    assert citation_fields(site, article) == {
        "authors": [{"literal": "Editors of The Lighthouse Reader"}],
        "date": "",
        "language": "en",
    }


def test_what_is_probable_of_an_original_is_said_to_readers_and_kept_from_programs(site: Site) -> None:
    article = site.articles["lenses-2017"]
    press = article.article.publisher
    record = OriginalRecord(title="Lenses at sea", probable=("author", "publisher"))
    probable = replace(article, article=replace(article.article, original=record))
    item = data_of(citation_data(site, probable))["item"]
    assert item["note"] == (
        f"Study edition of “Lenses at sea” probably by Jane Público (probably {press}), published April 2017"
    )
    assert item["original-title"] == "Lenses at sea"
    assert item.keys().isdisjoint({"original-author", "original-publisher"})
    based = data_of(linked_article(site, probable))["isBasedOn"]
    assert based["name"] == "Lenses at sea"
    assert based.keys().isdisjoint({"author", "publisher"})
    private = data_of(citation_data(site, replace(probable, edition=Edition.ORIGINAL)))["item"]
    assert "author" not in private
    certain = replace(article, article=replace(article.article, original=replace(record, probable=())))
    assert data_of(linked_article(site, certain))["isBasedOn"]["publisher"]["name"] == press


NAMES = (
    (PERSON, {"name": "Public, Jane Q."}, {"@type": "Person", "name": "Jane Q. Public"}),
    (Name("King", "Martin Luther", "Jr."), {"name": "King, Martin Luther, Jr."}, {"@type": "Person"}),
    (Name("Plato"), {"literal": "Plato"}, {"@type": "Person", "name": "Plato"}),
    (GROUP, {"literal": "International Crisis Group"}, {"@type": "Organization", "name": "International Crisis Group"}),
    (Name(literal="Jane Q. Public", is_plain=True), {"literal": "Jane Q. Public"}, {"name": "Jane Q. Public"}),
)


@pytest.mark.parametrize(("name", "tag", "linked"), NAMES, ids=["person", "suffix", "one-name", "institution", "plain"])
def test_an_author_is_what_the_article_says_whatever_the_name_looks_like(
    sample: Site, name: Name, tag: dict[str, str], linked: dict[str, str]
) -> None:
    article = sample.articles["bell-rock"]
    article = replace(article, article=replace(article.article, author=(name,)))
    assert citation_fields(sample, article)["authors"] == [tag]
    [author] = data_of(linked_article(sample, article))["author"]
    assert linked.items() <= author.items()
    assert author.keys() - {"@type"} == {"name"}
    assert ("@type" in author) is not name.is_plain
    assert data_of(citation_data(sample, article))["item"]["author"] == [name.to_csl()]


def test_what_is_not_known_of_an_original_is_left_out(site: Site) -> None:
    reef = data_of(linked_article(site, site.articles["reef-2016"]))["isBasedOn"]
    assert reef == {"@type": "Article", "temporal": "[2016-11..2017-01]"}
    unknown = site.articles["reef-2016"]
    unknown = replace(unknown, article=replace(unknown.article, published=""))
    assert "isBasedOn" not in data_of(linked_article(site, unknown))
    assert data_of(citation_data(site, unknown))["item"]["note"] == "Study edition"


def test_an_open_text_is_its_authors(sample: Site) -> None:
    article = sample.articles["bell-rock"]
    article = replace(
        article, article=replace(article.article, author=(Name(literal="A. Writer"),), publisher="The Press")
    )
    item = data_of(citation_data(sample, article))["item"]
    assert (item["author"], item["publisher"]) == ([{"literal": "A. Writer"}], "The Press")
    assert item["issued"] == {"date-parts": [[2026, 11]]}
    linked = data_of(linked_article(sample, article))
    assert (linked["datePublished"], linked["license"]) == ("2026-11", "https://spdx.org/licenses/CC0-1.0.html")
    assert citation_fields(sample, article)["date"] == "2026/11"


def test_a_private_copy_does_not_pass_for_the_editors_work(site: Site) -> None:
    article = replace(site.articles["lenses-2017"], edition=Edition.ORIGINAL)
    item = data_of(citation_data(site, article))["item"]
    assert (item["author"], item["genre"]) == ([{"family": "Público", "given": "Jane"}], "Private copy of the original")
    assert data_of(linked_article(site, article))["author"] == [{"@type": "Person", "name": "Jane Público"}]


def test_data_can_neither_end_its_element_nor_be_markup(site: Site) -> None:
    title = "</script><script>alert(1)</script> & <!-- \u2028"
    article = site.articles["reef-2016"]
    article = replace(article, article=replace(article.article, title=title))
    for script in (citation_data(site, article), linked_article(site, article)):
        assert script.count("<") == 2
        assert "\u2028" not in script
    assert data_of(linked_article(site, article))["headline"] == title


def test_an_entry_is_a_defined_term(site: Site) -> None:
    linked = data_of(linked_entry(site, site.entities["eddystone"]))
    assert linked["@type"] == "DefinedTerm"
    assert {"Edystone", "إديستون"} <= set(linked["alternateName"])
    assert "sameAs" not in linked
    known = replace(site.entities["eddystone"], same_as=("https://www.wikidata.org/entity/Q1",))
    assert data_of(linked_entry(site, known))["sameAs"] == ["https://www.wikidata.org/entity/Q1"]


EDITORS = "Editors\u00a0of\u00a0The\u00a0Lighthouse\u00a0Reader"
AUTHORS = {
    "keepers-2017": "Public, John Q.",
    "lenses-2017": EDITORS,
    "reef-2016": EDITORS,
    "towers-2015": None,  # which nobody has signed, and which is no study edition
}


def test_each_article_has_the_tags_that_reference_managers_read(built_site: Path) -> None:
    pages = sorted((built_site / "articles").glob("*-20*.html"))
    assert [path.stem for path in pages] == list(AUTHORS)
    for path in pages:
        head = BeautifulSoup(path.read_text("utf-8"), "html.parser").head
        tags = {tag["name"]: tag["content"] for tag in head.find_all("meta", attrs={"name": re.compile("^citation_")})}
        assert tags["citation_title"] in head.title.string
        assert tags["citation_book_title"] == "The Lighthouse Reader"
        assert tags.get("citation_author") == AUTHORS[path.stem]
        assert tags["citation_language"] == "en"


# ---- In the browser --------------------------------------------------------------------------------------------------

NOTE = {
    "id": "reef-note",
    "type": "webpage",
    "title": "Note on “a pause” (Who decides?, ¶ 2)",
    "author": [{"literal": "Editors of R & D"}],
    "container-title": "R & D",
    "genre": "Context note",
    "language": "en",
    "issued": {"date-parts": [[2026, 9, 3]]},
    "URL": "https://example.org/a.html#note-x",
    "accessed": {"date-parts": [[2026, 11, 25]]},
}
CHAPTER = {
    "id": "reef",
    "type": "chapter",
    "title": "Who decides?",
    "author": [{"literal": "A. Writer"}, {"literal": "B. Writer"}],
    "container-title": "R {D} 100%",
    "publisher": "The Press",
    "date": "about 1824",
    "issued": {"date-parts": [[1824]], "circa": True},
    "URL": "https://example.org/a_b.html",
    "accessed": {"date-parts": [[2026, 5, 1]]},
}
UNDATED = {
    key: value
    for key, value in {**CHAPTER, "note": "Study edition"}.items()
    if key not in {"date", "issued", "publisher"}
}
STYLED = [
    (
        NOTE,
        "chicago",
        (
            "Editors of R & D. “Note on ‘a pause’ (Who decides?, ¶ 2).” Context note. R & D. September 3, 2026."
            " https://example.org/a.html#note-x."
        ),
    ),
    (
        NOTE,
        "apa",
        (
            "Editors of R & D. (2026, September 3). Note on “a pause” (Who decides?, ¶ 2) [Context note]. R & D."
            " https://example.org/a.html#note-x"
        ),
    ),
    (
        NOTE,
        "mla",
        (
            "Editors of R & D. “Note on ‘a pause’ (Who decides?, ¶ 2).” Context note. R & D, 3 Sept. 2026,"
            " https://example.org/a.html#note-x. Accessed 25 Nov. 2026."
        ),
    ),
    (
        CHAPTER,
        "chicago",
        "A. Writer and B. Writer. “Who decides?” In R {D} 100%. The Press, about 1824. https://example.org/a_b.html.",
    ),
    (
        UNDATED,
        "apa",
        (
            "A. Writer & B. Writer. (n.d.). Who decides? [Study edition]. In R {D} 100%. Retrieved May 1, 2026,"
            " from https://example.org/a_b.html"
        ),
    ),
    (
        UNDATED,
        "mla",
        (
            "A. Writer and B. Writer. “Who decides?” Study edition. R {D} 100%, https://example.org/a_b.html."
            " Accessed 1 May 2026."
        ),
    ),
    (
        UNDATED,
        "chicago",
        (
            "A. Writer and B. Writer. “Who decides?” Study edition. In R {D} 100%. Accessed May 1, 2026."
            " https://example.org/a_b.html."
        ),
    ),
]


def open_cite_box(page: Page, site: Path) -> None:
    """The styles are loaded with the box."""
    page.goto(f"{site.as_uri()}/articles/reef-2016.html")
    page.get_by_role("button", name="Cite", exact=True).first.click()
    page.wait_for_selector(".cite-box[open]")


def people(count: int) -> list[dict[str, str]]:
    return [{"family": f"Family{n}", "given": f"Given{n} Q."} for n in range(1, count + 1)]


JANE, CRISIS = PERSON.to_csl(), GROUP.to_csl()
KING = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
VAN = {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}
DUTCH = {"family": "Dam", "given": "Jean-Paul", "non-dropping-particle": "van"}
BY = [
    ([JANE], "Public, Jane Q.", "Public, J. Q.", "Public, Jane Q."),
    ([CRISIS], "International Crisis Group.", "International Crisis Group.", "International Crisis Group."),
    # The styles' own examples of two and of three authors.
    (
        [{"family": "Grazer", "given": "Brian"}, {"family": "Fishman", "given": "Charles"}],
        "Grazer, Brian, and Charles Fishman.",
        "Grazer, B., & Fishman, C.",
        "Grazer, Brian, and Charles Fishman.",
    ),
    (
        [CRISIS, JANE],
        *["International Crisis Group and Jane Q. Public."],
        "",
        "International Crisis Group and Jane Q. Public.",
    ),
    (
        [JANE, CRISIS],
        *["Public, Jane Q., and International Crisis Group."],
        "Public, J. Q., & International Crisis Group.",
        "",
    ),
    (people(3), "Family1, Given1 Q., Given2 Q. Family2, and Given3 Q. Family3.", "", "Family1, Given1 Q., et al."),
    ([KING], "King, Martin Luther, Jr.", "King, M. L., Jr.", "King, Martin Luther, Jr."),
    ([VAN], "Beethoven, Ludwig van.", "Beethoven, L. van.", "Beethoven, Ludwig van."),
    ([DUTCH], "van Dam, Jean-Paul.", "van Dam, J.-P.", "van Dam, Jean-Paul."),
    ([{"family": "毛", "given": "泽东"}], "毛泽东.", "毛泽东.", "毛泽东."),
    ([{"family": "Plato"}], "Plato.", "Plato.", "Plato."),
    ([{"family": "Éluard", "given": "élise Ève"}], "Éluard, élise Ève.", "Éluard, élise È.", "Éluard, élise Ève."),
]


def test_people_are_inverted_as_each_style_does_and_institutions_stay_whole(page: Page, built_site: Path) -> None:
    open_cite_box(page, built_site)
    for author, *wanted in BY:
        for style, by in zip(("chicago", "apa", "mla"), wanted, strict=True):
            cited = page.evaluate(f"item => readerCitations.{style}(item)", CHAPTER | {"author": author})
            assert cited.startswith(by)
            assert cited[len(by)] == " " or not by


def test_of_very_many_authors_the_first_are_shown(page: Page, built_site: Path) -> None:
    open_cite_box(page, built_site)

    def cite(style: str, count: int) -> str:
        return str(page.evaluate(f"item => readerCitations.{style}(item)", CHAPTER | {"author": people(count)}))

    assert "Family10. " in cite("chicago", 10)
    assert "Given7 Q. Family7, et al. " in cite("chicago", 200)
    assert "Family8" not in cite("chicago", 11)
    assert "Family19, G. Q., & Family20, G. Q. " in cite("apa", 20)
    assert "Family19, G. Q., . . . Family200, G. Q. " in cite("apa", 200)
    assert "Family20," not in cite("apa", 200)
    assert cite("mla", 200).startswith("Family1, Given1 Q., et al. ")


def test_names_in_files_can_be_taken_apart_where_they_are_a_persons(page: Page, built_site: Path) -> None:
    open_cite_box(page, built_site)
    item = CHAPTER | {
        "author": [JANE, CRISIS, KING, DUTCH, {"family": "Rand and Co", "given": "A, B"}, {"family": "Plato"}]
    }
    assert (
        "author = {Public, Jane Q. and {International Crisis Group} and King, Jr., Martin Luther and van Dam, Jean-Paul"
        " and {Rand and Co}, {A, B} and {Plato}}"
    ) in page.evaluate("item => readerCitations.bibtex(item)", item)
    ris = page.evaluate("item => readerCitations.ris(item)", item).split("\r\n")
    assert [line[6:] for line in ris if line.startswith("AU")][:3] == [
        *("Public, Jane Q.", "International Crisis Group", "King, Martin Luther, Jr."),
    ]
    [csl] = json.loads(page.evaluate("item => readerCitations.csl(item)", item))
    assert csl["author"] == item["author"]


def test_years_before_1_ce_are_written_as_each_format_counts_them(page: Page, built_site: Path) -> None:
    open_cite_box(page, built_site)
    item = {key: value for key, value in CHAPTER.items() if key != "date"} | {"issued": {"date-parts": [[-44, 3, 15]]}}
    cited = {
        style: page.evaluate(f"item => readerCitations.{style}(item)", item) for style in ("chicago", "apa", "mla")
    }
    assert "March 15, 44 BCE." in cited["chicago"]
    assert "(44 BCE, March 15)." in cited["apa"]
    assert "15 Mar. 44 BCE," in cited["mla"]
    assert "  year = {44 BCE},\n  date = {-0043-03-15},\n" in page.evaluate(
        "item => readerCitations.bibtex(item)", item
    )
    ris = page.evaluate("item => readerCitations.ris(item)", item).split("\r\n")
    assert "DA  - ///March 15, 44 BCE" in ris
    assert not any(line.startswith("PY") for line in ris)


def test_styles_write_an_item_as_they_do(page: Page, built_site: Path) -> None:
    open_cite_box(page, built_site)
    for item, style, wanted in STYLED:
        assert page.evaluate("([item, style]) => readerCitations[style](item)", [item, style]) == wanted


def test_files_are_escaped_as_their_formats_ask(page: Page, built_site: Path) -> None:
    open_cite_box(page, built_site)
    bibtex = page.evaluate("item => readerCitations.bibtex(item)", CHAPTER)
    assert bibtex.startswith("@incollection{reef,\n")
    assert "  author = {{A. Writer} and {B. Writer}},\n  title = {{Who decides?}},\n" in bibtex
    assert "  booktitle = {R {\\textbraceleft}D{\\textbraceright} 100\\%},\n" in bibtex
    assert "  url = {https://example.org/a_b.html},\n  urldate = {2026-05-01}\n}\n" in bibtex
    assert page.evaluate("item => readerCitations.bibtex(item)", NOTE).startswith("@misc{reef-note,\n")
    for title in ("A } B", "A { B", "}}{", "A \\} B", "two\nlines"):
        entry = page.evaluate("item => readerCitations.bibtex(item)", CHAPTER | {"title": title})
        depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in entry))
        assert depths[-1] == 0
        assert min(depths) == 0  # BibTeX counts them so, and the entry ends where it should
        assert entry.count("\n") == bibtex.count("\n")
    lines = page.evaluate("item => readerCitations.ris(item)", NOTE).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert {
        "AU  - Editors of R & D",
        "PY  - 2026",
        "DA  - 2026/09/03",
        "UR  - https://example.org/a.html#note-x",
    } < set(lines)
    assert lines[-2:] == ["ER  - ", ""]
    csl = json.loads(page.evaluate("item => readerCitations.csl(item)", CHAPTER))
    assert csl == [{key: value for key, value in CHAPTER.items() if key != "date"}]


def test_the_box_cites_the_edition(page: Page, site_address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_address}/articles/lenses-2017.html#p3")
    page.get_by_role("button", name="Cite", exact=True).click()
    box = page.get_by_role("dialog", name="Cite this edition")
    expect(box).to_be_visible()
    box.get_by_role("button", name="Chicago").click()
    expect(box.get_by_role("button", name="Copied in the style of Chicago")).to_be_focused()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Editors of The Lighthouse Reader. “Lamp and lens.” Study edition of an article by")
    assert copied.endswith(f"{site_address}/articles/lenses-2017.html.")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_a_published_page_is_cited_by_its_published_address(page: Page, built_site: Path) -> None:
    """Where `site_url` is set pages name their canonical address, wherever they are read."""
    page.goto(f"{built_site.as_uri()}/articles/lenses-2017.html")
    canonical = "https://example.org/reader/articles/lenses-2017.html"
    page.evaluate(
        "to => document.head.append(Object.assign(document.createElement('link'), { rel: 'canonical', href: to }))",
        canonical,
    )
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.locator(".cited-as")).to_have_count(3)
    shown = page.locator(".cited-as").all_inner_texts()
    for cited in shown:
        assert canonical in cited
        assert "file:" not in cited
    expect(page.locator(".from-disk")).to_have_count(0)


def test_an_address_on_disk_is_said_to_be_of_no_use_to_others(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}/articles/lenses-2017.html")
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.locator(".from-disk")).to_have_count(1 if site_address.startswith("file:") else 0)


FILES = {
    "BibTeX": ("lenses-2017.bib", "@incollection{"),
    "RIS": ("lenses-2017.ris", "TY  - CHAP"),
    "CSL-JSON": ("lenses-2017.json", "["),
}


def test_the_box_gives_files(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}/articles/lenses-2017.html")
    page.get_by_role("button", name="Cite", exact=True).click()
    for label, (name, beginning) in FILES.items():
        with page.expect_download() as download:
            page.get_by_role("dialog").get_by_role("link", name=label, exact=True).click()
        assert download.value.suggested_filename == name
        assert Path(download.value.path()).read_text("utf-8").startswith(beginning)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_note_is_cited_by_its_own_address(page: Page, built_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{built_site.as_uri()}/articles/reef-2016.html")
    number = page.locator('.text a.footnote-ref[href$="reef-summer-pause"]')
    title = f"Cite note {number.inner_text()}"
    number.click()
    page.locator(".text [role=note]:not([aria-hidden])").get_by_role("button", name=title).click()
    box = page.get_by_role("dialog", name=title)
    expect(box.locator(".cited-as").first).to_contain_text("“Note on ‘working season’ (Who built on the reef, ¶ 2).”")
    link = box.get_by_role("link", name="CSL-JSON").get_attribute("href")
    [item] = json.loads(unquote(link.partition(",")[2]))
    assert item["URL"].endswith("/articles/reef-2016.html#note-reef-summer-pause")
    assert item["issued"]["date-parts"][0][0] >= 2026
