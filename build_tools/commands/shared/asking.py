"""Asking for what no option says: at a terminal only, so that nothing waits where nobody answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from build_tools.anchoring.selectors import Candidate
from build_tools.checks.rules.unknown_article import say_no_article
from build_tools.core.errors import UsageError
from build_tools.text.excerpts import excerpt
from build_tools.text.likeness import Nearest, did_you_mean

_LISTED = 20
_WIDTH = 40


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(given: str | None, label: str, option: str, *, default: str | None = None) -> str:
    """What the option gave, else what a person says, else the default; UsageError where there is none."""
    if given is not None:
        return given
    if on_terminal():
        return str(click.prompt(label, default=default, show_default=bool(default))).strip()
    if default is None:
        raise UsageError(f"{option} is missing", "give it, or run this at a terminal and be asked")
    return default


def ask_choice(given: str | None, label: str, option: str, words: Sequence[str], *, default: str | None = None) -> str:
    """The same for one of some words."""
    if given is None and on_terminal():
        return str(click.prompt(label, type=click.Choice(list(words)), default=default))
    return ask(given, label, option, default=default)


def ask_list(given: Sequence[str], label: str) -> list[str]:
    """The same for several words or names, parted by commas; none is a good answer."""
    return list(given) or [part.strip() for part in ask(None, label, "", default="").split(",") if part.strip()]


def ask_known(given: Sequence[str], label: str, what: str, known: Sequence[str]) -> list[str]:
    """The same for ids, each of which must be known; none is a good answer."""
    ids = ask_list(given, label)
    for identifier in ids:
        if identifier not in known:
            hint = did_you_mean(identifier, list(known)) or f"leave it out, or add the {what} first"
            raise UsageError(f"there is no {what} `{identifier}`", hint)
    return ids


def no_article(slug: str, slugs: Sequence[str]) -> UsageError:
    """What whoever named an article that isn't there is told; `slugs` are those that are."""
    listed = f"there are: {', '.join(slugs[:_LISTED])}{', …' if len(slugs) > _LISTED else ''}"
    otherwise = listed if slugs else "there is none so far: begin one with `reader new article`"
    return UsageError(*say_no_article(slug, Nearest(slugs), otherwise))


def choose_place(candidates: Sequence[Candidate], quote: str, number: int | None) -> Candidate:
    """The one meant of several places; `number` counts them from 1 as they are listed.

    The only exact one needs no choice. UsageError, with the list, where a choice is needed and nobody is there to ask.
    """
    exact = candidates[0].score == 1.0
    if number is not None:
        if number > len(candidates):
            raise UsageError(f"there is no place {number}: “{quote}” has {len(candidates)}")
        return candidates[number - 1]
    if exact and len(candidates) == 1:
        return candidates[0]
    message = f"“{quote}” stands in {len(candidates)} places" if exact else f"“{quote}” isn’t there; these come near"
    listed = "\n".join(f"  {n}  {in_context(c)}" for n, c in enumerate(candidates[:_LISTED], 1))
    if not on_terminal():
        hint = "add `--paragraph N` or `--place N`, or quote more words"
        raise UsageError(f"{message}:\n{listed}", hint if exact else "copy the words from the page, or add `--place N`")
    click.echo(f"{message}:\n{listed}")
    return candidates[click.prompt("Which", type=click.IntRange(1, min(len(candidates), _LISTED))) - 1]


def in_context(candidate: Candidate) -> str:
    """`¶ 3: …words before [the words] words after…`."""
    left, node, right = excerpt(candidate.block.text, candidate.start, candidate.end, _WIDTH)
    return f"¶ {candidate.block.paragraph}: {left}[{node}]{right}"
