"""One article: its annotations anchored and its names matched. Needs the gazetteer, but no other article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from build_tools.anchoring import Anchor, find_exact, suggest
from build_tools.matching import Gazetteer, Match, Pattern
from build_tools.model import (
    AnchoredNote,
    AnnotatedArticle,
    Annotation,
    Article,
    Block,
    BlockKind,
    Edition,
    Entity,
    Mention,
    MentionRule,
    NameSpan,
)
from build_tools.problems import Problem, error
from build_tools.text import fold


def build_gazetteer(entities: Iterable[Entity]) -> Gazetteer:
    """Every name and alias of the glossary."""
    patterns = []
    for entity in entities:
        patterns.append(Pattern(entity.name, entity.id))
        patterns += (Pattern(alias.name, entity.id, alias.case) for alias in entity.aliases)
    return Gazetteer(patterns)


def annotate(
    article: Article, annotations: Sequence[Annotation], gazetteer: Gazetteer, edition: Edition = Edition.STUDY
) -> tuple[AnnotatedArticle, list[Problem]]:
    """An edition of the article with its notes and mentions; the original where it is asked for and at hand."""
    original = edition is Edition.ORIGINAL and bool(article.original_blocks)
    blocks = article.original_blocks if original else article.blocks
    notes, problems = anchor_notes(blocks, annotations, in_original=original)
    annotated = AnnotatedArticle(
        article,
        Edition.ORIGINAL if original else article.edition,
        blocks,
        notes,
        find_mentions(article, blocks, gazetteer),
        find_note_names(article, annotations, gazetteer),
    )
    return annotated, problems


def anchor_notes(
    blocks: Sequence[Block], annotations: Sequence[Annotation], *, in_original: bool = False
) -> tuple[tuple[AnchoredNote, ...], list[Problem]]:
    """Each annotation at its place. One that can't be placed is an orphan at its paragraph's end, and a problem.

    In an original's text a note whose words aren't found sits at its paragraph; that is no problem, for the study
    edition is what the note was written on.
    """
    by_paragraph = {b.paragraph: b for b in blocks if b.paragraph is not None}
    notes, problems = [], []
    for annotation in annotations:
        block = by_paragraph.get(annotation.paragraph)
        found = _find_target(block, annotation, in_original=in_original) if block else ()
        if block and len(found) == 1:
            notes.append(AnchoredNote(annotation, block.number, found[0].start, found[0].end))
            continue
        seat = block or (by_paragraph[max(by_paragraph)] if by_paragraph else None)
        if seat:
            end = len(seat.text)
            notes.append(AnchoredNote(annotation, seat.number, end, end, orphan=True))
        if not in_original:
            problems.append(_to_problem(annotation, block, by_paragraph, len(found)))
    notes.sort(key=lambda n: (n.block, n.end, n.start, n.annotation.id))
    return tuple(notes), problems


def _find_target(block: Block, annotation: Annotation, *, in_original: bool) -> tuple[Anchor, ...]:
    if not in_original:
        return find_exact(block.text, annotation.exact, annotation.prefix, annotation.suffix)
    exact = annotation.original_exact or annotation.exact
    found = find_exact(block.text, exact)
    if len(found) > 1:  # the study edition's surroundings may happen to stand in the original too
        found = find_exact(block.text, exact, annotation.prefix, annotation.suffix)
    return found


def _to_problem(annotation: Annotation, block: Block | None, by_paragraph: dict[int, Block], places: int) -> Problem:
    if block is None:
        place = annotation.source.place("paragraph")
        message = f"there is no paragraph {annotation.paragraph}: the last is {max(by_paragraph, default=0)}"
        return error("orphan", place, message, _hint_elsewhere(annotation, by_paragraph))
    place = annotation.source.place("exact")
    shown = _shorten(annotation.exact)
    if places > 1:
        message = f"“{shown}” stands {places} times in paragraph {annotation.paragraph}"
        hint = "add `prefix: …`, the words right before it, or `suffix: …`, those right after"
        return error("ambiguous-quote", place, message, hint)
    if (annotation.prefix or annotation.suffix) and find_exact(block.text, annotation.exact):
        message = f"“{shown}” stands in paragraph {annotation.paragraph}, but not between this prefix and suffix"
        return error("orphan", place, message, "copy `prefix` and `suffix` from the paragraph, or leave them out")
    hint = _hint_elsewhere(annotation, by_paragraph)
    if not hint and (near := suggest(block.text, annotation.exact)):
        hint = f"did you mean “{_shorten(block.text[near.start : near.end])}”?"
    message = f"“{shown}” isn't in paragraph {annotation.paragraph}"
    return error("orphan", place, message, hint or "copy the words from the paragraph")


def _hint_elsewhere(annotation: Annotation, by_paragraph: dict[int, Block]) -> str:
    found = [n for n, block in by_paragraph.items() if find_exact(block.text, annotation.exact)]
    return f"the words stand in paragraph {found[0]}: write `paragraph: {found[0]}`" if len(found) == 1 else ""


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def find_mentions(article: Article, blocks: Sequence[Block], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every entity met in the blocks, headings included; the article's own `mentions:` decide where they speak."""
    rules = _rules_of(article)
    found: list[Mention] = []
    for block, matches in zip(blocks, gazetteer.find_all([b.text for b in blocks]), strict=True):
        decided = _apply_rules(article, rules, block.text, block.paragraph, matches) if rules else matches
        found += (
            Mention(article.slug, block.number, m.start, m.end, m.entity, block.text[m.start : m.end], block.paragraph)
            for m in decided
        )
    return tuple(found)


