"""The list of all articles in order of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.core.model import AnnotatedArticle
from build_tools.site.addresses import Linker, article_uri, articles_uri
from build_tools.site.pieces import Page, count_of, pager, published
from build_tools.site.site import Site
from build_tools.text.weave import escape, link

_ARTICLES_A_PAGE = 50


def render_articles(site: Site) -> Iterator[Page]:
    """The list, on as many pages as it needs."""
    slugs = site.crosslinks.order
    pages = max(1, -(-len(slugs) // _ARTICLES_A_PAGE))
    for page in range(1, pages + 1):
        src_uri = articles_uri(page)
        linker = site.linker(src_uri)
        shown = [site.articles[slug] for slug in slugs[(page - 1) * _ARTICLES_A_PAGE : page * _ARTICLES_A_PAGE]]
        title = "Articles" if pages == 1 else f"Articles, page {page} of {pages}"
        parts = [f"# {title}", article_list(shown, linker), pager(page, pages, articles_uri, linker)]
        yield Page(src_uri, title, parts)


def article_list(articles: Sequence[AnnotatedArticle], linker: Linker) -> str:
    """One item an article; the date above, a sentence below."""
    if not articles:
        return ""
    lines = []
    for annotated in articles:
        article = annotated.article
        facts = [published(annotated), article.publisher, f"from {article.dateline}" if article.dateline else ""]
        paragraphs = count_of(sum(b.paragraph is not None for b in annotated.blocks), "paragraph")
        counts = f"{paragraphs}, {count_of(len(annotated.notes), 'note')}"
        title = link(article.title, linker.to(article_uri(article.slug)), classes="title")
        summary = f' <bdi class="summary">{escape(article.summary)}</bdi>' if article.summary else ""
        lines.append(
            f'- <span class="when">{escape(" · ".join(filter(None, facts)))}</span> {title}{summary}'
            f' <span class="count">{escape(counts)}</span>'
        )
    return '<div class="articles" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"
