"""Characters that change the direction of the text after them, so that a reviewer and a reader see different texts.

Overrides (U+202D, U+202E) reverse letters, which no text needs. The others (U+202A–202C, U+2066–2069) occur in real
texts that run from right to left; they do no harm as long as each that opens is closed in the same paragraph or value.
"""

from __future__ import annotations

import re

_EMBEDDINGS, _OVERRIDES, _POP = "\u202a\u202b", "\u202d\u202e", "\u202c"
FIRST_STRONG, POP_ISOLATE = "\u2068", "\u2069"
"""Around a name, they keep its direction apart from what is around it; the first letter of the name decides on it."""
_ISOLATES = f"\u2066\u2067{FIRST_STRONG}"
DIRECTION_MARKS = frozenset(_EMBEDDINGS + _OVERRIDES + _POP + _ISOLATES + POP_ISOLATE)
_ANY = re.compile(f"[{''.join(sorted(DIRECTION_MARKS))}]")


def has_direction_mark(text: str) -> bool:
    return not text.isascii() and _ANY.search(text) is not None


def find_direction_faults(text: str) -> list[int]:
    """Offsets, ascending, of the overrides in a paragraph or value, and of marks that don't open and close in pairs."""
    if not has_direction_mark(text):
        return []
    faults: list[int] = []
    opened: list[int] = []
    for found in _ANY.finditer(text):
        at, mark = found.start(), found[0]
        if mark in _EMBEDDINGS + _OVERRIDES + _ISOLATES:
            opened.append(at)
            if mark in _OVERRIDES:
                faults.append(at)
        elif mark == _POP and opened and text[opened[-1]] not in _ISOLATES:
            opened.pop()
        elif mark == POP_ISOLATE and any(text[other] in _ISOLATES for other in opened):
            while text[opened[-1]] not in _ISOLATES:
                faults.append(opened.pop())
            opened.pop()
        else:
            faults.append(at)
    return sorted({*faults, *opened})


def say_direction_fault(mark: str) -> tuple[str, str]:
    """(message, hint) about one of them."""
    name = f"U+{ord(mark):04X}"
    if mark in _OVERRIDES:
        return f"the invisible character {name} reverses the letters after it", "delete it"
    if mark in _POP + POP_ISOLATE:
        return f"the invisible character {name} closes nothing", "delete it"
    closing = "U+2069" if mark in _ISOLATES else "U+202C"
    message = f"the invisible character {name} turns the direction of the text, and isn't closed"
    return message, f"delete it, or close it by {closing} in the same paragraph"
