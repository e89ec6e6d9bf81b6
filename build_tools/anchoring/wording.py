"""Decide whether two wordings say the same; `check --fix` needs this before it moves a note to edited words.

Harmless are changes of quotation marks, hyphens, spaces and capitals, words joined or separated, and corrected typing
errors. Any other difference may change the meaning: a figure, a name, a "not", another verb, a word more or less. So no
list of opposites is needed; every other difference counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from build_tools.text.dictionary import load_dictionary
from build_tools.text.excerpts import shortened
from build_tools.text.fold import fold

_SHOWN = 60
"""Code points that a message quotes of a text, at most."""
_PLUS_MINUS = "+\\-\u2212\u2013\u00b1\u2012\ufe63\uff0d"
_TOKEN = re.compile(
    rf"(?<![\w.,)\]])[{_PLUS_MINUS}](?=[.,]?\d)"  # the plus or minus of a number, not a hyphen as in F-16 or 2015-2016
    r"|\d+(?:[.,'’\u00a0\u202f٫٬]\d+)*"  # 1,200 and 1.200 are two tokens that differ
    r"|[%‰°$€£¥₽?؟？]"
    r"|[^\W\d_]+"
)
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2012\ufe63\uff0d", "-"))
_NUMBER = re.compile(rf"[{_PLUS_MINUS}]|\d.*|[%‰°$€£¥₽?؟？]")
"""Compared without folding: figures and their units, and question marks, since a question isn't a statement."""
_GLUED = 40
"""Joined words are compared up to this many code points: nobody joins longer runs of words."""
_NEGATIONS = frozenset(
    """no not non nor neither never none nobody nothing nowhere without cannot cant dont isnt wasnt ne pas sans jamais
    kein keine keinen nicht nie ohne ni sin nunca не нет ни без""".split()  # noqa: SIM905, a list is harder to read
)
"""Words that joining or separating others must not create or remove: "no table" isn't "notable"."""
_FREQUENT = 1000
"""A capitalised word with at least this many occurrences in the dictionary's corpus counts as a word, not a name."""


def find_change(before: str, after: str, language: str = "en") -> str:
    """What differs in meaning, such as "“1,200” became “12,000”"; "" if both say the same.

    `language` is a BCP 47 tag: misspelt words can be recognised only in languages with a dictionary.
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
    """What differs between a note's prefix or suffix and the text beside the place; "" if they agree.

    `beside` may be shorter than the context; only as much as there is of it is compared. The outermost word of a
    context may be only part of a word.
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
    """Whether two texts with the same folded text have the same numbers too: folding drops the minus of -12."""
    if not any(character.isdigit() for character in before):
        return True
    return _figures(before) == _figures(after)


def _figures(text: str) -> list[str]:
    return [token.translate(_MINUS) for token in _split(text) if _NUMBER.fullmatch(token)]


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
    """Whether only the spaces between the same letters differ: ceasefire, cease fire."""
    old, new = "".join(before), "".join(after)
    return old == new and 0 < len(old) <= _GLUED and not _NEGATIONS & {*before, *after}


def _is_corrected_slip(old: str, new: str, language: str) -> bool:
    """Whether `old` isn't a word, and `new` is a word that differs from it by one typing error."""
    before, after = fold(old).text, fold(new).text
    if before == after:
        return True
    if not before.isalpha() or not after.isalpha() or min(len(before), len(after)) < 3 or _NEGATIONS & {before, after}:
        return False
    from rapidfuzz.distance import OSA  # slow to import

    if OSA.distance(before, after) > 1:
        return False
    words = load_dictionary(language)
    if words is None or old.lower() in words or new.lower() not in words:
        return False
    return new.islower() or (old[0] == new[0] and words[new.lower()] >= _FREQUENT)


def _describe(old: str, new: str) -> str:
    was, now = shortened(old, _SHOWN), shortened(new, _SHOWN)
    if not new:
        return f"“{was}” is gone"
    return f"“{was}” became “{now}”" if old else f"“{now}” was added"
