"""The page that leads to every concordance, and the texts in which its script looks up any other word."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.core.model import AnnotatedArticle
from build_tools.corpus.endings import find_word_with_endings
from build_tools.site.addresses import CONCORDANCE, EXPLORE, GLOSSARY, Linker, article_uri, built
from build_tools.site.name_lists import direction_of
from build_tools.site.pieces import DataScript, Made, Page, count_of, part_of, published
from build_tools.site.site import Site
from build_tools.text.weave import attributes, link, link_name

_ENTITIES = 300
"""Names listed; those mentioned most."""
_MOST = 1_500_000
"""Code points of text in which a browser is to look up words: some 150 articles, or a megabyte and a half."""
_SHARD = 250_000
"""Code points of text a file holds."""


def render_concordance(site: Site) -> Iterator[Made]:
    """The page, and the scripts that hold the texts if these are not too large."""
    linker = site.linker(CONCORDANCE)
    articles = [site.articles[slug] for slug in site.crosslinks.order]
    shards = _find_shards(articles)
    uris = [f"concordance/texts_{number}.js" for number in range(1, len(shards) + 1)]
    parts = [
        part_of("Explore", EXPLORE, linker),
        "# Concordance",
        f"Every place where a word occurs, in its context, one below the other.\n{attributes('lead')}",
        _form(uris, _find_example(articles)) if uris else _too_large(articles),
        f"## Names of the glossary {attributes(identifier='names')}",
        _names(site, linker),
    ]
    description = "Any word or name in context, sorted by what comes before or after it."
    yield Page(CONCORDANCE, "Concordance", parts, description, EXPLORE)
    for uri, shard in zip(uris, shards, strict=True):
        yield DataScript(uri, _to_script(shard))


def _size_of(article: AnnotatedArticle) -> int:
    return sum(len(block.text) for block in article.blocks)


def _find_shards(articles: Sequence[AnnotatedArticle]) -> list[list[AnnotatedArticle]]:
    """The articles in groups of about one size; none where they are too much for a browser."""
    if sum(map(_size_of, articles)) > _MOST:
        return []
    shards: list[list[AnnotatedArticle]] = []
    room = 0
    for article in articles:
        if not shards or room < _size_of(article):
            shards.append([])
            room = _SHARD
        shards[-1].append(article)
        room -= _size_of(article)
    return shards


def _find_example(articles: Sequence[AnnotatedArticle]) -> str:
    return find_word_with_endings(block.text for article in articles for block in article.blocks)


def _form(uris: Sequence[str], example: str) -> str:
    """Hidden until its script runs: without it, nothing would answer."""
    tried = f": <code>{html.escape(example)}*</code>" if example else ""
    return (
        f'<form class="lookup" data-texts="{html.escape(" ".join(uris))}" hidden>\n'
        '<label for="word">Word or words</label>\n'
        '<input id="word" type="search" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto">\n'
        '<button type="submit">Show</button>\n'
        '<p class="meta">Whole words; small letters find capitals, and none need an accent. A star means any'
        f" ending{tried}.</p>\n"
        '<p class="answer" role="status"></p>\n'
        "</form>\n"
        '<div class="concordance" id="lines"></div>\n'
        '<noscript><p class="meta">With JavaScript, any word of the texts can be looked up here.</p></noscript>'
    )


def _too_large(articles: Sequence[AnnotatedArticle]) -> str:
    return (
        f"In a corpus of {count_of(len(articles), 'article')} words are found by the search; only up to {_MOST:,}"
        f" characters of text can they be looked up here too.\n{attributes('meta')}"
        if articles
        else "There is no text yet to look words up in."
    )


def _names(site: Site, linker: Linker) -> str:
    mentions = site.crosslinks.mentions
    met = [entity for entity in site.entities.values() if mentions.get(entity.id)]
    ranked = sorted(met, key=lambda e: (-len(mentions[e.id]), e.id))
    listed = sorted(ranked[:_ENTITIES], key=lambda e: (e.name.casefold(), e.id))
    names = [
        f'{link_name(e.name, linker.to_entity(e.id) + "#mentions")} <span class="count">{len(mentions[e.id]):,}</span>'
        for e in listed
    ]
    if len(ranked) > _ENTITIES:
        rest = f"{len(ranked) - _ENTITIES:,} others"
        names.append(f"and {link(rest, linker.to(GLOSSARY))}")
    if not names:
        return "No article names an entry of the glossary yet."
    return '<div class="columned" markdown="block">\n\n' + "\n".join(f"- {name}" for name in names) + "\n\n</div>"


def _to_script(articles: Sequence[AnnotatedArticle]) -> str:
    """A classic script, since a page opened from disk can read nothing else: `readerTexts.push({…}, …)`."""
    texts = [_to_value(article) for article in articles]
    lines = ",\n".join(json.dumps(text, ensure_ascii=False, separators=(",", ":")) for text in texts)
    return f"(self.readerTexts = self.readerTexts || []).push(\n{lines}\n);\n"


def _to_value(annotated: AnnotatedArticle) -> dict[str, Any]:
    return {
        "title": annotated.article.title,
        "date": published(annotated),
        "href": built(article_uri(annotated.slug)),
        **({"dir": "rtl"} if direction_of(annotated.article.language) == "rtl" else {}),
        "blocks": [[block.paragraph or 0, block.text.replace("\n", " ")] for block in annotated.blocks],
    }
