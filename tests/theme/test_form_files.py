"""Whatever is typed into the form for a note: it makes a file that `reader check` takes, or none."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import playwright
import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.corpus.reading import read_corpus
from build_tools.setup.node import find_node
from build_tools.site.pages.known_ids import known_ids
from build_tools.site.site import build_site
from tests.support.paths import PACKAGE

FILL = Path(__file__).resolve().parent / "js" / "annotate" / "form-file.js"
TEXT = (
    "The lamp was lit; the lamp was “lit”: 1,200–1,500 men (Ḥamā, حماة, 東京) saw it. *Yes*, no: #5 [x] {y} <b> `c`"
    " & d’s — 🙂 e\u0301\u00ad. the lamp was lit aux CON nul"
)
PIECES = (
    *(
        "word",
        "Lesch,",
        "p. 45",
        "#",
        " #5",
        ": ",
        "- ",
        "\n",
        "\n\n",
        "\n- ",
        "> ",
        "‘a’",
        '"',
        "'",
        "\\",
        "*",
        "_",
        "[",
        "]",
    ),
    *(
        "(",
        ")",
        "<",
        ">",
        "{.x}",
        "~~",
        "^",
        "|",
        "!",
        "&amp;",
        "%",
        "@",
        "`",
        "---",
        "\t",
        "\u00a0",
        "\ufeff",
        "\u2028",
    ),
    *(
        "حميميم",
        "東京",
        "🙂",
        "e\u0301",
        "[w](https://a.b/c)",
        "[w](entity:bell-rock-lighthouse)",
        "[w](entity:nobody)",
    ),
    *("[w](article:bell-rock#p1)", "[w](article:bell-rock#p99)", "[w](article:none)", "[w](article:bell-rock#note-no)"),
    *("[^1]", "\x07", "null", "yes", "~", "2016", "x" * 300),
)
SOURCES = (
    *(
        "stevenson-1824",
        "stevenson-1824, stevenson-1824",
        "David Lesch, Syria, p. 45",
        "www.example.org/foo",
        "10.1000/182",
    ),
    *(
        "doi: 10.1000/182",
        "https://doi.org/10.1000/182",
        "10.1002/(SICI)1097<1:AID>3.0.CO;2-2",
        "https://a.b/c,d;e?f=(g)",
    ),
    *(
        "Lesch",
        "lesch-2019",
        "stevenson-1824, p. 45",
        "Smith (2015), https://a.b/c_(d).",
        "叙利亚史",
        "ftp://x.y",
        "javascript:x",
    ),
    *(
        "mailto:a@b.c",
        "http://",
        "https://[",
        "https://a b",
        "…",
        "-",
        "[x](y)",
        "*a* _b_ {c} <d>",
        "Source: Lesch, Syria",
    ),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with an article of one paragraph."""
    folder = tmp_path_factory.mktemp("files") / "corpus"
    shutil.copytree(PACKAGE / "sample", folder)
    article = folder / "source_texts/articles/everything/article.md"
    article.parent.mkdir()
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]<>#" else c for c in TEXT)
    article.write_text(
        f"---\ntitle: Everything\nrights: CC0-1.0\nlanguage: en\nedition: original\n---\n{escaped}\n", "utf-8"
    )
    assert read_corpus(folder).problems == ()
    return folder


