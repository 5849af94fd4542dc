"""Each kind of answer as a reader sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .accessible import assert_accessible
from .test_page import ask

Visit = Callable[..., Page]


@pytest.mark.parametrize(
    ("question", "name", "shown"),
    [
        ("Timeline of the Notre-Dame fire", "Timeline", ".lines .label"),
        ("How many articles mention NATO?", "About the library", ".sentence.computed"),
        ("What did Macron say?", "What was said", ".sentence.quoted"),
    ],
)
def test_the_kind_is_named_above_its_answer(address: str, visit: Visit, question: str, name: str, shown: str) -> None:
    page = visit(address)
    ask(page, question)
    assert page.inner_text("#answer-kind") == name
    assert page.locator(shown).count()
    assert_accessible(page)


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
