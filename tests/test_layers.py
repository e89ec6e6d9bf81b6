"""Holds the order of the folders: a module of `build_tools` imports only from folders that come before its own.

Inside site/ and anchoring/, the two folders with most in them, the same holds for what is in them.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.paths import PACKAGE, ROOT

ORDER: dict[str, tuple[str, ...]] = {
    "": (
        *("core", "text", "anchoring", "sources", "corpus", "checks", "fixing", "changes", "site", "exchange"),
        "preview",
        *("commands", "cli", "__main__"),
    ),
    "anchoring": (
        "wording",
        "sentences",
        "alignment",
        "evidence",
        "exact",
        "candidates",
        "edited",
        "selectors",
        "moved",
    ),
    "site": (
        *("addresses", "repository", "paged", "site", "citations", "prose", "pieces", "cite_data", "name_lists"),
        "drawing",
        *("pages", "search", "form_data", "docs_folder", "site_folder", "rendering", "mkdocs"),
    ),
}
"""Folder -> what is in it; each of these imports only from those before it, and from folders before its own."""

APART = frozenset({"setup"})
"""Sets up a checkout; imports nothing of the package, and nothing of the package imports it."""

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""(importer, imported) -> why. First see whether one of the two belongs elsewhere."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module, from the package on: "site.pages.article"; a package's own is its folder's."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(source: str, module: str) -> list[tuple[int, str]]:
    """(line, module) of every import of this package in `source`, wherever it is and for whatever use."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: write the import out, from build_tools on"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        dotted = (name.removeprefix("build_tools.") for name in names if name.startswith("build_tools."))
        found += [(node.lineno, name) for name in dotted]
    return found


def why_not(importer: str, imported: str) -> str:
    """What forbids one module to import another, or ""."""
    ours, theirs = _part(importer, ""), _part(imported, "")
    if {ours, theirs} & APART:
        return "" if ours == theirs else "setup/ is apart from the package"
    if (importer, imported) in EXCEPTIONS or not importer:
        return ""
    for folder, order in ORDER.items():
        ours, theirs = (_part(module, folder) for module in (importer, imported))
        if ours in order and theirs in order and order.index(theirs) > order.index(ours):
            return f"{folder or 'build_tools'}/{theirs} comes after {folder or 'build_tools'}/{ours}"
    return ""


def _part(module: str, folder: str) -> str:
    """The part of a folder that a module belongs to; "" where it is in another folder."""
    inside = module if not folder else module.removeprefix(f"{folder}.") if module.startswith(f"{folder}.") else ""
    return inside.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_what_comes_before_it(path: Path) -> None:
    module = name_of(path)
    faults = [
        f"{path.relative_to(ROOT)}:{line}: imports {imported}: {reason}"
        for line, imported in find_imports(path.read_text("utf-8"), module)
        if (reason := why_not(module, imported))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("folder", ORDER)
def test_all_that_is_there_has_its_place_in_the_order(folder: str) -> None:
    there = {part for path in MODULES if (part := _part(name_of(path), folder))} - APART
    assert there == set(ORDER[folder])


def test_no_exception_is_made_that_nobody_needs() -> None:
    needed = {
        (name_of(path), imported)
        for path in MODULES
        for _, imported in find_imports(path.read_text("utf-8"), name_of(path))
    }
    assert not EXCEPTIONS.keys() - needed
    assert len(EXCEPTIONS) <= 2


def test_nothing_is_imported_by_a_string() -> None:
    """Except the commands, none of which should wait for what only another imports."""
    using = {name_of(path) for path in MODULES if "import_module" in path.read_text("utf-8")}
    assert using <= {"cli"}


TREE_LINE = re.compile(r"^( *)([a-z_]+)(?:/|\.py)  +\S", re.MULTILINE)


def test_the_guide_shows_the_same_tree() -> None:
    guide = (ROOT / "docs/contributing.md").read_text("utf-8")
    tree = guide[guide.index("    build_tools/\n") :].partition("\n\n")[0]
    shown: dict[str, list[str]] = {"": []}
    folder = ""
    for indent, name in TREE_LINE.findall(tree):
        if len(indent) == 6:
            folder = name
            shown[""].append(name)
        else:
            shown.setdefault(folder, []).append(name)
    assert [name for name in shown[""] if name not in {"theme", "setup", "sample"}] == list(ORDER[""][:-1])
    for within in ("anchoring", "site"):
        assert shown[within] == list(ORDER[within])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import build_tools.text.fold", ["text.fold"]),
        ("import build_tools.checks.run as run, re", ["checks.run"]),
        ("from build_tools.site import addresses, pieces", ["site.addresses", "site.pieces"]),
        ("from build_tools.text.fold import fold", ["text.fold.fold"]),
        ("def later():\n    from build_tools.text import fold", ["text.fold"]),
        ("import re\nfrom pathlib import Path\nfrom build_toolset import x", []),
    ],
)
def test_every_form_of_import_is_seen(source: str, expected: list[str]) -> None:
    assert [name for _, name in find_imports(source, "x")] == expected


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("site.pages.article", "core.model", True),
        ("core.model", "site.pages.article", False),
        ("checks.rules.orphan", "checks.rule", True),
        ("site.pieces", "site.pages.article", False),
        ("site.pages.article", "site.pieces", True),
        ("anchoring.exact", "anchoring.edited", False),
        ("cli", "setup.browser", False),
        ("setup.browser", "core.model", False),
    ],
)
def test_only_what_comes_before_is_allowed(importer: str, imported: str, *, allowed: bool) -> None:
    assert (why_not(importer, imported) == "") is allowed


def test_the_folders_of_the_tests_are_those_of_the_package() -> None:
    """A test of build_tools/x/y.py is in tests/x; what concerns the whole project is at the root of tests."""
    tests = ROOT / "tests"
    folders = {path.parent.relative_to(tests).as_posix() for path in tests.rglob("test_*.py")} - {".", "hostile"}
    assert [folder for folder in sorted(folders) if not (PACKAGE / folder).is_dir()] == []
