"""References to paragraphs whose number has other words now than when the reference was written."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.rule import Context
from build_tools.core.model import Corpus
from build_tools.core.problems import Problem, notice, warning
from build_tools.corpus.paragraph_links import RULES
from build_tools.corpus.stray_links import StrayLink, find_stray_links


def check_leads_elsewhere(corpus: Corpus, context: Context) -> Iterator[Problem]:
    for stray in find_stray_links(context.root, corpus, context.pages) or ():
        yield _to_warning(stray)


def _to_warning(stray: StrayLink) -> Problem:
    link, fate = stray.link, stray.fate
    what = f"paragraph {stray.was or link.number} of `{link.slug}` {fate.what}"
    if stray.is_passing:
        return _look_again(stray, what)
    message = f"{what}: this no longer leads to the words that it was written for"
    if stray.number:
        hint = f"`reader check --fix` fixes it; or write {_show_number(stray, stray.number)}"
    elif fate.number:
        hint = f"{stray.doubt}: write {_show_number(stray, fate.number)}, if you mean these words"
    else:
        hint = "see which paragraph is meant, and write its number; if it is this one, change the link’s words too"
        if link.kind != "link":
            hint = "see which paragraph is meant, and write its number; if it is this one, `ignore:` the warning"
    return warning("leads-elsewhere", link.place, message, hint)


def _look_again(stray: StrayLink, what: str) -> Problem:
    hint = "see whether it still fits; once the change is committed, this is no longer reported"
    if stray.was and stray.fate.number:
        message = f"{what}; this referred to it in the last commit, and no longer does"
        hint = f"write {_show_number(stray, stray.fate.number)}, if you mean the same words; else commit the change"
    else:
        message = f"{what} since the last commit, and this refers to it"
    return notice("look-again", stray.link.place, message, hint)


def _show_number(stray: StrayLink, number: int) -> str:
    return f"`paragraph: {number}`" if stray.link.kind in RULES else f"`#p{number}`"
