"""Study editions that don't follow their original block for block, so that paragraph numbers would differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from build_tools.checks.rule import Context
from build_tools.core.model import Article, Block, BlockKind, Corpus, Edition, OriginalRecord, Place
from build_tools.core.problems import Problem, error


def check_block_mismatch(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        article = annotated.article
        record = article.original or (OriginalRecord() if article.original_blocks else None)
        if article.edition is Edition.STUDY and record and article.blocks:
            # One block too many or too few shifts all later ones, so only the first fault is reported.
            yield from islice(_find_faults(article, record), 1)


def _find_faults(article: Article, record: OriginalRecord) -> Iterator[Problem]:
    yield from _find_contradictions(article, record)
    numbers = _count_shown(record, len(article.blocks))
    headings = frozenset(record.headings)
    for block, number in zip(article.blocks, numbers, strict=True):
        if message := _find_misplaced(block, number, headings):
            hint = "write one block for each block of the original, in the same order, or correct `original.headings`"
            yield error("block-mismatch", _place(article, block), message, hint)
    yield from _find_beyond(article, record, numbers[-1])
    yield from _find_uneven(article)


def _find_contradictions(article: Article, record: OriginalRecord) -> Iterator[Problem]:
    lists = {"skip": record.skip, "headings": record.headings, "captions": record.captions}
    named: dict[int, str] = {}
    for key, numbers in lists.items():
        for index, number in enumerate(numbers):
            if number in named:
                message = f"the original's block {number} is under both `{named[number]}` and `{key}`"
                place = article.source.place("original", key, index)
                yield error("block-mismatch", place, message, "delete it from one of them")
            named[number] = key


def _count_shown(record: OriginalRecord, amount: int) -> list[int]:
    """The numbers of the original's first `amount` blocks that aren't skipped."""
    skip = frozenset(record.skip)
    return list(islice((number for number in count(1) if number not in skip), amount))


def _find_misplaced(block: Block, number: int, headings: frozenset[int]) -> str:
    is_heading = block.kind is BlockKind.HEADING
    if is_heading and number not in headings:
        return f"this is a heading, but the original's block {number} isn't"
    if not is_heading and number in headings:
        return f"the original's block {number} is a heading, but this isn't"
    return ""


def _find_beyond(article: Article, record: OriginalRecord, last: int) -> Iterator[Problem]:
    for key, numbers in (("headings", record.headings), ("captions", record.captions)):
        for index, number in enumerate(numbers):
            if number > last:
                message = f"the text ends with the original's block {last}, but `{key}` names block {number}"
                hint = "write the blocks that are missing, or correct the number"
                yield error("block-mismatch", article.source.place("original", key, index), message, hint)


def _find_uneven(article: Article) -> Iterator[Problem]:
    mine, originals = len(article.blocks), len(article.original_blocks)
    if not originals or mine == originals:
        return
    place = _place(article, article.blocks[min(mine, originals + 1) - 1])
    message = f"the text has {mine} blocks, but the original has {originals}, not counting those under `skip`"
    hint = "write one block for each block of the original, in the same order, or correct `original.skip`"
    yield error("block-mismatch", place, message, hint)


def _place(article: Article, block: Block) -> Place:
    return (article.source.path, *block.position(0))
