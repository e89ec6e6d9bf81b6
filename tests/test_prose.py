"""Plain English in comments, docstrings, messages and guides: words that make a first reader stop, counted.

The counts of tests/prose.yml may only fall: where they did, write the lower ones there (`READER_GOLDEN=update`).
"""

from __future__ import annotations

import io
import os
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from build_tools.core.manifest import generated_pages
from tests.support.paths import ROOT

ALLOWED = ROOT / "tests/prose.yml"
WORDS = {
    "stand(s): is, is in, occurs": r"\bst(?:and|ands|anding|ood)\b(?!-)",
    "tell, told of: report, show, say": r"\b(?:told|tells? of|tell of|telling of)\b",
    "met, meet: found, matched": r"\b(?:met|meets?)\b",
    "mend: fix": r"\bmend(?:s|ed|ing|ings)?\b",
    "anew: again": r"\banew\b",
    "but for: except": r"\bbut for\b",
    "so many, so much: this many": r"\bso (?:many|much)\b",
    "behind (a word): after": r"\bbehind\b",
    "sign: character": r"\bsigns?\b",
    "met once, read of it: a noun first": r"\b(?:is|are|was|were) (?:read|said|known|made) of (?:it|them|one|each)\b",
}
"""What is counted, with better words -> pattern."""


def texts_of_python(path: Path) -> Iterator[str]:
    """Comments and strings, docstrings and messages among them."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
        if token.type in {tokenize.COMMENT, tokenize.STRING} or tokenize.tok_name[token.type] == "FSTRING_MIDDLE":
            yield token.string


def texts_of_script(path: Path) -> Iterator[str]:
    """Comments and strings."""
    yield from re.findall(r"/\*.*?\*/|//[^\n]*|\"[^\"\n]*\"|`[^`]*`", path.read_text("utf-8"), re.DOTALL)


def find_texts() -> Iterator[tuple[str, str]]:
    """(area, text): the folder of the package, `scripts`, or `guides`."""
    for path in sorted((ROOT / "build_tools").rglob("*.py")):
        area = path.relative_to(ROOT / "build_tools").parts[0].removesuffix(".py")
        yield from ((area, text) for text in texts_of_python(path))
    for path in sorted((ROOT / "build_tools/theme").rglob("*.js")):
        yield from (("scripts", text) for text in texts_of_script(path))
    generated = generated_pages(ROOT / "docs")
    for path in sorted((ROOT / "docs").glob("*.md")):
        if path.name not in generated and path.name != "about.md":
            yield "guides", path.read_text("utf-8")
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "Makefile",
        "build_tools/theme/README.md",
        "build_tools/anchoring/README.md",
    ):
        yield "guides", (ROOT / name).read_text("utf-8")


def count_words() -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for area, text in find_texts():
        for what, pattern in WORDS.items():
            if found := len(re.findall(pattern, text, re.IGNORECASE)):
                counts.setdefault(area, Counter())[what] += found
    return {area: dict(sorted(counts[area].items())) for area in sorted(counts)}


def test_words_that_make_a_reader_stop_get_fewer() -> None:
    counts = count_words()
    if os.environ.get("READER_GOLDEN") == "update":
        ALLOWED.write_text(yaml.safe_dump(counts, sort_keys=False, allow_unicode=True, width=120), "utf-8")
    allowed = yaml.safe_load(ALLOWED.read_text("utf-8"))
    risen = {
        f"{area}: {what}": (allowed.get(area, {}).get(what, 0), count)
        for area, words in counts.items()
        for what, count in words.items()
        if count > allowed.get(area, {}).get(what, 0)
    }
    assert not risen, f"say it in plainer words, (allowed, found): {risen}"


def test_the_counts_are_those_of_today() -> None:
    """Or a word that was taken out could come back unseen."""
    assert yaml.safe_load(ALLOWED.read_text("utf-8")) == count_words(), "write the lower counts: READER_GOLDEN=update"
