"""The page below a prefix, behind a proxy, in a real browser."""

import shutil
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


def test_the_feed_of_standing_questions_is_below_the_prefix(
    seeds: Path, visit: Callable[..., Page], tmp_path: Path
) -> None:
    shutil.copytree(seeds, tmp_path / "data")
    with (
        serving(tmp_path / "data", "--root-path", "/news/qa", "--proxy", "127.0.0.1") as own,
        proxied(own.address, "/news/qa", strips=True) as address,
    ):
        page = visit(f"{address}/")
        page.get_by_role("tab", name="Standing questions").click()
        page.fill("#watch-question :is(input, textarea)", TALKS)
        page.click("#watch")
        link = page.locator(".feed a").get_attribute("href")
        assert link == "/news/qa/api/watches.atom"
        assert page.request.get(address.removesuffix("/news/qa") + link).ok
