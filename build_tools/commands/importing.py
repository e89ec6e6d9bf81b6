"""`reader import`: bring in texts that were written elsewhere."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import click

from build_tools.commands.shared.asking import no_article
from build_tools.commands.shared.creating import require_text
from build_tools.commands.shared.reading import PROBLEMS_FOUND, pass_project
from build_tools.core.errors import UsageError
from build_tools.core.files import read_given, read_inside, write_inside
from build_tools.core.folders import ARTICLES, ORIGINAL
from build_tools.core.model import Article
from build_tools.core.settings import Project
from build_tools.exchange.incoming.originals import Recognised, recognise
from build_tools.sources.loading import load_article
from build_tools.sources.tree import find_slugs


@click.group("import")
def import_() -> None:
    """Bring in texts."""


@import_.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "slug", metavar="SLUG", help="The article whose original FILE is; for one FILE only.")
@pass_project
def original(project: Project, files: tuple[Path, ...], slug: str | None) -> None:
    """Put your own lawful copies of originals into the folders of their study editions, one or many at once.

    Each FILE, plain text in UTF-8, is recognised by its recorded SHA-256, or else by its likeness to an article; the
    output says which. The copies stay out of git; `reader build --originals` shows them, privately.
    """
    if slug and len(files) > 1:
        raise UsageError("--as names one article, so it takes one FILE")
    articles = [a for s in find_slugs(project.root) if (a := load_article(project.root, s).article)]
    if slug and slug not in {a.slug for a in articles}:
        raise no_article(slug, [a.slug for a in articles])
    contents = {path: _read(path) for path in files}
    found = {path: _recognise(data, slug, articles) for path, data in contents.items()}
    _refuse_twice(found)
    failed = False
    for path, recognised in found.items():
        if recognised is None:
            failed = True
            click.echo(f"{path}: not recognised; if you know its article, add `--as SLUG`", err=True)
        else:
            click.echo(f"{path}: {_import(project, recognised, contents[path])}")
    if failed:
        raise SystemExit(PROBLEMS_FOUND)


def _read(path: Path) -> bytes:
    try:
        data = read_given(path)
        require_text(path, data)
        data.decode("utf-8")
    except OSError as exc:
        raise UsageError(f"{path} can't be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise UsageError(f"{path} isn't text in UTF-8", "save it as plain text in UTF-8") from exc
    if not data.strip():
        raise UsageError(f"{path} is empty")
    return data


def _recognise(data: bytes, slug: str | None, articles: list[Article]) -> Recognised | None:
    found = recognise(data, articles)
    if slug and (found is None or found.slug != slug or found.how != "sha256"):
        return Recognised(slug, "you say so")
    return found


def _refuse_twice(found: dict[Path, Recognised | None]) -> None:
    taken: dict[str, Path] = {}
    for path, recognised in found.items():
        if recognised and recognised.slug in taken:
            message = f"{taken[recognised.slug]} and {path} both look like the original of {recognised.slug}"
            raise UsageError(message, "import them one by one, with `--as SLUG`")
        if recognised:
            taken[recognised.slug] = path


def _import(project: Project, recognised: Recognised, data: bytes) -> str:
    place = f"{ARTICLES}/{recognised.slug}/{ORIGINAL}"
    path = project.root / place
    before = read_inside(project.root, place) if os.path.lexists(path) else data
    if before != data and recognised.how != "sha256" and _is_recorded(project, recognised.slug, before):
        message = f"{recognised.slug} already has the recorded original, and this is another text"
        raise UsageError(message, f"to replace it, delete {path.relative_to(project.root)} first")
    same = path.is_file() and before == data
    if not same:
        write_inside(project.root, place, data)
    how = {
        "sha256": "recognised by its SHA-256",
        "likeness": f"recognised by likeness ({recognised.score:.0%} of its rarer words); it isn't the recorded file,"
        " so check that paragraphs and notes match it",
    }.get(recognised.how, "as you say; it isn't the recorded file")
    return f"{recognised.slug}, {how}{'; it was already there' if same else ''}"


def _is_recorded(project: Project, slug: str, data: bytes) -> bool:
    article = load_article(project.root, slug).article
    recorded = article.original.sha256 if article and article.original else ""
    return hashlib.sha256(data).hexdigest() == recorded
