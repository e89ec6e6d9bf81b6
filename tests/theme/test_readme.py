"""theme/README.md: every class, data attribute, global and script is there, once, with where it is used."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from build_tools.site.pages.registry import DEFAULT_SCRIPTS, DEFAULT_STYLES, PAGES, PageKind, find_joined
from tests.support import theme_facts as facts
from tests.support.theme_facts import PACKAGE, SCRIPTS, THEME, Uses

README = (THEME / "README.md").read_text("utf-8")
MARKDOWN = "Markdown"
"""In the column of writers: what Markdown's own extensions write."""
RUN_TIME = re.compile(r"l\d+|prev|next|orphan|named")
"""Classes that a module puts together, or passes on, so that their name isn't in it as a class."""


def section(title: str) -> str:
    """The part of the README under a heading, up to the next of the same rank or a higher one."""
    _, _, rest = README.partition(f"\n{title}\n")
    assert rest, f"README.md has no part “{title}”"
    return re.split(rf"\n#{{2,{title.count('#')}}} ", rest, maxsplit=1)[0]


def rows(part: str) -> list[list[str]]:
    """Cells of the tables in it, without their heads."""
    lines = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    heads = {"| Class ", "| Attribute ", "| Script ", "| Name "}
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if not line.startswith(tuple(heads))
    ]


def listed(cell: str) -> set[str]:
    return {part.strip(" `") for part in cell.split(",") if part.strip(" `")}


def file_names(uses: Iterable[str]) -> set[str]:
    return {Path(use).name for use in uses}


def merged(*several: Uses) -> Uses:
    return {name: set().union(*(uses.get(name, set()) for uses in several)) for uses in several for name in uses}


CLASSES = [tuple(map(listed, cells[:4])) for cells in rows(section("## Classes"))]
"""(classes, who writes, styles and reads them) of each row."""
NAMES = [name for names, *_ in CLASSES for name in names]
LOADED = rows(section("## Load order"))


def test_every_class_is_listed_once() -> None:
    assert [name for name, times in Counter(NAMES).items() if times > 1] == []
    used = merged(
        facts.classes_styled(),
        facts.classes_read(),
        facts.classes_written_by_scripts(),
        facts.classes_written_by_templates(),
        facts.classes_written_by_modules(),
    )
    assert sorted(set(used) - set(NAMES)) == []


def test_a_class_is_written_styled_and_read_where_the_list_says() -> None:
    styled, read = facts.classes_styled(), facts.classes_read()
    written = merged(
        facts.classes_written_by_scripts(), facts.classes_written_by_templates(), facts.classes_written_by_modules()
    )
    wrong = []
    for names, by, styles, readers in CLASSES:
        of_row = [file_names(set().union(*(uses.get(n, set()) for n in names))) for uses in (written, styled, read)]
        if not of_row[0] <= by or of_row[1:] != [styles, readers]:
            wrong.append((sorted(names), *map(sorted, of_row)))
    assert wrong == []


