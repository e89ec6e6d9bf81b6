"""The page of what the corpus lacks, for those who want to add something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.corpus.coverage import BareParagraph, Coverage, Name, UnsourcedNote, find_coverage
from build_tools.site.addresses import CONTRIBUTING, COVERAGE, Linker
from build_tools.site.pieces import Page, count_of
from build_tools.site.site import Site
from build_tools.text.weave import escape, isolate, link_name, name_words

HEADINGS = {
    "near": "Spellings that may be known names",
    "names": "Names without an entry",
    "unmet": "Entries that no article names",
    "bare": "Paragraphs without a note",
    "unsourced": "Notes without a source",
}
"""Field of `Coverage` -> its heading."""
_MOST = 40
"""Lines of each list: the page stays the same size however the corpus grows."""
_EXAMINED = 100
"""Articles that are looked through for names: 3 ms each, which a large build would feel."""


def render_coverage(site: Site) -> Iterator[Page]:
    """The page: each list with links to the places that it is about."""
    found = find_coverage(site.corpus, most=_EXAMINED)
    linker = site.linker(COVERAGE)
    intro = "What could be added: each list begins with what matters most. `reader coverage` prints them in full."
    if found.examined < len(site.corpus.articles):
        intro += f" For names the first {found.examined:,} articles were looked through."
    parts = ["# What is missing", intro]
    for key, lines in _to_lines(site, found, linker).items():
        parts += [f"## {HEADINGS[key]} ({len(getattr(found, key)):,})", _list(lines, len(getattr(found, key)))]
    yield Page(COVERAGE, "What is missing", parts, section=CONTRIBUTING)


def _list(lines: Sequence[str], count: int) -> str:
    more = [f"- and {count - len(lines):,} more"] if count > len(lines) else []
    return "\n".join([*(f"- {line}" for line in lines), *more]) or "None."


def _to_lines(site: Site, found: Coverage, linker: Linker) -> dict[str, list[str]]:
    return {
        "near": [_near(site, name, linker) for name in found.near[:_MOST]],
        "names": [_name(site, name, linker) for name in found.names[:_MOST]],
        "unmet": [link_name(site.entities[e].name, linker.to_entity(e)) for e in found.unmet[:_MOST]],
        "bare": [_bare(site, paragraph, linker) for paragraph in found.bare[:_MOST]],
        "unsourced": [_unsourced(site, note, linker) for note in found.unsourced[:_MOST]],
    }


def _near(site: Site, name: Name, linker: Linker) -> str:
    known = (
        link_name(name.like, linker.to_entity(name.entity)) if name.entity in site.entities else name_words(name.like)
    )
    return f"**{name_words(name.surface)}** is like {known}, {_place(site, name, linker)}"


def _name(site: Site, name: Name, linker: Linker) -> str:
    where = f"{count_of(name.count, 'time')} in {count_of(name.articles, 'article')}"
    return f"**{name_words(name.surface)}** {where}, {_place(site, name, linker)}"


def _place(site: Site, name: Name, linker: Linker) -> str:
    """Where it is first, and in what words."""
    title = site.articles[name.article].article.title
    label = f" ¶\u00a0{name.paragraph}" if name.paragraph else ""
    words = f"{escape(name.left)}<mark>{escape(name.surface)}</mark>{escape(name.right)}"
    address = linker.to_paragraph(name.article, name.paragraph)
    return f'first in {link_name(title, address, after=label)}: <bdi class="snippet">{words}</bdi>'


def _bare(site: Site, paragraph: BareParagraph, linker: Linker) -> str:
    title = site.articles[paragraph.article].article.title
    address = linker.to_paragraph(paragraph.article, paragraph.paragraph)
    where = link_name(title, address, after=f" ¶\u00a0{paragraph.paragraph}")
    return f"{where} ({count_of(paragraph.names, 'name')}): {isolate(f'{paragraph.opening}…')}"


def _unsourced(site: Site, note: UnsourcedNote, linker: Linker) -> str:
    title = site.articles[note.article].article.title
    address = linker.resolve(f"article:{note.article}#note-{note.id}")
    where = link_name(title, address, after=f" ¶\u00a0{note.paragraph}")
    return f"{where}: {escape(site.kinds.note(note.kind).label)} on “{name_words(note.exact)}”"
