"""Source files with faults made at random: each gives problems with a place, or none; never a traceback, never a hang,
and no source file is changed.

Two hundred on every run, always the same ones. To try more, and others:

    READER_MUTANTS=10000 READER_SEED=1 make test ARGS=tests/sources/test_mutations.py
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from build_tools.checks import find_problems
from build_tools.checks.report import format_problems
from build_tools.core.folders import HOME
from build_tools.core.problems import Problem
from build_tools.corpus.reading import Read, read_corpus
from build_tools.fixing.corpus import find_fixes
from build_tools.site.pages.registry import render_pages
from build_tools.site.site import build_site
from tests.support.hangs import ends_soon
from tests.support.paths import ROOT

COUNT = int(os.environ.get("READER_MUTANTS", "200"))
SEED = int(os.environ.get("READER_SEED", "0"))
LARGEST = 200_000
"""Bytes of a mutant: ten times the longest article."""

EVENT = """---
title: The lamp is lit
date: 1811-02-01
entities: [bell-rock-lighthouse]
passages: ["article:bell-rock#p1", "article:bell-rock#note-two-builders"]
cites: [stevenson-1824]
---
[It](entity:bell-rock-lighthouse) burned.
"""
ENTITY = """---
name: Khmeimim Air Base
kind: place
aliases:
  - Hmeimim
  - {name: حميميم, lang: ar}
  - {name: IS, case: true}
