"""Parts that several kinds of pages have: front matter, the line above a title, links to the pages around."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from build_tools.core.model import PUBLIC_DOMAIN, RESTRICTED, AnnotatedArticle, Edition, Source
from build_tools.site.addresses import SOURCES, Linker
from build_tools.site.citations import format_label
from build_tools.site.paged import Paged
from build_tools.site.site import Site
from build_tools.text import words
from build_tools.text.dates import format_date
from build_tools.text.weave import attributes, escape, isolate, link, link_name

count_of = words.count_of

_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page."""

    src_uri: str
    title: str
    parts: Sequence[str]
    """Markdown; empty ones are left out."""
    description: str = ""
    section: str = ""
    """`src_uri` of the page in the navigation that this one belongs to, if its folder doesn't say so."""
    citation: Mapping[str, object] = field(default_factory=dict)
    """What partials/citation.html needs; empty for a page that has no authors of its own."""
    propose: str = ""
    """Where readers can propose a note; "" if nowhere."""
    demands: str = ""
    """What the corpus asks of notes, JSON for the form (`Reader.NoteDemands` in theme/globals.d.ts); "" for nothing."""

    def to_text(self, **assets: object) -> str:
        """Front matter for the templates, with its kind's `assets`, then the parts with a blank line between them."""
        optional = {
            "description": self.description,
            "section": self.section,
            "citation": self.citation,
            "propose": self.propose,
            "demands": self.demands,
        }
        fields = {"title": self.title, **assets, **{key: value for key, value in optional.items() if value}}
        # JSON is YAML, whatever its strings hold.
        lines = [f"{key}: {_JSON.encode(value)}" for key, value in fields.items()]
        return "\n".join(["---", *lines, "---", "", "\n\n".join(part for part in self.parts if part), ""])


@dataclass(frozen=True, slots=True)
class DataScript:
    """A script that holds data for a page."""

    src_uri: str
    text: str


T = TypeVar("T")
Turn = tuple[str, str]
"""(title, address) of a page that one can turn to."""
Made = Page | DataScript
"""What a page's render function makes."""


def correction_link(site: Site, source: Source) -> str:
    """Where readers edit the source, Markdown; "" where it isn't known where the sources are."""
    if site.repository is None:
        return ""
    return link("Suggest a correction", site.repository.edit_address(source.path), classes="suggest")


def kicker(where: str, before: Turn | None, after: Turn | None) -> str:
    """The line above a title: where the page is (Markdown), and the pages on either side of it."""
    turns = [
        link_name(before[0], before[1], before="← ") if before else "",
        link_name(after[0], after[1], after=" →") if after else "",
    ]
    turning = f' <span class="turns">{" ".join(filter(None, turns))}</span>' if before or after else ""
    return f'<span class="where">{where}</span>{turning}\n{attributes("kicker")}'


def part_of(title: str, src_uri: str, linker: Linker) -> str:
    """The line above the title of a page that belongs to another one: a link to that one."""
    return f"{link(title, linker.to(src_uri))}\n{attributes('kicker')}"


def neighbours(labels: tuple[str, str], before: Turn | None, after: Turn | None, *, of: str) -> str:
    """The same at the page's end, in full: "Earlier: …", "Later: …"; `of` says of what, for those who can't see it."""
    lines = []
    for label, page, relation in ((labels[0], before, "prev"), (labels[1], after, "next")):
        if page:
            to = f"{link_name(page[0], page[1])}{attributes(rel=relation)}"
            lines.append(f'<span class="{relation}">{label}: {to}</span>')
    opening = f'<nav class="neighbours" aria-label="{of}" markdown="block">'
    return f"{opening}\n\n{' '.join(lines)}\n\n</nav>" if lines else ""


def pager(page: int, paged: Paged[T], linker: Linker) -> str:
    """Links to the first page, the last and those near this one; nothing if there is one page."""
    if paged.pages == 1:
        return ""
    near = sorted({1, paged.pages, *range(max(1, page - 3), min(paged.pages, page + 3) + 1)})
    numbers = [str(n) if n == page else link(str(n), linker.to(paged.to_uri(n))) for n in near]
    return f"Page {' · '.join(numbers)}\n{attributes('pager')}"


def around(order: Sequence[T], index: int, to_turn: Callable[[T], Turn]) -> tuple[Turn | None, Turn | None]:
    """The pages before and after the one at `index` in an order of pages."""
    before = to_turn(order[index - 1]) if index else None
    after = to_turn(order[index + 1]) if index + 1 < len(order) else None
    return before, after


def source_links(site: Site, cites: Iterable[str], linker: Linker) -> list[str]:
    """The references that are cited, each a link to its place among the sources; Markdown."""
    known = [site.references[cited] for cited in cites if cited in site.references]
    return [link_name(format_label(reference), linker.to(f"{SOURCES}#{reference.id}")) for reference in known]


def published(article: AnnotatedArticle) -> str:
    """When it was published, in words; "undated" where nobody knows."""
    return format_date(article.article.published) if article.article.published else "undated"


def edition_note(article: AnnotatedArticle) -> str:
    """What kind of text this is and who may do what with it; Markdown."""
    source = article.article
    if article.edition is Edition.ORIGINAL and source.edition is Edition.STUDY:
        return (
            "Private copy: the original text, in copyright, shown on this machine only."
            " Don’t publish or pass on this page."
        )
    if source.edition is Edition.STUDY:
        title = f", “{isolate(source.original.title)}”," if source.original and source.original.title else ""
        return (
            "Study edition: the editors’ own retelling, paragraph for paragraph, with every name, figure and claim."
            f" The original{title} is in copyright."
        )
    if source.rights == RESTRICTED:
        return "The text is in copyright."
    return (
        "The text is in the public domain."
        if source.rights == PUBLIC_DOMAIN
        else f"Licence of the text: {escape(source.rights)}."
    )
