"""A fetcher that may read this machine, and why it refuses an address."""

from typing import Any

import pytest

from article_qa.index.errors import FetchFailed, FetchRefused
from article_qa.index.web.fetch import Fetcher, Limits
from tests.index.web.servers import Reply, Site

PAGE = Reply("<p>The bridge is shut.</p>")


def fetcher(waits: list[float] | None = None, **limits: Any) -> Fetcher:
    """One that may read the loopback, and notes its pauses instead of sleeping."""
    return Fetcher(allow_private=True, limits=Limits(**limits), pause=(waits if waits is not None else []).append)


def why(site: Site, path: str, **limits: Any) -> str:
    with pytest.raises((FetchRefused, FetchFailed)) as raised:
        fetcher(**limits).fetch(site.url(path))
    assert "\n" not in str(raised.value)
    assert "; " in str(raised.value), "a remedy follows the reason"
    return str(raised.value)
