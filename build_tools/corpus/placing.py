"""Anchor the annotations of an article and match its names. Needs the gazetteer, but no other article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from build_tools.anchoring.exact import FOLDED_SCORE, Anchor, find_exact
from build_tools.anchoring.moved import NewPlace, find_new_places
from build_tools.anchoring.selectors import occurs_in, runs_over
from build_tools.core.model import (
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
from build_tools.core.problems import Problem, error
from build_tools.text.excerpts import shortened
from build_tools.text.fold import fold
from build_tools.text.matching import Gazetteer, Match, Pattern, is_in_longer, to_key

_SHOWN = 80
"""Code points that a message quotes of a text, at most."""


def build_gazetteer(entities: Iterable[Entity]) -> Gazetteer:
    """A gazetteer with every name and alias of the glossary."""
    patterns = []
    for entity in entities:
        patterns.append(Pattern(entity.name, entity.id, entity.case))
        patterns += (Pattern(alias.name, entity.id, alias.case) for alias in entity.aliases)
    return Gazetteer(patterns)


def annotate(
    article: Article, annotations: Sequence[Annotation], gazetteer: Gazetteer, edition: Edition = Edition.STUDY
) -> tuple[AnnotatedArticle, list[Problem]]:
    """(an edition of the article with its notes and mentions, problems). The original only if it is on this machine."""
    original = edition is Edition.ORIGINAL and bool(article.original_blocks)
    blocks = article.original_blocks if original else article.blocks
    notes, problems = anchor_notes(blocks, annotations, in_original=original, language=article.language)
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
    blocks: Sequence[Block], annotations: Sequence[Annotation], *, in_original: bool = False, language: str = "en"
) -> tuple[tuple[AnchoredNote, ...], list[Problem]]:
    """(each annotation at its place, problems). A note that can't be placed becomes an orphan at its paragraph's end,
    and a problem.

    In an original's text it is an orphan too, but not a problem, since the note was written on the study edition.
    """
    by_paragraph = {b.paragraph: b for b in blocks if b.paragraph is not None}
    notes, lost = [], []
    for annotation in annotations:
        block = by_paragraph.get(annotation.paragraph)
        found = _find_target(block, annotation, in_original=in_original) if block else ()
        if block and len(found) == 1:
            notes.append(AnchoredNote(annotation, block.number, found[0].start, found[0].end))
        else:
            lost.append((annotation, len(found)))
    problems = [] if in_original else _report_lost(blocks, lost, notes, language)
    for annotation, _ in lost:
        seat = by_paragraph.get(annotation.paragraph) or (by_paragraph[max(by_paragraph)] if by_paragraph else None)
        if seat:
            end = len(seat.text)
            notes.append(AnchoredNote(annotation, seat.number, end, end, orphan=True))
    notes.sort(key=lambda n: (n.block, n.end, n.start, n.annotation.id))
    return tuple(notes), problems


def _find_target(block: Block, annotation: Annotation, *, in_original: bool = False) -> tuple[Anchor, ...]:
    if not in_original:
        return find_exact(block.text, annotation.exact, annotation.prefix, annotation.suffix)
    exact = annotation.original_exact or annotation.exact
    found = find_exact(block.text, exact)
    if len(found) > 1:  # the study edition's words around it may also be in the original
        found = find_exact(block.text, exact, annotation.prefix, annotation.suffix)
    return found


def find_moved(annotated: AnnotatedArticle) -> dict[str, NewPlace]:
    """Annotation id -> the new place of its words, for notes of a study edition whose words aren't where they say."""
    blocks = {block.paragraph: block for block in annotated.article.blocks if block.paragraph is not None}
    orphans = [note.annotation for note in annotated.notes if note.orphan]
    lost = [a for a in orphans if a.paragraph not in blocks or not _find_target(blocks[a.paragraph], a)]
    placed = [note for note in annotated.notes if not note.orphan]
    article = annotated.article
    return find_new_places(article.blocks, lost, placed, article.language) if lost else {}


def _report_lost(
    blocks: Sequence[Block], lost: Sequence[tuple[Annotation, int]], placed: Sequence[AnchoredNote], language: str
) -> list[Problem]:
    """A problem for each note that can't be placed; `lost` has (note, number of places that its words have there)."""
    places = find_new_places(blocks, [a for a, count in lost if not count], placed, language) if lost else {}
    last = max((b.paragraph or 0 for b in blocks), default=0)
    unnumbered = [b for b in blocks if b.paragraph is None]
    problems = [
        _report_ambiguous(annotation, count)
        if count
        else _report_overrun(blocks, annotation)
        or _report_orphan(annotation, last, unnumbered, places.get(annotation.id))
        for annotation, count in lost
    ]
    strayed = [note.annotation for note in placed if note.annotation.id in places]
    return problems + [_report_strayed(annotation, places[annotation.id]) for annotation in strayed]


def _report_strayed(annotation: Annotation, place: NewPlace) -> Problem:
    named, number = annotation.paragraph, place.block.paragraph
    message = (
        f"“{shortened(annotation.exact, _SHOWN)}” is in paragraph {named}, but the notes around this one moved"
        f" by {number - named if number else 0:+d}, and paragraph {number} has it too"
    )
    hint = f"`reader check --fix` fixes it with the others; or write `paragraph: {number}`, if you mean that one"
    return error("strayed", annotation.source.place("paragraph"), message, hint)


