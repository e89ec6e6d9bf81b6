"""Whether two wordings say the same: what `check --fix` must know before it moves a note to words that were edited.

Harmless are other quotation marks, hyphens, spaces and capitals, words written together or apart, and a slip of the
keys that was corrected. Anything else may change what is said: a figure, a name, a "not", another verb, a word more or
less. So it isn't asked which words are opposites; every other difference counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.text.fold import fold

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_SIGNS = "+\\-\u2212\u2013\u00b1"
_TOKEN = re.compile(
    rf"(?<![\w.,)\]])[{_SIGNS}](?=[.,]?\d)"  # the sign of a number, not a hyphen as in F-16 or 2015-2016
    r"|\d+(?:[.,'’\u00a0\u202f٫٬]\d+)*"  # 1,200 and 1.200 are two tokens that differ
    r"|[%‰°$€£¥₽?؟？]"
    r"|[^\W\d_]+"
)
_NUMBER = re.compile(rf"[{_SIGNS}]|\d.*|[%‰°$€£¥₽?؟？]")
"""What is compared as it is: figures and what belongs to them; and a question is no statement."""
_GLUED = 40
"""Code points of words written together that are compared: no run of words that somebody joins is longer."""
_NEGATIONS = frozenset(
    """no not non nor neither never none nobody nothing nowhere without cannot cant dont isnt wasnt ne pas sans jamais
    kein keine keinen nicht nie ohne ni sin nunca не нет ни без""".split()  # noqa: SIM905, a list is harder to read
)
"""Words that must not come into being, or go, by joining or parting others: "no table" is not "notable"."""
_FREQUENT = 1000
"""Occurrences in the dictionary's corpus from which on a word with a capital is taken for a word and not for a name."""


def find_change(before: str, after: str, language: str = "en") -> str:
    """What differs in meaning, as "“1,200” became “12,000”"; "" where both say the same.

    `language` is a BCP 47 tag: whether a word was misspelt can be told only where there is a dictionary of it.
    """
    old, new = _split(before), _split(after)
    if _folded(old) == _folded(new):
        return ""
    matcher = SequenceMatcher(None, _folded(old), _folded(new), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal" and not _is_harmless(old[i:j], new[k:m], language):
            return _describe(" ".join(old[i:j]), " ".join(new[k:m]))
    return ""


def find_context_change(context: str, beside: str, language: str = "en", *, is_prefix: bool) -> str:
    """What differs between a note's prefix or suffix and the text beside the place; "" where they agree.

    `beside` is as much of the text as there is; where it ends, so does the comparison. The outermost word of a context
    may be cut.
    """
    ours, theirs = _split(context), _split(beside)
    glued, beside_it = "".join(_folded(ours)), "".join(_folded(theirs))
    if is_prefix and (beside_it.endswith(glued) or glued.endswith(beside_it)):
        return ""
    if not is_prefix and (beside_it.startswith(glued) or glued.startswith(beside_it)):
        return ""
    near = theirs[-len(ours) :] if is_prefix else theirs[: len(ours)]
    return find_change(" ".join(ours[-len(near) :] if is_prefix else ours[: len(near)]), " ".join(near), language)


def has_same_figures(before: str, after: str) -> bool:
    """Whether two texts that are equal when folded have the same numbers too: folding drops the sign of -12."""
    if not any(character.isdigit() for character in before):
        return True
    return _figures(before) == _figures(after)


def _figures(text: str) -> list[str]:
    return [token.replace("\u2212", "-").replace("\u2013", "-") for token in _split(text) if _NUMBER.fullmatch(token)]


def _split(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _folded(tokens: Sequence[str]) -> list[str]:
    return [token if _NUMBER.fullmatch(token) else fold(token).text for token in tokens]


def _is_harmless(old: Sequence[str], new: Sequence[str], language: str) -> bool:
    before, after = _folded(old), _folded(new)
    if before == after:
        return True
    if any(_NUMBER.fullmatch(token) for token in (*old, *new)):
        return False
    if _is_joined(before, after):
        return True
    return len(old) == len(new) and all(map(_is_corrected_slip, old, new, [language] * len(old)))


def _is_joined(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the same letters are only parted otherwise: ceasefire, cease fire."""
    old, new = "".join(before), "".join(after)
    return old == new and 0 < len(old) <= _GLUED and not _NEGATIONS & {*before, *after}


def _is_corrected_slip(old: str, new: str, language: str) -> bool:
    """Whether the first is no word, and the second is one that differs by a slip of the keys."""
    before, after = fold(old).text, fold(new).text
    if before == after:
        return True
    if not before.isalpha() or not after.isalpha() or min(len(before), len(after)) < 3 or _NEGATIONS & {before, after}:
        return False
    from rapidfuzz.distance import OSA  # slow to import

    if OSA.distance(before, after) > 1:
        return False
    words = _dictionary(language.partition("-")[0].lower())
    if words is None or old.lower() in words or new.lower() not in words:
        return False
    return new.islower() or (old[0] == new[0] and words[new.lower()] >= _FREQUENT)


@lru_cache
def _dictionary(language: str) -> SpellChecker | None:
    """The words of a language; None where the package has none."""
    from spellchecker import SpellChecker  # its word lists take a tenth of a second

    try:
        return SpellChecker(language=language)
    except ValueError:
        return None


def _describe(old: str, new: str) -> str:
    if not new:
        return f"“{_shorten(old)}” is gone"
    return f"“{_shorten(old)}” became “{_shorten(new)}”" if old else f"“{_shorten(new)}” came in"


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
