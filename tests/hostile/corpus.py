"""A corpus in which each of the payloads stands in every field that a contributor fills."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.sources.csl_variables import DATES, NAMES, TEXTS

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()

GROUP = 8
"""Payloads that share an article, since a browser takes its time to open one; each has an entry of its own."""

ARTICLE = {"title": "T", "language": "en", "rights": "CC0-1.0", "edition": "original"}
ANNOTATION = {"paragraph": 1, "exact": "Before", "kind": "context", "contributor": "A", "created": "2026-11-22"}
ENTITY = {"name": "N", "kind": "place", "gloss": "G."}
EVENT = {"title": "T", "date": "2015-09-30"}
REFERENCE = {"type": "book", "title": "T"}

STRICT: dict[str, tuple[dict[str, Any], list[list[str]]]] = {
    "article": (
        ARTICLE,
        [
            ["language"],
            ["rights"],
            ["edition"],
            ["published"],
            ["url"],
            ["original", "sha256"],
            ["mentions", "0", "entity"],
        ],
    ),
    "annotation": (ANNOTATION, [["paragraph"], ["kind"], ["created"], ["as_of"], ["confidence"], ["cites", "0"]]),
    "entity": (
        ENTITY,
        [
            ["kind"],
            ["dates"],
            ["coordinates", "0"],
            ["see_also", "0"],
            ["same_as", "0"],
            ["cites", "0"],
            ["aliases", "0", "lang"],
        ],
    ),
    "event": (EVENT, [["date"], ["entities", "0"], ["passages", "0"], ["cites", "0"]]),
}
"""Fields that take only what has a certain form: kind of file -> what a file needs, and paths of its keys."""


def write_corpus(sources: Path) -> None:
    """Fill an empty `source_texts`."""
    references: list[dict[str, Any]] = []
    for first in range(0, len(PAYLOADS), GROUP):
        _write_article(sources, first // GROUP, PAYLOADS[first : first + GROUP])
    for number, payload in enumerate(PAYLOADS):
        _write_entity(sources, number, payload)
        _write_event(sources, number, payload)
        references += _references(number, payload)
        _write_strict(sources, number, payload)
        _write_names(sources, payload)
    (sources / "references").mkdir()
    (sources / "references/all.json").write_text(json.dumps(references), "utf-8")
    _write_settings(sources)
    (sources / "home.md").write_text("\n\n".join(body(payload) for payload in PAYLOADS), "utf-8")


def _write_settings(sources: Path) -> None:
    slugs = [f"article-{n}" for n in range(-(-len(PAYLOADS) // GROUP))]
    parts = [{"part": " ".join(PAYLOADS[GROUP * n :][:GROUP]), "articles": [slug]} for n, slug in enumerate(slugs)]
    contributors = {payload: {"url": "https://example.org/"} for payload in PAYLOADS}
    settings = {"order": parts, "edition": {"version": PAYLOADS[0]}, "contributors": contributors}
    (sources / "corpus.yml").write_text(json.dumps(settings), "utf-8")


PARAGRAPHS = 8
"""Of an article for each payload: those of `body`, and one behind the heading."""


def body(payload: str) -> str:
    """The payload wherever text can stand, and in whatever markup there is."""
    return "\n\n".join(
        [
            f"Before {payload} behind.",
            payload,
            f"*{payload}* and **{payload}**, [{payload}](https://example.org), [x](https://example.org/{payload}).",
            f"[x]({payload}) and [x](<{payload}>)",
            f"- {payload}\n- [{payload}](entity:entity-0)",
            f"> {payload}\n>\n> *{payload}*",
            f"1. {payload}",
        ]
    )


def _write_article(sources: Path, number: int, payloads: list[str]) -> None:
    folder = sources / f"articles/article-{number}"
    together = " ".join(payloads)
    fields = {
        **ARTICLE,
        "title": together,
        "summary": payloads[0],
        "author": [
            *payloads,
            *({"family": payload, "given": payload} for payload in payloads),
            {"literal": payloads[0]},
        ],
        "publisher": together,
        "dateline": together,
        "original": {"title": together, "probable": ["author"]},
        "mentions": [{"exact": "behind", "entity": f"entity-{GROUP * number}"}],
    }
    parts = [f"{body(payload)}\n\n## {payload}\n\nWord{GROUP * number} {payload} once more." for payload in payloads]
    _write(folder / "article.md", fields, "\n\n".join(parts))
    for index, payload in enumerate(payloads):
        _write_notes(folder / "annotations", index, payload, f"ref-{GROUP * number + index}")


def _write_notes(folder: Path, index: int, payload: str, reference: str) -> None:
    first = index * PARAGRAPHS + 1
    notes = {
        "plain": {"contributor": payload, "cites": [reference], "short": payload},
        "person": {"contributor": {"family": payload, "given": payload, "suffix": payload}},
        "elsewhere": {"exact": payload, "original": {"exact": payload}},
        "between": {"exact": payload, "prefix": "Before ", "suffix": " behind"},
        "orphan": {"prefix": payload, "suffix": payload},
    }
    for name, more in notes.items():
        _write(folder / f"{name}-{index}.md", {**ANNOTATION, "paragraph": first, **more}, body(payload))


def _write_entity(sources: Path, number: int, payload: str) -> None:
    fields = {
        **ENTITY,
        "name": f"E{number} {payload}",
        "gloss": payload,
        "aliases": [payload, f"Word{number}", {"name": f"{payload} {number}", "lang": "ar"}],
        "see_also": ["entity-0"],
        "coordinates": [30 + number / 10, 36 - number / 10],
        "dates": "2015",
        "ignore": [{"code": "unused-entity", "reason": payload}],
        "cites": [f"ref-{number}"],
    }
    _write(sources / f"glossary/entity-{number}.md", fields, body(payload))


def _write_event(sources: Path, number: int, payload: str) -> None:
    article = f"article:article-{number // GROUP}"
    fields = {
        **EVENT,
        "title": payload,
        "entities": [f"entity-{number}"],
        "passages": [f"{article}#p{number % GROUP * PARAGRAPHS + 1}", f"{article}#note-plain-{number % GROUP}"],
        "cites": [f"ref-{number}"],
    }
    _write(sources / f"events/event-{number}.md", fields, body(payload))


def _references(number: int, payload: str) -> list[dict[str, Any]]:
    texts = set(TEXTS) - {"URL", "title"}
    whole = {
        **REFERENCE,
        **dict.fromkeys(texts, payload),
        "title": payload,
        "title-short": payload,
        **{role: [{"family": payload, "given": payload, "suffix": payload}, {"literal": payload}] for role in NAMES},
        **{key: {"literal": payload} for key in DATES},
        "id": f"ref-{number}",
    }
    strict = [{**REFERENCE, "id": f"ref-{number}-{key}", key: payload} for key in ("URL", "type", "author", "issued")]
    return [whole, {**whole, "id": f"ref-{number}-whole", "number": ""}, *strict, {**REFERENCE, "id": payload}]


def _write_strict(sources: Path, number: int, payload: str) -> None:
    folders = {
        "article": "articles/strict-{}/article.md",
        "annotation": "articles/article-0/annotations/strict-{}.md",
        "entity": "glossary/strict-{}.md",
        "event": "events/strict-{}.md",
    }
    for kind, (needed, paths) in STRICT.items():
        for path in paths:
            value: Any = payload
            for key in reversed(path[1:]):
                value = [value] if key == "0" else {key: value}
            name = "-".join([str(number), *path]).replace("_", "-")
            _write(sources / folders[kind].format(name), {**needed, path[0]: value}, "Before and behind.")


def _write_names(sources: Path, payload: str) -> None:
    """Files and folders named by the payload, as far as a disk takes it."""
    name = payload.replace("/", "\u2215")
    _write(sources / f"articles/{name}/article.md", ARTICLE, "Before and behind.")
    _write(sources / f"articles/{name}/annotations/note.md", ANNOTATION, "N.")
    _write(sources / f"articles/article-0/annotations/{name}.md", ANNOTATION, "N.")
    _write(sources / f"glossary/{name}.md", ENTITY, "D.")
    _write(sources / f"events/{name}.md", EVENT, "E.")


def _write(path: Path, fields: dict[str, Any], text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    path.write_text("\n".join(["---", *lines, "---", text, ""]), "utf-8")