gloss: "An air base."
coordinates: [35.4, 35.95]
dates: 2015-09/..
see_also: [bell-rock-lighthouse]
cites: [stevenson-1824]
---
A base. *More* of [it](https://example.org).
"""
ORIGINAL = """---
title: Retold
rights: restricted
edition: study
published: "[2016-11..2017-01]"
original:
  sha256: 2de979504c85eb1d15e0bebf980d5e28c5e02beff136bb22236d3bb282b11b09
  skip: [2]
  headings: [3]
mentions:
  - {exact: Stevenson, entity: null}
---
One of Stevenson's.

## Two

Three.
"""
TOKENS = [
    *(
        "---\n",
        "...\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "<<: *a\n",
        "!!python/object/apply:os.system ",
        "!x ",
    ),
    *(
        "| ",
        "> ",
        "%YAML 9\n",
        "? ",
        "@",
        "`",
        '"',
        "'",
        "#",
        " #",
        "\t",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "  ",
        "\\",
        "null",
        "~",
    ),
    *(
        "true",
        "No",
        "0",
        "-1",
        "010",
        "0x1F",
        "1e999",
        "-.inf",
        ".nan",
        "1_0",
        "9" * 40,
        "9" * 5000,
        "3.5",
        "2015-09-30",
    ),
    *(
        "2016-12~",
        "2015-09/..",
        "[2016..2017]",
        "2016-13",
        "0000",
        "-0001",
        "9999999999",
        "20XX",
        "/",
        "..",
        "?",
        "9999-12-31",
    ),
    *(
        "[a](",
        "](",
        "](https://x.y)",
        "](javascript:x)",
        "*",
        "_",
        "**",
        "![",
        "[^1]",
        "> ",
        "## ",
        "# ",
        "1. ",
        "- ",
        "<b>",
        "<!--",
    ),
    *(
        "entity:",
        "entity:none",
        "article:bell-rock#p0",
        "article:bell-rock#p999999",
        "article:none",
        "note-",
        "prefix: x\n",
    ),
    *(
        "\x00",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufdd0",
        "\ufffe",
        "\U0010ffff",
        "\u0301" * 40,
        "\u202e",
        "🙂",
        "ʿ",
    ),
    *(
        "ﬁ",
        "İ",
        "ß",
        "각",
        "\u00ad",
        "\u0640",
        '{"',
        '"}',
        "[[",
        '"id": 1',
        '"\\ud800"',
        '"issued": {"date-parts": [[0]]}',
    ),
    *("kind: ", "exact: ", "paragraph: 0\n", "cites: ", "title: ", "gloss: ", "aliases: ", "see_also: ", "mentions: "),
]
RAW = [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\x80", b"\x00", b"\xef\xbb\xbf"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with a file of every kind, and every key in use."""
    root = tmp_path_factory.mktemp("mutants")
    shutil.copytree(ROOT / "build_tools/sample/source_texts", root / "source_texts")
    for path, text in {
        "articles/everything/article.md": (ROOT / "tests/theme/note_form/article.md").read_text("utf-8"),
        "events/lamp.md": EVENT,
        "glossary/khmeimim.md": ENTITY,
        "articles/retold/article.md": ORIGINAL,
        "articles/retold/original.txt": "One.\n\nSkip.\n\nTwo\n\nThree.\n",
    }.items():
        (root / "source_texts" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "source_texts" / path).write_text(text, "utf-8")
    return root


def mutate(data: bytes, other: bytes, source: random.Random) -> bytes:
    """The file with one to four faults."""
    for _ in range(source.randint(1, 4)):
        data = source.choice(MUTATORS)(data, other, source)
    return data[:LARGEST]


def _insert(data: bytes, _other: bytes, source: random.Random) -> bytes:
    at = source.randint(0, len(data))
    return data[:at] + source.choice(TOKENS).encode("utf-8", "surrogatepass") + data[at:]


def _insert_raw(data: bytes, _other: bytes, source: random.Random) -> bytes:
    at = source.randint(0, len(data))
    return data[:at] + source.choice(RAW) + data[at:]


def _insert_many(data: bytes, _other: bytes, source: random.Random) -> bytes:
    at = source.randint(0, len(data))
    return data[:at] + source.choice(TOKENS)[:12].encode() * source.choice((3, 30, 1000, 5000)) + data[at:]


def _flip(data: bytes, _other: bytes, source: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(source.randint(1, 8)):
        if flipped:
            flipped[source.randrange(len(flipped))] = source.randrange(256)
    return bytes(flipped)


def _cut(data: bytes, _other: bytes, source: random.Random) -> bytes:
    start, end = sorted((source.randint(0, len(data)), source.randint(0, len(data))))
    return data[:start] + data[end:]


def _repeat(data: bytes, _other: bytes, source: random.Random) -> bytes:
    start, end = sorted((source.randint(0, len(data)), source.randint(0, len(data))))
    return data[:end] + data[start:end] * source.choice((1, 2, 40)) + data[end:]


def _splice(data: bytes, other: bytes, source: random.Random) -> bytes:
    return data[: source.randint(0, len(data))] + other[source.randint(0, len(other)) :]


def _lines(data: bytes, _other: bytes, source: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, two = source.randrange(len(lines)), source.randrange(len(lines))
    match source.randrange(4):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            del lines[one]
        case 2:
            lines.insert(two, lines[one])
        case _:
            lines[one] = source.choice((b" ", b"  ", b"\t", b"- ", b"    - ")) + lines[one]
    return b"\n".join(lines)


def _value(data: bytes, _other: bytes, source: random.Random) -> bytes:
    lines = data.split(b"\n")
    keyed = [i for i, line in enumerate(lines) if b": " in line]
    if keyed:
        at = source.choice(keyed)
        lines[at] = lines[at].partition(b": ")[0] + b": " + source.choice(TOKENS).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _encoding(data: bytes, _other: bytes, source: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    match source.randrange(5):
        case 0:
            return text.encode("utf-16")
        case 1:
            return text.encode("latin-1", "replace")
        case 2:
            return data.replace(b"\n", source.choice((b"\r", b"\r\n", "\u2028".encode())))
        case 3:
            return text.upper().encode()
    return b"" if source.random() < 0.2 else data.strip()


MUTATORS = (*(_insert, _value, _lines) * 3, _insert_raw, _insert_many, _flip, _cut, _repeat, _splice, _encoding)


def check(root: Path, style: str) -> tuple[Read, list[Problem]]:
    """What `reader check` does."""
    read = read_corpus(root)
    problems = find_problems(read.corpus, read.gazetteer, root, read.problems)
    format_problems(problems, root, style).encode("utf-8")
    return read, problems


def render(read: Read) -> None:
    """All pages, as a build that isn't strict makes them."""
    for _uri, text in render_pages(build_site("Mutants", "", read.corpus)):
        text.encode("utf-8")


def read_all(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_the_corpus_is_sound_before_it_is_mutated(project: Path) -> None:
    read, problems = check(project, "text")
    assert {problem.code for problem in problems} <= {"unused-entity", "carried-sentence", "straight-quote"}
    render(read)


def test_a_mutated_file_gives_problems_with_a_place_and_is_left_as_it_is(project: Path) -> None:
    sound = read_all(project)
    names = sorted(sound)
    with_problems = 0
    for number in range(COUNT):
        source = random.Random(f"{SEED}-{number}")
        name = source.choice(names)
        mutant = mutate(sound[name], sound[source.choice(names)], source)
        (project / name).write_bytes(mutant)
        case = f"mutant {SEED}-{number} of {name}"
        try:
            with ends_soon(case):
                read, problems = check(project, ("text", "json", "github")[number % 3])
            with ends_soon(f"rendering {case}"):
                render(read)
            assert read_all(project) == {**sound, name: mutant}, case
        except BaseException as exc:
            exc.add_note(case)
            raise
        finally:
            (project / name).write_bytes(sound[name])
        with_problems += any(problem.path == name for problem in problems)
        assert_placed(problems, {**sound, name: mutant}, case)
        if not is_utf8(mutant):
            assert any(problem.path == name for problem in problems), case
    assert with_problems > COUNT / 3


def test_a_mutated_file_is_fixed_for_good_the_first_time(project: Path) -> None:
    sound = read_all(project)
    names = sorted(name for name in sound if name.endswith(".md"))
    fixed = 0
    for number in range(COUNT // 2):
        source = random.Random(f"mend-{SEED}-{number}")
        name = source.choice(names)
        (project / name).write_bytes(mutate(sound[name], sound[source.choice(names)], source))
        case = f"mutant mend-{SEED}-{number} of {name}"
        try:
            with ends_soon(f"fixing {case}"):
                fixed += fix(project)
            with ends_soon(f"fixing {case} again"):
                assert fix(project) == 0, case
            with ends_soon(f"checking {case} once fixed"):
                check(project, "text")
        except BaseException as exc:
            exc.add_note(case)
            raise
        finally:
            for path, data in sound.items():
                (project / path).write_bytes(data)
    assert fixed > COUNT / 20


def fix(root: Path) -> int:
    """What `reader check --fix` does; how many files it changes."""
    corpus = read_corpus(root).corpus
    found = list(find_fixes(corpus, HOME, lambda path: (root / path).read_bytes()))
    for path, fixed in found:
        (root / path).write_bytes(fixed.after)
    return len(found)


def assert_placed(problems: list[Problem], files: dict[str, bytes], case: str) -> None:
    for problem in problems:
        assert problem.code != "rule-crashed", (case, problem)
        assert problem.path.startswith("source_texts/"), (case, problem)
        if data := files.get(problem.path):
            lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            assert 0 <= problem.line <= lines, (case, problem)
            assert problem.column >= min(problem.line, 1), (case, problem)


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
