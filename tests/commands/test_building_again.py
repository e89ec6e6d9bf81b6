"""A build after any edit leaves what a clean build makes, and says what it says: whatever earlier builds have kept.

READER_EDITS=1000 makes so many edits; READER_SEED=2 others.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import reader
from build_tools.core.cache import FOLDER
from build_tools.core.manifest import OWN, generated_pages
from tests.support.paths import ROOT

EDITS = int(os.environ.get("READER_EDITS", "20"))
SEED = int(os.environ.get("READER_SEED", "1"))
WORDS = (
    *("Skerryvore", "Bell Rock Lighthouse", "Robert Stevenson", "Stevenson", "lamp", "reef", "1811", "1 February 1811"),
    *("the", "Tiree", "“granite”", "[Alan](entity:alan-stevenson)", "*bright*", "München", "حلب", "灯台"),
)
ENTITY = "---\nname: {name}\nkind: place\ngloss: Somewhere by the sea.\n---\n{name} is near Tiree.\n"
NOTE = "---\nparagraph: 1\nexact: {exact}\nkind: context\ncontributor: editors\ncreated: 2026-11-22\n---\nOf {word}.\n"
EVENT = "---\ntitle: {word} was seen\ndate: {year}\n---\nIt was seen from the shore.\n"


@dataclass
class Editor:
    """Makes one random edit after another in a project."""

    project: Path
    rng: random.Random
    earlier: list[Path] = field(default_factory=list)
    """Copies of the sources as they once were."""
    made: int = 0

    def edit(self) -> str:
        """Returns what was done."""
        self.made += 1
        if self.made % 7 == 1:
            copy = self.project.parent / f"earlier-{self.made}"
            shutil.copytree(self.project / "source_texts", copy)
            self.earlier.append(copy)
        action = self.rng.choice(self.actions)
        action()
        return action.__name__

    @property
    def actions(self) -> list[Callable[[], None]]:
        often = [self.change_a_word, self.change_a_word, self.change_a_word, self.add_a_paragraph, self.add_a_note]
        rare = [self.add_an_entity, self.add_an_event, self.add_an_article, self.rename, self.delete, self.go_back]
        other = [self.change_settings, self.write_a_page, self.delete_a_page, self.do_nothing, self.save_as_it_was]
        return [*often, *rare, *other, self.harm_the_site, self.harm_docs, self.harm_the_cache, self.kill_a_build]

    def _sources(self, pattern: str = "*.md") -> list[Path]:
        return sorted((self.project / "source_texts").rglob(pattern))

    def _articles(self) -> list[Path]:
        return sorted((self.project / "source_texts/articles").iterdir())

    def change_a_word(self) -> None:
        path = self.rng.choice(self._sources())
        keys, mark, text = path.read_text("utf-8").rpartition("---\n")
        words = text.split(" ")
        words[self.rng.randrange(len(words))] = self.rng.choice(WORDS)
        path.write_text(keys + mark + " ".join(words), "utf-8")

    def add_a_paragraph(self) -> None:
        with self.rng.choice(self._sources()).open("a", encoding="utf-8") as file:
            file.write(f"\n{' '.join(self.rng.choices(WORDS, k=9))}.\n")

    def add_a_note(self) -> None:
        article = self.rng.choice(self._articles())
        words = (article / "article.md").read_text("utf-8").rpartition("---\n")[2].split()
        start = self.rng.randrange(len(words))
        exact = " ".join(words[start : start + 3]).strip(".*")
        (article / "annotations").mkdir(exist_ok=True)
        note = NOTE.format(exact=f'"{exact}"', word=self.rng.choice(WORDS))
        (article / f"annotations/note-{self.made}.md").write_text(note, "utf-8")

    def add_an_entity(self) -> None:
        name = self.rng.choice(["Tiree", "Arbroath", "Inchcape", "granite", f"Rock {self.made}"])
        path = self.project / f"source_texts/glossary/entity-{self.rng.randrange(9)}.md"
        path.write_text(ENTITY.format(name=name), "utf-8")

    def add_an_event(self) -> None:
        event = EVENT.format(word=self.rng.choice(WORDS[:6]), year=self.rng.randrange(1800, 1860))
        (self.project / f"source_texts/events/event-{self.rng.randrange(5)}.md").write_text(event, "utf-8")

    def add_an_article(self) -> None:
        new = self.project / f"source_texts/articles/text-{self.made}"
        shutil.copytree(self.rng.choice(self._articles()), new)

    def rename(self) -> None:
        path = self.rng.choice([path for path in self._sources() if path.name not in {"article.md", "home.md"}])
        path.rename(path.with_stem(f"renamed-{self.rng.randrange(9)}"))

    def delete(self) -> None:
        if len(self._articles()) > 4 or (len(self._articles()) > 2 and self.rng.random() < 0.3):
            shutil.rmtree(self.rng.choice(self._articles()))
        elif paths := [path for path in self._sources() if path.name not in {"article.md", "home.md"}]:
            self.rng.choice(paths).unlink()

    def go_back(self) -> None:
        shutil.rmtree(self.project / "source_texts")
        shutil.copytree(self.rng.choice(self.earlier), self.project / "source_texts")

    def change_settings(self) -> None:
        path = self.project / "mkdocs.yml"
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("site_name:")]
        path.write_text("\n".join([f"site_name: Lights {self.rng.randrange(3)}", *lines, ""]), "utf-8")

    def write_a_page(self) -> None:
        path = self.project / f"docs/extra-{self.rng.randrange(3)}.md"
        path.write_text(f"# Extra {self.made}\n\n## Part\n\nSee [a text](articles/bell-rock.md#p1).\n", "utf-8")

    def delete_a_page(self) -> None:
        (self.project / f"docs/extra-{self.rng.randrange(3)}.md").unlink(missing_ok=True)

    def do_nothing(self) -> None:
        pass

    def save_as_it_was(self) -> None:
        path = self.rng.choice(self._sources())
        path.write_bytes(path.read_bytes())

    def harm_the_site(self) -> None:
        files = sorted(path for path in (self.project / "site").rglob("*") if path.is_file())
        for path in self.rng.sample(files, min(5, len(files))):
            data = path.read_bytes()
            self.rng.choice([path.unlink, lambda p=path, d=data: p.write_bytes(b"x" * len(d))])()

    def harm_docs(self) -> None:
        made = sorted(generated_pages(self.project / "docs"))
        for uri in self.rng.sample(made, min(3, len(made))):
            (self.project / "docs" / uri).unlink(missing_ok=True)

    def harm_the_cache(self) -> None:
        files = sorted((self.project / FOLDER).glob("[!.]*"))
        for path in files:
            data = path.read_bytes()
            harm = self.rng.choice([b"", data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1]), None])
            path.unlink() if harm is None else path.write_bytes(harm)

    def kill_a_build(self) -> None:
        self.change_a_word()
        command = [sys.executable, "-m", "build_tools", "--project", str(self.project), "build"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(self.rng.random() * 1.5)
        process.send_signal(signal.SIGKILL)
        process.wait()


def build(project: Path) -> tuple[int, list[str]]:
    """(exit code, what is printed of problems)."""
    result = CliRunner().invoke(reader, ["--project", str(project), "build"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    lines = result.stdout.splitlines()
    return result.exit_code, [line for line in lines if "index.html" not in line and " pages: " not in line]


def build_clean(project: Path, clean: Path) -> tuple[int, list[str]]:
    """The same of a copy without anything that builds made."""
    shutil.rmtree(clean, ignore_errors=True)
    made = generated_pages(project / "docs")
    for name in ("source_texts", "docs"):
        shutil.copytree(project / name, clean / name, ignore=shutil.ignore_patterns(OWN, ".gitignore"))
    for uri in made:
        (clean / "docs" / uri).unlink(missing_ok=True)
    shutil.copy(project / "mkdocs.yml", clean)
    return build(clean)


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_build_after_any_edit_leaves_what_a_clean_build_makes(tmp_path: Path) -> None:
    project = tmp_path / "project"
    assert CliRunner().invoke(reader, ["init", str(project)]).exit_code == 0
    build(project)
    editor = Editor(project, random.Random(SEED))
    done = []
    for _ in range(EDITS):
        done.append(editor.edit())
        said, said_by_clean = build(project), build_clean(project, tmp_path / "clean")
        what = f"after {len(done)} edits, the last of them {done[-3:]}"
        assert said == said_by_clean, what
        left, wanted = read_tree(project / "site"), read_tree(tmp_path / "clean/site")
        assert sorted(left) == sorted(wanted), what
        assert [path for path in wanted if left[path] != wanted[path]] == [], what


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert CliRunner().invoke(reader, ["init", str(tmp_path / "project")]).exit_code == 0
    assert build(tmp_path / "project")[0] == 0
    return tmp_path / "project"


def invoke(project: Path, *arguments: str) -> str:
    return CliRunner().invoke(reader, ["--project", str(project), "build", *arguments]).output


def find_new(project: Path, edit: Callable[[], object]) -> set[str]:
    """The pages that a build writes anew after an edit."""
    site = project / "site"
    before = {path: path.stat().st_ino for path in site.rglob("*.html")}
    edit()
    build(project)
    new = [path for path in site.rglob("*.html") if before.get(path) != path.stat().st_ino]
    return {path.relative_to(site).as_posix() for path in new}


def test_only_pages_that_show_an_edit_are_rendered_again(project: Path) -> None:
    note = project / "source_texts/articles/bell-rock/annotations/two-builders.md"
    new = find_new(project, lambda: note.write_text(note.read_text("utf-8") + "\nMore of it.\n", "utf-8"))
    assert "articles/bell-rock.html" in new
    assert "articles/skerryvore.html" not in new
    assert "glossary/robert-stevenson.html" not in new


def test_a_build_that_would_change_nothing_says_so(project: Path) -> None:
    assert "Nothing has changed since the last build" in invoke(project)
    page = project / "site/index.html"
    page.write_text("mine", "utf-8")
    assert "Built in" in invoke(project)
    assert page.read_text("utf-8") != "mine"
    assert "Nothing has changed" in invoke(project)
    assert "Built in" in invoke(project, "--renderer", "mkdocs")
    assert "Built in" in invoke(project)


def test_nothing_of_an_original_is_kept(project: Path) -> None:
    article = project / "source_texts/articles/bell-rock/article.md"
    article.write_text(article.read_text("utf-8").replace("edition: original", "edition: study"), "utf-8")
    text = "Zyxwords of the original, which nobody else has.\n\nMore zyxwords.\n\nFirst light\n\nZyxwords.\n"
    (article.parent / "original.txt").write_text(text, "utf-8")
    for arguments in ((), ("--originals",), ()):
        assert "Open " in invoke(project, *arguments)
    kept = sorted((project / FOLDER).iterdir())
    assert "public-words" in [path.name for path in kept]
    assert not [path for path in kept if b"zyxword" in path.read_bytes().lower()]


def test_what_git_and_the_environment_say_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + '\nsite_author: !ENV [LIGHT_AUTHOR, ""]\n', "utf-8")
    assert "Built in" in invoke(project)
    assert "Nothing has changed" in invoke(project)
    monkeypatch.setenv("LIGHT_AUTHOR", "A keeper")
    assert "Built in" in invoke(project)
    assert "Nothing has changed" in invoke(project)
    git = ["git", "-C", str(project), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run([*git[:3], "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "begin"], check=True)
    assert "Built in" in invoke(project)
    assert "Nothing has changed" in invoke(project)


@pytest.mark.parametrize("setting", ["INHERIT: other.yml", "hooks: [hook.py]", "extra: {base_path: elsewhere}"])
def test_what_takes_in_other_files_is_built_each_time(project: Path, setting: str) -> None:
    (project / "other.yml").write_text("copyright: Nobody\n", "utf-8")
    (project / "hook.py").write_text("", "utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + f"\n{setting}\n", "utf-8")
    assert "Built in" in invoke(project)
    assert "Built in" in invoke(project)
