"""The page as a reader meets it: a real process, a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.pages import ARGUMENTS, note_addresses, serving
from tests.starters import library_of_starters


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the starter articles."""
    return library_of_starters(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="session")
def address(seeds: Path) -> Iterator[str]:
    """Where the page over the starter articles is."""
    with serving(seeds) as page:
        yield page.address


# Playwright runs an event loop in this thread for as long as it is open; other tests need the thread without.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium; install it with: apt-get install chromium")
        pytest.skip("there is no chromium to open the page in")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address as a new reader."""
    contexts: list[BrowserContext] = []

    def visit(
        address: str, *, width: int = 1440, height: int = 900, scheme: Literal["dark", "light"] = "light"
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        note_addresses(context, page)
        page.goto(address)
        page.wait_for_selector("#welcome h2")
        return page

    yield visit
    for context in contexts:
        context.close()
