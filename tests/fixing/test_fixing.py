"""`reader check --fix`: each kind of fix on small projects, and what must hold for any file.

A case of tests/fixing has files, which are added to those of tests/support/base.yml; under `before:` those that were
committed before, if git must know something of them; under `fixed:` each file that must
change, as it must be afterwards, and under `left:` the problems that remain. `READER_GOLDEN=update` rewrites both.
"""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.checks import find_problems
from build_tools.cli import reader
from build_tools.core.folders import HOME
from build_tools.corpus.reading import read_corpus
from build_tools.corpus.stray_links import find_stray_links
from build_tools.fixing.corpus import find_fixes, format_diff
from build_tools.fixing.front_matter import set_keys, sort_keys
from build_tools.fixing.renumbered import find_renumbered
from build_tools.fixing.source import fix
from build_tools.sources.blocks import parse_blocks
from build_tools.sources.front_matter import parse_document
from build_tools.sources.hand_written import read_hand_written
from build_tools.sources.schema import MODELS
from build_tools.sources.schema_messages import validate
from tests.support.git import commit
from tests.support.paths import BASE

CASES = Path(__file__).resolve().parent
ORDER = list(MODELS["annotation"].model_fields)


@lru_cache
def base_files():
    return yaml.safe_load(BASE.read_text("utf-8"))["files"]


def write_project(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())


def fix_project(root):
    """Path -> what was fixed there; written."""
    corpus, (pages, _) = read_corpus(root).corpus, read_hand_written(root, root / "docs")
    renumbered = find_renumbered(find_stray_links(root, corpus, pages) or [])
    fixes = dict(find_fixes(corpus, HOME, lambda path: (root / path).read_bytes(), renumbered=renumbered))
    for path, fixed in fixes.items():
        (root / path).write_bytes(fixed.after)
    return fixes


def problems_of(root):
    read, (pages, _) = read_corpus(root), read_hand_written(root, root / "docs")
    return [str(p) for p in find_problems(read.corpus, read.gazetteer, root, read.problems, pages)]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda p: p.stem)
def test_a_project_is_fixed_as_its_case_says(path, tmp_path):
    text = path.read_text("utf-8")
    case = yaml.safe_load(text)
    if "before" in case:
        write_project(tmp_path, base_files() | case["before"])
        commit(tmp_path)
    write_project(tmp_path, case["files"] if "before" in case else base_files() | case["files"])

    fixed = {name: fixed.after.decode() for name, fixed in fix_project(tmp_path).items()}
    left = problems_of(tmp_path)

    assert fix_project(tmp_path) == {}, "a second run changes nothing"
    if os.environ.get("READER_GOLDEN") == "update":
        found = yaml.safe_dump({"fixed": fixed}, allow_unicode=True, width=1000, default_style="|").replace('"', "", 2)
        found += yaml.safe_dump({"left": left}, allow_unicode=True, width=1000)
        path.write_text(text.partition("\nfixed:")[0].rstrip("\n") + "\n" + found, "utf-8")
    else:
        assert fixed == case["fixed"]
        assert left == case["left"]


WORD = st.text("abé\u0301ß -#'\"", min_size=1, max_size=10)
VALUE = st.one_of(
    WORD.map(lambda w: yaml.safe_dump(w, allow_unicode=True).partition("\n")[0]),
    WORD.map(lambda w: yaml.dump(w, default_style='"', allow_unicode=True).strip()),
    st.just("low water"),
    st.just(">-\n  low\n  water"),
    st.just("|\n  low # water\n\n"),
    st.just(">  \n  low  \n  water \n   "),
    st.just("'low  \n  water'"),
    st.just('"low\\  \n  water"'),
    st.just("\n  low water"),
)
COMMENT = st.sampled_from(["", "# why\n", "\n", "# a\n\n# b\n", "  # in\n"])
AFTER = st.sampled_from(["", " ", " # so", "  \t# so  "])
BODY = st.text("ab*_ \t\n>#-é\u0301", max_size=40).map(lambda t: f"Body{t}")


