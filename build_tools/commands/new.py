"""`reader new`: write a source file with its front matter filled in."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from build_tools.anchoring.selectors import Candidate, find_candidates, occurs_in, runs_over, select
from build_tools.checks.rules.unknown_article import last_paragraph, say_no_note, say_no_paragraph
from build_tools.commands.shared.asking import ask, ask_choice, ask_known, ask_list, choose_place, no_article, to_name
from build_tools.commands.shared.creating import (
    check_id,
    create,
    decode_text,
    free_id,
    id_for,
    read_bytes,
    require_free,
)
from build_tools.commands.shared.reading import pass_project
from build_tools.core.errors import UsageError
from build_tools.core.files import create_inside
from build_tools.core.folders import ARTICLES, EVENTS, GLOSSARY, ORIGINAL
from build_tools.core.kinds import Kinds, ids_of
from build_tools.core.model import RESTRICTED, Article, Entity
from build_tools.core.settings import Project
from build_tools.exchange.incoming import markdown, plain_text
from build_tools.sources.loading import load_article, load_shared
from build_tools.sources.tree import find_slugs
from build_tools.sources.value_types import PASSAGE_PATTERN
from build_tools.text.fold import fold
from build_tools.text.ids import to_id


@click.group()
def new() -> None:
    """Start an article, a note, an entry or an event: a file with its keys filled in.

    At a terminal you are asked for values that the options don't give.
    """


@new.command()
@click.argument("slug")
@click.option("--quote", help="Words of the article, exactly as they are there.")
@click.option("--paragraph", type=click.IntRange(1), help="Number of the paragraph, if several have the words.")
@click.option("--place", type=click.IntRange(1), help="Number in the list of places, if there are several.")
@click.option("--kind", metavar="ID", help="Another word than the ids lists them. Default: the first of them.")
@click.option("--text", help="The note itself.")
@click.option("--short", help="What it says, in a sentence or two of at most 25 words.")
@click.option("--cite", "cites", multiple=True, metavar="ID", help="A reference; may be given several times.")
@click.option("--as-of", metavar="DATE", help="When this was so, for facts that change with time.")
@click.option("--confidence", type=click.Choice(["high", "medium", "low"]), help="If accounts differ.")
@click.option("--contributor", metavar="NAME", help="Who writes the note, such as `Public, Jane Q.` Default: editors.")
@click.option("--id", "identifier", callback=check_id, help="Name of the file; default: made from the words.")
@pass_project
def annotation(project: Project, slug: str, identifier: str | None, **given: Any) -> None:
    """Start a note on some words of the article SLUG.

    If the words occur in several places, or only similar words occur, the places are listed with the words around them.
    """
    article = _find_article(project, slug)
    place = _find_place(article, ask(given["quote"], "The words that the note is about", "--quote"), given)
    selector = select(place.block.text, place.start, place.end)
    shared = load_shared(project.root)
    kinds = ids_of(shared.kinds.notes)
    fields = {
        "paragraph": place.block.paragraph,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "kind": ask_choice(given["kind"], "Kind", "--kind", kinds, default=kinds[0]),
        "as_of": given["as_of"],
        "confidence": given["confidence"],
        "short": given["short"],
    }
    text = ask(given["text"], "The note (Enter: later, in the file)", "--text", default="")
    references = [reference.id for reference in shared.references]
    fields["cites"] = ask_known(given["cites"], "Sources, ids of references (Enter: none)", "reference", references)
    contributor = ask(given["contributor"], "Name of the contributor", "--contributor", default="editors")
    fields["contributor"] = to_name(contributor)
    fields["created"] = dt.datetime.now(dt.UTC).date().isoformat()
    folder = f"{ARTICLES}/{slug}/annotations"
    wanted = to_id(selector.exact, "note")
    identifier = id_for(wanted, identifier or free_id(project.root / folder, wanted), folder)
    create(project, f"{folder}/{identifier}.md", "annotation", fields, text, shared.kinds)


@new.command()
@click.argument("name")
@click.option("--case", is_flag=True, help="Find NAME only in exactly these capitals: WHO, but not who.")
@click.option("--kind", metavar="ID", help="What it is; another word than the ids lists them.")
@click.option("--gloss", help="One sentence for the card.")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another spelling; may be given several times.")
@click.option("--text", help="The description.")
@click.option("--dates", metavar="DATE", help="Such as 1944/1991, or 2015-09/.. for what lasts.")
@click.option("--see-also", multiple=True, metavar="ID", help="Another entry; may be given several times.")
@click.option("--same-as", multiple=True, metavar="ADDRESS", help="The same in Wikidata or elsewhere; may be repeated.")
@click.option("--cite", "cites", multiple=True, metavar="ID", help="A reference; may be given several times.")
@click.option("--id", "identifier", callback=check_id, help="Name of the file; default: made from NAME.")
@pass_project
def entity(project: Project, name: str, identifier: str | None, **given: Any) -> None:
    """Start the glossary entry for NAME."""
    shared = load_shared(project.root)
    identifier = id_for(name, identifier, GLOSSARY)
    require_free(project, f"{GLOSSARY}/{identifier}.md")
    _report_same_name(name, shared.entities)
    entries, references = [e.id for e in shared.entities], [r.id for r in shared.references]
    fields = {
        "name": {"name": name, "case": True} if given["case"] else name,
        "kind": ask_choice(given["kind"], "Kind", "--kind", ids_of(shared.kinds.entities)),
        "gloss": ask(given["gloss"], "Gloss, one sentence", "--gloss"),
        "aliases": ask_list(given["aliases"], "Other spellings, with commas (Enter: none)"),
        "dates": given["dates"],
        "see_also": ask_known(given["see_also"], "See also, ids of entries (Enter: none)", "entry", entries),
        "same_as": list(given["same_as"]),
        "cites": ask_known(given["cites"], "Sources, ids of references (Enter: none)", "reference", references),
    }
    text = ask(given["text"], "The description (Enter: later, in the file)", "--text", default="")
    create(project, f"{GLOSSARY}/{identifier}.md", "entity", fields, text, shared.kinds)


@new.command()
@click.argument("title")
@click.option("--date", help="EDTF: 2015, 2015-09-30, 2015-09/2017-12, 2016-12~.")
@click.option("--text", help="What happened, in one to three sentences.")
@click.option(
    "--entity", "entities", multiple=True, metavar="ID", help="An entry it is about; may be given several times."
)
@click.option(
    "--passage", "passages", multiple=True, metavar="LINK", help="Such as article:SLUG#p3; may be given several times."
)
@click.option("--cite", "cites", multiple=True, metavar="ID", help="A reference; may be given several times.")
@click.option("--id", "identifier", callback=check_id, help="Name of the file; default: made from TITLE.")
@pass_project
def event(project: Project, title: str, identifier: str | None, **given: Any) -> None:
    """Start the event TITLE, for the timeline."""
    shared = load_shared(project.root)
    entries, references = [e.id for e in shared.entities], [r.id for r in shared.references]
    identifier = id_for(title, identifier, EVENTS)
    require_free(project, f"{EVENTS}/{identifier}.md")
    _require_passages(project, given["passages"], shared.kinds)
    fields = {
        "title": title,
        "date": ask(given["date"], "Date, such as 2015-09-30", "--date"),
        "entities": ask_known(given["entities"], "Ids of the entries it is about (Enter: none)", "entry", entries),
        "passages": list(given["passages"]),
        "cites": ask_known(given["cites"], "Sources, ids of references (Enter: none)", "reference", references),
    }
    text = ask(given["text"], "What happened (Enter: later, in the file)", "--text", default="")
    create(project, f"{EVENTS}/{identifier}.md", "event", fields, text)


@new.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--title", help="Default: the title in the text.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Who wrote it, such as `Public, Jane Q.`; may be repeated.",
)
@click.option("--institution", "institutions", multiple=True, metavar="NAME", help="An institution that wrote it.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DATE", help="When, such as 2016-12.")
@click.option("--url", help="Its address on its publisher's site.")
@click.option("--language", default="en", show_default=True, help="Language of the text, such as en, ar or zh-Hant.")
@click.option("--rights", help="restricted, public-domain, or an SPDX id such as CC-BY-4.0. Default: restricted.")
@click.option("--id", "slug", callback=check_id, help="Name of its folder; default: made from the title.")
@pass_project
def article(project: Project, file: Path | None, slug: str | None, **given: Any) -> None:
    """Start an article, from a text FILE in UTF-8 if you have one: Markdown if it ends in `.md`, else plain text.

    Without --title, its title is the `title:` of the Markdown's front matter, or else a heading or a line by itself at
    the start of the text, which is then left out of the text. Headings of any rank become `## ` headings.

    A free text becomes the article. A restricted one is put beside the article, not in git, and its SHA-256 is
    recorded: then write its study edition, paragraph for paragraph, in your own words.
    """
    data = read_bytes(file) if file else b""  # once: a pipe can't be read again
    given_text = decode_text(file, data) if file else ""
    is_markdown = file is not None and file.suffix == ".md"
    fields = _article_fields(given, (markdown if is_markdown else plain_text).find_title(given_text))
    slug = id_for(fields["title"], slug, ARTICLES)
    require_free(project, f"{ARTICLES}/{slug}/article.md")
    original = data if file and fields["edition"] == "study" else b""
    if original:
        fields["original"] = {"sha256": hashlib.sha256(original).hexdigest()}
    convert = markdown.from_markdown if is_markdown else plain_text.from_plain
    text = convert(str(file), given_text, fields["title"]) if file and not original else ""
    create(project, f"{ARTICLES}/{slug}/article.md", "article", fields, text)
    if original:
        create_inside(project.root, f"{ARTICLES}/{slug}/{ORIGINAL}", original)
        click.echo(f"The original is beside it as {ORIGINAL}, for you alone: keep it out of git.")


def _article_fields(given: dict[str, Any], title: str) -> dict[str, Any]:
    """The fields of an article, from options and answers; `title` is the title found in its text, or ""."""
    title = ask(given["title"], "Title", "--title", default=title or None)
    label = "Rights: restricted, public-domain, or a licence such as CC-BY-4.0"
    rights = ask(given["rights"], label, "--rights", default=RESTRICTED)
    return {
        "title": title,
        "author": _ask_authors(given["authors"], given["institutions"]),
        "publisher": given["publisher"],
        "published": ask(
            given["published"], "Published, such as 2016-12 (Enter: not stated)", "--published", default=""
        ),
        "language": given["language"],
        "url": given["url"],
        "rights": rights,
        "edition": "study" if rights == RESTRICTED else "original",
    }


def _ask_authors(people: Sequence[str], institutions: Sequence[str]) -> list[str | dict[str, str]]:
    named = people if people or institutions else ask_list((), _AUTHORS, separator=";")
    return [to_name(name) for name in named] + [{"literal": name} for name in institutions]


_AUTHORS = "Authors, such as `Public, Jane Q.; Writer, A.` (Enter: not stated)"


def _report_same_name(name: str, entities: Iterable[Entity]) -> None:
    folded = fold(name).text.strip()
    for known in entities:
        if folded in {fold(n).text.strip() for n in (known.name, *(alias.name for alias in known.aliases))}:
            click.echo(f"note: `{known.id}` has this name too; each article must say which of them it means", err=True)


def _require_passages(project: Project, passages: Iterable[str], kinds: Kinds) -> None:
    """Raises UsageError for a paragraph or note that doesn't exist; other checks report malformed addresses."""
    slugs = find_slugs(project.root)
    for address in passages:
        if not re.fullmatch(PASSAGE_PATTERN, address):
            continue
        slug, _, fragment = address.removeprefix("article:").partition("#")
        if slug not in slugs:
            raise no_article(slug, slugs)
        loaded = load_article(project.root, slug, kinds)
        if fragment.startswith("note-"):
            note = fragment.removeprefix("note-")
            notes = {known.id for known in loaded.annotations}
            unread = {Path(problem.path).stem for problem in loaded.problems}  # a note with a fault isn't missing
            if note not in notes | unread:
                raise UsageError(*say_no_note(slug, note, notes))
        elif loaded.article:
            number, last = int(fragment.removeprefix("p")), last_paragraph(loaded.article)
            if number > last:
                raise UsageError(*say_no_paragraph(slug, number, last))


