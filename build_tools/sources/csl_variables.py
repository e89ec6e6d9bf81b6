"""The types and variables of CSL 1.0.2, and older names for them.

https://github.com/citation-style-language/schema, csl-types.rng and csl-data.json
"""

from __future__ import annotations

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()  # noqa: SIM905, a list of 45 is not easier to read
)
NAMES = (
    *("author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator"),
    *("director", "editor", "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer"),
    *("narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author"),
    *("script-writer", "series-creator", "translator"),
)
DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
TEXTS = (
    *("abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place", "authority"),
    *("call-number", "chapter-number", "citation-key", "citation-label", "citation-number", "collection-number"),
    *("collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI", "edition"),
    *("event-place", "event-title", "first-reference-note-number", "genre", "ISBN", "ISSN", "issue", "jurisdiction"),
    *("keyword", "language", "locator", "medium", "note", "number", "number-of-pages", "number-of-volumes"),
    *("original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part", "part-title"),
    *("PMCID", "PMID", "printing", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title"),
    *("scale", "section", "source", "status", "supplement", "title", "title-short", "URL", "version", "volume"),
    *("volume-title", "volume-title-short", "year-suffix"),
)
FORMER_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short", "event": "event-title"}
"""Name in files of older programs -> the variable."""
