"""The table of rules: every rule that looks at a corpus as a whole, in the order of their codes.

A new rule is a file in rules/ and a row here. Faults of one file are found where it is read, in `sources`.
"""

from __future__ import annotations

from build_tools.checks.rule import Rule
from build_tools.checks.rules.active_content import check_active_content
from build_tools.checks.rules.ambiguous_alias import check_ambiguous_alias
from build_tools.checks.rules.block_mismatch import check_block_mismatch
from build_tools.checks.rules.carried_sentence import check_carried_sentence
from build_tools.checks.rules.duplicate_alias import check_duplicate_alias
from build_tools.checks.rules.duplicate_id import check_duplicate_id
from build_tools.checks.rules.everyday_name import check_everyday_name
from build_tools.checks.rules.exposed_original import check_exposed_original
from build_tools.checks.rules.leads_elsewhere import check_leads_elsewhere
from build_tools.checks.rules.listed_twice import check_listed_twice
from build_tools.checks.rules.original_quote import check_original_quote
from build_tools.checks.rules.output_below_record import check_output_below_record
from build_tools.checks.rules.reserved_name import check_reserved_name
from build_tools.checks.rules.restricted_original import check_restricted_original
from build_tools.checks.rules.self_reference import check_self_reference
from build_tools.checks.rules.unknown_article import check_unknown_article
from build_tools.checks.rules.unknown_entity import check_unknown_entity
from build_tools.checks.rules.unknown_reference import check_unknown_reference
from build_tools.checks.rules.unused_date_rule import check_unused_date_rule
from build_tools.checks.rules.unused_entity import check_unused_entity
from build_tools.checks.rules.unused_mention_rule import check_unused_mention_rule
from build_tools.core.problems import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(
        "active-content", ERROR, "Hand-written pages run nothing and load nothing from elsewhere", check_active_content
    ),
    Rule(
        "ambiguous-alias",
        ERROR,
        "A name that two entities share is decided in every article that has it",
        check_ambiguous_alias,
    ),
    Rule("block-mismatch", ERROR, "A study edition follows its original block for block", check_block_mismatch),
    Rule(
        "carried-sentence",
        ERROR,
        "No sentence of an original in copyright is copied into the corpus",
        check_carried_sentence,
        also=(("hardly-changed", WARNING),),
    ),
    Rule("duplicate-alias", WARNING, "An entity has each of its names once", check_duplicate_alias),
    Rule("duplicate-id", ERROR, "Each reference has an id of its own", check_duplicate_id),
    Rule("everyday-name", WARNING, "No name is found as a word of everyday language", check_everyday_name),
    Rule("exposed-original", ERROR, "An original in copyright is kept out of git", check_exposed_original),
    Rule(
        "leads-elsewhere",
        WARNING,
        "Every reference to a paragraph leads to the words that it was written for",
        check_leads_elsewhere,
        always=False,
        also=(("look-again", WARNING),),
    ),
    Rule("listed-twice", WARNING, "Each id is only once in its list", check_listed_twice),
    Rule("original-quote", WARNING, "A note's words are in the original too", check_original_quote, always=False),
    Rule("output-below-record", ERROR, "The corpus has at least what its record says", check_output_below_record),
    Rule(
        "reserved-name", ERROR, "No article or entity has the name of one of the site's own pages", check_reserved_name
    ),
    Rule(
        "restricted-original",
        ERROR,
        "An article in copyright is published as a study edition only",
        check_restricted_original,
    ),
    Rule("self-reference", WARNING, "No glossary entry refers to itself", check_self_reference),
    Rule("unknown-article", ERROR, "Every article, paragraph or note that is linked to exists", check_unknown_article),
    Rule("unknown-entity", ERROR, "An entity that is named by its id is in the glossary", check_unknown_entity),
    Rule("unknown-reference", ERROR, "Every id that is cited is the id of a reference", check_unknown_reference),
    Rule("unused-date-rule", WARNING, "Every entry of `dates:` decides something", check_unused_date_rule),
    Rule("unused-entity", WARNING, "Every glossary entry is named or linked to somewhere", check_unused_entity),
    Rule("unused-mention-rule", WARNING, "Every entry of `mentions:` decides something", check_unused_mention_rule),
)
