"""What axe-core finds wrong with a page: the rules of WCAG 2.2 AA, and its best practices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "preload": False,  # it would fetch the styles, which a page from disk can't
    "resultTypes": ["violations"],  # to describe all that is well takes as long again
}


def violations(page: Page, within: str = "html") -> list[str]:
    """One line for each rule broken by the first element that matches the selector `within`, or by what it holds."""
    found = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    return [f"{v['id']}: {'; '.join(' '.join(n['target']) for n in v['nodes'][:3])}" for v in found]
