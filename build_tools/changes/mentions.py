"""The mentions that each entity gains and loses in the texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from build_tools.changes.difference import in_context
from build_tools.changes.texts import Texts
from build_tools.changes.values import Line, MentionChange
from build_tools.core.model import Block, Mention
from build_tools.text.fold import fold


class _Mentions:
    """Collects, for each entity, the mentions that only one side has."""

    def __init__(self) -> None:
        self.gained: dict[str, list[Line]] = defaultdict(list)
        self.lost: dict[str, list[Line]] = defaultdict(list)

    def add(self, text: Texts) -> None:
        """Add the mentions that an article gains and loses."""
        old, new = (_by_block(side.mentions if side else ()) for side in (text.before, text.after))
        for b, a in text.pairs:
            was, now = old.get(b.number, []) if b else [], new.get(a.number, []) if a else []
            if was or now:
                self._add_block(b, a, was, now)

    def _add_block(self, b: Block | None, a: Block | None, was: list[Mention], now: list[Mention]) -> None:
        same = b is not None and a is not None and b.text == a.text
        old, new = ([_key(m, exactly=same) for m in mentions] for mentions in (was, now))
        if old == new:
            return
        for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for mention in was[i:i_end]:
                assert b
                self.lost[mention.entity].append(_line(b, mention, now if same else []))
            for mention in now[j:j_end]:
                assert a
                self.gained[mention.entity].append(_line(a, mention, was if same else []))


def _by_block(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.block].append(mention)
    return found


def _key(mention: Mention, *, exactly: bool) -> tuple[object, ...]:
    """Mentions with equal keys are the same: in an unchanged text those with the same place, else the same words."""
    place = (mention.start, mention.end) if exactly else (fold(mention.exact).text,)
    return (mention.entity, *place)


def _line(block: Block, mention: Mention, others: Iterable[Mention]) -> Line:
    other = next((o.entity for o in others if o.start < mention.end and mention.start < o.end), "")
    left, node, right = in_context(block.text, mention.start, mention.end)
    return Line(mention.article, block.paragraph, left, node, right, "" if other == mention.entity else other)


def compare_mentions(texts: Iterable[Texts], names: Mapping[str, str]) -> tuple[MentionChange, ...]:
    found = _Mentions()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for text in texts:
        found.add(text)
        before.update(m.entity for m in (text.before.mentions if text.before else ()))
        after.update(m.entity for m in (text.after.mentions if text.after else ()))
    return tuple(
        MentionChange(e, names.get(e, e), before[e], after[e], tuple(found.gained[e]), tuple(found.lost[e]))
        for e in sorted(found.gained.keys() | found.lost.keys())
    )
