"""When a reference to a paragraph was last written, from what git recorded.

We go through the commits from the newest to the oldest, and take along the references that are still as they are today.
Where a commit has one that its parents don't have, there it was written, and the article as it was in that commit is
what its writer saw. This asks of each commit only about the files that it changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.core.folders import ARTICLES
from build_tools.core.history import Change, History, find_blobs, read_files
from build_tools.core.model import Block
from build_tools.corpus.paragraph_links import Key, ParagraphLink, read_paragraph_links
from build_tools.sources.loading import read_blocks

Numbers = Mapping[Key, Sequence[int]]
"""The references of a file, in order, by what they have besides their number."""


@dataclass(frozen=True, slots=True)
class Written:
    """The versions of its article since a reference was written."""

    link: ParagraphLink
    versions: tuple[str, ...]
    """Blobs, the oldest first: the article as it was then, and after each change until the last commit."""
    is_certain: bool
    """Whether it was written for the first of them, and not for an earlier one that had other numbers."""
    was: int | None = None
    """Its number in the last commit, if it was changed since; then `versions` is that of the last commit alone."""


class Versions:
    """Texts of articles by their blobs, each parsed when it is first asked for."""

    def __init__(self, raw: Mapping[str, bytes]) -> None:
        self.raw = raw
        self.known: dict[str, tuple[Block, ...]] = {}

    def read(self, blob: str) -> tuple[Block, ...]:
        if blob not in self.known:
            self.known[blob] = read_blocks("", self.raw.get(blob, b""))
        return self.known[blob]


@dataclass(frozen=True, slots=True)
class _Traced:
    """A reference on its way back in history."""

    link: ParagraphLink
    index: int
    """Which of those with the same key it is in its file."""
    is_certain: bool = True
    was: int | None = None
    """Its number in the last commit, if it was changed since."""


_ByPath = dict[str, list[_Traced]]
_Trail = tuple[str, ...]
"""The blobs of an article that a walk went through, from the newest to the oldest, without that of the last commit."""


@dataclass(frozen=True, slots=True)
class _Party:
    """References that went the same way back in history."""

    links: _ByPath
    trails: Mapping[str, _Trail]
    """By the article's path, for those that changed on the way."""


def find_written(root: Path, links: Sequence[ParagraphLink], history: History) -> tuple[list[Written], Versions]:
    """The references whose article changed since they were written, and the texts of those versions."""
    changed = _find_changed(history)
    wanted = [link for link in links if article_path(link.slug) in changed]
    if not wanted or not history.steps:
        return [], Versions({})
    walk, head = _Walk(root, wanted, history), history.steps[0].commit
    traces = [*walk.trace(), *((traced, head, ()) for traced in walk.changed)]
    heads = {(head, article_path(link.slug)) for link in wanted}
    blobs = find_blobs(root, heads | {(commit, traced.link.path) for traced, commit, _ in traces})
    found = []
    for traced, commit, trail in traces:
        path = article_path(traced.link.slug)
        versions = (*reversed(trail), blobs.get((head, path), ""))
        is_in_git = traced.was is not None or (commit, traced.link.path) in blobs
        if is_in_git and all(versions) and (len(versions) > 1 or path in history.uncommitted):
            found.append(Written(traced.link, versions, traced.is_certain, traced.was))
    return found, Versions(read_files(root, {blob for one in found for blob in one.versions}))


def article_path(slug: str) -> str:
    return f"{ARTICLES}/{slug}/article.md"


def _find_changed(history: History) -> set[str]:
    """Paths of the files that were changed after they were added."""
    found = {path for path, before in history.uncommitted.items() if before}
    for step in history.steps:
        for changes in step.changes:
            found.update(path for path, (before, _) in changes.items() if before)
    return found


