"""`reader serve`: what is saved under source_texts/ shows in the browser."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.commands.serve import _Builder
from build_tools.commands.shared.building import Target
from build_tools.core.errors import ProjectError
from build_tools.core.settings import find_project
from tests.support.preview import Preview


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    assert CliRunner().invoke(reader, ["init", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def server(project: Path) -> Iterator[Preview]:
    started = Preview(project)
    yield started
    started.close()


def test_a_saved_source_shows_a_problem_is_told_and_it_stops_when_asked(project: Path, server: Preview) -> None:
    article = project / "source_texts/articles/bell-rock/article.md"
    text = article.read_text("utf-8")
    assert "livereload" in server.page("articles/bell-rock.html")

    article.write_text(text.replace("It still stands", "It stands to this day"), "utf-8")
    server.wait_for("Built; ")
    assert "It stands to this day" in server.page("articles/bell-rock.html")

    article.write_text(text.replace("title:", "titel:"), "utf-8")
    server.wait_for("bad-key error")
    server.wait_for("Built; ")

    article.write_text(text, "utf-8")
    server.wait_for("Built; ")
    assert "It still stands" in server.page("articles/bell-rock.html")
    assert server.stop() == 0


def test_a_port_in_use_is_told_with_what_to_do(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(reader, ["--project", str(project), "serve", "--port", port])
    assert isinstance(result.exception, ProjectError)
    assert f"port {port}" in result.exception.message
    assert "--port 0" in result.exception.hint


def read_status(server: Preview, query: str) -> dict[str, object]:
    with urlopen(f"{server.address}livereload/status?{query}") as answer:
        status: dict[str, object] = json.load(answer)
    return status


def test_what_is_wrong_and_what_changed_is_told_to_pages(project: Path, server: Preview) -> None:
    before = read_status(server, "since=-1&page=/articles/bell-rock.html")
    assert (before["problems"], before["building"], before["failed"]) == ([], False, "")
    assert before["page"]
    note = project / "source_texts/articles/bell-rock/annotations/two-builders.md"
    note.write_text(note.read_text("utf-8").replace("Robert Stevenson began", "Nobody began"), "utf-8")
    server.wait_for("Built; ")
    after = read_status(server, f"since={before['version']}&page=/articles/bell-rock.html")
    assert after["page"] not in {"", before["page"]}
    assert after["count"] == 1
    (problem,) = after["problems"]  # type: ignore[misc]
    assert problem["place"] == "source_texts/articles/bell-rock/annotations/two-builders.md:3:8"
    assert problem["severity"] == "error"


@pytest.mark.parametrize(
    "page", ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/nowhere.html", "", "/assets", "//etc/passwd"]
)
def test_nothing_is_told_of_other_files(server: Preview, page: str) -> None:
    known = {read_status(server, "since=-1&page=/")["page"], ""}
    assert read_status(server, f"since=x&page={page}")["page"] in known


def test_a_hand_written_page_and_an_entry_are_shown_too(project: Path, server: Preview) -> None:
    about = project / "docs/about.md"
    about.write_text(about.read_text("utf-8") + "\nA lamp at night.\n", "utf-8")
    server.wait_for_page("about.html", "A lamp at night.")
    entry = project / "source_texts/glossary/alan-stevenson.md"
    entry.write_text(entry.read_text("utf-8") + "\nHe wrote of lamps.\n", "utf-8")
    server.wait_for_page("glossary/alan-stevenson.html", "He wrote of lamps.")
    new = project / "docs/new.md"
    new.write_text("# A new page\n", "utf-8")
    server.wait_for("Built; ")
    server.wait_for_page("new.html", "A new page")


def test_settings_that_mkdocs_cannot_use_are_told_and_the_next_save_is_built(project: Path, server: Preview) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("custom_dir: docs/.reader/theme", "custom_dir: elsewhere"), "utf-8")
    server.wait_for("elsewhere")
    assert "elsewhere" in str(read_status(server, "since=-1&page=/")["failed"])
    settings.write_text(text.replace("site_name:", "site_name: Lamps #"), "utf-8")
    server.wait_for_page("index.html", "Lamps")
    assert read_status(server, "since=-1&page=/")["failed"] == ""


class Typist:
    """Stands in for the server: somebody saves a file while the build goes on."""

    def __init__(self, path: Path, after: int) -> None:
        self.path, self.after = path, after

    def take_news(self) -> bool:
        self.after -= 1
        if self.after == 0:
            self.path.write_text(self.path.read_text("utf-8") + "\nSaved meanwhile.\n", "utf-8")
        return self.after >= 0

    def show(self) -> None:
        pass


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("after", [1, 2, 9, 99])
def test_a_build_that_is_outdated_leaves_the_rest_to_the_next(project: Path, tmp_path: Path, after: int) -> None:
    def start(name: str) -> _Builder:
        (tmp_path / name).mkdir()
        settings = find_project(project)
        return _Builder(settings, Target(settings.docs_dir, tmp_path / name, preview=True))

    builder = start("site")
    builder.build()
    note = project / "source_texts/articles/bell-rock/annotations/two-builders.md"
    builder.server = Typist(project / "source_texts/glossary/alan-stevenson.md", after)  # type: ignore[assignment]
    note.write_text(note.read_text("utf-8") + "\nSaved first.\n", "utf-8")
    builder.build()
    assert "Saved first." in (tmp_path / "site/articles/bell-rock.html").read_text("utf-8")
    builder.build()
    clean = start("clean")
    clean.build()
    left, wanted = read_tree(tmp_path / "site"), read_tree(tmp_path / "clean")
    assert [path for path in wanted | left if left.get(path) != wanted.get(path)] == []
    assert ("Saved meanwhile." in (tmp_path / "site/glossary/alan-stevenson.html").read_text("utf-8")) == (after < 99)
