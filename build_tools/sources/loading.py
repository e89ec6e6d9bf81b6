"""The only reader of `source_texts/`: files -> model, with a problem for whatever can't be used."""

from __future__ import annotations

import enum
import errno
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools.core.files import NO_FILE, find_link, read_file
from build_tools.core.folders import ARTICLES, EVENTS, GLOSSARY, HOME, ORIGINAL, RECORD, REFERENCES, SOURCES
from build_tools.core.model import (
    Alias,
    Annotation,
    Article,
    Block,
    Entity,
    Event,
    MentionRule,
    OriginalRecord,
    Record,
    Reference,
    Source,
)
from build_tools.core.problems import Problem, error, warning
from build_tools.sources.blocks import mark_captions, parse_blocks, parse_plain
from build_tools.sources.front_matter import Document, decode, parse_document
from build_tools.sources.references import parse_references
from build_tools.sources.schema import (
    ID_PATTERN,
    AnnotationFields,
    ArticleFields,
    EntityFields,
    EventFields,
    IgnoreFields,
    RecordFields,
)
from build_tools.sources.schema_messages import validate


class LoadedArticle(NamedTuple):
    """One article's folder."""

    slug: str
    article: Article | None
    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()


class LoadedShared(NamedTuple):
    """What all articles share."""

    entities: tuple[Entity, ...] = ()
    references: tuple[Reference, ...] = ()
    home: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    events: tuple[Event, ...] = ()
    record: Record | None = None


def find_slugs(root: Path) -> list[str]:
    """Names of the articles' folders, sorted."""
    return [name for name, kind in _list_folder(root, ARTICLES, []) if kind is _Kind.FOLDER]


def load_article(root: Path, slug: str) -> LoadedArticle:
    """One article with its annotations, and its original where that was imported."""
    problems: list[Problem] = []
    path = f"{ARTICLES}/{slug}/article.md"
    _check_name(slug, f"{ARTICLES}/{slug}", problems)
    _check_strays(root, f"{ARTICLES}/{slug}", {"article.md", ORIGINAL}, {"annotations"}, problems)
    raw = _read(root, path, problems)
    article = _parse_article(root, slug, path, raw, problems) if raw is not None else None
    annotations = [
        annotation
        for name, note_path in _list_sources(root, f"{ARTICLES}/{slug}/annotations", ".md", problems)
        if (annotation := _load_annotation(root, slug, name, note_path, problems))
    ]
    return LoadedArticle(slug, article, tuple(annotations), tuple(problems))


def load_shared(root: Path) -> LoadedShared:
    """The glossary, the references, the events, the home page's text and the record."""
    problems: list[Problem] = []
    _check_strays(
        root, SOURCES, {"home.md", "record.md"}, {"articles", "events", "glossary", "references", "schema"}, problems
    )
    problems += (
        _stray(f"{ARTICLES}/{name}", "an article is a folder with `article.md` in it")
        for name, kind in _list_folder(root, ARTICLES, problems)
        if kind is _Kind.FILE
    )
    entities = [
        entity
        for name, path in _list_sources(root, GLOSSARY, ".md", problems)
        if (entity := _load_entity(root, name, path, problems))
    ]
    events = [
        event
        for name, path in _list_sources(root, EVENTS, ".md", problems)
        if (event := _load_event(root, name, path, problems))
    ]
    references: list[Reference] = []
    for _, path in _list_sources(root, REFERENCES, ".json", problems):
        raw = _read(root, path, problems)
        if raw is not None:
            found, faults = parse_references(path, raw)
            references += found
            problems += faults
    home: tuple[Block, ...] = ()
    if os.path.lexists(root / HOME) and (raw := _read(root, HOME, problems)) is not None:
        text, faults = decode(HOME, raw)
        home, more = parse_blocks(HOME, text)
        problems += [*faults, *more]
    references.sort(key=lambda r: r.id)
    record = _load_record(root, problems)
    return LoadedShared(tuple(entities), tuple(references), home, tuple(problems), tuple(events), record)


def _read(root: Path, path: str, problems: list[Problem]) -> bytes | None:
    """A file in a folder that `_list_folder` has looked at."""
    try:
        return read_file(f"{root}/{path}")
    except FileNotFoundError:
        hint = "every article's folder holds an `article.md`"
        problems.append(error("missing-file", (path, 0, 0), "the file isn't there", hint))
    except OSError as exc:
        problems.append(_unreadable(path, "file", exc))
    return None


def _unreadable(path: str, what: str, exc: OSError) -> Problem:
    if exc.errno == errno.ELOOP:
        return _linked(path)
    return error("unreadable", (path, 0, 0), f"the {what} can't be read: {exc.strerror}")


