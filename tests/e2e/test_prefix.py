"""The page below a prefix, behind a proxy, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.pages import addresses, serving
from tests.qa.web.reverse_proxy import proxied

from .test_page import TALKS, ask


@pytest.mark.parametrize("strips", [True, False], ids=["prefix stripped", "prefix kept"])
def test_a_reader_asks_below_a_prefix(seeds: Path, visit: Callable[..., Page], strips: bool) -> None:
    with (
        serving(seeds, "--root-path", "/news/qa", "--proxy", "127.0.0.1") as own,
        proxied(own.address, "/news/qa", strips=strips) as address,
    ):
        page = visit(f"{address}/")
        ask(page, TALKS)
        page.wait_for_selector('.citation[data-citation="1"]')
        asked = [each for each in addresses(page) if each.startswith("http")]
        assert asked
        assert [each for each in asked if not each.startswith(f"{address}/")] == []
