"""A rule, and the context that it gets besides the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.core.folders import HOME, REFERENCES, SETTINGS
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, Severity
from build_tools.sources.hand_written import HandWritten
from build_tools.text.matching import Gazetteer


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may need besides the corpus."""

    gazetteer: Gazetteer
    root: Path
    """The project's folder."""
    unread: frozenset[str] = frozenset()
    """Paths of files that have an error and so aren't in the corpus; rules must not report what they define as missing.
    """
    pages: Sequence[HandWritten] = ()
    """The hand-written pages of docs/."""

    @property
    def has_unread_texts(self) -> bool:
        """Whether any of the unread files may name entities or is counted: all but references and the settings."""
        return any(path != SETTINGS and not path.startswith(f"{REFERENCES}/") for path in self.unread)

    def unread_ids(self, folder: str) -> set[str]:
        """Stems of the unread files in `folder`."""
        paths = map(PurePosixPath, self.unread)
        return {path.stem for path in paths if path.parent == PurePosixPath(folder)}


Check = Callable[[Corpus, Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem to look for in a whole corpus; `check` changes nothing."""

    code: str
    description: str
    check: Check


def make_context(
    corpus: Corpus,
    gazetteer: Gazetteer,
    root: Path,
    problems: Iterable[Problem],
    pages: Sequence[HandWritten] = (),
) -> Context:
    """The context of a corpus; `problems` are those found while reading it and the hand-written `pages`."""
    faulty = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    sources = [*(entity.source for entity in corpus.entities), *(event.source for event in corpus.events)]
    for annotated in corpus.articles:
        sources += [annotated.article.source, *(note.annotation.source for note in annotated.notes)]
    read = {source.path for source in sources if not source.faulty}
    if corpus.home:
        read.add(HOME)
    return Context(gazetteer, root, frozenset(faulty - read), pages)
