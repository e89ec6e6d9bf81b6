"""What is outside a project stays as it is, whatever a change puts where the tool reads, writes or deletes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import reader
from build_tools.core.errors import ProjectError, ReaderError
from build_tools.core.files import (
    MAX_BYTES,
    UnsafePathError,
    create_inside,
    list_files,
    read_file,
    read_given,
    replace_file,
    write_inside,
)

_RECORD = "original: {headings: [3]}"
SECONDS = 30
"""After which a command counts as waiting for ever, such as for somebody to write into a pipe."""
SOURCES = (
    "source_texts",
    "source_texts/articles",
    "source_texts/articles/bell-rock",
    "source_texts/articles/bell-rock/article.md",
    "source_texts/articles/bell-rock/original.txt",
    "source_texts/articles/bell-rock/annotations",
    "source_texts/articles/bell-rock/annotations/two-builders.md",
    "source_texts/articles/bell-rock/annotations/.two-builders.md.tmp",
    "source_texts/glossary",
    "source_texts/glossary/alan-stevenson.md",
    "source_texts/events/bell-rock-light-shown.md",
    "source_texts/references",
    "source_texts/references/books.json",
    "source_texts/home.md",
    "source_texts/corpus.yml",
    "source_texts/schema",
    "source_texts/schema/entity.schema.json",
    "mkdocs.yml",
)
DOCS = (
    "docs",
    "docs/about.md",
    "docs/extra",
    "docs/.hidden",
    "docs/.reader",
    "docs/.reader/lock",
    "docs/.reader/manifest.json",
    "docs/.reader/journal",
    "docs/.reader/site.json",
    "docs/.reader/theme",
    "docs/.reader/theme/assets",
    "docs/.reader/theme/main.html",
    "docs/.reader/theme/old.html",
    "docs/articles",
    "docs/articles/bell-rock.md",
    "docs/articles/.bell-rock.md.tmp",
    "docs/index.md",
)
SITE = ("site", "site/assets", "site/articles", "site/index.html", "site/.reader", "site/.reader/articles")
CACHE = (".reader-cache", ".reader-cache/public-pages", ".reader-cache/public-outcome", ".reader-cache/.gitignore")
PRIVATE = (
    ".private",
    ".private/docs",
    ".private/docs/.reader",
    ".private/docs/about.md",
    ".private/site",
    ".private/site/index.html",
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built, and built with an original, in a folder beside files that are none of ours."""
    here = tmp_path_factory.mktemp("template")
    assert run(here / "project", "init", str(here / "project")).exit_code == 0
    project = here / "project"
    article = project / "source_texts/articles/bell-rock/article.md"
    article.write_text(article.read_text("utf-8").replace("edition: original", f"edition: study\n{_RECORD}"), "utf-8")
    (article.parent / "original.txt").write_text(article.read_text("utf-8").rpartition("---\n")[2], "utf-8")
    for command in (("export", "record"), ("build",), ("build", "--originals")):
        assert run(project, *command).exit_code == 0
    outside = here / "outside"
    (outside / "below").mkdir(parents=True)
    for path in ("thesis.txt", "index.html", "main.html", "article.md", "below/notes.md", "bell-rock.md"):
        (outside / path).write_text(f"mine: {path}\n", "utf-8")
    return here


