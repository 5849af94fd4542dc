"""What a reader does with an answer: look closer, filter, ask again, keep it, take it along."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.feedback import recorded
from tests.e2e.pages import marked, serving, wait_for_citation
from tests.qa.fakes import Endpoint, Reply, hangs, says, scripted_server

from .accessible import assert_accessible
from .test_page import CHESS, JORDAN, TALKS, ask, assert_in_view

Visit = Callable[..., Page]


def test_a_card_shows_quote_outlet_and_date_and_goes_with_escape(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    citation = page.locator('.citation[data-citation="2"]')
    citation.hover()
    page.wait_for_selector("#card:popover-open")
    assert page.inner_text("#card .quote mark") == citation.get_attribute("data-quote")
    assert page.inner_text("#card .quote").startswith(citation.get_attribute("data-before") or "?")
    assert page.inner_text("#card .dateline") == "Article QA Wire, 3 November 2022"
    box = page.locator("#card").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1440
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.locator("#question textarea").focus()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.citation')"):
            break
    page.wait_for_selector("#card:popover-open")
    assert page.locator(".citation[aria-describedby=card]").count() == 1


def test_citations_are_stepped_by_key_and_button_and_lead_back(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    wait_for_citation(page, 1)
    first = marked(page)
    page.locator('.citation[data-citation="1"]').press("Enter")
    page.wait_for_function("document.activeElement.matches('.pane')")
    page.keyboard.press("]")
    wait_for_citation(page, 2)
    assert marked(page) != first
    assert_in_view(page, "#source mark.current")
    assert page.inner_text("#source .bar").split("\n")[-2:] == ["2 of 4", "›"]
    page.get_by_role("button", name="Next citation").click()
    wait_for_citation(page, 3)
    page.keyboard.press("]")
    wait_for_citation(page, 4)
    assert page.get_by_role("button", name="Next citation").is_disabled()
    page.keyboard.press("Alt+ArrowLeft")
    wait_for_citation(page, 3)
    page.keyboard.press("Alt+ArrowLeft")
    wait_for_citation(page, 2)
    page.locator("#source .pane").press("Escape")
    assert page.evaluate("document.activeElement.dataset.citation") == "2"
    assert page.locator(".citation[aria-current]").count() == 1


def test_the_address_of_the_page_opens_an_article_at_its_mark(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, TALKS)
    page.locator('.citation[data-citation="2"]').click()
    page.wait_for_function("location.hash.includes('article=')")
    wait_for_citation(page, 2)
    words, link = marked(page), page.url
    for width in (1440, 390):
        other = visit(link, width=width)
        other.locator("#source mark.current").wait_for()
        assert marked(other) == words
        assert_in_view(other, "#source mark.current")
    page.click("#again")
    page.wait_for_function("!location.hash")


def test_what_to_ask_next_is_asked_by_one_click(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, JORDAN)
    question = page.locator(".follow-up").first.inner_text()
    page.locator(".follow-up").first.click()
    page.locator(".turn.settled").nth(1).wait_for()
    assert page.locator(".asked").last.inner_text() == question
    assert page.locator(".turn:last-child .answered").count() == 1


def test_the_box_stays_in_sight_on_a_phone(address: str, visit: Visit) -> None:
    page = visit(address, width=390, height=844)
    ask(page, "Timeline of the Notre-Dame fire")
    assert page.evaluate("document.documentElement.scrollHeight > 1.5 * innerHeight")
    for place in ("0", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        assert_in_view(page, "#question textarea")


def test_the_box_for_a_comment_opens_in_sight(address: str, visit: Visit) -> None:
    page = visit(address)
    ask(page, "Timeline of the Notre-Dame fire")
    page.get_by_role("button", name="A bad answer").click()
    page.locator(".comment input").wait_for()
    page.wait_for_function(
        """() => document.querySelector('.comment').getBoundingClientRect().bottom
            <= document.querySelector('#conversation').getBoundingClientRect().bottom + 1"""
    )


def test_an_answer_is_copied_and_saved_with_its_quotes(address: str, seeds: Path, visit: Visit, tmp_path: Path) -> None:
    page = visit(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, JORDAN)
    with open_library(seeds) as library:
        answer = Assistant.over(library).ask(JORDAN)
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    rich = page.evaluate(
        "navigator.clipboard.read().then(([all]) => all.getType('text/html')).then(blob => blob.text())"
    )
    # The browser writes styles into what it takes.
    assert re.search("<sup[^>]*><a [^>]*>1</a></sup>", rich) and "<h3" in rich
    assert answer.text in copied and f"“{answer.citations[0].quote}”" in copied
    saved = {}
    assert page.get_by_role("button", name="Save the answer as JSON").count() == 0
    page.locator(".more summary").click()
    for kind in ("Markdown", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save the answer as {kind}").click()
        download.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_text(encoding="utf-8")
    assert "> “" in saved["Markdown"]
    told = json.loads(saved["JSON"])
    assert told["citations"] == answer.as_json()["citations"]


def test_a_thumb_and_a_comment_are_kept_beside_the_library(address: str, seeds: Path, visit: Visit) -> None:
    page = visit(address)
    ask(page, JORDAN)
    before = len(recorded(seeds))
    page.get_by_role("button", name="A bad answer").click()
    page.locator(".comment input").fill("Says nothing of <i>refugees</i>.")
    assert [f.verdict for f in recorded(seeds)[before:]] == ["down"]
    page.keyboard.press("Enter")
    page.locator(".thanks").wait_for()
    (kept,) = recorded(seeds)[before:]
    assert (kept.comment, kept.answer["question"]) == ("Says nothing of <i>refugees</i>.", JORDAN)


def test_an_open_page_follows_the_library(tmp_path: Path, visit: Visit) -> None:
    folder = tmp_path / "library"
    with serving(folder) as running:
        page = visit(running.address)
        article = tmp_path / "ferry.txt"
        article.write_text(
            "---\ntitle: Ferry opens in Zanzibar\npublisher: The Coast\n---\n\nThe ferry opened on Monday."
        )
        with open_library(folder) as library:
            add(library, [article])
        page.locator("#status", has_text="1 article ·").wait_for()
        starter = page.locator(".starter")
        assert starter.inner_text() == "What is the article “Ferry opens in Zanzibar” about?"
        starter.click()
        page.locator(".answer.answered").wait_for()
        assert page.inner_text(".answer cite") == "Ferry opens in Zanzibar"


def in_drops(*pieces: str) -> Reply:
    """The beginning of a reply, then silence."""

    def reply(endpoint: Endpoint) -> None:
        wait = hangs(30, drips=True)
        begin = endpoint.begin
        begin()
        for piece in pieces:
            endpoint.delta(piece)
        endpoint.begin = lambda: None  # type: ignore[method-assign]
        wait(endpoint)

    return reply


def test_a_question_is_stopped_asked_again_and_edited(seeds: Path, visit: Visit) -> None:
    sentence = "Syria is a priority for Jordan because the war next door has made its northern border insecure. [1][2] "
    # A sentence is shown as soon as the next one begins.
    dripping, good = in_drops(sentence, "The king "), says(sentence)
    with scripted_server(dripping, good) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_BASE_URL", server.url)
        patch.setenv("QA_MODEL", "scripted-model")
        with serving(seeds) as running:
            page = visit(running.address)
            page.fill("#question textarea", JORDAN)
            page.press("#question textarea", "Enter")
            page.locator(".draft", has_text="Syria is").wait_for()
            page.click("#stop")
            page.locator(".stopped").wait_for()
            assert page.inner_text(".stopped .draft").startswith("Syria is")
            assert "Stopped" in page.inner_text(".stopped .refusal")
            page.locator("#ask").wait_for()
            page.get_by_role("button", name="Ask again").click()
            page.locator(".answer.answered, .answer.partial").wait_for()
            assert page.locator(".asked").all_inner_texts() == [JORDAN]
            page.get_by_role("button", name="Edit the question").click()
            page.locator("#editing", has_text="Editing your last question").wait_for()
            page.wait_for_function("text => document.querySelector('#question textarea').value === text", arg=JORDAN)
            page.fill("#question textarea", "Why is Syria a priority for Amman?")
            page.press("#question textarea", "Enter")
            page.locator(".turn.settled .asked", has_text="Amman").wait_for()
            assert page.locator(".turn").count() == 1


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)], ids=["light", "dark", "phone"]
)
def test_nothing_keeps_a_reader_out(address: str, visit: Visit, scheme: str, width: int) -> None:
    page = visit(address, width=width, scheme=scheme)
    assert_accessible(page, "start")
    ask(page, TALKS)
    assert_accessible(page, "answer")
    page.locator('.citation[data-citation="2"]').click()
    wait_for_citation(page, 2)
    assert_accessible(page, "source")
    page.click("#source .back")
    page.locator(".steps summary").click()
    page.click("#filters summary")
    page.fill("#since", "2022-01-01")
    page.locator(".chip").wait_for()
    assert_accessible(page, "filters")
    ask(page, CHESS)
    assert_accessible(page, "abstained")
    page.click("#drawer button")
    assert_accessible(page, "conversations")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#library")
    assert_accessible(page, "library")
