"""Find the place of a quote in a text, unchanged or edited."""

from build_tools.anchoring.edited import reanchor
from build_tools.anchoring.exact import Anchor, find_exact

__all__ = ["Anchor", "find_exact", "reanchor"]