@st.composite
def sources(draw):
    """A note's file, somehow written."""
    keys = draw(st.permutations(["paragraph", "exact", "kind", "contributor", "created", "prefix", "cites"]))
    fixed = {
        "paragraph": "2",
        "kind": "context",
        "created": "2026",
        "cites": draw(st.sampled_from(["[a, b]", "[]", "\n  - a # one\n  # two\n  - b", "\n- a\n- b"])),
    }
    lines = []
    for key in keys:
        value = fixed.get(key) or draw(VALUE)
        after = draw(AFTER) if "\n" not in value else ""
        lines.append(f"{draw(COMMENT)}{key}: {value}{after}\n")
    text = f"---\n{''.join(lines)}{draw(COMMENT)}---{draw(st.sampled_from(['', ' ']))}\n{draw(BODY)}"
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", end)).encode()


SELECTOR = st.dictionaries(
    st.sampled_from(["exact", "prefix", "suffix"]),
    st.one_of(st.none(), st.text("ab :#'é\u0301 20", min_size=1).filter(lambda text: "# " not in text)),  # no comment
    max_size=2,
).filter(lambda keys: keys.get("exact", "x") and (keys.get("exact") or "x").strip())


def comments(raw):
    return sorted(
        unicodedata.normalize("NFC", c.strip()) for c in re.findall(r"# (?:why|a|b|so|one|two)\b", raw.decode())
    )


def texts(body):
    return [unicodedata.normalize("NFC", block.text) for block in parse_blocks("", body)[0]]


def letters(raw):
    return sorted(unicodedata.normalize("NFC", raw.decode()).replace("\ufeff", "").split())


@settings(max_examples=max(200, settings().max_examples))
@given(sources(), SELECTOR)
def test_fixing_any_note_loses_nothing_and_a_second_time_changes_nothing(raw, selector):
    fixed = fix(raw, "annotation").after
    assert fix(fixed, "annotation").after == fixed
    assert letters(fixed) == letters(raw)
    assert fixed.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in fixed) == (b"\r\n" in raw)
    assert b"\n" not in fixed.replace(b"\r\n", b"") or b"\r\n" not in raw

    moved = fix(raw, "annotation", {"paragraph": 7, **selector}).after
    before, after = (parse_document("x.md", r)[0] for r in (raw, moved))
    if moved != raw and after.data.get("paragraph") == 7:
        assert comments(moved) == comments(raw)
        wanted = {k: v and unicodedata.normalize("NFC", v) for k, v in selector.items()}
        assert {k: v for k, v in wanted.items() if v} == {k: after.data[k] for k, v in wanted.items() if v}
        assert not set(after.data) & {k for k, v in wanted.items() if v is None}
        assert texts(after.body) == texts(before.body)


@given(sources())
def test_sound_notes_are_put_in_order(raw):
    document, faults = parse_document("x.md", raw)
    if faults or validate(MODELS["annotation"], document)[1]:
        assert fix(raw, "annotation").after == raw
        return
    keys = list(parse_document("x.md", fix(raw, "annotation").after)[0].data)
    assert keys == sorted(keys, key=ORDER.index)


FRONT = st.text("-:[]{}'\"#&*!|>, \nabc1", max_size=60).map(lambda t: f"---\n{t}\n---\n{t}".encode())


@given(st.one_of(st.binary(max_size=60), FRONT, sources()), st.sampled_from(["home", *MODELS]))
def test_fixing_any_file_twice_is_fixing_it_once(raw, kind):
    fixed = fix(raw, kind).after
    assert fix(fixed, kind).after == fixed


