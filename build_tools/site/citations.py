"""References as a reader sees them: a short label in a note, a full line in the list of sources.

The variables of CSL hold plain text with a little markup; a label is plain, a line is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.core.model import Reference
from build_tools.core.names import Name, name_of_csl
from build_tools.text.csl_dates import csl_year, format_csl_date
from build_tools.text.csl_markup import plain, render
from build_tools.text.phrases import join_words
from build_tools.text.weave import escape

Item = Mapping[str, Any]
_IN_ITALICS = frozenset({"book", "report", "thesis", "map", "classic", "periodical"})
_BY_YEAR = _IN_ITALICS | {"article-journal", "chapter", "paper-conference"}
"""Types that a label calls by author and year."""
_MOST_NAMES, _NAMES_SHOWN = 10, 7
"""Of more names than the first number, as many as the second are shown, as Chicago has it."""
_FIRST_ROLES = (
    *(("author", "", ""), ("editor", "ed.", "eds"), ("compiler", "comp.", "comps"), ("curator", "curator", "curators")),
    *(("director", "director", "directors"), ("composer", "composer", "composers"), ("host", "host", "hosts")),
    *(("performer", "performer", "performers"), ("interviewer", "interviewer", "interviewers")),
    ("translator", "trans.", "trans."),
)
"""Who can be in the author's place: the first of these, with a word for the role, for one and for several."""
_OTHER_ROLES = (
    *(("script-writer", "written by"), ("director", "directed by"), ("composer", "music by"), ("compiler", "comp.")),
    *(("translator", "trans."), ("illustrator", "illus."), ("interviewer", "interview by"), ("recipient", "to")),
    *(("host", "hosted by"), ("guest", "with"), ("narrator", "read by"), ("performer", "performed by")),
    *(("producer", "produced by"), ("executive-producer", "executive producer"), ("series-creator", "created by")),
    *(("contributor", "with"), ("curator", "curated by"), ("organizer", "organised by"), ("chair", "chaired by")),
    *(("editorial-director", "editorial director"), ("original-author", "original by")),
)
"""Who else took part, and the words for it."""


def format_label(reference: Reference) -> str:
    """What a note calls it: a person's work by author and year, a document by its number, else by its title."""
    data = reference.data
    names = _names(data, "author")
    by_person = any(name.is_person for name in names)
    if (number := _plain(data, "number")) and not (by_person and data["type"] in _IN_ITALICS):
        return number
    year = _year(data)
    if names and data["type"] in _BY_YEAR:
        surnames = [name.surname or name.literal for name in names]
        return " ".join(filter(None, [" and ".join(surnames[:2]) + (" et al." if len(names) > 2 else ""), year]))
    title = _plain(data, "title-short") or _plain(data, "title")
    return f"{title} ({year})" if year and year not in title else title


def sort_key(reference: Reference) -> tuple[str, str]:
    """By the first author's family name, or the title."""
    names = _names(reference.data, "author")
    first = (names[0].family or names[0].literal) if names else _plain(reference.data, "title")
    return (first.casefold(), reference.id)


def render_reference(reference: Reference) -> str:
    """The full line, Markdown."""
    data = reference.data
    title = render(str(data["title"]), str(data.get("URL") or _format_doi(data)).strip())
    if data["type"] in _IN_ITALICS:
        title = f"<em>{title}</em>"
    role, by = _format_first(data)
    parts = [
        by,
        title,
        _format_review(data),
        _format_people(data, role),
        _shown(data, "genre"),
        _format_container(data, role),
        _format_event(data),
        _format_edition(data),
        _format_number(data),
        _format_imprint(data),
        _format_original(data),
        _format_archive(data),
        _format_accessed(data),
    ]
    return _sentences(part for part in parts if part)


def render_note(reference: Reference) -> str:
    """What the reference says to readers, Markdown; "" if nothing."""
    return _shown(reference.data, "note")


def _sentences(parts: Iterable[str]) -> str:
    """Parts of Markdown, each with a full stop unless it ends with another mark."""
    ended = [part if re.search(r"[?!](?:</\w+>)*$", part) else f"{part.rstrip('.')}." for part in parts]
    return " ".join(ended)


def _plain(data: Item, key: str) -> str:
    return plain(str(data.get(key) or "")).strip()


def _shown(data: Item, key: str, before: str = "") -> str:
    """A value as Markdown, with words before it; "" if there is none."""
    value = str(data.get(key) or "").strip()
    return f"{before}{render(value)}" if value else ""


def _joined(*parts: str, by: str = ", ") -> str:
    return by.join(filter(None, parts))


def _names(data: Item, role: str) -> list[Name]:
    return [name_of_csl(name) for name in data.get(role) or ()]


def _format_first(data: Item) -> tuple[str, str]:
    """The role that is in the author's place, and who has it; ("", "") if nobody is named."""
    for role, one, several in _FIRST_ROLES:
        if names := _names(data, role):
            word = several if len(names) > 1 else one
            return role, _joined(_format_names(names, inverted=True), f"({word})" if word else "", by=" ")
    return "", ""


def _format_names(names: list[Name], *, inverted: bool = False) -> str:
    """All of them, or the first of very many; if `inverted`, the first of them as lists are sorted."""
    shown = [name.inverted if inverted and not index else name.text for index, name in enumerate(names)]
    if len(shown) > _MOST_NAMES:
        return escape(f"{', '.join(shown[:_NAMES_SHOWN])} et al.")
    return escape(join_words(shown))