def rule_for(article: Article, surface: str, paragraph: int | None) -> MentionRule | None:
    """What the article says of a surface; a rule for this paragraph goes before one for the whole article."""
    folded = fold(surface).text
    rules = [r for r in article.mentions if r.paragraph in {None, paragraph} and fold(r.exact).text == folded]
    return next((r for r in rules if r.paragraph is not None), rules[0] if rules else None)


def _rules_of(article: Article | None) -> Gazetteer | None:
    if article is None or not article.mentions:
        return None
    return Gazetteer(Pattern(rule.exact, fold(rule.exact).text) for rule in article.mentions)


def _apply_rules(
    article: Article, rules: Gazetteer, text: str, paragraph: int | None, matches: list[Match]
) -> list[Match]:
    """The matches with the article's own word on them; a longer name that holds a ruled one stays what it is."""
    decided = []
    for hit in rules.find(text):
        rule = rule_for(article, text[hit.start : hit.end], paragraph)
        if rule and not any(_is_inside(hit, match) for match in matches):
            decided.append(Match(hit.start, hit.end, rule.entity or ""))
    kept = [m for m in matches if not any(m.start < d.end and d.start < m.end for d in decided)]
    return sorted(kept + [d for d in decided if d.entity])


def _is_inside(hit: Match, longer: Match) -> bool:
    return longer.start <= hit.start and hit.end <= longer.end and longer.end - longer.start > hit.end - hit.start


def find_names(blocks: Sequence[Block], gazetteer: Gazetteer, own: str = "") -> tuple[tuple[NameSpan, ...], ...]:
    """For each block of a description the first mention of each entity in the whole text, but for `own`."""
    matches = gazetteer.find_all([b.text for b in blocks])
    return _choose_names(blocks, _certain_of(blocks, matches, gazetteer), own)


def find_note_names(
    article: Article, annotations: Sequence[Annotation], gazetteer: Gazetteer
) -> dict[str, tuple[tuple[NameSpan, ...], ...]]:
    """Annotation id -> for each block of its body the names met there, the article's `mentions:` speaking for them too.

    One pass over all bodies, for looking through many short texts one by one costs as much again.
    """
    rules = _rules_of(article)
    matches = iter(gazetteer.find_all([block.text for a in annotations for block in a.body]))
    names = {}
    for annotation in annotations:
        met = _certain_of(annotation.body, list(islice(matches, len(annotation.body))), gazetteer)
        if rules:
            met = [
                _apply_rules(article, rules, block.text, annotation.paragraph, known)
                for block, known in zip(annotation.body, met, strict=True)
            ]
        names[annotation.id] = _choose_names(annotation.body, met)
    return names


def _certain_of(blocks: Sequence[Block], matches: Sequence[list[Match]], gazetteer: Gazetteer) -> list[list[Match]]:
    """The matches without names that may be one of several entities: nobody is told, and half of them were wrong."""
    if not gazetteer.ambiguous:
        return list(matches)
    return [
        [m for m in found if fold(block.text[m.start : m.end]).text.strip() not in gazetteer.ambiguous]
        for block, found in zip(blocks, matches, strict=True)
    ]


def _choose_names(
    blocks: Sequence[Block], matches: Sequence[list[Match]], own: str = ""
) -> tuple[tuple[NameSpan, ...], ...]:
    """The first mention of each entity, but for `own`, for names in links and for what stands in a heading."""
    seen = {own}
    names = []
    for block, found in zip(blocks, matches, strict=True):
        spans: list[NameSpan] = []
        for match in found:
            in_link = any(match.start < n.end and n.start < match.end for n in block.links)
            if match.entity not in seen and not in_link and block.kind is not BlockKind.HEADING:
                seen.add(match.entity)
                spans.append((match.start, match.end, match.entity))
        names.append(tuple(spans))
    return tuple(names)
