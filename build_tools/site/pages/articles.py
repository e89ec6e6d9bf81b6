"""The list of all articles in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from build_tools.core.model import AnnotatedArticle
from build_tools.site.addresses import Linker, article_uri, articles_uri
from build_tools.site.paged import Paged
from build_tools.site.pieces import Page, count_of, pager, published
from build_tools.site.site import Site
from build_tools.text.weave import escape, link_name, name_words, weave

_ARTICLES_A_PAGE = 50


def render_articles(site: Site) -> Iterator[Page]:
    """The list, on as many pages as it needs."""
    paged = Paged(site.crosslinks.order, _ARTICLES_A_PAGE, articles_uri)
    for page, slugs in paged.numbered():
        src_uri = articles_uri(page)
        linker = site.linker(src_uri)
        title = "Articles" if paged.pages == 1 else f"Articles, page {page} of {paged.pages}"
        listed = article_list([site.articles[slug] for slug in slugs], linker, part_titles(site))
        yield Page(src_uri, title, [f"# {title}", listed or "No articles yet.", pager(page, paged, linker)])


def part_titles(site: Site) -> dict[str, str]:
    """Slug -> title of its part, for the articles that are in one."""
    return {slug: part.title for part in site.corpus.settings.order if part.title for slug in part.articles}


def article_list(
    articles: Sequence[AnnotatedArticle], linker: Linker, parts: Mapping[str, str], level: str = "##"
) -> str:
    """One item an article; the date above, a sentence below. Each of the `parts`, slug -> title, has its heading."""
    groups = groupby(articles, key=lambda annotated: parts.get(annotated.slug, ""))
    listed = []
    for title, group in groups:
        listed += [f"{level} {weave(title)}" if title else "", _items(list(group), linker)]
    return "\n\n".join(filter(None, listed))


def _items(articles: Sequence[AnnotatedArticle], linker: Linker) -> str:
    lines = []
    for annotated in articles:
        article = annotated.article
        dateline = f"from {name_words(article.dateline)}" if article.dateline else ""
        facts = [escape(published(annotated)), name_words(article.publisher), dateline]
        paragraphs = count_of(sum(b.paragraph is not None for b in annotated.blocks), "paragraph")
        counts = f"{paragraphs}, {count_of(len(annotated.notes), 'note')}"
        title = link_name(article.title, linker.to(article_uri(article.slug)), classes="title")
        summary = f' <bdi class="summary">{escape(article.summary)}</bdi>' if article.summary else ""
        lines.append(
            f'- <span class="when">{" · ".join(filter(None, facts))}</span> {title}{summary}'
            f' <span class="count">{escape(counts)}</span>'
        )
    return '<div class="articles" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"