@pytest.mark.parametrize(
    ("lines", "values", "expected"),
    [
        (["paragraph: 5 # n", "exact: a"], {"paragraph": 6}, ["paragraph: 6 # n", "exact: a"]),
        (["paragraph: 5", "exact: a"], {"prefix": "b "}, ["paragraph: 5", "exact: a", 'prefix: "b "']),
        (
            ["paragraph: 5", "exact: a", "kind: x"],
            {"suffix": "b"},
            ["paragraph: 5", "exact: a", "suffix: b", "kind: x"],
        ),
        (["exact: >- # w", "  a", "  b", "", "# c", "kind: x"], {"exact": "d"}, ["exact: d # w", "", "# c", "kind: x"]),
        (["exact: 'a", "  b' # w", "kind: x"], {"exact": "d"}, ["exact: d # w", "kind: x"]),
        (["exact: # w", "  a # v", "kind: x"], {"exact": "d"}, ["exact: d # v # w", "kind: x"]),
        (["exact: a", "prefix: b # w", "kind: x"], {"prefix": None}, ["exact: a", "# w", "kind: x"]),
        (["exact: a", "kind: x"], {"prefix": None}, ["exact: a", "kind: x"]),
        (["exact: a", "kind: x"], {"exact": "2016"}, ['exact: "2016"', "kind: x"]),
        (["exact: a\r", "kind: x\r"], {"prefix": "b"}, ["exact: a\r", "prefix: b\r", "kind: x\r"]),
    ],
)
def test_keys_are_set_in_place(lines, values, expected):
    assert set_keys(lines, values, ORDER) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["kind: x", "exact: a"], ["exact: a", "kind: x"]),
        (["# k", "kind: x", "# e", "exact: a", "# end"], ["# e", "exact: a", "# k", "kind: x", "# end"]),
        (["kind: |", "  # no comment", "", "exact: a"], ["", "exact: a", "kind: |", "  # no comment"]),
        (["kind: x", "unknown: y", "exact: a"], ["kind: x", "unknown: y", "exact: a"]),
        (["{kind: x, exact: a}"], ["{kind: x, exact: a}"]),
        ([], []),
    ],
)
def test_keys_are_sorted_with_their_comments(lines, expected):
    assert sort_keys(lines, ORDER) == expected


@pytest.fixture
def project(tmp_path):
    write_project(tmp_path, base_files() | {"mkdocs.yml": "site_name: X\n"})
    note = tmp_path / "source_texts/articles/reef/annotations/reef-low-water.md"
    note.write_text(
        note.read_text("utf-8")
        .replace("paragraph: 2", "paragraph: 1 ")
        .replace("low water", "stand there only at low water")
    )
    return tmp_path


def run(project, *arguments):
    return CliRunner().invoke(reader, ["--project", str(project), "check", *arguments])


NOTE = "source_texts/articles/reef/annotations/reef-low-water.md"


def test_the_command_prints_what_it_changes_and_what_is_left(project):
    (project / NOTE).chmod(0o640)
    result = run(project, "--fix")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"{NOTE}: place of the note\n--- a/{NOTE}\n+++ b/{NOTE}\n")
    assert "\n-paragraph: 1 \n+paragraph: 2\n" in result.output
    assert "\nFixed 1 file.\n\nNotes moved to other paragraphs." in result.output
    assert result.output.endswith("\n\nNo problems found.\n")
    assert (project / NOTE).stat().st_mode & 0o777 == 0o640
    assert not list((project / NOTE).parent.glob(".*"))
    assert run(project, "--fix").output == "No problems found.\n"


def test_what_else_names_paragraphs_by_number_is_listed_where_notes_went_to_others(project):
    event = project / "source_texts/events/lit.md"
    event.parent.mkdir()
    fields = "title: Lit\ndate: 1811\npassages:\n- article:reef#p2\n- article:reef#note-reef-low-water"
    event.write_text(f"---\n{fields}\n---\nAs [told](article:reef#p1), with [all](article:reef).\n", "utf-8")
    result = run(project, "--fix")
    told = result.output.partition("still name the right paragraphs:\n")[2].partition("\n\n")[0].splitlines()
    assert told == [
        f"  {NOTE}:9:40: article:reef#p1",
        "  source_texts/events/lit.md:5:3: article:reef#p2",
        "  source_texts/events/lit.md:8:5: article:reef#p1",
    ]
    assert "Notes moved" not in run(project, "--fix").output


def test_without_fix_nothing_is_written(project):
    before = (project / NOTE).read_bytes()
    result = run(project)
    assert result.exit_code == 1
    assert "`reader check --fix` moves it there if its sentence says the same; or" in result.output
    assert (project / NOTE).read_bytes() == before


def test_only_the_files_that_are_named_are_fixed(project):
    before = (project / NOTE).read_bytes()
    assert run(project, "--fix", str(project / "source_texts/glossary")).exit_code == 0
    assert (project / NOTE).read_bytes() == before
    assert run(project, "--fix", str(project / NOTE)).exit_code == 0
    assert (project / NOTE).read_bytes() != before


def test_the_difference_stays_out_of_what_programs_read(project):
    result = run(project, "--fix", "--format", "json")
    assert result.stdout == "[]\n"
    assert "+paragraph: 2" in result.stderr


