"""Find what can be fixed in the source files of a corpus."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from build_tools.anchoring.exact import find_exact
from build_tools.anchoring.moved import NewPlace
from build_tools.anchoring.sentences import find_sentence_change
from build_tools.core.model import AnchoredNote, AnnotatedArticle, Annotation, Article, Block, Corpus
from build_tools.corpus.documents import find_documents
from build_tools.corpus.paragraphs import align
from build_tools.corpus.placing import find_moved
from build_tools.fixing.renumbered import Renumbered
from build_tools.fixing.source import Fixed, fix, fix_page

_LONG = 64
"""A prefix or suffix with more code points than this is shortened."""
_ENOUGH = 32
"""Code points that are kept of it, at most; it is cut at a word."""

_ORDER = ("home", "article", "annotation", "entity", "event")
"""Sorts of documents, as they are fixed."""

Selector = Mapping[str, str | int | None]


Versions = Callable[[str], Iterable[Sequence[Block]]]
"""Path of an article -> its blocks in earlier versions, the latest first."""


def find_fixes(
    corpus: Corpus,
    home: str,
    read: Callable[[str], bytes],
    versions: Versions = lambda _path: (),
    renumbered: Mapping[str, Sequence[Renumbered]] | None = None,
) -> Iterator[tuple[str, Fixed]]:
    """(path, what changes) for each file that can be fixed, by path within each kind.

    `home` is the path of the home page's text, `read` gives a file's bytes, `versions` an article's earlier versions.
    `renumbered` has the references that need another number, by path.
    Only files that are in the corpus are fixed: the others can't be read. Of hand-written pages, only the references.
    """
    waiting = dict(renumbered or {})
    for path, kind, selector in _find_sources(corpus, home, versions):
        marks = corpus.settings.checks.quotation_marks
        references = waiting.pop(path, ())
        fixed = fix(read(path), kind, selector, marks, path=path, renumbered=references, kinds=corpus.kinds)
        if fixed.before != fixed.after:
            yield path, fixed
    for path in sorted(waiting):
        fixed = fix_page(read(path), path, waiting[path])
        if fixed.before != fixed.after:
            yield path, fixed


def _find_sources(corpus: Corpus, home: str, versions: Versions) -> Iterator[tuple[str, str, Selector]]:
    selectors: dict[str, Selector] = {}
    for annotated in corpus.articles:
        selectors |= _find_selectors(annotated, versions)
    for document in sorted(find_documents(corpus), key=lambda d: (_ORDER.index(d.sort), d.source.path)):
        path = home if document.sort == "home" else document.source.path
        yield path, document.sort, selectors.get(path, {})


def _find_selectors(annotated: AnnotatedArticle, versions: Versions) -> dict[str, Selector]:
    """Path of an annotation -> the new values of its selector's keys; None removes a key."""
    moved = find_moved(annotated)
    earlier = list(map(tuple, versions(annotated.article.source.path))) if moved else []
    blocks = {block.number: block for block in annotated.article.blocks}
    selectors: dict[str, Selector] = {}
    for note in annotated.notes:
        place = moved.get(note.annotation.id)
        if place and place.certain and not _is_look_alike(note.annotation, place, annotated.article, earlier):
            selectors[note.annotation.source.path] = _moved_to(note, place)
        elif not note.orphan:
            selectors[note.annotation.source.path] = _shortened(note, blocks[note.block])
    return selectors


def _is_look_alike(
    annotation: Annotation, place: NewPlace, article: Article, earlier: Sequence[Sequence[Block]]
) -> bool:
    """Whether the words at a place aren't what became of the note's, judged by the last version that had these.

    They aren't if they were already there, or if they are in another paragraph in a sentence that says something else:
    somebody may quote and deny there what the note's own sentence said, and that may be gone.
    """
    for version in earlier:
        own = next((block for block in version if block.paragraph == annotation.paragraph), None)
        found = find_exact(own.text, annotation.exact, annotation.prefix, annotation.suffix) if own else ()
        if own and len(found) == 1:
            was = next(
                (b for b, now in align(version, article.blocks) if now and now.number == place.block.number), None
            )
            if was is not None and was.number != own.number and find_exact(was.text, place.words):
                return True
            its, new = (found[0].start, found[0].end), (place.start, place.end)
            moved = place.block.paragraph != annotation.paragraph
            return moved and bool(find_sentence_change(own.text, its, place.block.text, new, article.language))
    return False


def _moved_to(note: AnchoredNote, place: NewPlace) -> Selector:
    annotation = note.annotation
    selector = place.selector_for(annotation)
    number = place.block.paragraph
    words = _changed(
        ("exact", annotation.exact, selector.exact),
        ("prefix", annotation.prefix, selector.prefix),
        ("suffix", annotation.suffix, selector.suffix),
    )
    return words if annotation.paragraph == number else {"paragraph": number, **words}


def _changed(*keys: tuple[str, str, str]) -> Selector:
    """Key -> new value where it differs from the old one, from (key, old value, new value); None if it is empty."""
    return {key: new or None for key, old, new in keys if old != new}


def _shortened(note: AnchoredNote, block: Block) -> Selector:
    """Shorter contexts, if they are long and the shorter ones still name the same place."""
    annotation = note.annotation
    if max(len(annotation.prefix), len(annotation.suffix)) <= _LONG:
        return {}
    prefix, suffix = _last_words(annotation.prefix), _first_words(annotation.suffix)
    found = find_exact(block.text, annotation.exact, prefix, suffix)
    if [(a.start, a.end) for a in found] != [(note.start, note.end)]:
        return {}
    return _changed(("prefix", annotation.prefix, prefix), ("suffix", annotation.suffix, suffix))


def _last_words(text: str) -> str:
    if len(text) <= _LONG:
        return text
    cut = text[-_ENOUGH:]
    return cut.split(maxsplit=1)[1] if " " in cut.strip() and not text[-_ENOUGH - 1].isspace() else cut


def _first_words(text: str) -> str:
    if len(text) <= _LONG:
        return text
    cut = text[:_ENOUGH]
    return cut.rsplit(maxsplit=1)[0] if " " in cut.strip() and not text[_ENOUGH].isspace() else cut


def format_diff(path: str, fixed: Fixed) -> str:
    """The change in the format of `diff -u`. Lines may end in an invisible carriage return."""
    before, after = (raw.decode("utf-8").split("\n") for raw in (fixed.before, fixed.after))
    return "\n".join(difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="", n=2))
