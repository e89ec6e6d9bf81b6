"""Comparisons: what each article says of one entity, side by side in order of date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.core.model import Block, Entity, Mention
from build_tools.site.addresses import COMPARE, EXPLORE, Linker, article_uri, compare_uri
from build_tools.site.name_lists import gloss_of
from build_tools.site.paged import mentions_address, mentions_anchor
from build_tools.site.pieces import Page, around, count_of, kicker, published
from build_tools.site.prose import render_part
from build_tools.site.site import Site
from build_tools.text.weave import Wrap, attributes, escape, link, link_name, name_words, weave

_ARTICLES = 8
"""Columns of a page: the articles that mention the entity most. The concordance has all."""
_PASSAGES = 12
"""Paragraphs of an article."""
_SPARSE = 3
"""Paragraphs of an article where the entity is in more than `_ARTICLES` of them: a corpus that large is skimmed."""
_WHOLE = 700
"""Code points up to which a paragraph is given whole; of a longer one its sentences with the name."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\Wa-z])")


def render_compare(site: Site) -> Iterator[Page]:
    """The list of comparisons."""
    entities = list(site.compared.values())
    linker = site.linker(COMPARE)
    lead = "One name, and what each article says of it, side by side in order of date."
    if not entities:
        lead = "Two articles must name the same entry of the glossary before there is something to compare."
    lines = []
    for entity in entities:
        counted = f"{site.crosslinks.spread[entity.id]:,} articles"
        mentions = count_of(len(site.crosslinks.mentions[entity.id]), "mention")
        name = link_name(entity.name, linker.to(compare_uri(entity.id)), classes="name")
        lines.append(
            f'- {name} <span class="also">{escape(site.kinds.entity(entity.kind).label)}</span> {gloss_of(entity)}'
            f' <span class="count">{counted}, {mentions}</span>'
        )
    listed = '<div class="entries" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>" if lines else ""
    where = kicker(link("Explore", linker.to(EXPLORE)), None, None)
    parts = [where, "# Compare", f"{lead}\n{attributes('lead')}", listed]
    yield Page(COMPARE, "Compare", parts, section=EXPLORE)


def render_comparison(site: Site, entity: Entity) -> Iterator[Page]:
    """What the articles say of one entity, a column each."""
    order = list(site.compared.values())
    linker = site.linker(compare_uri(entity.id))
    by_article = {
        slug: list(group)
        for slug, group in groupby(site.crosslinks.mentions[entity.id], lambda mention: mention.article)
    }
    ranked = sorted(by_article, key=lambda slug: (-len(by_article[slug]), site.crosslinks.position[slug]))
    chosen = set(ranked[:_ARTICLES])
    most = _PASSAGES if len(ranked) <= _ARTICLES else _SPARSE
    columns = [_column(site, entity, mentions, most, linker) for slug, mentions in by_article.items() if slug in chosen]
    opening = (
        '<div class="columns" tabindex="0" role="region" aria-label="The articles, side by side" markdown="block">'
    )
    at = order.index(entity)
    turns = around(order, at, lambda other: (other.name, linker.to(compare_uri(other.id))))
    position = f"{at + 1:,} of {len(order):,}"
    where = f"{link('Explore', linker.to(EXPLORE))} · {link('Compare', linker.to(COMPARE))} · {position}"
    parts = [
        kicker(where, *turns),
        f"# {weave(entity.name)} {attributes(dir='auto')}",
        f"{escape(_lead(len(by_article), len(columns)))}\n{attributes('lead')}",
        f"{gloss_of(entity)} {link('In the glossary', linker.to_entity(entity.id))}\n{attributes('meta')}",
        "\n\n".join([opening, *columns, "</div>"]),
    ]
    yield Page(linker.page, f"{entity.name}, compared", parts, entity.gloss, EXPLORE)


def _lead(articles: int, shown: int) -> str:
    if shown < articles:
        return f"The {shown} of {articles:,} articles with most mentions, in order of date."
    return f"What {_NUMBERS.get(articles, f'{articles:,}')} articles say, in order of date."


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def _column(site: Site, entity: Entity, mentions: Sequence[Mention], most: int, linker: Linker) -> str:
    slug = mentions[0].article
    annotated = site.articles[slug]
    blocks = {block.number: block for block in annotated.blocks}
    passages = [(blocks[number], list(group)) for number, group in groupby(mentions, lambda m: m.block)]
    title = link_name(annotated.article.title, linker.to(article_uri(slug)))
    parts = [
        '<section class="column" markdown="block">',
        f"## {title} {attributes(identifier=mentions_anchor(slug))}",
        f"{escape(published(annotated))} · {_spellings(mentions)}\n{attributes('meta')}",
        *[_passage(block, group, slug, linker) for block, group in passages[:most]],
    ]
    if len(passages) > most:
        rest = count_of(len(passages) - most, "more passage")
        target = linker.to(mentions_address(entity.id, site.crosslinks.mentions[entity.id], slug))
        parts.append(f"{link(f'{rest} in the concordance', target)}\n{attributes('meta')}")
    return "\n\n".join([*parts, "</section>"])


def _spellings(mentions: Sequence[Mention]) -> str:
    """How the article calls it, in the order of the first time; Markdown."""
    surfaces = list(dict.fromkeys(mention.exact for mention in mentions))
    more = f" and {len(surfaces) - 4} more" if len(surfaces) > 4 else ""
    return f"{count_of(len(mentions), 'time')}: {', '.join(map(name_words, surfaces[:4]))}{more}"


def _passage(block: Block, mentions: Sequence[Mention], slug: str, linker: Linker) -> str:
    start, end = sentences_around(block.text, mentions[0].start, mentions[-1].end)
    marks = [Wrap(m.start, m.end, "mark") for m in mentions]
    label = f"¶ {block.paragraph}" if block.paragraph else block.kind.value
    where = link(label, linker.to_paragraph(slug, block.paragraph), classes="where")
    # One line, whatever the block: a list's or a quote's parts are parted by a break of the line, here a space.
    text = block.text.replace("\n", " ")
    return f"{where} {render_part(text, start, end, marks)}\n{attributes('passage', dir='auto')}"


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a paragraph around `[start, end)`: all of a short one, else the sentences that it touches."""
    if len(text) <= _WHOLE:
        return 0, len(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    return first, len(text[:last].rstrip())
