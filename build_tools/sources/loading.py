"""The only reader of `source_texts/`: files -> model, with a problem for whatever can't be used.

User data raises nothing. Every function here adds its problems to those of the `SourceTree` that it is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from build_tools.core.corpus_settings import CorpusSettings
from build_tools.core.folders import ARTICLES, EVENTS, GLOSSARY, HOME, ORIGINAL, REFERENCES, SETTINGS, SOURCES
from build_tools.core.kinds import BUILT_IN, Kinds
from build_tools.core.model import (
    RESTRICTED,
    Annotation,
    Article,
    Block,
    Entity,
    Event,
    OriginalRecord,
    Reference,
    Source,
)
from build_tools.core.problems import Problem, error, warning
from build_tools.sources.blocks import mark_captions, parse_blocks, parse_plain
from build_tools.sources.corpus_schema import CorpusFields
from build_tools.sources.front_matter import (
    Document,
    decode,
    find_conflicts,
    parse_document,
    parse_settings,
    say_other_format,
)
from build_tools.sources.kinds_schema import name_kinds
from build_tools.sources.misplaced import name_strays, say_other_kind
from build_tools.sources.references import parse_references
from build_tools.sources.salvaging import salvage_fields
from build_tools.sources.schema import (
    MODELS,
    AnnotationFields,
    ArticleFields,
    EntityFields,
    EventFields,
    Fields,
)
from build_tools.sources.schema_messages import validate
from build_tools.sources.tree import SourceTree, find_slugs, is_id
from build_tools.text.file_formats import recognise_format

F = TypeVar("F", bound=Fields)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """One article's folder."""

    slug: str
    article: Article | None
    """None if its file can't be used."""
    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedShared:
    """What all articles share."""

    entities: tuple[Entity, ...] = ()
    references: tuple[Reference, ...] = ()
    home: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    events: tuple[Event, ...] = ()
    settings: CorpusSettings = field(default_factory=CorpusSettings)
    settings_source: Source = field(default_factory=lambda: Source(SETTINGS))
    kinds: Kinds = BUILT_IN
    """The kinds that notes and entries may have."""


def load_article(
    root: Path, slug: str, kinds: Kinds = BUILT_IN, language: str = "en", *, salvage: bool = False
) -> LoadedArticle:
    """One article with its annotations, and its original if that was imported; `language` is that of the corpus.

    With `salvage`, files with a fault in some key are there too, marked `faulty`, so that all else can be checked.
    """
    tree = SourceTree(root, kinds, salvage=salvage)
    folder = f"{ARTICLES}/{slug}"
    tree.check_id(slug, folder, taken=() if is_id(slug) else find_slugs(root))
    article = _load_article(tree, slug, language)
    if article is None or article.rights == RESTRICTED or article.original:
        tree.check_originals(folder)
    tree.check_strays(folder, {"article.md", ORIGINAL}, {"annotations"})
    notes = _load_all(tree, f"{folder}/annotations", AnnotationFields, partial(Annotation, article=slug))
    return LoadedArticle(slug, article, notes, tuple(name_strays(root, tree.problems)))


def load_shared(root: Path, kinds: Kinds = BUILT_IN, *, salvage: bool = False) -> LoadedShared:
    """The glossary, the references, the events, the home page's text and the settings, which may add to the `kinds`."""
    tree = SourceTree(root, kinds, salvage=salvage)
    settings, source = _load_settings(tree)
    folders = {"articles", "events", "glossary", "references", "schema"}
    tree.check_strays(SOURCES, {"corpus.yml", "home.md"}, folders)
    tree.check_no_files(ARTICLES, "an article is a folder with `article.md` in it")
    entities = _load_all(tree, GLOSSARY, EntityFields, Entity, text="description")
    events = _load_all(tree, EVENTS, EventFields, Event)
    references = _load_references(tree)
    home = _load_home(tree)
    problems = tuple(name_strays(root, tree.problems))
    return LoadedShared(entities, references, home, problems, events, settings, source, tree.kinds)


def _load_all(
    tree: SourceTree, folder: str, fields_class: type[Fields], model: Callable[..., T], text: str = "body"
) -> tuple[T, ...]:
    """What the files of a folder say, sorted by id; `text` is the field of `model` for the text below the keys."""
    found = (_load(tree, name, path, fields_class, model, text) for name, path in tree.list_sources(folder, ".md"))
    return tuple(value for value in found if value is not None)


def _load(
    tree: SourceTree, name: str, path: str, fields_class: type[Fields], model: Callable[..., T], text: str
) -> T | None:
    """What one file says; None if it can't be used."""
    raw = tree.read(path)
    if raw is None:
        return None
    document, fields, is_read = _read_keys(tree, fields_class, path, raw)
    body = _read_text(tree, document, may_have_headings=False)
    if is_read and not body:
        tree.problems.append(_empty(document, "no text follows the front matter"))
    if fields is None or not is_id(name):
        return None
    return model(id=name, source=_to_source(document, fields), **{text: body}, **fields.to_values())


_KINDS: dict[type[Fields], str] = {model: kind for kind, model in MODELS.items()}
_UNREADABLE = frozenset({"no-front-matter", "bad-yaml", "other-format"})
"""Codes of faults that leave a file without keys."""


def _read_keys(tree: SourceTree, fields_class: type[F], path: str, raw: bytes) -> tuple[Document, F | None, bool]:
    """A file, its front matter, and whether that could be read at all; if not, missing keys aren't reported."""
    document, faults = parse_document(path, raw)
    if misplaced := say_other_kind(path, document.data, _KINDS[fields_class]):
        tree.problems += [fault for fault in faults if fault.code != "cut-value"] + [misplaced]
        document.body = ""
        return document, None, False
    fields, invalid = validate(fields_class, document, tree.kinds)
    if invalid and tree.salvage and not any(fault.code in _UNREADABLE for fault in faults):
        fields = salvage_fields(fields_class, document, tree.kinds)
        document.is_faulty = True
    is_read = not any(fault.code in _UNREADABLE for fault in faults)
    tree.problems += [*faults, *(invalid if is_read else ())]
    return document, fields, is_read


