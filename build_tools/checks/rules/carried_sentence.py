"""Sentences of an original in copyright that were copied into published texts.

One table has all runs of `RUN` words of the originals on this machine, and each text is compared with it once: the cost
grows with the number of words, not of pairs of texts. Words are compared folded, so that the traces of copying from a
PDF (soft hyphens, zero-width spaces, ligatures, decomposed letters, words divided at line ends) make no difference. A
second table, of runs of three words, finds sentences in which a few words were changed. A third, of letters without
what is between them, finds words that are divided, joined, or written with letters that only look the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.checks.rule import Context
from build_tools.core.files import list_files, read_inside
from build_tools.core.folders import ORIGINAL, SOURCES
from build_tools.core.model import RESTRICTED, AnnotatedArticle, Corpus, Place, Source
from build_tools.core.problems import Problem, error, warning
from build_tools.corpus.documents import Document, annotations_of
from build_tools.sources.csl_faults import find_texts
from build_tools.sources.front_matter import decode
from build_tools.sources.schema import MODELS
from build_tools.sources.value_types import is_prose
from build_tools.text.characters import HYPHENS
from build_tools.text.csl_markup import plain
from build_tools.text.excerpts import shortened
from build_tools.text.fold import fold
from build_tools.text.letters import letters_of, offset_of_letter

RUN = 8
"""This many of the original's words in a row count as copied."""
_SEED = 3
_BEGIN = 24
"""Letters by which a run of words is looked up; one with fewer letters says little."""
_WINDOW, _ENOUGH = 12, 9
"""Of `_WINDOW` words in a row, `_ENOUGH` in the original's order count as hardly changed."""
_SHIFT = 2
"""At most this many words may have been inserted or left out in between."""
_KEYS = {sort: [key for key, field in model.model_fields.items() if is_prose(field)] for sort, model in MODELS.items()}
"""Sort of document -> its keys that may have a phrase."""
_TITLES = frozenset({"title", "title-short", "container-title", "container-title-short", "collection-title"})
_WORD = re.compile(r"[^\W_]+")
_PARTED = re.compile(rf"(?<=\w)([{HYPHENS}])[ \t]*(\s)[ \t]*(?=\w)")
"""A word divided at the end of a line; a paragraph's lines are joined by a space."""
_SKIPPED = re.compile(r"https?://\S+|</?[A-Za-z][^<>]{0,200}>")
"""Addresses and tags in a file's raw text."""
Value = tuple[Source, tuple[str | int, ...], str]
"""(source, keys, text) of a value."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    text: str
    """The word as written in the text."""
    folded: str
    block: int
    """Index of its block."""
    offset: int
    """Offset of its first code point in the block."""


class Originals:
    """The words of the originals that are in copyright and on this machine."""

    def __init__(self, articles: Iterable[AnnotatedArticle]) -> None:
        self.runs: dict[tuple[str, ...], str] = {}
        """A run of `RUN` folded words -> slug of the article whose original has it."""
        self.seeds: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        """A run of `_SEED` folded words -> (slug, index of its first word) for each place where it occurs."""
        self.letters: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """The first `_BEGIN` letters of `RUN` words in a row -> (all their letters, slug)."""
        for annotated in articles:
            article = annotated.article
            if article.original_blocks and article.rights == RESTRICTED:
                self._add_letters([block.text for block in article.original_blocks], article.slug)
                words = [word.folded for word in find_words([block.text for block in article.original_blocks])]
                self.runs |= dict.fromkeys(_runs_of(words, RUN), article.slug)
                for index, seed in enumerate(_runs_of(words, _SEED)):
                    self.seeds[seed].append((article.slug, index))

    def _add_letters(self, texts: Iterable[str], slug: str) -> None:
        words = [letters for text in texts for word in text.split() if (letters := letters_of(word))]
        for run in _runs_of(words, RUN):
            letters = "".join(run)
            if len(letters) >= _BEGIN:
                self.letters[letters[:_BEGIN]].append((letters, slug))

    def find_letters(self, text: str) -> tuple[int, str] | None:
        """(offset, slug) of the first `RUN` words of an original whose letters are in `text`; None without any."""
        letters = letters_of(text)
        for index in range(len(letters) - _BEGIN + 1):
            for run, slug in self.letters.get(letters[index : index + _BEGIN], ()):
                if letters.startswith(run, index):
                    return offset_of_letter(text, index), slug
        return None


def find_words(texts: Iterable[str]) -> list[Word]:
    """The words (letters and digits) of several texts as one list, since a run may continue in the next block."""
    return [word for number, text in enumerate(texts) for word in _words_of(text, number)]


def _words_of(text: str, block: int) -> Iterator[Word]:
    joined = _PARTED.sub(lambda found: "\u00ad" * len(found[0]), text)  # folding drops soft hyphens
    folded = fold(joined)
    for found in _WORD.finditer(folded.text):
        start, end = folded.start(found.start()), folded.end(found.end())
        word = found[0] if found[0].isascii() else unicodedata.normalize("NFKD", found[0])
        yield Word(text[start:end], word, block, start)


def check_carried_sentence(corpus: Corpus, context: Context) -> Iterator[Problem]:
    problems = list(_find_long_quotes(corpus))
    originals = Originals(corpus.articles)
    if originals.runs:
        problems += [*_check_texts(context.documents, originals), *_check_values(corpus, context.documents, originals)]
    yield from problems
    if not originals.runs:
        return
    reported = {problem.path for problem in problems}
    for path, text in _read_files(context):
        if path not in reported:
            yield from _check_file(path, text, originals)


def _check_texts(documents: Iterable[Document], originals: Originals) -> Iterator[Problem]:
    for document in documents:
        words = find_words(block.text for block in document.blocks)
        for found, slug in _find_runs(words, originals):
            line, column = document.blocks[found[0].block].position(found[0].offset)
            yield _to_problem((document.source.path, line, column), found, slug)
        if not any(True for _ in _find_runs(words, originals)):
            yield from _check_letters(document, originals)
        for found, slug in _find_hardly_changed(words, originals):
            line, column = document.blocks[found[0].block].position(found[0].offset)
            yield _to_warning((document.source.path, line, column), found, slug)


def _check_letters(document: Document, originals: Originals) -> Iterator[Problem]:
    for block in document.blocks:
        if hit := originals.find_letters(block.text):
            yield _to_disguised((document.source.path, *block.position(hit[0])), hit[1])


def _check_values(corpus: Corpus, documents: Iterable[Document], originals: Originals) -> Iterator[Problem]:
    for source, keys, value in _find_values(corpus, documents):
        runs = list(_find_runs(find_words([value]), originals))
        yield from (_to_problem(source.place(*keys), found, slug) for found, slug in runs)
        if not runs and (hit := originals.find_letters(value)):
            yield _to_disguised(source.place(*keys), hit[1])


def _read_files(context: Context) -> Iterator[tuple[str, str]]:
    """(path, text) of all other files that are published with the corpus: pages, source files with their comments,
    stray files, settings, README.
    """
    yield from ((page.path, page.text) for page in context.pages)
    paths = [f"{SOURCES}/{path}" for path in _list(context, SOURCES) if path.endswith((".md", ".txt"))]
    tops = sorted(path.name for path in context.root.iterdir() if path.suffix in {".md", ".yml"})
    for path in (*paths, *tops):
        if path.rpartition("/")[2] != ORIGINAL:
            try:
                yield path, decode(path, read_inside(context.root, path))[0]
            except OSError:  # already reported while reading the corpus
                continue


def _list(context: Context, folder: str) -> list[str]:
    try:
        return list_files(context.root / folder)
    except OSError:
        return []


def _check_file(path: str, text: str, originals: Originals) -> Iterator[Problem]:
    """Check the raw text of a file, except tags, and addresses: their words are usually a title, and titles may be
    quoted.
    """
    without = _SKIPPED.sub(lambda found: " " * len(found[0]), text)
    runs = list(_find_runs(find_words([without]), originals))
    yield from (_to_problem(_place_at(path, text, found[0].offset), found, slug) for found, slug in runs)
    if not runs and (hit := originals.find_letters(without)):
        yield _to_disguised(_place_at(path, text, hit[0]), hit[1])


def _place_at(path: str, text: str, at: int) -> Place:
    return (path, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)


def _find_long_quotes(corpus: Corpus) -> Iterator[Problem]:
    """Check `original.exact`, which quotes the original even if that isn't on this machine."""
    for annotated in corpus.articles:
        if annotated.article.rights != RESTRICTED:
            continue
        for annotation in annotations_of(annotated):
            amount = sum(1 for _ in _WORD.finditer(annotation.original_exact))
            if amount >= RUN:
                message = f"{amount} words of the original are quoted here; fewer than {RUN} in a row are allowed"
                place = annotation.source.place("original", "exact")
                yield error("carried-sentence", place, message, "a few words are enough to find the place")


