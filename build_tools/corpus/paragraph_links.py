"""Everything that names a paragraph by its number: links, `passages:` of events, rules of articles, guides."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.core.folders import ARTICLES, HOME, SOURCES
from build_tools.core.model import Block, Corpus, DateRule, MentionRule, Place
from build_tools.corpus.documents import find_documents
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.front_matter import decode, parse_document
from build_tools.sources.hand_written import HandWritten
from build_tools.text.fold import fold

PARAGRAPH = re.compile(r"article:([a-z0-9][a-z0-9-]*)#p([1-9][0-9]{0,5})")
"""The address of a paragraph in a source text: slug and number."""
PAGE_ADDRESS = re.compile(r"([^\s()<>\"'\[\]#]*articles/([a-z0-9][a-z0-9-]*)\.md)#p([1-9][0-9]{0,5})(?![\w-])")
"""The same in a hand-written page: path, slug and number."""
_PAGE_LINK = re.compile(
    rf"(?:\[([^\[\]]*)\]\(\s*<?|^ {{0,3}}\[[^\[\]]+\]:\s*<?|\bhref=[\"'])(?={PAGE_ADDRESS.pattern})", re.MULTILINE
)
_CODE = re.compile(
    r"^(?P<fence> {0,3}(?P<mark>`{3,}|~{3,})).*?(?:^ {0,3}(?P=mark)|\Z)|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
"""Code, in which nothing is a link."""

RULES = ("mentions", "dates")
"""Keys of an article whose entries may be about one paragraph."""
Key = tuple[str, str, str]
"""(slug; `link`, `passages` or a key of `RULES`; words): what stays the same when a reference gets another number."""
PlaceOf = Callable[..., Place]


@dataclass(frozen=True, slots=True)
class ParagraphLink:
    """A place that names a paragraph by its number."""

    path: str
    line: int
    column: int
    """Of the link's first word, or of the value; from 1, in code points."""
    slug: str
    number: int
    kind: str
    """`link`, `passages`, or a key of `RULES`."""
    words: str = ""
    """The link's words, or those that the rule is about; an address under `passages:` has none."""

    @property
    def place(self) -> Place:
        return (self.path, self.line, self.column)

    @property
    def href(self) -> str:
        return f"article:{self.slug}#p{self.number}"

    @property
    def key(self) -> Key:
        words = re.sub(rf"(?<!\d){self.number}(?!\d)", "#", self.words)  # words such as “¶ 10” change with the number
        return (self.slug, self.kind, " ".join(fold(words).text.split()))


def find_paragraph_links(corpus: Corpus, pages: Sequence[HandWritten]) -> list[ParagraphLink]:
    """All of them, file by file; in a file in the order in which it has them, rules and `passages:` first."""
    found: list[ParagraphLink] = []
    for annotated in corpus.articles:
        article = annotated.article
        for key in RULES:
            rules: Sequence[MentionRule | DateRule] = getattr(article, key)
            numbers = [(rule.exact, rule.paragraph) for rule in rules]
            found += _of_rules(article.slug, key, numbers, article.source.place)
    for event in corpus.events:
        found += _of_passages(event.passages, event.source.place)
    for document in find_documents(corpus):
        found += _of_blocks(document.source.path, document.blocks)
    slugs = {annotated.slug for annotated in corpus.articles}
    written = {page.path for page in pages}
    for page in pages:
        if "/" in page.path and ".md#p" in page.text:
            found += (link for link in _of_page(page.path, page.text, written) if link.slug in slugs)
    return found


def read_paragraph_links(path: str, raw: bytes) -> list[ParagraphLink]:
    """Those of one file, as an earlier version has them; its faults are passed over."""
    if not path.startswith(f"{SOURCES}/"):
        return list(_of_page(path, decode(path, raw)[0]))
    if path == HOME:
        return list(_of_blocks(path, parse_blocks(path, decode(path, raw)[0])[0]))
    document, _ = parse_document(path, raw)
    found: list[ParagraphLink] = []
    if path.startswith(f"{ARTICLES}/") and path.endswith("/article.md"):
        for key in RULES:
            numbers = _read_rules(document.data.get(key))
            found += _of_rules(path.split("/")[-2], key, numbers, _places(document.place))
    passages = document.data.get("passages")
    if isinstance(passages, list):
        found += _of_passages([str(address) for address in passages], _places(document.place))
    blocks, _ = parse_blocks(path, document.body, document.body_line)
    return [*found, *_of_blocks(path, blocks)]


def _places(place: Callable[[tuple[str | int, ...]], Place]) -> PlaceOf:
    return lambda *keys: place(keys)


def _read_rules(rules: object) -> Iterator[tuple[str, int | None]]:
    for rule in rules if isinstance(rules, list) else ():
        held: Mapping[str, object] = rule if isinstance(rule, dict) else {}
        number = held.get("paragraph")
        yield str(held.get("exact", "")), number if isinstance(number, int) else None


def _of_rules(slug: str, key: str, rules: Iterable[tuple[str, int | None]], place: PlaceOf) -> Iterator[ParagraphLink]:
    for index, (exact, number) in enumerate(rules):
        if number is not None:
            yield ParagraphLink(*place(key, index, "paragraph"), slug, number, key, exact)


def _of_passages(passages: Iterable[str], place: PlaceOf) -> Iterator[ParagraphLink]:
    for index, address in enumerate(passages):
        if named := PARAGRAPH.fullmatch(address):
            yield ParagraphLink(*place("passages", index), named[1], int(named[2]), "passages")


def _of_blocks(path: str, blocks: Iterable[Block]) -> Iterator[ParagraphLink]:
    for block in blocks:
        for link in block.links:
            if named := PARAGRAPH.fullmatch(link.href):
                words = block.text[link.start : link.end]
                yield ParagraphLink(path, *block.position(link.start), named[1], int(named[2]), "link", words)


def _of_page(path: str, text: str, written: Collection[str] = ()) -> Iterator[ParagraphLink]:
    """The links of a page to paragraphs of articles; `written` are the paths of pages that no build makes."""
    without = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for found in _PAGE_LINK.finditer(without):
        words, address, slug, number = found.groups()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        if target not in written and target == f"{path.split('/', maxsplit=1)[0]}/articles/{slug}.md":
            line, start = without.count("\n", 0, found.start()) + 1, without.rfind("\n", 0, found.start()) + 1
            yield ParagraphLink(path, line, found.start() - start + 1, slug, int(number), "link", words or "")
