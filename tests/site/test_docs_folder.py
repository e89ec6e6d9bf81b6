"""The writer of docs/: writes what changed, prunes its own, never touches a page written by hand."""

from __future__ import annotations

import errno
import subprocess
from dataclasses import replace
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from build_tools.core.kinds import BUILT_IN
from build_tools.core.manifest import generated_pages
from build_tools.corpus.reading import read_corpus
from build_tools.site.docs_folder import _read_asset, write_docs, write_theme
from build_tools.site.site import Site, build_site
from tests.support.paths import SAMPLE

PAGE = "articles/bell-rock.md"


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site("Sample", "Two texts.", read_corpus(SAMPLE).corpus)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


def without_article(site: Site, slug: str) -> Site:
    corpus = replace(site.corpus, articles=tuple(a for a in site.corpus.articles if a.slug != slug))
    return build_site(site.name, site.description, corpus)


def write(docs: Path, site: Site) -> tuple[set[str], set[str], list[str]]:
    written = write_docs(docs, site, docs.parent)
    return set(written.changed), set(written.pruned), [f"{p.code} {p.path}" for p in written.problems]


def test_a_second_run_writes_nothing(docs: Path, site: Site) -> None:
    changed, _, _ = write(docs, site)
    assert {"index.md", PAGE, "glossary/bell-rock-lighthouse.md", "sources.md"} <= changed
    assert write(docs, site) == (set(), set(), [])


def test_two_runs_make_the_same_bytes(tmp_path: Path, site: Site) -> None:
    again = build_site("Sample", "Two texts.", read_corpus(SAMPLE).corpus)
    write(tmp_path / "a", site)
    write(tmp_path / "b", again)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_what_is_no_more_is_pruned_with_its_folder(docs: Path, site: Site) -> None:
    write(docs, site)
    changed, pruned, problems = write(docs, without_article(site, "bell-rock"))
    assert PAGE in pruned
    assert not (docs / PAGE).exists()
    assert "articles/index.md" in changed
    assert problems == []


def test_a_page_written_by_hand_is_left_alone(docs: Path, site: Site) -> None:
    (docs / "articles").mkdir(parents=True)
    (docs / PAGE).write_text("mine", "utf-8")
    _, _, problems = write(docs, site)
    assert problems == [f"hand-written-page docs/{PAGE}"]
    assert (docs / PAGE).read_text("utf-8") == "mine"
    assert PAGE not in generated_pages(docs)


def test_a_generated_page_changed_by_hand_is_neither_overwritten_nor_pruned(docs: Path, site: Site) -> None:
    write(docs, site)
    (docs / PAGE).write_text("changed", "utf-8")
    shorter = without_article(site, "bell-rock")
    for version in (site, shorter, shorter):
        _, _, problems = write(docs, version)
        assert f"edited-page docs/{PAGE}" in problems
        assert (docs / PAGE).read_text("utf-8") == "changed"


