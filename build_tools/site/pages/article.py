"""An article's page."""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Iterator

from build_tools.core.corpus_settings import CheckSettings
from build_tools.core.model import AnchoredNote, AnnotatedArticle, Annotation, Block, Edition, Entity, Mention
from build_tools.core.names import Name
from build_tools.corpus.crosslinks import Passage, find_linked
from build_tools.site.addresses import ARTICLES, Linker, article_uri
from build_tools.site.cite_data import citation_data, citation_fields, is_editors, linked_article
from build_tools.site.name_lists import counted, direction_of, entities_in, name_line, names_section
from build_tools.site.pages.articles import part_titles
from build_tools.site.pieces import (
    Page,
    Turn,
    around,
    correction_link,
    count_of,
    edition_note,
    kicker,
    neighbours,
    published,
    source_links,
)
from build_tools.site.prose import Spans, indent, mention_anchor, render_block, render_body, render_part
from build_tools.site.site import Site
from build_tools.text.dates import calendar_date, format_date
from build_tools.text.excerpts import surroundings
from build_tools.text.phrases import join_some
from build_tools.text.weave import (
    NoteRef,
    Wrap,
    attributes,
    escape,
    isolate,
    link,
    link_name,
    name_words,
    quoted,
    weave,
)

_WORDS_A_MINUTE = 230
_PASSAGES = 6
_SNIPPET = 110
_AUTHORS = 10
"""Named below the title; of more, the others are counted."""


def render_article(site: Site, annotated: AnnotatedArticle) -> Iterator[Page]:
    """The text with its notes, then the names in it, similar passages in other articles, and related articles."""
    src_uri = article_uri(annotated.slug)
    linker = site.linker(src_uri)
    parts = [
        _head(site, annotated, linker),
        _text(annotated, linker),
        _notes(site, annotated, linker),
        _names(site, annotated, linker),
        _passages(site, annotated, linker),
        _related(site, annotated, linker),
        _neighbours(site, annotated, linker),
        citation_data(site, annotated),
        linked_article(site, annotated),
    ]
    yield Page(
        src_uri,
        annotated.article.title,
        parts,
        annotated.article.summary,
        citation=citation_fields(site, annotated),
        propose=site.repository.propose if site.repository else "",
        demands=_demands(site.corpus.settings.checks),
    )


def _demands(checks: CheckSettings) -> str:
    """What the form needs to know of the corpus's settings; only what they name."""
    bounds = checks.note_words
    demands = {"least": bounds.min, "most": bounds.max, "marks": list(checks.quotation_marks)}
    named = {key: value for key, value in demands.items() if value not in (None, [])}
    return json.dumps(named, ensure_ascii=False) if named else ""


def _head(site: Site, annotated: AnnotatedArticle, linker: Linker) -> str:
    article = annotated.article
    position = site.crosslinks.position[article.slug] + 1
    part = f" · {title}" if (title := part_titles(site).get(article.slug)) else ""
    where = link("Articles", linker.to(ARTICLES)) + escape(f"{part} · {position:,} of {len(site.articles):,}")
    paragraphs = sum(b.paragraph is not None for b in annotated.blocks)
    words = sum(len(b.text.split()) for b in annotated.blocks)
    publisher = name_words(article.publisher)
    facts = [
        f"{'probably ' if article.is_probable('publisher') else ''}{publisher}" if publisher else "",
        f"Reported from {name_words(article.dateline)}" if article.dateline else "",
        escape(f"Published {published(annotated)}" if article.published else "Undated"),
        count_of(paragraphs, "paragraph"),
        count_of(len(annotated.notes), "note"),
        f"about {count_of(max(1, round(words / _WORDS_A_MINUTE)), 'minute')}",
    ]
    names = join_some([isolate(name.text) for name in article.author], _AUTHORS)
    by = [f"{'Probably by' if article.is_probable('author') else 'By'} {names}"] if article.author else []
    # What runs the other way than the page around it.
    own = {"lang": article.language, "dir": "rtl"} if direction_of(article.language) == "rtl" else {}
    note = edition_note(annotated)
    if article.url:
        note += " " + link("Read it at its publisher’s", article.url) + "."
    if suggest := correction_link(site, article.source):
        note += f" {suggest}"
    return "\n\n".join(
        [
            kicker(where, *_around(site, annotated.slug, linker)),
            f"# {weave(article.title)} {attributes(**own)}" if own else f"# {weave(article.title)}",
            f"{weave(article.summary)}\n{attributes('lead', **own)}" if article.summary else "",
            f"{' · '.join([*by, *filter(None, facts)])}\n{attributes('meta')}",
            f"{note}\n{attributes('edition')}",
            '<div class="tools"></div>',  # filled by scripts: notes by kind, citing
        ]
    )