def fill(project: Path, notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the form makes of what was typed into it."""
    known = known_ids(build_site("", "", read_corpus(project).corpus))
    node = find_node() or Path(playwright.__file__).parent / "driver" / "node"
    given = json.dumps({"known": known, "notes": notes})
    ended = subprocess.run([node, FILL], input=given, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    made: list[dict[str, Any]] = json.loads(ended.stdout)
    return made


def problems_with(project: Path, made: list[dict[str, Any]], folder: Path) -> list[str]:
    """The errors and warnings of all the files that were made. Notices are about style, which editors decide."""
    copy = folder / "copy"
    shutil.copytree(project, copy)
    notes = copy / "source_texts/articles/everything/annotations"
    notes.mkdir()
    for number, note in enumerate(made):
        if not note["faults"]:
            (notes / f"{note['id']}-{number}.md").write_bytes(note["file"].encode())
    result = CliRunner().invoke(reader, ["--project", str(copy), "check"])
    return [line for line in result.output.splitlines() if "everything/annotations" in line and " notice: " not in line]


def typed(**fields: Any) -> dict[str, Any]:
    note = {"text": TEXT, "start": 0, "end": 8, "body": "A note.", "source": "", "name": "Ann", "id": "", "short": ""}
    return {**note, **fields}


def test_check_takes_every_file_that_is_made(project: Path, tmp_path: Path) -> None:
    source = random.Random(7)

    def some(least: int, most: int) -> str:
        return "".join(source.choice(PIECES) for _ in range(source.randint(least, most)))

    length = len(TEXT)
    notes = []
    for _ in range(700):
        start = source.randrange(length)
        note = typed(start=start, end=source.randint(start, min(length, start + 40)))
        field = source.choice(["body", "short", "source", "source", "name", "place"])
        if field == "body":
            note["body"] = some(1, 6).replace("\r", "").strip("\n").rstrip()
        elif field == "short":
            note["short"] = " ".join((some(1, 30) + source.choice([".", ".", "?”", ""])).split())
        elif field == "source":
            note["source"] = source.choice(
                [source.choice(SOURCES), source.choice(SOURCES) + " " + some(0, 3), some(1, 5)]
            )
        elif field == "name":
            note["name"] = " ".join(some(1, 4).split())
        notes.append(note)
    made = fill(project, notes)
    assert problems_with(project, made, tmp_path) == []
    taken = sum(not note["faults"] for note in made)
    assert 300 < taken < 690


LINES = {
    "stevenson-1824": (["stevenson-1824"], ""),
    "David Lesch, Syria, p. 45": ([], "Source: David Lesch, Syria, p. 45."),
    "Source: Lesch, *Syria*!": ([], "Source: Lesch, \\*Syria\\*!"),
    "www.example.org/foo": ([], "Source: [www.example.org](https://www.example.org/foo)."),
    "10.1000/182": ([], "Source: [doi.org](https://doi.org/10.1000/182)."),
    "doi: 10.1000/182.": ([], "Source: [doi.org](https://doi.org/10.1000/182)."),
    "https://a.b/c,d;e?f=(g)": ([], "Source: [a.b](https://a.b/c,d;e?f=%28g%29)."),
    "stevenson-1824, https://a.b/c": (["stevenson-1824"], "Source: [a.b](https://a.b/c)."),
    "https://a.b/c, https://d.e/f": ([], "Sources: [a.b](https://a.b/c), [d.e](https://d.e/f)."),
    "Smith (2015), https://a.b/c.": ([], "Source: Smith (2015), [a.b](https://a.b/c)."),
    "叙利亚史": ([], "Source: 叙利亚史."),
}
REFUSED = {
    "lesch-2019": "No reference has the id lesch-2019",
    "Lesch": "No reference has the id Lesch",
    "smith-2015, jones-2016": "No reference has the id smith-2015",
    "stevenson-1824, p. 45": "stevenson-1824 is the id of a reference",
    "ftp://x.y": "isn’t an address",
    "javascript:alert(1)": "isn’t an address",
    "a\x07b c": "invisible control character",
}


def test_a_source_is_read_as_what_it_is(project: Path) -> None:
    for source, made in zip(LINES, fill(project, [typed(source=source) for source in LINES]), strict=True):
        cites, line = LINES[source]
        assert made["faults"] == [], source
        assert (f"cites: [{', '.join(cites)}]" in made["file"]) == bool(cites), source
        assert made["file"].endswith(f"A note.\n\n{line}\n" if line else "A note.\n"), source


def test_a_source_that_nothing_can_be_made_of_is_refused_in_clear_words(project: Path) -> None:
    for source, made in zip(REFUSED, fill(project, [typed(source=source) for source in REFUSED]), strict=True):
        [(field, sentence)] = made["faults"]
        assert field == "source"
        assert REFUSED[source] in sentence


def test_a_file_that_check_refuses_would_be_seen(project: Path, tmp_path: Path) -> None:
    [made] = fill(project, [typed()])
    assert (
        problems_with(project, [made, {**made, "id": "bad", "file": made["file"].replace("Ann", "")}], tmp_path) != []
    )


def test_a_source_in_words_counts_as_one(project: Path, tmp_path: Path) -> None:
    [made] = fill(project, [typed(source="David Lesch, Syria, p. 45")])
    assert problems_with(project, [made], tmp_path) == []
    corpus = read_corpus(tmp_path / "copy").corpus
    article = next(article for article in corpus.articles if article.slug == "everything")
    assert [note.annotation.is_sourced for note in article.notes] == [True]


def test_a_file_is_never_named_as_a_device_of_windows(project: Path) -> None:
    names = [(word, TEXT.index(word)) for word in ("aux", "CON", "nul")]
    made = fill(project, [typed(start=start, end=start + len(word)) for word, start in names])
    assert [note["id"] for note in made] == ["aux-2", "con-2", "nul-2"]
    [refused] = fill(project, [typed(id="com1")])
    assert refused["faults"] == [["id", "Windows keeps this name for a device: choose another."]]


SHORT = {
    "The lamp was first lit in 1811.": "",
    "Lit? “Yes!”": "",
    "灯塔建于礁石" * 8: "",
    "The lamp was lit": "ends as a sentence does",
    "word " * 25 + "word.": "has 26 words",
    "灯塔建于礁石" * 9 + "。": "has 27 words",
    "x" * 501 + ".": "500 characters",
    "The *lamp* was lit.": "plain text",
    "A [lamp](https://a.b) was lit.": "plain text",
    "A <b>lamp</b> was lit.": "plain text",
    "2 * 3 lamps [sic], a*b*c.": "",
    "\u200b": "invisible",
    "a\x07b.": "invisible",
}


def test_what_is_said_in_short_is_in_the_file_or_is_refused_in_clear_words(project: Path, tmp_path: Path) -> None:
    made = fill(project, [typed(short=short) for short in SHORT])
    for (short, refusal), note in zip(SHORT.items(), made, strict=True):
        if refusal:
            [(field, sentence)] = note["faults"]
            assert (field, refusal in sentence) == ("short", True), (short, sentence)
        else:
            assert "\nshort: " in note["file"], note
    assert problems_with(project, made, tmp_path) == []
