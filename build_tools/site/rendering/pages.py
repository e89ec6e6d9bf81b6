"""A page from its Markdown to its file: the generator's by our own converter, any other by Python-Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment
from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from build_tools.site.rendering.blocks import convert_page
from build_tools.site.rendering.inline import UnknownMarkdownError
from build_tools.site.rendering.links import KnownLinks, PageLinks


@dataclass(frozen=True)
class Renderer:
    """What all pages are rendered with."""

    config: MkDocsConfig
    files: Files
    documents: list[File]
    nav: Navigation
    env: Environment
    generated: frozenset[str]
    """The pages, by path in docs/, that the tool wrote."""

    @cached_property
    def links(self) -> KnownLinks:
        return KnownLinks(self.config, self.files)

    @cached_property
    def in_nav(self) -> frozenset[str]:
        """Paths of the sources of the pages in the navigation."""
        return frozenset(page.file.src_uri for page in self.nav.pages)

    def convert(self, file: File) -> Page:
        """Read a page and convert its text, as MkDocs does before it puts it into the template."""
        page = file.page
        assert page  # all have one, since the navigation was made
        page.read_source(self.config)
        if file.src_uri not in self.generated or not self._convert_own(page):
            page.render(self.config, self.files)
        return page

    def _convert_own(self, page: Page) -> bool:
        """Convert the page if our own converter knows all that is in it, and say whether it did.

        A page without a title in its front matter is left to MkDocs, which takes one from the text.
        """
        links = PageLinks(page.file, self.links)
        if page.markdown is None or "title" not in page.meta:
            return False
        try:
            converted = convert_page(page.markdown, links.to_url)
        except UnknownMarkdownError:
            return False
        page.content, page.toc = converted.html, get_toc([])  # our templates have no contents list of a page
        page.present_anchor_ids, page.links_to_anchors = set(converted.ids), links.to_anchors
        return True

    def write(self, page: Page) -> None:
        """Put a converted page into its template and write it."""
        _build_page(page, self.config, self.documents, self.nav, self.env)
