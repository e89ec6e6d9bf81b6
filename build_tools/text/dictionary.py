"""The words of a language and how frequent they are, from the lists that pyspellchecker brings (films' subtitles)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


@lru_cache
def load_dictionary(language: str) -> SpellChecker | None:
    """The words of the language that a BCP 47 tag names; None if the package has no list of it."""
    from spellchecker import SpellChecker  # loading a list takes 0.1 to 0.5 seconds

    try:
        return SpellChecker(language=language.partition("-")[0].lower())
    except ValueError:
        return None


def per_million(word: str, language: str) -> float | None:
    """How often a word, in small letters, occurs among a million of its language; None without a list of it."""
    words = load_dictionary(language)
    return None if words is None else float(words.word_usage_frequency(word)) * 1e6
