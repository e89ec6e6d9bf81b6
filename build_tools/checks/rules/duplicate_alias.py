"""Names that an entity has twice."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Alias, Corpus, Entity
from build_tools.core.problems import Problem, warning
from build_tools.sources.drafting import to_yaml
from build_tools.text.fold import fold
from build_tools.text.matching import as_written


def check_duplicate_alias(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for entity in corpus.entities:
        if entity.aliases:
            yield from _check_entity(entity)


def _check_entity(entity: Entity) -> Iterator[Problem]:
    """The same name in two languages isn't a fault: the language is shown beside it."""
    own = Alias(entity.name, case=entity.case)
    seen = {_keys(own)[-1]: own}
    for number, alias in enumerate(entity.aliases):
        keys = _keys(alias)
        if known := next((seen[key] for key in keys if key in seen), None):
            message = f"“{alias.name}” is already found by “{known.name}”"
            where = entity.source.place("aliases", number, "name")
            yield warning("duplicate-alias", where, message, _hint(alias, known, own))
        else:
            seen[keys[-1]] = alias


def _hint(alias: Alias, known: Alias, own: Alias) -> str:
    if known.case:
        return "delete it: it finds nothing more"
    if not alias.case:
        return "delete it: capitals, accents, hyphens and kinds of quotes make no difference"
    if known is own:
        return (
            f"delete it; if only these capitals may be found, ask for that at the name: "
            f"`name: {{name: {to_yaml(alias.name)}, case: true}}`"
        )
    return f"delete it; if only these capitals may be found, delete the alias “{known.name}” instead"


def _keys(alias: Alias) -> list[tuple[str, str, bool]]:
    """The keys of an alias, its own key last: the folded name, and with `case` also the name as written."""
    folded = (fold(alias.name).text.strip(), alias.lang, False)
    return [folded, (as_written(alias.name), alias.lang, True)] if alias.case else [folded]
