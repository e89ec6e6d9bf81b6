"""What axe-core finds wrong with a page: the rules of WCAG 2.2 AA, and its best practices."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "preload": False,  # it would fetch the styles, which a page from disk can't
    "resultTypes": ["violations"],  # to describe all that is well takes as long again
}
RUN = """([within, options]) => axe.run(within, options).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ target }) => target.join(" "))]))"""


def violations(page: Page, within: str = "html") -> list[str]:
    """One line for each rule broken by the first element that matches the selector `within`, or by what it holds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{rule}: {'; '.join(targets)}" for rule, targets in page.evaluate(RUN, [within, OPTIONS])]
