"""References to paragraphs by number, in repositories with a history: what leads elsewhere is fixed or reported."""

from __future__ import annotations

import re
import shutil

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.cli import reader
from tests.support.git import commit, git

ARTICLE = "source_texts/articles/reef/article.md"
HOME = "source_texts/home.md"
EVENT = "source_texts/events/lit.md"
TEXTS = {
    "a": "The tower was drawn in Edinburgh and cut in Arbroath.",
    "b": "Sixty men lived on a floating light beside the rock.",
    "c": "They worked there at low water, for two hours a day.",
    "d": "A beacon of timber was their shelter when the sea rose.",
    "e": "The lamps were lit in February, red and white by turns.",
    "f": "Keepers rowed home every sixth week, if the weather let them.",
    "g": "Visitors came in summer and wrote their names in a book.",
    "h": "A bell rang in fog, and later a horn took its place.",
}


def write(root, path, text):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")


def write_article(root, paragraphs, path=ARTICLE):
    head = "---\ntitle: Reef\nrights: public-domain\nedition: study\n---\n"
    write(root, path, head + "\n\n".join(TEXTS.get(p, p) for p in paragraphs) + "\n")


def write_event(root, *numbers, path=EVENT):
    passages = "".join(f"  - article:reef#p{number}\n" for number in numbers)
    write(root, path, f"---\ntitle: Lit\ndate: 1811\npassages:\n{passages}---\nThe lamps.\n")


def write_home(root, *links):
    """Links such as `("the sea", 3)`, each a sentence."""
    write(root, HOME, " ".join(f"See [{words}](article:reef#p{number})." for words, number in links) + "\n")


def check(root, *arguments):
    return CliRunner().invoke(reader, ["--project", str(root), "check", *arguments]).output


def strays(root):
    """`path:line:column` of each reference that is reported."""
    return re.findall(r"^(\S+): (?:leads-elsewhere|look-again) \w+", check(root), re.MULTILINE)


def numbers(root, path=HOME):
    return [int(n) for n in re.findall(r"reef(?:\.md)?#p(\d+)", (root / path).read_text("utf-8"))]


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    write(root, "mkdocs.yml", "site_name: X\n")
    (root / "source_texts").mkdir()
    write_article(root, "abcd")
    write_home(root, ("first", 1), ("second", 2), ("fourth", 4))
    write_event(root, 1, 3)
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    commit(root)
    return root


def test_nothing_is_reported_where_nothing_changed(project):
    assert strays(project) == []
    write_article(project, "abcde")
    assert strays(project) == [], "a paragraph at the end moves nothing"


@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize(
    ("after", "home", "event"),
    [
        ("eabcd", [2, 3, 5], [2, 4]),
        ("aebfcd", [1, 3, 6], [1, 5]),
        ("bacd", [2, 1, 4], [2, 3]),
        ("dabc", [2, 3, 1], [2, 4]),
        ("ebfacgdh", [4, 2, 7], [4, 5]),
    ],
)
def test_a_reference_goes_with_its_paragraph(project, after, home, event, is_committed):
    write_article(project, after)
    if is_committed:
        commit(project)
        commit(project)
    assert len(strays(project)) == sum(old != new for old, new in zip([1, 2, 4, 1, 3], home + event, strict=True))
    check(project, "--fix")
    assert (numbers(project), numbers(project, EVENT)) == (home, event)
    assert strays(project) == []
    assert "Fixed" not in check(project, "--fix"), "a second time changes nothing"
    commit(project)
    assert strays(project) == []
    assert "Fixed" not in check(project, "--fix")


def test_several_commits_since_are_followed_one_by_one(project):
    write_article(project, "eabcd")
    commit(project)
    write_article(project, "eafbcd")
    commit(project)
    write_article(project, "eafbdc")
    check(project, "--fix")
    assert numbers(project) == [2, 4, 5]