def _neighbours(site: Site, annotated: AnnotatedArticle, linker: Linker) -> str:
    turns = _around(site, annotated.slug, linker)
    if site.corpus.settings.order:
        return neighbours(("Previous", "Next"), *turns, of="Articles in order")
    return neighbours(("Earlier", "Later"), *turns, of="Articles by date")


def _text(annotated: AnnotatedArticle, linker: Linker) -> str:
    notes: dict[int, list[AnchoredNote]] = defaultdict(list)
    for note in annotated.notes:
        notes[note.block].append(note)
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in find_linked(annotated):
        mentions[mention.block].append(mention)
    language = annotated.article.language
    direction = ' dir="rtl"' if direction_of(language) == "rtl" else ""
    rendered = [
        render_block(block, linker, _spans(notes[block.number], mentions[block.number], linker))
        for block in annotated.blocks
    ]
    opening = (
        f'<div class="text" data-article="{annotated.slug}" lang="{html.escape(language)}"{direction} markdown="block">'
    )
    return "\n\n".join([opening, *rendered, "</div>"])


def _spans(notes: list[AnchoredNote], mentions: list[Mention], linker: Linker) -> Spans:
    return Spans(
        tuple(
            Wrap(n.start, n.end, "span", f'class="q" data-note="{n.annotation.id}"') for n in notes if n.start < n.end
        ),
        tuple(mention_anchor(m.start, m.end, m.entity, linker) for m in mentions if m.entity in linker.entities),
        tuple(NoteRef(n.end, n.annotation.id) for n in notes),
    )


def _notes(site: Site, annotated: AnnotatedArticle, linker: Linker) -> str:
    if not annotated.notes:
        return ""
    definitions = [_note(site, annotated, note, linker) for note in annotated.notes]
    heading = f"## Notes {attributes('after', 'notes')}"
    return "\n\n".join([heading, "///Footnotes Go Here///", *definitions])


def _note(site: Site, annotated: AnnotatedArticle, note: AnchoredNote, linker: Linker) -> str:
    annotation = note.annotation
    short = f' data-short="{quoted(annotation.short)}"' if annotation.short else ""
    kind = f'<span class="kind"{short}>{escape(site.kinds.note(annotation.kind).title)}</span>'
    target = f'<bdi class="target">{escape(annotation.exact)}</bdi>'
    classes = "note orphan" if note.orphan else "note"
    marked = attributes(classes, f"note-{annotation.id}", **{"data-note-kind": annotation.kind})
    head = f"{kind} {target}\n{marked}"
    body = render_body(annotation.body, annotated.note_names.get(annotation.id, ()), linker)
    if note.orphan:
        body.insert(0, _orphan_remark(annotated))
    # a span, since Python-Markdown puts the way back where the last paragraph's attributes would have to be
    body.append(f'<span class="src">{_note_facts(site, note, linker)}</span>')
    return f"[^{annotation.id}]:\n" + indent("\n\n".join([head, *body]))


def _orphan_remark(annotated: AnnotatedArticle) -> str:
    if annotated.edition is Edition.ORIGINAL and annotated.article.edition is Edition.STUDY:
        remark = "The words that this note speaks of are those of the study edition; it belongs to this paragraph."
    else:
        remark = "The words that this note speaks of are no longer in this paragraph."
    return f"{escape(remark)}\n{attributes('remark')}"


def _sources(site: Site, annotation: Annotation, linker: Linker) -> str:
    if links := source_links(site, annotation.cites, linker):
        return f"Source{'s' if len(links) > 1 else ''}: {', '.join(links)}"
    return "No source given" if annotation.lacks_source(site.kinds.note(annotation.kind)) else ""


def _note_facts(site: Site, note: AnchoredNote, linker: Linker) -> str:
    annotation = note.annotation
    by = f'<span class="by"{_name_data(annotation.contributor)}>{_contributor(site, annotation.contributor)}</span>'
    facts = [
        _sources(site, annotation, linker),
        escape(f"as of {format_date(annotation.as_of)}") if annotation.as_of else "",
        escape(f"confidence: {annotation.confidence}") if annotation.confidence else "",
        f"{by}, {_time(annotation.created)}",
        correction_link(site, annotation.source),
    ]
    return " · ".join(filter(None, facts))


def _contributor(site: Site, name: Name) -> str:
    """The name, with a link to the page that the settings give for it."""
    known = site.corpus.settings.contributors.get(name.text)
    return link(name.text, known.url) if known and known.url else isolate(name.text)


