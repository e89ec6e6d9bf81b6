"""Ask for values that no option gives: only at a terminal, so that no script waits for an answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from build_tools.anchoring.selectors import Candidate
from build_tools.checks.rules.unknown_article import say_no_article
from build_tools.core.errors import UsageError
from build_tools.text.excerpts import excerpt
from build_tools.text.likeness import Nearest, did_you_mean
from build_tools.text.terminal import shown

_LISTED = 20
_WIDTH = 40


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(given: str | None, label: str, option: str, *, default: str | None = None) -> str:
    """The option's value, or the answer at a terminal, or the default. Raises UsageError if there is none."""
    if given is not None:
        return given
    if on_terminal():
        return str(click.prompt(label, default=default, show_default=bool(default))).strip()
    if default is None:
        raise UsageError(f"{option} is missing", "give it, or run this at a terminal, which asks for it")
    return default


def ask_choice(given: str | None, label: str, option: str, words: Sequence[str], *, default: str | None = None) -> str:
    """Like `ask`, for one of `words`. Raises UsageError for another one."""
    if given is None and on_terminal():
        return str(click.prompt(label, type=click.Choice(list(words)), default=default))
    chosen = ask(given, label, option, default=default)
    if chosen not in words:
        hint = f"one of: {', '.join(words)}"
        raise UsageError(f"{option} can't be `{chosen}`", hint)
    return chosen


def ask_list(given: Sequence[str], label: str, separator: str = ",") -> list[str]:
    """Like `ask`, for a list of words or names, separated by commas or so; it may be empty."""
    return list(given) or [part.strip() for part in ask(None, label, "", default="").split(separator) if part.strip()]


def to_name(text: str) -> str | dict[str, str]:
    """A name as front matter has it: `Public, Jane Q.` as a person's parts, one without a comma as plain text."""
    keys = ("family", "given", "suffix")
    parts = [part.strip() for part in text.split(",", maxsplit=2)]
    return dict(zip(keys, parts, strict=False)) if len(parts) > 1 and all(parts) else text


def ask_known(given: Sequence[str], label: str, what: str, known: Sequence[str]) -> list[str]:
    """Like `ask_list`, for ids. Raises UsageError for an id that isn't `known`; `what` says what it is the id of."""
    ids = ask_list(given, label)
    for identifier in ids:
        if identifier not in known:
            hint = did_you_mean(identifier, list(known)) or f"leave it out, or add the {what} first"
            raise UsageError(f"there is no {what} `{identifier}`", hint)
    return ids


def no_article(slug: str, slugs: Sequence[str]) -> UsageError:
    """The error for an article that doesn't exist; `slugs` are the existing ones."""
    listed = f"there are: {', '.join(slugs[:_LISTED])}{', …' if len(slugs) > _LISTED else ''}"
    otherwise = listed if slugs else "there is none yet: start one with `reader new article`"
    return UsageError(*say_no_article(slug, Nearest(slugs), otherwise))


def choose_place(candidates: Sequence[Candidate], quote: str, number: int | None) -> Candidate:
    """The chosen one of several places; `number` is its position in the list, from 1.

    A single exact place needs no choice. Raises UsageError, with the list, if a choice is needed and there is no
    terminal to ask at.
    """
    exact = candidates[0].score == 1.0
    if number is not None:
        if number > len(candidates):
            raise UsageError(f"there is no place {number}: “{quote}” has {len(candidates)}")
        return candidates[number - 1]
    if exact and len(candidates) == 1:
        return candidates[0]
    message = f"“{quote}” occurs in {len(candidates)} places" if exact else f"“{quote}” isn’t there; these are similar"
    listed = "\n".join(f"  {n}  {in_context(c)}" for n, c in enumerate(candidates[:_LISTED], 1))
    if not on_terminal():
        hint = "add `--paragraph N` or `--place N`, or quote more words"
        raise UsageError(f"{message}:\n{listed}", hint if exact else "copy the words from the page, or add `--place N`")
    click.echo(f"{message}:\n{listed}")
    return candidates[click.prompt("Which", type=click.IntRange(1, min(len(candidates), _LISTED))) - 1]


def in_context(candidate: Candidate) -> str:
    """`¶ 3: …words before [the words] words after…`."""
    left, node, right = excerpt(candidate.block.text, candidate.start, candidate.end, _WIDTH)
    return shown(f"¶ {candidate.block.paragraph}: {left}[{node}]{right}")