def test_nothing_is_listed_that_is_not_there() -> None:
    texts = [*facts.modules().items(), *facts.templates().items(), *facts.scripts().items()]
    stale = []
    for names, by, *_ in CLASSES:
        assert by, f"nothing writes {names}"
        for file in by - {MARKDOWN}:
            own = "\n".join(text for path, text in texts if Path(path).name == file)
            found = [n for n in names if RUN_TIME.fullmatch(n) or re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", own)]
            if not own or not found:
                stale.append(f"{sorted(names)} in {file}")
    assert stale == []


def test_pages_have_no_class_or_data_attribute_that_is_not_listed(built_site: Path, real_site: Path) -> None:
    names, attributes = set(NAMES), {row[0].strip("`") for row in data_rows()}
    found: set[str] = set()
    for page in [*built_site.rglob("*.html"), *real_site.rglob("*.html")]:
        text = page.read_text("utf-8")
        found |= {name for value in re.findall(r'\sclass="([^"]*)"', text) for name in value.split()} - names
        found |= set(re.findall(r"\s(data-[a-z-]+)", text)) - attributes
    assert {name for name in found if not name.startswith("language-")} == set()


def data_rows() -> list[list[str]]:
    return rows(section("## Data attributes"))


def test_every_data_attribute_is_listed_once_with_where_it_is_used() -> None:
    given = {row[0].strip("`"): listed(row[2]) for row in data_rows()}
    assert len(given) == len(data_rows())
    assert given == {name: file_names(uses) for name, uses in facts.data_attributes().items()}


def test_every_script_is_listed_with_the_globals_it_sets_and_uses() -> None:
    by_script = {row[0]: row for row in LOADED}
    assert len(by_script) == len(LOADED)
    assert set(by_script) == set(facts.scripts())
    of_sets, of_uses = facts.globals_set(), facts.globals_used()
    for script, row in by_script.items():
        sets = {name for name, files in of_sets.items() if script in files}
        uses = {name for name, files in of_uses.items() if script in files} - sets
        assert (listed(row[-3]), listed(row[-2])) == (sets, uses), script


def test_a_global_is_set_by_one_script_and_declared() -> None:
    declared = facts.declared_globals()
    assert {name: files for name, files in facts.globals_set().items() if len(files) > 1} == {}
    assert declared == set(facts.globals_used())
    # The scripts that the build writes fill these.
    assert declared - set(facts.globals_set()) == {"readerKnown", "readerTexts"}


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_every_page_loads_its_scripts_in_the_order_listed(kind: PageKind) -> None:
    listed_scripts = [row[0] for row in rows(section("### With the page"))]
    loaded = scripts_of(kind)
    assert all((SCRIPTS / script).is_file() for script in loaded)
    assert loaded == [script for script in listed_scripts if script in loaded]


def test_every_script_listed_with_the_page_is_on_one() -> None:
    listed_scripts = {row[0] for row in rows(section("### With the page"))}
    assert listed_scripts == {script for kind in PAGES for script in scripts_of(kind)}


def scripts_of(kind: PageKind) -> list[str]:
    """All scripts that come with a page of the kind, in order: those of base.html around those of the registry."""
    text = facts.templates()["base.html"]
    before, joined, after = text.partition("{{ ('assets/js/joined/' ~ scripts ~ '.js') | url }}")
    assert joined
    first, last = (re.findall(r"'assets/js/([\w/-]+\.js)'", part) for part in (before, after))
    parts = [path.removeprefix("js/") for path in find_joined()[f"js/joined/{kind.joined_scripts}.js"]]
    assert set(parts) >= {f"{name}.js" for name in kind.scripts}
    return [*first, *parts, *(f"{name}.js" for name in kind.public_scripts), *last]


def test_a_file_of_joined_scripts_is_that_of_every_kind_which_has_its_name() -> None:
    """Or a page would load another's scripts."""
    for kind in PAGES:
        alike = [other for other in PAGES if other.joined_scripts == kind.joined_scripts]
        assert {other.scripts for other in alike} == {kind.scripts}
        alike = [other for other in PAGES if other.joined_styles == kind.joined_styles]
        assert {other.styles for other in alike} == {kind.styles}


def test_a_hand_written_page_loads_what_the_registry_has_as_default() -> None:
    text = facts.templates()["base.html"]
    kind = next(kind for kind in PAGES if kind.name == "page")
    assert (kind.scripts, kind.styles) == (DEFAULT_SCRIPTS, DEFAULT_STYLES)
    for name, joined in (("scripts", kind.joined_scripts), ("styles", kind.joined_styles)):
        assert f"set {name} = meta.{name} | default({json.dumps(joined)}, true)" in text


def test_every_style_of_the_registry_is_there() -> None:
    styles = {f"{name}.css" for kind in PAGES for name in kind.styles}
    assert styles <= set(facts.styles())


@pytest.mark.parametrize(
    ("script", "title"),
    [
        ("search/field.js", "### At the first key or focus in the search field"),
        ("annotate/begin-note.js", "### When the form for a note is first opened"),
        ("reading/cite.js", "### When the box with citations is first opened"),
        ("reading/selection.js", "### At the first selection of words, or the first key for them"),
    ],
)
def test_what_comes_on_first_use_comes_in_the_order_listed(script: str, title: str) -> None:
    parts = re.search(r"const PARTS = \[(.*?)\]", facts.scripts()[script], re.DOTALL)
    assert parts
    names = re.findall(r'"([^"]+\.js)"', parts.group(1))
    if "FOUND_WORDS" in parts.group(1):
        names.append("found-words.js")
    before = [name.removeprefix("../") for name in names if name.startswith("../")]
    listed_before = re.findall(r"`(shared/[\w-]+\.js)`", section(title))
    assert before == listed_before
    own = [name for name in names if not name.startswith("../")]
    listed_rows = [row[0] for row in rows(section(title)) if row[0] not in before]
    assert [f"{script.split('/', maxsplit=1)[0]}/{name}" for name in own] == listed_rows


def test_file_names_are_in_one_style() -> None:
    for path in (PACKAGE / "theme" / "assets").rglob("*"):
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*(?:\.[a-z]+)?", path.name), path
