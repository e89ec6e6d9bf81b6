"""The list of all articles in order of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.core.model import AnnotatedArticle
from build_tools.site.addresses import Linker, article_uri, articles_uri
from build_tools.site.paged import Paged
from build_tools.site.pieces import Page, count_of, pager, published
from build_tools.site.site import Site
from build_tools.text.weave import escape, link

_ARTICLES_A_PAGE = 50


def render_articles(site: Site) -> Iterator[Page]:
    """The list, on as many pages as it needs."""
    paged = Paged(site.crosslinks.order, _ARTICLES_A_PAGE, articles_uri)
    for page, slugs in paged.numbered():
        src_uri = articles_uri(page)
        linker = site.linker(src_uri)
        title = "Articles" if paged.pages == 1 else f"Articles, page {page} of {paged.pages}"
        listed = article_list([site.articles[slug] for slug in slugs], linker)
        yield Page(src_uri, title, [f"# {title}", listed, pager(page, paged, linker)])


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
