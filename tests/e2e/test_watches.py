"""The tab "Standing questions" in a real browser."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from article_qa.index.library import open_library
from tests.e2e.accessible import assert_accessible
from tests.qa.watching.newsroom import FERRY, FIRST, SECOND
from tests.qa.web.serving import served

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over a library with one report."""
    folder = tmp_path_factory.mktemp("watches") / "data"
    with open_library(folder, create=True):
        pass
    with served(folder) as address:
        add(address, "Ferry aground", FIRST, "2026-03-01")
        yield address


def add(address: str, title: str, text: str, published: str) -> None:
    fields = {"title": title, "text": text, "published": published}
    httpx.post(f"{address}/api/articles", json=fields, timeout=60).raise_for_status()


def opened(address: str, visit: Visit, **options: object) -> Page:
    page = visit(address, **options)
    page.get_by_role("tab", name="Standing questions").click()
    return page


def keep(page: Page, question: str) -> None:
    page.fill("#watch-question :is(input, textarea)", question)
    page.click("#watch")


def test_a_question_is_kept_told_of_and_removed(own: str, visit: Visit) -> None:
    page = opened(own, visit)
    expect(page.locator("#watches .hint")).to_contain_text("No standing questions yet")
    keep(page, FERRY)
    expect(page.locator(".watch h3")).to_have_text(FERRY)
    expect(page.locator("#watch-question :is(input, textarea)")).to_have_value("")
    expect(page.locator(".watch .unchanged")).to_be_visible()
    page.locator(".watch summary").click()
    expect(page.locator(".watch .today p")).to_contain_text("Fourteen passengers")

    # The page follows the library by itself.
    add(own, "More are injured", SECOND, "2026-03-03")
    expect(page.locator(".change")).to_contain_text("Changed: Nineteen")
    expect(page.locator(".evidence").first).to_contain_text("More are injured")
    assert_accessible(page)

    page.get_by_role("button", name=f"Remove: {FERRY}").click()
    confirm = page.locator('[data-do="confirm"]')
    expect(confirm).to_be_focused()
    page.keyboard.press("Escape")
    expect(confirm).to_have_count(0)
    page.get_by_role("button", name=f"Remove: {FERRY}").click()
    confirm.click()
    expect(page.locator("#watches .hint")).to_be_visible()
    assert httpx.get(f"{own}/api/watches").json() == {"watches": [], "notices": []}


def test_an_empty_question_costs_a_sentence(own: str, visit: Visit) -> None:
    page = opened(own, visit)
    page.click("#watch")
    expect(page.locator("#watches .problem")).to_contain_text("The question is empty")


def test_the_tab_is_reached_and_fits_on_a_phone_in_the_dark(own: str, visit: Visit) -> None:
    page = visit(own, width=390, height=844, scheme="dark")
    tab = page.get_by_role("tab", name="Standing questions")
    if not tab.is_visible():
        page.locator(".overflow-menu button").first.click()
        page.locator(".overflow-dropdown").get_by_text("Standing questions").click()
    else:
        tab.click()
    keep(page, FERRY)
    expect(page.locator(".watch h3")).to_have_text(FERRY)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
