"""How often `reanchor` finds a quote again in an edited text, beside what one would take instead.

python -m tests.bench.anchoring [--markdown] [CASES [SEED]]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from build_tools.anchoring.edited import reanchor
from tests.bench.approximate import find_approximately
from tests.bench.edits import LENGTHS, MANNERS, RATES, Case, Span, make_cases

Finder = Callable[[Case], Span | None]

OVERLAP = 0.5
"""Of the spans' union: from there on a place counts as the right one."""
BESIDE = 500
"""Cases that the others get, who are slow in Python."""


def overlap(one: Span, other: Span) -> float:
    """Intersection over union."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def verdict(case: Case, found: Span | None) -> str:
    """One of found, lost, misplaced; kept out, put somewhere."""
    if case.span is None:
        return "kept out" if found is None else "put somewhere"
    if found is None:
        return "lost"
    return "found" if overlap(case.span, found) >= OVERLAP else "misplaced"


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    cases: int
    found: float | None
    """Share of the quotes that are still there; None where there is none."""
    kept_out: float | None
    """Share of those that are gone."""
    misplaced: float
    """Share of all cases."""
    milliseconds: float
    """Of the processor, on average."""


def measure(title: str, cases: Iterable[Case], finder: Finder) -> Row:
    counts: Counter[str] = Counter()
    seconds = 0.0
    for case in cases:
        begun = time.thread_time()
        found = finder(case)
        seconds += time.thread_time() - begun
        counts[verdict(case, found)] += 1
    there = counts["found"] + counts["lost"] + counts["misplaced"]
    gone = counts["kept out"] + counts["put somewhere"]
    return Row(
        title,
        there + gone,
        counts["found"] / there if there else None,
        counts["kept out"] / gone if gone else None,
        (counts["misplaced"] + counts["put somewhere"]) / max(there + gone, 1),
        1000 * seconds / max(there + gone, 1),
    )


def ours(case: Case) -> Span | None:
    anchor = reanchor(case.text, case.exact, case.prefix, case.suffix, case.hint)
    return anchor and (anchor.start, anchor.end)


def without_hint(case: Case) -> Span | None:
    anchor = reanchor(case.text, case.exact, case.prefix, case.suffix)
    return anchor and (anchor.start, anchor.end)


def without_context(case: Case) -> Span | None:
    anchor = reanchor(case.text, case.exact, hint=case.hint)
    return anchor and (anchor.start, anchor.end)


def approximately(case: Case) -> Span | None:
    return find_approximately(case.text, case.exact, case.prefix, case.suffix, case.hint)


def partial_ratio(case: Case) -> Span | None:
    """What a user would pick from RapidFuzz's shelf."""
    found = fuzz.partial_ratio_alignment(case.exact, case.text)
    return found and (found.dest_start, found.dest_end)


def run(count: int = 6_000, seed: int = 1) -> list[Row]:
    """The table: ours on all cases and on parts of them, then the others."""
    every = make_cases(count, seed)
    cases = [case for case in every if not case.resembled]
    rows = [measure("`reanchor`", cases, ours), measure("without the hint", cases, without_hint)]
    # Of a short quote that is gone, the same words may stand elsewhere; without contexts these are as good.
    longer = [case for case in cases if case.words > 10]
    rows.append(measure("without contexts, more than 10 words", longer, without_context))
    rows += (
        measure(f"{100 * rate:.0f} % of the words edited", [c for c in cases if c.rate == rate], ours) for rate in RATES
    )
    for low, high in LENGTHS:
        title = f"quotes of {low} to {high} words" if low < high else f"quotes of {low} word"
        rows.append(measure(title, [c for c in cases if low <= c.words <= high], ours))
    for manner in dict.fromkeys(MANNERS):
        rows.append(measure(f"removed: {manner}", [c for c in cases if c.manner == manner], ours))
    rows.append(measure("removed, and something much like it elsewhere", [c for c in every if c.resembled], ours))
    rows.append(measure("approximate matching, no floor", cases[:BESIDE], approximately))
    rows.append(measure("`partial_ratio_alignment`, no floor", cases[:BESIDE], partial_ratio))
    return rows


def to_text(rows: Sequence[Row]) -> str:
    lines = [f"{'':<48}{'cases':>7}{'found':>9}{'kept out':>10}{'misplaced':>11}{'ms':>9}"]
    lines += (
        f"{row.title:<48}{row.cases:>7}{_percent(row.found):>9}{_percent(row.kept_out):>10}"
        f"{_percent(row.misplaced):>11}{row.milliseconds:>9.3f}"
        for row in rows
    )
    return "\n".join(lines)


def to_markdown(rows: Sequence[Row]) -> str:
    lines = ["| Quotes | Cases | Found | Kept out | Misplaced | ms |", "|---|---:|---:|---:|---:|---:|"]
    lines += (
        f"| {row.title} | {row.cases:,} | {_percent(row.found)} | {_percent(row.kept_out)} | {_percent(row.misplaced)}"
        f" | {row.milliseconds:.2f} |"
        for row in rows
    )
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description="How often a quote is found again in an edited text.")
    parser.add_argument("numbers", nargs="*", type=int, metavar="CASES [SEED]")
    parser.add_argument("--markdown", action="store_true", help="a table for docs/benchmarks.md")
    arguments = parser.parse_args()
    rows = run(*arguments.numbers)
    print(to_markdown(rows) if arguments.markdown else to_text(rows))


if __name__ == "__main__":
    main()
