"""A note that is changed again and again, and the page that shows it."""

from __future__ import annotations

from pathlib import Path

from build_tools.core.folders import ARTICLES


class EditedNote:
    """The first note of a made-up corpus's first article."""

    def __init__(self, project: Path) -> None:
        self.path = project / ARTICLES / "article-0" / "annotations" / "note-0.md"
        self.page = "articles/article-0.html"
        """Its address, from the site's folder on."""
        self._text = self.path.read_text("utf-8").rstrip()
        self._changes = 0

    def change(self) -> str:
        """Save the note with another word at its end; returns the word, which is nowhere else."""
        self._changes += 1
        word = f"xqj{self._changes}qxj"
        self.path.write_text(f"{self._text} {word}.\n", "utf-8")
        return word
