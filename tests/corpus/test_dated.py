"""Which dates the passages of an article name, and what its `dates:` decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.corpus.dated import collect_items
from build_tools.corpus.reading import read_corpus


def dates_of(root: Path, text: str, *keys: str, note: str = "A note.") -> list[str]:
    """EDTF of the dates that an article's passages name, in order of time."""
    head = "\n".join(["title: T", "rights: CC0-1.0", "edition: original", *keys])
    files = {
        "a/article.md": f"---\n{head}\n---\n{text}\n",
        "a/annotations/n.md": "---\nparagraph: 1\nexact: In\nkind: gloss\ncontributor: e\ncreated: 2026\n---\n"
        + note
        + "\n",
    }
    for name, content in files.items():
        path = root / "source_texts/articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    read = read_corpus(root)
    assert not read.problems
    return [item.edtf for item in collect_items(read.corpus, ["a"]) if item.kind == "named"]


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("In May 1500 fighters left Homs.", ["published: 2017"], []),
        ("In May 1500 fighters left Homs.", [], []),
        ("In May 1500 ships left Lisbon.", ["published: 1554"], ["1500-05"]),
        ("In May 1500 ships left. On 22 April 1500, land was seen.", ["published: 2000"], ["1500-04-22", "1500-05"]),
        ("In May 2000 fighters left Homs.", ["published: 1824"], []),
        ("In May 2000 fighters left Homs.", ["published: 2017"], ["2000-05"]),
    ],
)
def test_a_number_is_a_year_of_the_texts_time(tmp_path: Path, text: str, keys: list[str], expected: list[str]) -> None:
    assert dates_of(tmp_path, text, *keys) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{exact: May 2000, date: null}", ["2001-06", "2002-07"]),
        ("{exact: in may 2000, date: null}", ["2001-06", "2002-07"]),
        ("{exact: May 2000, date: null, paragraph: 2}", ["2000-05", "2001-06", "2002-07"]),
        ("{exact: July 2002, date: null, paragraph: 1}", ["2000-05", "2001-06"]),
        ("{exact: the same year, date: 2001}", ["2000-05", "2001", "2001-06", "2002-07"]),
        ("{exact: May 2000, date: 1999-05}", ["1999-05", "2001-06", "2002-07"]),
    ],
)
def test_the_articles_own_dates_decide(tmp_path: Path, rule: str, expected: list[str]) -> None:
    text = "In May 2000 soldiers died.\n\nIn June 2001 and the same year it rained."
    keys = ["published: 2017", f"dates: [{rule}]"]
    assert dates_of(tmp_path, text, *keys, note="In July 2002 it ended.") == expected


def test_a_rule_for_a_paragraph_comes_before_one_for_the_article(tmp_path: Path) -> None:
    keys = ["dates:", "  - {exact: May 2000, date: null}", "  - {exact: May 2000, date: 2000-05, paragraph: 2}"]
    assert dates_of(tmp_path, "In May 2000 men died.\n\nIn May 2000 it rained.", *keys) == ["2000-05"]


def test_words_of_other_languages_can_be_dated(tmp_path: Path) -> None:
    keys = ["language: ru", "dates: [{exact: мае 2016 года, date: 2016-05}]"]
    assert dates_of(tmp_path, "In мае 2016 года.", *keys) == ["2016-05"]