def _report_ambiguous(annotation: Annotation, count: int) -> Problem:
    message = f"“{shortened(annotation.exact, _SHOWN)}” occurs {count} times in paragraph {annotation.paragraph}"
    hint = "add `prefix: …`, the words right before it, or `suffix: …`, the words right after it"
    return error("ambiguous-quote", annotation.source.place("exact"), message, hint)


def _report_overrun(blocks: Sequence[Block], annotation: Annotation) -> Problem | None:
    """Report words that begin in one paragraph and end in another."""
    number = runs_over(blocks, annotation.exact)
    if number is None:
        return None
    message = f"“{shortened(annotation.exact, _SHOWN)}” runs over the end of paragraph {number}"
    hint = "a note is about words of one paragraph: quote those of the first or of the second"
    return error("orphan", annotation.source.place("exact"), message, hint)


def _report_orphan(annotation: Annotation, last: int, unnumbered: Sequence[Block], place: NewPlace | None) -> Problem:
    """Report whether the words of a note moved, changed or went. `last` is the last paragraph's number."""
    named, shown = annotation.paragraph, shortened(annotation.exact, _SHOWN)
    missing = named > last
    absent = (
        f"there is no paragraph {named}: the last is {last}" if missing else f"“{shown}” isn't in paragraph {named}"
    )
    where = annotation.source.place("paragraph" if missing else "exact")
    if place is None:
        if occurs_in(unnumbered, annotation.exact):
            hint = "put the note on words of a paragraph"
            return error("orphan", where, f"{absent}; it is in a heading or a caption", hint)
        hint = "copy the words from the article; if they were deleted there, delete the note"
        return error("orphan", where, f"{absent}, and the article has nothing like it", hint)
    number, score = place.block.paragraph, f"(score {place.score:.2f})"
    if place.change:
        score = f"(score {place.score:.2f}), but there {place.change}"
    if place.score < FOLDED_SCORE:
        message = f"{absent}; paragraph {number} has similar words {score}"
        hint = f"did you mean “{shortened(place.words, _SHOWN)}”?" + (
            "" if number == named else f" Then write `paragraph: {number}`"
        )
    elif number == named:
        message = f"“{shown}” is in paragraph {named}, but not between this prefix and suffix {score}"
        hint = "copy `prefix` and `suffix` from the paragraph, or leave them out"
    else:
        message = f"{absent}; paragraph {number} has the words {score}"
        hint = f"write `paragraph: {number}`, if you mean these words"
        if place.certain:  # git may show that they are others
            hint = f"`reader check --fix` moves it there if its sentence says the same; or {hint}"
            return error("orphan", where, message, hint)
    return error("orphan", where, message, f"`reader check --fix` fixes it; or {hint}" if place.certain else hint)


def find_mentions(article: Article, blocks: Sequence[Block], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every mention of an entity in the blocks, including headings; the article's `mentions:` take precedence."""
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
    """The article's rule for a surface; a rule for this paragraph takes precedence over one for the whole article."""
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
    """The matches after the article's rules; a longer name that contains a name with a rule isn't changed."""
    decided = []
    for hit in rules.find(text):
        rule = rule_for(article, text[hit.start : hit.end], paragraph)
        if rule and not is_in_longer(hit, matches):
            decided.append(Match(hit.start, hit.end, rule.entity or ""))
    kept = [m for m in matches if not any(m.start < d.end and d.start < m.end for d in decided)]
    return sorted(kept + [d for d in decided if d.entity])


def find_names(blocks: Sequence[Block], gazetteer: Gazetteer, own: str = "") -> tuple[tuple[NameSpan, ...], ...]:
    """For each block of a text the names in it: the first of each entity in the whole text, except of `own`."""
    matches = gazetteer.find_all([b.text for b in blocks])
    return _choose_names(blocks, _certain_of(blocks, matches, gazetteer), own)


def find_note_names(
    article: Article, annotations: Sequence[Annotation], gazetteer: Gazetteer
) -> dict[str, tuple[tuple[NameSpan, ...], ...]]:
    """Annotation id -> the names found in each block of its body; the article's `mentions:` apply to them too.

    All bodies are searched in one pass: searching many short texts one by one takes twice as long.
    """
    rules = _rules_of(article)
    matches = iter(gazetteer.find_all([block.text for a in annotations for block in a.body]))
    names = {}
    for annotation in annotations:
        found = _certain_of(annotation.body, list(islice(matches, len(annotation.body))), gazetteer)
        if rules:
            found = [
                _apply_rules(article, rules, block.text, annotation.paragraph, known)
                for block, known in zip(annotation.body, found, strict=True)
            ]
        names[annotation.id] = _choose_names(annotation.body, found)
    return names


def _certain_of(blocks: Sequence[Block], matches: Sequence[list[Match]], gazetteer: Gazetteer) -> list[list[Match]]:
    """The matches without ambiguous names: no check reports those in such texts, and half of them were wrong."""
    if not gazetteer.ambiguous:
        return list(matches)
    return [
        [m for m in found if to_key(block.text[m.start : m.end]) not in gazetteer.ambiguous]
        for block, found in zip(blocks, matches, strict=True)
    ]


def _choose_names(
    blocks: Sequence[Block], matches: Sequence[list[Match]], own: str = ""
) -> tuple[tuple[NameSpan, ...], ...]:
    """The first mention of each entity, except of `own`, in links and in headings."""
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
