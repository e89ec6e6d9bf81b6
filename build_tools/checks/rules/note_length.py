"""Notes with more or fewer words than the corpus asks for."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.documents import annotations_of
from build_tools.text.words import count_of, count_words


def check_note_length(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    bounds = corpus.settings.checks.note_words
    if not bounds:
        return
    for annotated in corpus.articles:
        for annotation in annotations_of(annotated):
            words = sum(count_words(block.text) for block in annotation.body)
            if annotation.body and not bounds.fits(words):
                too_few = bounds.min is not None and words < bounds.min
                hint = "say a little more, or ask an editor" if too_few else "keep to one idea, or make two notes of it"
                message = f"the note has {count_of(words, 'word')}; this corpus asks for {bounds}"
                place = (annotation.source.path, *annotation.body[0].position(0))
                yield notice("note-length", place, message, hint)
