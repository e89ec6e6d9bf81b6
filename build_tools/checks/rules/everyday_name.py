"""Names without `case: true` that are words of everyday language, and so are found where nothing is named."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.checks.rule import Context
from build_tools.core.kinds import EntityKind
from build_tools.core.model import AnnotatedArticle, Corpus, Entity
from build_tools.core.problems import Problem, warning
from build_tools.corpus.placing import rule_for
from build_tools.sources.drafting import to_yaml
from build_tools.text.characters import is_spaced
from build_tools.text.dictionary import per_million
from build_tools.text.matching import to_key

_IN_CAPITALS = 1.0
"""Occurrences in a million words from which a word is everyday where the name has a capital and the text has none."""
_CONCEPT = 50.0
"""The same for a name of a general kind with a first capital: entries may write "Siege" and mean any siege."""
_IN_SMALL_LETTERS = 100.0
"""The same where the name has no capital either, so that whoever wrote it meant the word."""
_IN_PHRASES = 500.0
"""The same for each word of a name of several words."""
_SHARE = 0.02
"""Of an article's words: more are everyday in every language, except for names with capitals."""
_LEAST = 10
"""Mentions in an article from which its share is meaningful."""
_CALENDAR = frozenset(name for name in (*calendar.month_name, *calendar.day_name) if name)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Use:
    """The mentions that a name makes in one article, without those that the article's `mentions:` decide."""

    annotated: AnnotatedArticle
    count: int
    small: int
    """How many of them have no capital."""

    @property
    def is_dense(self) -> bool:
        if self.small < _LEAST:
            return False
        return self.small >= _SHARE * sum(len(_WORD.findall(block.text)) for block in self.annotated.blocks)


def check_everyday_name(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    languages = {annotated.article.language for annotated in corpus.articles}
    names = [
        (entity, name, keys, rule)
        for entity in corpus.entities
        for name, keys in _names_of(entity)
        if (rule := _rule_for(name, corpus.kinds.entity(entity.kind))).can_find(name, languages)
    ]
    uses = _find_uses(corpus, {entity.id for entity, *_ in names}) if names else {}
    for entity, name, keys, rule in names:
        found = uses.get((entity.id, to_key(name)), ())
        if any(rule.finds(name, use) for use in found):
            yield _report(entity, name, keys, found)


def _names_of(entity: Entity) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """(name, its keys) of each that doesn't ask for its case."""
    if not entity.case:
        yield entity.name, ("name",)
    for number, alias in enumerate(entity.aliases):
        if not alias.case:
            yield alias.name, ("aliases", number, "name")


def _find_uses(corpus: Corpus, entities: Container[str]) -> Mapping[tuple[str, str], Sequence[_Use]]:
    """(entity, folded name) -> its mentions, by article, for these entities."""
    uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for annotated in corpus.articles:
        article = annotated.article
        surfaces = Counter(
            (mention.entity, mention.exact)
            for mention in annotated.mentions
            if mention.entity in entities
            and not (article.mentions and rule_for(article, mention.exact, mention.paragraph))
        )
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for (entity, exact), count in surfaces.items():
            key = entity, _fold(exact)
            before, small = found.get(key, (0, 0))
            found[key] = before + count, small + count * (exact == exact.lower())
        for key, (count, small) in found.items():
            uses[key].append(_Use(annotated, count, small))
    return uses


_fold = cache(to_key)  # a corpus has few different surfaces


@dataclass(frozen=True, slots=True)
class _Rule:
    """When a name means an everyday word in an article."""

    always: bool = False
    never: bool = False
    least: float = 0.0
    """Occurrences in a million words from which a single word is everyday."""
    is_small: bool = False
    """Whether the name has no capital."""

    def can_find(self, name: str, languages: Iterable[str]) -> bool:
        """Whether the name can mean one in a text of these languages; few can, so mentions need not be counted."""
        if self.always or self.never or self.is_small:
            return not self.never
        return any(None in counts or self._are_frequent(counts) for counts in _count_in(name, languages))

    def finds(self, name: str, use: _Use) -> bool:
        if self.always:
            return True
        return bool(use.small) and (len(name) == 1 or self._is_frequent(name, use) or (self.is_small and use.is_dense))

    def _is_frequent(self, name: str, use: _Use) -> bool:
        counts = _count_words(name, use.annotated.article.language)
        if None in counts:  # no list of words: a name that is mostly written without its capital is a word
            return len(counts) == 1 and not self.is_small and use.small >= max(2, use.count / 2)
        return self._are_frequent(counts)

    def _are_frequent(self, counts: Sequence[float | None]) -> bool:
        return all(count and count >= (self.least if len(counts) == 1 else _IN_PHRASES) for count in counts)


def _rule_for(name: str, kind: EntityKind) -> _Rule:
    if name in _CALENDAR or (len(name) == 1 and not is_spaced(name)):
        return _Rule(always=True)
    if not any(character.isalpha() for character in name):
        return _Rule(never=True)
    is_small = name == name.lower() or len(name) == 1
    sentence_case = name[1:] == name[1:].lower() and kind.has_everyday_names
    return _Rule(
        least=_IN_SMALL_LETTERS if is_small else _CONCEPT if sentence_case else _IN_CAPITALS, is_small=is_small
    )


def _count_in(name: str, languages: Iterable[str]) -> Iterator[tuple[float | None, ...]]:
    return (_count_words(name, language) for language in languages)


@cache
def _count_words(name: str, language: str) -> tuple[float | None, ...]:
    """How often each of a name's words occurs among a million; asked for each article that has the name."""
    return tuple(per_million(word, language) for word in _WORD.findall(name.lower()))


def _report(entity: Entity, name: str, keys: tuple[str | int, ...], uses: Iterable[_Use]) -> Problem:
    uses = list(uses)
    count = sum(use.count for use in uses)
    mentions = "1 mention" if count == 1 else f"{count} mentions"
    articles = "1 article" if len(uses) == 1 else f"{len(uses)} articles"
    message = f"“{name}” is an everyday word too: it makes {mentions} in {articles}"
    rule = f"`mentions: [{{exact: {to_yaml(name)}, entity: null}}]` in an article says that it names nothing there"
    if name == name.lower() or name in _CALENDAR or len(name) == 1:  # capitals would not tell
        return warning("everyday-name", entity.source.place(*keys), message, f"give a longer name instead; {rule}")
    with_case = f"{{name: {to_yaml(name)}, case: true}}"
    with_case = f"name: {with_case}" if keys == ("name",) else with_case
    hint = f"if only these capitals mean it, write `{with_case}`; {rule}"
    return warning("everyday-name", entity.source.place(*keys), message, hint)
