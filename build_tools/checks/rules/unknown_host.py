"""Web pages of sites that the corpus doesn't list as looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from build_tools.checks.rule import Context
from build_tools.core.folders import SETTINGS
from build_tools.core.model import Corpus, Place
from build_tools.core.problems import Problem, notice
from build_tools.corpus.documents import Document, find_links


def check_unknown_host(corpus: Corpus, context: Context) -> Iterator[Problem]:
    known = corpus.settings.checks.hosts
    if known is None:
        return
    listed = frozenset(known)
    for address, place in _find_addresses(corpus, context.documents):
        host = _host_of(address)
        if host and not _is_listed(host, listed):
            message = f"no editor has looked at pages of {host} yet"
            hint = f"an editor who has seen the page adds `{host}` to `hosts:` in {SETTINGS}; you needn't"
            yield notice("unknown-host", place, message, hint)


def _find_addresses(corpus: Corpus, documents: Iterable[Document]) -> Iterator[tuple[str, Place]]:
    for reference in corpus.references:
        if isinstance(reference.data.get("URL"), str):
            yield reference.data["URL"], reference.source.place("URL")
    for scheme in ("http://", "https://"):
        yield from ((link.href, link.place) for link in find_links(documents, scheme))


def _host_of(address: str) -> str:
    """The host in lowercase, or "" if the address has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_listed(host: str, listed: Iterable[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[at:]) in listed for at in range(len(labels)))
