"""The tab "Notebook" in a real browser."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.notebook.saved_answers import save_answer
from tests.e2e.accessible import assert_accessible
from tests.qa.watching.newsroom import FERRY, FIRST, Newsroom
from tests.qa.web.serving import NAME, PASSWORD, WRITES, readers, served

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
NOTE = "Ask the harbour master.\nHe was there."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with one report."""
    with open_library(tmp_path / "data", create=True) as library:
        Newsroom(library, tmp_path / "news").print("Ferry aground", FIRST)
    return tmp_path / "data"


@pytest.fixture
def signed_in(browser: Browser, folder: Path) -> Iterator[tuple[Page, str]]:
    """The page as Ada sees it who has signed in, and its address."""
    ada = b64encode(f"{NAME}:{PASSWORD}".encode()).decode()
    with served(folder, passwords=readers()) as address:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, extra_http_headers={"Authorization": f"Basic {ada}"}
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.wait_for_selector("#welcome h2")
        yield page, address
        context.close()


def test_an_answer_is_saved_noted_read_and_deleted(signed_in: tuple[Page, str], tmp_path: Path) -> None:
    page, address = signed_in
    page.fill("#question textarea", FERRY)
    page.press("#question textarea", "Enter")
    page.get_by_role("button", name="Save in the notebook").click()
    saved = page.get_by_role("button", name="Saved: open the notebook")
    expect(saved).to_be_focused()
    saved.click()
    expect(page.get_by_role("tab", name="Notebook")).to_have_attribute("aria-selected", "true")
    entry = page.locator(".saved-answer")
    expect(entry.locator("h3")).to_have_text(FERRY)
    expect(entry.locator(".dateline").first).to_contain_text(f"by {NAME}")
    expect(page.locator("#notebook .hint")).to_contain_text("Everyone who signs in here can read")

    entry.get_by_role("button", name="Add a note").click()
    box = entry.locator("textarea")
    expect(box).to_be_focused()
    box.fill(NOTE)
    assert_accessible(page, "a note is written")
    page.keyboard.press("Control+Enter")
    expect(entry.locator(".note")).to_have_text(NOTE)

    entry.locator(".citation").first.click()
    expect(page.locator("#notebook-source mark.current")).to_contain_text("Fourteen passengers")
    expect(entry.locator(".citation[aria-current]")).to_have_count(1)
    assert_accessible(page, "a quote is read")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Export the notebook as Markdown").click()
    saving.value.save_as(tmp_path / saving.value.suggested_filename)
    assert "Ask the harbour master." in (tmp_path / "notebook.md").read_text()

    program = {"Authorization": f"Bearer {WRITES}"}
    listed = httpx.get(f"{address}/api/articles", headers=program).json()["articles"]
    httpx.delete(f"{address}/api/articles/{listed[0]['id']}", headers=program).raise_for_status()
    page.get_by_role("tab", name="Ask").click()
    page.get_by_role("tab", name="Notebook").click()
    expect(entry.locator(".state")).to_contain_text("The quote is gone")
    expect(entry).not_to_contain_text("Fourteen")
    assert_accessible(page, "a quote is gone")

    entry.get_by_role("button", name="Delete").click()
    expect(page.locator('[data-do="confirm"]')).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator('[data-do="confirm"]')).to_have_count(0)
    entry.get_by_role("button", name="Delete").click()
    page.locator('[data-do="confirm"]').click()
    expect(page.locator("#notebook .empty")).to_contain_text("No saved answers yet")


def test_on_a_phone_in_the_dark_a_quote_lies_over_the_notebook_and_leads_back(folder: Path, visit: Visit) -> None:
    with open_library(folder) as library:
        save_answer(Assistant.over(library).ask(FERRY), library, note=NOTE)
    with served(folder) as address:
        page = visit(address, width=390, height=844, scheme="dark")
        page.locator(".overflow-menu button").first.click()
        page.locator(".overflow-dropdown").get_by_text("Notebook").click()
        expect(page.locator("#notebook .hint")).to_contain_text("Everyone who can open this page can read")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page)
        page.locator(".saved-answer .citation").first.click()
        expect(page.locator("#notebook-source")).to_be_visible()
        page.locator("#notebook-source .back").click()
        expect(page.locator("#notebook-source")).to_be_hidden()
        expect(page.locator(".saved-answer .citation").first).to_be_focused()