def _linked(path: str) -> Problem:
    message = "this is a symbolic link, and nothing is read through links"
    return error("symbolic-link", (path, 0, 0), message, "put the file itself here, or delete the link")


class _Kind(enum.Enum):
    FILE = "file"
    FOLDER = "folder"


def _list_sources(root: Path, folder: str, suffix: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """(stem, path) of a folder's source files, sorted; anything else there is a problem, so that no file is lost."""
    for name, kind in _list_folder(root, folder, problems):
        path = f"{folder}/{name}"
        if not (kind is _Kind.FILE and name.endswith(suffix)):
            problems.append(_stray(path, f"what is read in {folder} are files that end in `{suffix}`", kind))
            continue
        stem = name.removesuffix(suffix)
        _check_name(stem, path, problems)
        yield stem, path


def _list_folder(root: Path, folder: str, problems: list[Problem]) -> list[tuple[str, _Kind]]:
    """(name, kind) of the files and folders in a folder, sorted, without hidden ones and README.md.

    A link, a pipe or a device is a problem, and nothing more is seen of it.
    """
    if link := find_link(root, folder):
        problems.append(_linked(link))
        return []
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            found = [e for e in entries if not e.name.startswith(".") and e.name != "README.md"]
    except FileNotFoundError:
        return []
    except OSError as exc:
        problems.append(_unreadable(folder, "folder", exc))
        return []
    return sorted(
        ((e.name, kind) for e in found if (kind := _find_kind(e, f"{folder}/{e.name}", problems))),
        key=lambda pair: pair[0],
    )


def _find_kind(entry: os.DirEntry[str], path: str, problems: list[Problem]) -> _Kind | None:
    if entry.is_symlink():
        problems.append(_linked(path))
        return None
    if entry.is_dir():
        return _Kind.FOLDER
    if not entry.is_file():
        problems.append(error("unreadable", (path, 0, 0), f"the file can't be read: {NO_FILE}"))
        return None
    return _Kind.FILE


def _check_strays(root: Path, folder: str, files: set[str], folders: set[str], problems: list[Problem]) -> None:
    """A problem for whatever is in a folder and is neither one of `files` nor of `folders`."""
    for name, kind in _list_folder(root, folder, problems):
        if name not in files | folders:
            known = ", ".join(f"`{known}`" for known in [*sorted(files), *(f"{sub}/" for sub in sorted(folders))])
            problems.append(_stray(f"{folder}/{name}", f"what is read in {folder}: {known}", kind))


def _stray(path: str, hint: str, kind: _Kind = _Kind.FILE) -> Problem:
    return warning("stray-file", (path, 0, 0), f"nothing reads this {kind.value}", hint)


def _is_id(name: str) -> bool:
    """Whether the name may stand in addresses and attributes; what has another is checked, but stands on no page."""
    return re.fullmatch(ID_PATTERN, name) is not None


def _check_name(name: str, path: str, problems: list[Problem]) -> None:
    if not _is_id(name):
        hint = "name it with small letters a–z, digits and hyphens, such as `liwa-al-quds`"
        problems.append(error("bad-name", (path, 0, 0), f"`{name}` can't be an id", hint))


def _source(document: Document, ignore: Sequence[IgnoreFields] = ()) -> Source:
    ignores = tuple((entry.code, entry.reason) for entry in ignore)
    return Source(document.path, document.marks, document.body_line, ignores)


def _parse_article(root: Path, slug: str, path: str, raw: bytes, problems: list[Problem]) -> Article | None:
    document, faults = parse_document(path, raw)
    fields, invalid = validate(ArticleFields, document)
    blocks, markup = parse_blocks(path, document.body, document.body_line)
    problems += [*faults, *(() if _is_unread(faults) else invalid), *markup]
    if fields is None or not _is_id(slug):
        return None
    record = None
    if fields.original:
        given = fields.original
        record = OriginalRecord(given.sha256 or "", tuple(given.skip), tuple(given.headings), tuple(given.captions))
        blocks = mark_captions(blocks, record.skip, record.captions)
    if not blocks and not _is_unread(faults):
        hint = "write it below the second `---`"
        problems.append(error("empty-text", (path, document.body_line, 1), "the article has no text", hint))
    return Article(
        slug=slug,
        title=fields.title,
        source=_source(document, fields.ignore),
        summary=fields.summary or "",
        author=tuple(fields.author),
        publisher=fields.publisher or "",
        dateline=fields.dateline or "",
        published=fields.published or "",
        language=fields.language,
        url=fields.url or "",
        rights=fields.rights,
        edition=fields.edition,
        original=record,
        mentions=tuple(MentionRule(m.exact, m.entity, m.paragraph) for m in fields.mentions),
        blocks=blocks,
        original_blocks=_load_original(root, slug, record, problems),
    )


def _load_original(root: Path, slug: str, record: OriginalRecord | None, problems: list[Problem]) -> tuple[Block, ...]:
    path = f"{ARTICLES}/{slug}/{ORIGINAL}"
    if not os.path.lexists(root / path):
        return ()
    raw = _read(root, path, problems)
    if raw is None:
        return ()
    text, faults = decode(path, raw)
    problems += faults
    record = record or OriginalRecord()
    return parse_plain(text, record.skip, record.headings, record.captions)


def _is_unread(faults: list[Problem]) -> bool:
    """Whether the front matter couldn't be read at all, so that keys said to be missing would mislead."""
    return any(fault.code in {"no-front-matter", "bad-yaml"} for fault in faults)


def _load_annotation(root: Path, slug: str, name: str, path: str, problems: list[Problem]) -> Annotation | None:
    raw = _read(root, path, problems)
    if raw is None:
        return None
    document, faults = parse_document(path, raw)
    fields, invalid = validate(AnnotationFields, document)
    body, markup = parse_blocks(path, document.body, document.body_line, may_have_headings=False)
    problems += [*faults, *(() if _is_unread(faults) else invalid), *markup]
    _check_body(document, body, faults, problems)
    if fields is None or not _is_id(name):
        return None
    return Annotation(
        id=name,
        article=slug,
        paragraph=fields.paragraph,
        exact=fields.exact,
        kind=fields.kind,
        contributor=fields.contributor,
        created=fields.created,
        source=_source(document, fields.ignore),
        prefix=fields.prefix or "",
        suffix=fields.suffix or "",
        original_exact=fields.original.exact if fields.original else "",
        as_of=fields.as_of or "",
        confidence=fields.confidence or "",
        cites=tuple(fields.cites),
        body=body,
    )


def _load_entity(root: Path, name: str, path: str, problems: list[Problem]) -> Entity | None:
    raw = _read(root, path, problems)
    if raw is None:
        return None
    document, faults = parse_document(path, raw)
    fields, invalid = validate(EntityFields, document)
    description, markup = parse_blocks(path, document.body, document.body_line, may_have_headings=False)
    problems += [*faults, *(() if _is_unread(faults) else invalid), *markup]
    _check_body(document, description, faults, problems)
    if fields is None or not _is_id(name):
        return None
    return Entity(
        id=name,
        name=fields.name,
        kind=fields.kind,
        gloss=fields.gloss,
        source=_source(document, fields.ignore),
        aliases=tuple(Alias(a.name, a.lang or "", a.case) for a in fields.aliases),
        coordinates=fields.coordinates,
        dates=fields.dates or "",
        see_also=tuple(fields.see_also),
        cites=tuple(fields.cites),
        description=description,
    )


def _load_event(root: Path, name: str, path: str, problems: list[Problem]) -> Event | None:
    raw = _read(root, path, problems)
    if raw is None:
        return None
    document, faults = parse_document(path, raw)
    fields, invalid = validate(EventFields, document)
    body, markup = parse_blocks(path, document.body, document.body_line, may_have_headings=False)
    problems += [*faults, *(() if _is_unread(faults) else invalid), *markup]
    _check_body(document, body, faults, problems)
    if fields is None or not _is_id(name):
        return None
    return Event(
        id=name,
        title=fields.title,
        date=fields.date,
        source=_source(document, fields.ignore),
        entities=tuple(fields.entities),
        passages=tuple(fields.passages),
        cites=tuple(fields.cites),
        body=body,
    )


def _load_record(root: Path, problems: list[Problem]) -> Record | None:
    if not os.path.lexists(root / RECORD) or (raw := _read(root, RECORD, problems)) is None:
        return None
    document, faults = parse_document(RECORD, raw)
    fields, invalid = validate(RecordFields, document)
    problems += [*faults, *(() if _is_unread(faults) else invalid)]
    return Record(fields.model_dump(exclude_none=True), _source(document)) if fields else None


def _check_body(document: Document, body: tuple[Block, ...], faults: list[Problem], problems: list[Problem]) -> None:
    if not body and not _is_unread(faults):
        place = (document.path, document.body_line, 1)
        hint = "write it below the second `---`"
        problems.append(error("empty-text", place, "no text follows the front matter", hint))
