"""How a page is to be cited: a CSL-JSON item for the cite box, fields that Zotero reads, JSON-LD for search engines.

A study edition is the editors' own text: they are its authors, and the original is what it is based on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from build_tools.core.model import PUBLIC_DOMAIN, RESTRICTED, AnnotatedArticle, Article, Edition, Entity
from build_tools.core.names import Name
from build_tools.site.addresses import GLOSSARY, HOME, article_uri, built, entity_uri, relative
from build_tools.site.site import Site
from build_tools.text.csl_dates import to_csl_date
from build_tools.text.dates import calendar_date, format_date, is_exact
from build_tools.text.phrases import join_words

Json = dict[str, Any]


def citation_fields(site: Site, annotated: AnnotatedArticle) -> Json:
    """Front matter of an article's page, from which the template makes `citation_*` tags.

    An author is `{"name": "Family, Given"}` for a person, and `{"literal": …}` for a name that nothing may take apart:
    an institution's, or one of which nobody says what it is.
    """
    article = annotated.article
    date = "" if _is_retold(annotated) else calendar_date(article.published).replace("-", "/")
    authors = [
        {"name": name.inverted} if ", " in name.inverted and name.is_person else {"literal": name.text}
        for name in _authors(site, annotated)
    ]
    return {"authors": authors, "date": date, "language": article.language}


def entry_fields(site: Site) -> Json:
    """The same for an entry of the glossary."""
    return {"authors": [{"literal": editors_of(site)}]}


def citation_data(site: Site, annotated: AnnotatedArticle) -> str:
    """A script element with the data that the cite box makes citations of; the browser adds the address.

    `editors` is the author of the notes whose by-line is marked `data-editors`; `genres` has the genre of each kind of
    note.
    """
    article = annotated.article
    item: Json = {
        "id": article.slug,
        "type": "chapter",
        "title": article.title,
        "author": [name.to_csl() for name in _authors(site, annotated)],
        "container-title": site.name,
        "publisher": "" if _is_retold(annotated) else article.publisher,
        "language": article.language,
        "genre": _genre(annotated),
        "note": _basis(annotated),
    }
    date = "original-date" if _is_retold(annotated) else "issued"
    if article.published:
        item[date] = to_csl_date(article.published)
    if _is_retold(annotated):
        item["original-title"] = article.original.title if article.original else ""
        item["original-author"] = [name.to_csl() for name in _certain_authors(article)]
        item["original-publisher"] = _certain_publisher(article)
    words = "" if is_exact(article.published) or date != "issued" else format_date(article.published)
    kinds = sorted({note.annotation.kind for note in annotated.notes})
    data = {
        "item": _filled(item),
        "date": words,
        "editors": editors_of(site),
        "genres": {kind: f"{site.kinds.note(kind).title} note" for kind in kinds},
    }
    return _script("application/json", data, "page:citation")


def linked_article(site: Site, annotated: AnnotatedArticle) -> str:
    """JSON-LD of an article's page; addresses are relative to the page."""
    article = annotated.article
    linked = _linking(article_uri(article.slug))
    data: Json = {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": linked(article_uri(article.slug)),
        "headline": article.title,
        "description": article.summary,
        "inLanguage": article.language,
        "genre": _genre(annotated),
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": linked(HOME)},
    }
    if _is_retold(annotated):
        data["author"] = {"@type": "Organization", "name": editors_of(site)}
        based = _filled(_linked_source(article))
        if based:
            data["isBasedOn"] = {"@type": "Article", **based}
    else:
        of_text = {key: value for key, value in _linked_source(article).items() if key != "url"}
        data |= {**of_text, "isBasedOn": article.url, "license": _license(article.rights)}
    return _script("application/ld+json", _filled(data))


def linked_entry(site: Site, entity: Entity) -> str:
    """JSON-LD of an entry's page."""
    linked = _linking(entity_uri(entity.id))
    data: Json = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "url": linked(entity_uri(entity.id)),
        "name": entity.name,
        "alternateName": [alias.name for alias in entity.aliases],
        "description": entity.gloss,
        "sameAs": list(entity.same_as),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": f"Glossary of {site.name}", "url": linked(GLOSSARY)},
    }
    return _script("application/ld+json", _filled(data))


def _linking(page: str) -> Callable[[str], str]:
    """A function that gives the address of a page of docs/, once built, as `page` links to it."""
    return lambda target: built(relative(page, target))


def is_editors(contributor: Name) -> bool:
    """Whether a note is the editors' own. `editors` is what they put in the place of a person's name."""
    return contributor.text.casefold() in {"editor", "editors"}


def editors_of(site: Site) -> str:
    return f"Editors of {site.name}"


def _is_retold(annotated: AnnotatedArticle) -> bool:
    return annotated.edition is Edition.STUDY and annotated.article.edition is Edition.STUDY


def _authors(site: Site, annotated: AnnotatedArticle) -> list[Name]:
    return [Name(literal=editors_of(site))] if _is_retold(annotated) else _certain_authors(annotated.article)


def _genre(annotated: AnnotatedArticle) -> str:
    if annotated.article.edition is not Edition.STUDY:
        return ""
    return "Study edition" if _is_retold(annotated) else "Private copy of the original"


def _basis(annotated: AnnotatedArticle) -> str:
    """What the text is an edition of: "Study edition of an article by A. Writer (The Press), published 1824"."""
    article = annotated.article
    genre = _genre(annotated)
    if not _is_retold(annotated):
        return genre
    names = join_words([name.text for name in article.author])
    by = f" {_hedge(article, 'author')}by {names}" if names else ""
    publisher = f" ({_hedge(article, 'publisher')}{article.publisher})" if article.publisher else ""
    published = f", published {format_date(article.published)}" if article.published else ""
    facts = f"{by}{publisher}{published}"
    title = article.original.title if article.original else ""
    if title:
        return f"{genre} of “{title}”{facts}"
    return f"{genre} of an article{facts}" if facts else genre


def _hedge(article: Article, key: str) -> str:
    return "probably " if article.is_probable(key) else ""


def _certain_authors(article: Article) -> list[Name]:
    """None if they are probable only: programs would take them for certain."""
    return [] if article.is_probable("author") else list(article.author)


def _certain_publisher(article: Article) -> str:
    return "" if article.is_probable("publisher") else article.publisher


def _linked_source(article: Article) -> Json:
    exact = calendar_date(article.published)
    publisher = _certain_publisher(article)
    return {
        "name": article.original.title if article.original else "",
        "author": [_linked_name(name) for name in _certain_authors(article)],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "datePublished": exact,
        "temporal": "" if exact else article.published,  # schema.org's dates can't be about, or one of several
        "url": article.url,
    }


def _linked_name(name: Name) -> Json:
    """A name of which nobody says what it is has no type: a wrong one would be worse."""
    kind = "Person" if name.is_person else "Organization" if name.is_institution else ""
    return _filled({"@type": kind, "name": name.text})


def _license(rights: str) -> str:
    if rights == RESTRICTED:
        return ""
    if rights == PUBLIC_DOMAIN:
        return "https://creativecommons.org/publicdomain/mark/1.0/"
    return f"https://spdx.org/licenses/{rights}.html"


def _filled(data: Json) -> Json:
    return {key: value for key, value in data.items() if value}


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _script(kind: str, data: Json, identifier: str = "") -> str:
    """Data in a script element, on one line; nothing in it can end the element, or be read as markup."""
    text = _JSON.encode(data)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    named = f' id="{identifier}"' if identifier else ""
    return f'<script type="{kind}"{named}>{text}</script>'