@pytest.fixture
def place(template: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of it, without the built sites where a test needs none."""
    path = request.node.callspec.params.get("path", "") if hasattr(request.node, "callspec") else ""
    needless = shutil.ignore_patterns("site", ".private") if path in (*SOURCES, *DOCS) else None
    shutil.copytree(template, tmp_path, dirs_exist_ok=True, ignore=needless)
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_waits_for_ever() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _give_up(*_: Any) -> None:
    raise AssertionError(f"it waits: {SECONDS} s")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(reader, ["--project", str(project), *arguments])


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Path -> (mode, bytes) of all that is in a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)


def link_to_folder(path: Path, outside: Path) -> None:
    path.symlink_to(outside)


def link_to_file(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "thesis.txt")


def link_to_what_is_not_there(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "new.txt")


def hard_link(path: Path, outside: Path) -> None:
    path.hardlink_to(outside / "thesis.txt")


def pipe(path: Path, _outside: Path) -> None:
    os.mkfifo(path)


def device(path: Path, _outside: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
    except PermissionError:
        pytest.skip("only the superuser can make a device")


def folder(path: Path, _outside: Path) -> None:
    path.mkdir()


LINKS = (link_to_folder, link_to_file, link_to_what_is_not_there)
KINDS = (*LINKS, hard_link, pipe, device, folder)
UNREAD = {
    "source_texts/articles/bell-rock/annotations/.two-builders.md.tmp",
    "source_texts/schema/entity.schema.json",
    "site/.reader",
    "site/.reader/articles",
}
"""What neither `build` nor `check` reads; it is replaced as it is, without being followed, when its name is wanted."""
COMMANDS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    SOURCES: (
        ("check", "--fix"),
        ("build", "--docs-only"),
        ("import", "original", "--as", "bell-rock", "GIVEN"),
        ("new", "annotation", "bell-rock", "--quote", "Robert Stevenson", "--text", "Who?", "--id", "who"),
        ("export", "record"),
        ("export", "schema"),
    ),
    DOCS: (("check",), ("build", "--docs-only"), ("build", "--docs-only", "--originals")),
    SITE: (("build",),),
    CACHE: (("build",),),
    PRIVATE: (("build", "--originals"),),
}


def _name(value: object) -> str:
    return value.__name__ if callable(value) else str(value)


@pytest.mark.parametrize("kind", KINDS, ids=_name)
@pytest.mark.parametrize("path", [path for paths in COMMANDS for path in paths])
def test_nothing_outside_changes(place: Path, path: str, kind: Callable[[Path, Path], None]) -> None:
    project, outside = place / "project", place / "outside"
    (place / "given.txt").write_text("Another original.\n", "utf-8")
    clear(project / path)
    kind(project / path, outside)
    before = snapshot(outside)
    for command in next(commands for paths, commands in COMMANDS.items() if path in paths):
        result = run(project, *(str(place / "given.txt") if word == "GIVEN" else word for word in command))
        assert snapshot(outside) == before, f"reader {' '.join(command)} changed what isn't its own"
        assert isinstance(result.exception, SystemExit | ReaderError | OSError | None), result.exception
        if kind in LINKS and command[0] in {"build", "check"} and path not in UNREAD:
            assert result.exit_code, f"reader {' '.join(command)} passed over a link"
            assert Path(path).name in f"{result.output} {result.exception}"


@pytest.mark.parametrize(
    "setting",
    [
        "site_dir: ../outside",
        "site_dir: ..",
        "site_dir: .",
        "site_dir: /tmp",
        "site_dir: docs/../../outside",
        "site_dir: source_texts",
        "site_dir: source_texts/glossary",
        "docs_dir: ../outside",
        "docs_dir: .",
        "docs_dir: source_texts",
        "docs_dir: Source_Texts/new",
        "docs_dir: .git",
        "site_dir: .GIT/hooks",
        "site_dir: [a]",
        "site_dir: {a: b}",
        'site_dir: "a\\0b"',
        'docs_dir: "a\\nb"',
        "docs_dir: 5",
        "site_dir: !ENV [NOT_THERE, ../outside]",
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_is_not_the_project_s_is_refused(place: Path, setting: str, command: str) -> None:
    settings = place / "project/mkdocs.yml"
    key = setting.partition(":")[0]
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(f"{key}:")]
    settings.write_text("\n".join([*lines, setting, ""]), "utf-8")
    before = snapshot(place)
    result = run(place / "project", command)
    assert isinstance(result.exception, ProjectError)
    assert key in result.exception.message
    assert snapshot(place) == before


@pytest.mark.parametrize(
    "folder", ["../outside", "/etc", ".", "source_texts", "SOURCE_TEXTS/articles", ".git", "docs/../..", "site", "mine"]
)
@pytest.mark.parametrize("inherited", [False, True], ids=["own", "inherited"])
def test_no_theme_folder_publishes_what_is_not_a_theme(place: Path, folder: str, *, inherited: bool) -> None:
    """MkDocs copies what a theme's folder holds; of `mine`, a link to what is outside would be copied too."""
    project = place / "project"
    (project / "mine").mkdir()
    (project / "mine/x.txt").symlink_to(place / "outside/thesis.txt")
    settings = project / "mkdocs.yml"
    own = settings.read_text("utf-8").replace("custom_dir: docs/.reader/theme", f"custom_dir: {folder}")
    if inherited:
        (project / "base.yml").write_text(f"theme: {{name: material, custom_dir: {folder}}}\n", "utf-8")
        own = "INHERIT: base.yml\n" + own.replace(f"custom_dir: {folder}", "")
    settings.write_text(own, "utf-8")
    result = run(project, "build")
    assert isinstance(result.exception, ProjectError | UnsafePathError), result.output
    assert not any(b"mine: thesis" in data for _, data in snapshot(project / "site").values())


def test_a_folder_with_somebody_s_files_is_not_emptied(place: Path) -> None:
    project = place / "project"
    (project / "thesis").mkdir()
    (project / "thesis/chapter.txt").write_text("mine", "utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("site_dir: site", "site_dir: thesis"), "utf-8")
    result = run(project, "build")
    assert isinstance(result.exception, ProjectError)
    assert "thesis/chapter.txt" in result.exception.message.replace(" files", "") or "chapter.txt" in str(
        result.exception
    )
    assert snapshot(project / "thesis") == {"chapter.txt": ((project / "thesis/chapter.txt").lstat().st_mode, b"mine")}


def test_a_file_put_into_the_site_is_not_deleted_and_hidden_ones_are_left(place: Path) -> None:
    project = place / "project"
    (project / "site/.DS_Store").write_text("the system's", "utf-8")
    (project / "site/articles/.DS_Store").write_text("the system's", "utf-8")
    assert run(project, "build").exit_code == 0
    (project / "site/mine.html").write_text("mine", "utf-8")
    assert isinstance(run(project, "build").exception, ProjectError)
    assert (project / "site/mine.html").read_text("utf-8") == "mine"
    (project / "site/mine.html").unlink()
    shutil.rmtree(project / "source_texts/articles/bell-rock")
    (project / "source_texts/corpus.yml").unlink()
    run(project, "build")
    assert not (project / "site/articles/bell-rock.html").exists()
    assert (project / "site/articles/.DS_Store").exists()


@pytest.mark.parametrize(
    "entry", ["../../outside/thesis.txt", "../source_texts/home.md", "OUTSIDE/thesis.txt", "a/../../x"]
)
@pytest.mark.parametrize("record", ["manifest.json", "journal", "site.json"])
def test_what_a_record_lists_outside_of_its_folder_is_not_touched(place: Path, entry: str, record: str) -> None:
    project, outside = place / "project", place / "outside"
    entry = entry.replace("OUTSIDE", str(outside))
    digest = hashlib.sha256((outside / "thesis.txt").read_bytes()).hexdigest()
    file = project / "docs/.reader" / record
    if record == "journal":
        file.write_text(f"{digest} {entry}\n", "utf-8")
    else:
        listed = json.loads(file.read_text("utf-8"))
        if record == "site.json":
            listed["files"].append(entry)
        else:
            listed[entry] = digest
        file.write_text(json.dumps(listed), "utf-8")
    before, sources = snapshot(outside), snapshot(project / "source_texts")
    assert run(project, "build").exit_code == 0
    assert snapshot(outside) == before
    assert snapshot(project / "source_texts") == sources


@pytest.mark.parametrize("kind", LINKS, ids=_name)
def test_functions_refuse_links(tmp_path: Path, kind: Callable[[Path, Path], None]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "thesis.txt").write_text("mine", "utf-8")
    root = tmp_path / "root"
    root.mkdir()
    kind(root / "x", outside)
    for refused in (
        lambda: read_file(root / "x"),
        lambda: write_inside(root, "x", b""),
        lambda: write_inside(root, "x/y", b""),
        lambda: create_inside(root, "x", b""),
        lambda: create_inside(root, "../outside/z", b""),
        lambda: list_files(root),
    ):
        with pytest.raises(UnsafePathError):
            refused()
    replace_file(str(root / "x"), b"ours")
    assert (root / "x").read_bytes() == b"ours"
    assert not (root / "x").is_symlink()
    assert {p.name: p.read_text("utf-8") for p in outside.iterdir()} == {"thesis.txt": "mine"}


def test_a_file_is_replaced_whole_and_keeps_its_mode_and_its_other_name(tmp_path: Path) -> None:
    file, other = tmp_path / "file", tmp_path / "other"
    file.write_text("before", "utf-8")
    file.chmod(0o640)
    other.hardlink_to(file)
    (tmp_path / ".file.tmp").write_text("of a run that was interrupted", "utf-8")
    write_inside(tmp_path, "file", b"after")
    assert (file.read_bytes(), other.read_bytes()) == (b"after", b"before")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "other"]


def test_a_new_file_takes_no_other_s_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("before", "utf-8")
    with pytest.raises(FileExistsError):
        create_inside(tmp_path, "file", b"")
    create_inside(tmp_path, "below/file", b"new")
    assert (tmp_path / "below/file").read_bytes() == b"new"


def test_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 11)
    assert read_file(tmp_path / "large", 11) == b"x" * 11
    for read in (read_file, read_given):
        with pytest.raises(UnsafePathError, match="more than"):
            read(tmp_path / "large", 10)
    with pytest.raises(UnsafePathError, match="10,000,000 bytes allowed"):
        read_given(Path("/dev/zero"), MAX_BYTES)


