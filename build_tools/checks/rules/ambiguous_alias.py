"""A name that several entities share, in a text that doesn't say which of them it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from build_tools.checks.rule import Context
from build_tools.core.model import AnnotatedArticle, Corpus, Entity, Mention, Place
from build_tools.core.problems import Problem, error
from build_tools.corpus.documents import path_of_blocks
from build_tools.corpus.placing import rule_for
from build_tools.text.matching import Gazetteer, Pattern, as_written, to_key


def check_ambiguous_alias(corpus: Corpus, context: Context) -> Iterator[Problem]:
    ambiguous = context.gazetteer.ambiguous
    if not ambiguous:
        return
    names = _Names(context.gazetteer)
    undecided: set[str] = set()
    decided: set[str] = set()
    for annotated in corpus.articles:
        decided |= {to_key(rule.exact) for rule in annotated.article.mentions}
        for surface, mentions in names.find_undecided(annotated).items():
            undecided.add(surface)
            yield _at_mention(annotated, mentions, ambiguous[surface])
    entities = {entity.id: entity for entity in corpus.entities}
    for surface, ids in sorted(ambiguous.items()):
        if surface in undecided or surface not in decided:
            yield from (_at_alias(entities[later], entities[ids[0]], surface) for later in ids[1:])


class _Names:
    """The surfaces that may name several entities, with the patterns that match them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._patterns: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in gazetteer.patterns:
            surface = to_key(pattern.surface)
            if surface in gazetteer.ambiguous:
                self._patterns[surface].append(pattern)
        self._surfaces: dict[str, str] = {}
        """A surface as found in a text -> its folded form if, with this spelling, it may name several; else ""."""

    def find_undecided(self, annotated: AnnotatedArticle) -> Mapping[str, list[Mention]]:
        """Folded surface -> its mentions in an article that doesn't say which entity it means."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in annotated.mentions:
            surface = self._surface_of(mention.exact)
            if surface and not rule_for(annotated.article, mention.exact, mention.paragraph):
                found[surface].append(mention)
        return found

    def _surface_of(self, exact: str) -> str:
        if exact not in self._surfaces:
            surface = to_key(exact)
            written = as_written(exact)
            patterns = self._patterns.get(surface, ())
            entities = {p.entity for p in patterns if not p.case or as_written(p.surface) == written}
            self._surfaces[exact] = surface if len(entities) > 1 else ""
        return self._surfaces[exact]


def _at_mention(annotated: AnnotatedArticle, mentions: list[Mention], ids: tuple[str, ...]) -> Problem:
    first = mentions[0]
    block = next(block for block in annotated.blocks if block.number == first.block)
    place = (path_of_blocks(annotated), *block.position(first.start))
    times = f", the first of {len(mentions)} times" if len(mentions) > 1 else ""
    message = f"“{first.exact}” may be {' or '.join(f'`{entity}`' for entity in ids)} here{times}"
    hint = f"say which in the article's front matter: `mentions: [{_rule(first.exact, ids[0])}]`"
    return error("ambiguous-alias", place, message, hint)


def _at_alias(later: Entity, first: Entity, surface: str) -> Problem:
    name, place = _find_alias(later, surface)
    message = f"“{name}” is a name of `{first.id}` too ({first.source.path}, line {_find_alias(first, surface)[1][1]})"
    hint = f"delete it from one of the two, or say in each article that has it: `mentions: [{_rule(name, later.id)}]`"
    return error("ambiguous-alias", place, message, hint)


def _find_alias(entity: Entity, surface: str) -> tuple[str, Place]:
    """(name of the entity that folds to `surface`, its place)."""
    for number, alias in enumerate(entity.aliases):
        if to_key(alias.name) == surface:
            return alias.name, entity.source.place("aliases", number, "name")
    return entity.name, entity.source.place("name")


def _rule(exact: str, entity: str) -> str:
    return f'{{exact: "{exact}", entity: {entity}}}'
