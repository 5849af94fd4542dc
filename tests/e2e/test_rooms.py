"""From room to room: the start page, an article's guide, people and places, and a question within articles."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessible import assert_accessible
from tests.qa.web.serving import served
from tests.starters import library_of_starters

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]
# What another room asks, where the Ask tab can be seen to be told.
LISTEN = "document.addEventListener('article-qa:ask-within', event => { window.within = event.detail; })"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over a library that these tests may change."""
    with served(library_of_starters(tmp_path_factory.mktemp("rooms"))) as address:
        yield address


def test_an_article_on_the_start_page_opens_in_the_library(own: str, visit: Visit) -> None:
    page = visit(own)
    title = page.locator("#welcome .newest .opens").first
    name = title.inner_text()
    title.click()
    expect(page.locator("#article h2")).to_have_text(name)
    expect(page.locator("#article .guide dt", has_text="When")).to_be_visible()
    assert_accessible(page)


def test_a_name_in_an_article_opens_what_the_library_has_on_it(own: str, visit: Visit) -> None:
    page = visit(own)
    page.locator("#welcome .newest .opens").first.click()
    name = page.locator("#article .guide .name").first
    said = name.locator("bdi").inner_text()
    name.click()
    expect(page.locator("#person h2")).to_have_text(said)
    assert_accessible(page)
    page.locator("#person .reports .opens").first.click()
    expect(page.locator("#article .article-text")).to_be_visible()


def test_a_saying_opens_its_article_at_the_words(own: str, visit: Visit) -> None:
    page = visit(own)
    page.get_by_role("tab", name="People and places").click()
    page.locator("#people .row").first.wait_for()
    page.fill("#people-search :is(input, textarea)", "rabie")
    page.locator("#people .row", has_text="Rabie").first.click()
    expect(page.locator("#person h2")).to_contain_text("Rabie")
    saying = page.locator("#person .sayings li").first
    words = saying.locator("blockquote").inner_text()
    saying.locator(".opens").click()
    expect(page.locator("#article mark.current")).to_have_text(words)


def test_a_question_is_asked_within_the_article_that_is_open(own: str, visit: Visit) -> None:
    page = visit(own)
    page.evaluate(LISTEN)
    newest = page.locator("#welcome .newest .opens").first
    title = newest.inner_text()
    newest.click()
    expect(page.locator("#article h2")).to_have_text(title)
    page.get_by_role("button", name="Ask about this article").click()
    expect(page.locator("#question")).to_be_visible()
    (article,) = page.evaluate("window.within.articles")
    assert article["title"] == title
    assert len(article["id"]) == 16


def test_the_source_pane_folds_its_guide_and_marks_the_quote_in_use(own: str, visit: Visit) -> None:
    page = visit(own)
    page.locator(".starter").first.click()
    expect(page.locator("#source mark.current").first).to_be_visible()
    page.locator("#source .guide > summary").click()
    expect(page.locator("#source .leads li").first).to_be_visible()
    assert_accessible(page)


def test_a_phone_shows_people_without_sideways_scrolling(own: str, visit: Visit) -> None:
    page = visit(own, width=390, height=844)
    page.get_by_role("button", name="More tabs").click()
    page.get_by_role("button", name="People and places").click()
    page.locator("#people .row").nth(1).click()
    expect(page.locator("#person h2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Back to the names").click()
    expect(page.locator("#people .row[aria-current]")).to_be_focused()


def test_ticked_articles_are_asked_about_and_put_into_a_collection(own: str, visit: Visit) -> None:
    page = visit(own)
    page.evaluate(LISTEN)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#article .glance h2")).to_have_text("12 articles")
    for place in (0, 2):
        page.get_by_role("checkbox", name="Choose “").nth(place).check()
    expect(page.locator("#chosen .how-many")).to_have_text("2 ticked")
    page.get_by_role("button", name="Collection…").click()
    page.get_by_label("Collection", exact=True).last.fill("Harbour")
    page.get_by_role("button", name="Put in").click()
    expect(page.locator("#chosen .done")).to_have_text("2 articles put into “Harbour”.")
    assert_accessible(page)
    page.get_by_role("button", name="Ask about these").click()
    expect(page.locator("#question")).to_be_visible()
    assert len(page.evaluate("window.within.articles")) == 2


def test_a_bar_of_the_chart_shows_its_year_and_another_press_all(own: str, visit: Visit) -> None:
    page = visit(own)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#library tbody tr")).to_have_count(12)
    page.locator("#months button:enabled").first.click()
    expect(page.locator("#library tbody tr")).not_to_have_count(12)
    page.get_by_role("button", name="Show all months").click()
    expect(page.locator("#library tbody tr")).to_have_count(12)


def test_a_bar_of_the_chart_is_what_the_next_question_is_asked_within(own: str, visit: Visit) -> None:
    page = visit(own)
    page.click("#filters summary")
    year = page.locator('#filters .months [data-name="2022"]')
    year.click()
    expect(page.locator(".chip bdi")).to_have_text(["2022"])
    month = page.locator('#filters .months [data-name="2022-11"]')
    expect(month).to_be_visible()
    # Year and month are reached and pressed by keys alone; the focus stays in the chart.
    expect(page.locator("#filters .months button:focus")).to_have_count(1)
    while page.evaluate("document.activeElement.dataset.name") != "2022-11":
        before = page.evaluate("document.activeElement.dataset.name")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.name") != before
    page.keyboard.press("Enter")
    expect(page.locator(".chip bdi")).to_have_text(["November 2022"])
    expect(month).to_be_focused()
    assert page.input_value("#since") == "2022-11-01"
    page.fill("#question textarea", "What is reported?")
    page.press("#question textarea", "Enter")
    page.locator(".turn.settled .answer").wait_for()
    assert page.inner_text(".within") == "November 2022"
    page.locator(".chip").click()
    expect(page.locator(".everything")).to_be_visible()


def test_a_month_of_the_library_is_asked_about(own: str, visit: Visit) -> None:
    page = visit(own)
    page.get_by_role("tab", name="Library").click()
    bar = page.locator("#months button:enabled").first
    year = bar.get_attribute("data-name")
    bar.click()
    page.get_by_role("button", name="Ask about them").click()
    expect(page.locator(".chip bdi")).to_have_text([year or ""])