def test_files_are_listed_with_their_folders_and_hidden_ones_on_request(tmp_path: Path) -> None:
    for path in ("b.md", "a/c.md", "a/.d/e.md", ".f"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", "utf-8")
    assert list_files(tmp_path) == [".f", "a/.d/e.md", "a/c.md", "b.md"]
    assert list_files(tmp_path, hidden=False) == ["a/c.md", "b.md"]
    assert list_files(tmp_path / "nowhere") == []


def test_a_name_that_is_not_utf_8_is_refused_in_letters_that_can_be_printed(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(UnsafePathError) as raised:
        list_files(tmp_path)
    assert raised.value.filename.endswith(r"caf\xe9.md")


def test_a_lock_that_is_held_is_waited_for(tmp_path: Path) -> None:
    """Held by a process of its own: two locks of one process would be as good."""
    script = f"""
import sys, time
from pathlib import Path
from build_tools.core.files import hold_lock

with hold_lock(Path({str(tmp_path)!r}), "docs/.reader/lock", lambda: print("waits", flush=True)):
    print("holds", flush=True)
    sys.stdin.readline()
    print("ends", flush=True)
"""
    first, second = (
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    said = {process: process.stdout.readline() for process in (first, second)}  # type: ignore[union-attr]
    assert sorted(said.values()) == ["holds\n", "waits\n"]
    holder, waiter = sorted(said, key=said.__getitem__)
    holder.kill()  # the system frees what it held
    assert waiter.communicate("\n")[0] == "holds\nends\n"
    holder.communicate()


def test_two_builds_at_once_are_both_made(place: Path) -> None:
    project = place / "project"
    command = [sys.executable, "-m", "build_tools", "--project", str(project), "build"]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(3)]
    for build in builds:
        output, _ = build.communicate()
        assert (build.returncode, "index.html" in output) == (0, True), output
    assert not (project / "site/.reader").exists()
    assert (project / "site/index.html").exists()