def _runs_of(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(length)), strict=False)


def _find_runs(words: list[Word], originals: Originals) -> Iterator[tuple[list[Word], str]]:
    """(words, slug of the article) for each stretch that was copied, at its full length."""
    runs = originals.runs
    folded = [word.folded for word in words]
    if runs.keys().isdisjoint(_runs_of(folded, RUN)):  # nearly always so; the loop below takes five times as long
        return
    start = end = 0
    slug = ""
    for i, run in enumerate(_runs_of(folded, RUN)):
        if run not in runs:
            continue
        if end and i > end - RUN + 1:
            yield words[start:end], slug
            end = 0
        if not end:
            start, slug = i, runs[run]
        end = i + RUN
    yield words[start:end], slug


def _find_hardly_changed(words: list[Word], originals: Originals) -> Iterator[tuple[list[Word], str]]:
    """(words, slug of the article) of stretches of `_WINDOW` words, `_ENOUGH` of them the original's and in its order.

    The stretches don't overlap. Those with a copied run are left out, since `_find_runs` reports them.
    """
    folded = [word.folded for word in words]
    hits = [
        (index, slug, at)
        for index, seed in enumerate(_runs_of(folded, _SEED))
        for slug, at in originals.seeds.get(seed, ())
    ]
    done = 0
    for number, (index, slug, at) in enumerate(hits):
        if index < done:
            continue
        covered: set[int] = set()
        for other, its_slug, its_at in hits[number:]:
            if other + _SEED > index + _WINDOW:
                break
            if its_slug == slug and abs((its_at - at) - (other - index)) <= _SHIFT:
                covered.update(range(other, other + _SEED))
        if len(covered) >= _ENOUGH:
            done = index + _WINDOW
            stretch = folded[index:done]
            if originals.runs.keys().isdisjoint(_runs_of(stretch, RUN)):
                yield words[index:done], slug


