"""Decide whether two wordings say the same; `check --fix` needs this before it moves a note to edited words.

Harmless are changes of quotation marks, hyphens, spaces and capitals, words joined or separated, and corrected typing
errors. Any other difference counts, since it may change the meaning: a figure, a name, a "not", another verb, a word
more or less. So no list of opposites is needed. An accent counts, too, if words with and without it may both exist:
schon and schön.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from build_tools.text.characters import INVISIBLE, TATWEEL, TRANSLITERATION_LETTERS
from build_tools.text.dictionary import load_dictionary
from build_tools.text.excerpts import shortened
from build_tools.text.fold import fold

_SHOWN = 60
"""Code points that a message quotes of a text, at most."""
_PLUS_MINUS = "+\\-\u2212\u2013\u00b1\u2012\ufe63\uff0d"
_APOSTROPHES = "'’ʼ"
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2012\ufe63\uff0d", "-"))
_SIGNS = "%‰‱&?؟？"
"""Punctuation that says something, beside the symbols: a question isn't a statement."""
_SYMBOLS = frozenset({"Sc", "Sm", "So"})
"""Categories of currencies, operators, and other symbols: < and >, € and $."""
_GLUED = 40
"""Joined words are compared up to this many code points: nobody joins longer runs of words."""
_NEGATIONS = frozenset(
    """no not non nor neither never none nobody nothing nowhere without cannot cant dont isnt wasnt
    kein keine keinen nicht nie ohne ne pas sans jamais ni sin nunca niet geen не нет ни без
    لا لم لن ما ليس غير بلا بدون""".split()  # noqa: SIM905, a list is harder to read
)
"""Words that must not appear or disappear when others are joined or separated: "no table" isn't "notable"."""
_BEGINNINGS = frozenset(
    "a an in im il ir un dis mis re anti miss um des mal on nie bes бес не ни из ل ب ك و ف".split()  # noqa: SIM905
)
"""Beginnings of words that say something else when they are words of their own: "in action" isn't "inaction"."""
_CONTRACTED = frozenset({"s", "t", "d", "m", "re", "ve", "ll"})
"""What follows an apostrophe that can't be left out: "it's" isn't "its", "we're" isn't "were"."""
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed]")
"""Marks of vowels in Hebrew and Arabic, which most texts leave out. The marks for hamza aren't among them."""
_UNSEEN = str.maketrans(dict.fromkeys(INVISIBLE + TATWEEL + TRANSLITERATION_LETTERS))


def find_change(before: str, after: str, language: str = "en") -> str:
    """What differs in meaning, such as "“1,200” became “12,000”"; "" if both say the same.

    `language` is a BCP 47 tag: misspelt words can be recognised only in languages with a dictionary.
    """
    return _find_change(_split(before), _split(after), language)


