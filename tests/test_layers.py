"""Holds the floors of DESIGN: a module of `build_tools` imports only from lower floors."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "build_tools"

FLOORS: tuple[frozenset[str], ...] = (
    frozenset(
        {"__init__", "model", "folders", "problems", "errors", "processes", "plain_keys", "likeness", "files", "git"}
    ),
    frozenset(
        {
            "text",
            "alignment",
            "evidence",
            "reanchoring",
            "anchoring",
            "matching",
            "dates",
            "frontmatter",
            "selecting",
            "manifest",
        }
    ),
    frozenset({"schema", "parsing", "references", "annotate", "crosslinks", "moving", "hand_written"}),
    frozenset({"project", "loading", "checks", "exchange", "drafting", "mending", "coverage"}),
    frozenset({"pipeline", "render"}),
    frozenset({"site", "site_folder", "publish", "search", "changes"}),
    frozenset({"commands", "cli", "__main__"}),
)
"""Modules and sub-packages of `build_tools`, the lowest floor first. Inside a sub-package imports are free."""

SIDEWAYS: dict[tuple[str, str], str] = {
    ("git", "errors"): "says that git isn't there, or has no such commit",
    ("alignment", "text"): "folds what it compares",
    ("reanchoring", "text"): "looks for runs of words in folded text, with its offset map",
    ("evidence", "alignment"): "judges what that one lays out",
    ("reanchoring", "alignment"): "finds the places along which that one lays the quote",
    ("reanchoring", "evidence"): "chooses the place by what that one says of it",
    ("anchoring", "reanchoring"): "turns to it where a quote is not found as it was",
    ("anchoring", "text"): "looks for quotes in folded text, with its offset map",
    ("matching", "text"): "looks for names in folded text, with its offset map",
    ("frontmatter", "text"): "tells of control characters, which YAML would stop at",
    ("selecting", "anchoring"): "tests whether a selector finds its place",
    ("annotate", "moving"): "says of a note that isn't where it says where its words are",
    ("mending", "drafting"): "writes values as new files have them",
    ("__main__", "cli"): "is `python -m build_tools`",
}
"""(importer, imported) on one floor -> why. An exception: see first whether one of the two belongs elsewhere."""

APART = frozenset({"setup"})
"""Sets up a checkout; imports nothing of the package, and nothing of the package imports it."""

FLOOR_OF = {unit: number for number, units in enumerate(FLOORS) for unit in units}
MODULES = sorted(PACKAGE.rglob("*.py"))


def unit_of(module: str) -> str:
    """The part of the package that stands on a floor: "build_tools.checks.links" -> "checks"."""
    return ([*module.split("."), "__init__"])[1]


def name_of(path: Path) -> str:
    """The dotted name of a module's file."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


def find_imports(source: str, module: str) -> list[tuple[int, str]]:
    """(line, unit) of every import of this package in `source`, wherever it stands and for whatever use.

    `module` is the importer's dotted name, that of a package's own file ending in `.__init__`.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            # `from build_tools import x`: x is a module, or else a name that __init__ defines.
            names = (
                [f"{base}.{alias.name}" if is_unit(alias.name) else base for alias in node.names]
                if base == PACKAGE.name
                else [base]
            )
        else:
            continue
        found += [(node.lineno, unit_of(name)) for name in names if name.split(".")[0] == PACKAGE.name]
    return found


def is_unit(name: str) -> bool:
    return name in FLOOR_OF or name in APART or (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


def why_not(importer: str, imported: str) -> str:
    """What forbids one unit to import another, or ""."""
    if importer == imported:
        return ""
    if importer in APART or imported in APART:
        return f"{', '.join(APART & {importer, imported})} stands apart from the package"
    if importer not in FLOOR_OF or imported not in FLOOR_OF:
        return ""  # test_every_module_stands_on_a_floor says so
    if FLOOR_OF[imported] < FLOOR_OF[importer] or (importer, imported) in SIDEWAYS:
        return ""
    if FLOOR_OF[imported] == FLOOR_OF[importer]:
        return f"both stand on floor {FLOOR_OF[imported]}; move one, or name the import in SIDEWAYS with its reason"
    return f"{imported} stands on floor {FLOOR_OF[imported]}, above {importer} on floor {FLOOR_OF[importer]}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    importer = unit_of(name_of(path))
    faults = [
        f"{path.relative_to(PACKAGE.parent)}:{line}: imports {imported}: {reason}"
        for line, imported in find_imports(path.read_text("utf-8"), name_of(path))
        if (reason := why_not(importer, imported))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_stands_on_a_floor(path: Path) -> None:
    unit = unit_of(name_of(path))
    assert unit in FLOOR_OF or unit in APART, f"place {unit} in FLOORS of tests/test_layers.py, as DESIGN's table would"


def test_the_floors_are_of_modules_that_are_there_and_the_guide_has_them_all() -> None:
    there = {unit_of(name_of(path)) for path in MODULES} - APART
    assert set(FLOOR_OF) == there
    guide = (PACKAGE.parent / "docs" / "contributing.md").read_text("utf-8")
    listed = re.findall(r"^(\d)\. (.+)$", guide[guide.index("## Changing the tool") :], re.MULTILINE)
    told = {name.rstrip("/"): int(floor) - 1 for floor, line in listed for name in re.findall(r"`([a-z_]+/?)`", line)}
    # What begins the package, and what is in every one of them, goes without saying.
    assert {unit: floor for unit, floor in FLOOR_OF.items() if not unit.startswith("__")}.items() <= told.items()


def test_no_sideways_import_is_allowed_that_nobody_makes() -> None:
    made = {
        (unit_of(name_of(path)), imported)
        for path in MODULES
        for _, imported in find_imports(path.read_text("utf-8"), name_of(path))
    }
    # Neither an import that is gone nor one that its floors allow anyhow.
    stale = [pair for pair in SIDEWAYS if pair not in made or FLOOR_OF[pair[0]] != FLOOR_OF[pair[1]]]
    assert not stale, f"take out of SIDEWAYS: {stale}"


@pytest.mark.parametrize(
    ("source", "module", "expected"),
    [
        ("import build_tools.text", "build_tools.model", ["text"]),
        ("import build_tools.checks.links as links, re", "build_tools.cli", ["checks"]),
        ("from build_tools import text, model", "build_tools.cli", ["text", "model"]),
        ("from build_tools import __version__", "build_tools.cli", ["__init__"]),
        ("from build_tools.text import fold", "build_tools.matching", ["text"]),
        ("from .text import fold", "build_tools.matching", ["text"]),
        ("from . import text", "build_tools.matching", ["text"]),
        ("from ..text import fold", "build_tools.checks.links", ["text"]),
        ("from .links import rule", "build_tools.checks.__init__", ["checks"]),
        ("from .. import text", "build_tools.checks.__init__", ["text"]),
        ("def later():\n    from build_tools import text", "build_tools.model", ["text"]),
        ("import re\nfrom pathlib import Path\nfrom build_toolset import x", "build_tools.model", []),
    ],
)
def test_every_form_of_import_is_seen(source: str, module: str, expected: list[str]) -> None:
    assert [unit for _, unit in find_imports(source, module)] == expected


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("render", "model", True),
        ("checks", "checks", True),
        ("matching", "text", True),
        ("model", "text", False),
        ("checks", "loading", False),
        ("cli", "setup", False),
        ("setup", "model", False),
    ],
)
def test_only_lower_floors_and_named_exceptions_are_allowed(importer: str, imported: str, *, allowed: bool) -> None:
    assert (why_not(importer, imported) == "") is allowed