def _find_values(corpus: Corpus, documents: Iterable[Document]) -> Iterator[Value]:
    """The values of front matter and references that may have a phrase, except titles of works, which are names."""
    for document in documents:
        yield from _find_texts(document)
    for annotated in corpus.articles:
        article = annotated.article
        yield from ((article.source, ("mentions", i), rule.exact) for i, rule in enumerate(article.mentions))
        yield from ((article.source, ("dates", i), rule.exact) for i, rule in enumerate(article.dates))
        yield from ((article.source, ("author", i), author.text) for i, author in enumerate(article.author))
        for annotation in annotations_of(annotated):
            yield annotation.source, ("contributor",), annotation.contributor.text
    for entity in corpus.entities:
        yield from ((entity.source, ("aliases", i), alias.name) for i, alias in enumerate(entity.aliases))
    for reference in corpus.references:
        for key, value in reference.data.items():
            if key not in _TITLES:
                yield from ((reference.source, (key,), plain(text)) for text in find_texts(value))


def _find_texts(document: Document) -> Iterator[Value]:
    for key in _KEYS.get(document.sort, ()):
        value = getattr(document.value, key)
        if isinstance(value, str):
            yield document.source, (key,), value
        elif isinstance(value, tuple):  # whose entries with keys of their own are listed in `_find_values`
            yield from ((document.source, (key, i), text) for i, text in enumerate(value) if isinstance(text, str))
    for i, (_, reason) in enumerate(document.source.ignores):
        yield document.source, ("ignore", i, "reason"), reason


def _to_problem(place: Place, found: list[Word], slug: str) -> Problem:
    message = f"these {len(found)} words in a row are in the original of `{slug}`: “{_shorten(found)}”"
    return error("carried-sentence", place, message, "say it in other words: the original is in copyright")


def _to_disguised(place: Place, slug: str) -> Problem:
    message = (
        f"the letters of {RUN} words in a row of the original of `{slug}` are here, divided or written in another way"
    )
    return error("carried-sentence", place, message, "say it in other words: the original is in copyright")


def _to_warning(place: Place, found: list[Word], slug: str) -> Problem:
    message = f"most of these words are in the original of `{slug}` in the same order: “{_shorten(found)}”"
    return warning("hardly-changed", place, message, "say it in your own words: the original is in copyright")


def _shorten(found: list[Word]) -> str:
    return shortened(" ".join(word.text for word in found), 100)
