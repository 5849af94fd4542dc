"""The Library tab and the sign-in page in a real browser."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from article_qa.index.library import open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.credentials import WRONG
from article_qa.qa.web.passwords import Passwords, hashed
from article_qa.qa.web.server import BUSY
from tests.e2e.accessible import assert_accessible
from tests.index.web.servers import Reply, serving
from tests.qa.web.serving import served
from tests.starters import library_of_starters

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
BRIDGE = "---\ntitle: The bridge <b>reopens\npublished: 2025-02-01\npublisher: Zed News\n---\n"
FERRY = "The ferry to Zanzibar opened on Monday after a year of repairs, and a thousand people came to see it leave."
OPEN = "The bridge reopened on Thursday after a year of repairs."


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over a library that these tests may change."""
    with served(library_of_starters(tmp_path_factory.mktemp("own"))) as address:
        yield address


@pytest.fixture
def library(own: str, visit: Visit) -> Page:
    return opened(own, visit)


def opened(address: str, visit: Visit, **size: int) -> Page:
    page = visit(address, **size)
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library tbody tr")
    return page


def titles(page: Page) -> list[str]:
    return page.locator("#library .open").all_inner_texts()


def test_search_and_sort_are_made_by_the_library(library: Page) -> None:
    library.fill("#library-search :is(input, textarea)", "finland")
    expect(library.locator("#library tbody tr")).to_have_count(1)
    assert "Finland" in titles(library)[0]
    library.fill("#library-search :is(input, textarea)", "")
    expect(library.locator("#library tbody tr")).not_to_have_count(1)
    heading = library.locator("#library th", has_text="Title")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    ascending = titles(library)
    assert ascending == sorted(ascending, key=str.lower)
    expect(heading.get_by_role("button")).to_be_focused()
    library.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert titles(library) == ascending[::-1]


def test_each_file_has_its_result_and_is_replaced_by_name(library: Page, tmp_path: Path) -> None:
    (tmp_path / "bridge.md").write_text(BRIDGE + OPEN)
    (tmp_path / "empty.txt").write_text("")
    add = library.get_by_role("button", name="Add articles")
    add.click()
    library.set_input_files("#drop input[type=file]", [tmp_path / "bridge.md", tmp_path / "empty.txt"])
    expect(library.locator("#outcome li", has_text="bridge.md")).to_contain_text("added")
    expect(library.locator("#outcome li", has_text="empty.txt")).to_contain_text("Not taken: 'empty.txt' holds no text")
    row = library.locator("#library tr", has_text="Zed News")
    expect(row.locator(".open")).to_have_text("The bridge <b>reopens")
    expect(row).to_contain_text("ready")
    (tmp_path / "bridge.md").write_text(BRIDGE + OPEN + " Cars may cross it.")
    library.set_input_files("#drop input[type=file]", [tmp_path / "bridge.md"])
    expect(library.locator("#outcome li")).to_have_count(1)
    expect(library.locator("#outcome li")).to_contain_text("changed")
    row.locator(".open").click()
    expect(library.locator("#article .article-text")).to_have_text(OPEN + " Cars may cross it.")


def test_a_pasted_text_is_added_and_removed_once_confirmed(library: Page) -> None:
    library.get_by_role("button", name="Add articles").click()
    library.get_by_role("button", name="Paste a text").click()
    library.get_by_label("Title").fill("The tram: late again")
    library.get_by_label("Text", exact=True).fill("The tram was late on Monday.")
    library.get_by_role("button", name="Add the text").click()
    row = library.locator("#library .open", has_text="The tram: late again")
    expect(library.locator("#outcome li")).to_contain_text("added")
    row.focus()
    library.keyboard.press("Enter")
    expect(library.locator("#article h2")).to_have_text("The tram: late again")
    library.get_by_role("button", name="Remove…").focus()
    library.keyboard.press("Enter")
    expect(library.get_by_role("button", name="Keep", exact=True)).to_be_focused()
    library.keyboard.press("Enter")
    expect(library.get_by_role("button", name="Remove…")).to_be_focused()
    expect(row).to_have_count(1)
    library.keyboard.press("Enter")
    expect(library.get_by_role("button", name="Keep", exact=True)).to_be_focused()
    library.get_by_role("button", name="Remove", exact=True).focus()
    library.keyboard.press("Enter")
    expect(library.locator("#article")).to_contain_text("has been removed")
    expect(row).to_have_count(0)