def test_a_paragraph_that_was_reworded_before_it_moved_is_followed(project):
    for second in ("Sixty men slept on a floating light beside the rock.", "Sixty tired men slept near that rock."):
        write_article(project, ["a", second, "c", "d"])
        commit(project)
    write_article(project, ["e", "a", second, "c", "d"])
    assert "paragraph 2 of `reef` is now paragraph 3, and reworded" in check(project)
    check(project, "--fix")
    assert (numbers(project), numbers(project, EVENT)) == ([2, 3, 5], [2, 4])
    assert strays(project) == []


def test_a_paragraph_that_came_back_is_no_news(project):
    write_article(project, "abd")
    commit(project)
    write_article(project, "abcd")
    commit(project)
    assert strays(project) == []


def test_a_reference_that_was_changed_by_hand_is_left_alone(project):
    write_article(project, "eabcd")
    write_home(project, ("first", 2), ("second", 2), ("fourth", 5))
    check(project, "--fix")
    assert numbers(project) == [2, 3, 5]
    assert strays(project) == []


def test_a_reference_that_was_fixed_before_the_last_edit_is_reported_until_the_commit(project):
    write_article(project, "eabcd")
    check(project, "--fix")
    write_article(project, "feabcd")
    assert strays(project) == [f"{EVENT}:5:5", f"{EVENT}:6:5", *(f"{HOME}:1:{column}" for column in (6, 36, 67))]
    assert "write `#p3`, if you mean the same words; else commit the change" in check(project, "--fix")
    assert numbers(project) == [2, 3, 5]
    commit(project)
    assert strays(project) == []


def test_a_reference_written_later_means_the_later_text(project):
    write_article(project, "eabcd")
    commit(project)
    write_home(project, ("first", 1), ("second", 2), ("fourth", 4), ("new", 1))
    commit(project)
    check(project, "--fix")
    assert numbers(project) == [2, 3, 5, 1]


def test_which_of_several_alike_was_changed_is_not_guessed(project):
    write_article(project, "abecd")
    write_event(project, 1, 3, 4)  # either 3 is new and 4 was 3, or 4 is new
    before = (project / EVENT).read_bytes()
    assert f"{EVENT}:6:5" in strays(project)
    check(project, "--fix")
    assert (project / EVENT).read_bytes() == before
    assert f"{EVENT}:6:5" in strays(project)


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (["a", "b", "d"], "is no longer there as it was, and what was paragraph 4 has its number"),
        (["a", f"{TEXTS['b']} {TEXTS['c']}", "d"], "is now part of paragraph 2"),
        (["a", "b", "They worked there at low water,", "for two hours a day.", "d"], "is now divided into"),
        (["a", "b", "e", "d"], "has nearly all other words now"),
        (["a", "b", "They worked there at high water, for nine hours a day.", "d"], "was reworded"),
        (["a", "c", "c", "b", "d"], None),
        (["c", "a", "b", "d", "c"], "has the same words as paragraphs 1 and 5 now"),
    ],
)
def test_what_is_uncertain_is_reported_and_not_moved(project, after, what):
    write_article(project, after)
    report = check(project, "--fix")
    assert numbers(project, EVENT)[1] == 3
    assert (f"paragraph 3 of `reef` {what}" in report) if what else (f"{EVENT}:6:5: leads" not in report)


def test_a_reworded_paragraph_is_reported_until_it_is_committed(project):
    write_article(project, ["a", "b", "They worked there at high water, for nine hours a day.", "d"])
    assert strays(project) == [f"{EVENT}:6:5"]
    commit(project)
    assert strays(project) == []


def test_a_reworded_paragraph_does_not_stop_a_strict_build_but_a_stray_link_does(project):
    build = ["--project", str(project), "build", "--strict", "--docs-only"]
    write_article(project, ["a", "b", "They worked there at high water, for nine hours a day.", "d"])
    assert CliRunner().invoke(reader, build).exit_code == 0
    write_article(project, "eabcd")
    assert CliRunner().invoke(reader, build).exit_code == 1


