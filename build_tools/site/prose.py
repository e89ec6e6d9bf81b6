"""Blocks of text -> blocks of Markdown: articles, notes, descriptions alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.core.model import Block, BlockKind, Link, NameSpan
from build_tools.site.addresses import Linker
from build_tools.text.excerpts import ellipses
from build_tools.text.weave import Anchor, NoteRef, Wrap, attributes, weave


@dataclass(frozen=True, slots=True)
class Spans:
    """What is added to a block's text beside its own styles and links."""

    wraps: tuple[Wrap, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    refs: tuple[NoteRef, ...] = ()


NO_SPANS = Spans()


def render_block(block: Block, linker: Linker, spans: Spans = NO_SPANS, *, numbered: bool = True) -> str:
    """A block's Markdown; a paragraph gets its number and its permalink, if it is to be `numbered`.

    Numbered blocks are an article's, and run as its language does. Any other runs as its own first word does.
    """
    wraps = [Wrap(s.start, s.end, s.kind.value) for s in block.styles] + list(spans.wraps)
    anchors = [anchor for link in block.links if (anchor := _link_anchor(link, linker))] + list(spans.anchors)
    identifier = f"p{block.paragraph}" if numbered and block.paragraph else ""
    number = number_link(block.paragraph) if numbered and block.paragraph else ""
    lines, before = [], -1
    for start, end in _parts(block):
        refs = [ref for ref in spans.refs if before < ref.at <= end]
        lines.append(weave(block.text, wraps, anchors, refs, start=start, end=end))
        before = end
    match block.kind:
        case BlockKind.HEADING:
            return f"## {lines[0]} {attributes(identifier=f'section-{block.number}')}"
        case BlockKind.CAPTION:
            return f"{lines[0]}\n{attributes('caption')}"
        case BlockKind.QUOTE:
            return _container("blockquote", identifier, number, "\n\n".join(lines), numbered=numbered)
        case BlockKind.LIST:
            marker = "-" if block.first is None else f"{block.first}."
            items = "\n".join(f"{marker} {line}" for line in lines)
            return _container("div", identifier, number, items, numbered=numbered)
    if identifier:
        return f"{number}{lines[0]}\n{attributes('t', identifier)}"
    return lines[0] if numbered else f"{lines[0]}\n{attributes(dir='auto')}"


def number_link(paragraph: int) -> str:
    """The number beside a paragraph, its permalink."""
    return f"[{paragraph}](#p{paragraph}){attributes('n', title=f'Paragraph {paragraph}')}"


def render_body(blocks: Sequence[Block], names: Sequence[tuple[NameSpan, ...]], linker: Linker) -> list[str]:
    """A note's or a description's blocks; its paragraphs have no numbers, its names lead to the glossary."""
    return [
        render_block(block, linker, Spans(anchors=name_anchors(spans, linker)), numbered=False)
        for block, spans in zip(blocks, names or ((),) * len(blocks), strict=True)
    ]


def name_anchors(spans: Iterable[NameSpan], linker: Linker) -> tuple[Anchor, ...]:
    """Links of names to their glossary entries."""
    return tuple(
        mention_anchor(start, end, entity, linker) for start, end, entity in spans if entity in linker.entities
    )


def _link_anchor(link: Link, linker: Linker) -> Anchor | None:
    """A link that the author wrote, one to an entry as names have it that are found; None where it leads nowhere."""
    entity = link.href.removeprefix("entity:")
    if entity != link.href and entity in linker.entities:
        return mention_anchor(link.start, link.end, entity, linker)
    href = linker.resolve(link.href)
    return Anchor(link.start, link.end, href) if href else None


def mention_anchor(start: int, end: int, entity: str, linker: Linker) -> Anchor:
    return Anchor(start, end, linker.to_entity(entity), linker.entities[entity].gloss, "m")


def indent(markdown: str, by: str = "    ") -> str:
    """Every line of it that isn't empty pushed in."""
    return "\n".join(by + line if line else line for line in markdown.split("\n"))


def _parts(block: Block) -> list[tuple[int, int]]:
    """Offsets of a list's items or a quote's paragraphs; any other block is of one part."""
    if block.kind not in {BlockKind.QUOTE, BlockKind.LIST}:
        return [(0, len(block.text))]
    parts, start = [], 0
    for line in block.text.split("\n"):
        parts.append((start, start + len(line)))
        start += len(line) + 1
    return parts


def _container(tag: str, identifier: str, number: str, inner: str, *, numbered: bool) -> str:
    """What an attribute list can't reach: the whole of a list or a quote."""
    given = f'class="t" id="{identifier}"' if identifier else "" if numbered else 'dir="auto"'
    opened = f'<{" ".join(filter(None, (tag, given)))} markdown="block">'
    head = f"{number}\n\n" if number else ""
    return f"{opened}\n\n{head}{inner}\n\n</{tag}>"


def render_part(text: str, start: int, end: int, wraps: Iterable[Wrap]) -> str:
    """`text[start:end]` as a line of Markdown, with an ellipsis where the text goes on."""
    before, after = ellipses(text, start, end, " ")
    return f"{before}{weave(text, wraps, start=start, end=end)}{after}"
