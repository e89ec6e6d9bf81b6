"""Names with what a card says of them: a list at a page's end, which name-cards.js reads, and their spellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_tools.core.model import Alias, Block, Entity, NameSpan
from build_tools.site.addresses import Linker
from build_tools.site.pieces import count_of
from build_tools.site.site import Site
from build_tools.text.weave import attributes, escape, link_name, name_words

_SPELLINGS = 4
_FOREIGN = 3
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "syr", "yi", "ug", "sd", "dv"})


def other_spellings(entity: Entity) -> list[str]:
    """Other names in the corpus's own script, as written, each once."""
    names = dict.fromkeys(alias.name for alias in entity.aliases if not alias.lang)
    names.pop(entity.name, None)
    return list(names)


def foreign_spellings(entity: Entity) -> list[str]:
    """Names in other languages, each marked with its language and direction."""
    return [_foreign(alias) for alias in entity.aliases if alias.lang]


def _foreign(alias: Alias) -> str:
    return f'<bdi lang="{escape(alias.lang)}" dir="{direction_of(alias.lang)}">{escape(alias.name)}</bdi>'


def direction_of(language: str) -> str:
    """`rtl` or `ltr`, of a BCP 47 tag; what is said to be in Latin letters runs as they do."""
    main, *more = language.lower().split("-")
    return "rtl" if main in _RIGHT_TO_LEFT and "latn" not in more else "ltr"


def name_line(site: Site, entity: Entity, count: str, linker: Linker) -> str:
    """A list item's Markdown: the name, its kind and spellings, its gloss, and `count` (Markdown)."""
    spellings = other_spellings(entity)[:_SPELLINGS]
    facts = [
        escape(site.kinds.entity(entity.kind).label),
        f"also {', '.join(map(name_words, spellings))}" if spellings else "",
        *foreign_spellings(entity)[:_FOREIGN],
    ]
    name = link_name(entity.name, linker.to_entity(entity.id), classes="name")
    also = f'<span class="also">{" · ".join(filter(None, facts))}</span>'
    return f'- {name} {also} {gloss_of(entity)} <span class="count">{count}</span>'


def gloss_of(entity: Entity) -> str:
    """Its gloss in a line of a list, running as its own first word does."""
    return f'<bdi class="gloss">{escape(entity.gloss)}</bdi>'


def counted(site: Site, entity: Entity) -> str:
    """How many mentions it has, and in how many articles: "12 mentions in 3 articles"."""
    count = len(site.crosslinks.mentions.get(entity.id, ()))
    spread = site.crosslinks.spread.get(entity.id, 0)
    return f"{count_of(count, 'mention')} in {count_of(spread, 'article')}" if count else "in notes only"


def names_section(title: str, lines: Iterable[str]) -> str:
    """The list as a part of the page after its text. Search leaves it out, since it repeats what is elsewhere."""
    body = "\n".join(lines)
    opening = '<section class="after" id="names" markdown="block">'
    heading = f"## {title} {attributes(identifier='names-heading')}"
    return f"{opening}\n\n{heading}\n\n{body}\n\n</section>" if body else ""


def names_on_page(site: Site, entities: Iterable[str], linker: Linker) -> str:
    """The section for a page that shows the names of some entities, A–Z."""
    known = sorted((e for e in set(entities) if e in site.entities), key=site.place.__getitem__)
    named = [site.entities[e] for e in known]
    return names_section("Names on this page", [name_line(site, e, escape(counted(site, e)), linker) for e in named])


def entities_in(
    spans: Iterable[Iterable[NameSpan]], blocks: Iterable[Block], entities: Mapping[str, Entity]
) -> dict[str, Entity]:
    """Those of `entities` that some blocks mention, or whose authors link to them, by id."""
    met = [entity for block in spans for _, _, entity in block]
    linked = [link.href.removeprefix("entity:") for block in blocks for link in block.links]
    return {entity: entities[entity] for entity in (*met, *linked) if entity in entities}