def test_words_that_are_the_number_change_with_it_and_others_are_left_to_people(project):
    write_home(project, ("¶ 4", 4), ("Paragraph 2", 2), ("the 1 of them", 1), ("in 2014", 2))
    commit(project)
    write_article(project, "eabcd")
    report = check(project, "--fix")
    text = (project / HOME).read_text("utf-8")
    assert "[¶ 5](article:reef#p5)" in text
    assert "[Paragraph 3](article:reef#p3)" in text
    assert "[the 1 of them](article:reef#p1)" in text
    assert "[in 2014](article:reef#p3)" in text
    assert "its words have the number too: write `#p2`" in report


def test_without_git_nothing_is_claimed(project):
    write_article(project, "eabcd")
    shutil.rmtree(project / ".git")
    assert strays(project) == []
    before = (project / HOME).read_bytes()
    check(project, "--fix")
    assert (project / HOME).read_bytes() == before


def test_a_repository_without_a_commit_shows_nothing(project):
    shutil.rmtree(project / ".git")
    git(project, "init", "-q")
    write_article(project, "eabcd")
    assert strays(project) == []


def test_in_a_shallow_clone_what_its_oldest_commit_has_is_reported_and_not_moved(project, tmp_path):
    commit(project)
    write_article(project, "eabcd")
    commit(project)
    write_home(project, ("first", 1), ("second", 2), ("fourth", 4), ("new", 3))
    commit(project)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", str(clone))
    assert strays(clone) == [], "the clone has one version, so nothing changed in it"
    write_article(clone, "feabcd")
    before = (clone / HOME).read_bytes()
    assert len(strays(clone)) == 6
    check(clone, "--fix")
    assert (clone / HOME).read_bytes() == before


def test_a_renamed_article_takes_its_references_along(project):
    git(project, "mv", "source_texts/articles/reef", "source_texts/articles/rock")
    for path in (HOME, EVENT):
        text = (project / path).read_text("utf-8")
        (project / path).write_text(text.replace("article:reef", "article:rock"), "utf-8")
    assert strays(project) == []
    commit(project)
    assert strays(project) == []
    write_article(project, "eabcd", "source_texts/articles/rock/article.md")
    check(project, "--fix")
    assert re.findall(r"#p(\d)", (project / HOME).read_text("utf-8")) == ["2", "3", "5"]


def test_a_link_from_a_branch_means_the_text_of_that_branch(project):
    git(project, "checkout", "-q", "-b", "link")
    write_home(project, ("first", 1), ("second", 2), ("fourth", 4), ("third", 3))
    commit(project)
    git(project, "checkout", "-q", "main")
    write_article(project, "eabcd")
    check(project, "--fix")
    commit(project)
    write_event(project, 2, 4, path="source_texts/events/other.md")
    commit(project)
    git(project, "checkout", "-q", "link")
    write(project, "docs/guide.md", "[Third](articles/reef.md#p3).\n")
    write_event(project, 4, path="source_texts/events/late.md")
    git(project, "checkout", "-q", "HEAD", "--", HOME)
    git(project, "reset", "-q", "--hard", "HEAD~1")
    write(project, "docs/guide.md", "[Third](articles/reef.md#p3).\n")
    write_event(project, 4, path="source_texts/events/late.md")
    commit(project)
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--no-edit", "link")
    assert sorted(strays(project)) == ["docs/guide.md:1:1", "source_texts/events/late.md:5:5"]
    check(project, "--fix")
    assert numbers(project, "docs/guide.md") == [4]
    assert numbers(project, "source_texts/events/late.md") == [5]
    assert numbers(project) == [2, 3, 5]
    assert strays(project) == []


def test_a_project_in_a_folder_of_its_repository(tmp_path):
    root = tmp_path / "texts" / "corpus é"
    git(tmp_path, "init", "-q", "-b", "main")
    write(root, "mkdocs.yml", "site_name: X\n")
    write_article(root, "abcd")
    write_home(root, ("first", 1))
    write(tmp_path, ARTICLE, "Not this one.\n")
    commit(tmp_path)
    write_article(root, "eabcd")
    check(root, "--fix")
    assert numbers(root) == [2]