class _Walk:
    def __init__(self, root: Path, links: Sequence[ParagraphLink], history: History) -> None:
        self.history = history
        self.links = links
        self.articles = {article_path(link.slug) for link in links}
        self.now = _by_path(links)
        self.raw = read_files(root, set(self._find_blobs()))
        self.read: dict[tuple[str, str], Numbers] = {}
        self.changed: list[_Traced] = []
        """References that have another number than in the last commit; known after `trace`."""

    def _find_blobs(self) -> Iterator[str]:
        """Every version of the files with references."""
        yield from (blob for path, blob in self.history.uncommitted.items() if path in self.now and blob)
        for step in self.history.steps:
            for changes in step.changes:
                for path in changes.keys() & self.now.keys():
                    yield from filter(None, changes[path])

    def trace(self) -> Iterator[tuple[_Traced, str, _Trail]]:
        """(reference, the commit that wrote it, the versions of its article since); none for what isn't committed."""
        waiting: dict[str, list[_Party]] = {}
        _pass_on(waiting, self.history.steps[0].commit, _Party(self._find_committed(), {}))
        for step in self.history.steps:
            for party in waiting.pop(step.commit, ()):
                left = party.links
                for parent, changes in zip(step.parents, step.changes, strict=True):
                    if left:
                        left, passed = self._split(left, changes)
                        _pass_on(waiting, parent, _Party(passed, self._lengthen(party.trails, changes)))
                for traced in (traced for group in left.values() for traced in group):
                    is_cut = self.history.is_cut and not step.parents
                    found = replace(traced, is_certain=traced.is_certain and not is_cut)
                    yield found, step.commit, party.trails.get(article_path(traced.link.slug), ())

    def _lengthen(self, trails: Mapping[str, _Trail], changes: Mapping[str, Change]) -> Mapping[str, _Trail]:
        edited = [path for path in changes if path in self.articles]
        return {**trails, **{path: (*trails.get(path, ()), changes[path][0]) for path in edited}} if edited else trails

    def _find_committed(self) -> _ByPath:
        """The references that the last commit has."""
        found: _ByPath = defaultdict(list)
        seen: dict[tuple[str, Key], int] = defaultdict(int)
        for link in self.links:
            traced = _Traced(link, seen[link.path, link.key])
            seen[link.path, link.key] += 1
            before = self.history.uncommitted.get(link.path)
            kept = traced if before is None else self._follow_to_commit(traced, before)
            if kept:
                found[link.path].append(kept)
        return dict(found)

    def _follow_to_commit(self, traced: _Traced, blob: str) -> _Traced | None:
        now, before = self.now[traced.link.path], self._numbers(traced.link.path, blob)
        theirs = before.get(traced.link.key, ())
        kept = _follow(traced, now, before)
        if kept is None and len(theirs) == len(now[traced.link.key]):
            self.changed.append(replace(traced, was=theirs[traced.index]))
        return kept

    def _split(self, here: _ByPath, changes: Mapping[str, Change]) -> tuple[_ByPath, _ByPath]:
        """(the references that the parent doesn't have, those that it has)."""
        left: _ByPath = {}
        for path in here.keys() & changes.keys() if len(changes) > len(here) else [p for p in changes if p in here]:
            before, after = (self._numbers(path, blob) for blob in changes[path])
            followed = [(traced, _follow(traced, after, before)) for traced in here.pop(path)]
            if kept := [old for _, old in followed if old]:
                here[path] = kept
            if new := [traced for traced, old in followed if not old]:
                left[path] = new
        return left, here

    def _numbers(self, path: str, blob: str) -> Numbers:
        if (path, blob) not in self.read:
            raw = self.raw.get(blob, b"")
            self.read[path, blob] = _to_numbers(read_paragraph_links(path, raw)) if raw else {}
        return self.read[path, blob]


def _pass_on(waiting: dict[str, list[_Party]], commit: str, party: _Party) -> None:
    """Let a party wait at a commit, joined to one that came there through the same versions of the articles."""
    for known in waiting.setdefault(commit, []):
        if known.trails == party.trails:
            for path, group in party.links.items():
                known.links.setdefault(path, []).extend(group)
            return
    if party.links:
        waiting[commit].append(party)


def _follow(traced: _Traced, now: Numbers, before: Numbers) -> _Traced | None:
    """The same reference in an earlier version of its file; None if that has another number, or no such reference.

    References with the same words, as under `passages:`, are distinguished by order. If there were more or fewer of
    them, the number may be there by chance, and which one it was is uncertain.
    """
    key = traced.link.key
    mine, theirs = now.get(key, ()), before.get(key, ())
    if len(mine) == len(theirs):
        return traced if traced.index < len(theirs) and theirs[traced.index] == traced.link.number else None
    if traced.link.number in theirs:
        return replace(traced, index=theirs.index(traced.link.number), is_certain=False)
    return None


def _to_numbers(links: Iterable[ParagraphLink]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for link in links:
        found[link.key].append(link.number)
    return found


def _by_path(links: Iterable[ParagraphLink]) -> dict[str, dict[Key, list[int]]]:
    groups: dict[str, list[ParagraphLink]] = defaultdict(list)
    for link in links:
        groups[link.path].append(link)
    return {path: _to_numbers(group) for path, group in groups.items()}
