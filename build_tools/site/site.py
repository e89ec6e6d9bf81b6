"""A corpus with what its pages need to know of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.core.kinds import Kinds
from build_tools.core.model import AnnotatedArticle, Corpus, Entity, Event, Reference
from build_tools.corpus.crosslinks import Crosslinks, build_crosslinks, has_same_crosslinks
from build_tools.corpus.dated import Item, collect_items
from build_tools.site.addresses import Linker
from build_tools.site.paged import find_event_places
from build_tools.site.repository import Repository
from build_tools.text.fold import fold

_COMPARED = 200
"""The most entities that have a comparison."""


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus, and what is found from it once for all pages."""

    name: str
    description: str
    corpus: Corpus
    crosslinks: Crosslinks
    articles: Mapping[str, AnnotatedArticle]
    entities: Mapping[str, Entity]
    references: Mapping[str, Reference]
    alphabet: tuple[str, ...]
    """Ids of all entities, A–Z by name, as the glossary lists them."""
    place: Mapping[str, int]
    """Entity -> index in `alphabet`."""
    events: Mapping[str, Event]
    compared: Mapping[str, Entity]
    """The entities that have a comparison, those in most articles first."""
    dated: Sequence[Item]
    """Everything on the timeline, in order of date."""
    event_places: Mapping[str, str]
    """Event -> its place on the timeline, `src_uri` with anchor."""
    events_of: Mapping[str, Sequence[Event]]
    """Entity -> the events that name it."""
    repository: Repository | None = None

    @property
    def kinds(self) -> Kinds:
        return self.corpus.kinds

    def linker(self, page: str) -> Linker:
        return Linker(page, self.entities, self.articles)


def build_site(
    name: str, description: str, corpus: Corpus, repository: Repository | None = None, before: Site | None = None
) -> Site:
    """The corpus with everything that its pages link to. Of the site as it was `before` the cross-links are taken, if
    they are the same: they take most of the time.
    """
    order = corpus.settings.ordered_slugs
    if (
        before
        and before.corpus.settings.ordered_slugs == order
        and has_same_crosslinks(before.corpus.articles, corpus.articles)
    ):
        crosslinks = before.crosslinks
    else:
        crosslinks = build_crosslinks(corpus.articles, order)
    dated = collect_items(corpus, crosslinks.order)
    alphabet = tuple(entity.id for entity in sorted(corpus.entities, key=alphabetical))
    return Site(
        name=name,
        description=description,
        corpus=corpus,
        crosslinks=crosslinks,
        articles={article.slug: article for article in corpus.articles},
        entities={entity.id: entity for entity in corpus.entities},
        references={reference.id: reference for reference in corpus.references},
        alphabet=alphabet,
        place={entity: index for index, entity in enumerate(alphabet)},
        events={event.id: event for event in corpus.events},
        compared=_find_compared(corpus.entities, crosslinks.spread),
        dated=dated,
        event_places=find_event_places(dated),
        events_of=_find_events_of(dated, corpus.events),
        repository=repository,
    )


def letter_of(entity: Entity) -> str:
    """The letter that lists the entity, as it is compared (Ł is L); "#" if its name begins with no Latin letter."""
    bare = fold(entity.name).text.strip()[:1].upper()
    return bare if "A" <= bare <= "Z" else "#"


def alphabetical(entity: Entity) -> tuple[str, str, str]:
    """Sorts as the glossary does."""
    return (letter_of(entity), fold(entity.name).text, entity.id)


def _find_events_of(dated: Iterable[Item], events: Iterable[Event]) -> dict[str, list[Event]]:
    """Entity -> the events that name it, in order of date."""
    by_id = {event.id: event for event in events}
    found: dict[str, list[Event]] = defaultdict(list)
    for event in (by_id[item.id] for item in dated if item.kind == "event"):
        for entity in event.entities:
            found[entity].append(event)
    return found


def _find_compared(entities: Sequence[Entity], spread: Mapping[str, int]) -> dict[str, Entity]:
    """The entities that two articles or more name."""
    shared = [entity for entity in entities if spread.get(entity.id, 0) > 1]
    shared.sort(key=lambda entity: (-spread[entity.id], entity.name.casefold(), entity.id))
    return {entity.id: entity for entity in shared[:_COMPARED]}
