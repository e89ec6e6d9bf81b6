"""Rules that check a corpus as a whole, one rule in a file, and the report of the problems that they find."""

from build_tools.checks.registry import RULES
from build_tools.checks.report import format_problems, summarise
from build_tools.checks.rule import Context, Rule
from build_tools.checks.run import find_problems

__all__ = [
    "RULES",
    "Context",
    "Rule",
    "find_problems",
    "format_problems",
    "summarise",
]
