"""What all pages share: the site around a corpus, front matter, small pieces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.crosslinks import Crosslinks
from build_tools.dates import format_date
from build_tools.model import AnnotatedArticle, Corpus, Edition, Entity, Reference, Source
from build_tools.render.addresses import Linker
from build_tools.render.repository import Repository
from build_tools.render.weave import link


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus with what its pages need to know of each other."""

    name: str
    description: str
    corpus: Corpus
    crosslinks: Crosslinks
    articles: Mapping[str, AnnotatedArticle]
    entities: Mapping[str, Entity]
    references: Mapping[str, Reference]
    repository: Repository | None = None

    @classmethod
    def of(
        cls,
        name: str,
        description: str,
        corpus: Corpus,
        crosslinks: Crosslinks,
        repository: Repository | None = None,
    ) -> Site:
        return cls(
            name,
            description,
            corpus,
            crosslinks,
            {a.slug: a for a in corpus.articles},
            {e.id: e for e in corpus.entities},
            {r.id: r for r in corpus.references},
            repository,
        )

    def linker(self, page: str) -> Linker:
        return Linker(page, self.entities, self.articles)


def page_text(title: str, parts: list[str], *, kind: str, description: str = "", **meta: object) -> str:
    """A page's Markdown: front matter for the templates, then the parts, a blank line between them."""
    fields = {"title": title, "kind": kind, "description": description, **meta}
    # JSON is YAML, whatever its strings hold.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(part for part in parts if part), ""])


def correction_link(site: Site, source: Source) -> str:
    """Where readers edit the source, Markdown; "" where it isn't known where the sources stand."""
    if site.repository is None:
        return ""
    return link("Suggest a correction", site.repository.edit_address(source.path), classes="suggest")


def count_of(number: int, one: str, many: str = "") -> str:
    """`3 notes`, `1 note`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def published(article: AnnotatedArticle) -> str:
    """When it was published, in words; "undated" where nobody knows."""
    return format_date(article.article.published) if article.article.published else "undated"


def edition_note(article: AnnotatedArticle) -> str:
    """What kind of text this is and who may do what with it; plain text."""
    source = article.article
    if article.edition is Edition.ORIGINAL and source.edition is Edition.STUDY:
        return (
            "Private copy: the original text, in copyright, shown on this machine only."
            " Don’t publish or pass on this page."
        )
    if source.edition is Edition.STUDY:
        return (
            "Study edition: the editors’ own retelling, paragraph for paragraph, with every name, figure and claim."
            " The original is in copyright."
        )
    if source.rights == "restricted":
        return "The text is in copyright."
    return (
        "The text is in the public domain."
        if source.rights == "public-domain"
        else f"Licence of the text: {source.rights}."
    )
