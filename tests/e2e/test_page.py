"""The page in a real browser, by the hooks that people script it with."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from article_qa.index.ingest.add import store
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import open_library
from article_qa.index.records import Article
from article_qa.qa.assistant import Assistant
from tests.e2e.pages import addresses, page_process, serving
from tests.present import present

JORDAN = "Why is Syria a priority for Jordan?"
# Answered in several quotes of one article.
TALKS = "Tell me about Jordan and Syria"
CHESS = "Who won the 2031 chess championship?"
HOSTILE = (
    '<script>window.ran = 1</script><img src="http://evil.example/x" onerror="window.ran = 1">'
    '<button class="citation" data-citation="1">1</button><mark>marked</mark>'
    " ${7*7} {{value}} `${window.ran = 1}` &lt;b&gt;"
)
FERRY = "When did the Zanzibar ferry open?"

Visit = Callable[..., Page]


def ask(page: Page, question: str) -> None:
    """Ask and wait until the turn is settled."""
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator(".turn").nth(turns).locator(".answer, .problem").wait_for()


def hosts(page: Page) -> set[str | None]:
    return {urlsplit(url).hostname for url in addresses(page)}


def test_an_answer_opens_its_first_source_at_the_exact_words(address: str, seeds: Path, visit: Visit) -> None:
    page = visit(address)
    ask(page, JORDAN)
    assert "border" in page.inner_text(".answer")
    page.wait_for_selector("#source mark.current")
    with open_library(seeds) as library:
        citation = Assistant.over(library).ask(JORDAN).citations[0]
        article = present(library.catalog.article(citation.article_id))
    assert page.locator("#source mark.current").count() == 1
    assert page.text_content("#source mark.current") == citation.quote == article.text[citation.start : citation.end]
    assert page.text_content("#source .article-text") == article.text
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_a_citation_opens_by_mouse_and_by_keyboard(address: str, seeds: Path, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    with open_library(seeds) as library:
        first, second = Assistant.over(library).ask(TALKS).citations[:2]
    for number, citation, key in ((2, second, None), (1, first, None), (2, second, "Enter"), (1, first, "Space")):
        button = page.locator(f'.citation[data-citation="{number}"]')
        if key:
            button.focus()
            page.keyboard.press(key)
        else:
            button.click()
        page.wait_for_function(
            "quote => document.querySelector('#source mark.current')?.textContent === quote", arg=citation.quote
        )
        assert page.locator("#source mark.current").count() == 1
        assert_in_view(page, "#source mark.current")


def test_the_status_line_counts_the_articles(address: str, visit: Visit) -> None:
    page = visit(address)
    assert page.inner_text("#status").strip() == "12 articles · newest 9 December 2024 · answers without a model"


def test_a_refusal_looks_different_and_offers_what_is_nearest(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, CHESS)
    assert page.inner_text(".abstained .refusal").startswith("Not in these articles.")
    assert page.locator(".citation").count() == 0
    words = page.locator(".nearest").first.locator(".words").inner_text()
    page.locator(".nearest").first.click()
    page.wait_for_selector("#source mark.current")
    assert f"“{page.inner_text('#source mark.current')}”" == words


def test_a_question_without_words_gets_a_sentence(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, "  ?! ")
    assert page.inner_text(".problem").startswith("The question is empty; ask in words")
    ask(page, JORDAN)
    assert page.locator(".turn").count() == 2


def test_an_empty_box_asks_nothing(address: str, visit: Visit) -> None:
    page = visit(address)
    page.press("#question textarea", "Enter")
    page.fill("#question textarea", "   ")
    page.click("#ask")
    ask(page, JORDAN)
    assert page.locator(".asked").all_inner_texts() == [JORDAN]
    page.click("#drawer button")
    assert page.locator("#conversations .open").all_inner_texts() == [JORDAN]


def test_a_question_is_written_in_the_direction_of_its_language(address: str, visit: Visit) -> None:
    page = visit(address)
    for question, direction in (("لماذا سوريا أولوية للأردن؟", "rtl"), (JORDAN, "ltr")):
        page.fill("#question textarea", question)
        assert page.locator("#question textarea").evaluate("box => getComputedStyle(box).direction") == direction
    ask(page, "لماذا سوريا أولوية للأردن؟")
    assert page.locator(".asked").evaluate("asked => getComputedStyle(asked).direction") == "rtl"


def test_enter_pressed_twice_asks_once(address: str, visit: Visit) -> None:
    page = visit(address)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if "queue/join" in request.url else None)
    page.fill("#question textarea", JORDAN)
    # Sent by the page at once, before the server can have answered the first press.
    page.locator("#question textarea").evaluate(
        """box => { for (let press = 0; press < 2; press++)
            if (box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true})))
                box.dispatchEvent(new KeyboardEvent('keypress', {key: 'Enter', bubbles: true, cancelable: true})); }"""
    )
    page.locator(".turn.settled").wait_for()
    assert len([data for data in sent if JORDAN in (data or "")]) == 1


def test_starter_questions_ask_at_once_and_return_on_a_new_start(address: str, visit: Visit) -> None:
    page = visit(address)
    assert page.locator(".starter").count() == 4
    question = page.locator(".starter").first.inner_text()
    page.locator(".starter").first.click()
    page.wait_for_selector(".answer")
    assert page.inner_text(".asked") == question
    assert not page.locator("#welcome").is_visible()
    page.click("#again")
    page.wait_for_selector("#welcome", state="visible")
    assert page.locator(".turn, #source mark.current").count() == 0


def test_the_library_tab_lists_every_article_with_its_date(address: str, visit: Visit) -> None:
    page = visit(address)
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library tbody tr")
    rows = page.locator("#library tbody tr").all_inner_texts()
    assert len(rows) == 12
    assert "9 December 2024" in rows[0]
    assert "undated" in rows[-1]


def test_two_readers_do_not_see_each_other(address: str, visit: Visit) -> None:
    one, other = visit(address), visit(address)
    ask(one, TALKS)
    assert other.locator(".turn").count() == 0
    ask(other, CHESS)
    one.locator('.citation[data-citation="2"]').click()
    one.wait_for_selector("#source mark.current")
    assert one.locator(".asked").all_inner_texts() == [TALKS]
    assert other.locator(".asked").all_inner_texts() == [CHESS]
    assert other.locator("#source mark.current").count() == 0


def test_a_phone_never_scrolls_sideways_and_leads_to_the_source(address: str, visit: Visit) -> None:
    page = visit(address, width=390, height=844)
    ask(page, TALKS)
    assert not page.locator("#source").is_visible()
    second = page.locator('.citation[data-citation="2"]')
    quote = second.get_attribute("data-quote")
    second.click()
    page.wait_for_function(
        "quote => quote.includes(document.querySelector('#source mark.current').textContent.replace(/\\s+/g, ' '))",
        arg=quote,
    )
    assert_in_view(page, "#source mark.current")
    page.click("#source .back")
    assert_in_view(page, '.citation[data-citation="2"]')
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library tbody tr")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_page_asks_no_other_host(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, JORDAN)
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library tbody tr")
    assert hosts(page) == {"127.0.0.1"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Article]]:
    """A page over one article that tries everything, and that article."""
    folder = tmp_path_factory.mktemp("hostile")
    text = f"The Zanzibar ferry opened on Monday {HOSTILE} said the mayor.\n\nShips had waited for {HOSTILE} years."
    article = Article(
        "0123456789abcdef",
        f"Ferry {HOSTILE}",
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        "test",
        publisher=f"Outlet {HOSTILE}",
        author=f"Author {HOSTILE}",
        url="javascript:window.ran=1",
        questions=(FERRY, f"What of {HOSTILE}?"),
    )
    with open_library(folder, create=True) as library:
        store(library, article)
        embed_pending(library)
    with serving(folder) as running:
        yield running.address, article


def test_a_hostile_article_is_shown_as_text(hostile: tuple[str, Article], visit: Visit) -> None:
    address, article = hostile
    page = visit(address)
    assert page.locator(".starter").first.text_content() == article.questions[0]
    ask(page, FERRY)
    page.wait_for_selector("#source mark.current")
    assert page.text_content("#source .article-text") == article.text
    assert page.text_content("#source h2") == article.title
    assert page.locator("#source mark.current").count() == 1
    assert article.text.find(present(page.text_content("#source mark.current"))) >= 0
    assert present(article.publisher) in present(page.locator(".answer .citation").first.get_attribute("aria-label"))
    ask(page, HOSTILE)
    assert page.locator(".asked").last.text_content() == HOSTILE
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library tbody tr")
    assert page.locator("#library td .open").first.text_content() == article.title
    inside = page.locator(":is(#conversation, #source, #welcome, #library)")
    assert inside.locator("script, img, a, .article-text button, h2 button, td button:not(.open)").count() == 0
    assert page.evaluate("window.ran") is None
    assert hosts(page) == {"127.0.0.1"}


def test_an_empty_library_says_how_to_add_and_ends_with_ctrl_c(tmp_path: Path, visit: Visit) -> None:
    with serving(tmp_path / "new") as running:
        page = visit(running.address)
        assert page.inner_text("#status").strip() == "No articles yet. Add some: article-qa add PATH"
        assert "article-qa add PATH" in page.inner_text("#welcome")
        ask(page, JORDAN)
        assert page.locator(".abstained").count() == 1
        assert running.interrupt() == (0, "")


def test_a_taken_port_is_one_sentence_with_a_remedy(address: str, tmp_path: Path) -> None:
    process = page_process(tmp_path, port=urlsplit(address).port or 0)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    started, *problem = said.strip().splitlines()
    assert started.startswith("Opening ")
    assert len(problem) == 1
    assert "--port" in problem[0]


def assert_in_view(page: Page, selector: str) -> None:
    """The element lies within the window and within every pane that scrolls."""
    page.wait_for_function(
        """selector => new Promise(found => new IntersectionObserver((seen, watching) => {
            watching.disconnect(); found(seen[0].isIntersecting);
        }).observe(document.querySelector(selector)))""",
        arg=selector,
    )