def test_an_article_is_corrected_where_it_is_read(library: Page) -> None:
    library.locator("#library .open").first.click()
    library.get_by_role("button", name="Edit…").click()
    form = library.get_by_role("form", name="Correct this article")
    expect(form.get_by_label("Title")).to_be_focused()
    assert_accessible(library)
    form.get_by_label("Outlet").fill("Quayside Post")
    form.get_by_label("Date").fill("soon")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("'soon' is not a date")
    form.get_by_label("Date").fill("2024-12-10")
    library.keyboard.press("Enter")
    expect(library.locator("#article .dateline")).to_contain_text("Quayside Post · 10 December 2024")
    expect(library.get_by_role("button", name="Edit…")).to_be_focused()
    expect(library.locator("#library tr", has_text="Quayside Post")).to_have_count(1)


def test_articles_added_to_an_empty_library_answer_at_once(tmp_path: Path, visit: Visit) -> None:
    with open_library(tmp_path / "new", create=True):
        pass
    with served(tmp_path / "new") as address:
        page = visit(address)
        page.get_by_role("tab", name="Library").click()
        page.get_by_role("button", name="Paste a text").click()
        page.get_by_label("Title").fill("Ferry opens in Zanzibar")
        page.get_by_label("Text", exact=True).fill("The ferry opened on Monday.")
        page.get_by_role("button", name="Add the text").click()
        expect(page.locator("#library .open")).to_have_text("Ferry opens in Zanzibar")
        page.get_by_role("tab", name="Ask").click()
        page.locator(".starter").click()
        expect(
            page.locator(".answer.answered").get_by_role("button", name="Ferry opens in Zanzibar").last
        ).to_be_visible()


def test_a_page_is_added_by_its_address(tmp_path: Path, visit: Visit) -> None:
    with open_library(tmp_path / "new", create=True):
        pass
    page_of_news = f"<html><head><title>Ferry opens</title></head><body><article><p>{FERRY}</p></article></body></html>"
    with (
        serving({"/ferry": Reply(page_of_news)}) as site,
        served(tmp_path / "new", fetcher=partial(Fetcher, allow_private=True)) as address,
    ):
        page = visit(address)
        page.get_by_role("tab", name="Library").click()
        page.get_by_label("Addresses of pages or feeds").fill(site.url("/ferry"))
        page.get_by_role("button", name="Fetch").click()
        expect(page.locator("#outcome li")).to_contain_text("added")
        page.locator("#library .open", has_text="Ferry opens").click()
        expect(page.locator("#article .article-text")).to_contain_text(FERRY)
        expect(page.locator("#article a")).to_have_attribute("href", site.url("/ferry"))


def test_a_reader_is_told_when_too_many_are_waiting(seeds: Path, browser: Browser) -> None:
    with served(seeds, most_queued=0) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator("#question textarea").fill("Why?")
        page.keyboard.press("Enter")
        expect(page.locator(".toast-message-text").first).to_have_text(BUSY)
        page.close()


def test_the_library_shuts_nobody_out(library: Page) -> None:
    library.locator("#library .open").first.click()
    library.wait_for_selector("#article .pane")
    library.get_by_role("button", name="Add articles").click()
    library.wait_for_selector("#drop input[type=file]", state="attached")
    assert_accessible(library)


def test_a_phone_shows_the_library_without_sideways_scrolling(own: str, visit: Visit) -> None:
    page = opened(own, visit, width=390, height=844)
    page.locator("#library .open").first.click()
    page.wait_for_selector("#article .pane")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Back to the list").click()
    expect(page.locator("#library .open").first).to_be_focused()


def test_a_reader_signs_in_by_the_right_password_and_out_again(seeds: Path, browser: Browser) -> None:
    with served(seeds, passwords=Passwords({"ada": hashed("correct horse")})) as address:
        page = browser.new_page()
        page.goto(address)
        assert page.url.endswith("/login")
        assert_accessible(page)
        for password in ("wrong", "correct horse"):
            page.get_by_label("Name").fill("ada")
            page.get_by_label("Password").fill(password)
            page.get_by_role("button", name="Sign in").click()
            if password == "wrong":
                expect(page.get_by_role("alert")).to_have_text(WRONG)
        page.wait_for_selector("#welcome h2")
        page.get_by_role("link", name="Sign out").click()
        page.get_by_role("button", name="Sign in").wait_for()
        page.goto(address)
        assert page.url.endswith("/login")
        page.close()
