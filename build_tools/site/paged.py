"""Lists that are spread over pages: what each page has, and on which page an item is.

Whoever links to an item of such a list asks here, so that no link leads to a page that ends before it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from build_tools.core.model import Mention
from build_tools.corpus.dated import Item
from build_tools.site.addresses import entity_uri, timeline_uri

MENTIONS = 200
"""Lines of a concordance on one page: some 50 kB of HTML."""
TIMELINE_ITEMS = 150
"""Items on one page of the timeline."""

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """A list in order, with the same number of items on each page; without items there is still a first page."""

    items: Sequence[T]
    size: int
    """Items of a page."""
    to_uri: Callable[[int], str]
    """Number of a page, from 1 -> its `src_uri`."""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.items) // self.size))

    def numbered(self) -> Iterator[tuple[int, Sequence[T]]]:
        """(number, items) of each page."""
        return ((page, self.on_page(page)) for page in range(1, self.pages + 1))

    def on_page(self, page: int) -> Sequence[T]:
        return self.items[(page - 1) * self.size : page * self.size]

    def address_of(self, index: int, anchor: str) -> str:
        """`src_uri` with anchor of what is made of the item at an index."""
        return f"{self.to_uri(index // self.size + 1)}#{anchor}"

    def find_first(self, group: Callable[[T], K]) -> dict[K, int]:
        """Group -> the index of its first item, in order."""
        found: dict[K, int] = {}
        for index, item in enumerate(self.items):
            found.setdefault(group(item), index)
        return found


def concordance_of(entity: str, mentions: Sequence[Mention]) -> Paged[Mention]:
    """The lines of an entity's concordance; the first page of them is the entity's own."""
    return Paged(mentions, MENTIONS, partial(entity_uri, entity))


def mentions_anchor(slug: str) -> str:
    """Of an article's lines, on each page of a concordance that has some of them."""
    return f"in-{slug}"


def mentions_address(entity: str, mentions: Sequence[Mention], slug: str) -> str:
    """Where an article's lines begin in an entity's concordance."""
    paged = concordance_of(entity, mentions)
    return paged.address_of(paged.find_first(lambda mention: mention.article)[slug], mentions_anchor(slug))


def timeline_of(items: Sequence[Item]) -> Paged[Item]:
    return Paged(items, TIMELINE_ITEMS, timeline_uri)


def item_anchor(item: Item) -> str:
    """Of an item of the timeline; "" for a day that only passages name."""
    return "" if item.kind == "named" else f"{item.kind}-{item.id}"


def find_event_places(items: Sequence[Item]) -> dict[str, str]:
    """Event -> its place on the timeline, `src_uri` with anchor."""
    paged = timeline_of(items)
    return {
        item.id: paged.address_of(index, item_anchor(item)) for index, item in enumerate(items) if item.kind == "event"
    }
