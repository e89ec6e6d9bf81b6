"""Authors of articles whose names are certainly halves of a name, several names, or a person's that nobody said is one.

What isn't certain is left alone: an institution may have a comma or an "and" in its name, a person only one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Article, Corpus
from build_tools.core.problems import Problem, warning
from build_tools.sources.name_hints import hint_name, hint_names
from build_tools.text.name_shapes import find_several, find_torn, is_inverted_person, is_suffix


def check_unclear_author(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        article = annotated.article
        # A name with parts says what it is; "" keeps its place, and is no half of anything.
        yield from _check_names(article, [name.literal if name.is_plain else "" for name in article.author])


def _check_names(article: Article, names: list[str]) -> Iterator[Problem]:
    torn = set(find_torn(names))
    for number, name in enumerate(names):
        place = article.source.place("author", number)
        if number in torn:
            before = names[number - 1]
            message = f"`{before}` and `{name}` are two authors here, but look like one name, cut at its comma"
            yield warning("unclear-author", place, message, hint_name(f"{before}, {name}"))
        elif number and is_suffix(name):
            message = f"`{name}` is an author here, but belongs to a person’s name before it"
            yield warning("unclear-author", place, message, f"write `{{family: …, given: …, suffix: {name}}}`")
        elif several := find_several(name):
            message = f"`{name}` is one author here, but looks like {len(several)} people"
            yield warning("unclear-author", place, message, hint_names(name))
        elif is_inverted_person(name):
            message = f"`{name}` looks like a person’s name, but nothing says which part is the family name"
            yield warning("unclear-author", place, message, hint_name(name))
