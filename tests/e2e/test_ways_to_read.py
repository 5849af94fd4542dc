"""The same page for readers in other circumstances: by keys alone, at twice the size, on a small window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessible import assert_accessible

from .test_page import TALKS, ask

Visit = Callable[..., Page]
# Each tab with what it shows once it is there.
TABS = {
    "Check a draft": "#draft textarea",
    "Library": "#library tbody tr",
    "People and places": "#people .row",
    "Standing questions": "#watch-question",
}
# Words that a box cuts off: those of buttons, headings and lines of text that can be seen.
CUT = """() => [...document.querySelectorAll('button, h1, h2, h3, p, a, th, summary, label, legend')]
    .filter(each => each.checkVisibility({opacityProperty: true, visibilityProperty: true}) && each.clientWidth > 0)
    .filter(each => each.scrollWidth > each.clientWidth + 2 && getComputedStyle(each).overflowX !== 'visible')
    .filter(each => getComputedStyle(each).textOverflow !== 'ellipsis' && !each.closest('.visually-hidden, .sr-only'))
    .map(each => each.outerHTML.slice(0, 120))"""


def press_until(page: Page, key: str, condition: str, most: int = 60) -> None:
    """Press a key until the element that has the focus is as wanted."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches({condition!r})"):
            return
    raise AssertionError(f"{key} does not lead to {condition}")


def test_a_question_is_asked_read_narrowed_and_copied_by_keys_alone(address: str, visit: Visit) -> None:
    page = visit(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(TALKS)
    page.keyboard.press("Enter")
    page.locator(".turn.settled .answer").wait_for()
    press_until(page, "Shift+Tab", ".citation")
    number = page.evaluate("document.activeElement.dataset.citation")
    page.keyboard.press("Enter")
    expect(page.locator(f'#source .pane[data-number="{number}"]')).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f'.citation[data-citation="{number}"]').last).to_be_focused()
    press_until(page, "Tab", ".copy")
    page.keyboard.press("Enter")
    expect(page.locator(".copy")).to_have_text("Copied")
    assert "[1]" in page.evaluate("navigator.clipboard.readText()")
    press_until(page, "Tab", "#filters summary")
    page.keyboard.press("Enter")
    press_until(page, "Tab", '[name="outlet"]')
    page.keyboard.press("Space")
    expect(page.locator(".chip bdi")).to_have_text(["Article QA Wire"])
    expect(page.locator('[name="outlet"]').first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#filters summary")).to_be_focused()
    press_until(page, "Tab", "#question textarea")
    page.keyboard.type("When did Finland join NATO?")
    page.keyboard.press("Enter")
    page.locator(".turn.settled").nth(1).wait_for()
    assert page.inner_text(".turn:last-child .within") == "Article QA Wire"


# At 200 % a window of 1280 by 800 has room for half as many of the page's pixels.
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 400)], ids=["1280", "twice-the-size"])
def test_every_view_fits_a_small_window_and_twice_the_size(address: str, visit: Visit, width: int, height: int) -> None:
    page = visit(address, width=width, height=height)

    def assert_fits(view: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        assert page.evaluate(CUT) == [], view

    assert_fits("start")
    ask(page, TALKS)
    assert_fits("answer")
    # The box must leave room for what is read.
    assert page.evaluate("document.querySelector('#composer').getBoundingClientRect().height") < height / 2
    page.click("#filters summary")
    assert_fits("scope")
    page.keyboard.press("Escape")
    page.locator('.citation[data-citation="1"]').first.click()
    expect(page.locator("#source mark.current")).to_be_visible()
    assert_fits("source")
    page.click("#source .back")
    for name, shown in TABS.items():
        tab = page.get_by_role("tab", name=name)
        if not tab.is_visible():
            page.get_by_role("button", name="More tabs").click()
            tab = page.get_by_role("button", name=name)
        tab.click()
        page.locator(shown).first.wait_for()
        assert_fits(name)
    assert_accessible(page)