def test_a_difference_has_the_form_of_diff():
    fixed = fix(b"---\nname: A \nkind: place\ngloss: G.\n---\nB.\n", "entity")
    assert fixed.why == ("white space",)
    assert format_diff("x.md", fixed).splitlines()[:5] == [
        "--- a/x.md",
        "+++ b/x.md",
        "@@ -1,4 +1,4 @@",
        " ---",
        "-name: A ",
    ]


@pytest.mark.parametrize("address", ["https://e.org/e\u0301", "https://e.org/(e\u0301"])
@pytest.mark.parametrize("written", ["{}", '"{}"', "'{}' # why", "\n  {}", "# why\n  {}"])
def test_an_address_under_a_key_is_not_composed(address, written):
    text = f"---\ntitle: A\nurl: {written.format(address)}\nrights: restricted\nedition: study\n---\nA mo\u0302le.\n"
    assert address in fix(text.encode(), "article").after.decode()


def test_a_look_alike_that_git_knows_from_before_is_no_place_for_a_note(project):
    """Two paragraphs with one sentence: the first is taken out, and only git can tell which of them is left."""
    article = project / "source_texts/articles/reef/article.md"
    head, _, _ = article.read_text("utf-8").rpartition("---\n")
    sentence = "The keepers were relieved every six weeks by the lighthouse tender."
    note = project / "source_texts/articles/reef/annotations/relieved.md"

    def write(*paragraphs):
        article.write_text(head + "---\n" + "\n\n".join(paragraphs) + "\n", "utf-8")

    def git(*arguments):
        identity = ["-c", "user.name=Ed", "-c", "user.email=ed@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(project), *identity, *arguments], check=True, capture_output=True)

    low_water = "The men could stand there only at low water. Stevenson wrote a book about it."
    write("Of the Bell Rock.", f"{sentence} So it was.", low_water, f"{sentence} So it was.")
    (project / "source_texts/articles/reef/annotations/reef-low-water.md").unlink()
    note.write_text(
        f"---\nparagraph: 2\nexact: {sentence}\nkind: context\ncontributor: editors\ncreated: 2026\n---\nWhen?\n",
        "utf-8",
    )
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    write("Of the Bell Rock.", low_water, f"{sentence} So it was.")
    git("commit", "-q", "-a", "-m", "the second paragraph is gone")
    CliRunner().invoke(reader, ["--project", str(project), "check", "--fix"])
    assert "paragraph: 2\n" in note.read_text("utf-8")

    write("Of the Bell Rock.", "A new one, put in before.", f"{sentence} So it was.", low_water)
    CliRunner().invoke(reader, ["--project", str(project), "check", "--fix"])
    assert "paragraph: 3\n" in note.read_text("utf-8")


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        ("The engineer wrote that {} in a letter.", True),
        ("The engineer had written that {} in a letter.", False),
        ("Nobody believes today that {} in a letter.", False),
        ("That {} in a letter is not so.", False),
        ("Seals lie there. The engineer wrote that {} in a letter. Nobody believed it.", True),
    ],
)
@pytest.mark.parametrize("committed", [False, True], ids=["edited", "committed"])
def test_words_that_another_paragraph_denies_are_left_to_a_person(project, after, moved, committed):
    """Their own sentence is gone; whether it moved or is spoken of elsewhere, only git knows, which has it."""
    article = project / "source_texts/articles/reef/article.md"
    head, _, _ = article.read_text("utf-8").rpartition("---\n")
    words = "the whole crew of ninety men would leave the reef by the end of March"
    note = project / "source_texts/articles/reef/annotations/crew.md"
    note.write_text(
        f"---\nparagraph: 1\nexact: {words}\nkind: context\ncontributor: editors\ncreated: 2026\n---\nWhy?\n", "utf-8"
    )
    (project / NOTE).unlink()
    low_water = "The men could stand there only at low water. Stevenson wrote a book about it."
    article.write_text(f"{head}---\nThe engineer wrote that {words} in a letter.\n\n{low_water}\n", "utf-8")
    commit(project)
    article.write_text(f"{head}---\n{low_water}\n\n{after.format(words)}\n", "utf-8")
    if committed:
        commit(project)
    CliRunner().invoke(reader, ["--project", str(project), "check", "--fix"])
    assert ("paragraph: 2\n" in note.read_text("utf-8")) is moved
