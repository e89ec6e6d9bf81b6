"""Where a quote is in a text: as it was, or after the text was edited."""

from build_tools.anchoring.edited import reanchor
from build_tools.anchoring.exact import Anchor, find_exact

__all__ = ["Anchor", "find_exact", "reanchor"]
