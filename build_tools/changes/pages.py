"""Compare the hand-written pages of docs/: their text, and what they would run or load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.changes.fields import find_differences
from build_tools.changes.values import Detail, RecordChange, What
from build_tools.checks.rules.active_content import find_active
from build_tools.sources.hand_written import HandWritten


def compare_pages(before: Iterable[HandWritten], after: Iterable[HandWritten]) -> tuple[RecordChange, ...]:
    """The pages that were added, changed or removed, by path."""
    old, new = ({page.path: page for page in side} for side in (before, after))
    changes = []
    for path in sorted(old.keys() | new.keys()):
        was, now = old.get(path), new.get(path)
        if was != now:
            what = What.CHANGED if was and now else What.ADDED if now else What.REMOVED
            changes.append(RecordChange(what, path, "", tuple(_compare(was, now)) if now else ()))
    return tuple(changes)


def _compare(was: HandWritten | None, now: HandWritten) -> Iterator[Detail]:
    before, after = ([found.what for found in find_active(page)] if page else [] for page in (was, now))
    if before != after:
        yield Detail("runs or loads", "; ".join(before), "; ".join(after))
    if was:
        yield from find_differences({"text": was.text}, {"text": now.text})
