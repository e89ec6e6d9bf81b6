"""Our converter gives what Python-Markdown gives, or says that it doesn't know."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from build_tools.corpus.reading import read_corpus
from build_tools.site.pages.registry import render_pages
from build_tools.site.rendering.blocks import convert_page
from build_tools.site.rendering.inline import UnknownMarkdownError
from build_tools.site.site import build_site
from tests.support.paths import SAMPLE

EXTENSIONS = [
    *("attr_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc"),
    *("abbr", "admonition", "def_list"),
    *(f"pymdownx.{name}" for name in ("blocks.caption", "caret", "details", "emoji", "keys", "mark", "superfences")),
    *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]
"""Those that the guide names for hand-written pages."""
MARKS = [
    *(
        "*",
        "_",
        "`",
        "**",
        "<",
        ">",
        "&",
        "&amp;",
        "&#169;",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "!",
        "|",
        "\\",
        "#",
        "=",
        "-",
    ),
    *(
        "+",
        "~",
        ":",
        '"',
        "'",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "    ",
        "1.",
        "- ",
        "10. ",
        "> ",
        "## ",
        "---",
        "===",
        "```",
    ),
    *(
        "![",
        "[^",
        "[^x]",
        "[^x]:",
        "]: ",
        "](",
        "{: ",
        " }",
        "{: .a }",
        "{: #a }",
        '{: a="b" }',
        "<b>",
        "</b>",
        "<div>",
    ),
    *(
        "</div>",
        "<p>",
        '<div markdown="block">',
        "<!-- ",
        " -->",
        "<?",
        "<br>",
        '<a id="a">',
        "https://x.example",
        "a@b.c",
    ),
    *(
        "<https://x.example>",
        "^",
        "==",
        "!!! note",
        "*[A]: b",
        "é",
        "שָׁ",
        "\u200f",
        "\u00a0",
        "\x02",
        "///",
        "///Footnotes Go Here///",
    ),
    *(
        "~a~",
        "~~a~~",
        "^a^",
        "^^a^^",
        "==a==",
        "++a++",
        ":smile:",
        ":+1:",
        "/// caption",
        "[ ] ",
        '=== "a"',
        "??? a",
        ":   a",
    ),
    *(
        "&lt;",
        "&quot;",
        " id=",
        "href",
        "<script>",
        "</script>",
        "<h1>",
        "<table>",
        "<td>",
        "%5F",
        "]{: .a }",
        ")[",
        "![",
    ),
]


def convert(text: str) -> tuple[str, frozenset[str]]:
    converter = Markdown(extensions=EXTENSIONS)
    html = converter.convert(text)
    return html, frozenset(re.findall(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"', html))


@cache
def blocks() -> tuple[str, ...]:
    """The blocks of all generated pages of the sample, each once, without front matter."""
    read = read_corpus(SAMPLE)
    site = build_site("Lights", "", read.corpus)
    bodies = (text.split("\n---\n\n", 1)[-1] for uri, text in render_pages(site) if uri.endswith(".md"))
    found = {block for body in bodies for block in re.split(r"\n\n(?=\S)", body) if len(block) < 3000}
    return tuple(sorted(found))


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Some blocks in another order, with marks put in, taken out and repeated."""
    text = "\n\n".join(draw(st.lists(st.sampled_from(blocks()), min_size=1, max_size=4)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(["put", "put", "take", "again"])):
            case "put":
                text = text[:at] + draw(st.sampled_from(MARKS)) + text[at:]
            case "take":
                text = text[:at] + text[at + draw(st.integers(1, 20)) :]
            case "again":
                text = text[:at] + text[max(0, at - draw(st.integers(1, 40))) : at] + text[at:]
    return text


@settings(max_examples=max(400, settings().max_examples))
@given(pages())
def test_what_is_converted_is_as_python_markdown_has_it(text: str) -> None:
    try:
        ours = convert_page(text, lambda address: address)
    except UnknownMarkdownError:
        return
    html, ids = convert(text)
    assert ours.html == html
    assert ours.ids == ids


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n- b",
        "- a\n- b\n\n1. c",
        "///Footnotes Go Here///",
        "# A heading ",
        "## é#é# Network\u00a0",
        "# A heading {: }",
        '# A heading {: *dir="auto" }',
        "## A heading {: #a&b }",
        "## A heading {: #<script>a }",
        "[a](b.md){:  } c",
        "[a](b\\.md)",
        '[a](b.md " c")',
        '[a](b.md "c\u00a0d")',
        '[a](b.md "c\nd")',
        '[a](b.md "<c")\n\n<script type="application/json">{}</script>',
        '[<span class="]a"></span>](#b)',
        '<b a=*"c">d</b>',
        "<br># a\n<br>\n# b",
        "a\n{: .1.b }",
        "a\n# b",
        "a\n- b",
        '<div markdown="block">\n\n<p b="1" a="2">c</p>\n\n</div>',
        "<div>\n<p>\n</div>\n\n# a",
        "<div><script></div>\n\n# a",
        '<script type="text/plain">a</script>\n\n# a',
        "!!! note\n    a",
        "a[^1] b[^1]\n\n[^1]:\n    c\n\n///Footnotes Go Here///",
    ],
)
def test_what_was_found_before(text: str) -> None:
    try:
        ours = convert_page(text, lambda address: address)
    except UnknownMarkdownError:
        return
    assert (ours.html, ours.ids) == convert(text)
