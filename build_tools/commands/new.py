"""`reader new`: files with their front matter filled in."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import click

from build_tools.anchoring import find_exact, suggest
from build_tools.commands.options import pass_project
from build_tools.dates import parse_edtf
from build_tools.errors import UsageError
from build_tools.loading import ARTICLES, EVENTS, GLOSSARY, find_slugs, load_article
from build_tools.model import AnnotationKind, Block, EntityKind
from build_tools.project import Project
from build_tools.schema import ID_PATTERN
from build_tools.text import context, fold

_CONTEXT = 24
"""Code points of prefix and suffix that are tried first where a quote stands more than once."""


@click.group()
def new() -> None:
    """Begin an article, a note, an entry or an event: a file with its keys filled in."""


@new.command()
@click.argument("slug")
@click.option("--title", prompt=True, help="Title of the article.")
@click.option("--rights", default="restricted", show_default=True, help="restricted, public-domain, or an SPDX id.")
@click.option("--edition", type=click.Choice(["study", "original"]), default="study", show_default=True)
@pass_project
def article(project: Project, slug: str, title: str, rights: str, edition: str) -> None:
    """Begin the article SLUG."""
    _require_id(slug)
    keys = [f"title: {_quote(title)}", "language: en", f"rights: {rights}", f"edition: {edition}"]
    _create(project, f"{ARTICLES}/{slug}/article.md", keys, "the text, a blank line between paragraphs")


@new.command()
@click.argument("name")
@click.option("--kind", type=click.Choice([k.value for k in EntityKind]), prompt=True, help="What it is.")
@click.option("--gloss", prompt="Gloss, one sentence", help="One sentence for the card.")
@click.option("--alias", "aliases", multiple=True, help="Another spelling; may be given several times.")
@click.option("--id", "identifier", help="Default: made from NAME.")
@pass_project
def entity(
    project: Project, name: str, kind: str, gloss: str, aliases: tuple[str, ...], identifier: str | None
) -> None:
    """Begin the glossary entry for NAME."""
    identifier = identifier or _to_id(name)
    _require_id(identifier)
    listed = [f"aliases: [{', '.join(_quote(alias) for alias in aliases)}]"] if aliases else []
    keys = [f"name: {_quote(name)}", f"kind: {kind}", *listed, f"gloss: {_quote(gloss)}"]
    _create(project, f"{GLOSSARY}/{identifier}.md", keys, "the description")


@new.command()
@click.argument("title")
@click.option("--date", prompt="Date, such as 2015-09-30", help="EDTF: 2015, 2015-09-30, 2015-09/2017-12, 2016-12~.")
@click.option("--entity", "entities", multiple=True, help="Id of an entry it is about; may be given several times.")
@click.option("--passage", "passages", multiple=True, help="Such as article:SLUG#p3; may be given several times.")
@click.option("--cite", "cites", multiple=True, help="Id of a reference; may be given several times.")
@click.option("--id", "identifier", help="Default: made from TITLE.")
@pass_project
def event(
    project: Project,
    title: str,
    date: str,
    entities: tuple[str, ...],
    passages: tuple[str, ...],
    cites: tuple[str, ...],
    identifier: str | None,
) -> None:
    """Begin the event TITLE, for the timeline."""
    if parse_edtf(date) is None:
        raise UsageError(f"`{date}` is no date", "write it as EDTF, such as 2015-09-30, 2016-12~ or 2015-09/2017-12")
    identifier = identifier or _to_id(title)
    _require_id(identifier)
    keys = [f"title: {_quote(title)}", f"date: {json.dumps(date)}"]
    lists = {"entities": entities, "passages": passages, "cites": cites}
    keys += [f"{key}: [{', '.join(map(_quote, values))}]" for key, values in lists.items() if values]
    _create(project, f"{EVENTS}/{identifier}.md", keys, "one to three sentences")


@new.command()
@click.argument("slug")
@click.option("--quote", prompt="The words the note speaks of", help="Words of the article, as it has them.")
@click.option(
    "--paragraph", type=click.IntRange(1), help="Number of the paragraph; needed where several hold the words."
)
@click.option("--kind", type=click.Choice([k.value for k in AnnotationKind]), default="context", show_default=True)
@click.option("--contributor", default="editors", show_default=True)
@click.option("--id", "identifier", help="Default: made from the words.")
@pass_project
def annotation(
    project: Project,
    slug: str,
    quote: str,
    paragraph: int | None,
    kind: str,
    contributor: str,
    identifier: str | None,
) -> None:
    """Begin a note on some words of the article SLUG."""
    slugs = find_slugs(project.root)
    if slug not in slugs:
        raise UsageError(f"there is no article `{slug}`", f"there are: {', '.join(slugs)}")
    loaded = load_article(project.root, slug)
    if loaded.article is None:
        raise UsageError(f"{ARTICLES}/{slug}/article.md can't be read", "see what `reader check` says")
    blocks = {b.paragraph: b for b in loaded.article.blocks if b.paragraph is not None}
    block, start, end = _find_place(blocks, quote, paragraph)
    prefix, suffix = _surroundings(block, start, end)
    keys = [f"paragraph: {block.paragraph}", f"exact: {_quote(block.text[start:end])}"]
    keys += [f"prefix: {_quote(prefix)}"] if prefix else []
    keys += [f"suffix: {_quote(suffix)}"] if suffix else []
    keys += [f"kind: {kind}", f"contributor: {_quote(contributor)}"]
    keys.append(f"created: {dt.datetime.now(dt.UTC).date().isoformat()}")
    identifier = identifier or _free_id(project, slug, _to_id(quote))
    _require_id(identifier)
    _create(project, f"{ARTICLES}/{slug}/annotations/{identifier}.md", keys, "the note")


def _find_place(blocks: dict[int, Block], quote: str, paragraph: int | None) -> tuple[Block, int, int]:
    """The one place of the quote; an error that lists the candidates where there are several or none."""
    wanted = {n: b for n, b in blocks.items() if paragraph in {None, n}}
    if not wanted:
        raise UsageError(f"there is no paragraph {paragraph}", f"the article has {len(blocks)}")
    found = [(block, a.start, a.end) for block in wanted.values() for a in find_exact(block.text, quote)]
    if len(found) == 1:
        return found[0]
    if found:
        shown = "\n".join(f"  {_in_context(*place)}" for place in found[:20])
        hint = "add `--paragraph N`, or quote more words"
        raise UsageError(f"“{quote}” stands in {len(found)} places:\n{shown}", hint)
    near = [(a.score, b, a) for b in wanted.values() if (a := suggest(b.text, quote))]
    if not near:
        raise UsageError(f"“{quote}” isn't in the article", "copy the words from the page")
    best = sorted(near, key=lambda n: -n[0])[:3]
    shown = "\n".join(f"  {_in_context(b, a.start, a.end)}" for _, b, a in best)
    raise UsageError(f"“{quote}” isn't in the article; these come near:\n{shown}", "copy the words from the page")


def _in_context(block: Block, start: int, end: int) -> str:
    left, node, right = context(block.text, start, end, 40)
    return f"¶ {block.paragraph}: …{left}[{node}]{right}…"


def _surroundings(block: Block, start: int, end: int) -> tuple[str, str]:
    """As much prefix and suffix as makes the place unique; none where the words stand once."""
    exact = block.text[start:end]
    width = 0
    while width <= len(block.text):
        prefix, suffix = block.text[max(0, start - width) : start], block.text[end : end + width]
        if len(find_exact(block.text, exact, prefix, suffix)) == 1:
            return prefix, suffix
        width += _CONTEXT
    return "", ""


def _create(project: Project, path: str, keys: list[str], what: str) -> None:
    target = project.root / path
    if target.exists():
        raise UsageError(f"{path} is there already", "choose another id")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(["---", *keys, "---", ""]), "utf-8")
    click.echo(f"{_shown(target)}: now write {what} below the second `---`")


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _quote(value: str) -> str:
    """A YAML string, whatever it holds; plain where that is safe."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ’'.()/-]*", value) and not value.endswith(" ")
    reserved = value.lower() in {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
    return value if plain and not reserved else json.dumps(value, ensure_ascii=False)


def _to_id(text: str) -> str:
    """Its first words as an id."""
    words = re.findall(r"[a-z0-9]+", fold(text).text)
    return "-".join(words[:5]) or "note"


def _free_id(project: Project, slug: str, wanted: str) -> str:
    """`wanted`, or with a number behind it where a note of that id is there."""
    folder = project.root / ARTICLES / slug / "annotations"
    identifier, number = wanted, 2
    while (folder / f"{identifier}.md").exists():
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def _require_id(identifier: str) -> None:
    if not re.fullmatch(ID_PATTERN, identifier):
        raise UsageError(f"`{identifier}` can't be an id", "use small letters a–z, digits and hyphens")
