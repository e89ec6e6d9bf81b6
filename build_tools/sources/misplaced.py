"""Files that look like a note, an entry, an event or an article, and are where they are read as something else or not
at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.core.files import read_file, read_inside
from build_tools.core.folders import ARTICLES, EVENTS, GLOSSARY
from build_tools.core.problems import Problem, error
from build_tools.sources.front_matter import parse_document
from build_tools.sources.schema import MODELS

_PLACES = {
    "article": ("an article", f"{ARTICLES}/SLUG/article.md"),
    "annotation": ("a note", f"{ARTICLES}/SLUG/annotations/"),
    "entity": ("a glossary entry", f"{GLOSSARY}/"),
    "event": ("an event", f"{EVENTS}/"),
}
"""Kind of file -> (what people call it, where it belongs)."""
_KEYS = {kind: frozenset(MODELS[kind].model_fields) for kind in _PLACES}
_OWN = {
    kind: keys - frozenset().union(*(other for name, other in _KEYS.items() if name != kind))
    for kind, keys in _KEYS.items()
}
"""Kind -> the keys that no other kind has."""
_REQUIRED = {
    kind: frozenset(key for key, field in MODELS[kind].model_fields.items() if field.is_required()) for kind in _PLACES
}
_ENOUGH = 2
"""A file has at least this many keys of one kind only to be taken for that kind."""
_TEXTS = frozenset({".md", ".markdown", ".txt"})


def find_kind(keys: Iterable[object]) -> str:
    """The kind of file that front matter with these keys looks like; "" if it looks like none."""
    present = {key for key in keys if isinstance(key, str)}
    found = [
        (len(present & own), kind)
        for kind, own in _OWN.items()
        if len(present & own) >= _ENOUGH and len(_REQUIRED[kind] - present) <= 1
    ]
    return max(found)[1] if found else ""


def say_other_kind(path: str, keys: Iterable[object], expected: str) -> Problem | None:
    """A problem if a file of `source_texts/` looks like one of another kind, which has a folder of its own."""
    keys = list(keys)
    if expected not in _OWN or any(
        key in _OWN[expected] for key in keys
    ):  # as most have a key that only their kind has
        return None
    kind = find_kind(keys)
    if not kind or kind == expected:
        return None
    return _say(path, kind, f", not like {_PLACES[expected][0]}")


def find_misplaced(path: str, text: str) -> list[Problem]:
    """A problem if a file outside `source_texts/` looks like one that belongs there."""
    if not text.startswith("---") or Path(path).suffix.lower() not in _TEXTS:
        return []
    kind = find_kind(parse_document(path, text.encode("utf-8"))[0].data)
    return [_say(path, kind, ", and nothing reads it here")] if kind else []


def find_misplaced_at_root(root: Path) -> list[Problem]:
    """The same for the files in the project's own folder."""
    problems: list[Problem] = []
    for path in sorted(root.iterdir()):
        if path.suffix.lower() in _TEXTS and path.is_file() and not path.is_symlink():
            try:
                text = read_file(path).decode("utf-8", "replace")
            except OSError:
                continue
            problems += find_misplaced(path.name, text)
    return problems


def name_strays(root: Path, problems: list[Problem]) -> list[Problem]:
    """The problems, with a better one for each file that nothing reads and that looks like a note or an entry."""
    return [_name_stray(root, problem) if problem.code == "stray-file" else problem for problem in problems]


def _name_stray(root: Path, problem: Problem) -> Problem:
    if Path(problem.path).suffix.lower() not in _TEXTS:
        return problem
    try:
        text = read_inside(root, problem.path).decode("utf-8", "replace")
    except OSError:
        return problem
    return next(iter(find_misplaced(problem.path, text)), problem)


def _say(path: str, kind: str, why: str) -> Problem:
    what, place = _PLACES[kind]
    return error("misplaced-file", (path, 1, 1), f"this looks like {what}{why}", f"move it to `{place}`")
