"""Each kind of answer as a reader sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .accessible import assert_accessible
from .test_page import ask, assert_in_view

Visit = Callable[..., Page]


@pytest.mark.parametrize(
    ("question", "name", "shown"),
    [
        ("Timeline of the Notre-Dame fire", "Timeline", ".lines .label"),
        ("How many articles mention NATO?", "About the library", ".sentence.computed"),
        ("What did Macron say?", "What was said", ".sayings h3"),
        ("Which countries joined NATO?", "List", ".count"),
        ("Did Argentina lose the World Cup final?", "Claim", ".claim.contradicted"),
    ],
)
def test_the_kind_is_named_above_its_answer(address: str, visit: Visit, question: str, name: str, shown: str) -> None:
    page = visit(address)
    ask(page, question)
    assert page.inner_text("#answer-kind") == name
    assert page.locator(shown).count()
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_says_what_is_a_table_that_opens_its_sources(address: str, visit: Visit, scheme: str) -> None:
    page = visit(address, scheme=scheme)
    ask(page, "How many ships waited at the Suez canal?")
    assert page.locator(".disagreement tbody tr").count() == 3
    page.locator(".disagreement .citation").nth(1).click()
    page.locator("#source .pane[data-number='2'] mark.current").wait_for()
    assert_accessible(page)


def test_on_paper_there_are_answers_and_no_buttons_to_press(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, "When did Notre-Dame reopen?")
    page.emulate_media(media="print")
    assert page.locator(".answer .sentence").first.is_visible()
    for selector in ("#question", ".actions", "#source", "[role=tablist]", "#masthead"):
        assert not page.locator(selector).first.is_visible(), selector


def test_what_is_behind_more_opens_in_sight_and_goes_with_escape(address: str, visit: Visit) -> None:
    page = visit(address, height=500)
    ask(page, "hello")
    page.locator(".more summary").click()
    assert_in_view(page, ".more .save:last-child")
    page.locator(".more .save").first.focus()
    page.keyboard.press("Escape")
    assert page.locator(".more[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_greeting_gets_a_word_and_no_sources(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, "hello")
    assert "Hello" in page.inner_text(".answer .text")
    assert page.locator(".answer .sources, #answer-kind").count() == 0


def test_a_corrected_slip_is_taken_back_by_one_click(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, "how was the catherdal restored")
    assert page.inner_text(".corrected").startswith("Searched for “cathedral”.")
    page.get_by_role("button", name="Search for “catherdal” instead").click()
    page.wait_for_function("!document.querySelector('.turn.working, .corrected')")
    assert page.locator(".turn").count() == 1