def _format_people(data: Item, first: str) -> str:
    """Who else took part, except the editors, who are named after the container."""
    said = [
        f"{words} {_format_names(names)}"
        for role, words in _OTHER_ROLES
        if role != first and (names := _names(data, role))
    ]
    return (said[0][0].upper() + "; ".join(said)[1:]) if said else ""


def _format_review(data: Item) -> str:
    reviewed, authors = _shown(data, "reviewed-title"), _names(data, "reviewed-author")
    by = f"by {_format_names(authors)}" if authors else ""
    return f"Review of {_joined(reviewed or _shown(data, 'reviewed-genre'), by, by=' ')}" if reviewed or by else ""


def _format_doi(data: Item) -> str:
    """The address of a DOI, which may itself be written as an address; "" without a DOI."""
    doi = str(data.get("DOI", "")).strip()
    name = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s?)", "", doi, flags=re.IGNORECASE)
    return f"https://doi.org/{name}" if name.startswith("10.") else ""


def _format_container(data: Item, first: str) -> str:
    """The journal or book that it is in, and where in it: "A Journal 12(2), 1–30"."""
    volume, issue = _shown(data, "volume"), _shown(data, "issue")
    where = f"{volume}({issue})" if volume and issue else volume or issue
    if volume and data["type"] != "article-journal":
        where = f"vol. {where}"
    editors = _names(data, "editor") if first != "editor" else []
    name = _shown(data, "container-title") or _shown(data, "container-title-short")
    if [_plain(data, "container-title")] == [author.literal for author in _names(data, "author")]:
        name = ""  # it is in the author's place
    authors = _names(data, "container-author")
    return _joined(
        _joined(name, where, by=" "),
        f"by {_format_names(authors)}" if authors and name else "",
        _shown(data, "volume-title"),
        _shown(data, "part", "part "),
        _shown(data, "part-title"),
        _shown(data, "supplement", "suppl. "),
        _shown(data, "number-of-volumes") and f"{_shown(data, 'number-of-volumes')} vols",
        f"ed. {_format_names(editors)}" if editors else "",
        _shown(data, "chapter-number", "ch. "),
        _shown(data, "section", "sec. "),
        escape((_plain(data, "page") or _plain(data, "page-first")).replace("-", "–")),
    )


def _format_event(data: Item) -> str:
    """Where it was said or signed; Zotero gives the publisher's place for that of an event, too."""
    place = "" if data.get("event-place") == data.get("publisher-place") else _shown(data, "event-place")
    date = format_csl_date(data.get("event-date")) if data.get("issued") and data.get("event-date") else ""
    return _joined(_shown(data, "event-title"), place, escape(date))


def _format_edition(data: Item) -> str:
    edition = str(data.get("edition") or "").strip()
    said = f"Edition {edition}" if edition.isdecimal() else render(edition)
    return _joined(
        said,
        _shown(data, "printing", "printing "),
        _shown(data, "version", "version "),
        _shown(data, "medium"),
        _shown(data, "scale"),
        _shown(data, "dimensions"),
        _shown(data, "status"),
    )


def _format_number(data: Item) -> str:
    """A document's number, after the name of its series; without it where the title has it."""
    number = "" if _plain(data, "number") in _plain(data, "title") else _shown(data, "number")
    series = _joined(_shown(data, "collection-title"), _shown(data, "collection-number"), by=" ")
    editors = _names(data, "collection-editor")
    return _joined(
        _joined(series, number, by=" "), f"series ed. {_format_names(editors)}" if editors and series else ""
    )


def _format_imprint(data: Item) -> str:
    place = _joined(_shown(data, "publisher-place"), _shown(data, "publisher"), by=": ")
    literals = {name.text for name in _names(data, "author")}
    authority = _shown(data, "authority") if _plain(data, "authority") not in literals else ""
    return _joined(authority, _shown(data, "division") if authority else "", place, escape(_format_date(data)))


def _format_original(data: Item) -> str:
    """What it is a translation or a new edition of."""
    place = _joined(_shown(data, "original-publisher-place"), _shown(data, "original-publisher"), by=": ")
    date = escape(format_csl_date(data.get("original-date")))
    said = _joined(_shown(data, "original-title"), place, date)
    return f"First published {'as ' if data.get('original-title') else ''}{said}" if said else ""


def _format_archive(data: Item) -> str:
    keys = ("archive_location", "archive_collection", "archive", "archive-place", "call-number")
    return _joined(*(_shown(data, key) for key in keys))


def _format_accessed(data: Item) -> str:
    """When it was read, of a page without a date."""
    is_needed = data.get("accessed") and data.get("URL") and not _format_date(data)
    return f"Accessed {escape(format_csl_date(data['accessed']))}" if is_needed else ""


def _dated(data: Item) -> Any:
    """When it appeared, or else the nearest that is known of that."""
    return next((data[key] for key in ("issued", "available-date", "event-date", "submitted") if data.get(key)), None)


def _format_date(data: Item) -> str:
    return format_csl_date(_dated(data))


def _year(data: Item) -> str:
    return _joined(csl_year(_dated(data)), _plain(data, "year-suffix"), by="")
