"""A text's words as the search index has them. The twin of theme/assets/js/search/words.js: query and index must agree.

A text is cut at white space into pieces, a piece into tokens: what is between punctuation, folded as the matcher does.
A number with its separators is one token (`1.8`; `5,000` is `5000`), and so are initials (`U.N.` is `un`). A piece also
has what else it may be looked up by: the parts of such a token, and tokens written as one word (`co-operation` as
`cooperation`). In scripts that put no space between words each character is a token.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.text.characters import UNSPACED, is_spaced
from build_tools.text.fold import blank, fold

_PART = re.compile(f"[{UNSPACED}]|[^ {UNSPACED}]+")
_JOINERS = frozenset(" '.&\u200c")
"""Between two tokens that are also written as one word; a fold has a space for hyphens."""
_POINTS = frozenset(".,'\u066b\u066c")
"""In numbers."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:[,'\u066c][0-9]{3})+|(?:[,'\u066c][0-9]{2})+[,'\u066c][0-9]{3})(?![0-9])")
"""By thousands; or, as in India, by hundreds beyond them: 12,34,567."""
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])")
_SEPARATORS = re.compile(r"[,'\u066c]")
_DECIMAL = str.maketrans(",'\u066b\u066c", "....")
_SUFFIX = re.compile(r"[+#]+")
_LONGEST = 40
"""Letters of a word that is made of several tokens."""


@dataclass(frozen=True, slots=True)
class Token:
    word: str
    also: tuple[str, ...] = ()
    """Other words at this place: the parts of a number or of initials, a word with + or # after it."""
    joined: tuple[tuple[str, int], ...] = ()
    """(word, tokens) for each word that this token and those after it make together."""
    single: bool = False
    """Whether it is a character of a script without spaces."""


@dataclass(frozen=True, slots=True)
class _Part:
    word: str
    before: str
    """The punctuation between the part before it and this one."""
    after: str
    """The punctuation between it and the next."""


def words_of(text: str) -> list[str]:
    """The words of a text, one for each token."""
    return [token.word for piece in text.split() for token in tokens_of(piece)]


def places_of(tokens: Iterable[Token]) -> tuple[tuple[str, ...], ...]:
    """The words at each place of a piece: all at one, except the characters of scripts without spaces."""
    places: list[list[str]] = []
    single = True
    for token in tokens:
        if token.single or single:
            places.append([])
        single = token.single
        places[-1] += [token.word, *token.also, *(word for word, _ in token.joined)]
    return tuple(tuple(dict.fromkeys(words)) for words in places)


def tokens_of(piece: str) -> tuple[Token, ...]:
    """The tokens of a text that has no white space."""
    if piece.isascii() and piece.isalpha():
        return (Token(piece.lower()),)
    tokens = [_token(parts) for parts in _grouped(_parts(piece))]
    return tuple(_with_joined(tokens))


def _parts(piece: str) -> Iterator[_Part]:
    folded = fold(piece).text
    if not folded.isascii():
        folded = "".join(_ascii_digit(c) for c in folded)
    spans = [match.span() for match in _PART.finditer(blank(folded))]
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans[1:]), len(folded)]
    for (start, end), before, after in zip(spans, ends, starts, strict=False):
        yield _Part(folded[start:end], folded[before:start], folded[end:after])


def _ascii_digit(character: str) -> str:
    value = None if character.isascii() else unicodedata.digit(character, None)
    return character if value is None else str(value)


def _grouped(parts: Iterator[_Part]) -> Iterator[list[_Part]]:
    """Runs of parts that make one token: a number, initials, or a part alone."""
    group: list[_Part] = []
    for part in parts:
        if group and not (_is_number(group[-1], part) or _are_initials(group, part)):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _is_number(before: _Part, part: _Part) -> bool:
    return part.before in _POINTS and _is_digit(before.word[-1]) and _is_digit(part.word[0])


def _are_initials(group: list[_Part], part: _Part) -> bool:
    """Whether `part` is a letter after a letter: the others of a group have been compared already."""
    return part.before == "." and all(
        len(p.word) == 1 and p.word.isalpha() and is_spaced(p.word) for p in (group[-1], part)
    )


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def _token(parts: list[_Part]) -> _Draft:
    words = [part.word for part in parts]
    if len(parts) == 1:
        word, also = words[0], list[str]()
    elif _is_digit(words[0][-1]):
        word, *also = _number_forms("".join([words[0], *(part.before + part.word for part in parts[1:])]))
        also += words
    else:
        word, also = "".join(words), words
    if suffix := _SUFFIX.match(parts[-1].after):
        also = [word + suffix[0], *also]
    single = not is_spaced(word) and len(word) == 1
    return _Draft(word, tuple(also), single, parts[0].before, words)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A token before it is known what it makes with those after it."""

    word: str
    also: tuple[str, ...]
    single: bool
    before: str
    parts: list[str]


def _number_forms(number: str) -> list[str]:
    """A number without its separators of thousands; both ways where the point may be one."""
    if grouped := _GROUPED.match(number):
        return [_SEPARATORS.sub("", grouped[0]) + number[grouped.end() :].translate(_DECIMAL)]
    plain = number.translate(_DECIMAL)
    if dotted := _DOTTED.match(number):
        return [plain, dotted[0].replace(".", "") + plain[dotted.end() :]]
    return [plain]


def _with_joined(drafts: list[_Draft]) -> Iterator[Token]:
    """Each with the words that it begins: of a run that is also written as one, all of it, and any two in a row."""
    begin = 0
    while begin < len(drafts):
        end = begin + 1
        while end < len(drafts) and _is_joined(drafts[end - 1], drafts[end]):
            end += 1
        run = drafts[begin:end]
        whole = [("".join(draft.word for draft in run), len(run))] if len(run) > 1 else []
        twos = [[(one.word + two.word, 2)] for one, two in itertools.pairwise(run)]
        for draft, joined in zip(run, [*twos, []], strict=True):
            kept = tuple((word, count) for word, count in dict.fromkeys([*whole, *joined]) if len(word) <= _LONGEST)
            yield Token(draft.word, draft.also, kept, draft.single)
            whole = []
        begin = end


def _is_joined(before: _Draft, draft: _Draft) -> bool:
    """Whether two tokens are also written as one word: not figures, nor the s of a genitive."""
    return (
        draft.before in _JOINERS
        and not (before.single or draft.single)
        and not (_is_digit(before.word[-1]) and _is_digit(draft.word[0]))
        and not (draft.before == "'" and draft.word == "s")
    )
