"""The table of rules: every rule that looks at a corpus as a whole, in the order of their codes.

A new rule is a file in rules/ and a row here. Faults of one file are found where it is read, in `sources`.
"""

from __future__ import annotations

from build_tools.checks.rule import Rule
from build_tools.checks.rules.active_content import check_active_content
from build_tools.checks.rules.ambiguous_alias import check_ambiguous_alias
from build_tools.checks.rules.below_minimum import check_below_minimum
from build_tools.checks.rules.block_mismatch import check_block_mismatch
from build_tools.checks.rules.carried_sentence import check_carried_sentence
from build_tools.checks.rules.duplicate_alias import check_duplicate_alias
from build_tools.checks.rules.duplicate_id import check_duplicate_id
from build_tools.checks.rules.everyday_name import check_everyday_name
from build_tools.checks.rules.exposed_original import check_exposed_original
from build_tools.checks.rules.leads_elsewhere import check_leads_elsewhere
from build_tools.checks.rules.listed_twice import check_listed_twice
from build_tools.checks.rules.marked_value import check_marked_value
from build_tools.checks.rules.note_length import check_note_length
from build_tools.checks.rules.older_source import check_older_source
from build_tools.checks.rules.original_quote import check_original_quote
from build_tools.checks.rules.reserved_name import check_reserved_name
from build_tools.checks.rules.restricted_original import check_restricted_original
from build_tools.checks.rules.same_thing import check_same_thing
from build_tools.checks.rules.self_reference import check_self_reference
from build_tools.checks.rules.short_form import check_short_form
from build_tools.checks.rules.straight_quote import check_straight_quote
from build_tools.checks.rules.thin_article import check_thin_article
from build_tools.checks.rules.thin_entry import check_thin_entry
from build_tools.checks.rules.thin_guide import check_thin_guide
from build_tools.checks.rules.uncited_reference import check_uncited_reference
from build_tools.checks.rules.unclear_author import check_unclear_author
from build_tools.checks.rules.unknown_article import check_unknown_article
from build_tools.checks.rules.unknown_entity import check_unknown_entity
from build_tools.checks.rules.unknown_host import check_unknown_host
from build_tools.checks.rules.unknown_reference import check_unknown_reference
from build_tools.checks.rules.unlinked_article import check_unlinked_article
from build_tools.checks.rules.unlisted_article import check_unlisted_article
from build_tools.checks.rules.unlisted_guide import check_unlisted_guide
from build_tools.checks.rules.unused_date_rule import check_unused_date_rule
from build_tools.checks.rules.unused_entity import check_unused_entity
from build_tools.checks.rules.unused_mention_rule import check_unused_mention_rule
from build_tools.core.problems import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

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
    Rule("below-minimum", ERROR, "The corpus has at least what its settings ask for", check_below_minimum),
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
        also=(("look-again", NOTICE),),
    ),
    Rule("listed-twice", WARNING, "Each id is only once in its list", check_listed_twice),
    Rule("marked-value", WARNING, "Titles, names and glosses have no Markdown in them", check_marked_value),
    Rule("note-length", NOTICE, "A note has as many words as the corpus asks for", check_note_length),
    Rule("older-source", NOTICE, "No source is older than what it is cited for", check_older_source),
    Rule("original-quote", WARNING, "A note's words are in the original too", check_original_quote, always=False),
    Rule(
        "reserved-name", ERROR, "No article or entity has the name of one of the site's own pages", check_reserved_name
    ),
    Rule(
        "restricted-original",
        ERROR,
        "An article in copyright is published as a study edition only",
        check_restricted_original,
    ),
    Rule("same-thing", WARNING, "No two entries say that they are the same thing elsewhere", check_same_thing),
    Rule("self-reference", WARNING, "No glossary entry refers to itself", check_self_reference),
    Rule("short-form", WARNING, "A note’s short form has at most 25 words, and ends as a sentence", check_short_form),
    Rule("straight-quote", NOTICE, "Quotation marks are those that the corpus asks for", check_straight_quote),
    Rule("thin-article", NOTICE, "An article has the notes that the corpus asks for", check_thin_article),
    Rule("thin-entry", NOTICE, "A glossary entry has what the corpus asks for", check_thin_entry),
    Rule(
        "thin-guide", NOTICE, "A guide has the length, links and questions that the corpus asks for", check_thin_guide
    ),
    Rule(
        "uncited-reference", NOTICE, "Every reference is cited, where the corpus asks for that", check_uncited_reference
    ),
    Rule("unclear-author", WARNING, "Each author is one name, and a person’s is in parts", check_unclear_author),
    Rule("unknown-article", ERROR, "Every article, paragraph or note that is linked to exists", check_unknown_article),
    Rule("unknown-entity", ERROR, "An entity that is named by its id is in the glossary", check_unknown_entity),
    Rule("unknown-host", NOTICE, "Cited web pages are of sites that the corpus lists", check_unknown_host),
    Rule("unknown-reference", ERROR, "Every id that is cited is the id of a reference", check_unknown_reference),
    Rule(
        "unlinked-article",
        NOTICE,
        "A guide links to every article, where the corpus asks for that",
        check_unlinked_article,
    ),
    Rule(
        "unlisted-article", NOTICE, "The order of articles lists every article, if there is one", check_unlisted_article
    ),
    Rule("unlisted-guide", NOTICE, "The index of guides lists every guide", check_unlisted_guide),
    Rule("unused-date-rule", WARNING, "Every entry of `dates:` decides something", check_unused_date_rule),
    Rule("unused-entity", WARNING, "Every glossary entry is named or linked to somewhere", check_unused_entity),
    Rule("unused-mention-rule", WARNING, "Every entry of `mentions:` decides something", check_unused_mention_rule),
)
