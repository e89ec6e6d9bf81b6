"""Names that an entity has twice."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Alias, Corpus, Entity
from build_tools.core.problems import Problem, warning
from build_tools.text.fold import fold
from build_tools.text.matching import as_written


def check_duplicate_alias(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for entity in corpus.entities:
        if entity.aliases:
            yield from _check_entity(entity)


def _check_entity(entity: Entity) -> Iterator[Problem]:
    """The same name in two languages isn't a fault: the language is shown beside it."""
    seen = dict.fromkeys(_keys(Alias(entity.name)), entity.name)
    for number, alias in enumerate(entity.aliases):
        keys = _keys(alias)
        if known := next((seen[key] for key in keys if key in seen), None):
            message = f"“{alias.name}” is already found by “{known}”"
            hint = "delete it: capitals, accents, hyphens and kinds of quotes make no difference"
            yield warning("duplicate-alias", entity.source.place("aliases", number, "name"), message, hint)
        else:
            seen[keys[-1]] = alias.name


def _keys(alias: Alias) -> list[tuple[str, str, bool]]:
    """The keys of an alias, its own key last: the folded name, and with `case` also the name as written."""
    folded = (fold(alias.name).text.strip(), alias.lang, False)
    return [folded, (as_written(alias.name), alias.lang, True)] if alias.case else [folded]
