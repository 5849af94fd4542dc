"""Which address is another server."""

import httpx
import pytest

from article_qa.index.remote import staying_at


class Left(Exception):
    """A request for another server."""


def leaves(meant: str, asked: str) -> bool:
    try:
        staying_at(meant, Left)(httpx.Request("POST", asked))
    except Left:
        return True
    return False


@pytest.mark.parametrize(
    ("meant", "asked", "is_other"),
    [
        ("https://api.example/v1", "https://api.example/v2/x", False),
        ("https://api.example/v1", "https://API.example:443/x", False),
        ("http://api.example/v1", "https://api.example/v1", False),
        ("https://api.example/v1", "http://api.example/v1", True),
        ("https://api.example/v1", "https://api.example:8443/v1", True),
        ("http://api.example:8000/v1", "https://api.example:8443/v1", True),
        ("https://api.example/v1", "https://api.example.evil/v1", True),
        ("https://api.example/v1", "https://evil@other.example/v1", True),
        ("http://localhost:80/v1", "http://127.0.0.1:80/v1", True),
    ],
)
def test_another_host_port_or_no_encryption_is_another_server(meant: str, asked: str, is_other: bool) -> None:
    assert leaves(meant, asked) == is_other
