"""Addresses: told from paths, and one way to write each."""

import pytest

from article_qa.index.addresses import canonical_url, is_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.example", True), ("HTTP://A", True), ("file:///a", True), ("a.txt", False), ("C:\\a", False)],
)
def test_an_address_is_told_from_a_path_by_its_scheme(text, expected):
    assert is_address(text) == expected


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("http://example.org", "http://example.org/"),
        ("https://example.org:8080/a?b=1#c", "https://example.org:8080/a?b=1"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://example.org:99999/", None),
        ("http://[bad", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_kept(address, canonical):
    assert canonical_url(address) == canonical
