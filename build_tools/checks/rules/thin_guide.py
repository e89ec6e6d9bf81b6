"""Guides that are shorter, longer or barer than the corpus asks for."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.corpus_settings import GuideDemands
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice
from build_tools.corpus.guides import Guide, find_guides
from build_tools.text.words import count_of


def check_thin_guide(corpus: Corpus, context: Context) -> Iterator[Problem]:
    demands = corpus.settings.checks.guides
    guides = find_guides(context.pages, demands)
    if demands.folder and not guides and context.pages:
        place = corpus.settings_source.place("checks", "guides", "folder")
        yield notice("thin-guide", place, f"no guide is in {demands.folder}", "name the folder that has the guides")
    for guide in guides:
        for line, lack in _find_lacks(guide, demands):
            hint = "an editor can help; what guides have is under `guides:` in the settings of the corpus"
            yield notice("thin-guide", (guide.path, line, 1), lack, hint)


def _find_lacks(guide: Guide, demands: GuideDemands) -> Iterator[tuple[int, str]]:
    """(line, what is lacking)"""
    if not demands.words.fits(guide.words):
        yield guide.title_line, f"the guide has {count_of(guide.words, 'word')}; this corpus asks for {demands.words}"
    if len(guide.passages) < demands.passages:
        asked = f"this corpus asks for at least {demands.passages:,}"
        yield (
            guide.title_line,
            f"the guide has {count_of(len(guide.passages), 'link')} to paragraphs and notes; {asked}",
        )
    if demands.questions_under and not guide.questions_line:
        yield guide.title_line, f"the guide has no heading “{demands.questions_under}” with questions below it"
    elif guide.questions < demands.questions:
        asked = f"this corpus asks for at least {demands.questions:,}"
        yield (
            guide.questions_line or guide.title_line,
            f"the guide has {count_of(guide.questions, 'question')}; {asked}",
        )