def _read_text(tree: SourceTree, document: Document, *, may_have_headings: bool) -> tuple[Block, ...]:
    blocks, faults = parse_blocks(document.path, document.body, document.body_line, may_have_headings=may_have_headings)
    tree.problems += _without_marks(document.path, tree.problems, faults)
    return blocks


def _without_marks(path: str, known: Iterable[Problem], faults: Iterable[Problem]) -> list[Problem]:
    """The faults of a text without those of the lines that a merge left, which look like Markdown."""
    faults = list(faults)
    if not faults:
        return faults
    ours = [problem for problem in known if problem.path == path]
    marks = {problem.line for problem in ours if problem.code == "conflict-mark"}
    is_all_text = any(problem.code == "no-front-matter" for problem in ours)  # its keys and hyphens look like Markdown
    return [
        fault
        for fault in faults
        if fault.line not in marks and not (is_all_text and fault.code == "unsupported-markdown")
    ]


def _empty(document: Document, message: str) -> Problem:
    return error("empty-text", (document.path, document.body_line, 1), message, "write it below the second `---`")


def _to_source(document: Document, fields: Fields) -> Source:
    return Source(document.path, document.marks, document.body_line, fields.ignores, document.is_faulty)


def _load_article(tree: SourceTree, slug: str, language: str) -> Article | None:
    path = f"{ARTICLES}/{slug}/article.md"
    raw = tree.read(path)
    if raw is None:
        return None
    document, fields, _ = _read_keys(tree, ArticleFields, path, raw)
    blocks = _read_text(tree, document, may_have_headings=True)
    if fields is None or not is_id(slug):
        return None
    if not blocks:
        tree.problems.append(_empty(document, "the article has no text"))
    values = fields.to_values()
    record: OriginalRecord = values.get("original") or OriginalRecord()
    source = _to_source(document, fields)
    return Article(
        slug=slug,
        source=source,
        blocks=mark_captions(blocks, record.skip, record.captions),
        original_blocks=_load_original(tree, slug, record, source),
        **{"language": language, **values},
    )


def _load_original(tree: SourceTree, slug: str, record: OriginalRecord, source: Source) -> tuple[Block, ...]:
    path = f"{ARTICLES}/{slug}/{ORIGINAL}"
    raw = tree.read_optional(path)
    if raw is None:
        return ()
    if found := recognise_format(raw):
        tree.problems.append(say_other_format(path, found))
        return ()
    if record.sha256 and hashlib.sha256(raw).hexdigest() != record.sha256:
        message = f"the imported {ORIGINAL} isn't the file whose SHA-256 is recorded here"
        hint = "import the recorded file, or check that paragraphs and notes match this one, and record its SHA-256"
        tree.problems.append(warning("other-original", source.place("original", "sha256"), message, hint))
    text, faults = decode(path, raw)
    tree.problems += faults
    return parse_plain(text, record.skip, record.headings, record.captions)


def _load_references(tree: SourceTree) -> tuple[Reference, ...]:
    """The references of all files, sorted by id."""
    references: list[Reference] = []
    for _, path in tree.list_sources(REFERENCES, ".json"):
        raw = tree.read(path)
        if raw is not None:
            found, faults = parse_references(path, raw)
            references += found
            tree.problems += faults
    return tuple(sorted(references, key=lambda reference: reference.id))


def _load_home(tree: SourceTree) -> tuple[Block, ...]:
    raw = tree.read_optional(HOME)
    if raw is None:
        return ()
    text, faults = decode(HOME, raw)
    blocks, markup = parse_blocks(HOME, text)
    conflicts = find_conflicts(HOME, text)
    tree.problems += [*faults, *conflicts, *_without_marks(HOME, conflicts, markup)]
    return blocks


def _load_settings(tree: SourceTree) -> tuple[CorpusSettings, Source]:
    """The corpus's settings, or the defaults if there are none or they can't be used; the tree gets their kinds.

    If a setting has a fault, the kinds that they name are known all the same: no note is to blame for that.
    """
    raw = tree.read_optional(SETTINGS)
    if raw is None:
        return CorpusSettings(), Source(SETTINGS)
    document, faults = parse_settings(SETTINGS, raw)
    named = name_kinds(document.data, tree.kinds)
    fields, invalid = validate(CorpusFields, document, named)
    is_read = not any(fault.code == "bad-yaml" for fault in faults)
    tree.problems += [*faults, *(invalid if is_read else ())]
    settings = fields.to_model() if fields else CorpusSettings()
    tree.kinds = tree.kinds.extended(settings.note_kinds, settings.entity_kinds) if fields else named
    return settings, Source(SETTINGS, document.marks)


def read_blocks(path: str, raw: bytes) -> tuple[Block, ...]:
    """The blocks of an article's file, numbered as its page numbers them; for earlier versions, faulty or not."""
    document, _ = parse_document(path, raw)
    blocks = parse_blocks(path, document.body, document.body_line)[0]
    original = document.data.get("original")
    record = original if isinstance(original, dict) else {}
    return mark_captions(blocks, _read_numbers(record.get("skip")), _read_numbers(record.get("captions")))


def _read_numbers(values: object) -> tuple[int, ...]:
    return tuple(value for value in values if isinstance(value, int)) if isinstance(values, list) else ()
