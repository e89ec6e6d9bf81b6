"""Short forms of notes that are too long for their place, or break off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, warning
from build_tools.corpus.documents import annotations_of
from build_tools.text.characters import UNSPACED
from build_tools.text.words import count_of, count_short

_WORDS = 25
_ENDED = re.compile(rf"[.!?؟۔।॥։።。！？][\"'”’»›“‘)\]」』]*\Z|[{UNSPACED}]\Z")
"""The end of a sentence, and what closes after it. Thai and others that put no space between words need no full stop.
"""


def check_short_form(corpus: Corpus, _context: Context) -> Iterator[Problem]:
    for annotated in corpus.articles:
        for annotation in annotations_of(annotated):
            short, place = annotation.short, annotation.source.place("short")
            words = count_short(short)
            if words > _WORDS:
                message = f"the short form has {count_of(words, 'word')}; at most {_WORDS} fit where it is shown"
                yield warning("short-form", place, message, "say what the note says, and leave the rest to the note")
            if short and not _ENDED.search(short):
                hint = "make it a sentence or two that can be read alone, with a full stop, `?` or `!` at the end"
                yield warning("short-form", place, "the short form doesn't end as a sentence does", hint)
