"""What of a page is beyond the right edge of the window."""

from __future__ import annotations

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const beyond = Array.from(document.querySelectorAll("body *"))
    .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > width + 1)
    .filter((e) => !e.closest("pre, .skip, svg") && getComputedStyle(e).visibility !== "hidden")
    .map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`);
  return [document.documentElement.scrollWidth - width, beyond.slice(0, 5)];
}"""
"""By how many pixels the page can be scrolled sideways, and the first elements beyond the edge."""