def test_diff_lists_links_of_files_that_the_change_leaves_alone(project):
    write_article(project, "eabcd")
    write_home(project, ("first", 2), ("second", 2), ("fourth", 5))
    report = CliRunner().invoke(reader, ["--project", str(project), "diff", "main"]).output
    section = report.partition("Links that now lead to other words (3)\n")[2].partition("\n\n")[0]
    assert f"{HOME}:1 on “[second]” to reef ¶ 2" in section
    assert f"{EVENT}:5 to reef ¶ 1" in section
    assert f"{EVENT}:6 to reef ¶ 3" in section
    check(project, "--fix")
    assert "Links that" not in CliRunner().invoke(reader, ["--project", str(project), "diff", "main"]).output


STEP = st.one_of(
    st.tuples(st.just("insert"), st.integers(0, 9), st.sampled_from("xyz")),
    st.tuples(st.just("delete"), st.integers(0, 9), st.just("")),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("commit"), st.just(0), st.just("")),
    st.tuples(st.just("link"), st.integers(0, 9), st.sampled_from(["home", "event", "page"])),
    st.tuples(st.just("fix"), st.just(0), st.just("")),
)


class Editing:
    """A project, with what each of its references means."""

    def __init__(self, root):
        self.root, self.count = root, 0
        self.paragraphs = list("abcd")
        self.meant = {}
        write(root, "mkdocs.yml", "site_name: X\n")
        write_article(root, self.paragraphs)
        git(root.parent, "init", "-q", "-b", "main", str(root))
        for number, where in ((1, "home"), (3, "event"), (4, "page"), (2, "home")):
            self.link(number - 1, where)
        commit(root)

    def link(self, at, where):
        """A file of its own, so that what is alike in one file is tried in the tests above."""
        if not self.paragraphs:
            return
        at %= len(self.paragraphs)
        self.count += 1
        path = {
            "home": f"source_texts/glossary/n{self.count}.md",
            "event": f"source_texts/events/e{self.count}.md",
        }.get(where, f"docs/g{self.count}.md")
        if where == "home":
            head = f"---\nname: Name{self.count}\nkind: place\ngloss: A place.\n---\n"
            write(self.root, path, f"{head}See [here](article:reef#p{at + 1}).\n")
        elif where == "event":
            write_event(self.root, at + 1, path=path)
        else:
            write(self.root, path, f"See [here](articles/reef.md#p{at + 1}).\n")
        self.meant[path] = self.paragraphs[at]

    def run(self, what, at, more):
        size = len(self.paragraphs)
        if what == "insert":
            self.count += 1
            self.paragraphs.insert(
                at % (size + 1), f"Words {self.count} {TEXTS['e'] if more == 'x' else more * 9} {more}."
            )
        elif what == "delete" and size > 1:
            self.paragraphs.pop(at % size)
        elif what == "move" and size:
            self.paragraphs.insert(more % size, self.paragraphs.pop(at % size))
        elif what == "commit":
            commit(self.root)
        elif what == "link":
            commit(self.root)
            self.link(at, more)
            commit(self.root)
        elif what == "fix":
            check(self.root, "--fix")
            commit(self.root)  # else git has nothing of what the references mean now
        write_article(self.root, self.paragraphs)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=8))
def test_after_any_edits_every_reference_leads_to_its_words_or_is_reported(tmp_path_factory, steps):
    editing = Editing(tmp_path_factory.mktemp("edits") / "project")
    for step in steps:
        editing.run(*step)
    check(editing.root, "--fix")
    reported = {place.split(":")[0] for place in strays(editing.root)}
    for path, meant in editing.meant.items():
        (number,) = numbers(editing.root, path)
        leads = editing.paragraphs[number - 1] if number <= len(editing.paragraphs) else ""
        assert leads == meant or path in reported, (path, number, meant, editing.paragraphs)
    assert "Fixed" not in check(editing.root, "--fix")
