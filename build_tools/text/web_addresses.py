"""The beginning of an address of the web, up to its host, such as a browser opens."""

from __future__ import annotations

HOST = r"https?://(?:[^\s/?#@:\\<>\"'()\[\]^|`{}%]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?=[/?#]|$)"
"""A pattern; for the page's form, theme/assets/js/annotate/note-check.js repeats it.

Nothing may be before an `@`, since `https://un.org@example.org` leads to example.org; and a port is a number.
"""
