"""A fast way to replace characters one by one, for texts that use few different ones.

`str.translate` takes 30 to 40 ns a character as soon as one of the text isn't ASCII. Through an 8-bit code page the
same takes 5 to 6 ns, encoding and decoding included (1,000 characters of English with typographic quotes, Python 3.11
on one core). Every text of a corpus is folded, most of them more than once, so matching depends on this speed.

`CodePages.encode` is the one entrance. A page has at most 256 characters; the texts of a corpus are mostly in one
script, so that one page serves nearly all of them.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

_ASCII = frozenset(map(chr, range(128)))
_SIZE = 256
_SHORT = 1000
"""Characters of a text for which no page is made: it takes longer than `str.translate` takes for the text."""

MapCharacter = Callable[[str], str]
"""A character -> one character, or several."""


class CodePage:
    """ASCII and up to 128 more characters, each with the one character that it folds to."""

    def __init__(self, characters: frozenset[str], fold: MapCharacter, blank: MapCharacter) -> None:
        """`characters` include ASCII; `fold` and `blank` map each of them to one of them."""
        self.characters = characters
        self._decoding = "".join(sorted(characters))  # ASCII keeps its codes
        self._encoding = codecs.charmap_build(self._decoding)
        folded = [fold(character) for character in self._decoding]
        self._folding = self._table(folded)
        self._blanking = self._table([blank(character) for character in self._decoding])

    def _table(self, images: list[str]) -> bytes:
        return self.encode("".join(images)).ljust(_SIZE, b"\0")

    def encode(self, text: str) -> bytes:
        """One byte a character. Raises UnicodeEncodeError where `text` has a character that isn't in the page."""
        return codecs.charmap_encode(text, "strict", self._encoding)[0]

    def decode(self, codes: bytes) -> str:
        """The text that `encode` was given."""
        if codes.isascii():
            return codes.decode("ascii")
        return codecs.charmap_decode(codes, "strict", self._decoding)[0]

    def fold(self, codes: bytes) -> bytes:
        """Each character folded, in codes of this page."""
        return codes.translate(self._folding)

    def blank(self, codes: bytes) -> bytes:
        """Each character blanked, in codes of this page."""
        return codes.translate(self._blanking)


class CodePages:
    """Finds a code page for each text. It keeps the last one, which is a cache: no result depends on it."""

    def __init__(self, common: str, fold: MapCharacter, blank: MapCharacter, required: str) -> None:
        """`required` are characters beyond ASCII that every page has, `common` further ones that the first page has.

        `fold` and `blank` map each of them to one character, which is in ASCII or in `required`.
        """
        self._fold, self._blank = fold, blank
        self._required = frozenset(required)
        self._page = CodePage(_ASCII | frozenset(common) | self._required, fold, blank)

    def encode(self, text: str) -> tuple[CodePage, bytes] | None:
        """A page that has all of `text`, and `text` in its codes.

        None where the text has too many characters for one page, or one that folds to several; and for a short text
        whose characters the last page lacks.
        """
        page = self._page
        try:
            return page, page.encode(text)
        except UnicodeEncodeError:
            wider = self._page_for(text) if len(text) > _SHORT else None
        if wider is None:
            return None
        self._page = wider
        return wider, wider.encode(text)

    def _page_for(self, text: str) -> CodePage | None:
        """A page for `text`, and for all that the last page has if there is room; None where there can be none."""
        own = _ASCII.union(text)
        folds = {self._fold(character) for character in own} | self._required
        own |= folds
        # A charmap has no place for U+FFFE, and gains nothing where there are characters beyond it.
        if len(own) > _SIZE or max(own) >= "\ufffe" or any(len(fold) > 1 for fold in folds):
            return None
        both = own | self._page.characters
        return CodePage(both if len(both) <= _SIZE else own, self._fold, self._blank)