def _find_change(old: Sequence[str], new: Sequence[str], language: str) -> str:
    if old == new:
        return ""
    matcher = SequenceMatcher(None, _folded(old), _folded(new), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            for was, now in zip(old[i:j], new[k:m], strict=True):
                if was != now and _is_spelt_as_another(was, now, language):
                    return _describe(was, now)
        elif not _is_harmless(old[i:j], new[k:m], language):
            return _describe(" ".join(old[i:j]), " ".join(new[k:m]))
    return ""


def find_context_change(context: str, beside: str, language: str = "en", *, is_prefix: bool) -> str:
    """What differs between a note's prefix or suffix and the text beside the place; "" if they agree.

    If `beside` is shorter than the context, only that much of the context is compared. The outermost word of a
    context may be only part of a word.
    """
    ours, theirs = _split(context), _split(beside)
    if not is_prefix:  # reversed, so that below both are as if before the place
        ours, theirs = ours[::-1], theirs[::-1]
    if not ours or not theirs:
        return ""
    our, near = _nearest(ours, theirs), _nearest(theirs, ours)
    change = _compare(our, near, language, is_prefix=is_prefix)
    if not change or "".join(_folded(our)) == "".join(_folded(near)):
        return change
    same = min(len(ours), len(theirs))  # as many words on both sides are easier to read than as many letters
    return _compare(ours[-same:], theirs[-same:], language, is_prefix=is_prefix) or change


def _compare(ours: list[str], theirs: list[str], language: str, *, is_prefix: bool) -> str:
    """What differs between words of a context and of the text; each begin with the outermost."""
    if _is_part(ours[0], theirs[0], is_prefix=is_prefix):
        theirs = [ours[0], *theirs[1:]]
    return _find_change(ours, theirs, language) if is_prefix else _find_change(ours[::-1], theirs[::-1], language)


def _nearest(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """As many of the last words as have together at least the letters of `others`.

    Letters are counted, since words may be joined or separated.
    """
    room = sum(map(len, _folded(others)))
    first = len(words)
    while first and (room > 0 or words[first - 1] in _PLUS_MINUS):
        first -= 1
        room -= len(_folded(words[first : first + 1])[0])
    return list(words[first:])


def _is_part(word: str, whole: str, *, is_prefix: bool) -> bool:
    """Whether a word cut at the outer end of a context may be part of `whole`. Numbers and negations never are."""
    part, full = fold(word).text, fold(whole).text
    if not part.isalpha() or part in _NEGATIONS or part == full:
        return False
    return full.endswith(part) if is_prefix else full.startswith(part)


def has_same_figures(before: str, after: str) -> bool:
    """Whether two texts with the same folded text have the same numbers too: folding drops the minus of -12."""
    if not any(character.isdigit() for character in before):
        return True
    return _figures(before) == _figures(after)


def _figures(text: str) -> list[str]:
    return [token.translate(_MINUS) for token in _split(text) if not _is_word(token)]


def _split(text: str) -> list[str]:
    """Words with their marks and inner apostrophes, numbers with their plus or minus, and symbols."""
    characters = sorted(set(text))
    marks = "".join(c for c in characters if unicodedata.category(c)[0] == "M")
    symbols = "".join(c for c in characters if c in _SIGNS or _is_symbol(c))
    return _token(marks, symbols).findall(text)


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in _SYMBOLS and character not in _MINUS_CHARACTERS


_MINUS_CHARACTERS = frozenset(map(chr, _MINUS))


@lru_cache
def _token(marks: str, symbols: str) -> re.Pattern[str]:
    """A token of a text that has these marks and symbols; `re` has no classes for them."""
    letter = f"(?:[^\\W\\d_][{re.escape(marks)}]*)" if marks else r"[^\W\d_]"
    return re.compile(
        rf"(?<![\w.,)\]])[{_PLUS_MINUS}](?=[.,]?\d)"  # the plus or minus of a number, not the hyphen of F-16, 2015-2016
        r"|\d+(?:[.,'’\u00a0\u202f٫٬]\d+)*"  # 1,200 and 1.200 are two tokens that differ
        r"|(?<=\d)[/:⁄∕](?=\d)|(?<=\d)[′″]"  # 3/4 isn't 3-4, and 5′ isn't 5″
        + (f"|[{re.escape(symbols)}]" if symbols else "")
        + rf"|{letter}+(?:[{_APOSTROPHES}]{letter}+)*"
    )


def _is_word(token: str) -> bool:
    return unicodedata.category(token[0])[0] == "L"


def _folded(tokens: Sequence[str]) -> list[str]:
    return [fold(token).text if _is_word(token) else token for token in tokens]


def _is_spelt_as_another(old: str, new: str, language: str) -> bool:
    """Whether two words that fold alike may be different words, as schon and schön are."""
    before, after = _spelt(old), _spelt(new)
    bare = [_POINTS.sub("", word) for word in (before, after)]
    if before == after or bare[0] == bare[1]:
        return before != after and before not in bare and after not in bare  # it is harmless if only one has points
    words = load_dictionary(language)
    if words is None:
        return True
    was_word, is_word = (_stem(word) in words for word in (before, after))
    in_english = language.partition("-")[0].lower() == "en"  # which has accents in names only: Erdogan, Erdoğan
    return was_word and is_word if in_english else was_word or not is_word


def _stem(word: str) -> str:
    """What a dictionary may have of a word as `_spelt` has it: armée of l'armée."""
    return unicodedata.normalize("NFC", max(word.split("'"), key=len))


def _spelt(word: str) -> str:
    """A word in small letters with its accents; ß stays, which folding would make ss."""
    return unicodedata.normalize("NFKD", word.translate(_UNSEEN)).replace("’", "'").replace("ʼ", "'").lower()


def _is_harmless(old: Sequence[str], new: Sequence[str], language: str) -> bool:
    if not all(map(_is_word, (*old, *new))):
        return False
    if _is_joined(_folded(old), _folded(new)):
        return True
    return len(old) == len(new) and all(map(_is_corrected_slip, old, new, [language] * len(old)))


def _is_joined(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether only the spaces and apostrophes between the same letters differ: ceasefire, cease fire."""
    old, new = ("".join(words).replace("'", "") for words in (before, after))
    if old != new or not 0 < len(old) <= _GLUED or _contractions(before) != _contractions(after):
        return False
    return not (_NEGATIONS | _BEGINNINGS) & {*before, *after}


def _contractions(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.rpartition("'")[2] in _CONTRACTED and "'" in word]


def _is_corrected_slip(old: str, new: str, language: str) -> bool:
    """Whether `old` isn't a word, and `new` is a word that differs from it by one typing error.

    Words with a capital may be names, of which dictionaries know few: Saad isn't a misspelt Said.
    """
    if not old.islower() or not new.islower() or _NEGATIONS & {fold(old).text, fold(new).text}:
        return False
    words = load_dictionary(language)
    return words is not None and _is_one_slip(old, new) and old not in words and new in words


def _is_one_slip(old: str, new: str) -> bool:
    """Whether two letters were swapped, or one inside a word was left out, added or mistaken.

    The first and the last letter may be a prefix or an ending: (a)political, government(s).
    """
    if min(len(old), len(new)) < _SHORTEST or abs(len(old) - len(new)) > 1:
        return False
    head, tail = _common(old, new), _common(old[::-1], new[::-1])
    if len(old) == len(new) and head + tail == len(old) - 2:
        return old[head] == new[head + 1] and old[head + 1] == new[head]
    return head > 0 and tail > 0 and head + tail >= max(len(old), len(new)) - 1


_SHORTEST = 3
"""In shorter words, any letter makes another word."""


def _common(first: str, second: str) -> int:
    """How many characters two words share at their beginnings."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))


def _describe(old: str, new: str) -> str:
    was, now = shortened(old, _SHOWN), shortened(new, _SHOWN)
    if not new:
        return f"“{was}” is gone"
    return f"“{was}” became “{now}”" if old else f"“{now}” was added"