def _find_article(project: Project, slug: str) -> Article:
    slugs = find_slugs(project.root)
    if slug not in slugs:
        raise no_article(slug, slugs)
    loaded = load_article(project.root, slug)
    if loaded.article is None:
        raise UsageError(f"{ARTICLES}/{slug}/article.md can't be read", "see `reader check`")
    return loaded.article


def _find_place(article: Article, quote: str, given: dict[str, Any]) -> Candidate:
    paragraph = given["paragraph"]
    numbers = [b.paragraph for b in article.blocks if b.paragraph is not None]
    if paragraph is not None and paragraph not in numbers:
        raise UsageError(f"there is no paragraph {paragraph}", f"the article has {len(numbers)}")
    candidates = find_candidates(article.blocks, quote, paragraph)
    is_there = candidates and candidates[0].score == 1.0
    over = None if is_there else runs_over(article.blocks, quote)
    if over is not None:  # otherwise a part of it would be offered as similar
        raise UsageError(f"these words run over the end of paragraph {over}", "quote words of one paragraph")
    if not is_there and occurs_in([b for b in article.blocks if b.paragraph is None], quote):
        raise UsageError("these words are in a heading or a caption", "put the note on words of a paragraph")
    if not candidates:
        raise UsageError(f"“{quote}” isn't in the article", "copy the words from the page")
    return choose_place(candidates, quote, given["place"])
