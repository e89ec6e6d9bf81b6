"""Which addresses lead where a reader sees that they lead."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.web_addresses import HOST


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8000/a@b",
        "https://пример.рф?x",
        "https://[2001:db8::1]/",
        "https://a#b@c",
    ],
)
def test_these_do(address: str) -> None:
    assert re.match(HOST, address)


@pytest.mark.parametrize(
    "address",
    [
        *("https://un.org@example.org", "https://a:b@example.org/", "https://example.org:", "https://example.org:x"),
        *("https://example.org:123456", "https://exa\\mple.org", "https:///a", "https://", "https://exa%6dple.org"),
        *("https://a b.org", "https://<b>", "https://[::1", "ftp://example.org", "javascript:alert(1)"),
    ],
)
def test_these_do_not(address: str) -> None:
    assert not re.match(HOST, address)


@given(st.text(st.sampled_from("ab.@:/?#[]\\1 %é"), max_size=12))
def test_what_is_taken_for_the_host_is_the_host(rest: str) -> None:
    """As the standard library has it, which raises for a port that is none."""
    address = f"https://{rest}"
    found = re.match(HOST, address)
    if found:
        parts = urlsplit(address)
        assert parts.username is None
        assert parts.hostname is not None
        assert found[0].removeprefix("https://") == parts.netloc