def test_pages_of_a_run_that_did_not_end_are_ours_still(
    docs: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(docs, site)
    (docs / "mine.md").write_text("mine", "utf-8")
    bell_rock = next(a for a in site.corpus.articles if a.article.slug == "bell-rock")

    def retitled(title: str) -> Site:
        article = replace(bell_rock, article=replace(bell_rock.article, title=title))
        return build_site(site.name, "", replace(site.corpus, articles=(article,)))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("build_tools.site.docs_folder._prune", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write(docs, retitled("Another"))
    assert "Another" in (docs / PAGE).read_text("utf-8")
    _, _, problems = write(docs, retitled("A third"))
    assert problems == []
    assert "A third" in (docs / PAGE).read_text("utf-8")
    assert (docs / "mine.md").read_text("utf-8") == "mine"
    assert write(docs, retitled("A third")) == (set(), set(), [])
    assert [p.name for p in (docs / ".reader").iterdir()] == ["manifest.json"]


def test_a_new_page_that_does_not_fit_on_the_disk_leaves_nothing_and_is_named(
    docs: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(FileIO):
        def write(self, data: Any) -> int:
            if len(data) > 10:
                return super().write(data[:10])  # as systems do before they say that there is no more room
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("build_tools.core.files.FileIO", Full)
    with pytest.raises(OSError, match="No space left") as raised:
        write(docs, site)
    assert raised.value.filename.startswith(str(docs))
    assert not Path(raised.value.filename).exists()
    assert not list(docs.rglob("*.tmp"))
    monkeypatch.undo()
    assert write(docs, site)[2] == []


def test_a_page_of_the_wanted_bytes_is_taken_over(docs: Path, site: Site) -> None:
    write(docs, site)
    (docs / ".reader" / "manifest.json").unlink()
    assert write(docs, site) == (set(), set(), [])
    assert PAGE in generated_pages(docs)


def test_the_theme_is_mirrored(docs: Path) -> None:
    write_theme(docs, BUILT_IN)
    stale = docs / ".reader" / "theme" / "old" / "gone.css"
    stale.parent.mkdir()
    stale.write_text("x", "utf-8")
    write_theme(docs, BUILT_IN)
    assert (docs / ".reader" / "theme" / "main.html").is_file()
    assert not stale.parent.exists()
    assert {path.suffix for path in stale.parent.parent.rglob("*") if path.is_file()} == {
        ".css",
        ".html",
        ".js",
        ".svg",
    }


SCRIPT = """/* gone */
a; // kept
  /**
   * gone: 2 * 3 ** 4
   */
  const b = /** @type {B} */ (c);
/** @type {D} */ (d);
// gone
"/* kept */";
"""


def test_comments_that_have_lines_of_their_own_and_indentation_stay_out_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(SCRIPT, "utf-8")
    kept = """a; // kept
const b = /** @type {B} */ (c);
/** @type {D} */ (d);
"/* kept */";
"""
    assert _read_asset(tmp_path / "a.js").decode() == kept


def test_a_private_build_takes_the_hand_written_pages_too(tmp_path: Path, docs: Path, site: Site) -> None:
    write(docs, site)
    (docs / "about.md").write_text("about", "utf-8")
    (docs / "old.md").write_text("old", "utf-8")
    private = tmp_path / "private"
    private.mkdir()
    (private / "mine.md").write_text("mine", "utf-8")
    generated = set(_bytes(docs)) - {"about.md", "old.md"}
    write_docs(private, site, tmp_path, copies=docs)
    assert set(_bytes(private)) == {*generated, "about.md", "old.md", "mine.md"}
    (docs / "old.md").unlink()
    assert write_docs(private, site, tmp_path, copies=docs).pruned == ("old.md",)
    assert set(_bytes(private)) == {*generated, "about.md", "mine.md"}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_git_ignores_what_was_generated_and_nothing_else(docs: Path, site: Site) -> None:
    subprocess.run(["git", "init", "-q", str(docs.parent)], check=True)
    docs.mkdir()
    (docs / "about.md").write_text("# About\n", "utf-8")
    write(docs, site)
    listed = ["git", "-C", str(docs), "ls-files", "--others", "--exclude-standard"]
    assert subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split() == ["about.md"]
    own = "mine\n"
    (docs / ".gitignore").write_text(own, "utf-8")
    write(docs, site)
    assert (docs / ".gitignore").read_text("utf-8") == own


def test_the_ignored_pages_are_those_of_the_last_build(docs: Path, site: Site) -> None:
    write(docs, site)
    lines = (docs / ".gitignore").read_text("utf-8").splitlines()[1:]
    assert {"/timeline.md", "/articles/", "/.reader/", "/.gitignore"} <= set(lines)
    assert lines == sorted(lines)
    (docs / ".gitignore").write_text("\n".join([(docs / ".gitignore").read_text("utf-8"), "/gone.md"]), "utf-8")
    write(docs, site)
    assert (docs / ".gitignore").read_text("utf-8").splitlines()[1:] == lines
