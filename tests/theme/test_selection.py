"""Words selected in the text of an article: which they are in the sources, and the toolbar beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from build_tools.core.model import AnnotatedArticle
from build_tools.corpus.reading import read_corpus
from tests.support.paths import READING_CORPUS, ROOT

# Selects code points [start, end) of a paragraph's text, wherever links, notes and marks cut it.
SELECT = """([first, start, last, end]) => {
  const place = (number, wanted) => {
    const walker = document.createTreeWalker(document.getElementById(`p${number}`), NodeFilter.SHOW_TEXT);
    let left = wanted, node = null;
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(".n, sup")) continue;
      node = walker.currentNode;
      if (left <= Array.from(node.data).length) return [node, Array.from(node.data).slice(0, left).join("").length];
      left -= Array.from(node.data).length;
    }
    throw new Error(`no such place: ${number}, ${wanted}`);
  };
  const a = place(first, start), b = place(last, end);
  document.getElementById(`p${first}`).scrollIntoView({ block: "center" });
  getSelection().setBaseAndExtent(...a, ...b);
}"""
CURRENT = """async () => {
  await readerSelection.load();  // as the first selection does
  const { range, element, pieces, ...rest } = readerSelection.current() || { pieces: null };
  return pieces && { ...rest, pieces: pieces.map(({ element, ...piece }) => piece) };
}"""


@pytest.fixture(scope="module")
def articles() -> dict[str, AnnotatedArticle]:
    return {article.slug: article for article in read_corpus(READING_CORPUS).corpus.articles}


def open_article(page: Page, site: Path, slug: str) -> None:
    page.goto(f"{site.as_uri()}/articles/{slug}.html")


def select(page: Page, first: int, start: int, last: int, end: int) -> Any:
    page.evaluate(SELECT, [first, start, last, end])
    return page.evaluate(CURRENT)


def test_the_text_of_each_paragraph_is_that_of_the_sources(
    page: Page, built_site: Path, articles: dict[str, AnnotatedArticle]
) -> None:
    for slug, article in articles.items():
        open_article(page, built_site, slug)
        met = page.evaluate(
            """() => readerSelection.load().then(() => Object.fromEntries(
            Array.from(document.querySelectorAll('.t'), e => [e.id, readerSelection.textOf(e)])))"""
        )
        assert met == {f"p{block.paragraph}": block.text for block in article.blocks if block.paragraph}


def test_the_words_of_a_note_are_marked_where_the_selection_has_them(page: Page, built_site: Path) -> None:
    open_article(page, built_site, "reef-2016")
    script = ROOT / "build_tools/theme/assets/js/annotate/text-range.js"
    page.evaluate(script.read_text("utf-8"))  # not as a tag, which the page's policy would refuse
    wrong = page.evaluate(
        """async () => {
            await readerSelection.load();
            const nested = document.createElement("div");
            nested.className = "t";
            const list = "<ul><li>one<ul><li>and two</li></ul></li><li>three 🙂 four</li></ul>";
            nested.innerHTML = `<p><a class="n">9</a></p>${list}`;
            document.querySelector(".text").append(nested);
            const wrong = [];
            for (const paragraph of [document.getElementById("p1"), document.getElementById("p2"), nested]) {
                Array.from(readerSelection.textOf(paragraph)).forEach((character, at) => {
                    if (character === "\\n") return;
                    const marked = readerTextRange.rangeOf(paragraph, at, at + 1).toString();
                    if (marked !== character) wrong.push([at, character, marked]);
                });
            }
            return wrong;
        }"""
    )
    assert wrong == []


def test_words_over_every_note_are_found_where_they_stand(
    page: Page, built_site: Path, articles: dict[str, AnnotatedArticle]
) -> None:
    slug = "reef-2016"
    open_article(page, built_site, slug)
    blocks = {block.number: block for block in articles[slug].blocks}
    for note in articles[slug].notes:
        block = blocks[note.block]
        if block.paragraph is None:
            continue
        # from before the words to behind the note's number
        start, end = max(note.start - 3, 0), min(note.end + 5, len(block.text))
        selection = select(page, block.paragraph, start, block.paragraph, end)
        words = block.text[start:end]
        start += len(words) - len(words.lstrip())
        wanted = {"paragraph": block.paragraph, "exact": words.strip(), "text": block.text}
        wanted |= {"start": start, "end": start + len(words.strip())}
        assert {key: selection[key] for key in wanted} == wanted
        assert selection["slug"] == slug


def test_offsets_count_code_points_and_skip_numbers_of_notes(page: Page, built_site: Path) -> None:
    open_article(page, built_site, "reef-2016")
    page.evaluate(
        """() => { document.querySelector("#p1").innerHTML =
        '<a class="n" href="#p1">1</a>𝄞 <em>a<b>b</b></em><sup><a class="footnote-ref" href="#fn:x">1</a></sup> c'; }"""
    )
    selection = select(page, 1, 0, 1, 6)
    assert (selection["text"], selection["exact"], selection["start"], selection["end"]) == ("𝄞 ab c", "𝄞 ab c", 0, 6)
    selection = select(page, 1, 1, 1, 4)
    assert (selection["exact"], selection["start"], selection["end"]) == ("ab", 2, 4)


def test_lists_and_quotations_are_one_text(page: Page, built_site: Path) -> None:
    open_article(page, built_site, "reef-2016")
    page.evaluate(
        """() => { document.querySelector("#p1").outerHTML = '<div class="t" id="p1">\\n'
        + '<p><a class="n" href="#p1">1</a></p>\\n<ul>\\n<li>One</li>\\n<li>Two</li>\\n</ul>\\n</div>'; }"""
    )
    page.evaluate(
        "() => { const i = document.querySelectorAll('#p1 li'); getSelection().setBaseAndExtent(i[0], 0, i[1], 1); }"
    )
    selection = page.evaluate(CURRENT)
    assert (selection["text"], selection["exact"]) == ("One\nTwo", "One\nTwo")
    page.evaluate(
        "() => { const i = document.querySelectorAll('#p1 li'); getSelection().setBaseAndExtent(i[1], 0, i[1], 1); }"
    )
    selection = page.evaluate(CURRENT)
    assert (selection["exact"], selection["start"], selection["end"]) == ("Two", 4, 7)


def test_a_selection_over_paragraphs_has_a_piece_for_each(
    page: Page, built_site: Path, articles: dict[str, AnnotatedArticle]
) -> None:
    open_article(page, built_site, "reef-2016")
    texts = {b.paragraph: b.text for b in articles["reef-2016"].blocks}
    pieces = select(page, 2, 10, 4, 5)["pieces"]
    assert [piece["paragraph"] for piece in pieces] == [2, 3, 4]
    assert [piece["exact"] for piece in pieces] == [texts[2][10:].strip(), texts[3], texts[4][:5].strip()]


@pytest.mark.parametrize("selected", ["h1", ".meta", "#names li", ".footnote li p"])
def test_words_that_are_no_paragraphs_are_no_selection(page: Page, built_site: Path, selected: str) -> None:
    open_article(page, built_site, "reef-2016")
    page.evaluate("s => getSelection().selectAllChildren(document.querySelector(s))", selected)
    assert page.evaluate(CURRENT) is None
    page.wait_for_timeout(400)  # longer than the toolbar takes to come
    expect(page.locator(".selection button:visible")).to_have_count(0)
    if selected != "h1":  # where a reader might look for a note's button: see the next test
        expect(page.locator(".selection")).to_be_hidden()


HEADING_AND_CAPTION = """() => {
    const added = "<h2>A heading</h2><p class='caption'>A caption</p>";
    document.querySelector("#p2").insertAdjacentHTML("beforebegin", added);
}"""


@pytest.mark.parametrize("selected", ["h1", ".text > h2", ".text > .caption"])
def test_words_of_titles_headings_and_captions_get_a_reason(page: Page, built_site: Path, selected: str) -> None:
    open_article(page, built_site, "reef-2016")
    page.evaluate(HEADING_AND_CAPTION)
    page.locator(selected).first.click(click_count=3)  # which in Chromium selects the beginning of what follows, too
    bar = page.locator(".selection")
    expect(bar).to_contain_text("Only words of a numbered paragraph can")
    expect(bar.locator("button:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    page.keyboard.press("a")
    expect(page.locator(".said")).to_contain_text("Only words of a numbered paragraph can")
    select(page, 2, 0, 2, 20)
    expect(bar.get_by_role("button", name="Annotate")).to_be_visible()
    expect(bar).not_to_contain_text("Only words")


def test_the_toolbar_copies_a_citation_and_goes(page: Page, built_site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_article(page, built_site, "reef-2016")
    selection = select(page, 2, 0, 2, 20)
    button = page.get_by_role("button", name="Copy citation")
    button.click()
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert f"“{selection['exact']}”" in copied
    assert "Who built on the reef" in copied
    assert "¶ 2" in copied
    assert copied.rstrip(")").endswith("/articles/reef-2016.html#p2")
    expect(page.locator(".selection")).to_be_hidden()


def test_the_key_does_the_same_and_escape_closes(page: Page, built_site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_article(page, built_site, "reef-2016")
    select(page, 3, 0, 4, 20)
    expect(page.locator(".selection")).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    assert "¶¶ 3–4" in page.evaluate("() => navigator.clipboard.readText()")
    select(page, 3, 0, 3, 20)
    expect(page.locator(".selection")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".selection")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_toolbar_stands_within_the_window_and_clear_of_the_words(page: Page, built_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    open_article(page, built_site, "reef-2016")
    select(page, 5, 0, 5, 30)
    bar = page.locator(".selection")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    words = page.evaluate(
        "() => { const r = getSelection().getRangeAt(0).getBoundingClientRect(); return [r.top, r.bottom]; }"
    )
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= words[1] or box["y"] + box["height"] <= words[0]


def test_other_scripts_add_to_the_toolbar(page: Page, built_site: Path) -> None:
    open_article(page, built_site, "reef-2016")
    page.evaluate(
        """() => readerSelection.add({
        label: 'Shout', key: 'x', run: (s) => { document.title = s.exact.toUpperCase(); } })"""
    )
    exact = select(page, 1, 0, 1, 12)["exact"]
    page.get_by_role("button", name="Shout").click()
    assert page.title() == exact.upper()
    exact = select(page, 1, 4, 1, 12)["exact"]
    page.keyboard.press("x")
    assert page.title() == exact.upper()
