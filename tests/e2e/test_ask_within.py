"""What a question is asked within, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_qa.index.library import open_library

from .test_page import JORDAN, ask, assert_in_view

Visit = Callable[..., Page]


def chips(page: Page) -> list[str]:
    return page.locator(".chip:not(.all) bdi").all_inner_texts()


def test_days_and_outlets_narrow_the_search_and_are_removed_one_by_one(address: str, visit: Visit) -> None:
    page = visit(address)
    page.click("#filters summary")
    page.fill("#since", "2023-01-01")
    page.locator(".chip", has_text="From 1 January 2023").wait_for()
    ask(page, JORDAN)
    assert page.inner_text(".within") == "From 1 January 2023"
    assert "2022" not in "".join(page.locator(".answer .dateline").all_inner_texts())
    page.fill("#until", "2022-12-31")
    page.locator("#chips .problem", has_text="before it begins on 1 January 2023").wait_for()
    page.fill("#until", "")
    page.locator("#chips .problem").wait_for(state="detached")
    page.get_by_label("Article QA Wire").check()
    page.get_by_label("Article QA Gazette").check()
    page.locator(".chip", has_text="Article QA Gazette").wait_for()
    page.locator(".chip", has_text="From 1 January").click()
    page.locator(".chip", has_text="From 1 January").wait_for(state="detached")
    assert chips(page) == ["Article QA Wire", "Article QA Gazette"]
    page.locator(".chip.all").click()
    page.locator(".everything").wait_for()
    ask(page, JORDAN)
    assert page.locator(".turn:last-child .within").count() == 0
    assert "3 November 2022" in page.inner_text(".turn:last-child .answer")


def test_boxes_ticked_faster_than_they_are_answered_all_count(address: str, visit: Visit) -> None:
    page = visit(address)
    page.click("#filters summary")
    page.evaluate(
        """async () => {
            for (let round = 0; round < 7; round++)
                for (const name of ['Wire', 'Gazette']) {
                    document.querySelector(`#filters [name="outlet"][value$="${name}"]`).click();
                    await new Promise(done => setTimeout(done, 15));
                }
        }"""
    )
    page.locator(".chip", has_text="Article QA Gazette").wait_for()
    expect(page.locator(".chip:not(.all) bdi")).to_have_text(["Article QA Wire", "Article QA Gazette"])


def test_another_tab_asks_within_an_article_and_the_conversation_keeps_that(
    address: str, seeds: Path, visit: Visit
) -> None:
    with open_library(seeds) as library:
        article = library.catalog.queries.newest()[0]
    page = visit(address)
    page.get_by_role("tab", name="Library").click()
    page.locator("#library tbody tr").first.wait_for()
    page.evaluate(
        """article => document.dispatchEvent(
            new CustomEvent('article-qa:ask-within', {detail: {article, title: '?'}}))""",
        article.article_id,
    )
    page.locator(".chip", has_text=article.title).wait_for()
    assert page.get_by_role("tab", name="Ask").get_attribute("aria-selected") == "true"
    ask(page, "What happened?")
    assert page.inner_text(".within") == f"“{article.title}”"
    assert set(page.locator(".answer cite").all_inner_texts()) == {article.title}
    page.reload()
    page.locator(".turn").wait_for()
    assert chips(page) == [f"“{article.title}”"]
    page.click("#again")
    page.locator(".everything").wait_for()


@pytest.mark.parametrize("height", [844, 600])
def test_the_choice_of_what_to_ask_within_opens_in_sight_on_a_phone(address: str, visit: Visit, height: int) -> None:
    page = visit(address, width=390, height=height)
    ask(page, "Timeline of the Notre-Dame fire")
    page.click("#filters summary")
    for selector in ("#preset-1", "#question textarea"):
        assert_in_view(page, selector)
    page.click("#preset-1")
    page.locator(".chip", has_text="From").wait_for()
    assert page.locator(".panel[open]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
