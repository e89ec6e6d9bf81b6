"""The glossary: A–Z, and by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from build_tools.core.model import Entity
from build_tools.site.addresses import GLOSSARY, KINDS, Linker, entity_uri, letter_uri
from build_tools.site.name_lists import counted, gloss_of
from build_tools.site.pieces import Page, count_of, part_of
from build_tools.site.site import Site, alphabetical, letter_of
from build_tools.text.weave import attributes, escape, link, link_name

_ENTITIES_ON_ONE_PAGE = 400
_NONE = "No entries yet."


def render_glossary(site: Site) -> Iterator[Page]:
    """The glossary A–Z, with a page for each letter if one page would be too long; and by kind."""
    groups = _by_letter(list(site.entities.values()))
    whole = len(site.entities) <= _ENTITIES_ON_ONE_PAGE
    linker = site.linker(GLOSSARY)
    bar = " ".join(
        link(letter, f"#{_letter_id(letter)}" if whole else linker.to(letter_uri(letter))) for letter in groups
    )
    by_kind = link("The same by kind", linker.to(KINDS))
    parts = [
        "# Glossary",
        f"{count_of(len(site.entities), 'entry', 'entries')}, A–Z. {by_kind}\n{attributes('meta')}"
        if groups
        else _NONE,
        f"{bar}\n{attributes('letters')}" if bar else "",
    ]
    if whole:
        parts += [_letter_section(site, letter, group, linker) for letter, group in groups.items()]
    yield Page(GLOSSARY, "Glossary", parts)
    if not whole:
        for letter, group in groups.items():
            yield _letter_page(site, letter, group)
    yield _kinds_page(site)


def _letter_page(site: Site, letter: str, group: list[Entity]) -> Page:
    linker = site.linker(letter_uri(letter))
    kicker = part_of("Glossary", GLOSSARY, linker)
    parts = [kicker, f"# {escape(letter)}", _entity_list(site, group, linker)]
    return Page(letter_uri(letter), f"Glossary: {letter}", parts)


def _letter_section(site: Site, letter: str, group: list[Entity], linker: Linker) -> str:
    return f"## {escape(letter)} {attributes(identifier=_letter_id(letter))}\n\n{_entity_list(site, group, linker)}"


def _letter_id(letter: str) -> str:
    return f"letter-{letter.lower()}" if letter.isalpha() else "letter-other"


def _by_letter(entities: list[Entity]) -> dict[str, list[Entity]]:
    return {letter: list(group) for letter, group in groupby(sorted(entities, key=alphabetical), letter_of)}


def _entity_list(site: Site, entities: list[Entity], linker: Linker) -> str:
    lines = []
    for entity in entities:
        name = link_name(entity.name, linker.to(entity_uri(entity.id)), classes="name")
        lines.append(
            f'- {name} <span class="also">{escape(site.kinds.entity(entity.kind).label)}</span> {gloss_of(entity)}'
            f' <span class="count">{counted(site, entity)}</span>'
        )
    return '<div class="entries" markdown="block">\n\n' + "\n".join(lines) + "\n\n</div>"


def _kinds_page(site: Site) -> Page:
    linker = site.linker(KINDS)
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in site.entities.values():
        groups[entity.kind].append(entity)
    kicker = part_of("Glossary", GLOSSARY, linker)
    parts = [kicker, "# Glossary by kind", "" if groups else _NONE]
    for kind in site.kinds.entities:
        if kind.id in groups:
            ordered = sorted(groups[kind.id], key=lambda e: (e.name.casefold(), e.id))
            parts += [f"## {escape(kind.heading)} {attributes(identifier=kind.id)}", _kind_list(ordered, linker)]
    return Page(KINDS, "Glossary by kind", parts)


def _kind_list(entities: list[Entity], linker: Linker) -> str:
    names = [link_name(e.name, linker.to(entity_uri(e.id)), e.gloss, "m") for e in entities]
    return f"{' · '.join(names)}\n{attributes('names')}"