def _name_data(name: Name) -> str:
    """The parts of a contributor's name, for citations: that it is the editors', or its parts if it is a person's."""
    if is_editors(name):
        return " data-editors"
    parts = [("data-family", name.family), ("data-given", name.given), ("data-suffix", name.suffix)]
    return "".join(f' {key}="{quoted(value)}"' for key, value in parts if value)


def _time(date: str) -> str:
    """A date in words; one that HTML has too keeps its figures for programs."""
    words, figures = escape(format_date(date)), calendar_date(date)
    return f'<time datetime="{figures}">{words}</time>' if figures else words


def _names(site: Site, annotated: AnnotatedArticle, linker: Linker) -> str:
    """Every name of the text, and those that only its notes have: what the cards of this page say."""
    counts = site.crosslinks.entities[annotated.slug]
    first: dict[str, Mention] = {}
    for mention in annotated.mentions:
        first.setdefault(mention.entity, mention)
    spans = (block for spans in annotated.note_names.values() for block in spans)
    blocks = (block for note in annotated.notes for block in note.annotation.body)
    known = entities_in(spans, blocks, site.entities) | {e: site.entities[e] for e in counts if e in site.entities}
    lines = []
    for entity in sorted(known.values(), key=lambda e: (e.name.casefold(), e.id)):
        count = _count_here(site, entity, first.get(entity.id), counts.get(entity.id, 0))
        lines.append(name_line(site, entity, count, linker))
    return names_section("Names in this article", lines)


def _count_here(site: Site, entity: Entity, first: Mention | None, count: int) -> str:
    spread = site.crosslinks.spread.get(entity.id, 0)
    if first is None:
        return f"in the notes here; {counted(site, entity)}" if spread else "in notes only"
    here = f"{count_of(count, 'time')} here"
    where = link(here, f"#p{first.paragraph}") if first.paragraph else here
    return f"{where}, in {spread:,} articles" if spread > 1 else f"{where}, in no other article"


def _passages(site: Site, annotated: AnnotatedArticle, linker: Linker) -> str:
    found = site.crosslinks.passages[annotated.slug][:_PASSAGES]
    if not found:
        return ""
    ordered = sorted(found, key=lambda p: (p.paragraph, -p.score, p.article, p.other))
    lines = [f"- {_passage(site, passage, linker)}" for passage in ordered]
    return _section("elsewhere", "The same names elsewhere", "\n".join(lines))


def _passage(site: Site, passage: Passage, linker: Linker) -> str:
    other = site.articles[passage.article]
    block = next(b for b in other.blocks if b.paragraph == passage.other)
    named = [m for m in other.mentions if m.block == block.number and m.entity in passage.entities]
    there = linker.to_paragraph(passage.article, passage.other)
    where = link_name(other.article.title, there, after=f", {published(other)} · ¶ {passage.other}")
    back = link(f"¶ {passage.paragraph}", f"#p{passage.paragraph}")
    return f'<span class="from">{back} →</span> {where} <bdi class="snippet">{_snippet(block, named)}</bdi>'


def _snippet(block: Block, mentions: list[Mention]) -> str:
    """Words around the first of the names, all of them marked."""
    first = mentions[0]
    start, end = surroundings(block.text, first.start, first.end, _SNIPPET)
    marks = [Wrap(m.start, m.end, "mark") for m in mentions if start <= m.start and m.end <= end]
    return render_part(block.text, start, end, marks)


def _related(site: Site, annotated: AnnotatedArticle, linker: Linker) -> str:
    lines = []
    for related in site.crosslinks.related[annotated.slug][:5]:
        other = site.articles[related.article]
        shared = [
            link_name(site.entities[e].name, linker.to_entity(e)) for e in related.entities[:4] if e in site.entities
        ]
        title = link_name(other.article.title, linker.to(article_uri(other.slug)))
        lines.append(f'- {title} <span class="also">{escape(published(other))}</span> both name {", ".join(shared)}')
    return _section("related", "Related articles", "\n".join(lines)) if lines else ""


def _around(site: Site, slug: str, linker: Linker) -> tuple[Turn | None, Turn | None]:
    """The articles before and after in order of date."""

    def to_turn(other: str) -> Turn:
        return site.articles[other].article.title, linker.to(article_uri(other))

    return around(site.crosslinks.order, site.crosslinks.position[slug], to_turn)


def _section(identifier: str, title: str, body: str) -> str:
    """A part of the page after the text."""
    opening = f'<section class="after" id="{identifier}" markdown="block">'
    return f"{opening}\n\n## {title} {attributes(identifier=f'{identifier}-heading')}\n\n{body}\n\n</section>"
