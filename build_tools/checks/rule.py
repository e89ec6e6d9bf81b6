"""A rule, and the context that it gets besides the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.core.folders import REFERENCES, SETTINGS
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, Severity
from build_tools.corpus.documents import Document, find_documents
from build_tools.sources.hand_written import HandWritten
from build_tools.text.matching import Gazetteer


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may need besides the corpus."""

    documents: tuple[Document, ...]
    """Those of the corpus: kept, since a corpus has many and most rules go through them."""
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
    """One kind of problem to look for in a whole corpus: a row of the table in `registry`."""

    code: str
    """Of the problems that it finds."""
    severity: Severity
    description: str
    """What is so where there is no problem, in a sentence without a full stop."""
    check: Check
    """Finds the problems, and changes nothing."""
    always: bool = True
    """Whether it finds them on every machine. Otherwise an `ignore:` that matches nothing may match elsewhere."""
    also: tuple[tuple[str, Severity], ...] = ()
    """(code, severity) of other problems that it finds on the way."""

    @property
    def codes(self) -> dict[str, Severity]:
        """Code -> severity of every problem that it may find."""
        return {self.code: self.severity, **dict(self.also)}


def make_context(
    corpus: Corpus,
    gazetteer: Gazetteer,
    root: Path,
    problems: Iterable[Problem],
    pages: Sequence[HandWritten] = (),
) -> Context:
    """The context of a corpus; `problems` are those found while reading it and the hand-written `pages`."""
    faulty = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    documents = tuple(find_documents(corpus))
    if faulty:
        faulty -= {document.source.path for document in documents if not document.source.faulty}
    return Context(documents, gazetteer, root, frozenset(faulty), pages)
